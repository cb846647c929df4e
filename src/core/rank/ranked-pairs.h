/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Tideman's ranked pairs: majorities from strong to weak, unless they close a circle. */
#pragma once

#include "core/rank/preferences.h"

G_BEGIN_DECLS

GArray *nord_rank_ranked_pairs (const NordProfile *profile);
/* The same; @all is FALSE where majorities of equal strength have more orders than can be tried, so
 * that others might win as well. */
GArray *nord_rank_ranked_pairs_told (const NordProfile *profile, gboolean *all);

G_END_DECLS
