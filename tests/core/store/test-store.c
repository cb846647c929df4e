/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Making and opening files, what is refused and with which words, copies, settings, media. */
#include "play.h"

#include "core/model/idea.h"
#include "core/model/medium.h"
#include "core/model/board-mark.h"
#include "core/model/project-link.h"
#include "core/model/project.h"
#include "core/model/workshop.h"
#include "core/store/schema.h"
#include "core/store/store-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static NordStore *
make (const char *name, char **path)
{
  g_autoptr (GError) error = NULL;
  NordStore *store;

  *path = play_path (name);
  store = nord_store_create (*path, "Werkstatt Nordmarkt", &error);
  g_assert_no_error (error);
  return store;
}

static NordStore *
reopen (const char *path)
{
  g_autoptr (GError) error = NULL;
  NordStore *store = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  return store;
}

static void
assert_refused (const char *path, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);

  g_assert_null (store);
  g_assert_error (error, NORD_STORE_ERROR, code);
  /* Every message names the file and says what can be done, so it is longer than the name. */
  g_assert_nonnull (strstr (error->message, path));
  g_assert_cmpuint (strlen (error->message), >, strlen (path) + 20);
}

static gboolean
apply_one (NordStore *store, NordChange *change, GError **error)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("step");

  nord_change_set_group_add (set, change);
  return nord_store_apply (store, set, error);
}

static NordChange *
new_idea (const char *title)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);

  nord_change_set_text (change, NORD_IDEA_TITLE, title);
  return change;
}

static void
test_create (void)
{
  g_autofree char *path = NULL;
  g_autoptr (NordStore) store = make ("neu und schön #1 50%.gpkg", &path);
  g_autoptr (NordStore) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) workshops = NULL;
  g_autofree char *wal = g_strconcat (path, "-wal", NULL), *shm = g_strconcat (path, "-shm", NULL);

  g_assert_cmpint (nord_store_get_saved_at (store), >, 0);
  g_assert_false (nord_store_is_read_only (store));
  nord_store_close (store);
  second = nord_store_create (path, "Noch eine", &error);
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_EXISTS);
  g_assert_null (second);
  /* Closed, it is one file. */
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (shm, G_FILE_TEST_EXISTS));
  second = reopen (path);
  workshops = nord_store_read_all (second, NORD_NOUN_WORKSHOP, &error);
  g_assert_cmpuint (workshops->len, ==, 1);
  g_assert_cmpstr (nord_record_get_text (workshops->pdata[0], NORD_WORKSHOP_TITLE), ==,
                   "Werkstatt Nordmarkt");
  g_assert_cmpstr (nord_record_get_id (workshops->pdata[0]), ==, nord_store_get_scope (second));
  g_assert_null (nord_store_get_undo_label (second));
}

