/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli sync: sends what waits, fetches what is new. */
#include "config.h"

#include "cli/command.h"
#include "core/sync/client.h"
#include "core/sync/token.h"

#include <glib/gi18n.h>

typedef struct {
  char *server, *token_file, *authority;
  gboolean again;
  int timeout, tries;
} Options;

typedef struct {
  NordCall *call;         /* (unowned) */
  GMainLoop *loop;        /* (unowned) */
  NordSyncReport *report; /* (owned) (nullable) */
  GError *error;          /* (owned) (nullable) */
  gint64 begun, took;     /* microseconds; of the exchange alone, the file is open by then */
} Run;

static void
options_clear (Options *self)
{
  g_free (self->server);
  g_free (self->token_file);
  g_free (self->authority);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
on_progress (NordSyncClient *client, gint64 done, gint64 total, gpointer data)
{
  Run *run = data;

  nord_call_progress (run->call, nord_sync_state_get_words (nord_sync_client_get_state (client)),
                      done, total);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;

  run->took = g_get_monotonic_time () - run->begun;
  run->report = nord_sync_client_run_finish (NORD_SYNC_CLIENT (source), result, &run->error);
  g_main_loop_quit (run->loop);
}

static void
add_number (JsonBuilder *json, const char *name, gint64 number)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, number);
}

