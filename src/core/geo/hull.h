/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The smallest convex shape around shapes. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

NordShape *nord_hull_around (const NordShape *const *shapes, guint n_shapes);

G_END_DECLS
