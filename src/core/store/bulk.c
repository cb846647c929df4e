/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Many changes at once: from here on a rollback journal costs less than the write-ahead log, which
 * writes every page twice. */
#include "core/store/bulk.h"

#include "core/store/room.h"
#include "core/store/store-private.h"

#include <glib/gi18n-lib.h>

#define MANY_CHANGES 2000

gboolean
nord_bulk_is_due (guint n_changes)
{
  return n_changes >= MANY_CHANGES;
}

/**
 * nord_bulk_check_room:
 * @self: a store
 * @n_changes: how many will come; %G_MAXUINT where a file is made anew
 * @error: #NORD_STORE_ERROR_FULL
 *
 * Returns: whether there is room for so many changes at once. A medium that is nearly full is left
 * to what people still say.
 */
gboolean
nord_bulk_check_room (NordStore *self, guint n_changes, GError **error)
{
  gint64 left;
  g_autofree char *folder = NULL, *shown = NULL, *amount = NULL, *needed = NULL;

  /* What makes a whole file out of another is no import. */
  if (!nord_bulk_is_due (n_changes) || n_changes == G_MAXUINT)
    return TRUE;
  left = nord_room_find_free (self->path);
  if (left < 0 || left >= NORD_ROOM_IMPORT)
    return TRUE;
  folder = g_path_get_dirname (self->path);
  shown = g_filename_display_name (folder);
  amount = g_format_size ((guint64) left);
  needed = g_format_size (NORD_ROOM_IMPORT);
  g_set_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_FULL,
               /* Translators: a folder, and two sizes such as 120 MB. */
               _ ("In “%s” only %s are free. So many ideas at once need %s there: make room and "
                  "try again. Single ideas can still be saved."),
               shown, amount, needed);
  return FALSE;
}

/* In the journal named @mode, or as before where another program has the file open: then the log
 * stays, and all that is lost is time. */
static gboolean
set_journal (NordStore *self, const char *mode)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode=%s", mode);
  g_autoptr (sqlite3_stmt) set = nord_db_prepare (self->db, sql, NULL);
  gboolean row = FALSE;

  return set != NULL && nord_db_step (self->db, set, &row, NULL) && row &&
         g_ascii_strcasecmp ((const char *) sqlite3_column_text (set, 0), mode) == 0;
}

void
nord_bulk_end (NordStore *self)
{
  if (!self->many)
    return;
  set_journal (self, "wal");
  nord_db_run (self->db, "PRAGMA synchronous=FULL", NULL);
  nord_room_reserve (self->path);
  self->many = FALSE;
}

/* A reader that came in meanwhile would hold up the writing of pages, so nobody comes in. */
gboolean
nord_bulk_begin (NordStore *self, GError **error)
{
  if (!set_journal (self, "delete"))
    return nord_db_run (self->db, "BEGIN IMMEDIATE", error);
  self->many = TRUE;
  /* EXTRA: the folder is synced too once the journal is gone, or a power cut could bring it back
   * and with it the state before a step that was told to be saved. */
  if (nord_db_run (self->db, "PRAGMA synchronous=EXTRA;BEGIN EXCLUSIVE", error))
    return TRUE;
  nord_bulk_end (self);
  return FALSE;
}
