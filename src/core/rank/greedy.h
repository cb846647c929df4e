/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The greedy budget rules: the best first, what no longer fits is passed over. */
#pragma once

#include "core/model/budget.h"

G_BEGIN_DECLS

typedef enum {
  NORD_GREEDY_VOTES,           /* most votes first, as most cities do it */
  NORD_GREEDY_VOTES_PER_COST,  /* most votes for the money first */
  NORD_GREEDY_POINTS,          /* most points first */
  NORD_GREEDY_POINTS_PER_COST, /* most points for the money first */
} NordGreedyOrder;

NordBudgetOutcome *nord_rank_greedy (const NordBudget *budget, NordGreedyOrder order);
/* Goes on from @outcome with what still fits; for completing another rule. */
void nord_rank_greedy_complete (const NordBudget *budget,
                                NordGreedyOrder order,
                                NordBudgetOutcome *outcome);
/* (transfer full) votes or points of each project. */
gint64 *nord_rank_sum_support (const NordBudget *budget, gboolean points);

G_END_DECLS
