/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One square of the map as pixels, from whatever tile covers it. */
#pragma once

#include "core/map/map-painter.h"
#include "core/map/tile-stack.h"

G_BEGIN_DECLS

/* Zoom levels count tiles of this size, as those of vector maps do: level z shows what a map of
 * 256 px tiles shows at z + 1. */
#define NORD_MAP_TILE_SIZE 512

cairo_surface_t *nord_tile_picture_new_of (const NordMapStyle *style,
                                           const NordMapPiece *pieces,
                                           guint n_pieces,
                                           guint zoom,
                                           guint x,
                                           guint y,
                                           double size,
                                           double scale);
cairo_surface_t *nord_tile_picture_new (const NordMapStyle *style,
                                        const NordMapTile *tile,
                                        guint zoom,
                                        guint x,
                                        guint y,
                                        double size,
                                        double scale);
void nord_tile_picture_paint (const NordMapStyle *style,
                              const NordMapTile *tile,
                              const NordPaintFrame *frame,
                              cairo_t *cr);

G_END_DECLS
