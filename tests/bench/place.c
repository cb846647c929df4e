/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups the positions of a file (raw doubles: longitude, latitude) and says how long it took.
 * Usage: place FILE RADIUS MIN_SIZE RUNS LABELS_FILE */
#include "core/cluster/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

int
main (int argc, char **argv)
{
  g_autofree char *bytes = NULL;
  g_autofree gint32 *labels = NULL;
  g_autoptr (GError) error = NULL;
  struct rusage before, after;
  gsize length;
  guint n, n_groups = 0;

  if (argc != 6 || !g_file_get_contents (argv[1], &bytes, &length, &error)) {
    g_printerr ("%s\n", error != NULL ? error->message : "place FILE RADIUS MIN_SIZE RUNS LABELS");
    return 2;
  }
  n = (guint) (length / 16);
  labels = g_new0 (gint32, n);
  getrusage (RUSAGE_SELF, &before);
  printf ("{\"seconds\":[");
  for (int run = 0; run < atoi (argv[4]); run++) {
    gint64 start = g_get_monotonic_time ();

    n_groups = nord_place_group_points ((const double *) bytes, n, g_ascii_strtod (argv[2], NULL),
                                        (guint) atoi (argv[3]), labels);
    printf ("%s%.6f", run ? "," : "", (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  }
  getrusage (RUSAGE_SELF, &after);
  printf ("],\"groups\":%u,\"peak_kib\":%ld,\"start_kib\":%ld}\n", n_groups, after.ru_maxrss,
          before.ru_maxrss);
  return g_file_set_contents (argv[5], (const char *) labels, n * sizeof *labels, NULL) ? 0 : 1;
}
