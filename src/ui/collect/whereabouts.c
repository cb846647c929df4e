/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where an idea lies, in words: what is near, the district, the kind of its shape. */
#include "ui/collect/whereabouts.h"

#include "ui/map/place-names.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

struct _NordWhereabouts {
  GObject parent_instance;

  NordFinder *finder; /* (owned) (nullable) the names, not read yet */
  gboolean asked;     /* reading them has begun */
};

G_DEFINE_FINAL_TYPE (NordWhereabouts, nord_whereabouts, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
nord_whereabouts_finalize (GObject *object)
{
  g_clear_object (&NORD_WHEREABOUTS (object)->finder);
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
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NordWhereabouts) self = user_data;

  self->finder = nord_place_names_read_finish (result, NULL);
  if (self->finder)
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
    self->asked = TRUE;
    nord_place_names_read_async (NULL, on_loaded, g_object_ref (self));
  }
  if (self->finder)
    near = nord_gazetteer_describe (nord_finder_get_names (self->finder), shape);
  return g_strdup_printf ("%s%s%s · %s", near ? near : "", near ? " · " : "",
                          district ? district : _ ("Outside of the Districts"), get_kind (shape));
}
