/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reading all things of a kind one after the other, for whoever writes them out again. */
#include "core/model/uuid.h"
#include "core/store/store-private.h"

/* Rows lie as they came, which is by id but for what came from elsewhere: then, and only then, they
 * have to be gathered in the order of ids. Both columns stand in the index. */
static gboolean
lies_in_order (NordStore *self, const NordNoun *noun, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT fid FROM \"%s\" ORDER BY id", noun->name);
  g_autoptr (sqlite3_stmt) read = nord_db_prepare (self->db, sql, error);
  gint64 last = G_MININT64;
  gboolean row, in_order = TRUE;

  while (in_order && read && nord_db_step (self->db, read, &row, error) && row) {
    gint64 fid = sqlite3_column_int64 (read, 0);

    in_order = fid > last;
    last = fid;
  }
  return in_order;
}

/**
 * nord_store_visit:
 * @self: a store
 * @noun: what kind of things
 * @visit: (scope call): gets each that is not deleted
 * @data: for @visit
 * @error: #NORD_STORE_ERROR
 *
 * As nord_store_read_all(), with no record made and no text copied. @visit must not change the
 * store.
 *
 * Returns: FALSE where reading failed on the way
 */
gboolean
nord_store_visit (NordStore *self,
                  NordNounKind noun,
                  NordStoreVisit visit,
                  gpointer data,
                  GError **error)
{
  const NordNoun *table = nord_noun_get (noun);
  g_autofree char *columns = nord_table_columns (table);
  g_autofree NordValue *values = g_new0 (NordValue, table->n_fields);
  g_autofree gboolean *owned = g_new0 (gboolean, table->n_fields);
  g_autoptr (sqlite3_stmt) read = NULL;
  GError *inner = NULL;
  gboolean row;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, FALSE);
  g_return_val_if_fail (self->owner == g_thread_self (), FALSE);

  gboolean in_order = lies_in_order (self, table, &inner);
  if (inner == NULL) {
    g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY %s", columns,
                                            table->name, in_order ? "fid" : "id");

    read = nord_db_prepare (self->db, sql, &inner);
  }
  while (inner == NULL && nord_db_step (self->db, read, &row, &inner) && row) {
    const char *id = (const char *) sqlite3_column_text (read, 0);

    if (!nord_uuid_is_valid (id))
      continue;
    for (guint i = 0; i < table->n_fields; i++)
      owned[i] = nord_table_lend_value (table->fields[i].kind, read, 1 + (int) i, &values[i]);
    visit (id, values, data);
    for (guint i = 0; i < table->n_fields; i++)
      if (owned[i])
        nord_value_clear (&values[i]);
  }
  if (self->look && inner == NULL)
    nord_look_end (g_steal_pointer (&self->look), &inner);
  if (inner) {
    nord_store_wrap_error (self->path, inner, error);
    return FALSE;
  }
  return TRUE;
}
