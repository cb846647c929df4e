/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What part of the map is seen: centre, zoom, rotation and size. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double x, y;          /* centre on the unit square of web mercator, y from the north */
  double zoom;          /* of 512 px tiles, may lie between two levels */
  double rotation;      /* radians by which the map is turned clockwise on the screen */
  double width, height; /* px */
} NordMapCamera;

typedef struct {
  guint zoom, x, y;
} NordMapCell;

NordMapCamera nord_map_camera_at (double lon, double lat, double zoom, double width, double height);
double nord_map_camera_world_size (const NordMapCamera *self);
void
nord_map_camera_to_screen (const NordMapCamera *self, double x, double y, double *sx, double *sy);
void
nord_map_camera_from_screen (const NordMapCamera *self, double sx, double sy, double *x, double *y);
void nord_map_camera_extent (const NordMapCamera *self,
                             double margin,
                             double *west,
                             double *north,
                             double *east,
                             double *south);
GArray *nord_map_camera_cells (const NordMapCamera *self, guint zoom, double margin);

G_END_DECLS
