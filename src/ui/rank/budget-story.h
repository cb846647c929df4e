/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a budget came to its result, told round by round, and what more money would change. */
#pragma once

#include "core/rank/poll-result.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_BUDGET_STORY (nord_budget_story_get_type ())
G_DECLARE_FINAL_TYPE (NordBudgetStory, nord_budget_story, NORD, BUDGET_STORY, AdwBin)

/* NULL: nothing to tell. */
void nord_budget_story_show (NordBudgetStory *self,
                             const NordPolling *data,
                             const NordPollResult *result);

G_END_DECLS
