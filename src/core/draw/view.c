/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a piece of screen shows of the map: the way between pixels and places, without a widget. */
#include "core/draw/view.h"

#include "core/geo/mercator.h"
#include "core/geo/relate.h"

#include <math.h>

#define TILE 256

/* Held within the world, so that every place on the screen is one that a shape can have. */
static void
unproject (double x, double y, double *lon, double *lat)
{
  nord_mercator_unproject (CLAMP (x, 0, 1), CLAMP (y, 0, 1), lon, lat);
}

double
nord_view_get_scale (const NordView *self)
{
  return TILE * exp2 (self->zoom);
}

/**
 * nord_view_get_metres_per_pixel:
 *
 * Returns: metres on the ground that one pixel covers in the middle of the view
 */
double
nord_view_get_metres_per_pixel (const NordView *self)
{
  return nord_mercator_metres_per_pixel (self->lat, self->zoom, TILE);
}

/**
 * nord_view_to_screen:
 * @lon: longitude in degrees
 * @lat: latitude in degrees
 * @x: (out): pixels from the left, may lie outside of the view
 * @y: (out): pixels from the top, may lie outside of the view
 */
void
nord_view_to_screen (const NordView *self, double lon, double lat, double *x, double *y)
{
  double scale = nord_view_get_scale (self), c = cos (self->rotation), s = sin (self->rotation);
  double ux, uy, mx, my;

  nord_mercator_project (lon, lat, &ux, &uy);
  nord_mercator_project (self->lon, self->lat, &mx, &my);
  ux = (ux - mx) * scale;
  uy = (uy - my) * scale;
  *x = self->width / 2 + c * ux - s * uy;
  *y = self->height / 2 + s * ux + c * uy;
}

/**
 * nord_view_to_place:
 * @x: pixels from the left
 * @y: pixels from the top
 * @lon: (out): longitude in degrees
 * @lat: (out): latitude in degrees
 *
 * The inverse of [method@View.to_screen]; beyond the edge of the world it gives the edge.
 */
void
nord_view_to_place (const NordView *self, double x, double y, double *lon, double *lat)
{
  double scale = nord_view_get_scale (self), c = cos (self->rotation), s = sin (self->rotation);
  double dx = x - self->width / 2, dy = y - self->height / 2, mx, my;

  nord_mercator_project (self->lon, self->lat, &mx, &my);
  unproject (mx + (c * dx + s * dy) / scale, my + (-s * dx + c * dy) / scale, lon, lat);
}

/**
 * nord_view_get_bounds:
 * @margin: pixels added on every side, may be negative
 *
 * Returns: degrees; for a turned map the box round the turned view
 */
NordBounds
nord_view_get_bounds (const NordView *self, double margin)
{
  NordBounds bounds = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};

  for (int corner = 0; corner < 4; corner++) {
    double lon, lat;

    nord_view_to_place (self, corner & 1 ? self->width + margin : -margin,
                        corner & 2 ? self->height + margin : -margin, &lon, &lat);
    bounds.west = MIN (bounds.west, lon);
    bounds.east = MAX (bounds.east, lon);
    bounds.south = MIN (bounds.south, lat);
    bounds.north = MAX (bounds.north, lat);
  }
  return bounds;
}

void
nord_view_navigate (NordView *self, const NordNavigation *step)
{
  double lon, lat, x, y, mx, my, ux, uy;

  nord_view_to_place (self, step->from_x, step->from_y, &lon, &lat);
  self->zoom += log2 (step->scale);
  self->rotation = remainder (self->rotation + step->angle, 2 * G_PI);
  /* Where the place went by zoom and turn, and from there back to where it shall lie. */
  nord_view_to_screen (self, lon, lat, &x, &y);
  nord_view_to_place (self, self->width / 2 + x - step->to_x, self->height / 2 + y - step->to_y,
                      &ux, &uy);
  nord_mercator_project (ux, uy, &mx, &my);
  unproject (mx, my, &self->lon, &self->lat);
}

