/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Rules that follow the strongest paths of majorities: Schulze and split cycle. */
#pragma once

#include "core/rank/preferences.h"

G_BEGIN_DECLS

GArray *nord_rank_schulze (const NordProfile *profile);
GArray *nord_rank_split_cycle (const NordProfile *profile);

G_END_DECLS
