/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The room of tests that sync: the real server on a free port, two laptops with copies of one
 * workshop, and the steps that all of these tests take. */
#pragma once

#include "core/model/idea.h"
#include "core/sync/client.h"

#include <gio/gio.h>
#include <signal.h>

typedef struct {
  char *folder; /* (owned) */
  GSubprocess *server;
  char *url;         /* (owned) */
  NordStore *first;  /* (owned) */
  NordStore *second; /* (owned) */
} Room;

static inline void
start_server (Room *room)
{
  g_autofree char *binary =
    g_build_filename (g_getenv ("NORD_BUILD_ROOT"), "src", "server", "nordwaerts-server", NULL);
  g_autofree char *store = g_strconcat ("sqlite:", room->folder, "/store.db", NULL);
  g_autofree char *tokens = g_build_filename (room->folder, "tokens", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) out = NULL;

  g_file_set_contents (tokens,
                       "token-of-laptop laptop\ntoken-of-staff staff\ntoken-of-reader reader\n", -1,
                       &error);
  g_assert_no_error (error);
  room->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_NONE, &error,
                                   binary, "--store", store, "--listen", "127.0.0.1:0", "--rate",
                                   "10000", "--tokens", tokens, NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (room->server));
  g_free (room->url);
  room->url = g_data_input_stream_read_line_utf8 (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (room->url, "http://127.0.0.1:"));
}

static inline void
stop_server (Room *room)
{
  g_subprocess_send_signal (room->server, SIGTERM);
  g_assert_true (g_subprocess_wait_check (room->server, NULL, NULL));
  g_clear_object (&room->server);
}

/* A workshop, and a copy of its file as another laptop would have it. */
static inline void
set_up (Room *room, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *second = NULL;

  room->folder = g_dir_make_tmp ("nord-sync-XXXXXX", &error);
  g_assert_no_error (error);
  first = g_build_filename (room->folder, "first.gpkg", NULL);
  second = g_build_filename (room->folder, "second.gpkg", NULL);
  room->first = nord_store_create (first, "Nordmarkt", &error);
  g_assert_no_error (error);
  nord_store_backup (room->first, second, &error);
  g_assert_no_error (error);
  room->second = nord_store_open (second, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  start_server (room);
}

static inline void
tear_down (Room *room, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", room->folder);

  if (room->server != NULL)
    stop_server (room);
  nord_store_close (room->first);
  nord_store_close (room->second);
  g_clear_object (&room->first);
  g_clear_object (&room->second);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  g_free (room->folder);
  g_free (room->url);
}

static inline void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static inline NordSyncReport *
run (Room *room, NordStore *store, const char *token, gboolean again, GError **error)
{
  g_autoptr (NordSyncClient) client = nord_sync_client_new (store, room->url, token);
  g_autoptr (GAsyncResult) result = NULL;

  nord_sync_client_set_patience (client, 1, 0, 5);
  if (again)
    nord_sync_client_retry_refused (client);
  nord_sync_client_run_async (client, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return nord_sync_client_run_finish (client, result, error);
}

static inline NordSyncReport *
sync_well (Room *room, NordStore *store)
{
  g_autoptr (GError) error = NULL;
  NordSyncReport *report = run (room, store, "token-of-laptop", FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
  return report;
}

static inline char *
add_idea (NordStore *store, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordChangeSet) changes = nord_change_set_group_new ("Add");
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  char *id = g_strdup (change->target);

  nord_change_set_text (change, NORD_IDEA_TITLE, title);
  nord_change_set_group_add (changes, change);
  nord_store_apply (store, changes, &error);
  g_assert_no_error (error);
  return id;
}

static inline void
add_ideas (NordStore *store, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordChangeSet) changes = nord_change_set_group_new ("Add");

  for (guint i = 0; i < n; i++) {
    NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
    g_autofree char *title = g_strdup_printf ("Idee %u: Bäume & Bänke", i);

    nord_change_set_text (change, NORD_IDEA_TITLE, title);
    nord_change_set_group_add (changes, change);
  }
  nord_store_apply (store, changes, &error);
  g_assert_no_error (error);
}

static inline NordRecord *
find_idea (NordStore *store, const char *id)
{
  g_autoptr (GPtrArray) ideas = nord_store_read_all (store, NORD_NOUN_IDEA, NULL);

  for (guint i = 0; i < ideas->len; i++)
    if (g_str_equal (nord_record_get_id (g_ptr_array_index (ideas, i)), id))
      return g_object_ref (g_ptr_array_index (ideas, i));
  return NULL;
}

static inline void
set_text (NordStore *store, const char *id, guint field, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) idea = find_idea (store, id);
  g_autoptr (NordChangeSet) changes = nord_change_set_group_new ("Change");
  NordChange *change = nord_change_new_update (idea);

  nord_change_set_text (change, field, text);
  nord_change_set_group_add (changes, change);
  nord_store_apply (store, changes, &error);
  g_assert_no_error (error);
}

/* All that shows of the workshop, in one text. */
static inline char *
describe (NordStore *store)
{
  GString *text = g_string_new (NULL);

  for (guint kind = 0; kind < NORD_N_NOUNS; kind++) {
    g_autoptr (GPtrArray) records = nord_store_read_all (store, (NordNounKind) kind, NULL);

    for (guint i = 0; i < records->len; i++) {
      NordRecord *record = g_ptr_array_index (records, i);
      const NordNoun *noun = nord_record_get_noun (record);

      g_string_append_printf (text, "%s %s", noun->name, nord_record_get_id (record));
      for (guint f = 0; f < noun->n_fields; f++)
        if (noun->fields[f].kind == NORD_VALUE_TEXT)
          g_string_append_printf (text, " %s", nord_record_get_text (record, f));
      g_string_append_c (text, '\n');
    }
  }
  return g_string_free (text, FALSE);
}

static inline void
assert_equal (Room *room)
{
  g_autofree char *first = describe (room->first);
  g_autofree char *second = describe (room->second);

  g_assert_cmpstr (first, ==, second);
}

static inline void
sync_until_rest (Room *room)
{
  for (guint i = 0; i < 2; i++) {
    nord_sync_report_free (sync_well (room, room->first));
    nord_sync_report_free (sync_well (room, room->second));
  }
}
