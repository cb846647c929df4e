/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a budget's result looks like to those who lost: how near it was. */
#pragma once

#include "core/model/budget.h"

G_BEGIN_DECLS

typedef struct {
  guint project;
  guint supporters; /* people who have it in their basket */
  double held;      /* currency units that could still go to it: what its supporters have left under
                       equal shares, else what is left of the sum */
  double missing;   /* currency units to its cost, 0 where there is enough but others came first */
} NordNearMiss;

/* (transfer full) (element-type NordNearMiss): projects that were not bought, the smallest part of
 * its cost missing first. */
GArray *nord_budget_find_near_misses (const NordBudget *budget, const NordBudgetOutcome *outcome);

G_END_DECLS
