/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How shapes lie to each other: inside, nearest, how far, in which district. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

gboolean nord_relate_contains (const NordShape *area, double lon, double lat);
double nord_relate_distance (const NordShape *a, const NordShape *b);
double nord_relate_share (const NordShape *shape, const NordShape *area);
int nord_relate_find_district (const NordShape *const *districts,
                               guint n_districts,
                               const NordShape *shape);
int nord_relate_find_nearest (const NordShape *const *shapes,
                              guint n_shapes,
                              const NordShape *shape,
                              double at_most,
                              double *distance);

G_END_DECLS