static void
test_refused (void)
{
  g_autofree char *text = play_path ("brief.gpkg"), *empty = play_path ("leer.gpkg");
  g_autofree char *other = play_path ("fremd.gpkg"), *newer = NULL, *before = NULL, *after = NULL;
  g_autofree char *folder = g_path_get_dirname (text), *pipe = play_path ("rohr.gpkg");
  g_autoptr (NordStore) store = make ("zukunft.gpkg", &newer);
  gsize n_before, n_after;
  sqlite3 *db;

  g_assert_true (g_file_set_contents (text, "Sehr geehrte Damen und Herren", -1, NULL));
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  sqlite3_open (other, &db);
  sqlite3_exec (db, "CREATE TABLE idea (x)", NULL, NULL, NULL);
  sqlite3_close (db);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (text, NORD_STORE_ERROR_NOT_A_WORKSHOP);
  assert_refused (empty, NORD_STORE_ERROR_NOT_A_WORKSHOP);
  assert_refused (other, NORD_STORE_ERROR_NOT_A_WORKSHOP);
  assert_refused (folder, NORD_STORE_ERROR_NOT_A_WORKSHOP);
  assert_refused (pipe, NORD_STORE_ERROR_NOT_A_WORKSHOP);
  assert_refused ("/nowhere/at-all.gpkg", NORD_STORE_ERROR_FAILED);

  nord_store_close (store);
  sqlite3_open (newer, &db);
  sqlite3_exec (db, "UPDATE nordwaerts SET value = '99' WHERE key = 'schema'", NULL, NULL, NULL);
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (newer, &before, &n_before, NULL));
  assert_refused (newer, NORD_STORE_ERROR_TOO_NEW);
  g_assert_true (g_file_get_contents (newer, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_in_use (void)
{
  g_autofree char *path = NULL, *link_path = play_path ("anders.gpkg");
  g_autoptr (NordStore) store = make ("offen.gpkg", &path);
  g_autoptr (NordStore) reader = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  g_autoptr (GError) error = NULL;
  pid_t child;
  int status;

  assert_refused (path, NORD_STORE_ERROR_IN_USE);
  /* Another name of the same file is the same file. */
  g_assert_cmpint (symlink (path, link_path), ==, 0);
  assert_refused (link_path, NORD_STORE_ERROR_IN_USE);
  /* Reading beside the writer shows what is saved, not what is being written. */
  g_assert_true (apply_one (store, new_idea ("gespeichert"), &error));
  g_assert_true (nord_store_begin (store, "x", &error));
  {
    g_autoptr (NordChange) change = new_idea ("unterwegs");

    g_assert_true (nord_store_add (store, change, &error));
  }
  reader = nord_store_open (path, NORD_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  ideas = nord_store_read_all (reader, NORD_NOUN_IDEA, &error);
  g_assert_cmpuint (ideas->len, ==, 1);
  g_assert_false (apply_one (reader, new_idea ("nein"), &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  nord_store_close (reader);
  nord_store_rollback (store);
  nord_store_close (store);
  g_clear_object (&store);

  /* A writer that died leaves no lock behind. */
  child = fork ();
  if (child == 0) {
    NordStore *mine = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, NULL);

    /* It was about to start another program, which lives on for a moment. */
    if (mine != NULL && fork () == 0) {
      g_usleep (100000);
      _exit (0);
    }
    _exit (mine ? 7 : 1);
  }
  waitpid (child, &status, 0);
  g_assert_cmpint (WEXITSTATUS (status), ==, 7);
  store = reopen (path);
}

static void
test_read_only_medium (void)
{
  g_autofree char *path = NULL, *wal = NULL, *copy = NULL, *copy_wal = NULL;
  g_autoptr (NordStore) store = make ("stick.gpkg", &path);
  g_autoptr (NordStore) reader = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL, *now = NULL;
  gsize length, now_length;

  /* A stick pulled while the program ran: the newest is in the journal, and it must be shown. */
  g_assert_true (apply_one (store, new_idea ("nur im Journal"), &error));
  wal = g_strconcat (path, "-wal", NULL);
  copy = play_path ("gezogen.gpkg");
  copy_wal = g_strconcat (copy, "-wal", NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, length, NULL));
  g_free (bytes);
  g_assert_true (g_file_get_contents (wal, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 0);
  g_assert_true (g_file_set_contents (copy_wal, bytes, length, NULL));
  reader = nord_store_open (copy, NORD_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  ideas = nord_store_read_all (reader, NORD_NOUN_IDEA, &error);
  g_assert_cmpuint (ideas->len, ==, 1);
  nord_store_close (reader);
  g_assert_true (g_file_get_contents (copy_wal, &now, &now_length, NULL));
  g_assert_cmpmem (bytes, length, now, now_length);
}

static void
assert_invalid (NordStore *store, NordChange *change)
{
  g_autoptr (GError) error = NULL;
  gint64 before = nord_store_count_changes (store);

  g_assert_false (apply_one (store, change, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID);
  g_assert_cmpint (nord_store_count_changes (store), ==, before);
}

/* What is prepared beforehand is written as if it had not been: the check compares log and tables.
 */
static void
test_prepared (void)
{
  g_autofree char *path = NULL;
  g_autoptr (NordStore) store = make ("prepared.gpkg", &path);
  g_autoptr (NordShape) shape = nord_shape_new_point (7.46, 51.53);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  const NordValue raw = {.kind = NORD_VALUE_TEXT, .text = (char *) "a\001b"};

  g_assert_true (nord_store_begin (store, "import", &error));
  for (guint i = 0; i < 4; i++) {
    g_autoptr (NordChange) change = new_idea ("Bänke \"am\" Markt");

    nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
    nord_change_set_integer (change, NORD_IDEA_STATION, i);
    if (i == 1)
      nord_change_set (change, NORD_IDEA_BODY, &raw);
    nord_store_prepare (change);
    if (i == 2)
      nord_change_set_text (change, NORD_IDEA_TITLE, "Doch lieber Licht");
    if (i == 3) {
      nord_change_set_text (change, NORD_IDEA_PATH, "irgendwo");
      nord_store_prepare (change);
    }
    g_assert_cmpint (nord_store_add (store, change, &error), ==, i % 2 == 0);
    g_assert_cmpint (error != NULL, ==, i % 2);
    g_clear_error (&error);
  }
  g_assert_true (nord_store_commit (store, &error));
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  g_assert_cmpuint (ideas->len, ==, 2);
  g_assert_cmpstr (nord_record_get_text (ideas->pdata[0], NORD_IDEA_TITLE), ==,
                   "Bänke \"am\" Markt");
  g_assert_cmpstr (nord_record_get_text (ideas->pdata[1], NORD_IDEA_TITLE), ==,
                   "Doch lieber Licht");
  play_assert_sound (store);
}

static void
test_invalid (void)
{
  g_autofree char *path = NULL;
  g_autoptr (NordStore) store = make ("model.gpkg", &path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  g_autofree char *long_text = g_strnfill (70000, 'x');
  NordChange *change;
  NordValue raw = {.kind = NORD_VALUE_TEXT, .text = (char *) "a\001b"};

  assert_invalid (store, nord_change_new_create (NORD_NOUN_WORKSHOP, NULL));
  assert_invalid (store, nord_change_new_restore (NORD_NOUN_IDEA, nord_store_get_scope (store)));
  change = new_idea ("x");
  nord_change_set_text (change, NORD_IDEA_MODERATION, "vielleicht");
  assert_invalid (store, change);
  change = new_idea (long_text);
  assert_invalid (store, change);
  change = new_idea ("x");
  nord_change_set_integer (change, NORD_IDEA_STATION, G_MAXINT64);
  assert_invalid (store, change);
  change = new_idea ("x");
  nord_change_set (change, NORD_IDEA_BODY, &raw);
  assert_invalid (store, change);
  change = new_idea ("gut");
  g_assert_true (apply_one (store, change, &error));
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  assert_invalid (store,
                  nord_change_new_create (NORD_NOUN_IDEA, nord_record_get_id (ideas->pdata[0])));
  assert_invalid (store,
                  nord_change_new_restore (NORD_NOUN_IDEA, nord_record_get_id (ideas->pdata[0])));
  /* Of a long step only the wrong one is left out. */
  g_assert_true (nord_store_begin (store, "import", &error));
  for (guint i = 0; i < 3; i++) {
    g_autoptr (NordChange) one = new_idea ("neu");

    if (i == 1)
      nord_change_set_text (one, NORD_IDEA_PATH, "irgendwo");
    g_assert_cmpint (nord_store_add (store, one, &error), ==, i != 1);
    g_clear_error (&error);
  }
  g_assert_true (nord_store_commit (store, &error));
  g_assert_cmpint (nord_store_count (store, NORD_NOUN_IDEA, &error), ==, 3);
  play_assert_sound (store);
}

/* Two laptops with a copy of one file must not write under one name. */
static void
test_copied_file (void)
{
  g_autofree char *path = NULL, *copy = play_path ("kopie.gpkg"), *device = NULL;
  g_autoptr (NordStore) store = make ("original.gpkg", &path);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (apply_one (store, new_idea ("eins"), &error));
  device = g_strdup (nord_store_get_device (store));
  nord_store_close (store);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, length, NULL));
  g_clear_object (&store);
  store = reopen (path);
  g_assert_cmpstr (nord_store_get_device (store), ==, device);
  g_assert_cmpstr (nord_store_get_undo_label (store), ==, "step");
  g_clear_object (&store);
  store = reopen (copy);
  g_assert_cmpstr (nord_store_get_device (store), !=, device);
  g_assert_true (apply_one (store, new_idea ("zwei"), &error));
  play_assert_sound (store);
}

static void
test_settings_and_media (void)
{
  g_autofree char *path = NULL, *sha = NULL, *value = NULL, *id = NULL;
  g_autoptr (NordStore) store = make ("medien.gpkg", &path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x89PNG\r\n\x1a\nabc", 11);
  g_autoptr (GBytes) back = NULL;
  g_autofree char *expected = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GPtrArray) missing = NULL;
  NordChange *change = nord_change_new_create (NORD_NOUN_MEDIUM, NULL);
  static const char absent[] = "0000000000000000000000000000000000000000000000000000000000000000";

  sha = nord_store_put_blob (store, bytes, &error);
  g_assert_cmpstr (sha, ==, expected);
  back = nord_store_get_blob (store, sha, &error);
  g_assert_true (g_bytes_equal (bytes, back));
  g_assert_null (nord_store_get_blob (store, absent, &error));
  g_assert_no_error (error);
  nord_change_set_text (change, NORD_MEDIUM_SHA256, absent);
  g_assert_true (apply_one (store, change, &error));
  missing = nord_store_list_missing_blobs (store);
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_cmpstr (missing->pdata[0], ==, absent);

  g_assert_true (nord_store_set_setting (store, "window.width", "1100", &error));
  g_assert_true (nord_store_set_setting (store, "window.height", "720", &error));
  g_assert_true (nord_store_set_setting (store, "window.height", NULL, &error));
  change = new_idea ("aus der Liste");
  nord_change_set_text (change, NORD_IDEA_SOURCE, "liste.csv");
  nord_change_set_text (change, NORD_IDEA_SOURCE_KEY, "17");
  id = g_strdup (change->target);
  g_assert_true (apply_one (store, change, &error));
  g_clear_object (&store);
  store = reopen (path);
  value = nord_store_get_setting (store, "window.width");
  g_assert_cmpstr (value, ==, "1100");
  g_assert_null (nord_store_get_setting (store, "window.height"));
  g_free (value);
  value = nord_store_find_source (store, "liste.csv", "17");
  g_assert_cmpstr (value, ==, id);
  g_assert_null (nord_store_find_source (store, "liste.csv", "18"));
}

/* A full disk: nothing of the step is kept, the message says so, and it goes on when there is room.
 */
static void
test_full (void)
{
  g_autofree char *path = NULL;
  g_autoptr (NordStore) store = make ("voll.gpkg", &path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (60000, 'x');
  guint kept = 0;

  sqlite3_exec (store->db->handle, "PRAGMA max_page_count=150", NULL, NULL, NULL);
  while (kept < 1000 && apply_one (store, new_idea (text), &error))
    kept++;
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_cmpuint (kept, >, 0);
  g_assert_cmpint (nord_store_count (store, NORD_NOUN_IDEA, NULL), ==, kept);
  g_assert_false (nord_store_is_read_only (store));
  sqlite3_exec (store->db->handle, "PRAGMA max_page_count=100000", NULL, NULL, NULL);
  g_assert_true (apply_one (store, new_idea (text), &error));
  g_assert_cmpint (nord_store_count (store, NORD_NOUN_IDEA, NULL), ==, kept + 1);
  play_assert_sound (store);
}

static gint64
count_blobs (NordStore *store)
{
  sqlite3_stmt *count;
  gint64 n;

  g_assert_cmpint (sqlite3_prepare_v2 (store->db->handle, "SELECT count(*) FROM medium_blob", -1,
                                       &count, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (count), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (count, 0);
  sqlite3_finalize (count);
  return n;
}

/* An idea with a picture; with @text the idea is what does not find room. */
static NordChangeSet *
make_picture (GBytes *bytes, const char *text)
{
  NordChangeSet *set = nord_change_set_group_new (NULL);
  NordChange *idea = new_idea (text), *medium = nord_change_new_create (NORD_NOUN_MEDIUM, NULL);
  g_autofree char *sha = nord_change_set_group_add_blob (set, bytes);

  nord_change_set_text (medium, NORD_MEDIUM_IDEA, idea->target);
  nord_change_set_text (medium, NORD_MEDIUM_SHA256, sha);
  nord_change_set_group_add (set, idea);
  nord_change_set_group_add (set, medium);
  return set;
}

/* What belongs to ideas that could not be saved is not left behind without a name: neither on a
 * full disk, at whichever page it is full, nor when one change of the group is refused. */
static void
test_picture_without_idea (void)
{
  g_autofree char *path = NULL, *sha = NULL;
  g_autoptr (NordStore) store = make ("bild.gpkg", &path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (30000, 'b'), 30000);
  g_autoptr (GBytes) back = NULL;
  g_autofree char *text = g_strnfill (30000, 'x');
  g_autoptr (NordChangeSet) refused = make_picture (bytes, "abgewiesen");
  gboolean saved = FALSE;
  guint failed = 0;

  nord_change_set_group_add (refused, nord_change_new_create (NORD_NOUN_WORKSHOP, NULL));
  g_assert_false (nord_store_apply (store, refused, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (count_blobs (store), ==, 0);
  g_assert_cmpint (nord_store_count (store, NORD_NOUN_IDEA, NULL), ==, 0);
  for (guint pages = 1; !saved && pages < 1000; pages++) {
    g_autoptr (NordChangeSet) set = make_picture (bytes, text);
    g_autofree char *limit = g_strdup_printf ("PRAGMA max_page_count=%u", pages);

    /* Not below what is there, says SQLite, which makes the first of them all the same. */
    sqlite3_exec (store->db->handle, limit, NULL, NULL, NULL);
    saved = nord_store_apply (store, set, &error);
    g_assert_cmpint (count_blobs (store), ==, saved);
    g_assert_cmpint (nord_store_count (store, NORD_NOUN_IDEA, NULL), ==, saved);
    if (saved)
      break;
    g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_FULL);
    g_clear_error (&error);
    failed++;
  }
  g_assert_true (saved);
  g_assert_cmpuint (failed, >, 8);
  sqlite3_exec (store->db->handle, "PRAGMA max_page_count=100000", NULL, NULL, NULL);
  sha = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  back = nord_store_get_blob (store, sha, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, back));
  play_assert_sound (store);
}

/* A step of schema that fails leaves the file as it was, and a copy of it beside it. */
static void
test_migration_is_whole (void)
{
  g_autofree char *path = NULL, *kept = NULL, *dump = NULL;
  g_autoptr (NordStore) store = make ("alt.gpkg", &path);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) failed = NULL;
  sqlite3 *db;

  nord_store_close (store);
  sqlite3_open (path, &db);
  sqlite3_exec (db, "UPDATE nordwaerts SET value = '2' WHERE key = 'schema'", NULL, NULL, NULL);
  sqlite3_close (db);
  /* Step 3 cannot run: its tables are there already. */
  failed = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_null (failed);
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_FAILED);
  dump = play_dump (path, "SELECT value FROM nordwaerts WHERE key = 'schema'");
  g_assert_cmpstr (dump, ==, "3:2|\n");
  kept = g_strconcat (path, ".schema-2", NULL);
  g_assert_true (g_file_test (kept, G_FILE_TEST_IS_REGULAR));
}

/* Projects and links of a file that was brought up to date are as those of a new one. */
static void
assert_register_works (NordStore *store)
{
  NordChange *project = nord_change_new_create (NORD_NOUN_PROJECT, NULL);
  NordChange *link = nord_change_new_create (NORD_NOUN_PROJECT_LINK, NULL);
  const gint64 n = nord_store_count (store, NORD_NOUN_PROJECT, NULL);
  g_autofree char *id = g_strdup (project->target);
  g_autoptr (GPtrArray) projects = NULL, links = NULL;
  g_autoptr (GError) error = NULL;
  NordRecord *last;

  nord_change_set_text (project, NORD_PROJECT_STATE, "stopped");
  nord_change_set_text (project, NORD_PROJECT_ENDED_ON, "2026-03");
  nord_change_set_integer (project, NORD_PROJECT_COST, 48000);
  nord_change_set_boolean (project, NORD_PROJECT_SAMPLE, TRUE);
  nord_change_set_text (link, NORD_PROJECT_LINK_PROJECT, id);
  g_assert_true (apply_one (store, project, &error));
  g_assert_true (apply_one (store, link, &error));
  projects = nord_store_read_all (store, NORD_NOUN_PROJECT, &error);
  links = nord_store_read_all (store, NORD_NOUN_PROJECT_LINK, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (projects->len, ==, n + 1);
  last = projects->pdata[n];
  g_assert_cmpint (nord_record_get_integer (last, NORD_PROJECT_COST), ==, 48000);
  g_assert_true (nord_record_get_boolean (last, NORD_PROJECT_SAMPLE));
  g_assert_cmpstr (nord_record_get_text (links->pdata[links->len - 1], NORD_PROJECT_LINK_PROJECT),
                   ==, id);
  play_assert_sound (store);
}

/* The file of schema 9 has two projects, of which one has an idea. */
static void
test_golden_register (void)
{
  g_autoptr (NordStore) store = NULL;
  g_autoptr (GPtrArray) projects = NULL, links = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  path = play_unpack ("schema-9.gpkg.gz", "register.gpkg");
  store = nord_store_open (path, NORD_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  projects = nord_store_read_all (store, NORD_NOUN_PROJECT, &error);
  links = nord_store_read_all (store, NORD_NOUN_PROJECT_LINK, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (projects->len, ==, 2);
  g_assert_cmpuint (links->len, ==, 1);
  g_assert_cmpstr (nord_record_get_text (projects->pdata[0], NORD_PROJECT_STATE), ==, "started");
  g_assert_cmpint (nord_record_get_integer (projects->pdata[0], NORD_PROJECT_COST), ==, 48000);
  g_assert_cmpstr (nord_record_get_text (links->pdata[0], NORD_PROJECT_LINK_PROJECT), ==,
                   nord_record_get_id (projects->pdata[0]));
}

/* So are the marks of the board. */
static void
assert_board_works (NordStore *store)
{
  NordChange *mark = nord_change_new_create (NORD_NOUN_BOARD_MARK, NULL);
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (GError) error = NULL;

  nord_change_set_text (mark, NORD_BOARD_MARK_KIND, "name");
  nord_change_set_text (mark, NORD_BOARD_MARK_TEXT, "Licht & Luft");
  g_assert_true (apply_one (store, mark, &error));
  marks = nord_store_read_all (store, NORD_NOUN_BOARD_MARK, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nord_record_get_text (marks->pdata[marks->len - 1], NORD_BOARD_MARK_TEXT), ==,
                   "Licht & Luft");
  play_assert_sound (store);
}

/* The file of schema 10 has a card that lies on the wall. */
static void
test_golden_board (void)
{
  g_autoptr (NordStore) store = NULL;
  g_autoptr (GPtrArray) marks = NULL, ideas = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = play_unpack ("schema-10.gpkg.gz", "board.gpkg");

  store = nord_store_open (path, NORD_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  marks = nord_store_read_all (store, NORD_NOUN_BOARD_MARK, &error);
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (marks->len, ==, 1);
  g_assert_cmpstr (nord_record_get_text (marks->pdata[0], NORD_BOARD_MARK_ABOUT), ==,
                   nord_record_get_id (ideas->pdata[0]));
  g_assert_cmpfloat (nord_record_get_real (marks->pdata[0], NORD_BOARD_MARK_Y), ==, -60);
}

/* A file of every schema that was ever released opens and holds what it held. */
static void
test_golden (gconstpointer name)
{
  g_autofree char *path = play_unpack (name, "golden.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = NULL;
  g_autoptr (GPtrArray) ideas = NULL;

  /* As it is, where it may only be read: what came later is empty there, and nothing is a fault. */
  store = nord_store_open (path, NORD_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ideas->len, ==, 2);
  play_assert_sound (store);
  g_clear_pointer (&ideas, g_ptr_array_unref);
  nord_store_close (store);
  g_clear_object (&store);
  store = reopen (path);
  play_assert_sound (store);
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  g_assert_cmpuint (ideas->len, ==, 2);
  g_assert_cmpstr (nord_record_get_text (ideas->pdata[0], NORD_IDEA_TITLE), ==,
                   "Bänke am Nordmarkt");
  g_assert_nonnull (nord_record_get_shape (ideas->pdata[1], NORD_IDEA_SHAPE));
  g_assert_true (apply_one (store, new_idea ("weiter"), &error));
  play_assert_sound (store);
  assert_register_works (store);
  assert_board_works (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/create", test_create);
  g_test_add_func ("/store/refused", test_refused);
  g_test_add_func ("/store/in-use", test_in_use);
  g_test_add_func ("/store/read-only-medium", test_read_only_medium);
  g_test_add_func ("/store/invalid", test_invalid);
  g_test_add_func ("/store/prepared", test_prepared);
  g_test_add_func ("/store/copied-file", test_copied_file);
  g_test_add_func ("/store/settings-and-media", test_settings_and_media);
  g_test_add_func ("/store/full", test_full);
  g_test_add_func ("/store/picture-without-idea", test_picture_without_idea);
  g_test_add_func ("/store/migration-is-whole", test_migration_is_whole);
  g_test_add_data_func ("/store/golden/3", "schema-3.gpkg.gz", test_golden);
  g_test_add_data_func ("/store/golden/4", "schema-4.gpkg.gz", test_golden);
  g_test_add_data_func ("/store/golden/5", "schema-5.gpkg.gz", test_golden);
  g_test_add_data_func ("/store/golden/6", "schema-6.gpkg.gz", test_golden);
  g_test_add_data_func ("/store/golden/7", "schema-7.gpkg.gz", test_golden);
  g_test_add_data_func ("/store/golden/8", "schema-8.gpkg.gz", test_golden);
  g_test_add_data_func ("/store/golden/9", "schema-9.gpkg.gz", test_golden);
  g_test_add_data_func ("/store/golden/10", "schema-10.gpkg.gz", test_golden);
  g_test_add_data_func ("/store/golden/11", "schema-11.gpkg.gz", test_golden);
  g_test_add_data_func ("/store/golden/12", "schema-12.gpkg.gz", test_golden);
  g_test_add_func ("/store/golden/register", test_golden_register);
  g_test_add_func ("/store/golden/board", test_golden_board);
  return g_test_run ();
}
