/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reads a .pb file and counts it under one rule, and says how long each took.
 * Usage: rank FILE RULE RUNS, where RULE is mes-cost, mes-add1, phragmen, knapsack, or one of the
 * rules for rankings. */
#include "core/exchange/pabulib.h"
#include "core/rank/equal-shares.h"
#include "core/rank/knapsack.h"
#include "core/rank/phragmen.h"
#include "core/rank/ranking-rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* Of all threads together: what others do meanwhile is not in it. */
static double
processor_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Ordinal ballots name their projects best first. */
static NordProfile *
make_profile (const NordBudget *budget)
{
  NordProfile *profile = nord_profile_new (budget->n_projects);
  g_autofree guint16 *places = g_new (guint16, budget->n_projects + 1);

  for (guint b = 0; b < budget->n_ballots; b++) {
    guint start = b > 0 ? budget->ends[b - 1] : 0;

    for (guint p = 0; p < budget->n_projects; p++)
      places[p] = NORD_UNRANKED;
    for (guint i = start; i < budget->ends[b]; i++)
      places[budget->marks[i]] = (guint16) (i - start + 1);
    nord_profile_add (profile, places, 1);
  }
  return profile;
}

static GArray *
count (const NordBudget *budget, const NordProfile *profile, const char *rule)
{
  g_autoptr (NordBudgetOutcome) outcome = NULL;

  if (profile != NULL) {
    gboolean strict;

    return nord_rank_find_rule (rule, &strict) (profile);
  }
  if (g_str_equal (rule, "phragmen"))
    outcome = nord_rank_phragmen (budget);
  else if (g_str_equal (rule, "knapsack"))
    outcome = nord_rank_knapsack (budget, FALSE, NULL, NULL);
  else
    outcome =
      nord_rank_equal_shares (budget, NORD_SATISFACTION_COST,
                              g_str_equal (rule, "mes-add1") ? NORD_COMPLETION_ADD1_THEN_GREEDY
                                                             : NORD_COMPLETION_NONE,
                              NULL);
  return g_array_ref (outcome->winners);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) read_s = g_string_new (NULL), count_s = g_string_new (NULL),
                      cpu_s = g_string_new (NULL);
  g_autoptr (GArray) winners = NULL;
  g_autoptr (NordPabulib) file = NULL;
  g_autoptr (NordProfile) profile = NULL;
  g_autoptr (GFile) path = NULL;
  struct rusage usage;
  gboolean strict;

  if (argc != 4) {
    g_printerr ("rank FILE RULE RUNS\n");
    return 2;
  }
  path = g_file_new_for_commandline_arg (argv[1]);
  for (int run = 0; run < atoi (argv[3]); run++) {
    gint64 start = g_get_monotonic_time ();

    g_clear_pointer (&file, nord_pabulib_free);
    file = nord_pabulib_read (path, NULL, &error);
    if (file == NULL) {
      g_printerr ("%s\n", error->message);
      return 1;
    }
    g_string_append_printf (read_s, "%s%.6f", run ? "," : "", seconds_since (start));
  }
  if (nord_rank_find_rule (argv[2], &strict) != NULL)
    profile = make_profile (file->budget);
  for (int run = 0; run < atoi (argv[3]); run++) {
    gint64 start = g_get_monotonic_time ();
    const double cpu = processor_seconds ();

    g_clear_pointer (&winners, g_array_unref);
    winners = count (file->budget, profile, argv[2]);
    g_string_append_printf (count_s, "%s%.6f", run ? "," : "", seconds_since (start));
    g_string_append_printf (cpu_s, "%s%.6f", run ? "," : "", processor_seconds () - cpu);
  }
  getrusage (RUSAGE_SELF, &usage);
  printf ("{\"read\":[%s],\"count\":[%s],\"cpu\":[%s],\"peak_kib\":%ld,\"winners\":[", read_s->str,
          count_s->str, cpu_s->str, usage.ru_maxrss);
  for (guint i = 0; i < winners->len; i++)
    printf ("%s%u", i ? "," : "", g_array_index (winners, guint, i));
  printf ("]}\n");
  return 0;
}
