/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The urn: no ballot without its code's mark and no mark without its ballot, no order in the file,
 * and everything is there after a kill, in a copy and in what is saved of a damaged file. */
#include "core/model/ballot.h"
#include "core/model/poll.h"
#include "core/store/urn.h"
#include "play.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_PEOPLE 60

static char *
new_poll (NordStore *store, gboolean codes)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_POLL, NULL);
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("new");
  g_autoptr (GError) error = NULL;

  nord_change_set_text (change, NORD_POLL_TITLE, "Was zuerst?");
  nord_change_set_text (change, NORD_POLL_STATE, "open");
  if (codes)
    nord_change_set_boolean (change, NORD_POLL_CODES, TRUE);
  nord_change_set_group_add (set, change);
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
  return g_strdup (change->target);
}

static NordChange *
new_ballot (const char *poll, guint mark)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_BALLOT, NULL);
  g_autofree char *json = g_strdup_printf ("{\"a\":%u}", mark);

  nord_change_set_text (change, NORD_BALLOT_POLL, poll);
  nord_change_set_text (change, NORD_BALLOT_CHANNEL, "touch");
  nord_change_set_integer (change, NORD_BALLOT_PEOPLE, 1);
  nord_change_set_json (change, NORD_BALLOT_MARKS, json);
  return change;
}

static GBytes *
code_of (guint person)
{
  guint8 bytes[32];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (person * 37 + i * 11 + (person * i) % 7);
  return g_bytes_new (bytes, sizeof bytes);
}

static void
add_codes (NordStore *store, guint first, guint n, gboolean anew)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (codes, code_of (i));
  g_assert_true (nord_store_add_codes (store, codes, anew, &error));
  g_assert_no_error (error);
}

static gboolean
cast (NordStore *store, const char *poll, guint mark, int person, GError **error)
{
  g_autoptr (NordChange) ballot = new_ballot (poll, mark);
  g_autoptr (GBytes) code = person >= 0 ? code_of ((guint) person) : NULL;

  return nord_store_cast (store, ballot, code, error);
}

static void
set_state (NordStore *store, const char *poll, const char *state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) record = nord_store_read_one (store, NORD_NOUN_POLL, poll, &error);
  NordChange *change = nord_change_new_update (record);
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("step");

  nord_change_set_text (change, NORD_POLL_STATE, state);
  nord_change_set_group_add (set, change);
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
}

static NordStore *
new_store (char **path)
{
  g_autoptr (GError) error = NULL;
  NordStore *store;

  *path = play_path ("urn");
  store = nord_store_create (*path, "Werkstatt", &error);
  g_assert_no_error (error);
  return store;
}

