/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Vector tiles painted with cairo: areas and lines; labels are a step of their own. */
#pragma once

#include "core/map/style.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Where a tile of data lies on the surface, in user-space px (a screen with scale factor 1). */
typedef struct {
  double left, top; /* of the tile's north-west corner; may lie far outside */
  double size;      /* width and height of the whole tile */
  double clip_x, clip_y, clip_width, clip_height; /* what is wanted of it */
  double zoom;                                    /* for the style */
} NordPaintFrame;

void nord_map_frame_clip (const NordPaintFrame *frame, cairo_t *cr);
void nord_map_paint_background (const NordMapStyle *style, cairo_t *cr);
void nord_map_paint_tile (const NordMapStyle *style,
                          const NordMvt *mvt,
                          const NordPaintFrame *frame,
                          cairo_t *cr);

G_END_DECLS
