/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is painted where no pack has anything: quiet lines, so that it looks like the end of the map
 * and not like empty land, nor like a map that has failed. */
#pragma once

#include "core/map/style.h"
#include "core/map/tile-stack.h"

#include <cairo.h>

G_BEGIN_DECLS

void nord_map_paint_unknown (const NordMapStyle *style,
                             const NordMapPiece *pieces,
                             guint n_pieces,
                             const NordMapCell *cell,
                             double left,
                             double top,
                             double size,
                             double scale,
                             cairo_t *cr);

G_END_DECLS
