/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Bundles the places of a file (raw doubles: longitude, latitude) and says how long it took.
 * Usage: crowd FILE RUNS */
#include "core/geo/crowd.h"
#include "core/geo/mercator.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double
get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Views of 1880 by 1000 pixels at each zoom, each about a place. */
static double
ask_views (const NordCrowd *crowd, const double *xy, guint n, double *worst)
{
  g_autoptr (GArray) bubbles = g_array_new (FALSE, FALSE, sizeof (NordCrowdBubble));
  double total = 0;
  guint asked = 0;

  *worst = 0;
  for (guint z = 8; z <= 16; z++) {
    double scale = 512 * (double) (1u << z), sum = 0;

    for (guint i = 0; i < 200; i++, asked++) {
      guint at = (guint) ((guint64) i * 7919 * 131 % n);
      double start;

      g_array_set_size (bubbles, 0);
      start = get_cpu ();
      nord_crowd_query (crowd, z, xy[2 * at] - 940 / scale, xy[2 * at + 1] - 500 / scale,
                        xy[2 * at] + 940 / scale, xy[2 * at + 1] + 500 / scale, bubbles);
      sum += get_cpu () - start;
    }
    total += sum;
    *worst = MAX (*worst, sum / 200);
  }
  return total / asked;
}

/* Kibibytes of /proc/self/status. */
static glong
get_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, name);
  return line ? atol (line + strlen (name)) : 0;
}

static double
change (NordCrowd *crowd, const double *xy, guint n)
{
  double start = get_cpu ();

  for (guint i = 0; i < 2000; i++) {
    guint at = (guint) ((guint64) i * 104729 % n);

    nord_crowd_remove (crowd, at);
    nord_crowd_add (crowd, at, xy[2 * ((at + 1) % n)], xy[2 * ((at + 1) % n) + 1], 0, 255);
  }
  return (get_cpu () - start) / 4000;
}

int
main (int argc, char **argv)
{
  g_autoptr (NordCrowd) crowd = nord_crowd_new (16, 0);
  g_autofree char *bytes = NULL;
  g_autofree double *xy = NULL;
  double view, worst;
  glong before, peak;
  gsize length;
  guint n;

  if (argc != 3 || !g_file_get_contents (argv[1], &bytes, &length, NULL)) {
    g_printerr ("crowd FILE RUNS\n");
    return 2;
  }
  n = (guint) (length / 16);
  xy = g_new (double, 2 * n);
  for (guint i = 0; i < n; i++)
    nord_mercator_project (((double *) bytes)[2 * i], ((double *) bytes)[2 * i + 1], &xy[2 * i],
                           &xy[2 * i + 1]);
  g_clear_pointer (&bytes, g_free);
  malloc_trim (0);
  /* From here on the peak is that of what is filled, with all that it needs while it is. */
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  before = get_status ("VmRSS:");
  printf ("{\"seconds\":[");
  for (int run = 0; run < atoi (argv[2]); run++) {
    double start = get_cpu ();

    nord_crowd_fill (crowd, xy, NULL, NULL, n);
    printf ("%s%.6f", run ? "," : "", get_cpu () - start);
  }
  peak = get_status ("VmHWM:");
  printf ("],\"counts\":[");
  for (guint z = 0; z <= 16; z++)
    printf ("%s%u", z ? "," : "", nord_crowd_count (crowd, z));
  view = ask_views (crowd, xy, n, &worst);
  printf ("],\"view_s\":%.9f,\"view_worst_s\":%.9f,\"change_s\":%.9f,\"bytes\":%zu,"
          "\"peak_kib\":%ld,\"own_kib\":%ld}\n",
          view, worst, change (crowd, xy, n), nord_crowd_get_memory (crowd), peak, peak - before);
  return 0;
}
