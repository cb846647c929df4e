/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The rankings that contradict the ballots least. */
#pragma once

#include "core/rank/preferences.h"

G_BEGIN_DECLS

GArray *nord_rank_kemeny_young (const NordProfile *profile);

G_END_DECLS
