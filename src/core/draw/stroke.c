/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A freehand stroke on its way into a sketch: sampled while it runs, smoothed when it ends. */
#include "core/draw/stroke.h"

#include <math.h>

/* A stroke keeps a sample every so many pixels and is smoothed within the tolerance. */
#define SAMPLE_PX 2.0
#define TOLERANCE_PX 1.6
#define MAX_SAMPLES 8000
#define MEANT_MS 300
#define MEANT_PX 40.0

static void
append (NordSketch *sketch, const NordView *view, const NordContact *at)
{
  double lon, lat;

  nord_view_to_place (view, at->x, at->y, &lon, &lat);
  nord_sketch_append (sketch, lon, lat);
}

void
nord_stroke_begin (NordStroke *self,
                   NordSketch *sketch,
                   const NordView *view,
                   const NordContact *from,
                   const NordSnapped *at)
{
  self->closed = FALSE;
  self->start = nord_sketch_get_n_vertices (sketch);
  self->length = 0;
  self->tolerance = TOLERANCE_PX;
  self->from = self->last = *from;
  if (at->kind == NORD_SNAP_NONE)
    append (sketch, view, from);
  else
    nord_sketch_append (sketch, at->lon, at->lat);
}

void
nord_stroke_continue (NordStroke *self,
                      NordSketch *sketch,
                      const NordView *view,
                      const NordContact *at)
{
  double way = nord_contact_get_distance (&self->last, at);

  if (way < SAMPLE_PX)
    return;
  while (nord_sketch_get_n_vertices (sketch) >= MAX_SAMPLES && self->tolerance < 1e4) {
    nord_sketch_simplify (sketch, self->start, self->tolerance / nord_view_get_scale (view));
    if (nord_sketch_get_n_vertices (sketch) > MAX_SAMPLES / 2)
      self->tolerance *= 2;
  }
  self->length += way;
  self->last = *at;
  append (sketch, view, at);
}

/* How far, in pixels, the finger was from where the vertex lies. */
static double
get_gap (const NordSketch *sketch, guint vertex, const NordView *view, const NordContact *finger)
{
  double lon, lat, x, y;

  nord_sketch_get_vertex (sketch, vertex, &lon, &lat);
  nord_view_to_screen (view, lon, lat, &x, &y);
  return hypot (x - finger->x, y - finger->y);
}

/* How many samples in a row, beside the first or the last one, lie no farther from it than @gap: it
 * was moved by so much, and what the hand drew there would be a hook. */
static guint
count_hook (const NordSketch *sketch, guint start, gboolean first, const NordView *view, double gap)
{
  guint n = nord_sketch_get_n_vertices (sketch), found = 0;
  NordContact end = {0};
  double lon, lat;

  nord_sketch_get_vertex (sketch, first ? start : n - 1, &lon, &lat);
  nord_view_to_screen (view, lon, lat, &end.x, &end.y);
  while (gap > 0 && start + found + 2 < n &&
         get_gap (sketch, first ? start + found + 1 : n - found - 2, view, &end) <= gap)
    found++;
  return found;
}

void
nord_stroke_cling (NordStroke *self,
                   NordSketch *sketch,
                   const NordView *view,
                   const NordSnapped *at,
                   gboolean whole)
{
  guint start = self->start, end, hook;
  double first[2], last[2];
  gboolean same;

  if (nord_sketch_get_n_vertices (sketch) < start + 2)
    return;
  hook = count_hook (sketch, start, TRUE, view, get_gap (sketch, start, view, &self->from));
  nord_sketch_leave_out (sketch, start + 1, hook);
  if (at->kind == NORD_SNAP_NONE)
    return;
  end = nord_sketch_get_n_vertices (sketch) - 1;
  nord_sketch_get_vertex (sketch, start, &first[0], &first[1]);
  nord_sketch_get_vertex (sketch, end, &last[0], &last[1]);
  nord_sketch_set_vertex (sketch, end, at->lon, at->lat);
  hook = count_hook (sketch, start, FALSE, view, get_gap (sketch, end, view, &self->last));
  same = first[0] == at->lon && first[1] == at->lat;
  if (same && start + hook + 1 >= end) {
    /* A short stroke would be gone if both of its ends lay at one point. */
    nord_sketch_set_vertex (sketch, end, last[0], last[1]);
    return;
  }
  nord_sketch_leave_out (sketch, end - hook, hook);
  self->closed = whole && same;
  if (self->closed)
    nord_sketch_truncate (sketch, end - hook);
}

/* The longer the stroke, the more it is smoothed, until the shape keeps within its limit. */
void
nord_stroke_end (NordStroke *self,
                 NordSketch *sketch,
                 const NordView *view,
                 guint max_vertices,
                 gboolean whole)
{
  double tolerance = self->tolerance / nord_view_get_scale (view);

  nord_sketch_simplify (sketch, self->start, tolerance);
  if (whole && !self->closed)
    nord_sketch_trim_ends (sketch, self->start);
  for (int i = 0; i < 40 && nord_sketch_get_n_vertices (sketch) > max_vertices; i++) {
    tolerance *= 1.6;
    nord_sketch_simplify (sketch, self->start, tolerance);
  }
}

gboolean
nord_stroke_is_meant (const NordStroke *self)
{
  return self->last.time - self->from.time >= MEANT_MS && self->length >= MEANT_PX;
}
