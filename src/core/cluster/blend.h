/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups by words and place together, between which one weight decides. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

#define NORD_BLEND_MAX 4000 /* ideas; every pair is held */

guint nord_blend_group (const NordShape *const *shapes,
                        const char *const *texts,
                        guint n,
                        double weight,
                        guint min_size,
                        guint n_groups,
                        gint32 *labels);

G_END_DECLS
