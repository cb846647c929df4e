/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reading: the living things, the past of one thing, the settings of this copy. */
#include "core/store/store-private.h"

#include <string.h>

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (nord_record_get_id (*(NordRecord *const *) a),
                 nord_record_get_id (*(NordRecord *const *) b));
}

/**
 * nord_store_read_all:
 * @self: a store
 * @noun: what kind of things
 * @error: #NORD_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NordRecord) (nullable): all that are not deleted, by id
 */
GPtrArray *
nord_store_read_all (NordStore *self, NordNounKind noun, GError **error)
{
  const NordNoun *table = nord_noun_get (noun);
  g_autofree char *columns = nord_table_columns (self->db, table);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\"", columns, table->name);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (sqlite3_stmt) read = NULL;
  GError *inner = NULL;
  gboolean row, sorted = TRUE;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, NULL);
  g_return_val_if_fail (self->owner == g_thread_self (), NULL);

  read = nord_db_prepare (self->db, sql, &inner);
  while (inner == NULL && nord_db_step (self->db, read, &row, &inner) && row) {
    NordRecord *record = nord_table_take_row (table, read);

    if (record == NULL)
      continue;
    if (sorted && records->len > 0 &&
        strcmp (nord_record_get_id (records->pdata[records->len - 1]),
                nord_record_get_id (record)) > 0)
      sorted = FALSE;
    g_ptr_array_add (records, record);
  }
  if (inner) {
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  /* Ids grow with time, and so do rows: only what came from elsewhere stands out of order. */
  if (!sorted)
    g_ptr_array_sort (records, compare_ids);
  return g_steal_pointer (&records);
}

/**
 * nord_store_count:
 * @self: a store
 * @noun: what kind of things
 * @error: #NORD_STORE_ERROR
 *
 * Returns: how many are not deleted; -1 on failure
 */
gint64
nord_store_count (NordStore *self, NordNounKind noun, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM \"%s\"", nord_noun_get (noun)->name);
  g_autoptr (sqlite3_stmt) count = NULL;
  GError *inner = NULL;
  gboolean row;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, -1);
  g_return_val_if_fail (self->owner == g_thread_self (), -1);

  count = nord_db_prepare (self->db, sql, &inner);
  if (count && nord_db_step (self->db, count, &row, &inner))
    return sqlite3_column_int64 (count, 0);
  nord_store_wrap_error (self->path, inner, error);
  return -1;
}

/**
 * nord_store_read_one:
 * @self: a store
 * @noun: what kind of thing
 * @id: its id
 * @error: #NORD_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the thing; NULL without @error where there is none living
 */
NordRecord *
nord_store_read_one (NordStore *self, NordNounKind noun, const char *id, GError **error)
{
  const NordNoun *table = nord_noun_get (noun);
  NordRecord *record = NULL;
  GError *inner = NULL;
  sqlite3_stmt *read;
  gboolean row;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, NULL);
  g_return_val_if_fail (self->owner == g_thread_self (), NULL);

  read = self->read_row[noun];
  if (read == NULL) {
    g_autofree char *columns = nord_table_columns (self->db, table);
    g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM \"%s\" WHERE id=?", columns, table->name);

    read = self->read_row[noun] = nord_db_prepare_kept (self->db, sql, &inner);
  }
  if (read) {
    sqlite3_bind_text (read, 1, id, -1, SQLITE_STATIC);
    if (nord_db_step (self->db, read, &row, &inner) && row)
      record = nord_table_take_row (table, read);
    sqlite3_reset (read);
  }
  if (inner)
    nord_store_wrap_error (self->path, inner, error);
  return record;
}

/* What the field was before @op, found through the change that it names as its base. */
static void
find_before (GPtrArray *ops, const char *base, guint field, NordValue *before)
{
  for (guint i = 0; base && i < ops->len; i++) {
    const NordOp *op = ops->pdata[i];
    const NordOpEdit *edit;

    if (strcmp (op->id, base) != 0)
      continue;
    edit = nord_op_find (op, field);
    if (edit)
      nord_value_copy (before, &edit->value);
    return;
  }
}

static NordChange *
make_change (const NordOp *op, GPtrArray *ops)
{
  const NordOpEdit *deleted = nord_op_find (op, NORD_OP_DELETED);
  NordChange *change = nord_change_new_create (op->noun->kind, op->target);

  change->kind = deleted == NULL          ? NORD_CHANGE_UPDATE
                 : deleted->value.boolean ? NORD_CHANGE_DELETE
                 : deleted->base == NULL  ? NORD_CHANGE_CREATE
                                          : NORD_CHANGE_RESTORE;
  for (guint i = 0; i < op->edits->len; i++) {
    const NordOpEdit *from = &g_array_index (op->edits, NordOpEdit, i);
    NordEdit edit = {0};

    if (from->field < 0)
      continue;
    edit.field = from->field;
    nord_value_copy (&edit.after, &from->value);
    find_before (ops, from->base, from->field, &edit.before);
    g_array_append_val (change->edits, edit);
  }
  change->id = g_strdup (op->id);
  change->hlc = g_strdup (op->hlc_text);
  change->device = g_strdup (op->device);
  change->n = op->n;
  return change;
}

