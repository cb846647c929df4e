/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which points a tap adds: the one under the finger, one it clings to, or a way along streets. */
#include "core/draw/placing.h"

#include "core/geo/measure.h"

/* Pixels, and metres at least, that a tap may miss a street by. */
#define BESIDE 40.0
#define BESIDE_M 20.0
#define SAME_M 0.5

void
nord_placing_clear (NordPlacing *self)
{
  g_clear_pointer (&self->streets, nord_street_net_unref);
}

void
nord_placing_set_streets (NordPlacing *self, NordStreetNet *streets)
{
  if (streets)
    nord_street_net_ref (streets);
  g_clear_pointer (&self->streets, nord_street_net_unref);
  self->streets = streets;
}

/* The place for one point. */
void
nord_placing_find (NordPlacing *self,
                   const NordView *view,
                   const NordContact *at,
                   double *lon,
                   double *lat)
{
  self->last.kind = NORD_SNAP_NONE;
  nord_view_to_place (view, at->x, at->y, lon, lat);
  if (self->snap == NULL)
    return;
  self->last = nord_snap_find (self->snap, view, at);
  *lon = self->last.lon;
  *lat = self->last.lat;
}

/**
 * nord_placing_lead:
 * @sketch: what is drawn so far; the way goes on from its last vertex
 * @why: (out): set where nothing is returned
 *
 * Returns: (transfer full) (element-type double) (nullable): longitude and latitude of the points
 *   that a tap at @at adds; more than one only while following streets
 */
GArray *
nord_placing_lead (NordPlacing *self,
                   const NordSketch *sketch,
                   const NordView *view,
                   const NordContact *at,
                   NordToolRefusal *why)
{
  guint n = nord_sketch_get_n_vertices (sketch);
  double within = MAX (BESIDE * nord_view_get_metres_per_pixel (view), BESIDE_M), to[2], from[2];
  GArray *points = NULL;

  nord_placing_find (self, view, at, &to[0], &to[1]);
  if (!self->follow) {
    points = g_array_new (FALSE, FALSE, sizeof (double));
    return g_array_append_vals (points, to, 2);
  }
  *why = NORD_TOOL_REFUSED_NO_STREETS;
  if (self->streets == NULL)
    return NULL;
  if (n == 0) {
    NordStreetSpot spot;

    if (!nord_street_net_find (self->streets, to[0], to[1], within, FALSE, &spot))
      return NULL;
    points = g_array_new (FALSE, FALSE, sizeof (double));
    self->last = (NordSnapped){NORD_SNAP_STREET, spot.lon, spot.lat};
    return g_array_append_vals (points, &self->last.lon, 2);
  }
  *why = NORD_TOOL_REFUSED_NO_WAY;
  nord_sketch_get_vertex (sketch, n - 1, &from[0], &from[1]);
  points = nord_street_net_route (self->streets, from[0], from[1], to[0], to[1], within);
  if (points == NULL)
    return NULL;
  if (nord_measure_distance (from[0], from[1], g_array_index (points, double, 0),
                             g_array_index (points, double, 1)) < SAME_M)
    g_array_remove_range (points, 0, 2);
  return points;
}
