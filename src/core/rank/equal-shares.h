/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The method of equal shares: everybody gets an equal part of the budget and pays only for what
 * they voted for. */
#pragma once

#include "core/rank/electorate.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  NORD_COMPLETION_NONE,
  NORD_COMPLETION_GREEDY, /* the rest of the money by votes */
  NORD_COMPLETION_ADD1,   /* one currency unit more a person, again and again */
  NORD_COMPLETION_ADD1_THEN_GREEDY,
} NordCompletion;

NordBudgetOutcome *nord_rank_equal_shares (const NordBudget *budget,
                                           NordSatisfaction satisfaction,
                                           NordCompletion completion,
                                           GCancellable *cancellable);

G_END_DECLS
