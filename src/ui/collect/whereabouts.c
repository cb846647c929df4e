/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where an idea lies, in words: what is near, the district, the kind of its shape. */
#include "ui/collect/whereabouts.h"

#include "core/geo/gazetteer.h"
#include "core/map/base-map.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

struct _NordWhereabouts {
  GObject parent_instance;

  NordGazetteer *names; /* (owned) (nullable) not read yet */
  gboolean asked;       /* reading them has begun */
};

G_DEFINE_FINAL_TYPE (NordWhereabouts, nord_whereabouts, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
nord_whereabouts_finalize (GObject *object)
{
  g_clear_object (&NORD_WHEREABOUTS (object)->names);
  G_OBJECT_CLASS (nord_whereabouts_parent_class)->finalize (object);
}

static void
nord_whereabouts_class_init (NordWhereaboutsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_whereabouts_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_whereabouts_init (NordWhereabouts *self)
{
}

static void
load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *streets = nord_base_map_streets_path ();
  g_autoptr (GError) error = NULL;
  NordGazetteer *names = nord_gazetteer_new_default (streets, &error);

  /* Without the file of streets there are still squares, schools and stops to tell by. */
  if (names == NULL) {
    g_info ("Names of streets: %s", error->message);
    names = nord_gazetteer_new_default (NULL, NULL);
  }
  g_task_return_pointer (task, names, g_object_unref);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  NordWhereabouts *self = NORD_WHEREABOUTS (object);

  self->names = g_task_propagate_pointer (G_TASK (result), NULL);
  if (self->names)
    g_signal_emit (self, signals[CHANGED], 0);
}

static const char *
get_kind (const NordShape *shape)
{
  switch (shape->kind) {
  case NORD_SHAPE_POINT:
  case NORD_SHAPE_MULTI_POINT:
    return C_ ("shape", "Point");
  case NORD_SHAPE_LINE:
  case NORD_SHAPE_MULTI_LINE:
    return C_ ("shape", "Line");
  case NORD_SHAPE_AREA:
  case NORD_SHAPE_MULTI_AREA:
  default:
    return C_ ("shape", "Area");
  }
}

NordWhereabouts *
nord_whereabouts_new (void)
{
  return g_object_new (NORD_TYPE_WHEREABOUTS, NULL);
}

char *
nord_whereabouts_describe (NordWhereabouts *self, const NordShape *shape, const char *district)
{
  g_autofree char *near = NULL;

  g_return_val_if_fail (NORD_IS_WHEREABOUTS (self) && shape != NULL, NULL);
  if (!self->asked) {
    g_autoptr (GTask) task = g_task_new (self, NULL, on_loaded, NULL);

    self->asked = TRUE;
    g_task_set_source_tag (task, nord_whereabouts_describe);
    g_task_run_in_thread (task, load);
  }
  if (self->names)
    near = nord_gazetteer_describe (self->names, shape);
  return g_strdup_printf ("%s%s%s · %s", near ? near : "", near ? " · " : "",
                          district ? district : _ ("Outside of the Districts"), get_kind (shape));
}
