/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The set of projects with the greatest sum of votes under the budget. */
#pragma once

#include "core/model/budget.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  NORD_KNAPSACK_ERROR_TOO_HARD, /* more partial sets than fit into the stated memory */
} NordKnapsackError;

#define NORD_KNAPSACK_ERROR (nord_knapsack_error_quark ())
GQuark nord_knapsack_error_quark (void);

NordBudgetOutcome *nord_rank_knapsack (const NordBudget *budget,
                                       gboolean points,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
