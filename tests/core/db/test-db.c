/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Own files are durable and guarded, foreign ones are hostile input. */
#include "core/db/db.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
make_path (const char *name)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  return g_build_filename (g_get_user_data_dir (), name, NULL);
}

static char *
make_foreign (const char *name, const char *sql)
{
  char *path = make_path (name);
  char *words = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &words);
  g_assert_cmpstr (words, ==, NULL);
  sqlite3_close (db);
  return path;
}

static char *
ask (NordDb *db, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = nord_db_prepare (db, sql, error);
  gboolean row;

  if (statement == NULL || !nord_db_step (db, statement, &row, error) || !row)
    return NULL;
  return g_strdup ((const char *) sqlite3_column_text (statement, 0));
}

static void
test_own (void)
{
  static const struct {
    const char *pragma, *value;
  } guards[] = {
    {"PRAGMA journal_mode", "wal"}, {"PRAGMA synchronous", "2"},     {"PRAGMA foreign_keys", "1"},
    {"PRAGMA secure_delete", "1"},  {"PRAGMA cell_size_check", "1"}, {"PRAGMA mmap_size", "0"},
    {"PRAGMA trusted_schema", "0"},
  };
  g_autofree char *path = make_path ("eigen #1?%.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordDb) db = nord_db_create (path, &error);

  g_assert_no_error (error);
  g_assert_null (nord_db_create (path, &error));
  g_assert_error (error, NORD_DB_ERROR, NORD_DB_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (nord_db_run (db, "CREATE TABLE t (x)", &error));
  g_clear_pointer (&db, nord_db_free);
  db = nord_db_open (path, FALSE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (guards); i++) {
    g_autofree char *value = ask (db, guards[i].pragma, &error);

    g_assert_cmpstr (value, ==, guards[i].value);
  }
}

static void
test_read_only_leaves_no_trace (void)
{
  g_autofree char *path = make_foreign ("still.db", "CREATE TABLE t (x); INSERT INTO t VALUES (7)");
  g_autofree char *wal = g_strconcat (path, "-wal", NULL), *shm = g_strconcat (path, "-shm", NULL);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordDb) db = nord_db_open (path, TRUE, &error);

  g_assert_no_error (error);
  value = ask (db, "SELECT x FROM t", &error);
  g_assert_cmpstr (value, ==, "7");
  g_assert_false (nord_db_run (db, "INSERT INTO t VALUES (8)", &error));
  g_assert_error (error, NORD_DB_ERROR, NORD_DB_ERROR_READ_ONLY);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (shm, G_FILE_TEST_EXISTS));
}

/* Whatever a foreign file holds: it is read, in time, and nothing else. */
static void
test_foreign (void)
{
  static const char *const denied[] = {
    "INSERT INTO tiles_data VALUES (1)",
    "CREATE TABLE x (y)",
    "ATTACH 'other.db' AS other",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA writable_schema=ON",
    "SELECT load_extension('evil')",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "SELECT count(*) FROM bomb",
  };
  g_autofree char *path = make_foreign (
    "fremd.mbtiles",
    "CREATE TABLE tiles_data (x); INSERT INTO tiles_data VALUES (1), (2), (3);"
    "CREATE VIEW tiles AS SELECT x FROM tiles_data;"
    "CREATE VIEW bomb AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i FROM n;"
    "CREATE TRIGGER t AFTER INSERT ON tiles_data BEGIN DELETE FROM tiles_data; END");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordDb) db = nord_db_open_foreign (path, &error);
  g_autofree char *value = NULL, *before = NULL, *after = NULL;
  gsize n_before, n_after;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  value = ask (db, "SELECT count(*) FROM tiles", &error);
  g_assert_cmpstr (value, ==, "3");
  for (guint i = 0; i < G_N_ELEMENTS (denied); i++) {
    g_autofree char *answer = ask (db, denied[i], &error);

    g_assert_nonnull (error);
    g_assert_null (answer);
    g_clear_error (&error);
  }
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_foreign_in_time (void)
{
  g_autofree char *path = make_foreign (
    "langsam.db",
    "CREATE TABLE t (x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000)"
    " INSERT INTO t SELECT i FROM n;"
    "CREATE VIEW slow AS SELECT a.x FROM t AS a, t AS b, t AS c WHERE a.x + b.x + c.x = -1");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordDb) db = nord_db_open_foreign (path, &error);
  g_autofree char *value = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_no_error (error);
  nord_db_allow_time (db, 100);
  g_assert_null (ask (db, "SELECT count(*) FROM slow", &error));
  g_assert_error (error, NORD_DB_ERROR, NORD_DB_ERROR_TOO_LONG);
  g_clear_error (&error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  nord_db_allow_time (db, 10000);
  value = ask (db, "SELECT count(*) FROM t", &error);
  g_assert_cmpstr (value, ==, "3000");
}

/* A file that somebody copied while its program ran: the newest is in the journal beside it. */
static void
test_foreign_journal (void)
{
  g_autofree char *live = make_path ("live.db"), *copy = make_path ("copy.db");
  g_autofree char *value = NULL, *folder = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  sqlite3_open (live, &db);
  sqlite3_exec (db, "PRAGMA journal_mode=WAL; CREATE TABLE t (x); INSERT INTO t VALUES (42)", NULL,
                NULL, NULL);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *from = g_strconcat (live, i ? "-wal" : "", NULL), *bytes = NULL;
    g_autofree char *to = g_strconcat (copy, i ? "-wal" : "", NULL);
    gsize length;

    g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
    g_assert_true (g_file_set_contents (to, bytes, length, NULL));
  }
  sqlite3_close (db);
  {
    g_autoptr (NordDb) foreign = nord_db_open_foreign (copy, &error);

    g_assert_no_error (error);
    value = ask (foreign, "SELECT x FROM t", &error);
    g_assert_cmpstr (value, ==, "42");
    g_assert_cmpstr (foreign->path, ==, copy);
    folder = g_strdup (foreign->copy);
    g_assert_nonnull (folder);
  }
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_not_a_database (void)
{
  g_autofree char *text = make_path ("text.db"), *folder = g_path_get_dirname (text);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (text, "SQLite format 2, or so it says", -1, NULL));
  g_assert_null (nord_db_open_foreign (text, &error));
  g_assert_error (error, NORD_DB_ERROR, NORD_DB_ERROR_NOT_A_DATABASE);
  g_clear_error (&error);
  g_assert_null (nord_db_open_foreign (folder, &error));
  g_assert_error (error, NORD_DB_ERROR, NORD_DB_ERROR_NOT_A_DATABASE);
  g_clear_error (&error);
  g_assert_null (nord_db_open ("/nowhere/at-all.db", FALSE, &error));
  g_assert_error (error, NORD_DB_ERROR, NORD_DB_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/db/own", test_own);
  g_test_add_func ("/db/read-only-leaves-no-trace", test_read_only_leaves_no_trace);
  g_test_add_func ("/db/foreign", test_foreign);
  g_test_add_func ("/db/foreign-in-time", test_foreign_in_time);
  g_test_add_func ("/db/foreign-journal", test_foreign_journal);
  g_test_add_func ("/db/not-a-database", test_not_a_database);
  return g_test_run ();
}
