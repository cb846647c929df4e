/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a piece of screen shows of the map: the way between pixels and places, without a widget. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

/* Web Mercator (EPSG:3857), the world being 256 * 2^zoom pixels wide, turned about the middle. A
 * plain value: copy it freely. */
typedef struct {
  double lon, lat;      /* degrees, the place in the middle */
  double zoom;          /* level, may lie between two */
  double rotation;      /* radians, clockwise turn of the map on the screen */
  double width, height; /* pixels */
} NordView;

/* One step of moving about: what was under (from_x, from_y) comes to lie under (to_x, to_y), and
 * the map grows by @scale and turns by @angle about that point. */
typedef struct {
  double from_x, from_y, to_x, to_y; /* pixels */
  double scale;                      /* 1: as before */
  double angle;                      /* radians, clockwise */
} NordNavigation;

void nord_view_to_screen (const NordView *self, double lon, double lat, double *x, double *y);
void nord_view_to_place (const NordView *self, double x, double y, double *lon, double *lat);
double nord_view_get_scale (const NordView *self); /* pixels a unit */
double nord_view_get_metres_per_pixel (const NordView *self);
/* The smallest upright box that holds all that is seen, and @margin pixels more. */
NordBounds nord_view_get_bounds (const NordView *self, double margin);
void nord_view_navigate (NordView *self, const NordNavigation *step);
/* Shows all of @bounds with @margin pixels around, not nearer than @max_zoom; rotation stays. */
void nord_view_show (NordView *self, const NordBounds *bounds, double margin, double max_zoom);

gboolean nord_view_find_shape (const NordView *self, const NordShape *shape, double *x, double *y);

G_END_DECLS
