/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Rules that strike out the weakest, round by round. */
#pragma once

#include "core/rank/preferences.h"

G_BEGIN_DECLS

GArray *nord_rank_instant_runoff (const NordProfile *profile);
GArray *nord_rank_instant_runoff_put (const NordProfile *profile);
GArray *nord_rank_coombs (const NordProfile *profile);
GArray *nord_rank_baldwin (const NordProfile *profile);

G_END_DECLS
