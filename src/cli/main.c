/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The entry of the command line: finds the command by its name and runs it. */
#include "config.h"

#include "cli/command.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include <locale.h>
#include <signal.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

extern const NordCommand nord_command_new;
extern const NordCommand nord_command_import;
extern const NordCommand nord_command_export;
extern const NordCommand nord_command_find;
extern const NordCommand nord_command_layer;
extern const NordCommand nord_command_list;
extern const NordCommand nord_command_cluster;
extern const NordCommand nord_command_districts;
extern const NordCommand nord_command_duplicates;
extern const NordCommand nord_command_pack;
extern const NordCommand nord_command_poll;
extern const NordCommand nord_command_project;
extern const NordCommand nord_command_answer;
extern const NordCommand nord_command_undo;
extern const NordCommand nord_command_redo;
extern const NordCommand nord_command_check;
extern const NordCommand nord_command_rank;
extern const NordCommand nord_command_sync;
extern const NordCommand nord_command_map_print;
extern const NordCommand nord_command_map_render;
extern const NordCommand nord_command_tour;

const NordCommand *const nord_commands[] = {
  &nord_command_new,        &nord_command_import,
  &nord_command_export,     &nord_command_find,
  &nord_command_list,       &nord_command_cluster,
  &nord_command_duplicates, &nord_command_poll,
  &nord_command_answer,     &nord_command_layer,
  &nord_command_project,    &nord_command_undo,
  &nord_command_redo,       &nord_command_check,
  &nord_command_rank,       &nord_command_sync,
  &nord_command_map_print,  &nord_command_map_render,
  &nord_command_pack,       &nord_command_tour,
  &nord_command_districts,  NULL,
};

/* The handler may do next to nothing, so it writes to a pipe and a thread does the rest. */
static int signal_pipe[2] = {-1, -1};

static void
on_signal (int number)
{
  /* A second signal ends the program at once; what was acknowledged is on the disk. */
  signal (number, SIG_DFL);
  (void) !write (signal_pipe[1], "", 1);
}

static gpointer
wait_for_signal (gpointer cancellable)
{
  char byte;

  if (read (signal_pipe[0], &byte, 1) == 1)
    g_cancellable_cancel (cancellable);
  return NULL;
}

static void
listen_to_signals (GCancellable *cancellable)
{
  if (!g_unix_open_pipe (signal_pipe, FD_CLOEXEC, NULL))
    return;
  g_thread_unref (g_thread_new ("signals", wait_for_signal, cancellable));
  signal (SIGINT, on_signal);
  signal (SIGTERM, on_signal);
  /* Writing to a closed pipe is an error to report, not a reason to die in a transaction. */
  signal (SIGPIPE, SIG_IGN);
}

static void
print_help (void)
{
  g_print (_ ("Usage: nordwaerts-cli COMMAND [OPTIONS…] [ARGUMENTS…]"));
  g_print ("\n\n%s\n\n", _ ("Nordwärts on the command line: workshops without a screen."));
  g_print ("%s\n", _ ("Commands:"));
  for (const NordCommand *const *c = nord_commands; *c != NULL; c++)
    g_print ("  %-12s %s\n", (*c)->name, _ ((*c)->summary));
  g_print ("\n%s\n", _ ("Every command knows --help, --json and --quiet."));
  g_print ("%s\n", _ ("Exit status: 0 done, 1 failed, 2 called wrongly."));
}

static void
set_up_locale (void)
{
  /* Tests and the build tree run before anything is installed. */
  const char *localedir = g_getenv ("NORD_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : NORD_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  NordCall call = {NULL};

  set_up_locale ();
  if (argc < 2) {
    print_help ();
    return NORD_EXIT_USAGE;
  }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") ||
      g_str_equal (argv[1], "help")) {
    print_help ();
    return NORD_EXIT_OK;
  }
  if (g_str_equal (argv[1], "--version")) {
    g_print ("nordwaerts-cli %s\n", NORD_VERSION);
    return NORD_EXIT_OK;
  }
  for (const NordCommand *const *c = nord_commands; *c != NULL; c++)
    if (g_str_equal (argv[1], (*c)->name))
      call.command = *c;
  if (call.command == NULL) {
    /* Translators: %s is what the user typed. */
    g_autofree char *message = g_strdup_printf (_ ("There is no command “%s”."), argv[1]);
    g_printerr ("nordwaerts-cli: %s\n", message);
    g_printerr ("%s\n", _ ("Try “nordwaerts-cli --help”."));
    return NORD_EXIT_USAGE;
  }

  call.cancellable = g_cancellable_new ();
  listen_to_signals (call.cancellable);
  int status = call.command->run (&call, argc - 1, argv + 1);

  nord_call_end_progress (&call);
  g_strfreev (call.arguments);
  /* The cancellable stays: the thread that waits for signals may look at it to the end. */
  /* A full disk shows only when the buffer is flushed. */
  if (fflush (stdout) != 0 && status == NORD_EXIT_OK)
    status = NORD_EXIT_FAILED;
  return status;
}
