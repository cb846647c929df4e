/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What was redacted on one laptop, before it was sent or after: the city takes everything that
 * comes behind it, all copies end alike, and the words are in no file any more. */
#include "room.h"

#include "core/model/cluster.h"
#include "core/model/medium.h"
#include "core/store/store.h"

#include <sqlite3.h>
#include <string.h>

#define CANARY "Frau-Zilpzalp-0231"

/* Whether any file of the room, a workshop's or the server's, has the words in its bytes. */
static void
assert_gone_from (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;

    if (g_file_test (file, G_FILE_TEST_IS_DIR))
      assert_gone_from (file);
    if (!g_file_test (file, G_FILE_TEST_IS_REGULAR) ||
        !g_file_get_contents (file, &bytes, &length, NULL))
      continue;
    if (memmem (bytes, length, CANARY, strlen (CANARY)) != NULL)
      g_error ("the words are still in %s", file);
  }
}

static void
assert_gone (Room *room)
{
  assert_gone_from (room->folder);
}

static void
redact (NordStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) idea = find_idea (store, id);

  nord_store_redact (store,
                     &(NordRedaction){.ideas = &idea,
                                      .n_ideas = 1,
                                      .title = "[Name entfernt]",
                                      .body = "wohnt hier",
                                      .reason = "Name einer Person"},
                     NULL, &error);
  g_assert_no_error (error);
}

/* Moderation needs the token of the office. */
static void
send_as_staff (Room *room)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordSyncReport) report = run (room, room->first, "token-of-staff", FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->refused, ==, 0);
}

static void
assert_taken (Room *room)
{
  g_autofree char *later = add_idea (room->first, "was danach gesagt wurde");
  g_autoptr (NordRecord) there = NULL;

  send_as_staff (room);
  sync_until_rest (room);
  assert_equal (room);
  there = find_idea (room->second, later);
  g_assert_nonnull (there);
}

static void
test_before (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, CANARY);

  redact (room->first, id);
  assert_taken (room);
  stop_server (room);
  assert_gone (room);
}

static void
test_after (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, CANARY);

  sync_until_rest (room);
  redact (room->first, id);
  assert_taken (room);
  stop_server (room);
  assert_gone (room);
}

/* The city had also heard of a group that was named after it. */
static void
test_copied (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, CANARY);
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("Gruppe");
  NordChange *change = nord_change_new_create (NORD_NOUN_CLUSTER, NULL);
  g_autoptr (NordRecord) cluster = NULL;
  g_autoptr (GError) error = NULL;

  nord_change_set_text (change, NORD_CLUSTER_TITLE, CANARY);
  nord_change_set_group_add (set, change);
  nord_store_apply (room->first, set, &error);
  g_assert_no_error (error);
  sync_until_rest (room);
  redact (room->first, id);
  assert_taken (room);
  cluster = nord_store_read_one (room->second, NORD_NOUN_CLUSTER, change->target, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (nord_record_get_text (cluster, NORD_CLUSTER_TITLE), CANARY));
  stop_server (room);
  assert_gone (room);
}

/* Somebody who was away brings an older edit of the same text. */
static void
test_late (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, "harmlos");

  sync_until_rest (room);
  set_text (room->second, id, NORD_IDEA_BODY, CANARY);
  g_usleep (20000);
  redact (room->first, id);
  send_as_staff (room);
  assert_taken (room);
  stop_server (room);
  assert_gone (room);
}

/* Somebody who was away goes on writing after it was redacted, not knowing that. */
static void
test_meanwhile (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, CANARY);
  g_autoptr (NordRecord) idea = NULL;

  sync_until_rest (room);
  redact (room->first, id);
  send_as_staff (room);
  g_usleep (20000);
  set_text (room->second, id, NORD_IDEA_BODY, CANARY " und mehr");
  set_text (room->second, id, NORD_IDEA_BODY, CANARY " und noch mehr");
  assert_taken (room);
  idea = find_idea (room->second, id);
  g_assert_cmpstr (nord_record_get_text (idea, NORD_IDEA_BODY), ==, "wohnt hier");
  stop_server (room);
  assert_gone (room);
}

/* What the city refused about the idea goes from there as well; what it refused about others stays,
 * also where the idea is named in it. */
static void
test_refused (Room *room, gconstpointer data)
{
  static const char *const lines[] = {
    "{\"doc\":\"%s\",\"set\":{\"body\":\"" CANARY "\"},\"v\":9}",
    "{\"set\":{\"body\":\"" CANARY " 2\"}, \"doc\" : \"%s\"}",
    "{\"doc\":\"0193aaaa-0000-7000-8000-000000000001\",\"set\":{\"idea\":\"%s\"}}",
    "{\"doc\":\"0193aaaa-0000-7000-8000-000000000002\",\"set\":{\"body\":\"wie %s\"}}",
    "kein JSON: %s",
  };
  g_autofree char *id = add_idea (room->first, CANARY);
  g_autofree char *path = g_build_filename (room->folder, "store.db", NULL);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;

  sync_until_rest (room);
  stop_server (room);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db,
                      "INSERT INTO aside (scope, digest, status, reason, received_at, line) "
                      "SELECT key, ?1, 422, 'x', 1, CAST(?2 AS BLOB) FROM scope",
                      -1, &statement, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *line = g_strdup_printf (lines[i], id);

    sqlite3_bind_blob (statement, 1, &i, sizeof i, SQLITE_TRANSIENT);
    sqlite3_bind_text (statement, 2, line, -1, SQLITE_TRANSIENT);
    g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
    g_assert_cmpint (sqlite3_changes (db), ==, 1);
    sqlite3_reset (statement);
  }
  g_clear_pointer (&statement, sqlite3_finalize);
  sqlite3_close (db);
  start_server (room);
  redact (room->first, id);
  send_as_staff (room);
  sync_until_rest (room);
  stop_server (room);
  assert_gone (room);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT count(*) FROM aside WHERE reason = 'x'", -1, &statement, NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (statement, 0), ==, 3);
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

