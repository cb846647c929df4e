/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The table of rules for budgets. */
#include "core/rank/budget-rules.h"
#include "core/rank/equal-shares.h"
#include "core/rank/greedy.h"
#include "core/rank/knapsack.h"
#include "core/rank/phragmen.h"

static const NordBudgetRule rules[] = {
  {"greedy-votes", NORD_BUDGET_RULE_GREEDY, NORD_GREEDY_VOTES, 0},
  {"greedy-votes-per-cost", NORD_BUDGET_RULE_GREEDY, NORD_GREEDY_VOTES_PER_COST, 0},
  {"greedy-points", NORD_BUDGET_RULE_GREEDY, NORD_GREEDY_POINTS, 0},
  {"greedy-points-per-cost", NORD_BUDGET_RULE_GREEDY, NORD_GREEDY_POINTS_PER_COST, 0},
  {"mes-cost", NORD_BUDGET_RULE_EQUAL_SHARES, NORD_SATISFACTION_COST, NORD_COMPLETION_NONE},
  {"mes-cardinality", NORD_BUDGET_RULE_EQUAL_SHARES, NORD_SATISFACTION_CARDINALITY,
   NORD_COMPLETION_NONE},
  {"mes-points", NORD_BUDGET_RULE_EQUAL_SHARES, NORD_SATISFACTION_POINTS, NORD_COMPLETION_NONE},
  {"mes-greedy", NORD_BUDGET_RULE_EQUAL_SHARES, NORD_SATISFACTION_COST, NORD_COMPLETION_GREEDY},
  {"mes-add1", NORD_BUDGET_RULE_EQUAL_SHARES, NORD_SATISFACTION_COST,
   NORD_COMPLETION_ADD1_THEN_GREEDY},
  {"mes-points-add1", NORD_BUDGET_RULE_EQUAL_SHARES, NORD_SATISFACTION_POINTS,
   NORD_COMPLETION_ADD1_THEN_GREEDY},
  {"phragmen", NORD_BUDGET_RULE_PHRAGMEN, 0, 0},
  {"knapsack", NORD_BUDGET_RULE_KNAPSACK, FALSE, 0},
  {"knapsack-points", NORD_BUDGET_RULE_KNAPSACK, TRUE, 0},
};

const NordBudgetRule *
nord_rank_find_budget_rule (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].name, name))
      return &rules[i];
  return NULL;
}

const NordBudgetRule *
nord_rank_get_budget_rule (guint index)
{
  return index < G_N_ELEMENTS (rules) ? &rules[index] : NULL;
}

NordBudgetOutcome *
nord_budget_rule_count (const NordBudgetRule *rule,
                        const NordBudget *budget,
                        GCancellable *cancellable,
                        GError **error)
{
  switch (rule->kind) {
  case NORD_BUDGET_RULE_GREEDY:
    return nord_rank_greedy (budget, rule->how);
  case NORD_BUDGET_RULE_EQUAL_SHARES: {
    NordBudgetOutcome *outcome =
      nord_rank_equal_shares (budget, rule->how, rule->completion, cancellable);

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      g_clear_pointer (&outcome, nord_budget_outcome_free);
    return outcome;
  }
  case NORD_BUDGET_RULE_PHRAGMEN:
    return nord_rank_phragmen (budget);
  case NORD_BUDGET_RULE_KNAPSACK:
    return nord_rank_knapsack (budget, rule->how, cancellable, error);
  }
  g_assert_not_reached ();
}
