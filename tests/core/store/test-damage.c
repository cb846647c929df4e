/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Spoilt files: every change of content is found, what is sound is saved, the old file stays. */
#include "core/model/ballot.h"
#include "core/model/poll.h"
#include "core/store/urn.h"
#include "play.h"

#include "core/model/idea.h"
#include "core/model/workshop.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static char *sound;         /* bytes of a sound file */
static gsize sound_length;  /* how many */
static char *sound_content; /* what is in it */
static guint n_sound_ideas; /* how many ideas it has */

static const char *const content[] = {
  "workshop",      "step",          "idea",      "medium",     "cluster",         "poll",
  "ballot",        "project",       "answer",    "measure",    "medium_blob",     "change",
  "change_device", "change_winner", "local_urn", "local_code", "local_code_used", NULL,
};
static const char *const idea_only[] = {"idea", NULL};

/* The content of the tables as one sum; NULL where it cannot be read. */
static char *
read_tables (const char *path, const char *const *tables)
{
  g_autoptr (GString) all = g_string_new (NULL);
  gboolean ok = TRUE;
  sqlite3 *db;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    ok = FALSE;
  for (guint i = 0; ok && tables[i]; i++) {
    /* The type of a medium is only derived from its bytes, which have their hash; no hash covers
     * the word itself. */
    g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY +1",
                       g_str_equal (tables[i], "medium_blob") ? "id, data, sha256" : "*",
                       tables[i]);
    sqlite3_stmt *statement;
    int code = SQLITE_ERROR;

    if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK) {
      ok = FALSE;
      break;
    }
    while ((code = sqlite3_step (statement)) == SQLITE_ROW)
      for (int j = 0; j < sqlite3_column_count (statement); j++) {
        g_string_append_printf (all, "%d:", sqlite3_column_type (statement, j));
        g_string_append_len (all, sqlite3_column_blob (statement, j),
                             sqlite3_column_bytes (statement, j));
        g_string_append_c (all, '\n');
      }
    sqlite3_finalize (statement);
    ok = code == SQLITE_DONE;
  }
  sqlite3_close (db);
  return ok ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, all->len) : NULL;
}

static char *
read_content (const char *path)
{
  return read_tables (path, content);
}

/* Secret ballots of a poll with codes. */
static void
fill_urn (NordStore *store)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("new");
  NordChange *poll = nord_change_new_create (NORD_NOUN_POLL, NULL);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;

  nord_change_set_text (poll, NORD_POLL_STATE, "open");
  nord_change_set_boolean (poll, NORD_POLL_CODES, TRUE);
  nord_change_set_group_add (set, poll);
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 40; i++) {
    guint8 code[64];

    for (guint k = 0; k < sizeof code; k++)
      code[k] = (guint8) (i * 53 + k * 7);
    g_ptr_array_add (codes, g_bytes_new (code, 32));
  }
  g_assert_true (nord_store_add_codes (store, codes, FALSE, &error));
  for (guint i = 0; i < 30; i++) {
    g_autoptr (NordChange) ballot = nord_change_new_create (NORD_NOUN_BALLOT, NULL);

    nord_change_set_text (ballot, NORD_BALLOT_POLL, poll->target);
    nord_change_set_text (ballot, NORD_BALLOT_CHANNEL, "touch");
    nord_change_set_integer (ballot, NORD_BALLOT_PEOPLE, 1);
    nord_change_set_json (ballot, NORD_BALLOT_MARKS, "{\"a\":1}");
    g_assert_true (nord_store_cast (store, ballot, codes->pdata[i], &error));
  }
  g_assert_no_error (error);
}

static void
test_sound (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autofree char *path = play_path ("live.gpkg"), *copy = play_path ("sound.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Heil", &error);
  g_autoptr (GPtrArray) dead = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sha = NULL;
  guint8 noise[20000];

  g_assert_no_error (error);
  for (guint i = 0; i < sizeof noise; i++)
    noise[i] = g_rand_int (rand);
  bytes = g_bytes_new (noise, sizeof noise);
  sha = nord_store_put_blob (store, bytes, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 250; i++)
    play_step (store, rand, dead);
  n_sound_ideas = nord_store_count (store, NORD_NOUN_IDEA, &error);
  fill_urn (store);
  g_assert_true (nord_store_backup (store, copy, &error));
  g_assert_no_error (error);
  nord_store_close (store);
  g_assert_true (g_file_get_contents (copy, &sound, &sound_length, &error));
  sound_content = read_content (copy);
  g_assert_nonnull (sound_content);
}

