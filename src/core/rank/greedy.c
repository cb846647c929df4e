/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Orders projects by support, exactly, and buys what fits. */
#include "core/rank/greedy.h"

typedef struct {
  const NordBudget *budget;
  const gint64 *support;
  gboolean per_cost;
} Order;

static int
compare_support (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Order *order = user_data;
  guint p = *(const guint *) a, q = *(const guint *) b;
  /* support_p / cost_p > support_q / cost_q, multiplied out; a project that costs nothing comes
   * before all others. */
  __int128 left = order->support[p], right = order->support[q];

  if (order->per_cost) {
    left *= order->budget->costs[q];
    right *= order->budget->costs[p];
    if (order->budget->costs[p] == 0 || order->budget->costs[q] == 0) {
      left = order->budget->costs[p] == 0;
      right = order->budget->costs[q] == 0;
    }
  }
  if (left != right)
    return left > right ? -1 : 1;
  return order->budget->tie_order[p] < order->budget->tie_order[q] ? -1 : 1;
}

/**
 * nord_rank_sum_support:
 * @budget: a budget
 * @points: whether to sum points; otherwise each mark is one vote
 *
 * Returns: (transfer full) (array): the support of each project
 */
gint64 *
nord_rank_sum_support (const NordBudget *budget, gboolean points)
{
  gint64 *support = g_new0 (gint64, budget->n_projects + 1);
  guint n_marks = nord_budget_get_n_marks (budget);

  for (guint i = 0; i < n_marks; i++)
    support[budget->marks[i]] += points ? budget->points[i] : 1;
  return support;
}

/**
 * nord_rank_greedy_complete:
 * @budget: a budget
 * @order: which project comes first
 * @outcome: what is bought already; goes on in place
 *
 * Buys, in order, every project that still fits; what does not fit is passed over, not a reason to
 * stop. Ties go by the budget's tie order.
 */
void
nord_rank_greedy_complete (const NordBudget *budget,
                           NordGreedyOrder order,
                           NordBudgetOutcome *outcome)
{
  gboolean points = order == NORD_GREEDY_POINTS || order == NORD_GREEDY_POINTS_PER_COST;
  g_autofree gint64 *support = nord_rank_sum_support (budget, points);
  g_autofree guint *queue = g_new (guint, budget->n_projects + 1);
  gboolean completes = outcome->rounds->len > 0;
  Order how = {
    budget,
    support,
    order == NORD_GREEDY_VOTES_PER_COST || order == NORD_GREEDY_POINTS_PER_COST,
  };

  for (guint p = 0; p < budget->n_projects; p++)
    queue[p] = p;
  g_qsort_with_data (queue, (int) budget->n_projects, sizeof *queue, compare_support, &how);
  for (guint i = 0; i < budget->n_projects; i++) {
    guint p = queue[i];
    NordBudgetRound round = {
      .project = p,
      .spent = (double) budget->costs[p] / (double) budget->unit,
      .value = support[p],
      .by_completion = completes,
    };

    if (budget->costs[p] > budget->budget - outcome->cost || nord_budget_outcome_has (outcome, p))
      continue;
    nord_budget_outcome_buy (outcome, budget, &round);
  }
}

/**
 * nord_rank_greedy:
 * @budget: a budget
 * @order: which project comes first
 *
 * The rule that most cities use: in order of support, whatever still fits.
 *
 * Returns: (transfer full): the outcome
 */
NordBudgetOutcome *
nord_rank_greedy (const NordBudget *budget, NordGreedyOrder order)
{
  NordBudgetOutcome *outcome = nord_budget_outcome_new ();

  nord_rank_greedy_complete (budget, order, outcome);
  return outcome;
}
