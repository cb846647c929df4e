/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The place of a shape that is nearest to a position, and where two lines cross. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef struct {
  double lon, lat; /* degrees */
  double away;     /* metres */
} NordNear;

NordNear nord_near_find (const NordShape *shape, double lon, double lat);
GArray *nord_near_list_crossings (const NordShape *a, const NordShape *b, double within);

G_END_DECLS
