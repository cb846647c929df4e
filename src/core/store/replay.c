/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The whole log once more into an empty file, and copies for safe keeping. */
#include "core/store/store-private.h"

#include "core/store/place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
copy_media (NordStore *from, NordStore *to, GError **error)
{
  g_autoptr (sqlite3_stmt) read =
    nord_db_prepare (from->db, "SELECT data, content_type, sha256 FROM medium_blob ORDER BY id",
                     error);
  sqlite3_stmt *put = read ? nord_store_sql (to, NORD_SQL_PUT_BLOB, error) : NULL;
  gboolean row, ok;

  if (put == NULL)
    return FALSE;
  while ((ok = nord_db_step (from->db, read, &row, error)) && row) {
    for (int i = 0; i < 3; i++)
      sqlite3_bind_value (put, 1 + i, sqlite3_column_value (read, i));
    if (!nord_db_finish (to->db, put, error))
      return FALSE;
  }
  return ok;
}

/* Takes each line in as it was taken in, in the same steps at the same time of the clock. */
static gboolean
take_log (NordStore *from, NordStore *to, GError **error)
{
  g_autoptr (sqlite3_stmt) log =
    nord_db_prepare (from->db,
                     "SELECT seq, step, wall, body, change_hlc_eff.hlc FROM change "
                     "LEFT JOIN change_hlc_eff USING (seq) ORDER BY seq",
                     error);
  gboolean row, ok;

  if (log == NULL)
    return FALSE;
  while ((ok = nord_db_step (from->db, log, &row, error)) && row) {
    NordIngested result = {0};
    gint64 step = sqlite3_column_int64 (log, 1);

    if (to->step_first != 0 && step != to->step_first && !nord_store_touch_contents (to, error))
      return FALSE;
    to->step_first = step;
    to->wall_ms = sqlite3_column_int64 (log, 2);
    ok = nord_store_take_line (to, (const char *) sqlite3_column_text (log, 3),
                               sqlite3_column_bytes (log, 3), sqlite3_column_int64 (log, 4),
                               &result, NULL, error);
    if (ok && result.result != NORD_INGEST_APPLIED && result.result != NORD_INGEST_CONFLICT) {
      g_set_error (error, NORD_DB_ERROR, NORD_DB_ERROR_DAMAGED, "%lld: %s",
                   (long long) sqlite3_column_int64 (log, 0), result.reason ? result.reason : "");
      ok = FALSE;
    }
    g_free (result.id);
    g_free (result.reason);
    if (!ok)
      return FALSE;
  }
  return ok;
}

/**
 * nord_store_replay:
 * @self: a store
 * @path: where no file is yet
 * @error: #NORD_STORE_ERROR
 *
 * Replays the log into a new file. Its log and tables are those of @self, row by row; what concerns
 * one copy only (settings, undo) is not in it.
 */
gboolean
nord_store_replay (NordStore *self, const char *path, GError **error)
{
  g_autoptr (NordStore) copy = NULL;
  GError *inner = NULL;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, FALSE);
  g_return_val_if_fail (self->owner == g_thread_self () && !self->in_step, FALSE);

  copy = nord_store_create_empty (path, self->scope, error);
  if (copy == NULL || !nord_store_begin_many (copy, NULL, G_MAXUINT, error))
    return FALSE;
  if (take_log (self, copy, &inner) && copy_media (self, copy, &inner))
    return nord_store_commit (copy, error);
  nord_store_rollback (copy);
  nord_store_close (copy);
  nord_place_remove (path);
  return nord_store_wrap_error (self->path, inner, error);
}

/**
 * nord_store_backup:
 * @self: a store
 * @path: where no file is yet
 * @error: #NORD_STORE_ERROR
 *
 * Makes one whole file of the workshop, synced, read back and compared. It appears under its name
 * only when all that has succeeded.
 */
gboolean
nord_store_backup (NordStore *self, const char *path, GError **error)
{
  GError *inner = NULL;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, FALSE);
  g_return_val_if_fail (self->owner == g_thread_self (), FALSE);

  if (self->in_step)
    return nord_store_refuse (error, _ ("A step is still being written"));
  if (nord_place_back_up (self->db, path, &inner))
    return TRUE;
  return nord_store_wrap_error (path, inner, error);
}
