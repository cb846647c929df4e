/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Phragmén's sequential rule: the cost of each purchase is spread over its supporters as evenly as
 * can be. */
#pragma once

#include "core/model/budget.h"

G_BEGIN_DECLS

NordBudgetOutcome *nord_rank_phragmen (const NordBudget *budget);

G_END_DECLS
