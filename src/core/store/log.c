/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The log: each change with the hash of its bytes, chained to the row before. */
#include "core/store/store-private.h"

#include "core/model/sha256.h"

#include <string.h>

/**
 * nord_store_number_device:
 * @self: a store in a transaction
 * @device: UUID of a writer
 * @error: #NORD_DB_ERROR
 *
 * Returns: its number in this file, given now where it is new; 0 on failure
 */
gint64
nord_store_number_device (NordStore *self, const char *device, GError **error)
{
  gint64 number = GPOINTER_TO_SIZE (g_hash_table_lookup (self->devices, device));
  sqlite3_stmt *add;

  if (number != 0)
    return number;
  add = nord_store_sql (self, NORD_SQL_LOG_DEVICE, error);
  if (add == NULL)
    return 0;
  number = g_hash_table_size (self->devices) + 1;
  sqlite3_bind_int64 (add, 1, number);
  sqlite3_bind_text (add, 2, device, -1, SQLITE_STATIC);
  if (!nord_db_finish (self->db, add, error))
    return 0;
  g_hash_table_insert (self->devices, g_strdup (device), GSIZE_TO_POINTER (number));
  return number;
}

/**
 * nord_store_log:
 * @self: a store in a transaction
 * @op: the change
 * @line: the same as canonical JSON
 * @known_hash: (nullable): SHA-256 of @line where it is known already
 * @error: #NORD_DB_ERROR
 *
 * Adds one row to the log. The standing of the store moves on.
 */
gboolean
nord_store_log (NordStore *self,
                const NordOp *op,
                const GString *line,
                const guint8 *known_hash,
                GError **error)
{
  NordStanding *standing = &self->standing;
  sqlite3_stmt *log = nord_store_sql (self, NORD_SQL_LOG, error);
  guint8 hash[NORD_HASH_BYTES], chain[NORD_HASH_BYTES];
  gint64 device, seq = standing->seq + 1, step = self->step_first ? self->step_first : seq;

  if (log == NULL)
    return FALSE;
  device = nord_store_number_device (self, op->device, error);
  if (device == 0)
    return FALSE;
  if (known_hash)
    memcpy (hash, known_hash, sizeof hash);
  else
    nord_sha256 (hash, (const guint8 *) line->str, line->len);
  memcpy (chain, standing->chain, sizeof chain);
  nord_chain_next (chain, hash, step, self->wall_ms);
  sqlite3_bind_int64 (log, 1, seq);
  sqlite3_bind_text (log, 2, op->id, NORD_UUID_LENGTH, SQLITE_STATIC);
  sqlite3_bind_int64 (log, 3, device);
  sqlite3_bind_int64 (log, 4, op->n);
  sqlite3_bind_int64 (log, 5, op->hlc.ms << 16 | op->hlc.counter);
  sqlite3_bind_text (log, 6, op->type, -1, SQLITE_STATIC);
  sqlite3_bind_text (log, 7, op->target, NORD_UUID_LENGTH, SQLITE_STATIC);
  sqlite3_bind_int64 (log, 8, step);
  sqlite3_bind_int64 (log, 9, self->wall_ms);
  sqlite3_bind_text (log, 10, line->str, line->len, SQLITE_STATIC);
  sqlite3_bind_blob (log, 11, hash, sizeof hash, SQLITE_STATIC);
  sqlite3_bind_blob (log, 12, chain, sizeof chain, SQLITE_STATIC);
  if (!nord_db_finish (self->db, log, error))
    return FALSE;
  standing->seq = seq;
  memcpy (standing->chain, chain, sizeof chain);
  self->step_first = step;
  if (self->top.device == device) {
    self->top.device = op->n == self->top.n + 1 ? device : 0;
    self->top.n = op->n;
    memcpy (self->top.hash, hash, sizeof hash);
  }
  if (strcmp (op->device, self->device) == 0 && op->n > standing->n) {
    standing->n = op->n;
    nord_chain_name (standing->prev, hash);
  }
  return TRUE;
}

/**
 * nord_store_stamp:
 * @self: a store in a transaction
 * @op: a change of this device
 * @after: latest stamp of what the change replaces
 *
 * Gives the change its stamp, which is later than @after, also where that came from a clock that
 * runs years ahead; our own clock does not follow it there.
 */
void
nord_store_stamp (NordStore *self, NordOp *op, NordHlc after)
{
  NordHlc last = self->standing.clock;

  if (after.ms > last.ms || (after.ms == last.ms && after.counter > last.counter))
    last = after;
  op->hlc = nord_hlc_tick (last, self->wall_ms);
  self->standing.clock = nord_hlc_receive (self->standing.clock, op->hlc, self->wall_ms);
}

