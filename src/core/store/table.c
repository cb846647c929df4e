/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The rows of the nouns: one column a field, named by the table of core/model. */
#include "core/store/store-private.h"

#include "core/geo/wkb.h"
#include "core/model/text.h"

#include <string.h>

static void
bind_value (NordStore *self, sqlite3_stmt *statement, int at, const NordValue *value)
{
  switch (value ? value->kind : NORD_VALUE_NULL) {
  case NORD_VALUE_BOOLEAN:
    sqlite3_bind_int (statement, at, value->boolean);
    break;
  case NORD_VALUE_INTEGER:
    sqlite3_bind_int64 (statement, at, value->integer);
    break;
  case NORD_VALUE_REAL:
    sqlite3_bind_double (statement, at, value->real);
    break;
  case NORD_VALUE_TEXT:
  case NORD_VALUE_JSON:
    sqlite3_bind_text (statement, at, value->text, -1, SQLITE_STATIC);
    break;
  case NORD_VALUE_SHAPE:
    /* Copied: a row has one shape at most today, but nothing here shall depend on it. */
    g_byte_array_set_size (self->blob, 0);
    nord_wkb_append_blob (self->blob, value->shape);
    sqlite3_bind_blob (statement, at, self->blob->data, self->blob->len, SQLITE_TRANSIENT);
    break;
  case NORD_VALUE_NULL:
  default:
    sqlite3_bind_null (statement, at);
  }
}

/* The extent only grows, as GDAL's does: it says where to look, and a delete need not read all. */
static void
note (NordStore *self, const NordNoun *noun, const NordValue *value)
{
  NordExtent *extent = &self->extents[noun->kind];
  NordBounds bounds;

  extent->touched = TRUE;
  if (value == NULL || value->kind != NORD_VALUE_SHAPE)
    return;
  bounds = nord_shape_get_bounds (value->shape);
  if (!extent->known) {
    sqlite3_stmt *read = nord_store_sql (self, NORD_SQL_READ_EXTENT, NULL);

    if (read == NULL)
      return;
    sqlite3_bind_text (read, 1, noun->name, -1, SQLITE_STATIC);
    if (sqlite3_step (read) == SQLITE_ROW && sqlite3_column_type (read, 0) != SQLITE_NULL) {
      extent->any = TRUE;
      extent->bounds =
        (NordBounds){sqlite3_column_double (read, 0), sqlite3_column_double (read, 1),
                     sqlite3_column_double (read, 2), sqlite3_column_double (read, 3)};
    }
    sqlite3_reset (read);
    extent->known = TRUE;
  }
  if (!extent->any) {
    extent->bounds = bounds;
    extent->any = extent->grown = TRUE;
    return;
  }
  if (bounds.west < extent->bounds.west || bounds.south < extent->bounds.south ||
      bounds.east > extent->bounds.east || bounds.north > extent->bounds.north) {
    extent->bounds.west = MIN (extent->bounds.west, bounds.west);
    extent->bounds.south = MIN (extent->bounds.south, bounds.south);
    extent->bounds.east = MAX (extent->bounds.east, bounds.east);
    extent->bounds.north = MAX (extent->bounds.north, bounds.north);
    extent->grown = TRUE;
  }
}

/* A file of an older schema that may only be read lacks what came later: there it has nothing. */
static gboolean
has_column (NordDb *from, const NordNoun *noun, const char *name)
{
  return sqlite3_table_column_metadata (from->handle, "main", noun->name, name, NULL, NULL, NULL,
                                        NULL, NULL) == SQLITE_OK;
}

/**
 * nord_table_columns:
 * @from: (nullable): the file that is read; NULL where it surely has all of them
 * @noun: a noun
 *
 * Returns: (transfer full): its id and fields as SQL names them, separated by commas
 */
char *
nord_table_columns (NordDb *from, const NordNoun *noun)
{
  const gboolean whole = from == NULL || !has_column (from, noun, "id");
  GString *columns = g_string_new ("id");

  for (guint i = 0; i < noun->n_fields; i++)
    g_string_append_printf (columns,
                            whole || has_column (from, noun, noun->fields[i].name)
                              ? ",\"%s\""
                              : ",NULL AS \"%s\"",
                            noun->fields[i].name);
  return g_string_free (columns, FALSE);
}

