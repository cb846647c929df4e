/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a keystroke costs while an idea is written beside a large register.
 * Usage: register PROJECTS QUERIES: in PROJECTS a line is title, text, longitude, latitude with
 * tabulators between; in QUERIES a line is what stands there after a key. */
#include "core/cluster/sayings.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static double
user_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / G_USEC_PER_SEC;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

int
main (int argc, char **argv)
{
  g_autoptr (NordSayings) sayings =
    nord_sayings_new (NORD_SAYINGS_OTHER_LIKELY, NORD_SAYINGS_OTHER_BESIDE);
  g_autofree char *projects = NULL, *queries = NULL;
  g_autofree double *times = NULL;
  g_auto (GStrv) lines = NULL, keys = NULL;
  struct rusage usage;
  double start, built, asked;
  guint n, n_found = 0;

  if (argc != 3 || !g_file_get_contents (argv[1], &projects, NULL, NULL) ||
      !g_file_get_contents (argv[2], &queries, NULL, NULL))
    return 2;
  lines = g_strsplit (projects, "\n", -1);
  keys = g_strsplit (queries, "\n", -1);
  n = g_strv_length (keys);
  times = g_new (double, n);
  start = user_seconds ();
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
    g_autofree char *id = g_strdup_printf ("%u", i);
    g_autoptr (NordShape) shape = NULL;

    if (g_strv_length (cells) != 4)
      continue;
    shape = nord_shape_new_point (g_ascii_strtod (cells[2], NULL), g_ascii_strtod (cells[3], NULL));
    nord_sayings_add (sayings, id, cells[0], cells[1], shape);
  }
  nord_sayings_build (sayings);
  built = user_seconds ();
  for (guint k = 0; k < n; k++) {
    const gint64 before = g_get_monotonic_time ();
    NordSaying found[4];

    n_found += nord_sayings_find (sayings, keys[k], NULL, NULL, found, 4) > 0;
    times[k] = (double) (g_get_monotonic_time () - before) / G_USEC_PER_SEC;
  }
  asked = user_seconds ();
  qsort (times, n, sizeof *times, compare);
  getrusage (RUSAGE_SELF, &usage);
  printf (
    "{\"build\":%.6f,\"query\":%.9f,\"p99\":%.9f,\"worst\":%.9f,\"found\":%u,\"peak_kib\":%ld}\n",
    built - start, (asked - built) / MAX (n, 1), times[n * 99 / 100], times[n - 1], n_found,
    usage.ru_maxrss);
  return 0;
}
