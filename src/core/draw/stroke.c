/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A freehand stroke on its way into a sketch: sampled while it runs, smoothed when it ends. */
#include "core/draw/stroke.h"

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
                   const NordContact *from)
{
  self->start = nord_sketch_get_n_vertices (sketch);
  self->length = 0;
  self->tolerance = TOLERANCE_PX;
  self->from = self->last = *from;
  append (sketch, view, from);
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
  if (whole)
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
