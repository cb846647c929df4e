/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A main loop that turns lives, one that hangs is killed; who left is not called back. */
#include "core/kiosk/watchdog.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>

#define LIMIT "NORD_KIOSK_WATCHDOG"

static gboolean
on_end (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
turn (guint milliseconds)
{
  gboolean ended = FALSE;

  g_timeout_add (milliseconds, on_end, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
}

/* Ends only if it is killed. */
static void
test_hangs (void)
{
  if (g_test_subprocess ()) {
    g_setenv (LIMIT, "0.4", TRUE);
    g_assert_cmpuint (nord_watchdog_begin (), !=, 0);
    turn (1000);
    g_print ("lived\n");
    for (;;)
      g_usleep (G_USEC_PER_SEC);
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stdout ("*lived*");
  g_test_trap_assert_stderr ("*hangs, and ends itself*");
}

/* So does one that is stopped, all its threads. */
static void
test_stopped (void)
{
  if (g_test_subprocess ()) {
    g_setenv (LIMIT, "0.4", TRUE);
    g_assert_cmpuint (nord_watchdog_begin (), !=, 0);
    turn (1000);
    g_print ("lived\n");
    raise (SIGSTOP);
    g_print ("went on\n");
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stdout ("*lived*");
  g_test_trap_assert_stdout_unmatched ("*went on*");
  g_test_trap_assert_stderr ("*hangs, and ends itself*");
}

/* Also where it takes a computer that has much else to do longer. */
static void
test_turns (void)
{
  if (g_test_subprocess ()) {
    g_setenv (LIMIT, "20", TRUE);
    g_assert_cmpuint (nord_watchdog_begin (), !=, 0);
    turn (1000);
    g_usleep (G_USEC_PER_SEC);
    turn (1000);
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

/* Who left is not called back, and only where somebody would call. */
static void
test_left (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-XXXXXX", NULL);
  g_autofree char *ours = g_build_filename (folder, "nordwaerts", NULL);
  g_autofree char *path = g_build_filename (ours, "left", NULL);

  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_unsetenv (LIMIT);
  nord_watchdog_leave ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_setenv (LIMIT, "20", TRUE);
  nord_watchdog_leave ();
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_rmdir (ours);
  g_rmdir (folder);
  g_unsetenv ("XDG_RUNTIME_DIR");
  nord_watchdog_leave ();
}

static void
test_nobody (void)
{
  static const char *const limits[] = {"", "much", "-1", "0", "nan", "1e9"};

  g_unsetenv (LIMIT);
  g_assert_cmpuint (nord_watchdog_begin (), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
    g_setenv (LIMIT, limits[i], TRUE);
    g_assert_cmpuint (nord_watchdog_begin (), ==, 0);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/watchdog/hangs", test_hangs);
  g_test_add_func ("/watchdog/stopped", test_stopped);
  g_test_add_func ("/watchdog/turns", test_turns);
  g_test_add_func ("/watchdog/nobody", test_nobody);
  g_test_add_func ("/watchdog/left", test_left);
  return g_test_run ();
}
