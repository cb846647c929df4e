/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The web mercator map (EPSG:3857): degrees, the unit square, tiles and pixels. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

/* Where the square ends: the latitude whose y is 0 or 1. */
#define NORD_MERCATOR_MAX_LAT 85.05112877980659

typedef struct {
  guint z, x, y; /* y counts from the north (XYZ); MBTiles count from the south */
} NordTile;

void nord_mercator_project (double lon, double lat, double *x, double *y);
void nord_mercator_unproject (double x, double y, double *lon, double *lat);
void
nord_mercator_to_pixel (double lon, double lat, double zoom, guint tile_size, double *x, double *y);
void nord_mercator_from_pixel (double x,
                               double y,
                               double zoom,
                               guint tile_size,
                               double *lon,
                               double *lat);
double nord_mercator_metres_per_pixel (double lat, double zoom, guint tile_size);
double nord_mercator_zoom_for (const NordBounds *box, guint tile_size, double width, double height);
NordTile nord_mercator_tile_at (double lon, double lat, guint z);
NordBounds nord_mercator_tile_bounds (NordTile tile);

G_END_DECLS
