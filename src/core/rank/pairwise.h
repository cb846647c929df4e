/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Rules that look at candidates two by two. */
#pragma once

#include "core/rank/preferences.h"

G_BEGIN_DECLS

GArray *nord_rank_condorcet (const NordProfile *profile);
GArray *nord_rank_copeland (const NordProfile *profile);
GArray *nord_rank_llull (const NordProfile *profile);
GArray *nord_rank_minimax (const NordProfile *profile);
GArray *nord_rank_smith_set (const NordProfile *profile);

G_END_DECLS
