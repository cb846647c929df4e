/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a budget came to its winners, in sentences for the room. */
#pragma once

#include "core/model/budget.h"
#include "core/rank/budget-insight.h"

G_BEGIN_DECLS

/* (transfer full) each; @number: of the round, from 1. */
char *nord_budget_words_begin (const NordBudgetOutcome *outcome);
char *
nord_budget_words_round (const NordBudget *budget, const NordBudgetRound *round, guint number);
char *nord_budget_words_miss (const NordBudget *budget, const NordNearMiss *miss, gboolean shares);
/* What @more euros would change, by the rule of that name. */
char *nord_budget_words_more (NordBudget *budget, GArray *winners, const char *rule, gint64 more);

G_END_DECLS