/**
 * nord_table_insert:
 * @self: a store in a transaction
 * @noun: the table
 * @fid: the new row's key
 * @id: id of the thing
 * @values: (array): one a field; NULL for nothing
 * @error: #NORD_DB_ERROR
 */
gboolean
nord_table_insert (NordStore *self,
                   const NordNoun *noun,
                   gint64 fid,
                   const char *id,
                   const NordValue *const *values,
                   GError **error)
{
  sqlite3_stmt *insert = self->insert_row[noun->kind];

  if (insert == NULL) {
    g_autofree char *columns = nord_table_columns (NULL, noun);
    g_autoptr (GString) sql = g_string_new (NULL);

    g_string_append_printf (sql, "INSERT INTO \"%s\" (fid,%s) VALUES (?", noun->name, columns);
    for (guint i = 0; i <= noun->n_fields; i++)
      g_string_append (sql, ",?");
    g_string_append_c (sql, ')');
    insert = self->insert_row[noun->kind] = nord_db_prepare_kept (self->db, sql->str, error);
    if (insert == NULL)
      return FALSE;
  }
  sqlite3_bind_int64 (insert, 1, fid);
  sqlite3_bind_text (insert, 2, id, -1, SQLITE_STATIC);
  note (self, noun, NULL);
  for (guint i = 0; i < noun->n_fields; i++) {
    bind_value (self, insert, 3 + i, values[i]);
    if (noun->fields[i].kind == NORD_VALUE_SHAPE)
      note (self, noun, values[i]);
  }
  return nord_db_finish (self->db, insert, error);
}

/**
 * nord_table_update:
 * @self: a store in a transaction
 * @noun: the table
 * @fid: the row's key
 * @values: (array): one a field; NULL leaves the field as it is
 * @error: #NORD_DB_ERROR
 */
gboolean
nord_table_update (NordStore *self,
                   const NordNoun *noun,
                   gint64 fid,
                   const NordValue *const *values,
                   GError **error)
{
  sqlite3_stmt *update;
  guint mask = 0;
  int at = 1;

  for (guint i = 0; i < noun->n_fields; i++)
    if (values[i])
      mask |= 1u << i;
  if (mask == 0)
    return TRUE;
  /* 24 bits of fields and a few of noun fit one pointer. */
  update =
    g_hash_table_lookup (self->updates, GUINT_TO_POINTER (mask | noun->kind << NORD_MAX_FIELDS));
  if (update == NULL) {
    g_autoptr (GString) sql = g_string_new (NULL);

    g_string_append_printf (sql, "UPDATE \"%s\" SET ", noun->name);
    for (guint i = 0; i < noun->n_fields; i++)
      if (values[i])
        g_string_append_printf (sql, "\"%s\"=?,", noun->fields[i].name);
    g_string_truncate (sql, sql->len - 1);
    g_string_append (sql, " WHERE fid=?");
    update = nord_db_prepare_kept (self->db, sql->str, error);
    if (update == NULL)
      return FALSE;
    g_hash_table_insert (self->updates, GUINT_TO_POINTER (mask | noun->kind << NORD_MAX_FIELDS),
                         update);
  }
  note (self, noun, NULL);
  for (guint i = 0; i < noun->n_fields; i++)
    if (values[i]) {
      bind_value (self, update, at++, values[i]);
      note (self, noun, values[i]);
    }
  sqlite3_bind_int64 (update, at, fid);
  return nord_db_finish (self->db, update, error);
}

gboolean
nord_table_delete (NordStore *self, const NordNoun *noun, gint64 fid, GError **error)
{
  sqlite3_stmt *delete = self->delete_row[noun->kind];

  if (delete == NULL) {
    g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE fid=?", noun->name);

    delete = self->delete_row[noun->kind] = nord_db_prepare_kept (self->db, sql, error);
    if (delete == NULL)
      return FALSE;
  }
  note (self, noun, NULL);
  sqlite3_bind_int64 (delete, 1, fid);
  return nord_db_finish (self->db, delete, error);
}

/**
 * nord_table_read_cell:
 * @statement: stands on a row
 * @at: the column
 * @cell: (out): what stands there, text as UTF-8; its bytes are SQLite's, and gone when the
 *   statement goes on
 *
 * A text has no zero at its end: to set one SQLite would copy it once more.
 */
