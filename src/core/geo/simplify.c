/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shapes with fewer positions that look the same: Douglas and Peucker's rule. */
#include "core/geo/simplify.h"
#include "core/geo/measure.h"

#include <math.h>
#include <stdbool.h>

typedef struct {
  guint first, last;
} Span;

static double
offset_from (const NordFrame *frame, const double *at, const double *a, const double *b)
{
  double ax = (a[0] - at[0]) * frame->east, ay = (a[1] - at[1]) * frame->north;
  double dx = (b[0] - a[0]) * frame->east, dy = (b[1] - a[1]) * frame->north;
  double length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (-(ax * dx + ay * dy) / length, 0, 1) : 0;

  return hypot (ax + t * dx, ay + t * dy);
}

/* Marks what stays between two positions that stay. A list instead of recursion: a zigzag of
 * 10,000 positions would otherwise go 10,000 calls deep. */
static void
mark (const NordFrame *frame,
      const double *xy,
      guint first,
      guint last,
      double tolerance,
      bool *keep)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Span));
  Span all = {first, last};

  g_array_append_val (open, all);
  while (open->len > 0) {
    Span span = g_array_index (open, Span, open->len - 1);
    double most = tolerance;
    guint at = 0;

    g_array_set_size (open, open->len - 1);
    for (guint i = span.first + 1; i < span.last; i++) {
      double off = offset_from (frame, xy + 2 * i, xy + 2 * span.first, xy + 2 * span.last);

      if (off > most) {
        most = off;
        at = i;
      }
    }
    if (at > 0) {
      Span left = {span.first, at}, right = {at, span.last};

      keep[at] = true;
      g_array_append_val (open, left);
      g_array_append_val (open, right);
    }
  }
}

/* Of a closed ring the position farthest from the first stays, and a third so that it encloses
 * something; without it the ring would be two positions there and back. */
static void
mark_ring (const NordFrame *frame,
           const double *xy,
           guint first,
           guint last,
           double tolerance,
           bool *keep)
{
  double most = -1, widest = -1;
  guint far = first + 1, third = first + 1;

  for (guint i = first + 1; i < last; i++) {
    double d = offset_from (frame, xy + 2 * i, xy + 2 * first, xy + 2 * first);

    if (d > most) {
      most = d;
      far = i;
    }
  }
  for (guint i = first + 1; i < last; i++) {
    double d = offset_from (frame, xy + 2 * i, xy + 2 * first, xy + 2 * far);

    if (i != far && d > widest) {
      widest = d;
      third = i;
    }
  }
  keep[far] = keep[third] = true;
  mark (frame, xy, first, MIN (far, third), tolerance, keep);
  mark (frame, xy, MIN (far, third), MAX (far, third), tolerance, keep);
  mark (frame, xy, MAX (far, third), last, tolerance, keep);
}

/**
 * nord_simplify:
 * @shape: a shape
 * @tolerance: metres that a position left out may lie off the new line
 *
 * Douglas and Peucker (1973) in the flat map around the shape. First and last positions of lines
 * stay; rings of areas keep three different positions or more, so parts and holes never vanish.
 * Neighbouring areas are simplified each for itself, and rings may come to cross themselves.
 *
 * Returns: (transfer full): a shape of the same kind
 */
NordShape *
nord_simplify (const NordShape *shape, double tolerance)
{
  g_autofree bool *keep = NULL;
  g_autofree double *xy = NULL;
  g_autofree guint *ends = NULL;
  NordFrame frame;
  NordBounds box;
  gboolean area;
  guint n = 0;

  g_return_val_if_fail (shape != NULL && tolerance >= 0, NULL);
  area = shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
  box = nord_shape_get_bounds (shape);
  frame = nord_frame_at (box.west, (box.south + box.north) / 2);
  keep = g_new0 (bool, shape->n_points);
  xy = g_new (double, 2 * shape->n_points);
  ends = g_new (guint, shape->n_rings);
  for (guint r = 0, from = 0; r < shape->n_rings; from = shape->ring_ends[r++]) {
    guint last = shape->ring_ends[r] - 1;

    keep[from] = keep[last] = true;
    if (area)
      mark_ring (&frame, shape->xy, from, last, tolerance, keep);
    else if (last > from)
      mark (&frame, shape->xy, from, last, tolerance, keep);
    for (guint i = from; i <= last; i++)
      if (keep[i]) {
        xy[2 * n] = shape->xy[2 * i];
        xy[2 * n + 1] = shape->xy[2 * i + 1];
        n++;
      }
    ends[r] = n;
  }
  return nord_shape_new (shape->kind, xy, n, ends, shape->n_rings, shape->part_ends, shape->n_parts,
                         NULL);
}
