/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Map packs on their way into the data folder. They are copied, so that a stick may be pulled out
 * afterwards, under a hidden name, so that nobody reads half of one. */
#include "ui/prefs/pack-intake.h"

#include "core/map/map-pack.h"
#include "core/map/pmtiles.h"
#include "ui/shelf.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <errno.h>
#include <string.h>

struct _NordPackIntake {
  GObject parent_instance;

  GQueue waiting;        /* (owned) (element-type GFile) */
  GCancellable *copying; /* (owned) (nullable) while one is copied, as are the next two */
  char *name;            /* (owned) (nullable) as it is shown */
  char *part;            /* (owned) (nullable) where it goes, until it is whole */
  double fraction;
};

G_DEFINE_FINAL_TYPE (NordPackIntake, nord_pack_intake, G_TYPE_OBJECT)

enum { PROP_NAME = 1, PROP_FRACTION, N_PROPS };
static GParamSpec *properties[N_PROPS];
static guint told;

static void start_next (NordPackIntake *self);

static void
tell_fault (NordPackIntake *self, GFile *file, const char *text)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *whole = g_strdup_printf ("%s: %s", shown, text);

  g_signal_emit (self, told, 0, whole, TRUE);
}

static void
set_fraction (NordPackIntake *self, double fraction)
{
  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static void
forget_copy (NordPackIntake *self)
{
  g_clear_object (&self->copying);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->part, g_free);
  self->fraction = 0;
}

/* Whether it can be read, and under which name it is found again: what is in it decides, and the
 * folder lists small letters only. (transfer full) */
static char *
find_name (GFile *file, const char *path, GError **error)
{
  static const char *const endings[] = {".mbtiles", ".pmtiles"};
  g_autoptr (NordTileArchive) pack = nord_map_pack_open (path, error);
  g_autofree char *base = g_file_get_basename (file);
  const char *start = base + strspn (base, ".");
  const char *ending = endings[pack != NULL && NORD_IS_PMTILES (pack)];

  if (pack == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    const gsize length = strlen (start), end = strlen (endings[i]);

    if (length > end && g_ascii_strcasecmp (start + length - end, endings[i]) == 0)
      return g_strdup_printf ("%.*s%s", (int) (length - end), start, endings[i]);
  }
  return g_strconcat (*start != '\0' ? start : "pack", ending, NULL);
}

/* (transfer full) (nullable) the place of that name, where no pack is written over. */
static char *
find_place (const char *name, GError **error)
{
  g_autofree char *folder = nord_shelf_get_maps_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                       _ ("A map pack of this name is here already. Remove it first."));
  return NULL;
}

/* What was copied is looked at once more: a stick may have been pulled out. */
static gboolean
put_in_place (NordPackIntake *self, GFile *file, GError **error)
{
  g_autofree char *name = find_name (file, self->part, error);
  g_autofree char *path = name != NULL ? find_place (name, error) : NULL;

  if (path == NULL)
    return FALSE;
  if (g_rename (self->part, path) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

static void
on_progress (goffset done, goffset total, gpointer data)
{
  if (total > 0)
    set_fraction (data, (double) done / (double) total);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordPackIntake) self = data;
  g_autoptr (GError) error = NULL;
  const gboolean copied = g_file_copy_finish (G_FILE (source), result, &error);
  const gboolean cancelled = g_cancellable_is_cancelled (self->copying);
  const gboolean there = copied && !cancelled && put_in_place (self, G_FILE (source), &error);

  if (!there)
    g_unlink (self->part);
  forget_copy (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  if (there)
    g_signal_emit (self, told, 0, _ ("Map pack added"), FALSE);
  else if (!cancelled)
    tell_fault (self, G_FILE (source), error->message);
  start_next (self);
}

static gboolean
start (NordPackIntake *self, GFile *file, GError **error)
{
  g_autofree char *from = g_file_get_path (file);
  g_autofree char *name = from != NULL ? find_name (file, from, error) : g_file_get_basename (file);
  g_autofree char *path = name != NULL ? find_place (name, error) : NULL;
  g_autofree char *folder = nord_shelf_get_maps_folder ();
  g_autofree char *hidden = path != NULL ? g_strconcat (".", name, ".part", NULL) : NULL;
  g_autoptr (GFile) part = NULL;

  if (path == NULL)
    return FALSE;
  self->copying = g_cancellable_new ();
  self->name = g_filename_display_name (name);
  self->part = g_build_filename (folder, hidden, NULL);
  part = g_file_new_for_path (self->part);
  g_file_copy_async (file, part, G_FILE_COPY_OVERWRITE, G_PRIORITY_DEFAULT, self->copying,
                     on_progress, self, on_copied, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  return TRUE;
}

static void
start_next (NordPackIntake *self)
{
  while (self->copying == NULL && !g_queue_is_empty (&self->waiting)) {
    g_autoptr (GFile) file = g_queue_pop_head (&self->waiting);
    g_autoptr (GError) error = NULL;

    if (!start (self, file, &error))
      tell_fault (self, file, error->message);
  }
}

static void
nord_pack_intake_finalize (GObject *object)
{
  NordPackIntake *self = NORD_PACK_INTAKE (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  forget_copy (self);
  G_OBJECT_CLASS (nord_pack_intake_parent_class)->finalize (object);
}

static void
nord_pack_intake_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  NordPackIntake *self = NORD_PACK_INTAKE (object);

  switch (prop_id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_FRACTION:
    g_value_set_double (value, self->fraction);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
nord_pack_intake_class_init (NordPackIntakeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nord_pack_intake_finalize;
  object_class->get_property = nord_pack_intake_get_property;
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  told = g_signal_new ("told", NORD_TYPE_PACK_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
nord_pack_intake_init (NordPackIntake *self)
{
  g_queue_init (&self->waiting);
}

NordPackIntake *
nord_pack_intake_get_default (void)
{
  static NordPackIntake *the_one; /* (owned) */

  if (the_one == NULL)
    the_one = g_object_new (NORD_TYPE_PACK_INTAKE, NULL);
  return the_one;
}

void
nord_pack_intake_add (NordPackIntake *self, GFile *file)
{
  g_return_if_fail (NORD_IS_PACK_INTAKE (self) && G_IS_FILE (file));

  g_queue_push_tail (&self->waiting, g_object_ref (file));
  start_next (self);
}

const char *
nord_pack_intake_get_name (NordPackIntake *self)
{
  g_return_val_if_fail (NORD_IS_PACK_INTAKE (self), NULL);
  return self->name;
}

double
nord_pack_intake_get_fraction (NordPackIntake *self)
{
  g_return_val_if_fail (NORD_IS_PACK_INTAKE (self), 0);
  return self->fraction;
}

void
nord_pack_intake_cancel (NordPackIntake *self)
{
  g_return_if_fail (NORD_IS_PACK_INTAKE (self));
  if (self->copying != NULL)
    g_cancellable_cancel (self->copying);
}
