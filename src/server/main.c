/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The entry of the city server: options, signals, and nothing else. */
#include "config.h"

#include "server/server.h"
#include "server/storage-sqlite.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <sodium.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* What a stop waits for requests that run. */
#define STOP_SECONDS 10

typedef struct {
  GMainLoop *loop;    /* (owned) */
  NordServer *server; /* (owned) */
} Life;

static char *opt_store, *opt_listen, *opt_tokens, *opt_blobs, *opt_backup;
static gboolean opt_room, opt_new_epoch, opt_quiet, opt_version;
static double opt_rate = 100;
static int opt_patience;
static gint64 opt_max_blob = 64 * 1024 * 1024;

static const GOptionEntry entries[] = {
  {"store", 0, 0, G_OPTION_ARG_STRING, &opt_store, N_ ("Where operations are kept"),
   N_ ("sqlite:FILE")},
  {"listen", 0, 0, G_OPTION_ARG_STRING, &opt_listen, N_ ("Address to listen on; port 0: any"),
   N_ ("ADDRESS:PORT")},
  {"tokens", 0, 0, G_OPTION_ARG_FILENAME, &opt_tokens,
   N_ ("File of lines “token role [workshop]”; roles: laptop, kiosk, staff, reader"), N_ ("FILE")},
  {"blobs", 0, 0, G_OPTION_ARG_FILENAME, &opt_blobs,
   N_ ("Where media are kept (default: beside the store)"), N_ ("DIRECTORY")},
  {"max-blob", 0, 0, G_OPTION_ARG_INT64, &opt_max_blob, N_ ("Largest medium in bytes"),
   N_ ("BYTES")},
  {"rate", 0, 0, G_OPTION_ARG_DOUBLE, &opt_rate, N_ ("Requests a second and token"), N_ ("NUMBER")},
  {"patience", 0, 0, G_OPTION_ARG_INT, &opt_patience,
   N_ ("Seconds after which a silent connection is closed (default: 75)"), N_ ("SECONDS")},
  {"room-network", 0, 0, G_OPTION_ARG_NONE, &opt_room,
   N_ ("The address is of the room’s own network: listen though it is not loopback"), NULL},
  {"backup", 0, 0, G_OPTION_ARG_FILENAME, &opt_backup,
   N_ ("Copy the store to a file, read it back, and leave"), N_ ("FILE")},
  {"new-epoch", 0, 0, G_OPTION_ARG_NONE, &opt_new_epoch,
   N_ ("After a restore: have every device bring again what is missing, and leave"), NULL},
  {"quiet", 0, 0, G_OPTION_ARG_NONE, &opt_quiet, N_ ("No line for each request"), NULL},
  {"version", 0, 0, G_OPTION_ARG_NONE, &opt_version, N_ ("Show the version"), NULL},
  G_OPTION_ENTRY_NULL};

static int
complain (const GError *error)
{
  g_printerr ("nordwaerts-server: %s\n", error->message);
  return 1;
}

static void
on_stopped (gpointer data)
{
  g_main_loop_quit (data);
}

static gboolean
on_patience_over (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_signal (gpointer data)
{
  Life *life = data;

  nord_server_stop (life->server, on_stopped, life->loop);
  g_timeout_add_seconds (STOP_SECONDS, on_patience_over, life->loop);
  return G_SOURCE_REMOVE;
}

static int
serve (NordStorage *storage, const char *store_path)
{
  NordServerLimits limits = NORD_SERVER_LIMITS_DEFAULT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (NordServer) server = NULL;
  g_autofree char *beside = g_strconcat (store_path, ".blobs", NULL);
  NordTokens *tokens = nord_tokens_load (opt_tokens, &error);
  Life life;

  if (tokens == NULL)
    return complain (error);
  if (nord_tokens_get_size (tokens) == 0)
    g_printerr ("nordwaerts-server: %s has no token; everybody will be turned away\n", opt_tokens);
  limits.open = opt_room;
  limits.quiet = opt_quiet;
  if (opt_patience > 0) {
    limits.idle_seconds = (guint) opt_patience;
    limits.request_seconds = MIN (limits.request_seconds, (guint) opt_patience * 2);
  }
  limits.rate = MAX (opt_rate, 0.1);
  limits.burst = limits.rate * 10;
  limits.max_blob = MAX (opt_max_blob, 1);
  server = nord_server_new (storage, tokens, opt_blobs != NULL ? opt_blobs : beside, &limits);
  if (!nord_server_listen (server, opt_listen, &error))
    return complain (error);
  life = (Life){loop, server};
  g_unix_signal_add (SIGTERM, on_signal, &life);
  g_unix_signal_add (SIGINT, on_signal, &life);
  /* For whoever started us with port 0: this line, and then nothing on the standard output. */
  g_print ("http://%s\n", nord_server_get_address (server));
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}

static int
run (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStorage) storage = NULL;
  const char *path;

  if (opt_store == NULL || !g_str_has_prefix (opt_store, "sqlite:") ||
      *(path = opt_store + strlen ("sqlite:")) == '\0') {
    g_printerr ("nordwaerts-server: --store sqlite:FILE is needed\n");
    return 2;
  }
  if (opt_backup == NULL && !opt_new_epoch && (opt_listen == NULL || opt_tokens == NULL)) {
    g_printerr ("nordwaerts-server: --listen and --tokens are needed\n");
    return 2;
  }
  storage = nord_storage_sqlite_open (path, &error);
  if (storage == NULL)
    return complain (error);
  if (opt_backup != NULL)
    return nord_storage_backup (storage, opt_backup, &error) ? 0 : complain (error);
  if (opt_new_epoch)
    return nord_storage_begin_epoch (storage, &error) ? 0 : complain (error);
  return serve (storage, path);
}

int
main (int argc, char *argv[])
{
  static const struct rlimit no_core = {0, 0};
  const char *localedir = g_getenv ("NORD_LOCALEDIR");
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : NORD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* What residents said must not end in a core dump. */
  setrlimit (RLIMIT_CORE, &no_core);
  signal (SIGPIPE, SIG_IGN);
  if (sodium_init () < 0)
    return 1;
  context = g_option_context_new (NULL);
  g_option_context_set_summary (context, _ ("Keeps the operations and media of workshops."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    complain (error);
    return 2;
  }
  if (opt_version) {
    g_print ("nordwaerts-server %s\n", NORD_VERSION);
    return 0;
  }
  return run ();
}
