/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The minimum spanning tree of positions and shapes under mutual reachability. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef struct {
  guint32 a, b;
  double length;
} NordSpanningEdge;

/* (transfer full) n - 1 edges for n > 0 */
NordSpanningEdge *nord_spanning_of_points (const double *xy, guint n, guint min_size);
NordSpanningEdge *nord_spanning_of_shapes (const NordShape *const *shapes, guint n, guint min_size);

G_END_DECLS
