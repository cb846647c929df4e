/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The exact optimum by lists of undominated partial sets.
 *
 * Source: Nemhauser, Ullmann: Discrete Dynamic Programming and Capital Allocation (1969), with the
 * fractional bound of Dantzig (1957) to drop sets that cannot win any more. */
#include "core/rank/knapsack.h"
#include "core/rank/greedy.h"

G_DEFINE_QUARK (nord_knapsack_error, nord_knapsack_error)

/* 32 bytes a set: at most 1 GiB of them in the history, far beyond what real ballots give. */
#define MAX_SETS (32u << 20)

typedef struct {
  gint64 cost;
  gint64 value;
  guint trace; /* index in the history */
} Set;

typedef struct {
  guint before; /* index in the history */
  guint project;
} Trace;

typedef struct {
  const NordBudget *budget;
  const gint64 *support;
} Order;

static int
compare_density (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Order *order = user_data;
  guint p = *(const guint *) a, q = *(const guint *) b;
  __int128 left = (__int128) order->support[p] * order->budget->costs[q];
  __int128 right = (__int128) order->support[q] * order->budget->costs[p];

  if (left != right)
    return left > right ? -1 : 1;
  return order->budget->tie_order[p] < order->budget->tie_order[q] ? -1 : 1;
}

/* No way of filling the rest of the budget with the projects from @from on gives more than this. */
static double
upper_bound (const NordBudget *budget,
             const gint64 *support,
             const guint *queue,
             guint from,
             guint n,
             const Set *set)
{
  gint64 room = budget->budget - set->cost;
  double value = (double) set->value;

  for (guint i = from; i < n; i++) {
    guint p = queue[i];

    if (budget->costs[p] > room)
      return value + (double) support[p] * (double) room / (double) budget->costs[p];
    room -= budget->costs[p];
    value += (double) support[p];
  }
  return value;
}

/**
 * nord_rank_knapsack:
 * @budget: a budget with its ballots
 * @points: whether points are summed; otherwise votes
 * @cancellable: (nullable): stops the search
 * @error: cancelled, or %NORD_KNAPSACK_ERROR_TOO_HARD
 *
 * Several sets may reach the greatest sum; which one comes out is always the same for the same
 * input.
 *
 * Returns: (transfer full) (nullable): the outcome
 */
NordBudgetOutcome *
nord_rank_knapsack (const NordBudget *budget,
                    gboolean points,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree gint64 *support = nord_rank_sum_support (budget, points);
  g_autofree guint *queue = g_new (guint, budget->n_projects + 1);
  g_autoptr (GArray) sets = g_array_new (FALSE, FALSE, sizeof (Set));
  g_autoptr (GArray) history = g_array_new (FALSE, FALSE, sizeof (Trace));
  g_autoptr (NordBudgetOutcome) greedy =
    nord_rank_greedy (budget, points ? NORD_GREEDY_POINTS_PER_COST : NORD_GREEDY_VOTES_PER_COST);
  NordBudgetOutcome *outcome;
  Order order = {budget, support};
  Set best = {0}, empty = {0};
  Trace root = {0};
  gint64 floor_value = 0;
  guint n = 0;

  for (guint i = 0; i < greedy->winners->len; i++)
    floor_value += support[g_array_index (greedy->winners, guint, i)];
  for (guint p = 0; p < budget->n_projects; p++)
    if (support[p] > 0 && budget->costs[p] <= budget->budget)
      queue[n++] = p;
  g_qsort_with_data (queue, (int) n, sizeof *queue, compare_density, &order);

  g_array_append_val (history, root);
  g_array_append_val (sets, empty);
  for (guint i = 0; i < n; i++) {
    g_autoptr (GArray) merged = g_array_sized_new (FALSE, FALSE, sizeof (Set), 2 * sets->len);
    const Set *old = (const Set *) sets->data;
    gint64 cost = budget->costs[queue[i]], value = support[queue[i]];
    guint without = 0, with = 0;
    gint64 top = -1;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    /* Both lists rise in cost and value; what costs more without being worth more is dropped. */
    while (without < sets->len || with < sets->len) {
      gboolean take =
        without == sets->len || (with < sets->len && old[with].cost + cost < old[without].cost);
      Set set = take ? old[with++] : old[without++];

      if (take) {
        Trace trace = {set.trace, queue[i]};

        set.cost += cost;
        set.value += value;
        if (set.cost > budget->budget || set.value <= top)
          continue;
        if (upper_bound (budget, support, queue, i + 1, n, &set) + 1e-6 * floor_value <
            (double) floor_value)
          continue;
        set.trace = history->len;
        g_array_append_val (history, trace);
      } else if (set.value <= top ||
                 upper_bound (budget, support, queue, i + 1, n, &set) + 1e-6 * floor_value <
                   (double) floor_value) {
        continue;
      }
      top = set.value;
      floor_value = MAX (floor_value, set.value);
      /* A dearer set of the same cost that is worth more replaces the one before. */
      if (merged->len > 0 && g_array_index (merged, Set, merged->len - 1).cost == set.cost)
        g_array_set_size (merged, merged->len - 1);
      g_array_append_val (merged, set);
    }
    if (history->len > MAX_SETS) {
      g_set_error (error, NORD_KNAPSACK_ERROR, NORD_KNAPSACK_ERROR_TOO_HARD,
                   "more than %u partial sets", MAX_SETS);
      return NULL;
    }
    g_array_unref (sets);
    sets = g_steal_pointer (&merged);
  }
  for (guint i = 0; i < sets->len; i++)
    if (g_array_index (sets, Set, i).value > best.value)
      best = g_array_index (sets, Set, i);

  outcome = nord_budget_outcome_new ();
  for (guint trace = best.trace; trace != 0;) {
    const Trace *step = &g_array_index (history, Trace, trace);
    NordBudgetRound round = {
      .project = step->project,
      .spent = (double) budget->costs[step->project] / (double) budget->unit,
      .value = support[step->project],
    };

    nord_budget_outcome_buy (outcome, budget, &round);
    trace = step->before;
  }
  return outcome;
}
