/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A freehand stroke on its way into a sketch: sampled while it runs, smoothed when it ends. */
#pragma once

#include "core/draw/sketch.h"
#include "core/draw/snap.h"

G_BEGIN_DECLS

typedef struct {
  guint start;      /* first vertex of the stroke in the sketch */
  gboolean closed;  /* both ends cling to one place */
  double length;    /* pixels so far */
  double tolerance; /* pixels, grows with a stroke that will not end */
  NordContact from; /* where it began */
  NordContact last; /* the last sample */
} NordStroke;

/* The first point lies at @at, if that holds it. */
void nord_stroke_begin (NordStroke *self,
                        NordSketch *sketch,
                        const NordView *view,
                        const NordContact *from,
                        const NordSnapped *at);
void nord_stroke_continue (NordStroke *self,
                           NordSketch *sketch,
                           const NordView *view,
                           const NordContact *at);
/* Before it ends: the last point lies at @at, if that holds it. */
void nord_stroke_cling (NordStroke *self,
                        NordSketch *sketch,
                        const NordView *view,
                        const NordSnapped *at,
                        gboolean whole);
/* @whole: the stroke is the whole border of an area, whose ends meet. */
void nord_stroke_end (NordStroke *self,
                      NordSketch *sketch,
                      const NordView *view,
                      guint max_vertices,
                      gboolean whole);
/* Whether it is clearly more than what a finger draws before the second one of a pinch comes. */
gboolean nord_stroke_is_meant (const NordStroke *self);

G_END_DECLS
