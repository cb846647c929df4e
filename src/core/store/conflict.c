/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The list of edits that do not show because a concurrent one does. */
#include "core/store/store-private.h"

#include <string.h>

static void
conflict_free (gpointer data)
{
  NordConflict *self = data;

  g_free (self->target);
  g_free (self->field);
  g_free (self->winner);
  g_free (self->loser);
  g_free (self);
}

static const char *
field_name (const NordNoun *noun, int field)
{
  return field == NORD_OP_DELETED ? "_deleted" : noun->fields[field].name;
}

/* In a transaction: whether anything is listed of the thing, also what a person closed. */
gboolean
nord_store_has_conflict (NordStore *self, const char *target, gboolean *has, GError **error)
{
  sqlite3_stmt *find = nord_store_sql (self, NORD_SQL_HAS_CONFLICT, error);
  gboolean ok;

  if (find == NULL)
    return FALSE;
  sqlite3_bind_text (find, 1, target, -1, SQLITE_STATIC);
  ok = nord_db_step (self->db, find, has, error);
  sqlite3_reset (find);
  return ok;
}

/* Makes the list of conflicts of a thing what the fold says; what a person closed stays closed.
 * @fresh: (inout): becomes TRUE where there is a new one that says something else. */
gboolean
nord_store_put_conflicts (NordStore *self,
                          const char *target,
                          const NordNoun *noun,
                          GArray *conflicts,
                          gboolean *fresh,
                          GError **error)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *read = nord_store_sql (self, NORD_SQL_READ_THING_CONFLICTS, error);
  sqlite3_stmt *add = read ? nord_store_sql (self, NORD_SQL_ADD_CONFLICT, error) : NULL;
  sqlite3_stmt *drop = add ? nord_store_sql (self, NORD_SQL_DROP_CONFLICT, error) : NULL;
  gboolean row, ok;

  if (drop == NULL)
    return FALSE;
  for (guint i = 0; i < conflicts->len; i++) {
    const NordFoldConflict *conflict = &g_array_index (conflicts, NordFoldConflict, i);

    g_hash_table_add (wanted,
                      g_strconcat (field_name (noun, conflict->field), " ", conflict->loser, NULL));
  }
  sqlite3_bind_text (read, 1, target, -1, SQLITE_STATIC);
  while ((ok = nord_db_step (self->db, read, &row, error)) && row) {
    g_autofree char *key = g_strconcat ((const char *) sqlite3_column_text (read, 0), " ",
                                        (const char *) sqlite3_column_text (read, 1), NULL);

    if (!g_hash_table_remove (wanted, key))
      g_ptr_array_add (gone, g_steal_pointer (&key));
  }
  sqlite3_reset (read);
  for (guint i = 0; ok && i < gone->len; i++) {
    char *space = strchr (gone->pdata[i], ' ');

    sqlite3_bind_text (drop, 1, target, -1, SQLITE_STATIC);
    sqlite3_bind_text (drop, 2, gone->pdata[i], space - (char *) gone->pdata[i], SQLITE_STATIC);
    sqlite3_bind_text (drop, 3, space + 1, -1, SQLITE_STATIC);
    ok = nord_db_finish (self->db, drop, error);
  }
  /* What is left in @wanted is new. */
  for (guint i = 0; ok && i < conflicts->len; i++) {
    const NordFoldConflict *conflict = &g_array_index (conflicts, NordFoldConflict, i);
    const char *name = field_name (noun, conflict->field);
    g_autofree char *key = g_strconcat (name, " ", conflict->loser, NULL);

    if (!conflict->same && g_hash_table_contains (wanted, key))
      *fresh = TRUE;
    sqlite3_bind_text (add, 1, target, -1, SQLITE_STATIC);
    sqlite3_bind_text (add, 2, name, -1, SQLITE_STATIC);
    sqlite3_bind_text (add, 3, conflict->loser, -1, SQLITE_STATIC);
    sqlite3_bind_text (add, 4, conflict->winner, -1, SQLITE_STATIC);
    sqlite3_bind_text (add, 5, noun->name, -1, SQLITE_STATIC);
    sqlite3_bind_int (add, 6, conflict->same ? 2 : 0);
    ok = nord_db_finish (self->db, add, error);
  }
  return ok;
}

/**
 * nord_store_refresh_conflicts:
 * @self: a store in a transaction
 * @op: a change that was just made here
 * @error: #NORD_DB_ERROR
 *
 * What is done here also moves what is in conflict: a delete meets the edits that it did not know,
 * a restore settles that, a decision closes one, and its undo opens it again.
 */
gboolean
nord_store_refresh_conflicts (NordStore *self, const NordOp *op, GError **error)
{
  g_autoptr (GArray) found = NULL;
  g_autoptr (GPtrArray) ops = NULL;
  const NordValue *values[NORD_MAX_FIELDS];
  NordThing thing = {0};
  gboolean has, fresh;

  if (!nord_store_has_conflict (self, op->target, &has, error))
    return FALSE;
  if (!has && op->over == NULL)
    return TRUE;
  ops = nord_store_read_thing_log (self, op->target, error);
  if (ops == NULL)
    return FALSE;
  found = g_array_new (FALSE, FALSE, sizeof (NordFoldConflict));
  nord_fold (ops, &thing, values, found);
  return nord_store_put_conflicts (self, op->target, thing.noun, found, &fresh, error);
}

/**
 * nord_store_list_conflicts:
 * @self: a store
 * @error: #NORD_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NordConflict) (nullable): edits that do not show because
 *   another one of the same field, made without knowledge of them, does; until a person closes them
 */
GPtrArray *
nord_store_list_conflicts (NordStore *self, GError **error)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func (conflict_free);
  GError *inner = NULL;
  sqlite3_stmt *read;
  gboolean row;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, NULL);

  read = nord_store_sql (self, NORD_SQL_READ_CONFLICTS, &inner);
  while (read && nord_db_step (self->db, read, &row, &inner) && row) {
    const NordNoun *noun = nord_noun_find ((const char *) sqlite3_column_text (read, 4));
    NordConflict *conflict;

    if (noun == NULL)
      continue;
    conflict = g_new0 (NordConflict, 1);
    conflict->target = g_strdup ((const char *) sqlite3_column_text (read, 0));
    conflict->field = g_strdup ((const char *) sqlite3_column_text (read, 1));
    conflict->winner = g_strdup ((const char *) sqlite3_column_text (read, 2));
    conflict->loser = g_strdup ((const char *) sqlite3_column_text (read, 3));
    conflict->noun = noun;
    g_ptr_array_add (conflicts, conflict);
  }
  if (read)
    sqlite3_reset (read);
  if (inner) {
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  return g_steal_pointer (&conflicts);
}
