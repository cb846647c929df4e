/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups by place: which shapes lie so dense that they belong together. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

#define NORD_PLACE_ALONE (-1)
#define NORD_PLACE_MIN_RADIUS 0.1 /* metres */

guint
nord_place_group_points (const double *xy, guint n, double radius, guint min_size, gint32 *labels);
guint nord_place_group_shapes (const NordShape *const *shapes,
                               guint n,
                               double radius,
                               guint min_size,
                               gint32 *labels);

G_END_DECLS