/* How a file with this damage behaves: found at opening, found by the check, or no content hurt. */
typedef enum { AT_OPENING, BY_CHECK, HARMLESS } Found;

static Found
examine (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_open (path, NORD_STORE_OPEN_READ_ONLY, &error);
  g_autoptr (NordCheck) check = NULL;

  if (store == NULL) {
    g_assert_true (g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_DAMAGED) ||
                   g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_NOT_A_WORKSHOP) ||
                   g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_TOO_NEW) ||
                   g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_FAILED));
    return AT_OPENING;
  }
  check = nord_store_check (store, NULL, &error);
  g_assert_no_error (error);
  return check->faults->len > 0 ? BY_CHECK : HARMLESS;
}

static void
count_idea (const char *id, const NordValue *values, gpointer data)
{
  ++*(guint *) data;
}

/* One pass over the ideas, as an export does it. */
static gboolean
pass (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store =
    nord_store_open (path, NORD_STORE_OPEN_READ_ONLY | NORD_STORE_OPEN_FOR_A_PASS, &error);
  guint n = 0;

  return store && nord_store_visit (store, NORD_NOUN_IDEA, count_idea, &n, &error);
}

/* Whatever was done to it, what can be saved opens, is sound in itself, and the old file is as it
 * was. Returns how many ideas were saved, -1 for none at all. */
static gint64
salvage (const char *path, const char *damaged, gsize length)
{
  g_autofree char *saved = g_strconcat (path, ".saved.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordCheck) result = nord_store_salvage (path, saved, &error);
  g_autoptr (NordStore) store = NULL;
  g_autofree char *now = NULL;
  gsize now_length;
  gint64 n;

  g_assert_true (g_file_get_contents (path, &now, &now_length, NULL));
  g_assert_cmpmem (now, now_length, damaged, length);
  if (result == NULL) {
    g_assert_true (g_error_matches (error, NORD_STORE_ERROR, NORD_STORE_ERROR_NOT_A_WORKSHOP));
    g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
    return -1;
  }
  store = nord_store_open (saved, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  play_assert_sound (store);
  n = nord_store_count (store, NORD_NOUN_IDEA, &error);
  nord_store_close (store);
  g_unlink (saved);
  return n;
}

static void
write_damaged (const char *path, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, bytes, length, &error));
  g_assert_no_error (error);
}

static void
test_flips (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autofree char *path = play_path ("flipped.gpkg");
  g_autofree char *bytes = g_memdup2 (sound, sound_length);
  g_autofree char *sound_ideas = NULL;
  guint n = play_volume (200, 5000), counts[3] = {0}, n_saved = 0, n_whole = 0, n_passed = 0;

  write_damaged (path, sound, sound_length);
  g_assert_true (pass (path));
  sound_ideas = read_tables (path, idea_only);

  for (guint i = 0; i < n; i++) {
    gsize at = g_rand_int_range (rand, 0, sound_length);
    char was = bytes[at];
    g_autofree char *now = NULL;
    Found found;

    bytes[at] ^= 1 << g_rand_int_range (rand, 0, 8);
    write_damaged (path, bytes, sound_length);
    found = examine (path);
    counts[found]++;
    now = read_content (path);
    if (found == HARMLESS && g_strcmp0 (now, sound_content) != 0)
      g_error ("a flip at %" G_GSIZE_FORMAT " altered the content and was not found", at);
    /* Who only reads the ideas may pass by what is broken elsewhere, and by nothing else. */
    if (found == AT_OPENING && pass (path)) {
      g_autofree char *passed = read_tables (path, idea_only);

      g_assert_cmpstr (passed, ==, sound_ideas);
      n_passed++;
    }
    if (found != HARMLESS && i % 16 == 0) {
      gint64 saved = salvage (path, bytes, sound_length);

      /* One bit costs one row at the very most, but for the places that make it no SQLite file. */
      n_saved++;
      n_whole += saved >= (gint64) n_sound_ideas - 1;
    }
    bytes[at] = was;
  }
  g_test_message ("%u flips: %u found at opening, %u by the check, %u without effect; "
                  "%u of %u salvaged to the last idea but one; %u stood apart from the ideas",
                  n, counts[AT_OPENING], counts[BY_CHECK], counts[HARMLESS], n_whole, n_saved,
                  n_passed);
  /* Much of a small file is the unused end of its pages. */
  g_assert_cmpuint (counts[AT_OPENING] + counts[BY_CHECK], >, n / 4);
  g_assert_cmpuint (n_whole * 10, >=, n_saved * 9);
}

