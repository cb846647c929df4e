/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The rules for budgets by their names. */
#pragma once

#include "core/model/budget.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  NORD_BUDGET_RULE_GREEDY,
  NORD_BUDGET_RULE_EQUAL_SHARES,
  NORD_BUDGET_RULE_PHRAGMEN,
  NORD_BUDGET_RULE_KNAPSACK,
} NordBudgetRuleKind;

typedef struct {
  const char *name; /* of the command line: "mes-add1" */
  NordBudgetRuleKind kind;
  int how;        /* NordGreedyOrder or NordSatisfaction; whether points count for the knapsack */
  int completion; /* NordCompletion */
} NordBudgetRule;

/* NULL where there is none of that name; NULL at the end of the table. */
const NordBudgetRule *nord_rank_find_budget_rule (const char *name);
const NordBudgetRule *nord_rank_get_budget_rule (guint index);

/* (transfer full) NULL where @cancellable was cancelled, or the knapsack is too hard. */
NordBudgetOutcome *nord_budget_rule_count (const NordBudgetRule *rule,
                                           const NordBudget *budget,
                                           GCancellable *cancellable,
                                           GError **error);

G_END_DECLS
