/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups the positions of a file (raw doubles: longitude, latitude) by density and says how long
 * it took. Usage: density FILE MIN_SIZE NEAREST RUNS LABELS_FILE */
#include "core/cluster/density.h"

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

int
main (int argc, char **argv)
{
  g_autofree char *bytes = NULL;
  g_autofree gint32 *labels = NULL;
  g_autoptr (GError) error = NULL;
  struct rusage after;
  gsize length;
  guint n, n_groups = 0;

  if (argc != 6 || !g_file_get_contents (argv[1], &bytes, &length, &error)) {
    g_printerr ("%s\n",
                error != NULL ? error->message : "density FILE MIN_SIZE NEAREST RUNS LABELS");
    return 2;
  }
  n = (guint) (length / 16);
  labels = g_new0 (gint32, n);
  printf ("{\"seconds\":[");
  for (int run = 0; run < atoi (argv[4]); run++) {
    double start = user_seconds ();

    n_groups = nord_density_group_points ((const double *) bytes, n, (guint) atoi (argv[2]),
                                          g_ascii_strtod (argv[3], NULL), labels);
    printf ("%s%.6f", run ? "," : "", user_seconds () - start);
  }
  getrusage (RUSAGE_SELF, &after);
  printf ("],\"groups\":%u,\"peak_kib\":%ld}\n", n_groups, after.ru_maxrss);
  return g_file_set_contents (argv[5], (const char *) labels, n * sizeof *labels, NULL) ? 0 : 1;
}
