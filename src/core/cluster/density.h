/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups by density: each as dense as it is, without a radius that one would have to know. */
#pragma once

#include "core/cluster/spanning.h"

G_BEGIN_DECLS

guint nord_density_group_points (const double *xy,
                                 guint n,
                                 guint min_size,
                                 double nearest,
                                 gint32 *labels);
guint nord_density_group_shapes (const NordShape *const *shapes,
                                 guint n,
                                 guint min_size,
                                 double nearest,
                                 gint32 *labels);

guint nord_density_cut_tree (NordSpanningEdge *edges,
                             guint n,
                             guint min_size,
                             double nearest,
                             gint32 *labels);

G_END_DECLS
