/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A small process that hears from the main loop, and ends the program where that stands still or
 * the whole of it was stopped: cage ends with it, and systemd starts both again. The watchdog of
 * systemd itself would not do: PAM moves cage and all in it from the unit to a session of logind,
 * and what comes from there systemd does not take for a word of the unit. */
#include "core/kiosk/watchdog.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define LIMIT "NORD_KIOSK_WATCHDOG"
/* So often it listens in vain, and the loop turns as often. */
#define LOOKS 4
#define WORDS "nordwaerts: hangs, and ends itself\n"

static int line = -1; /* (owned) our end of it */

/* A copy of a program with threads: only calls that a signal handler may make, too. */
static void
watch (int heard, pid_t program, int look_ms)
{
  struct pollfd wait = {.fd = STDIN_FILENO, .events = POLLIN};
  char word;

  prctl (PR_SET_NAME, "nord-watchdog");
  /* Nothing else of the program stays open here, or its display would not see it end. */
  if (dup2 (heard, STDIN_FILENO) < 0 || close_range (STDERR_FILENO + 1, ~0U, 0) != 0)
    _exit (1);
  /* Looks are counted, not time: a computer that slept, or had no time for either, proves nothing.
   */
  for (int quiet = 0; quiet <= LOOKS;) {
    const int n = poll (&wait, 1, look_ms);

    if (n == 0)
      quiet++;
    else if (n > 0 && read (STDIN_FILENO, &word, 1) == 1)
      quiet = 0;
    else if (n > 0 || errno != EINTR)
      _exit (0);
  }
  if (getppid () != program)
    _exit (0);
  (void) !write (STDERR_FILENO, WORDS, strlen (WORDS));
  kill (program, SIGKILL);
  _exit (0);
}

/* Where nobody hears it any more nothing happens. */
static gboolean
on_turn (gpointer data)
{
  (void) !send (line, ".", 1, MSG_NOSIGNAL);
  return G_SOURCE_CONTINUE;
}

/**
 * nord_watchdog_begin:
 *
 * From now on the main loop has to turn: stands it still, or is the program stopped, for as many
 * seconds as the environment says in `NORD_KIOSK_WATCHDOG`, which whoever starts the program again
 * has to set, the program is killed. Once in a program.
 *
 * Returns: number of the source in the main loop; 0 where nobody would start it again
 */
guint
nord_watchdog_begin (void)
{
  const char *limit = g_getenv (LIMIT);
  const double seconds = limit != NULL ? g_ascii_strtod (limit, NULL) : 0;
  const pid_t program = getpid ();
  int ends[2], look_ms;
  pid_t child;

  if (!(seconds >= 0.1 && seconds <= 3600) ||
      socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0)
    return 0;
  look_ms = (int) (seconds * 1000) / LOOKS;
  child = fork ();
  if (child == 0)
    watch (ends[0], program, look_ms);
  close (ends[0]);
  if (child < 0) {
    close (ends[1]);
    return 0;
  }
  line = ends[1];
  return g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) look_ms, on_turn, NULL, NULL);
}

/**
 * nord_watchdog_leave:
 *
 * The team ends the program for good: where a service manager would start it again, it finds a file
 * `nordwaerts/left` in XDG_RUNTIME_DIR, which its unit looks for (and takes away) before each
 * start. Does nothing where nobody would start it again.
 */
void
nord_watchdog_leave (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *folder = NULL, *path = NULL;

  if (g_getenv (LIMIT) == NULL || runtime == NULL || *runtime == '\0')
    return;
  folder = g_build_filename (runtime, "nordwaerts", NULL);
  path = g_build_filename (folder, "left", NULL);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_file_set_contents (path, "", 0, NULL);
}
