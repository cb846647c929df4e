/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Plays the rounds of a budget once more, from the side of those who paid. */
#include "core/rank/budget-insight.h"

/* What each ballot has left after all rounds of equal shares, in currency units. */
static double *
play_purses (const NordBudget *budget, const NordBudgetOutcome *outcome)
{
  double *left = g_new (double, budget->n_ballots + 1);
  g_autofree double *each = g_new0 (double, budget->n_projects + 1);

  for (guint r = 0; r < outcome->rounds->len; r++) {
    const NordBudgetRound *round = &g_array_index (outcome->rounds, NordBudgetRound, r);

    if (!round->by_completion)
      each[round->project] = round->each;
  }
  for (guint b = 0; b < budget->n_ballots; b++) {
    guint start = b > 0 ? budget->ends[b - 1] : 0;

    left[b] = outcome->share;
    /* Payments of one person come in the order of the rounds, but only their sum counts here, since
     * nobody pays more than what is left. */
    for (guint i = start; i < budget->ends[b]; i++)
      left[b] -= MIN (left[b], each[budget->marks[i]]);
  }
  return left;
}

static double
part_missing (const NordBudget *budget, const NordNearMiss *miss)
{
  double cost = (double) budget->costs[miss->project] / (double) budget->unit;

  return cost > 0 ? miss->missing / cost : 0;
}

static int
compare_misses (gconstpointer a, gconstpointer b, gpointer data)
{
  const NordNearMiss *x = a, *y = b;
  double part_x = part_missing (data, x), part_y = part_missing (data, y);

  if (part_x != part_y)
    return part_x < part_y ? -1 : 1;
  return x->supporters != y->supporters ? (x->supporters > y->supporters ? -1 : 1)
                                        : (x->project < y->project ? -1 : 1);
}

GArray *
nord_budget_find_near_misses (const NordBudget *budget, const NordBudgetOutcome *outcome)
{
  GArray *misses = g_array_new (FALSE, TRUE, sizeof (NordNearMiss));
  g_autofree double *left = outcome->share > 0 ? play_purses (budget, outcome) : NULL;
  const double rest = (double) (budget->budget - outcome->cost) / (double) budget->unit;
  g_autofree NordNearMiss *all = g_new0 (NordNearMiss, budget->n_projects + 1);

  for (guint b = 0; b < budget->n_ballots; b++)
    for (guint i = b > 0 ? budget->ends[b - 1] : 0; i < budget->ends[b]; i++) {
      all[budget->marks[i]].supporters++;
      if (left != NULL)
        all[budget->marks[i]].held += left[b];
    }
  for (guint p = 0; p < budget->n_projects; p++) {
    const double cost = (double) budget->costs[p] / (double) budget->unit;

    if (nord_budget_outcome_has (outcome, p))
      continue;
    all[p].project = p;
    if (left == NULL)
      all[p].held = rest;
    all[p].missing = MAX (cost - all[p].held, 0);
    g_array_append_val (misses, all[p]);
  }
  g_array_sort_with_data (misses, compare_misses, (gpointer) budget);
  return misses;
}
