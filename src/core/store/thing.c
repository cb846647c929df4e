/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which change gave each field of a thing its value: the row of change_winner. */
#include "core/store/store-private.h"

#include <string.h>

static char *
slot (NordThing *thing, const char *name, gsize length)
{
  if (length == 1 && *name == '*')
    return thing->all;
  if (length == 8 && memcmp (name, "_deleted", 8) == 0)
    return thing->deleted_by;
  for (guint i = 0; thing->noun && i < thing->noun->n_fields; i++)
    if (strncmp (thing->noun->fields[i].name, name, length) == 0 &&
        thing->noun->fields[i].name[length] == 0)
      return thing->fields[i];
  return NULL;
}

/**
 * nord_thing_parse:
 * @thing: a thing whose noun is set
 * @winners: a JSON object of names and ids
 *
 * Reads exactly what nord_thing_append() writes.
 *
 * Returns: FALSE where it is something else
 */
gboolean
nord_thing_parse (NordThing *thing, const char *winners)
{
  const char *p = winners;

  if (*p++ != '{')
    return FALSE;
  while (*p == '"') {
    const char *name = ++p;
    char *to;

    p = strchr (name, '"');
    if (p == NULL || strncmp (p, "\":\"", 3) != 0 || strlen (p + 3) < NORD_UUID_LENGTH + 2)
      return FALSE;
    to = slot (thing, name, p - name);
    p += 3;
    if (to)
      memcpy (to, p, NORD_UUID_LENGTH);
    p += NORD_UUID_LENGTH;
    if (*p++ != '"')
      return FALSE;
    if (*p == ',')
      p++;
  }
  return p[0] == '}' && p[1] == 0;
}

void
nord_thing_append (const NordThing *thing, GString *to)
{
  gboolean any = FALSE;

  g_string_append_c (to, '{');
  for (int i = -2; thing->noun && i < (int) thing->noun->n_fields; i++) {
    const char *id = i == -2 ? thing->all : i == -1 ? thing->deleted_by : thing->fields[i];
    const char *name = i == -2 ? "*" : i == -1 ? "_deleted" : thing->noun->fields[i].name;

    if (*id == 0)
      continue;
    if (any)
      g_string_append_c (to, ',');
    g_string_append_c (to, '"');
    g_string_append (to, name);
    g_string_append_len (to, "\":\"", 3);
    g_string_append_len (to, id, NORD_UUID_LENGTH);
    g_string_append_c (to, '"');
    any = TRUE;
  }
  g_string_append_c (to, '}');
}

/**
 * nord_thing_winner:
 * @thing: a thing
 * @field: index of a field, or %NORD_OP_DELETED
 *
 * Returns: (nullable): the change that gave the field its value; NULL where none did
 */
const char *
nord_thing_winner (const NordThing *thing, int field)
{
  const char *id = field == NORD_OP_DELETED ? thing->deleted_by : thing->fields[field];

  if (*id)
    return id;
  return *thing->all ? thing->all : NULL;
}

void
nord_thing_set_winner (NordThing *thing, int field, const char *change)
{
  char *id = field == NORD_OP_DELETED ? thing->deleted_by : thing->fields[field];

  if (strcmp (change, thing->all) == 0)
    *id = 0;
  else
    memcpy (id, change, NORD_UUID_LENGTH + 1);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * nord_thing_see:
 * @thing: a thing that is about to be deleted; must outlive @op
 * @op: the delete
 *
 * Writes into the delete which edits its maker has seen, so that one made meanwhile elsewhere is
 * found to be concurrent.
 */
void
nord_thing_see (const NordThing *thing, NordOp *op)
{
  struct {
    const char *name, *id;
  } pairs[NORD_MAX_FIELDS + 1];
  guint n = 0;

  if (*thing->all)
    pairs[n].name = "*", pairs[n++].id = thing->all;
  for (guint i = 0; i < thing->noun->n_fields; i++)
    if (*thing->fields[i])
      pairs[n].name = thing->noun->fields[i].name, pairs[n++].id = thing->fields[i];
  qsort (pairs, n, sizeof pairs[0], compare_names);
  op->seen = g_ptr_array_sized_new (2 * n);
  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (op->seen, (gpointer) pairs[i].name);
    g_ptr_array_add (op->seen, (gpointer) pairs[i].id);
  }
}

/**
 * nord_thing_find:
 * @self: a store
 * @target: id of a thing
 * @thing: (out caller-allocates): what is known; fid 0: nothing
 * @error: #NORD_DB_ERROR
 *
 * Returns: FALSE where the file could not be read
 */
gboolean
nord_thing_find (NordStore *self, const char *target, NordThing *thing, GError **error)
{
  sqlite3_stmt *find = nord_store_sql (self, NORD_SQL_FIND_THING, error);
  gboolean row, ok;

  memset (thing, 0, sizeof *thing);
  if (find == NULL)
    return FALSE;
  sqlite3_bind_text (find, 1, target, -1, SQLITE_STATIC);
  ok = nord_db_step (self->db, find, &row, error);
  if (ok && row) {
    const char *noun = (const char *) sqlite3_column_text (find, 1);
    const char *winners = (const char *) sqlite3_column_text (find, 3);

    thing->fid = sqlite3_column_int64 (find, 0);
    thing->noun = noun ? nord_noun_find (noun) : NULL;
    thing->deleted = sqlite3_column_int (find, 2);
    if (thing->noun == NULL || winners == NULL || !nord_thing_parse (thing, winners)) {
      g_set_error (error, NORD_DB_ERROR, NORD_DB_ERROR_DAMAGED, "change_winner of %s is not sound",
                   target);
      ok = FALSE;
    }
  }
  sqlite3_reset (find);
  return ok;
}

/**
 * nord_thing_save:
 * @self: a store in a transaction
 * @thing: the new state
 * @target: id of the thing
 * @added: it has no row yet
 * @error: #NORD_DB_ERROR
 */
gboolean
nord_thing_save (NordStore *self,
                 const NordThing *thing,
                 const char *target,
                 gboolean added,
                 GError **error)
{
  sqlite3_stmt *save =
    nord_store_sql (self, added ? NORD_SQL_ADD_THING : NORD_SQL_SET_THING, error);
  g_autoptr (GString) winners = g_string_sized_new (128);

  if (save == NULL)
    return FALSE;
  nord_thing_append (thing, winners);
  sqlite3_bind_int64 (save, 1, thing->fid);
  sqlite3_bind_int (save, 2, thing->deleted);
  sqlite3_bind_text (save, 3, winners->str, winners->len, SQLITE_STATIC);
  if (added) {
    sqlite3_bind_text (save, 4, target, -1, SQLITE_STATIC);
    sqlite3_bind_text (save, 5, thing->noun->name, -1, SQLITE_STATIC);
  }
  return nord_db_finish (self->db, save, error);
}
