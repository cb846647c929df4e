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
} NordFrame;

/* One step of moving about: what was under (from_x, from_y) comes to lie under (to_x, to_y), and
 * the map grows by @scale and turns by @angle about that point. */
typedef struct {
  double from_x, from_y, to_x, to_y; /* pixels */
  double scale;                      /* 1: as before */
  double angle;                      /* radians, clockwise */
} NordNavigation;

#define NORD_FRAME_MAX_LATITUDE 85.0511287798066

/* Mercator as a unit square: x and y from 0 to 1, y downwards. */
void nord_frame_to_unit (double lon, double lat, double *x, double *y);
void nord_frame_from_unit (double x, double y, double *lon, double *lat);

void nord_frame_to_screen (const NordFrame *self, double lon, double lat, double *x, double *y);
void nord_frame_to_place (const NordFrame *self, double x, double y, double *lon, double *lat);
double nord_frame_get_scale (const NordFrame *self); /* pixels a unit */
double nord_frame_get_metres_per_pixel (const NordFrame *self);
/* The smallest upright box that holds all that is seen, and @margin pixels more. */
NordBounds nord_frame_get_bounds (const NordFrame *self, double margin);
void nord_frame_navigate (NordFrame *self, const NordNavigation *step);
/* Shows all of @bounds with @margin pixels around, not nearer than @max_zoom; rotation stays. */
void nord_frame_show (NordFrame *self, const NordBounds *bounds, double margin, double max_zoom);

G_END_DECLS
