/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The client against the real server: two laptops and a city, media, lost histories, refusals. */
#include "room.h"

#include "core/db/db.h"
#include "core/model/medium.h"
#include "core/sync/error.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

static void
test_converge (Room *room, gconstpointer data)
{
  g_autoptr (NordSyncReport) report = NULL;
  g_autoptr (NordSyncReport) rest = NULL;

  add_ideas (room->first, 2500);
  add_ideas (room->second, 1700);
  report = sync_well (room, room->first);
  g_assert_cmpuint (report->sent, ==, 2501);
  /* Who are you, what is new, and three batches: never one request a change. */
  g_assert_cmpuint (report->requests, ==, 5);
  sync_until_rest (room);
  assert_equal (room);
  rest = sync_well (room, room->first);
  g_assert_cmpuint (rest->requests, ==, 1);
  g_assert_cmpuint (rest->sent + rest->known + rest->received, ==, 0);
}

static void
test_conflict (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, "Licht");
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GError) error = NULL;

  sync_until_rest (room);
  set_text (room->first, id, NORD_IDEA_TITLE, "Mehr Licht");
  set_text (room->second, id, NORD_IDEA_TITLE, "Weniger Licht");
  set_text (room->second, id, NORD_IDEA_BODY, "am Abend");
  sync_until_rest (room);
  assert_equal (room);
  here = nord_store_list_conflicts (room->first, &error);
  g_assert_no_error (error);
  there = nord_store_list_conflicts (room->second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (here->len, ==, 1);
  g_assert_cmpuint (there->len, ==, 1);
  g_assert_cmpstr (((NordConflict *) here->pdata[0])->field, ==, "title");
  g_assert_cmpstr (((NordConflict *) here->pdata[0])->loser, ==,
                   ((NordConflict *) there->pdata[0])->loser);
}

static guint
count_conflicts (NordStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listed = nord_store_list_conflicts (store, &error);

  g_assert_no_error (error);
  return listed->len;
}

static gint64
count_server_conflicts (Room *room)
{
  g_autofree char *path = g_build_filename (room->folder, "store.db", NULL);
  g_autoptr (NordDb) db = nord_db_open_foreign (path, NULL);
  g_autoptr (sqlite3_stmt) count = nord_db_prepare (db, "SELECT count(*) FROM conflict", NULL);
  gboolean row;

  g_assert_true (nord_db_step (db, count, &row, NULL) && row);
  return sqlite3_column_int64 (count, 0);
}

/* A line that another laptop, whose clock stands in 2038, wrote about an idea. */
static char *
make_line_of_2038 (Room *room, const char *id, const char *title)
{
  const char *device = "0193b3d2-2038-7000-8000-000000000001";
  g_autofree char *hlc = nord_hlc_format ((NordHlc){G_GINT64_CONSTANT (2147483648000), 0}, device);
  g_autoptr (GPtrArray) history = nord_store_read_history (room->first, id, NULL);

  return g_strdup_printf (
    "{\"base\":{\"title\":\"%s\"},\"dev\":\"%s\",\"doc\":\"%s\",\"hlc\":\"%s\",\"id\":"
    "\"0193b3d2-2038-7000-8000-000000000002\",\"n\":1,\"prev\":null,\"scope\":\"%s\","
    "\"set\":{\"title\":\"%s\"},\"type\":\"idea\",\"v\":1}",
    ((NordChange *) history->pdata[0])->id, device, id, hlc, nord_store_get_scope (room->first),
    title);
}

static void
assert_title (NordStore *store, const char *id, const char *title)
{
  g_autoptr (NordRecord) idea = find_idea (store, id);

  g_assert_cmpstr (nord_record_get_text (idea, NORD_IDEA_TITLE), ==, title);
}

/* Who writes later is heard, though the other clock stands in 2038; both edits stay and are listed.
 * The copy that brought the wrong stamp hears of it with the answer, the other with its page. */