static void
test_zeroed_pages (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autofree char *path = play_path ("zeroed.gpkg");
  guint n = play_volume (12, 500);

  for (guint i = 0; i < n; i++) {
    g_autofree char *bytes = g_memdup2 (sound, sound_length);
    gsize page = g_rand_int_range (rand, 0, sound_length / 4096);
    g_autofree char *now = NULL;
    Found found;

    memset (bytes + 4096 * page, 0, 4096);
    write_damaged (path, bytes, sound_length);
    found = examine (path);
    now = read_content (path);
    if (found == HARMLESS && g_strcmp0 (now, sound_content) != 0)
      g_error ("page %" G_GSIZE_FORMAT " was zeroed and that was not found", page);
    if (found != HARMLESS)
      salvage (path, bytes, sound_length);
  }
}

/* A file whose spoilt tree leads back to rows that were there before: saving it came to no end. */
static void
test_circle (void)
{
  g_autofree char *path = play_unpack ("spoilt-tree.gpkg.gz", "circle.gpkg");
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpint (salvage (path, bytes, length), ==, 6);
}

/* One bit in what the file says of one table takes none of the others away, and what it says of the
 * rows of that one is in the log. */
static void
test_list_of_tables (void)
{
  static const char *const tables[] = {"idea", "cluster",       "medium",
                                       "poll", "change_winner", "local_undo"};
  g_autofree char *path = play_path ("list.gpkg"), *saved = play_path ("list-saved.gpkg");
  gint64 n_changes;

  write_damaged (path, sound, sound_length);
  {
    g_autoptr (NordStore) store = nord_store_open (path, NORD_STORE_OPEN_READ_ONLY, NULL);

    n_changes = nord_store_count_changes (store);
  }

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autofree char *bytes = g_memdup2 (sound, sound_length);
    g_autofree char *text = g_strdup_printf ("CREATE TABLE %s (", tables[i]);
    char *at = memmem (bytes, sound_length, text, strlen (text));

    g_assert_nonnull (at);
    at[i] ^= 1;
    write_damaged (path, bytes, sound_length);
    g_assert_cmpint (examine (path), ==, AT_OPENING);
    g_assert_cmpint (salvage (path, bytes, sound_length), ==, n_sound_ideas);
    {
      g_autoptr (NordCheck) check = nord_store_salvage (path, saved, NULL);

      g_assert_cmpint (check->n_changes, ==, n_changes);
      g_unlink (saved);
    }
  }
}

static void
test_truncated (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autofree char *path = play_path ("truncated.gpkg");
  guint n = play_volume (12, 500);

  for (guint i = 0; i < n; i++) {
    gsize length = g_rand_int_range (rand, 0, sound_length - 1);
    g_autofree char *now = NULL;
    Found found;

    write_damaged (path, sound, length);
    found = examine (path);
    now = read_content (path);
    /* Only the unused end of the last page may be missed by nobody. */
    if (found == HARMLESS && (length + 8192 < sound_length || g_strcmp0 (now, sound_content) != 0))
      g_error ("the end from %" G_GSIZE_FORMAT " was missing and that was not found", length);
    if (found != HARMLESS) {
      gint64 saved = salvage (path, sound, length);

      if (length > sound_length / 4 * 3)
        g_assert_cmpint (saved, >, n_sound_ideas / 2);
    }
  }
}

/* Without its first bytes SQLite knows nothing of a file; the changes are still in its bytes. */
static void
test_headless (void)
{
  g_autofree char *path = play_path ("headless.gpkg");
  g_autofree char *bytes = g_memdup2 (sound, sound_length);
  gint64 saved;

  memset (bytes, 0, 4096);
  write_damaged (path, bytes, sound_length);
  g_assert_cmpint (examine (path), ==, AT_OPENING);
  saved = salvage (path, bytes, sound_length);
  g_test_message ("%" G_GINT64_FORMAT " of %u ideas from bare bytes", saved, n_sound_ideas);
  g_assert_cmpint (saved, >, n_sound_ideas / 2);
}

/* How many rows that altered. */
static int
run_sql (const char *path, const char *sql)
{
  int n;

  sqlite3 *db;
  char *words = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &words);
  g_assert_cmpstr (words, ==, NULL);
  n = sqlite3_total_changes (db);
  sqlite3_close (db);
  return n;
}