static void
add_refusals (JsonBuilder *json, const NordLedger *ledger)
{
  json_builder_set_member_name (json, "refused");
  json_builder_begin_array (json);
  for (guint i = 0; i < ledger->refusals->len; i++) {
    const NordRefusal *refusal = g_ptr_array_index (ledger->refusals, i);

    json_builder_begin_object (json);
    nord_call_add_text (json, "id", refusal->id);
    nord_call_add_text (json, "type", refusal->type);
    nord_call_add_text (json, "target", refusal->target);
    add_number (json, "status", refusal->status);
    nord_call_add_text (json, "reason", refusal->reason);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
}

static void
add_counts (JsonBuilder *json, const NordLedger *ledger)
{
  GHashTableIter iter;
  gpointer type, n;

  json_builder_set_member_name (json, "at_server");
  json_builder_begin_object (json);
  g_hash_table_iter_init (&iter, ledger->counts);
  while (g_hash_table_iter_next (&iter, &type, &n))
    add_number (json, type, *(gint64 *) n);
  json_builder_end_object (json);
}

static void
print_json (NordCall *call, const Run *run, NordLedger *ledger, guint conflicts)
{
  const NordSyncReport *report = run->report;
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_number (json, "sent", (gint64) report->sent);
  add_number (json, "known", (gint64) report->known);
  add_number (json, "received", (gint64) report->received);
  add_number (json, "conflicts", conflicts);
  add_number (json, "not_understood", (gint64) report->not_understood);
  add_number (json, "waiting", nord_ledger_count_waiting (ledger));
  add_refusals (json, ledger);
  add_counts (json, ledger);
  add_number (json, "media_sent", (gint64) report->media_sent);
  add_number (json, "media_received", (gint64) report->media_received);
  add_number (json, "media_waiting", (gint64) report->media_waiting);
  add_number (json, "media_refused", (gint64) report->media_refused);
  add_number (json, "requests", report->requests);
  add_number (json, "bytes_sent", report->bytes_sent);
  add_number (json, "bytes_received", report->bytes_received);
  add_number (json, "clock_offset", report->clock_offset);
  json_builder_set_member_name (json, "seconds");
  json_builder_add_double_value (json, (double) run->took / G_USEC_PER_SEC);
  json_builder_end_object (json);
  nord_call_print_json (call, json);
}

static void
print_count (NordCall *call, const char *words, guint64 n)
{
  if (n > 0)
    nord_call_print (call, "%s %" G_GUINT64_FORMAT, words, n);
}

static void
print_words (NordCall *call, const NordSyncReport *report, NordLedger *ledger, guint conflicts)
{
  nord_call_print (call, "%s %" G_GUINT64_FORMAT, _ ("Changes sent:"), report->sent);
  nord_call_print (call, "%s %" G_GUINT64_FORMAT, _ ("Changes received:"), report->received);
  print_count (call, _ ("Were there already:"), report->known);
  print_count (call, _ ("Media sent:"), report->media_sent);
  print_count (call, _ ("Media received:"), report->media_received);
  print_count (call, _ ("Media that nobody has sent yet:"), report->media_waiting);
  print_count (call, _ ("Media not taken by the server:"), report->media_refused);
  print_count (call, _ ("Not understood and kept aside:"), report->not_understood);
  print_count (call, _ ("Changed here and elsewhere, to be decided:"), conflicts);
  print_count (call, _ ("Not taken by the server:"), ledger->refusals->len);
  for (guint i = 0; i < ledger->refusals->len; i++) {
    const NordRefusal *refusal = g_ptr_array_index (ledger->refusals, i);

    nord_call_print (call, "  %s %s: %s", refusal->type, refusal->target, refusal->reason);
  }
  if (report->clock_offset != 0)
    nord_call_print (call, "%s",
                     _ ("The clock of this computer and that of the server do not agree."));
}

/* So that the window knows the server of this workshop as well. */
static void
remember_server (NordStore *store, const char *server)
{
  g_autofree char *known = nord_store_get_setting (store, NORD_LEDGER_ADDRESS);

  if (known == NULL || *known == '\0')
    nord_store_set_setting (store, NORD_LEDGER_ADDRESS, server, NULL);
}

static int
conclude (NordCall *call,
          NordStore *store,
          const char *server,
          NordSyncClient *client,
          const Run *run)
{
  NordLedger *ledger = nord_sync_client_get_ledger (client);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;

  if (run->error != NULL)
    return nord_call_failed (call, run->error);
  remember_server (store, server);
  conflicts = nord_store_list_conflicts (store, &error);
  if (conflicts == NULL)
    return nord_call_failed (call, error);
  if (call->json)
    print_json (call, run, ledger, conflicts->len);
  else
    print_words (call, run->report, ledger, conflicts->len);
  return NORD_EXIT_OK;
}

static int
run_sync (NordCall *call, int argc, char **argv)
{
  g_auto (Options) options = {.timeout = 30, .tries = 4};
  const GOptionEntry entries[] = {
    {"server", 's', 0, G_OPTION_ARG_STRING, &options.server, N_ ("Address of the server"),
     N_ ("URL")},
    {"token-file", 't', 0, G_OPTION_ARG_FILENAME, &options.token_file,
     N_ ("File that begins with the access key"), N_ ("FILE")},
    {"retry-refused", 0, 0, G_OPTION_ARG_NONE, &options.again,
     N_ ("Send once more what the server did not take"), NULL},
    {"ca", 0, 0, G_OPTION_ARG_FILENAME, &options.authority,
     N_ ("Certificates to trust instead of those of this computer"), N_ ("FILE")},
    {"timeout", 0, 0, G_OPTION_ARG_INT, &options.timeout,
     N_ ("Seconds of silence after which a connection counts as broken (30)"), N_ ("SECONDS")},
    {"tries", 0, 0, G_OPTION_ARG_INT, &options.tries,
     N_ ("How often to try again after trouble (4)"), N_ ("NUMBER")},
    {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  g_autoptr (NordStore) store = NULL;
  g_autoptr (NordSyncClient) client = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GTlsDatabase) database = NULL;
  Run run = {.call = call, .loop = loop};
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 1, 1, &status))
    return status;
  if (options.server == NULL || options.token_file == NULL)
    return nord_call_misused (call, _ ("sync needs --server and --token-file."));
  token = nord_token_read_file (options.token_file, &error);
  if (token == NULL)
    return nord_call_failed (call, error);
  if (options.authority != NULL &&
      (database = g_tls_file_database_new (options.authority, &error)) == NULL)
    return nord_call_failed (call, error);
  store = nord_call_open (call, call->arguments[0], NORD_STORE_OPEN_DEFAULT);
  if (store == NULL)
    return NORD_EXIT_FAILED;

  client = nord_sync_client_new (store, options.server, token);
  if (database != NULL)
    nord_sync_client_set_tls_database (client, database);
  nord_sync_client_set_patience (client, (guint) CLAMP (options.tries, 0, 100), 30,
                                 (guint) CLAMP (options.timeout, 1, 3600));
  if (options.again)
    nord_sync_client_retry_refused (client);
  g_signal_connect (client, "progress", G_CALLBACK (on_progress), &run);
  run.begun = g_get_monotonic_time ();
  nord_sync_client_run_async (client, call->cancellable, on_done, &run);
  g_main_loop_run (loop);
  nord_call_end_progress (call);
  status = conclude (call, store, options.server, client, &run);
  g_clear_pointer (&run.report, nord_sync_report_free);
  g_clear_error (&run.error);
  nord_store_close (store);
  return status;
}

const NordCommand nord_command_sync = {
  .name = "sync",
  .arguments = N_ ("FILE"),
  .summary = N_ ("Send to a server what waits here, and fetch what is new there"),
  .description =
    N_ ("Being cut off at any point does no harm: what was answered is not sent again, "
        "and the rest follows with the next call."),
  .run = run_sync,
};