static void
test_clock_of_2038 (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, "Licht");
  g_autofree char *line = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (NordCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  const char *lines[1];

  sync_until_rest (room);
  line = make_line_of_2038 (room, id, "Aus der Zukunft");
  lines[0] = line;
  results = nord_store_ingest (room->first, &(NordNews){lines, 1, NULL}, NULL, &error);
  g_assert_no_error (error);
  nord_sync_report_free (sync_well (room, room->first));
  assert_title (room->first, id, "Aus der Zukunft");
  /* Written after that, and unaware of it. */
  g_usleep (2000);
  set_text (room->second, id, NORD_IDEA_TITLE, "Von heute");
  sync_until_rest (room);
  assert_equal (room);
  assert_title (room->first, id, "Von heute");
  g_assert_cmpuint (count_conflicts (room->first), ==, 1);
  g_assert_cmpuint (count_conflicts (room->second), ==, 1);
  g_assert_cmpint (count_server_conflicts (room), ==, 1);
  check = nord_store_check (room->first, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check->faults->len, ==, 0);
  /* Another server judges anew: nothing of what this one said is left. */
  {
    g_autoptr (GHashTable) before = NULL, after = NULL;
    g_autoptr (GPtrArray) taken = nord_store_read_hlc_eff (room->second, &before, &error),
                          left = NULL;
    g_autoptr (GPtrArray) again = NULL;

    g_assert_cmpuint (taken->len, ==, 1);
    again = nord_store_ingest (room->second,
                               &(NordNews){(const char *const *) taken->pdata, taken->len, before},
                               NULL, &error);
    g_assert_no_error (error);
    left = nord_store_read_hlc_eff (room->second, &after, &error);
    g_assert_cmpuint (left->len, ==, 0);
    assert_title (room->second, id, "Aus der Zukunft");
  }
  stop_server (room);
  {
    g_autofree char *command = g_strdup_printf ("sh -c \"rm -rf '%s'/store.db*\"", room->folder);

    g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  }
  start_server (room);
  sync_until_rest (room);
  sync_until_rest (room);
  assert_equal (room);
  /* What is written in the knowledge of both shows, whatever anybody's clock says. */
  set_text (room->first, id, NORD_IDEA_TITLE, "Gemeinsam");
  sync_until_rest (room);
  assert_equal (room);
  assert_title (room->second, id, "Gemeinsam");
}

/* The clock of this laptop was an hour ahead until somebody set it: what was written before counts
 * an hour earlier, and so does not win over what was written in between elsewhere. */
static void
test_clock_put_right (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, "Licht"), *path = NULL, *kept = NULL, *wrong = NULL;
  g_autoptr (GHashTable) hlc_eff = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;

  sync_until_rest (room);
  set_text (room->second, id, NORD_IDEA_TITLE, "Dazwischen");
  g_usleep (2000);
  set_text (room->first, id, NORD_IDEA_TITLE, "Vorher");
  /* As if the clock had been ahead when the file was begun; it is set by the time it is sent. */
  kept = nord_store_get_setting (room->first, "clock.steps");
  g_assert_nonnull (kept);
  parts = g_strsplit (kept, " ", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 4);
  wrong = g_strdup_printf ("%s %s %" G_GINT64_FORMAT " 0", parts[0], parts[1],
                           g_ascii_strtoll (parts[2], NULL, 10) + 60 * 60 * 1000);
  nord_store_set_setting (room->first, "clock.steps", wrong, &error);
  g_assert_no_error (error);
  path = g_strdup (nord_store_get_path (room->first));
  nord_store_close (room->first);
  g_object_unref (room->first);
  room->first = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  sync_until_rest (room);
  assert_equal (room);
  assert_title (room->first, id, "Dazwischen");
  lines = nord_store_read_hlc_eff (room->second, &hlc_eff, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpint (count_server_conflicts (room), ==, 1);
}

