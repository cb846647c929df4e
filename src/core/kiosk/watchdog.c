/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A thread that looks at the main loop from outside, and ends the program where that stands still:
 * cage ends with it, and systemd starts both again. The watchdog of systemd itself would not do:
 * PAM moves cage and all in it from the unit to a session of logind, and what comes from there
 * systemd does not take for a word of the unit. */
#include "core/kiosk/watchdog.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define LIMIT "NORD_KIOSK_WATCHDOG"
/* So often it looks, and the loop turns as often. */
#define LOOKS 4
#define WORDS "nordwaerts: hangs, and ends itself\n"

static gint turns;
static gint limit_ms;

static gpointer
watch (gpointer data)
{
  int seen = g_atomic_int_get (&turns);

  /* Looks are counted, not time: a computer that slept, or had no time for either, proves nothing.
   */
  for (int quiet = 0; quiet <= LOOKS; quiet++) {
    g_usleep ((gulong) g_atomic_int_get (&limit_ms) * 1000 / LOOKS);
    if (g_atomic_int_get (&turns) != seen)
      quiet = 0;
    seen = g_atomic_int_get (&turns);
  }
  /* No handler, no lock, nothing that what hangs could hold. */
  (void) !write (STDERR_FILENO, WORDS, strlen (WORDS));
  kill (getpid (), SIGKILL);
  return NULL;
}

static gboolean
on_turn (gpointer data)
{
  g_atomic_int_inc (&turns);
  return G_SOURCE_CONTINUE;
}

/**
 * nord_watchdog_begin:
 *
 * From now on the main loop has to turn: stands it still for as many seconds as the environment
 * says in `NORD_KIOSK_WATCHDOG`, which whoever starts the program again has to set, the program is
 * killed. Once in a program.
 *
 * Returns: number of the source in the main loop; 0 where nobody would start it again
 */
guint
nord_watchdog_begin (void)
{
  const char *limit = g_getenv (LIMIT);
  const double seconds = limit != NULL ? g_ascii_strtod (limit, NULL) : 0;
  GThread *thread;

  if (!(seconds >= 0.1 && seconds <= 3600))
    return 0;
  limit_ms = (int) (seconds * 1000);
  thread = g_thread_try_new ("watchdog", watch, NULL, NULL);
  if (thread == NULL)
    return 0;
  g_thread_unref (thread);
  return g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) limit_ms / LOOKS, on_turn, NULL, NULL);
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
