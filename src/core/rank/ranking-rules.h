/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The rules for rankings by their names. */
#pragma once

#include "core/rank/preferences.h"

G_BEGIN_DECLS

/* Every rule gives all tied winners: (transfer full) (element-type guint), rising. */
typedef GArray *(*NordRankingRule) (const NordProfile *profile);

/* The rules by the names of the command line ("schulze"); NULL where there is none. */
NordRankingRule nord_rank_find_rule (const char *name, gboolean *strict_only);
const char *const *nord_rank_list_rules (void);
/* What @rule says; @all is FALSE where it could not look for all tied winners: see ranked-pairs. */
GArray *nord_rank_rule_count (NordRankingRule rule, const NordProfile *profile, gboolean *all);

G_END_DECLS
