/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Looks up texts (one a line) among others and says how long a query took.
 * Usage: duplicate TEXTS QUERIES OUT: a line a query of "index similarity", -1 for none */
#include "core/cluster/duplicate.h"

#include <stdio.h>
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
  g_auto (GStrv) texts = NULL, queries = NULL;
  g_autofree char *text = NULL, *query = NULL;
  g_autoptr (NordDuplicates) index = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  struct rusage usage;
  double start, built, asked;
  guint n = 0;

  if (argc != 4 || !g_file_get_contents (argv[1], &text, NULL, NULL) ||
      !g_file_get_contents (argv[2], &query, NULL, NULL))
    return 2;
  texts = g_strsplit (text, "\n", -1);
  queries = g_strsplit (query, "\n", -1);
  start = user_seconds ();
  index = nord_duplicates_new ((const char *const *) texts, g_strv_length (texts));
  built = user_seconds ();
  for (n = 0; queries[n] != NULL; n++) {
    NordDuplicate found = {G_MAXUINT, 0};
    guint n_found = nord_duplicates_find (index, queries[n], G_MAXUINT, &found, 1);

    g_string_append_printf (out, "%d %.4f\n", n_found > 0 ? (int) found.index : -1,
                            found.similarity);
  }
  asked = user_seconds ();
  getrusage (RUSAGE_SELF, &usage);
  printf ("{\"build\":%.6f,\"query\":%.9f,\"peak_kib\":%ld}\n", built - start,
          (asked - built) / MAX (n, 1), usage.ru_maxrss);
  return g_file_set_contents (argv[3], out->str, (gssize) out->len, NULL) ? 0 : 1;
}