/**
 * nord_store_read_history:
 * @self: a store
 * @target: id of a thing
 * @error: #NORD_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NordChange) (nullable): every change of the thing in the
 *   order of this file's log, deleted or not, whoever made it
 */
GPtrArray *
nord_store_read_history (NordStore *self, const char *target, GError **error)
{
  g_autoptr (GPtrArray) ops = NULL;
  GPtrArray *changes;
  GError *inner = NULL;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, NULL);
  g_return_val_if_fail (self->owner == g_thread_self (), NULL);

  ops = nord_store_read_thing_log (self, target, &inner);
  if (ops == NULL) {
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_change_free);
  for (guint i = 0; i < ops->len; i++)
    if (((NordOp *) ops->pdata[i])->noun)
      g_ptr_array_add (changes, make_change (ops->pdata[i], ops));
  return changes;
}

/**
 * nord_store_list_mentions:
 * @self: a store
 * @noun: what kind of things
 * @id: id of another thing, for instance a group
 * @error: #NORD_STORE_ERROR
 *
 * What has ever had to do with @id, also when it has no longer: its history tells how. One walk
 * over the log.
 *
 * Returns: (transfer full) (element-type utf8) (nullable): ids of things, deleted or not
 */
GPtrArray *
nord_store_list_mentions (NordStore *self, NordNounKind noun, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GError *inner = NULL;
  sqlite3_stmt *read;
  gboolean row = TRUE, ok;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, NULL);
  g_return_val_if_fail (self->owner == g_thread_self (), NULL);

  read = nord_store_sql (self, NORD_SQL_LIST_MENTIONS, &inner);
  ok = read != NULL;
  if (read) {
    sqlite3_bind_text (read, 1, nord_noun_get (noun)->name, -1, SQLITE_STATIC);
    sqlite3_bind_text (read, 2, id, -1, SQLITE_STATIC);
  }
  while (ok && (ok = nord_db_step (self->db, read, &row, &inner)) && row)
    g_ptr_array_add (ids, g_strdup ((const char *) sqlite3_column_text (read, 0)));
  if (read)
    sqlite3_reset (read);
  if (!ok) {
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  return g_steal_pointer (&ids);
}

static char *
read_text (NordStore *self, NordSql which, const char *first, const char *second)
{
  sqlite3_stmt *read = self->db ? nord_store_sql (self, which, NULL) : NULL;
  char *text = NULL;
  gboolean row;

  if (read == NULL)
    return NULL;
  sqlite3_bind_text (read, 1, first, -1, SQLITE_STATIC);
  if (second)
    sqlite3_bind_text (read, 2, second, -1, SQLITE_STATIC);
  if (nord_db_step (self->db, read, &row, NULL) && row)
    text = g_strdup ((const char *) sqlite3_column_text (read, 0));
  sqlite3_reset (read);
  return text;
}

char *
nord_store_find_source (NordStore *self, const char *source, const char *key)
{
  return read_text (self, NORD_SQL_FIND_SOURCE, source, key);
}

gint64
nord_store_count_changes (NordStore *self)
{
  return self->standing.seq;
}

char *
nord_store_get_setting (NordStore *self, const char *key)
{
  return read_text (self, NORD_SQL_GET_SETTING, key, NULL);
}

/**
 * nord_store_set_setting:
 * @self: a store
 * @key: a name, by custom `room.name`
 * @value: (nullable): a text, NULL to forget the setting
 * @error: #NORD_STORE_ERROR
 *
 * Keeps what concerns this copy of the file only. Inside a transaction it is saved with that.
 */
gboolean
nord_store_set_setting (NordStore *self, const char *key, const char *value, GError **error)
{
  sqlite3_stmt *set;
  GError *inner = NULL;

  if (!nord_store_check_writable (self, error))
    return FALSE;
  set = nord_store_sql (self, value ? NORD_SQL_SET_SETTING : NORD_SQL_DROP_SETTING, &inner);
  if (set) {
    sqlite3_bind_text (set, 1, key, -1, SQLITE_STATIC);
    if (value)
      sqlite3_bind_text (set, 2, value, -1, SQLITE_STATIC);
    if (nord_db_finish (self->db, set, &inner))
      return TRUE;
  }
  return nord_store_wrap_error (self->path, inner, error);
}