/* What one person decided nobody else is asked again; what is undone is open for all. */
static void
test_decided (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, "Licht");
  g_autoptr (GError) error = NULL;

  sync_until_rest (room);
  for (guint take = 0; take < 2; take++) {
    g_autoptr (NordChangeSet) changes = nord_change_set_group_new ("Decide");
    g_autoptr (NordChangeSet) undone = NULL;
    g_autoptr (NordRecord) record = NULL;
    g_autoptr (GPtrArray) listed = NULL;
    const NordConflict *conflict;
    NordChange *change;

    set_text (room->first, id, NORD_IDEA_TITLE, take ? "Laterne" : "Mehr Licht");
    set_text (room->second, id, NORD_IDEA_TITLE, take ? "Lampe" : "Weniger Licht");
    sync_until_rest (room);
    g_assert_cmpint (count_server_conflicts (room), ==, 1);
    listed = nord_store_list_conflicts (room->first, &error);
    g_assert_cmpuint (listed->len, ==, 1);
    conflict = listed->pdata[0];
    if (take) {
      record = nord_store_read_one (room->first, NORD_NOUN_IDEA, id, &error);
      change = nord_change_new_update (record);
      nord_change_set_text (change, NORD_IDEA_TITLE, "Laterne");
      nord_change_settle (change, conflict->field, conflict->loser);
    } else {
      change =
        nord_change_new_keep (conflict->noun, conflict->target, conflict->field, conflict->loser);
    }
    nord_change_set_group_add (changes, change);
    g_assert_true (nord_store_apply (room->first, changes, &error));
    sync_until_rest (room);
    assert_equal (room);
    g_assert_cmpuint (count_conflicts (room->first), ==, 0);
    g_assert_cmpuint (count_conflicts (room->second), ==, 0);
    g_assert_cmpint (count_server_conflicts (room), ==, 0);

    undone = nord_store_undo (room->first, &error);
    g_assert_no_error (error);
    sync_until_rest (room);
    assert_equal (room);
    g_assert_cmpuint (count_conflicts (room->first), ==, 1);
    g_assert_cmpuint (count_conflicts (room->second), ==, 1);
    g_assert_cmpint (count_server_conflicts (room), ==, 1);

    g_clear_pointer (&undone, nord_change_set_group_free);
    undone = nord_store_redo (room->first, &error);
    g_assert_no_error (error);
    sync_until_rest (room);
    assert_equal (room);
    g_assert_cmpuint (count_conflicts (room->second), ==, 0);
    g_assert_cmpint (count_server_conflicts (room), ==, 0);
    record = record ? (g_object_unref (record), NULL) : NULL;
    record = nord_store_read_one (room->second, NORD_NOUN_IDEA, id, &error);
    if (take)
      g_assert_cmpstr (nord_record_get_text (record, NORD_IDEA_TITLE), ==, "Laterne");
  }
}

static void
test_refused (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, "Licht");
  g_autoptr (NordSyncReport) report = NULL;
  g_autoptr (NordSyncReport) again = NULL;
  g_autoptr (NordLedger) ledger = NULL;
  g_autofree char *server = NULL;
  g_autoptr (GError) error = NULL;

  nord_sync_report_free (sync_well (room, room->first));
  set_text (room->first, id, NORD_IDEA_MODERATION, "hidden");
  add_ideas (room->first, 5);
  report = sync_well (room, room->first);
  g_assert_cmpuint (report->refused, ==, 1);
  g_assert_cmpuint (report->sent, ==, 5);
  server = nord_ledger_find_server (room->first, room->url);
  ledger = nord_ledger_load (room->first, server);
  g_assert_cmpuint (ledger->refusals->len, ==, 1);
  g_assert_cmpuint (((NordRefusal *) ledger->refusals->pdata[0])->status, ==, 403);
  g_assert_cmpstr (((NordRefusal *) ledger->refusals->pdata[0])->target, ==, id);
  g_clear_pointer (&ledger, nord_ledger_free);

  again = run (room, room->first, "token-of-staff", TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->sent, ==, 1);
  ledger = nord_ledger_load (room->first, server);
  g_assert_cmpuint (ledger->refusals->len, ==, 0);
  sync_until_rest (room);
  assert_equal (room);
}

static void
test_tokens (Room *room, gconstpointer data)
{
  static const struct {
    const char *token;
    NordSyncError code;
  } cases[] = {
    {NULL, NORD_SYNC_ERROR_TOKEN},
    {"token-of-nobody", NORD_SYNC_ERROR_TOKEN},
    {"token-of-reader", NORD_SYNC_ERROR_FORBIDDEN},
  };

  add_ideas (room->first, 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (run (room, room->first, cases[i].token, FALSE, &error));
    g_assert_error (error, NORD_SYNC_ERROR, (int) cases[i].code);
    g_assert_false (nord_sync_error_is_offline (error));
  }
  nord_sync_report_free (sync_well (room, room->first));
  stop_server (room);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (run (room, room->first, "token-of-laptop", FALSE, &error));
    g_assert_true (nord_sync_error_is_offline (error));
  }
}

