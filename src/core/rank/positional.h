/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Rules that count places: who is first, who is last, and points by place. */
#pragma once

#include "core/rank/preferences.h"

G_BEGIN_DECLS

GArray *nord_rank_plurality (const NordProfile *profile);
GArray *nord_rank_anti_plurality (const NordProfile *profile);
GArray *nord_rank_borda (const NordProfile *profile);
GArray *nord_rank_bucklin (const NordProfile *profile);

G_END_DECLS