/* Edits by other hands, all valid SQL, are found one by one. */
static void
test_altered (void)
{
  static const char *const edits[] = {
    "UPDATE idea SET title = coalesce(title, '') || '!' WHERE fid = (SELECT max(fid) FROM idea)",
    "UPDATE idea SET shape = NULL WHERE fid = (SELECT max(fid) FROM idea WHERE shape IS NOT NULL)",
    "DELETE FROM idea WHERE fid = (SELECT max(fid) FROM idea)",
    "INSERT INTO idea (fid, id, title) VALUES (1000000, 'x', 'smuggled')",
    "DELETE FROM change WHERE seq = 5",
    "DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)",
    "UPDATE change SET body = replace(body, 'set', 'SET') WHERE seq = 7",
    "UPDATE change SET wall = wall + 1 WHERE seq = 7",
    "UPDATE change SET step = 1 WHERE seq = 7",
    "UPDATE change SET hlc = hlc + 1 WHERE seq = 7",
    "UPDATE change SET noun = 'poll' WHERE seq = (SELECT min(seq) FROM change WHERE noun = 'idea')",
    "UPDATE change SET seq = -1 WHERE seq = 6; UPDATE change SET seq = 6 WHERE seq = 7; "
    "UPDATE change SET seq = 7 WHERE seq = -1",
    "UPDATE change_device SET id = '00000000-0000-0000-0000-000000000000'",
    "UPDATE change_winner SET deleted = 1 - deleted WHERE fid = (SELECT max(fid) FROM "
    "change_winner)",
    "UPDATE change_winner SET winners = '{}' WHERE fid = (SELECT max(fid) FROM change_winner)",
    "UPDATE medium_blob SET data = zeroblob(5)",
    "CREATE TRIGGER t AFTER INSERT ON idea BEGIN DELETE FROM change; END",
    "CREATE VIEW v AS SELECT * FROM idea",
    "DROP INDEX change_target",
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autofree char *name = g_strdup_printf ("altered-%u.gpkg", i);
    g_autofree char *path = play_path (name);

    write_damaged (path, sound, sound_length);
    g_assert_cmpint (examine (path), ==, HARMLESS);
    /* Not every workshop that is played has every kind of row. */
    if (run_sql (path, edits[i]) == 0 && strstr (edits[i], " WHERE ") != NULL)
      g_test_message ("there is no row for: %s", edits[i]);
    else if (examine (path) == HARMLESS)
      g_error ("not found: %s", edits[i]);
    g_unlink (path);
  }
}

/* A row whose change is lost is saved from its table, and that is told. */
static void
test_row_without_change (void)
{
  g_autofree char *path = play_path ("orphan.gpkg"), *saved = play_path ("saved.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Waise", &error);
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("x");
  g_autoptr (NordCheck) result = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);

  nord_change_set_text (change, NORD_IDEA_TITLE, "Brunnen");
  nord_change_set_group_add (set, change);
  g_assert_true (nord_store_apply (store, set, &error));
  nord_store_close (store);
  g_clear_object (&store);
  run_sql (path, "UPDATE change SET body = 'x' WHERE seq = 2");
  g_assert_cmpint (examine (path), ==, AT_OPENING);
  result = nord_store_salvage (path, saved, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->faults->len, >=, 2);
  store = nord_store_open (saved, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  g_assert_cmpuint (ideas->len, ==, 1);
  g_assert_cmpstr (nord_record_get_text (ideas->pdata[0], NORD_IDEA_TITLE), ==, "Brunnen");
}

static void
add_idea (NordStore *store, const char *title)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("x");
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  g_autoptr (GError) error = NULL;

  nord_change_set_text (change, NORD_IDEA_TITLE, title);
  nord_change_set_group_add (set, change);
  g_assert_true (nord_store_apply (store, set, &error));
}

/* Changes whose rows are lost lie in the bytes of the page; one from which a text was taken is
 * proved by the hash that was kept of it, as the one beside it is that of what it was. */
