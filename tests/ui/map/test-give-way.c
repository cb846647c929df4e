/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The niceness of threads, as the system tells it. */
#include "ui/map/give-way.h"

#include <sys/resource.h>

static gpointer
measure (gpointer data)
{
  nord_give_way ();
  nord_give_way ();
  return GINT_TO_POINTER (getpriority (PRIO_PROCESS, 0));
}

static int
measure_in_thread (void)
{
  return GPOINTER_TO_INT (g_thread_join (g_thread_new ("painter", measure, NULL)));
}

static void
test_threads (void)
{
  const int own = getpriority (PRIO_PROCESS, 0);

  /* Where there is one map, it is painted as fast as can be. */
  g_assert_cmpint (measure_in_thread (), ==, own);
  nord_give_way_begin ();
  g_assert_cmpint (measure_in_thread (), ==, MIN (own + 10, 19));
  /* The main loop stays what it was, and so does who comes after. */
  g_assert_cmpint (getpriority (PRIO_PROCESS, 0), ==, own);
  g_assert_cmpint (measure_in_thread (), ==, MIN (own + 10, 19));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/map/give-way", test_threads);
  return g_test_run ();
}