void
nord_table_read_cell (sqlite3_stmt *statement, int at, NordCell *cell)
{
  cell->type = sqlite3_column_type (statement, at);
  cell->length = 0;
  switch (cell->type) {
  case SQLITE_INTEGER:
    cell->integer = sqlite3_column_int64 (statement, at);
    break;
  case SQLITE_FLOAT:
    cell->real = sqlite3_column_double (statement, at);
    break;
  case SQLITE_TEXT:
  case SQLITE_BLOB:
    /* In this order: to ask for the length makes UTF-8 of a text that is not. */
    cell->length = (gsize) sqlite3_column_bytes (statement, at);
    cell->bytes = sqlite3_column_blob (statement, at);
    if (cell->bytes == NULL)
      cell->length = 0;
    break;
  default:
    break;
  }
}

/* A file may have been altered by other hands: what is not of its field's kind is left out here,
 * and the check names it. */
static void
take_value (NordValueKind kind, const NordCell *cell, NordValue *value)
{
  switch (kind) {
  case NORD_VALUE_BOOLEAN:
    if (cell->type == SQLITE_INTEGER)
      nord_value_set_boolean (value, (int) cell->integer);
    break;
  case NORD_VALUE_INTEGER:
    if (cell->type == SQLITE_INTEGER)
      nord_value_set_integer (value, cell->integer);
    break;
  case NORD_VALUE_REAL:
    if (cell->type == SQLITE_FLOAT)
      nord_value_set_real (value, cell->real);
    else if (cell->type == SQLITE_INTEGER)
      nord_value_set_real (value, (double) cell->integer);
    break;
  case NORD_VALUE_TEXT:
  case NORD_VALUE_JSON:
    if (cell->type == SQLITE_TEXT && cell->bytes != NULL) {
      if (kind == NORD_VALUE_TEXT)
        nord_value_set_text (value, cell->bytes);
      else if (g_utf8_validate (cell->bytes, -1, NULL)) {
        value->kind = NORD_VALUE_JSON;
        value->text = g_strdup (cell->bytes);
      }
    }
    break;
  case NORD_VALUE_SHAPE:
    if (cell->type == SQLITE_BLOB) {
      gint32 srs;
      g_autoptr (NordShape) shape =
        nord_wkb_decode_blob ((const guint8 *) cell->bytes, cell->length, &srs, NULL);

      if (shape)
        nord_value_set_shape (value, shape);
    }
    break;
  case NORD_VALUE_NULL:
  default:
    break;
  }
}

/**
 * nord_table_take_row:
 * @noun: the table
 * @statement: stands on a row of nord_table_columns()
 *
 * Returns: (transfer full) (nullable): the row as a record; NULL where its id is not one
 */
NordRecord *
nord_table_take_row (const NordNoun *noun, sqlite3_stmt *statement)
{
  const char *id = (const char *) sqlite3_column_text (statement, 0);
  NordRecord *record;

  if (!nord_uuid_is_valid (id))
    return NULL;
  record = nord_record_new (noun->kind, id);
  for (guint i = 0; i < noun->n_fields; i++) {
    g_auto (NordValue) value = NORD_VALUE_INIT;

    NordCell cell;

    nord_table_read_cell (statement, 1 + (int) i, &cell);
    if (cell.type == SQLITE_NULL)
      continue;
    if (cell.type == SQLITE_TEXT)
      cell.bytes = (const char *) sqlite3_column_text (statement, 1 + (int) i);
    take_value (noun->fields[i].kind, &cell, &value);
    nord_record_put (record, i, &value);
  }
  return record;
}

/**
 * nord_table_lend_value:
 * @kind: the kind of the field
 * @cell: what stands there, a text with a zero behind it
 * @value: (out): what a record would have
 *
 * Copies no text that is clean already, as all of our own is.
 *
 * Returns: TRUE where @value is the caller's to clear; FALSE where its text is the cell's
 */
gboolean
nord_table_lend_value (NordValueKind kind, const NordCell *cell, NordValue *value)
{
  value->kind = NORD_VALUE_NULL;
  if (cell->type == SQLITE_NULL)
    return FALSE;
  if (kind == NORD_VALUE_TEXT && cell->type == SQLITE_TEXT && cell->length > 0 &&
      nord_text_is_clean (cell->bytes, cell->length)) {
    value->kind = NORD_VALUE_TEXT;
    value->text = (char *) cell->bytes;
    return FALSE;
  }
  take_value (kind, cell, value);
  return TRUE;
}