/* A part that was deleted, or says something else by now, said it once: in the city and in the
 * other copy as well. */
static void
test_traces (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, "ein Teil");
  g_autofree char *gone = add_idea (room->first, CANARY " und weg");
  g_autofree char *edited = add_idea (room->first, CANARY " und anders");
  g_autoptr (NordRecord) idea = NULL, other = NULL, again = NULL;
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("Löschen");
  g_autoptr (GError) error = NULL;

  sync_until_rest (room);
  again = find_idea (room->first, gone);
  nord_change_set_group_add (set, nord_change_new_delete (again));
  nord_store_apply (room->first, set, &error);
  g_assert_no_error (error);
  set_text (room->first, edited, NORD_IDEA_TITLE, "Brunnen");
  sync_until_rest (room);
  idea = find_idea (room->first, id);
  other = find_idea (room->first, edited);
  nord_store_redact (room->first,
                     &(NordRedaction){.ideas = &idea,
                                      .n_ideas = 1,
                                      .others = &other,
                                      .n_others = 1,
                                      .gone = (const char *const[]){gone},
                                      .n_gone = 1,
                                      .title = "Teil",
                                      .reason = "Name einer Person"},
                     NULL, &error);
  g_assert_no_error (error);
  assert_taken (room);
  g_clear_object (&other);
  other = find_idea (room->second, edited);
  g_assert_cmpstr (nord_record_get_text (other, NORD_IDEA_TITLE), ==, "Brunnen");
  g_assert_null (find_idea (room->second, gone));
  stop_server (room);
  assert_gone (room);
}

static char *
add_picture (NordStore *store, const char *idea)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (CANARY, strlen (CANARY));
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("Foto");
  g_autoptr (GError) error = NULL;
  NordChange *change = nord_change_new_create (NORD_NOUN_MEDIUM, NULL);
  char *id = g_strdup (change->target);
  g_autofree char *sha256 = nord_store_put_blob (store, bytes, &error);

  g_assert_no_error (error);
  nord_change_set_text (change, NORD_MEDIUM_IDEA, idea);
  nord_change_set_text (change, NORD_MEDIUM_MEDIA_TYPE, "image/png");
  nord_change_set_text (change, NORD_MEDIUM_SHA256, sha256);
  nord_change_set_group_add (set, change);
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
  return id;
}

/* A picture that the city and the other copy have leaves both, and is not taken in again from a
 * third, which was away; a laptop may not say so, the office may. */
static void
test_picture (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, "mit Foto");
  g_autofree char *medium = add_picture (room->first, id), *path = NULL, *again = NULL;
  g_autoptr (GListStore) media = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordRecord) one = NULL, there = NULL;
  g_autoptr (NordChangeSet) set = NULL;
  g_autoptr (NordSyncReport) laptop = NULL, report = NULL;
  g_autoptr (NordStore) third = NULL;
  g_autoptr (GError) error = NULL;

  sync_until_rest (room);
  path = g_build_filename (room->folder, "third.gpkg", NULL);
  nord_store_backup (room->second, path, &error);
  third = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  one = nord_store_read_one (room->first, NORD_NOUN_MEDIUM, medium, &error);
  g_assert_true (
    nord_store_has_blob (room->second, nord_record_get_text (one, NORD_MEDIUM_SHA256)));
  g_list_store_append (media, one);
  set = nord_medium_remove (G_LIST_MODEL (media), one, "Gesicht");
  nord_store_apply (room->first, set, &error);
  g_assert_no_error (error);
  laptop = sync_well (room, room->first);
  g_assert_cmpuint (laptop->refused, ==, 1);
  report = run (room, room->first, "token-of-staff", TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->refused, ==, 0);
  /* Splits the idea meanwhile: names the same picture once more. */
  again = add_picture (third, id);
  {
    g_autoptr (NordSyncReport) from = sync_well (room, third), more = sync_well (room, third);

    g_assert_cmpuint (from->media_sent + more->media_sent, ==, 0);
    g_assert_cmpuint (more->media_waiting, ==, 0);
  }
  assert_taken (room);
  there = nord_store_read_one (room->second, NORD_NOUN_MEDIUM, medium, &error);
  g_assert_cmpstr (nord_record_get_text (there, NORD_MEDIUM_CAPTION), ==, "Gesicht");
  g_assert_null (nord_record_get_text (there, NORD_MEDIUM_SHA256));
  nord_store_close (third);
  stop_server (room);
  assert_gone (room);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*run) (Room *room, gconstpointer data);
  } tests[] = {
    {"/sync/redacted/before", test_before},       {"/sync/redacted/after", test_after},
    {"/sync/redacted/copied", test_copied},       {"/sync/redacted/late", test_late},
    {"/sync/redacted/meanwhile", test_meanwhile}, {"/sync/redacted/refused", test_refused},
    {"/sync/redacted/traces", test_traces},       {"/sync/redacted/picture", test_picture},
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Room, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