static char *
add_medium (NordStore *store, const char *idea, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordChangeSet) changes = nord_change_set_group_new ("Add");
  NordChange *change = nord_change_new_create (NORD_NOUN_MEDIUM, NULL);
  char *digest = nord_store_put_blob (store, bytes, &error);

  g_assert_no_error (error);
  nord_change_set_text (change, NORD_MEDIUM_IDEA, idea);
  nord_change_set_text (change, NORD_MEDIUM_MEDIA_TYPE, "image/png");
  nord_change_set_text (change, NORD_MEDIUM_SHA256, digest);
  nord_change_set_integer (change, NORD_MEDIUM_SIZE, (gint64) g_bytes_get_size (bytes));
  nord_change_set_group_add (changes, change);
  nord_store_apply (store, changes, &error);
  g_assert_no_error (error);
  return digest;
}

static void
test_media (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, "Licht");
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);
  char *noise = g_malloc (3000000);
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (NordSyncReport) up = NULL;
  g_autoptr (NordSyncReport) down = NULL;
  g_autoptr (NordSyncReport) rest = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *other = NULL;
  g_autofree char *command = NULL;
  g_autofree char *word = g_strdup ("a sound");
  g_autoptr (GBytes) sound = g_bytes_new (word, strlen (word));

  for (guint i = 0; i < 3000000; i++)
    noise[i] = (char) g_rand_int (chance);
  picture = g_bytes_new_take (noise, 3000000);
  digest = add_medium (room->first, id, picture);
  other = add_medium (room->first, id, sound);
  up = sync_well (room, room->first);
  g_assert_cmpuint (up->media_sent, ==, 2);
  down = sync_well (room, room->second);
  g_assert_cmpuint (down->media_received, ==, 2);
  back = nord_store_get_blob (room->second, digest, NULL);
  g_assert_nonnull (back);
  g_assert_true (g_bytes_equal (back, picture));
  missing = nord_store_list_missing_blobs (room->second);
  g_assert_cmpuint (missing->len, ==, 0);
  rest = sync_well (room, room->first);
  g_assert_cmpuint (rest->requests, ==, 1);

  /* The server loses store and media: all of it comes again from what is here. */
  stop_server (room);
  command = g_strdup_printf ("sh -c \"rm -rf '%s'/store.db*\"", room->folder);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  start_server (room);
  g_clear_pointer (&up, nord_sync_report_free);
  up = sync_well (room, room->second);
  g_assert_cmpuint (up->media_sent, ==, 2);
  g_assert_cmpuint (up->sent, ==, 4);
  sync_until_rest (room);
  assert_equal (room);
}