static void
test_refusals (void)
{
  g_autofree char *path = NULL, *poll = NULL, *other = NULL, *open = NULL;
  g_autoptr (NordStore) store = new_store (&path);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordChange) crowd = NULL;

  poll = new_poll (store, TRUE);
  other = new_poll (store, TRUE);
  open = new_poll (store, FALSE);
  add_codes (store, 0, 3, FALSE);
  g_assert_cmpuint (nord_store_count_codes (store), ==, 3);
  g_assert_false (cast (store, poll, 1, -1, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cast (store, poll, 1, 7, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_UNKNOWN);
  g_clear_error (&error);
  g_assert_true (cast (store, poll, 1, 0, &error));
  g_assert_false (cast (store, poll, 1, 0, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_USED);
  g_clear_error (&error);
  /* The same person in the other poll. */
  g_assert_true (cast (store, other, 1, 0, &error));
  /* Without codes somebody supervises. */
  g_assert_true (cast (store, open, 1, -1, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (nord_store_count_urn (store, poll), ==, 1);
  /* A refused ballot leaves its code good. */
  set_state (store, poll, "paused");
  g_assert_false (cast (store, poll, 1, 1, &error));
  g_clear_error (&error);
  set_state (store, poll, "open");
  g_assert_true (cast (store, poll, 1, 1, &error));
  crowd = new_ballot (poll, 1);
  nord_change_set_integer (crowd, NORD_BALLOT_PEOPLE, 12);
  g_assert_false (nord_store_cast (store, crowd, NULL, &error));
  g_clear_error (&error);
  /* New codes instead of the old ones. */
  add_codes (store, 100, 2, TRUE);
  g_assert_cmpuint (nord_store_count_codes (store), ==, 2);
  g_assert_false (cast (store, poll, 1, 2, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_UNKNOWN);
  /* None of this can be undone. */
  g_assert_cmpstr (nord_store_get_undo_label (store), ==, "step");
  nord_store_close (store);
}

/* Who was the how manieth must not be found: not in the rows, not in the bytes of the file. */
static void
test_no_order (void)
{
  g_autofree char *path = NULL, *poll = NULL, *wal = NULL, *bytes = NULL, *again = NULL;
  g_autoptr (NordStore) store = new_store (&path);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordChangeSet) out = NULL;
  const char *before = NULL;
  GStatBuf status;
  gsize length = 0;
  guint n_ascending = 0;
  const char *last = NULL;

  poll = new_poll (store, TRUE);
  add_codes (store, 0, N_PEOPLE, FALSE);
  for (guint i = 0; i < N_PEOPLE; i++)
    g_assert_true (cast (store, poll, 1000 + i, (int) i, &error));
  wal = g_strconcat (path, "-wal", NULL);
  g_assert_true (g_stat (wal, &status) != 0 || status.st_size == 0);
  g_assert_cmpint (nord_store_count (store, NORD_NOUN_BALLOT, NULL), ==, 0);
  /* Where each ballot lies in the bytes: as often before as behind the one cast next. */
  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  for (guint i = 0; i < N_PEOPLE; i++) {
    g_autofree char *mark = g_strdup_printf ("{\"a\":%u}", 1000 + i);
    const char *at = memmem (bytes, length, mark, strlen (mark));

    g_assert_nonnull (at);
    /* And no second time, in a page or a gap that was left. */
    g_assert_null (memmem (at + 1, length - (gsize) (at + 1 - bytes), mark, strlen (mark)));
    n_ascending += last != NULL && at > last;
    last = at;
  }
  g_assert_cmpuint (n_ascending, >, N_PEOPLE / 5);
  g_assert_cmpuint (n_ascending, <, N_PEOPLE * 4 / 5);
  out = nord_store_empty_urn (store, poll, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (out->changes->len, ==, N_PEOPLE);
  for (guint i = 0; i < out->changes->len; i++) {
    const NordChange *change = out->changes->pdata[i];

    g_assert_true (before == NULL || strcmp (before, change->target) < 0);
    before = change->target;
  }
  g_assert_cmpuint (nord_store_count_urn (store, poll), ==, 0);
  g_assert_cmpint (nord_store_count (store, NORD_NOUN_BALLOT, NULL), ==, N_PEOPLE);
  again = play_dump (path, "SELECT count(DISTINCT wall), count(DISTINCT step) FROM change "
                           "WHERE noun='ballot'");
  g_assert_true (g_str_has_prefix (again, "1:1|1:1|"));
  play_assert_sound (store);
  nord_store_close (store);
}

/* The two tables have no column in common but the poll's. */
static void
test_nothing_shared (void)
{
  g_autofree char *path = NULL, *poll = NULL, *columns = NULL;
  g_autoptr (NordStore) store = new_store (&path);
  g_autoptr (GError) error = NULL;

  poll = new_poll (store, TRUE);
  add_codes (store, 0, 1, FALSE);
  g_assert_true (cast (store, poll, 5, 0, &error));
  columns = play_dump (path, "SELECT name FROM pragma_table_info('local_code_used') "
                             "INTERSECT SELECT name FROM pragma_table_info('local_urn')");
  g_assert_cmpstr (columns, ==, "3:poll|\n3:seal|\n");
  g_clear_pointer (&columns, g_free);
  columns = play_dump (path, "SELECT count(*) FROM local_code_used AS used, local_urn AS urn, "
                             "local_code AS code WHERE urn.seal IN (used.seal, code.seal) "
                             "OR instr(urn.token, hex(substr(used.hash, 1, 4))) > 0");
  g_assert_cmpstr (columns, ==, "1:0|\n");
  nord_store_close (store);
}

static void
test_kept (void)
{
  g_autofree char *path = NULL, *poll = NULL, *copy = NULL, *saved = NULL;
  g_autoptr (NordStore) store = new_store (&path);
  g_autoptr (NordStore) twin = NULL;
  g_autoptr (NordStore) rescued = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) salt = NULL, same = NULL;
  g_autoptr (NordCheck) check = NULL;

  poll = new_poll (store, TRUE);
  salt = nord_store_read_code_salt (store, &error);
  g_assert_no_error (error);
  add_codes (store, 0, 4, FALSE);
  g_assert_true (cast (store, poll, 5, 0, &error));
  g_assert_true (cast (store, poll, 6, 1, &error));
  copy = play_path ("urn-copy");
  g_assert_true (nord_store_backup (store, copy, &error));
  nord_store_close (store);
  twin = nord_store_open (copy, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nord_store_count_urn (twin, poll), ==, 2);
  g_assert_false (cast (twin, poll, 1, 1, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_USED);
  g_clear_error (&error);
  nord_store_close (twin);
  saved = play_path ("urn-saved");
  check = nord_store_salvage (path, saved, &error);
  g_assert_no_error (error);
  g_assert_nonnull (check);
  rescued = nord_store_open (saved, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  same = nord_store_read_code_salt (rescued, &error);
  g_assert_true (g_bytes_equal (salt, same));
  g_assert_cmpuint (nord_store_count_urn (rescued, poll), ==, 2);
  g_assert_cmpuint (nord_store_count_codes (rescued), ==, 4);
  g_assert_false (cast (rescued, poll, 1, 1, &error));
  g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_CODE_USED);
  nord_store_close (rescued);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), >, 0);
  sqlite3_close (db);
}

/* Whatever becomes of a row of the urn is found at opening and by the check, and the others are
 * rescued. */
static void
test_damage (void)
{
  static const struct {
    const char *sql;
    guint ballots, codes, used; /* in what is rescued */
  } spoils[] = {
    {"UPDATE local_urn SET marks='{\"a\":9}' WHERE marks='{\"a\":5}'", 2, 4, 3},
    {"UPDATE local_urn SET token='beef' WHERE marks='{\"a\":5}'", 2, 4, 3},
    {"UPDATE local_urn SET ballot='x' || substr(ballot, 2) WHERE marks='{\"a\":5}'", 2, 4, 3},
    {"UPDATE local_urn SET poll='y' WHERE marks='{\"a\":5}'", 2, 4, 3},
    {"UPDATE local_urn SET seal=NULL WHERE marks='{\"a\":5}'", 2, 4, 3},
    {"UPDATE local_urn SET marks=CAST(marks AS BLOB) WHERE marks='{\"a\":5}'", 2, 4, 3},
    {"UPDATE local_urn SET seal=(SELECT seal FROM local_urn WHERE marks='{\"a\":6}') "
     "WHERE marks='{\"a\":5}'",
     2, 4, 3},
    {"DELETE FROM local_urn WHERE marks='{\"a\":5}'", 2, 4, 3},
    {"DELETE FROM local_urn", 0, 4, 3},
    {"UPDATE local_code SET hash=zeroblob(32) WHERE hash=(SELECT min(hash) FROM local_code)", 3, 3,
     3},
    {"DELETE FROM local_code WHERE hash=(SELECT min(hash) FROM local_code)", 3, 3, 3},
    {"UPDATE local_code_used SET hash=zeroblob(32) "
     "WHERE hash=(SELECT min(hash) FROM local_code_used)",
     3, 4, 2},
    {"DELETE FROM local_code_used WHERE hash=(SELECT min(hash) FROM local_code_used)", 3, 4, 2},
    {"DELETE FROM local_setting WHERE key='seal.local_urn'", 3, 4, 3},
  };
  g_autofree char *path = NULL, *poll = NULL;
  g_autoptr (NordStore) store = new_store (&path);
  g_autoptr (GError) error = NULL;

  poll = new_poll (store, TRUE);
  add_codes (store, 0, 4, FALSE);
  for (guint i = 0; i < 3; i++)
    g_assert_true (cast (store, poll, 5 + i, (int) i, &error));
  play_assert_sound (store);
  for (guint i = 0; i < G_N_ELEMENTS (spoils); i++) {
    g_autofree char *copy = play_path ("urn-spoilt"), *saved = play_path ("urn-rescued");
    g_autofree char *used = NULL, *wanted = g_strdup_printf ("1:%u|\n", spoils[i].used);
    g_autoptr (NordStore) spoilt = NULL, rescued = NULL;
    g_autoptr (NordCheck) check = NULL, told = NULL;

    g_unlink (copy);
    g_unlink (saved);
    g_assert_true (nord_store_backup (store, copy, &error));
    run_sql (copy, spoils[i].sql);
    spoilt = nord_store_open (copy, NORD_STORE_OPEN_DEFAULT, &error);
    g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_DAMAGED);
    g_clear_error (&error);
    spoilt = nord_store_open (copy, NORD_STORE_OPEN_READ_ONLY | NORD_STORE_OPEN_DAMAGED, &error);
    g_assert_no_error (error);
    check = nord_store_check (spoilt, NULL, &error);
    g_assert_cmpuint (check->faults->len, ==, 1);
    nord_store_close (spoilt);
    told = nord_store_salvage (copy, saved, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (told->faults->len, >=, 1);
    rescued = nord_store_open (saved, NORD_STORE_OPEN_DEFAULT, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (nord_store_count_urn (rescued, poll), ==, spoils[i].ballots);
    g_assert_cmpuint (nord_store_count_codes (rescued), ==, spoils[i].codes);
    used = play_dump (saved, "SELECT count(*) FROM local_code_used");
    g_assert_cmpstr (used, ==, wanted);
    play_assert_sound (rescued);
    nord_store_close (rescued);
  }
  nord_store_close (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/urn/refusals", test_refusals);
  g_test_add_func ("/urn/no-order", test_no_order);
  g_test_add_func ("/urn/nothing-shared", test_nothing_shared);
  g_test_add_func ("/urn/kept", test_kept);
  g_test_add_func ("/urn/damage", test_damage);
  return g_test_run ();
}
