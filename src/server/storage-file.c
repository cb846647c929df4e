/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The SQLite file behind the storage: its statements, kept ready, and the look-ups that all need.
 */
#include "config.h"
#include "server/storage-file.h"

#include <sys/stat.h>

#define APPLICATION_ID 0x4e6f7253 /* "NorS" */
#define SCHEMA 2

static const char *const sql[N_STATEMENTS] = {
  [S_BEGIN] = "BEGIN IMMEDIATE",
  [S_COMMIT] = "COMMIT",
  [S_ROLLBACK] = "ROLLBACK",
  [S_META] = "SELECT value FROM meta WHERE key = ?",
  [S_META_PUT] = "INSERT OR REPLACE INTO meta VALUES (?, ?)",
  [S_SCOPE] = "SELECT key, position FROM scope WHERE name = ?",
  [S_SCOPE_NEW] = "INSERT INTO scope (name) VALUES (?)",
  [S_SCOPE_MOVE] = "UPDATE scope SET position = ?2 WHERE key = ?1",
  [S_DEVICE] = "SELECT key, ack, durable FROM device WHERE scope = ? AND name = ?",
  [S_DEVICE_NEW] = "INSERT INTO device (scope, name) VALUES (?, ?)",
  [S_DEVICE_PUT] = "UPDATE device SET ack = ?2, seen_at = ?3 WHERE key = ?1",
  [S_DEVICES] = "SELECT name, ack, durable FROM device WHERE scope = ? ORDER BY name",
  [S_AHEAD_PUT] = "INSERT OR IGNORE INTO ahead VALUES (?, ?)",
  [S_AHEAD_TAKE] = "DELETE FROM ahead WHERE device = ? AND n = ?",
  [S_OP_DIGEST] = "SELECT digest FROM op WHERE scope = ? AND id = ?",
  [S_OP_LINE] = "SELECT line FROM op WHERE scope = ? AND id = ?",
  [S_OP_PUT] = "INSERT INTO op (scope, position, id, digest, device, type, received_at, line) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  [S_OP_AT] = "SELECT digest FROM op WHERE scope = ? AND position = ?",
  [S_OP_FEED] = "SELECT position, digest, type, line FROM op "
                "WHERE scope = ? AND position > ? ORDER BY position LIMIT ?",
  [S_HLC_EFF_PUT] = "INSERT INTO hlc_eff VALUES (?, ?, ?)",
  [S_HLC_EFF] = "SELECT op.id, hlc_eff.hlc, op.type FROM hlc_eff JOIN op USING (scope, position) "
                "WHERE hlc_eff.scope = ? AND hlc_eff.position > ? AND hlc_eff.position <= ?",
  [S_THING] = "SELECT creator, deleted, heads FROM thing WHERE scope = ? AND id = ?",
  [S_THING_PUT] = "INSERT INTO thing VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (scope, id) "
                  "DO UPDATE SET deleted = ?5, heads = ?6",
  [S_TALLY_PUT] = "INSERT INTO tally VALUES (?1, ?2, ?3) ON CONFLICT (scope, type) "
                  "DO UPDATE SET n = n + ?3",
  [S_TALLY] = "SELECT type, n FROM tally WHERE scope = ? ORDER BY type",
  [S_CONFLICT_PUT] = "INSERT OR IGNORE INTO conflict VALUES (?, ?, ?, ?, ?)",
  [S_CONFLICT_DROP] = "DELETE FROM conflict WHERE scope = ?1 AND thing = ?2 AND field = ?3 "
                      "AND (loser = ?4 OR winner = ?4)",
  [S_ASIDE_PUT] = "INSERT OR IGNORE INTO aside VALUES (?, ?, ?, ?, ?, ?, ?)",
  [S_ASIDE_STATUS] = "SELECT status FROM aside WHERE scope = ? AND digest = ?",
  [S_ASIDE_FORGET] =
    "DELETE FROM aside WHERE scope = ?1 AND CASE WHEN json_valid(CAST(line AS TEXT)) "
    "THEN json_extract(CAST(line AS TEXT), '$.doc') IS ?2 "
    "ELSE instr(line, CAST('\"doc\":\"' || ?2 || '\"' AS BLOB)) END",
  [S_OPS_ABOUT] = "SELECT key, digest, line FROM op WHERE scope = ?1 AND type = ?3 "
                  "AND instr(line, CAST(?2 AS BLOB))",
  [S_MEDIA_ABOUT] = "SELECT line FROM op WHERE scope = ? AND type = 'medium' "
                    "AND instr(line, CAST(? AS BLOB))",
  [S_MEDIUM_ELSEWHERE] =
    "SELECT 1 FROM op JOIN thing ON thing.scope = op.scope AND "
    "thing.id = json_extract(CAST(op.line AS TEXT), '$.doc') "
    "WHERE op.scope <> ?1 AND op.type = 'medium' AND instr(op.line, CAST(?2 AS BLOB)) "
    "AND NOT instr(CAST(thing.heads AS BLOB), CAST('_removed ' AS BLOB)) LIMIT 1",
  [S_OP_ERASE] = "UPDATE op SET line = ?2 WHERE key = ?1",
  [S_ASIDE_DROP] = "DELETE FROM aside WHERE scope = ? AND digest = ?",
  [S_DURABLE] = "UPDATE device SET durable = ?3 WHERE scope = "
                "(SELECT key FROM scope WHERE name = ?1) AND name = ?2",
};

