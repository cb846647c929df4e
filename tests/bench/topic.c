/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups texts (one a line) by words and says how long it took.
 * Usage: topic free|seeds|learn TEXTS LABELS_OUT RUNS N_GROUPS|SEEDS_FILE|KNOWN_FILE */
#include "core/cluster/topic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static double
user_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / G_USEC_PER_SEC;
}

static char **
read_lines (const char *path)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("cannot read %s", path);
  g_strchomp (text);
  return g_strsplit (text, "\n", -1);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) texts = NULL, extra = NULL;
  g_autofree gint32 *labels = NULL, *known = NULL;
  struct rusage usage;
  guint n, n_groups;

  if (argc != 6)
    return 2;
  texts = read_lines (argv[2]);
  n = g_strv_length (texts);
  n_groups = (guint) atoi (argv[5]);
  labels = g_new (gint32, n);
  known = g_new (gint32, n);
  if (strcmp (argv[1], "free") != 0)
    extra = read_lines (argv[5]);
  if (strcmp (argv[1], "seeds") == 0)
    n_groups = g_strv_length (extra);
  if (strcmp (argv[1], "learn") == 0) {
    n_groups = 0;
    for (guint i = 0; i < n; i++) {
      known[i] = atoi (extra[i]);
      n_groups = MAX (n_groups, (guint) (known[i] + 1));
    }
  }
  printf ("{\"seconds\":[");
  for (int run = 0; run < atoi (argv[4]); run++) {
    double start = user_seconds ();
    g_autoptr (NordVectors) vectors = nord_vectors_new ((const char *const *) texts, n, "de");

    if (strcmp (argv[1], "free") == 0)
      nord_topic_group (vectors, n_groups, labels);
    else if (strcmp (argv[1], "seeds") == 0)
      nord_topic_group_around (vectors, (const char *const *) extra, n_groups, labels);
    else
      nord_topic_learn (vectors, known, n_groups, labels);
    printf ("%s%.6f", run ? "," : "", user_seconds () - start);
  }
  getrusage (RUSAGE_SELF, &usage);
  printf ("],\"peak_kib\":%ld}\n", usage.ru_maxrss);
  return g_file_set_contents (argv[3], (const char *) labels, n * sizeof *labels, NULL) ? 0 : 1;
}
