/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Running the steps of resources/sql, and telling whether a file has the tables they make. */
#include "core/store/schema.h"

#include "nord-core-resources.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* The steps that made tables of later nouns. */
#define LAYERS 7
#define REGISTER 9
#define BOARD 10
#define HLC_EFF 12 /* no noun's */

static const char *const steps[NORD_SCHEMA_NEWEST] = {
  "0001-geopackage.sql", "0002-workshop.sql", "0003-log.sql",      "0004-methods.sql",
  "0005-urn.sql",        "0006-receipt.sql",  "0007-layers.sql",   "0008-erased.sql",
  "0009-register.sql",   "0010-board.sql",    "0011-urn-seal.sql", "0012-hlc-eff.sql",
};

/**
 * nord_schema_run:
 * @db: a file, inside a transaction
 * @from: number of the last step it has, 0 for an empty file
 * @to: number of the last step it shall have
 * @error: #NORD_DB_ERROR
 *
 * Runs the steps after @from up to @to and writes the new number.
 */
gboolean
nord_schema_run (NordDb *db, guint from, guint to, GError **error)
{
  g_return_val_if_fail (from <= to && to <= NORD_SCHEMA_NEWEST, FALSE);

  for (guint i = from; i < to; i++) {
    g_autofree char *path =
      g_strconcat ("/io/github/nordwaerts/Nordwaerts/core/sql/", steps[i], NULL);
    g_autoptr (GBytes) sql =
      g_resource_lookup_data (nord_core_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

    if (sql == NULL || !nord_db_run (db, g_bytes_get_data (sql, NULL), error))
      return FALSE;
  }
  if (to >= 3) {
    g_autofree char *number =
      g_strdup_printf ("INSERT INTO nordwaerts VALUES ('schema', '%u') "
                       "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                       to);

    return nord_db_run (db, number, error);
  }
  return TRUE;
}

/**
 * nord_schema_lacks:
 *
 * Returns: whether the file is of a step before there was such a thing as @noun
 */
gboolean
nord_schema_lacks (NordDb *db, NordNounKind noun)
{
  const int since = noun == NORD_NOUN_LAYER || noun == NORD_NOUN_LAYER_FEATURE ? LAYERS
                    : noun == NORD_NOUN_PROJECT_LINK                           ? REGISTER
                    : noun == NORD_NOUN_BOARD_MARK                             ? BOARD
                                                                               : 0;
  int number;

  if (since == 0)
    return FALSE;
  number = nord_schema_read_number (db);
  return number > 0 && number < since;
}

/**
 * nord_schema_stand_in:
 * @db: a file of an older step that may only be read
 * @error: #NORD_DB_ERROR
 *
 * What the file has no table for gets an empty one beside it, which goes with the connection.
 */
gboolean
nord_schema_stand_in (NordDb *db, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("PRAGMA query_only=OFF;");

  for (guint i = 0; i < NORD_N_NOUNS; i++) {
    const NordNoun *noun = nord_noun_get (i);

    if (!nord_schema_lacks (db, i))
      continue;
    g_string_append_printf (sql, "CREATE TEMP TABLE \"%s\" (fid INTEGER PRIMARY KEY, id TEXT",
                            noun->name);
    for (guint k = 0; k < noun->n_fields; k++)
      g_string_append_printf (sql, ",\"%s\"", noun->fields[k].name);
    g_string_append (sql, ");");
  }
  if (nord_schema_read_number (db) < HLC_EFF)
    g_string_append (sql, "CREATE TEMP TABLE change_hlc_eff (seq INTEGER PRIMARY KEY, hlc);");
  g_string_append (sql, "PRAGMA query_only=ON;");
  return nord_db_run (db, sql->str, error);
}

/**
 * nord_schema_read_number:
 * @db: any file
 *
 * Returns: the number of the last step the file has; 0 where it is none of ours; -1 where it cannot
 *   be read
 */
int
nord_schema_read_number (NordDb *db)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code;

  code = sqlite3_prepare_v2 (
    db->handle,
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('nordwaerts', 'change', "
    "'gpkg_contents', 'idea')",
    -1, &statement, NULL);
  if (code != SQLITE_OK || sqlite3_step (statement) != SQLITE_ROW)
    return (sqlite3_errcode (db->handle) & 0xff) == SQLITE_NOTADB ? 0 : -1;
  if (sqlite3_column_int (statement, 0) != 4)
    return 0;
  g_clear_pointer (&statement, sqlite3_finalize);
  if (sqlite3_prepare_v2 (db->handle, "SELECT value FROM nordwaerts WHERE key = 'schema'", -1,
                          &statement, NULL) != SQLITE_OK)
    return -1;
  switch (sqlite3_step (statement)) {
  case SQLITE_ROW: {
    const char *text = (const char *) sqlite3_column_text (statement, 0);
    gint64 number = text ? g_ascii_strtoll (text, NULL, 10) : 0;

    return number > 0 && number < G_MAXINT ? (int) number : -1;
  }
  default:
    return -1;
  }
}

static GHashTable *
read_objects (NordDb *db, GError **error)
{
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (sqlite3_stmt) statement =
    nord_db_prepare (db, "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  for (;;) {
    if (!nord_db_step (db, statement, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&objects);
    g_hash_table_insert (objects, g_strdup ((const char *) sqlite3_column_text (statement, 0)),
                         g_strdup ((const char *) sqlite3_column_text (statement, 1)));
  }
}

/**
 * nord_schema_compare:
 * @db: a workshop file of the newest schema
 * @faults: (element-type utf8): gets what differs, in words
 * @error: #NORD_DB_ERROR
 *
 * Compares the definitions in the file with those that the steps make. Further tables, which GIS
 * programs add for styles and the like, are no fault; triggers and views are, since they could run.
 *
 * Returns: FALSE where the definitions cannot be read
 */
gboolean
nord_schema_compare (NordDb *db, GPtrArray *faults, GError **error)
{
  g_autoptr (NordDb) model = nord_db_open_memory (error);
  g_autoptr (GHashTable) expected = NULL, found = NULL;
  GHashTableIter iter;
  gpointer name, sql;
  int number = nord_schema_read_number (db);

  /* One that may only be read keeps the schema of its time. */
  if (number < 3 || number > NORD_SCHEMA_NEWEST)
    number = NORD_SCHEMA_NEWEST;
  if (model == NULL || !nord_schema_run (model, 0, (guint) number, error))
    return FALSE;
  expected = read_objects (model, error);
  found = expected ? read_objects (db, error) : NULL;
  if (found == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &name, &sql)) {
    const char *there = g_hash_table_lookup (found, name);

    if (there == NULL)
      g_ptr_array_add (faults, g_strdup_printf (_ ("Missing in the file: %s"), (char *) name));
    else if (strcmp (there, sql) != 0)
      g_ptr_array_add (faults, g_strdup_printf (_ ("Altered in the file: %s"), (char *) name));
  }
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, &sql))
    if ((g_str_has_prefix (name, "trigger ") || g_str_has_prefix (name, "view ")) &&
        !g_hash_table_contains (expected, name))
      g_ptr_array_add (faults, g_strdup_printf (_ ("Foreign in the file: %s"), (char *) name));
  return TRUE;
}