gboolean
nord_storage_file_fail (NordStorageFile *self, GError **error)
{
  int code = sqlite3_errcode (self->db) & 0xff; /* without the extended part */

  g_set_error (error, NORD_STORAGE_ERROR,
               code == SQLITE_BUSY || code == SQLITE_LOCKED ? NORD_STORAGE_ERROR_BUSY
               : code == SQLITE_FULL                        ? NORD_STORAGE_ERROR_FULL
                                                            : NORD_STORAGE_ERROR_FAILED,
               "The database says: %s", sqlite3_errmsg (self->db));
  return FALSE;
}

sqlite3_stmt *
nord_storage_file_ready (NordStorageFile *self, NordStatement which)
{
  sqlite3_stmt *statement = self->statement[which];

  if (statement == NULL) {
    if (sqlite3_prepare_v3 (self->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT, &statement,
                            NULL) != SQLITE_OK)
      return NULL;
    self->statement[which] = statement;
  }
  sqlite3_reset (statement);
  return statement;
}

gboolean
nord_storage_file_run (NordStorageFile *self, sqlite3_stmt *statement, GError **error)
{
  int code = statement != NULL ? sqlite3_step (statement) : SQLITE_ERROR;

  if (code != SQLITE_DONE && code != SQLITE_ROW)
    return nord_storage_file_fail (self, error);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
nord_storage_file_run_plain (NordStorageFile *self, NordStatement which, GError **error)
{
  return nord_storage_file_run (self, nord_storage_file_ready (self, which), error);
}

void
nord_storage_file_bind (sqlite3_stmt *statement, int i, NordSlice slice)
{
  sqlite3_bind_text (statement, i, slice.at, (int) slice.length, SQLITE_STATIC);
}

static void
bind_text (sqlite3_stmt *statement, int i, const char *text)
{
  sqlite3_bind_text (statement, i, text, -1, SQLITE_STATIC);
}

char *
nord_storage_file_read_meta (NordStorageFile *self, const char *key)
{
  sqlite3_stmt *statement = nord_storage_file_ready (self, S_META);
  char *value = NULL;

  if (statement == NULL)
    return NULL;
  bind_text (statement, 1, key);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return value;
}

gboolean
nord_storage_file_write_meta (NordStorageFile *self,
                              const char *key,
                              const char *value,
                              GError **error)
{
  sqlite3_stmt *statement = nord_storage_file_ready (self, S_META_PUT);

  bind_text (statement, 1, key);
  bind_text (statement, 2, value);
  return nord_storage_file_run (self, statement, error);
}

void
nord_storage_file_set_check (NordPlace *place, const guchar *digest)
{
  g_snprintf (place->check, sizeof place->check, "%02x%02x%02x%02x", digest[0], digest[1],
              digest[2], digest[3]);
}

gboolean
nord_storage_file_look_at (NordStorageFile *self, gint64 scope, gint64 position, NordPlace *place)
{
  sqlite3_stmt *statement;
  gboolean found;

  place->position = position;
  g_strlcpy (place->check, "0", sizeof place->check);
  if (position == 0)
    return TRUE;
  statement = nord_storage_file_ready (self, S_OP_AT);
  sqlite3_bind_int64 (statement, 1, scope);
  sqlite3_bind_int64 (statement, 2, position);
  found = sqlite3_step (statement) == SQLITE_ROW;
  if (found)
    nord_storage_file_set_check (place, sqlite3_column_blob (statement, 0));
  sqlite3_reset (statement);
  return found;
}

gboolean
nord_storage_file_find_scope (NordStorageFile *self,
                              const char *name,
                              gint64 *key,
                              gint64 *position)
{
  sqlite3_stmt *statement = nord_storage_file_ready (self, S_SCOPE);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  bind_text (statement, 1, name);
  found = sqlite3_step (statement) == SQLITE_ROW;
  if (found) {
    *key = sqlite3_column_int64 (statement, 0);
    *position = sqlite3_column_int64 (statement, 1);
  }
  sqlite3_reset (statement);
  return found;
}

static int
read_pragma (NordStorageFile *self, const char *pragma)
{
  sqlite3_stmt *statement = NULL;
  int value = -1;

  if (sqlite3_prepare_v2 (self->db, pragma, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    value = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

/* In a transaction: the steps after form @from, up to the newest. */
static gboolean
run_steps (NordStorageFile *self, guint from, GError **error)
{
  static const char *const steps[SCHEMA] = {"0001-operations.sql", "0002-hlc-eff.sql"};
  g_autofree char *numbers =
    g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%d", APPLICATION_ID, SCHEMA);

  for (guint i = from; i < SCHEMA; i++) {
    g_autofree char *path = g_strconcat (NORD_APP_PATH "/server/sql/", steps[i], NULL);
    g_autoptr (GBytes) step = g_resources_lookup_data (path, 0, error);

    if (step == NULL)
      return FALSE;
    if (sqlite3_exec (self->db, g_bytes_get_data (step, NULL), NULL, NULL, NULL) != SQLITE_OK)
      return nord_storage_file_fail (self, error);
  }
  return sqlite3_exec (self->db, numbers, NULL, NULL, NULL) == SQLITE_OK ||
         nord_storage_file_fail (self, error);
}

static gboolean
create_tables (NordStorageFile *self, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *epoch = g_uuid_string_random ();

  if (sqlite3_exec (self->db, "BEGIN EXCLUSIVE", NULL, NULL, NULL) != SQLITE_OK)
    return nord_storage_file_fail (self, error);
  return run_steps (self, 0, error) && nord_storage_file_write_meta (self, "id", id, error) &&
         nord_storage_file_write_meta (self, "epoch", epoch, error) &&
         nord_storage_file_run_plain (self, S_COMMIT, error);
}

static gboolean
check_form (NordStorageFile *self, GError **error)
{
  int version = read_pragma (self, "PRAGMA user_version");

  if (read_pragma (self, "PRAGMA application_id") != APPLICATION_ID) {
    g_set_error_literal (error, NORD_STORAGE_ERROR, NORD_STORAGE_ERROR_NOT_OURS,
                         "The file is not a store of this server.");
    return FALSE;
  }
  /* Another process may have brought it up to date meanwhile; then there is nothing to do. */
  if (version > 0 && version < SCHEMA) {
    if (sqlite3_exec (self->db, "BEGIN EXCLUSIVE", NULL, NULL, NULL) != SQLITE_OK)
      return nord_storage_file_fail (self, error);
    version = read_pragma (self, "PRAGMA user_version");
    if (version > 0 && !run_steps (self, (guint) version, error)) {
      nord_storage_file_run_plain (self, S_ROLLBACK, NULL);
      return FALSE;
    }
    if (!nord_storage_file_run_plain (self, S_COMMIT, error))
      return FALSE;
    version = read_pragma (self, "PRAGMA user_version");
  }
  if (version != SCHEMA) {
    g_set_error (error, NORD_STORAGE_ERROR, NORD_STORAGE_ERROR_NOT_OURS,
                 "The store has form %d; this program knows form %d.", version, SCHEMA);
    return FALSE;
  }
  return TRUE;
}

NordStorageFile *
nord_storage_file_open (const char *path, GError **error)
{
  g_autoptr (NordStorageFile) self = g_new0 (NordStorageFile, 1);
  gboolean is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  /* For its owner only, and so are the journals beside it. */
  mode_t mask = umask (0077);
  gboolean good;

  self->file = is_new ? nord_db_create (path, error) : nord_db_open (path, FALSE, error);
  if (self->file != NULL)
    self->db = self->file->handle;
  good = self->file != NULL && (is_new ? create_tables (self, error) : check_form (self, error));
  umask (mask);
  /* Fewer and larger checkpoints: a batch is 1000 operations, not one. */
  good = good && nord_db_run (self->file, "PRAGMA wal_autocheckpoint=8000", error);
  if (good)
    return g_steal_pointer (&self);
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

void
nord_storage_file_free (NordStorageFile *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    g_clear_pointer (&self->statement[i], sqlite3_finalize);
  g_clear_pointer (&self->file, nord_db_free);
  g_free (self);
}