/* The server comes back from a backup that is older than what it had acknowledged. */
static void
restore (Room *room, gboolean new_epoch)
{
  g_autofree char *id = add_idea (room->first, "Licht");
  g_autofree char *binary =
    g_build_filename (g_getenv ("NORD_BUILD_ROOT"), "src", "server", "nordwaerts-server", NULL);
  g_autofree char *backup = NULL;
  g_autofree char *command = NULL;
  g_autofree char *epoch = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordSyncReport) report = NULL;
  int status = 1;

  add_ideas (room->first, 1200);
  nord_sync_report_free (sync_well (room, room->first));
  backup = g_strdup_printf ("%s --store sqlite:%s/store.db --backup %s/kept.db", binary,
                            room->folder, room->folder);
  g_assert_true (g_spawn_command_line_sync (backup, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  add_ideas (room->first, 30);
  sync_until_rest (room);
  add_ideas (room->second, 40);
  nord_sync_report_free (sync_well (room, room->second));

  address = g_strdup (strrchr (room->url, ':') + 1);
  stop_server (room);
  command = g_strdup_printf ("sh -c \"rm -f '%s'/store.db '%s'/store.db-wal '%s'/store.db-shm; mv "
                             "'%s'/kept.db '%s'/store.db\"",
                             room->folder, room->folder, room->folder, room->folder, room->folder);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  if (new_epoch) {
    epoch = g_strdup_printf ("%s --store sqlite:%s/store.db --new-epoch", binary, room->folder);
    g_assert_true (g_spawn_command_line_sync (epoch, NULL, NULL, &status, NULL));
    g_assert_cmpint (status, ==, 0);
  }
  start_server (room);
  set_text (room->first, id, NORD_IDEA_TITLE, "Mehr Licht");
  report = sync_well (room, room->first);
  /* Only what the server lost: 30 of the first laptop and the change of the title. */
  g_assert_cmpuint (report->sent, ==, 31);
  sync_until_rest (room);
  assert_equal (room);
  g_clear_pointer (&report, nord_sync_report_free);
  report = sync_well (room, room->second);
  g_assert_cmpuint (report->requests, ==, 1);
}

static void
test_restored (Room *room, gconstpointer data)
{
  restore (room, FALSE);
}

static void
test_restored_with_word (Room *room, gconstpointer data)
{
  restore (room, TRUE);
}

static void
test_cancel (Room *room, gconstpointer data)
{
  g_autoptr (NordSyncClient) client = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_ideas (room->first, 3000);
  client = nord_sync_client_new (room->first, room->url, "token-of-laptop");
  nord_sync_client_run_async (client, cancellable, on_done, &result);
  while (nord_sync_client_get_state (client) != NORD_SYNC_PUSHING)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (nord_sync_client_run_finish (client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (nord_sync_client_get_state (client), ==, NORD_SYNC_IDLE);
  sync_until_rest (room);
  assert_equal (room);
}

static void
on_asked_in_vain (SoupServer *server,
                  SoupServerMessage *message,
                  const char *path,
                  GHashTable *query,
                  gpointer data)
{
  const char *answer = strstr (path, "/changes") != NULL
                         ? "{\"cursor\":\"\",\"left\":0,\"more\":false}\n"
                         : "{\"name\":\"nordwaerts\",\"server\":\"vain\",\"protocol\":[1]}";
  guint *n_posts = data;

  if (strstr (path, "/ops") != NULL) {
    /* Who asks that often asks for ever. */
    g_assert_cmpuint (++*n_posts, <, 50);
    soup_server_message_set_status (message, 503, NULL);
    return;
  }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, answer,
                                    strlen (answer));
}

/* A server that hands out and never takes in is left after some tries. */
static void
test_in_vain (Room *room, gconstpointer data)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  guint n_posts = 0;

  soup_server_add_handler (server, NULL, on_asked_in_vain, &n_posts, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  {
    GSList *uris = soup_server_get_uris (server);

    url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
    g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  }
  g_free (room->url);
  room->url = g_steal_pointer (&url);
  add_ideas (room->first, 3);
  g_assert_null (run (room, room->first, "token-of-laptop", FALSE, &error));
  g_assert_error (error, NORD_SYNC_ERROR, NORD_SYNC_ERROR_BUSY);
  g_assert_cmpuint (n_posts, >, 1);
}

/* What is deleted here, or whose creation is undone, is deleted in the city and elsewhere, and what
 * is brought back is back. */
static void
test_deletes (Room *room, gconstpointer data)
{
  g_autofree char *id = add_idea (room->first, "wird gelöscht");
  g_autoptr (NordRecord) idea = find_idea (room->first, id), there = NULL;
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("Löschen");
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  sync_until_rest (room);
  nord_change_set_group_add (set, nord_change_new_delete (idea));
  nord_store_apply (room->first, set, &error);
  g_assert_no_error (error);
  undone = add_idea (room->first, "war nicht gemeint");
  nord_change_set_group_free (nord_store_undo (room->first, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (NordSyncReport) report = sync_well (room, room->first);

    g_assert_cmpuint (report->refused, ==, 0);
  }
  sync_until_rest (room);
  g_assert_null (find_idea (room->second, id));
  g_assert_null (find_idea (room->second, undone));
  nord_change_set_group_free (nord_store_undo (room->first, &error));
  g_assert_no_error (error);
  sync_until_rest (room);
  there = find_idea (room->second, id);
  g_assert_nonnull (there);
  assert_equal (room);
}

int
main (int argc, char *argv[])
{
  /* The desktop's own wants its schemas, which the isolated folders hide. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add (name, Room, NULL, set_up, function, tear_down)
  ADD ("/sync/converge", test_converge);
  ADD ("/sync/conflict", test_conflict);
  ADD ("/sync/deletes", test_deletes);
  ADD ("/sync/clock-of-2038", test_clock_of_2038);
  ADD ("/sync/clock-put-right", test_clock_put_right);
  ADD ("/sync/decided", test_decided);
  ADD ("/sync/refused", test_refused);
  ADD ("/sync/tokens", test_tokens);
  ADD ("/sync/media", test_media);
  ADD ("/sync/in-vain", test_in_vain);
  ADD ("/sync/cancel", test_cancel);
  ADD ("/sync/restored", test_restored);
  ADD ("/sync/restored-with-word", test_restored_with_word);
  return g_test_run ();
}
