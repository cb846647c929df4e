/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Metres and square metres on the WGS 84 ellipsoid, good enough for a city. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

/* A flat map around one position: metres east and north of it. Linear, so straight lines stay
 * straight. Within 10 km of the position distances are true to 0.2 %, within 1 km to 0.02 %
 * (at 51° north; the fault is that of the parallels' length, distance / radius * tan (latitude)).
 */
typedef struct {
  double lon, lat; /* degrees, where the flat map touches */
  double east;     /* metres a degree of longitude is long there */
  double north;    /* metres a degree of latitude is long there */
} NordFrame;

NordFrame nord_frame_at (double lon, double lat);
double nord_measure_distance (double lon_a, double lat_a, double lon_b, double lat_b);
double nord_measure_length (const NordShape *shape);
double nord_measure_area (const NordShape *shape);

G_END_DECLS
