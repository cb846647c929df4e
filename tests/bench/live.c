/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What has to answer while a hand moves: proposals as the slider between place and words goes along
 * (live slider IDEAS), and whether something was said already, with every letter of the titles that
 * are written (live typing IDEAS TITLES). IDEAS: lines of "lon TAB lat TAB title TAB body". Says
 * the processor time of each answer. */
#include "core/cluster/duplicate.h"
#include "core/cluster/proposal.h"
#include "core/cluster/sayings.h"

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

/* Also how many of the ideas are proposed with others at each step. */
static int
slide (char **ideas)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_card_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *sizes = g_string_new (NULL);

  for (guint i = 0; ideas[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (ideas[i], "\t", 4);
    g_autoptr (NordShape) shape =
      nord_shape_new_point (g_ascii_strtod (parts[0], NULL), g_ascii_strtod (parts[1], NULL));
    g_autofree char *id = g_strdup_printf ("%u", i);

    g_ptr_array_add (cards, nord_card_new (id, parts[2], parts[3], shape));
  }
  printf ("{\"seconds\":[");
  for (int step = 0; step <= 20; step++) {
    const NordProposalOrder order = {.by = NORD_BY_BOTH, .weight = step / 20.0, .min_size = 3};
    const double start = user_seconds ();
    g_autoptr (GPtrArray) found = nord_proposal_find (cards, names, &order, NULL, NULL);
    const double end = user_seconds ();
    guint n = 0;

    for (guint i = 0; i < found->len; i++)
      n += nord_proposal_get_size (g_ptr_array_index (found, i));
    printf ("%s%.6f", step > 0 ? "," : "", end - start);
    g_string_append_printf (sizes, "%s%u", step > 0 ? "," : "", n);
  }
  printf ("],\"grouped\":[%s]", sizes->str);
  g_string_free (sizes, TRUE);
  return 0;
}

static int
type (char **ideas, char **titles)
{
  g_autoptr (NordSayings) known = nord_sayings_new (NORD_DUPLICATE_LIKELY, NORD_DUPLICATE_LIKELY);
  double start = user_seconds ();
  gboolean first = TRUE;
  guint n = 0, n_known = 0;

  for (guint i = 0; ideas[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (ideas[i], "\t", 4);
    g_autoptr (NordShape) shape =
      nord_shape_new_point (g_ascii_strtod (parts[0], NULL), g_ascii_strtod (parts[1], NULL));
    g_autofree char *id = g_strdup_printf ("%u", i);

    nord_sayings_add (known, id, parts[2], parts[3], shape);
  }
  nord_sayings_build (known);
  printf ("{\"build\":%.6f,\"seconds\":[", user_seconds () - start);
  for (guint i = 0; titles[i] != NULL; i++) {
    for (const char *end = titles[i]; *end != '\0';) {
      g_autofree char *so_far = NULL;
      NordSaying found[3];

      end = g_utf8_next_char (end);
      so_far = g_strndup (titles[i], (gsize) (end - titles[i]));
      start = (double) g_get_monotonic_time () / G_USEC_PER_SEC;
      n = nord_sayings_find (known, so_far, NULL, NULL, found, G_N_ELEMENTS (found));
      printf ("%s%.7f", first ? "" : ",",
              (double) g_get_monotonic_time () / G_USEC_PER_SEC - start);
      first = FALSE;
    }
    n_known += n > 0;
  }
  printf ("],\"known\":%u", n_known);
  return 0;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) ideas = NULL, titles = NULL;
  struct rusage usage;
  int status = 2;

  if (argc < 3)
    return 2;
  ideas = read_lines (argv[2]);
  if (strcmp (argv[1], "slider") == 0) {
    status = slide (ideas);
  } else if (argc == 4) {
    titles = read_lines (argv[3]);
    status = type (ideas, titles);
  }
  getrusage (RUSAGE_SELF, &usage);
  printf (",\"peak_kib\":%ld}\n", usage.ru_maxrss);
  return status;
}