void
nord_view_show (NordView *self, const NordBounds *bounds, double margin, double max_zoom)
{
  double c = fabs (cos (self->rotation)), s = fabs (sin (self->rotation));
  double room_x = MAX (self->width - 2 * margin, 32), room_y = MAX (self->height - 2 * margin, 32);
  double x0, y0, x1, y1, need_x, need_y, zoom = max_zoom;

  nord_mercator_project (bounds->west, bounds->north, &x0, &y0);
  nord_mercator_project (bounds->east, bounds->south, &x1, &y1);
  unproject ((x0 + x1) / 2, (y0 + y1) / 2, &self->lon, &self->lat);
  need_x = (c * (x1 - x0) + s * (y1 - y0)) * TILE;
  need_y = (s * (x1 - x0) + c * (y1 - y0)) * TILE;
  if (need_x > 0)
    zoom = MIN (zoom, log2 (room_x / need_x));
  if (need_y > 0)
    zoom = MIN (zoom, log2 (room_y / need_y));
  self->zoom = MAX (zoom, 0);
}

/* --- Where a shape is in view --------------------------------------------------------------------
 */

static gboolean
is_in_view (const NordView *self, double x, double y)
{
  return x >= 0 && y >= 0 && x <= self->width && y <= self->height;
}

/* The middle of what is in view of a segment, both in pixels (Liang and Barsky 1984). */
static gboolean
find_on_segment (const NordView *self, const double *a, const double *b, double *x, double *y)
{
  const double d[2] = {b[0] - a[0], b[1] - a[1]};
  const double p[4] = {-d[0], d[0], -d[1], d[1]};
  const double q[4] = {a[0], self->width - a[0], a[1], self->height - a[1]};
  double t0 = 0, t1 = 1;

  for (guint i = 0; i < G_N_ELEMENTS (p); i++) {
    if (p[i] == 0 && q[i] < 0)
      return FALSE;
    if (p[i] < 0)
      t0 = MAX (t0, q[i] / p[i]);
    else if (p[i] > 0)
      t1 = MIN (t1, q[i] / p[i]);
  }
  *x = a[0] + d[0] * (t0 + t1) / 2;
  *y = a[1] + d[1] * (t0 + t1) / 2;
  return t0 <= t1;
}

static gboolean
find_on_rings (const NordView *self, const NordShape *shape, double *x, double *y)
{
  const gboolean points = shape->kind == NORD_SHAPE_POINT || shape->kind == NORD_SHAPE_MULTI_POINT;
  double last[2], at[2];

  for (guint ring = 0, i = 0; ring < shape->n_rings; ring++) {
    for (guint first = i; i < shape->ring_ends[ring]; i++) {
      nord_view_to_screen (self, shape->xy[2 * i], shape->xy[2 * i + 1], &at[0], &at[1]);
      if (find_on_segment (self, i > first && !points ? last : at, at, x, y))
        return TRUE;
      last[0] = at[0];
      last[1] = at[1];
    }
  }
  return FALSE;
}

/**
 * nord_view_find_shape:
 * @self: a view
 * @shape: a shape
 * @x: (out): pixels from the left
 * @y: (out): pixels from the top
 *
 * A place at which the shape can be pointed at: its anchor (nord_shape_get_anchor()) if that is in
 * view, or else one on the piece of it that is.
 *
 * Returns: %FALSE if nothing of it is in view
 */
gboolean
nord_view_find_shape (const NordView *self, const NordShape *shape, double *x, double *y)
{
  NordBounds seen, box;
  double lon, lat;

  nord_shape_get_anchor (shape, &lon, &lat);
  nord_view_to_screen (self, lon, lat, x, y);
  if (is_in_view (self, *x, *y))
    return TRUE;
  if (shape->n_points < 2)
    return FALSE;
  seen = nord_view_get_bounds (self, 0);
  box = nord_shape_get_bounds (shape);
  if (box.east < seen.west || box.west > seen.east || box.north < seen.south ||
      box.south > seen.north)
    return FALSE;
  if (find_on_rings (self, shape, x, y))
    return TRUE;
  /* All around what is seen. */
  *x = self->width / 2;
  *y = self->height / 2;
  return (shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA) &&
         nord_relate_contains (shape, self->lon, self->lat);
}
