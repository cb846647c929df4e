/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What part of the map is seen: centre, zoom, rotation and size. */
#include "core/map/map-camera.h"

#include "core/geo/mercator.h"

#include <math.h>

/* No window shows more; a wrong zoom must not ask for all tiles of the world. */
#define MAX_CELLS 4096

/**
 * nord_map_camera_at:
 * @lon: centre, degrees east
 * @lat: centre, degrees north
 * @zoom: zoom level of 512 px tiles
 * @width: px
 * @height: px
 *
 * Returns: a view with north above
 */
NordMapCamera
nord_map_camera_at (double lon, double lat, double zoom, double width, double height)
{
  NordMapCamera self = {.zoom = zoom, .width = width, .height = height};

  nord_mercator_project (lon, lat, &self.x, &self.y);
  return self;
}

/**
 * nord_map_camera_world_size:
 *
 * Returns: the width of the whole world in px
 */
double
nord_map_camera_world_size (const NordMapCamera *self)
{
  return 512 * exp2 (self->zoom);
}

/**
 * nord_map_camera_to_screen:
 * @x: place on the unit square
 * @y: place on the unit square
 * @sx: (out): px from the left edge of the view
 * @sy: (out): px from its upper edge
 */
void
nord_map_camera_to_screen (const NordMapCamera *self, double x, double y, double *sx, double *sy)
{
  double size = nord_map_camera_world_size (self);
  double dx = (x - self->x) * size, dy = (y - self->y) * size;
  double c = cos (self->rotation), s = sin (self->rotation);

  *sx = self->width / 2 + c * dx - s * dy;
  *sy = self->height / 2 + s * dx + c * dy;
}

/**
 * nord_map_camera_from_screen:
 *
 * The other way round, see nord_map_camera_to_screen().
 */
void
nord_map_camera_from_screen (const NordMapCamera *self, double sx, double sy, double *x, double *y)
{
  double size = nord_map_camera_world_size (self);
  double dx = sx - self->width / 2, dy = sy - self->height / 2;
  double c = cos (self->rotation), s = sin (self->rotation);

  *x = self->x + (c * dx + s * dy) / size;
  *y = self->y + (-s * dx + c * dy) / size;
}

/**
 * nord_map_camera_extent:
 * @margin: px added on each side
 *
 * The upright rectangle on the unit square that holds the view, however it is turned.
 */
void
nord_map_camera_extent (const NordMapCamera *self,
                        double margin,
                        double *west,
                        double *north,
                        double *east,
                        double *south)
{
  double size = nord_map_camera_world_size (self);
  double w = self->width / 2 + margin, h = self->height / 2 + margin;
  double c = fabs (cos (self->rotation)), s = fabs (sin (self->rotation));
  double half_width = (c * w + s * h) / size, half_height = (s * w + c * h) / size;

  *west = self->x - half_width;
  *east = self->x + half_width;
  *north = self->y - half_height;
  *south = self->y + half_height;
}

/**
 * nord_map_camera_cells:
 * @zoom: level of the tiles
 * @margin: px around the view that are wanted as well
 *
 * Returns: (transfer full) (element-type NordMapCell): the tiles that cover the view, row by row
 */
GArray *
nord_map_camera_cells (const NordMapCamera *self, guint zoom, double margin)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (NordMapCell));
  double n = exp2 (zoom), west, north, east, south;
  int x0, y0, x1, y1;

  nord_map_camera_extent (self, margin, &west, &north, &east, &south);
  x0 = (int) CLAMP (floor (west * n), 0, n - 1);
  x1 = (int) CLAMP (floor (east * n), 0, n - 1);
  y0 = (int) CLAMP (floor (north * n), 0, n - 1);
  y1 = (int) CLAMP (floor (south * n), 0, n - 1);
  for (int y = y0; y <= y1; y++) {
    for (int x = x0; x <= x1 && cells->len < MAX_CELLS; x++) {
      NordMapCell cell = {zoom, (guint) x, (guint) y};

      g_array_append_val (cells, cell);
    }
  }
  return cells;
}
