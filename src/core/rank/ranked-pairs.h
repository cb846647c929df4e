/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Tideman's ranked pairs: majorities from strong to weak, unless they close a circle. */
#pragma once

#include "core/rank/preferences.h"

G_BEGIN_DECLS

GArray *nord_rank_ranked_pairs (const NordProfile *profile);

G_END_DECLS
