/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The web mercator map: the sums between degrees, the unit square, tiles and pixels. */
#include "core/geo/mercator.h"

#include <math.h>

/* The equator of WGS 84 in metres. */
#define EQUATOR (2 * G_PI * 6378137.0)

/**
 * nord_mercator_project:
 * @lon: longitude in degrees
 * @lat: latitude in degrees; beyond %NORD_MERCATOR_MAX_LAT it is held at the edge
 * @x: (out): 0 at 180° west, 1 at 180° east
 * @y: (out): 0 at the northern edge, 1 at the southern
 *
 * The unit square of the spherical mercator (EPSG guidance note 7-2, method 1024).
 */
void
nord_mercator_project (double lon, double lat, double *x, double *y)
{
  double s = sin (CLAMP (lat, -NORD_MERCATOR_MAX_LAT, NORD_MERCATOR_MAX_LAT) * G_PI / 180);

  *x = lon / 360 + 0.5;
  *y = 0.5 - atanh (s) / (2 * G_PI);
}

/**
 * nord_mercator_unproject:
 * @x: as nord_mercator_project() gives it
 * @y: likewise
 * @lon: (out): longitude in degrees
 * @lat: (out): latitude in degrees
 */
void
nord_mercator_unproject (double x, double y, double *lon, double *lat)
{
  *lon = (x - 0.5) * 360;
  *lat = atan (sinh (G_PI * (1 - 2 * y))) * 180 / G_PI;
}

/**
 * nord_mercator_to_pixel:
 * @lon: longitude in degrees
 * @lat: latitude in degrees
 * @zoom: level of the map, fractions allowed
 * @tile_size: pixels a tile is wide
 * @x: (out): pixels from the map's western edge
 * @y: (out): pixels from its northern edge
 */
void
nord_mercator_to_pixel (double lon, double lat, double zoom, guint tile_size, double *x, double *y)
{
  double size = tile_size * exp2 (zoom);

  nord_mercator_project (lon, lat, x, y);
  *x *= size;
  *y *= size;
}

/**
 * nord_mercator_from_pixel:
 * @x: pixels from the map's western edge
 * @y: pixels from its northern edge
 * @zoom: level of the map, fractions allowed
 * @tile_size: pixels a tile is wide
 * @lon: (out): longitude in degrees
 * @lat: (out): latitude in degrees
 */
void
nord_mercator_from_pixel (double x,
                          double y,
                          double zoom,
                          guint tile_size,
                          double *lon,
                          double *lat)
{
  double size = tile_size * exp2 (zoom);

  nord_mercator_unproject (x / size, y / size, lon, lat);
}

/**
 * nord_mercator_metres_per_pixel:
 * @lat: latitude in degrees
 * @zoom: level of the map
 * @tile_size: pixels a tile is wide
 *
 * For scale bars. The spherical formula; on the ellipsoid a pixel is up to 0.4 % longer or shorter.
 *
 * Returns: metres that a pixel covers at this latitude
 */
double
nord_mercator_metres_per_pixel (double lat, double zoom, guint tile_size)
{
  return EQUATOR * cos (lat * G_PI / 180) / (tile_size * exp2 (zoom));
}

/**
 * nord_mercator_zoom_for:
 * @box: what shall be seen
 * @tile_size: pixels a tile is wide
 * @width: of the view in pixels, margins taken off
 * @height: likewise
 *
 * Returns: the highest zoom level, with fraction, that shows the whole box; at most 22
 */
double
nord_mercator_zoom_for (const NordBounds *box, guint tile_size, double width, double height)
{
  double x0, y0, x1, y1, span;

  g_return_val_if_fail (box != NULL && width > 0 && height > 0, 0);
  nord_mercator_project (box->west, box->north, &x0, &y0);
  nord_mercator_project (box->east, box->south, &x1, &y1);
  span = MAX ((x1 - x0) / width, (y1 - y0) / height) * tile_size;
  return span > 0 ? CLAMP (-log2 (span), 0, 22) : 22;
}

/**
 * nord_mercator_tile_at:
 * @lon: longitude in degrees
 * @lat: latitude in degrees
 * @z: level
 *
 * Returns: the tile that holds the position; positions at or past the edge belong to the last tile
 */
NordTile
nord_mercator_tile_at (double lon, double lat, guint z)
{
  double x, y, n = exp2 (z);

  nord_mercator_project (lon, lat, &x, &y);
  return (NordTile){z, (guint) CLAMP (floor (x * n), 0, n - 1),
                    (guint) CLAMP (floor (y * n), 0, n - 1)};
}

/**
 * nord_mercator_tile_bounds:
 * @tile: a tile
 *
 * Returns: its edges in degrees
 */
NordBounds
nord_mercator_tile_bounds (NordTile tile)
{
  double n = exp2 (tile.z);
  NordBounds box;

  nord_mercator_unproject (tile.x / n, (tile.y + 1) / n, &box.west, &box.south);
  nord_mercator_unproject ((tile.x + 1) / n, tile.y / n, &box.east, &box.north);
  return box;
}