/* Reads where the log ends and where this device stands in it. */
gboolean
nord_store_read_standing (NordStore *self, GError **error)
{
  g_autoptr (sqlite3_stmt) devices =
    nord_db_prepare (self->db, "SELECT id, number FROM change_device", error);
  g_autoptr (sqlite3_stmt) last =
    nord_db_prepare (self->db, "SELECT seq, chain, wall, hlc FROM change ORDER BY seq DESC LIMIT 1",
                     error);
  g_autoptr (sqlite3_stmt) own =
    nord_db_prepare (self->db,
                     "SELECT n, hash, hlc FROM change WHERE device = "
                     "(SELECT number FROM change_device WHERE id = ?) ORDER BY n DESC LIMIT 1",
                     error);
  NordStanding *standing = &self->standing;
  gint64 wall = g_get_real_time () / 1000;
  gboolean row;

  memset (standing, 0, sizeof *standing);
  g_hash_table_remove_all (self->devices);
  if (devices == NULL || last == NULL || own == NULL)
    return FALSE;
  for (;;) {
    if (!nord_db_step (self->db, devices, &row, error))
      return FALSE;
    if (!row)
      break;
    if (sqlite3_column_text (devices, 0))
      g_hash_table_insert (self->devices,
                           g_strdup ((const char *) sqlite3_column_text (devices, 0)),
                           GSIZE_TO_POINTER (sqlite3_column_int64 (devices, 1)));
  }
  if (!nord_db_step (self->db, last, &row, error))
    return FALSE;
  if (row) {
    gint64 hlc = sqlite3_column_int64 (last, 3);

    standing->seq = sqlite3_column_int64 (last, 0);
    if (sqlite3_column_bytes (last, 1) == NORD_HASH_BYTES)
      memcpy (standing->chain, sqlite3_column_blob (last, 1), NORD_HASH_BYTES);
    self->saved_at = sqlite3_column_int64 (last, 2) * 1000;
    standing->clock = nord_hlc_receive (standing->clock, (NordHlc){hlc >> 16, hlc & 0xffff}, wall);
  }
  sqlite3_bind_text (own, 1, self->device, -1, SQLITE_STATIC);
  if (!nord_db_step (self->db, own, &row, error))
    return FALSE;
  if (row) {
    gint64 hlc = sqlite3_column_int64 (own, 2);

    standing->n = sqlite3_column_int64 (own, 0);
    if (sqlite3_column_bytes (own, 1) == NORD_HASH_BYTES)
      nord_chain_name (standing->prev, sqlite3_column_blob (own, 1));
    standing->clock = nord_hlc_receive (standing->clock, (NordHlc){hlc >> 16, hlc & 0xffff}, wall);
  }
  return TRUE;
}

/**
 * nord_store_read_op:
 * @self: a store
 * @id: id of a change
 * @error: #NORD_DB_ERROR, #NORD_JSON_ERROR
 *
 * Returns: (transfer full) (nullable): the change; NULL without @error where there is none
 */
NordOp *
nord_store_read_op (NordStore *self, const char *id, GError **error)
{
  sqlite3_stmt *read = nord_store_sql (self, NORD_SQL_READ_BODY, error);
  NordOp *op = NULL;
  gboolean row;

  if (read == NULL)
    return NULL;
  sqlite3_bind_text (read, 1, id, -1, SQLITE_STATIC);
  if (nord_db_step (self->db, read, &row, error) && row)
    op = nord_op_parse ((const char *) sqlite3_column_text (read, 0),
                        sqlite3_column_bytes (read, 0), error);
  sqlite3_reset (read);
  return op;
}

/**
 * nord_store_read_thing_log:
 * @self: a store
 * @target: id of a thing
 * @error: #NORD_DB_ERROR, #NORD_JSON_ERROR
 *
 * Returns: (transfer full) (element-type NordOp) (nullable): all changes of the thing in the order
 *   of the log
 */
GPtrArray *
nord_store_read_thing_log (NordStore *self, const char *target, GError **error)
{
  sqlite3_stmt *read = nord_store_sql (self, NORD_SQL_READ_THING_LOG, error);
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_op_free);
  gboolean row = TRUE, ok = read != NULL;

  if (read)
    sqlite3_bind_text (read, 1, target, -1, SQLITE_STATIC);
  while (ok && (ok = nord_db_step (self->db, read, &row, error)) && row) {
    NordOp *op = nord_op_parse ((const char *) sqlite3_column_text (read, 0),
                                sqlite3_column_bytes (read, 0), error);

    ok = op != NULL;
    if (op) {
      nord_op_set_eff (op, sqlite3_column_int64 (read, 1));
      g_ptr_array_add (ops, op);
    }
  }
  if (read)
    sqlite3_reset (read);
  return ok ? g_steal_pointer (&ops) : NULL;
}
