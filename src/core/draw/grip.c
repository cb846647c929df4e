/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a finger or mouse would take hold of on a shape that is being edited. */
#include "core/draw/grip.h"

#include <math.h>

#define REACH_MOUSE 14.0
#define REACH_TOUCH 24.0

static gboolean
is_inside (const NordSketch *sketch, const NordView *view, double px, double py)
{
  gboolean inside = FALSE;

  for (guint ring = 0; ring < nord_sketch_get_n_rings (sketch); ring++) {
    guint start, end;

    nord_sketch_get_ring (sketch, ring, &start, &end);
    for (guint i = start, j = end - 1; i < end; j = i++) {
      double lon, lat, ax, ay, bx, by;

      nord_sketch_get_vertex (sketch, i, &lon, &lat);
      nord_view_to_screen (view, lon, lat, &ax, &ay);
      nord_sketch_get_vertex (sketch, j, &lon, &lat);
      nord_view_to_screen (view, lon, lat, &bx, &by);
      if ((ay > py) != (by > py) && px < (bx - ax) * (py - ay) / (by - ay) + ax)
        inside = !inside;
    }
  }
  return inside;
}

double
nord_contact_get_reach (const NordContact *self)
{
  return self->touch ? REACH_TOUCH : REACH_MOUSE;
}

double
nord_contact_get_distance (const NordContact *self, const NordContact *other)
{
  return hypot (self->x - other->x, self->y - other->y);
}

/**
 * nord_grip_find:
 *
 * Returns: what a press at @at would take hold of while editing: the nearest vertex within reach,
 *   else the nearest middle of a segment, else the shape itself
 */
NordGrip
nord_grip_find (const NordSketch *sketch, const NordView *view, const NordContact *at)
{
  NordGrip grip = {NORD_GRIP_NONE, 0};
  double reach = nord_contact_get_reach (at), nearest = reach, near_middle = reach * 0.8;
  double near_line = reach;
  guint n = nord_sketch_get_n_vertices (sketch);

  for (guint i = 0; i < n; i++) {
    double lon, lat, x, y, x2, y2, t, dx, dy;
    guint next;

    nord_sketch_get_vertex (sketch, i, &lon, &lat);
    nord_view_to_screen (view, lon, lat, &x, &y);
    if (hypot (x - at->x, y - at->y) <= nearest) {
      nearest = hypot (x - at->x, y - at->y);
      grip = (NordGrip){NORD_GRIP_VERTEX, i};
    }
    if (!nord_sketch_get_next (sketch, i, &next))
      continue;
    nord_sketch_get_vertex (sketch, next, &lon, &lat);
    nord_view_to_screen (view, lon, lat, &x2, &y2);
    dx = x2 - x;
    dy = y2 - y;
    t = dx * dx + dy * dy > 0 ? ((at->x - x) * dx + (at->y - y) * dy) / (dx * dx + dy * dy) : 0;
    t = CLAMP (t, 0, 1);
    near_line = MIN (near_line, hypot (x + t * dx - at->x, y + t * dy - at->y));
    /* Short segments show no middle: it would hide the vertices. */
    if (grip.kind == NORD_GRIP_VERTEX || hypot (dx, dy) < 2 * reach)
      continue;
    if (hypot (x + dx / 2 - at->x, y + dy / 2 - at->y) <= near_middle) {
      near_middle = hypot (x + dx / 2 - at->x, y + dy / 2 - at->y);
      grip = (NordGrip){NORD_GRIP_MIDDLE, i};
    }
  }
  if (grip.kind == NORD_GRIP_NONE &&
      (near_line < reach ||
       (nord_sketch_is_area (sketch) && is_inside (sketch, view, at->x, at->y))))
    grip.kind = NORD_GRIP_SHAPE;
  return grip;
}