static void
test_gap_with_erased (void)
{
  g_autofree char *path = play_path ("gap.gpkg"), *saved = play_path ("gap-saved.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Lücke", &error), whole = NULL;
  g_autoptr (NordCheck) result = NULL;
  g_autoptr (GPtrArray) ideas = NULL, history = NULL;
  gint64 n_changes;

  add_idea (store, "Brunnen");
  add_idea (store, "Frau Kanarienvogel");
  add_idea (store, "Bank");
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  nord_store_redact (store,
                     &(NordRedaction){.ideas = (NordRecord *const *) &ideas->pdata[1],
                                      .n_ideas = 1,
                                      .title = "Frau K.",
                                      .reason = "Name"},
                     NULL, &error);
  g_assert_no_error (error);
  n_changes = nord_store_count_changes (store);
  nord_store_close (store);
  /* The rows go as a spoilt tree loses them: what they held stays where it lay. */
  g_assert_cmpint (run_sql (path,
                            "PRAGMA secure_delete=OFF; DELETE FROM change WHERE seq IN (2, 3)"),
                   ==, 2);
  result = nord_store_salvage (path, saved, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->n_changes, ==, n_changes);
  whole = nord_store_open (saved, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  history = nord_store_read_history (whole, nord_record_get_id (ideas->pdata[1]), &error);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpint (nord_store_count (whole, NORD_NOUN_IDEA, NULL), ==, 3);
}

/* The newest copy of a page of the log, which stands beside the file, is spoilt: what older copies
 * of it there say is found in their bytes, with its proof; only the last change is saved from its
 * row. */
static void
test_spoilt_journal (void)
{
  g_autofree char *path = play_path ("beside.gpkg"), *saved = play_path ("beside-saved.gpkg");
  g_autofree char *copy = play_path ("beside-copy.gpkg"), *bytes = NULL;
  g_autofree char *from = g_strconcat (path, "-wal", NULL), *to = g_strconcat (copy, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Daneben", &error), whole = NULL;
  g_autoptr (NordCheck) result = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  gsize length, page, last = 0;
  guint n_same = 0;

  add_idea (store, "Brunnen");
  nord_store_gather (store);
  /* So long that pages are full soon and those before are not written again. */
  for (guint i = 0; i < 12; i++) {
    g_autofree char *title = g_strdup_printf ("Zuletzt %02u %0800d", i, 0);

    add_idea (store, title);
  }
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) length, &error));
  g_clear_pointer (&bytes, g_free);
  g_assert_true (g_file_get_contents (from, &bytes, &length, &error));
  page = (gsize) ((guint8) bytes[8] << 24 | (guint8) bytes[9] << 16 | (guint8) bytes[10] << 8 |
                  (guint8) bytes[11]);
  for (gsize frame = 32; frame + 24 + page <= length; frame += 24 + page)
    if (memmem (bytes + frame + 24, page, "\"Zuletzt 05 0", 13) != NULL)
      last = frame;
  g_assert_cmpuint (last, >, 0);
  memset (bytes + last + 24, 0, page);
  g_assert_true (g_file_set_contents (to, bytes, (gssize) length, &error));
  result = nord_store_salvage (copy, saved, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->faults->len, >, 0);
  whole = nord_store_open (saved, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nord_store_count (whole, NORD_NOUN_IDEA, NULL), ==, 13);
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  for (guint i = 0; i < ideas->len; i++) {
    const char *id = nord_record_get_id (ideas->pdata[i]);
    g_autoptr (GPtrArray) was = nord_store_read_history (store, id, &error);
    g_autoptr (GPtrArray) is = nord_store_read_history (whole, id, &error);

    n_same += is->len == 1 &&
              g_str_equal (((NordChange *) was->pdata[0])->id, ((NordChange *) is->pdata[0])->id);
  }
  g_test_message ("%u of 13 changes are the same", n_same);
  g_assert_cmpuint (n_same, ==, 12);
}

int
main (int argc, char *argv[])
{
  int code;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/damage/sound", test_sound);
  g_test_add_func ("/damage/flips", test_flips);
  g_test_add_func ("/damage/zeroed-pages", test_zeroed_pages);
  g_test_add_func ("/damage/circle", test_circle);
  g_test_add_func ("/damage/list-of-tables", test_list_of_tables);
  g_test_add_func ("/damage/truncated", test_truncated);
  g_test_add_func ("/damage/headless", test_headless);
  g_test_add_func ("/damage/altered", test_altered);
  g_test_add_func ("/damage/row-without-change", test_row_without_change);
  g_test_add_func ("/damage/gap-with-erased", test_gap_with_erased);
  g_test_add_func ("/damage/spoilt-journal", test_spoilt_journal);
  code = g_test_run ();
  g_free (sound);
  g_free (sound_content);
  return code;
}
