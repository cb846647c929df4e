/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Idea rating sheets: five levels from full agreement to full disagreement, and a box of its own
 * for those who do not understand the idea. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_RATING_N_LEVELS 5
#define NORD_RATING_CONFUSED 5 /* the column behind the levels */
#define NORD_RATING_N_COLUMNS 6

/* Counts of people by column: 0 is full agreement, 4 full disagreement, 5 confused. */
int nord_rating_compare (const guint64 *a, const guint64 *b);
int nord_rating_get_median (const guint64 *counts);

G_END_DECLS
