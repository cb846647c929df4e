/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A verified copy of the SQLite storage. */
#include "server/storage-backup.h"

#include "core/model/sha256.h"
#include "core/store/erased.h"

#include <glib/gstdio.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);

  if (fd < 0 || fsync (fd) != 0) {
    g_set_error (error, NORD_STORAGE_ERROR, NORD_STORAGE_ERROR_FAILED, "%s: %s", path,
                 g_strerror (errno));
    if (fd >= 0)
      g_close (fd, NULL);
    return FALSE;
  }
  return g_close (fd, error);
}

static gboolean
copy_pages (NordStorageFile *self, const char *path, GError **error)
{
  sqlite3 *copy = NULL;
  sqlite3_backup *backup;
  int code;

  code = sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  backup = code == SQLITE_OK ? sqlite3_backup_init (copy, "main", self->db, "main") : NULL;
  if (backup != NULL) {
    code = sqlite3_backup_step (backup, -1);
    sqlite3_backup_finish (backup);
  }
  if (code == SQLITE_DONE)
    sqlite3_exec (copy, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
  if (code != SQLITE_DONE || backup == NULL)
    g_set_error (error, NORD_STORAGE_ERROR, NORD_STORAGE_ERROR_FAILED, "%s: %s", path,
                 sqlite3_errmsg (copy));
  sqlite3_close (copy);
  return code == SQLITE_DONE && backup != NULL;
}

/* Reads the copy back: the pages, and the digest of every operation. */
static gboolean
verify_copy (sqlite3 *copy, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean sound = FALSE;

  if (sqlite3_prepare_v2 (copy, "PRAGMA integrity_check", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    sound = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  g_clear_pointer (&statement, sqlite3_finalize);
  if (sound &&
      sqlite3_prepare_v2 (copy, "SELECT digest, line FROM op", -1, &statement, NULL) == SQLITE_OK) {
    int code;

    while (sound && (code = sqlite3_step (statement)) != SQLITE_DONE) {
      guchar digest[NORD_DIGEST_BYTES];

      sound = code == SQLITE_ROW && sqlite3_column_bytes (statement, 0) == NORD_DIGEST_BYTES;
      if (!sound)
        break;
      nord_sha256 (digest, sqlite3_column_blob (statement, 1),
                   (gsize) sqlite3_column_bytes (statement, 1));
      /* A line that a text was taken out of names the digest it came with. */
      nord_erase_read_hash (sqlite3_column_blob (statement, 1),
                            (gsize) sqlite3_column_bytes (statement, 1), digest);
      sound = memcmp (digest, sqlite3_column_blob (statement, 0), NORD_DIGEST_BYTES) == 0;
    }
  }
  g_clear_pointer (&statement, sqlite3_finalize);
  if (!sound)
    g_set_error_literal (error, NORD_STORAGE_ERROR, NORD_STORAGE_ERROR_FAILED,
                         "The copy does not read back as it was written.");
  return sound;
}

static gboolean
note_durable (NordStorageFile *self, sqlite3 *copy, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean good = nord_storage_file_run_plain (self, S_BEGIN, error);

  if (!good || sqlite3_prepare_v2 (copy,
                                   "SELECT scope.name, device.name, ack FROM device "
                                   "JOIN scope ON scope.key = device.scope",
                                   -1, &statement, NULL) != SQLITE_OK)
    return FALSE;
  while (good && sqlite3_step (statement) == SQLITE_ROW) {
    sqlite3_stmt *put = nord_storage_file_ready (self, S_DURABLE);

    sqlite3_bind_text (put, 1, (const char *) sqlite3_column_text (statement, 0), -1,
                       SQLITE_TRANSIENT);
    sqlite3_bind_text (put, 2, (const char *) sqlite3_column_text (statement, 1), -1,
                       SQLITE_TRANSIENT);
    sqlite3_bind_int64 (put, 3, sqlite3_column_int64 (statement, 2));
    good = nord_storage_file_run (self, put, error);
  }
  sqlite3_finalize (statement);
  if (good && nord_storage_file_run_plain (self, S_COMMIT, error))
    return TRUE;
  nord_storage_file_run_plain (self, S_ROLLBACK, NULL);
  return FALSE;
}

gboolean
nord_storage_backup_to (NordStorageFile *self, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *directory = g_path_get_dirname (path);
  sqlite3 *copy = NULL;
  gboolean good;

  g_unlink (part);
  if (!copy_pages (self, part, error) || !sync_path (part, O_RDONLY, error)) {
    g_unlink (part);
    return FALSE;
  }
  good = sqlite3_open_v2 (part, &copy, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
         verify_copy (copy, error);
  if (good && g_rename (part, path) != 0) {
    g_set_error (error, NORD_STORAGE_ERROR, NORD_STORAGE_ERROR_FAILED, "%s: %s", path,
                 g_strerror (errno));
    good = FALSE;
  }
  good = good && sync_path (directory, O_RDONLY | O_DIRECTORY, error) &&
         note_durable (self, copy, error);
  sqlite3_close (copy);
  if (!good)
    g_unlink (part);
  return good;
}
