/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the library tells about one file. */
#include "ui/library/library-entry.h"

#include "core/model/workshop.h"
#include "core/store/store.h"

#include <glib/gstdio.h>

struct _NordLibraryEntry {
  GObject parent_instance;

  char *path;    /* (owned) */
  char *title;   /* (owned) */
  char *place;   /* (owned) (nullable) */
  char *held_on; /* (owned) (nullable) */
  char *state;   /* (owned) (nullable) */
  guint n_ideas;
  gint64 modified;
  gint64 size;
  GError *trouble; /* (owned) (nullable) */
  gboolean own;
};

G_DEFINE_FINAL_TYPE (NordLibraryEntry, nord_library_entry, G_TYPE_OBJECT)

static gboolean
read_summary (NordLibraryEntry *self, GError **error)
{
  g_autoptr (NordStore) store = NULL;
  g_autoptr (GPtrArray) workshops = NULL;
  gint64 n_ideas;
  NordRecord *workshop;

  store = nord_store_open (self->path, NORD_STORE_OPEN_READ_ONLY, error);
  if (store == NULL)
    return FALSE;
  workshops = nord_store_read_all (store, NORD_NOUN_WORKSHOP, error);
  if (workshops == NULL)
    return FALSE;
  if (workshops->len == 0) {
    g_set_error_literal (error, NORD_STORE_ERROR, NORD_STORE_ERROR_NOT_A_WORKSHOP,
                         "no workshop in the file");
    return FALSE;
  }
  n_ideas = nord_store_count (store, NORD_NOUN_IDEA, error);
  if (n_ideas < 0)
    return FALSE;
  workshop = g_ptr_array_index (workshops, 0);
  g_free (self->title);
  self->title = g_strdup (nord_record_get_text (workshop, NORD_WORKSHOP_TITLE));
  self->place = g_strdup (nord_record_get_text (workshop, NORD_WORKSHOP_PLACE));
  self->held_on = g_strdup (nord_record_get_text (workshop, NORD_WORKSHOP_HELD_ON));
  self->state = g_strdup (nord_record_get_text (workshop, NORD_WORKSHOP_STATE));
  self->n_ideas = (guint) n_ideas;
  nord_store_close (store);
  return TRUE;
}

static void
nord_library_entry_finalize (GObject *object)
{
  NordLibraryEntry *self = NORD_LIBRARY_ENTRY (object);

  g_free (self->path);
  g_free (self->title);
  g_free (self->place);
  g_free (self->held_on);
  g_free (self->state);
  g_clear_error (&self->trouble);

  G_OBJECT_CLASS (nord_library_entry_parent_class)->finalize (object);
}

static void
nord_library_entry_class_init (NordLibraryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_library_entry_finalize;
}

static void
nord_library_entry_init (NordLibraryEntry *self)
{
}

NordLibraryEntry *
nord_library_entry_read (const char *path, gboolean own)
{
  NordLibraryEntry *self;
  GStatBuf info;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (NORD_TYPE_LIBRARY_ENTRY, NULL);
  self->path = g_strdup (path);
  self->own = own;
  /* Until the file has told its own title, and where it cannot. */
  self->title = g_filename_display_basename (path);
  if (g_stat (path, &info) == 0) {
    g_autofree char *log = g_strconcat (path, "-wal", NULL);
    GStatBuf log_info;

    self->modified = info.st_mtime;
    self->size = info.st_size;
    /* SQLite writes the newest changes beside the file first. */
    if (g_stat (log, &log_info) == 0 && log_info.st_size > 0)
      self->modified = MAX (self->modified, log_info.st_mtime);
  }
  read_summary (self, &self->trouble);
  return self;
}

const char *
nord_library_entry_get_path (NordLibraryEntry *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), NULL);

  return self->path;
}

const char *
nord_library_entry_get_title (NordLibraryEntry *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), NULL);

  return self->title;
}

const char *
nord_library_entry_get_place (NordLibraryEntry *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), NULL);

  return self->place;
}

const char *
nord_library_entry_get_held_on (NordLibraryEntry *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), NULL);

  return self->held_on;
}

const char *
nord_library_entry_get_state (NordLibraryEntry *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), NULL);

  return self->state;
}

guint
nord_library_entry_get_n_ideas (NordLibraryEntry *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), 0);

  return self->n_ideas;
}

gint64
nord_library_entry_get_modified (NordLibraryEntry *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), 0);

  return self->modified;
}

gint64
nord_library_entry_get_size (NordLibraryEntry *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), 0);

  return self->size;
}

const GError *
nord_library_entry_get_trouble (NordLibraryEntry *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), NULL);

  return self->trouble;
}

gboolean
nord_library_entry_is_own (NordLibraryEntry *self)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), FALSE);

  return self->own;
}

gboolean
nord_library_entry_equal (NordLibraryEntry *self, NordLibraryEntry *other)
{
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), FALSE);
  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (other), FALSE);

  return g_str_equal (self->path, other->path) && g_strcmp0 (self->title, other->title) == 0 &&
         g_strcmp0 (self->place, other->place) == 0 &&
         g_strcmp0 (self->held_on, other->held_on) == 0 &&
         g_strcmp0 (self->state, other->state) == 0 && self->n_ideas == other->n_ideas &&
         self->modified == other->modified && self->own == other->own &&
         (self->trouble != NULL ? self->trouble->code : -1) ==
           (other->trouble != NULL ? other->trouble->code : -1);
}

gboolean
nord_library_entry_matches (NordLibraryEntry *self, const char *text)
{
  g_autofree char *hit = NULL;

  g_return_val_if_fail (NORD_IS_LIBRARY_ENTRY (self), FALSE);

  if (text == NULL || *text == '\0')
    return TRUE;
  hit =
    g_strjoin (" ", self->title != NULL ? self->title : "", self->place != NULL ? self->place : "",
               self->held_on != NULL ? self->held_on : "", NULL);
  return g_str_match_string (text, hit, TRUE);
}
