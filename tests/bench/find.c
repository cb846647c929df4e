/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finds each line of a file of queries and prints a line of JSON for it: processor time and the
 * names found. Usage: find STREETS QUERIES NAMES_FILE (which gets all names, one a line) */
#include "core/geo/finder.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <sys/resource.h>

static double
get_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / 1e6;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordGazetteer) names = NULL;
  g_autoptr (NordDistricts) districts = NULL;
  g_autoptr (NordFinder) finder = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) queries = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  struct rusage usage;
  double start = get_seconds ();

  if (argc != 4 || !g_file_get_contents (argv[2], &text, NULL, &error) ||
      (names = nord_gazetteer_new_default (argv[1], &error)) == NULL) {
    g_printerr ("%s\n", error != NULL ? error->message : "find STREETS QUERIES NAMES");
    return 2;
  }
  districts = nord_districts_new_default ();
  finder = nord_finder_new (names, districts);
  printf ("{\"load_s\":%.6f,\"n\":%u}\n", get_seconds () - start, nord_gazetteer_get_n (names));
  for (guint i = 0; i < nord_gazetteer_get_n (names); i++)
    g_string_append_printf (all, "%s\n", nord_gazetteer_get (names, i)->name);
  queries = g_strsplit (text, "\n", -1);
  for (guint q = 0; queries[q] != NULL && *queries[q] != '\0'; q++) {
    g_autoptr (JsonArray) found_names = json_array_new ();
    g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
    g_autofree char *printed = NULL;
    double best = G_MAXDOUBLE;

    for (int run = 0; run < 3; run++) {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (GPtrArray) found = nord_finder_find (finder, queries[q], NULL, 10);

      best = MIN (best, (double) (g_get_monotonic_time () - begin) / 1e6);
      for (guint i = 0; run == 0 && i < found->len; i++)
        json_array_add_string_element (found_names,
                                       ((NordFound *) g_ptr_array_index (found, i))->name);
    }
    json_node_set_array (node, found_names);
    printed = json_to_string (node, FALSE);
    printf ("{\"seconds\":%.7f,\"names\":%s}\n", best, printed);
  }
  getrusage (RUSAGE_SELF, &usage);
  printf ("{\"peak_kib\":%ld}\n", usage.ru_maxrss);
  return g_file_set_contents (argv[3], all->str, (gssize) all->len, NULL) ? 0 : 1;
}
