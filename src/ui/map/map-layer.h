/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One layer of things on the map, drawn in a piece and without a widget for each thing.
 *
 * With GTK's renderer on cairo all layers of a map draw into one piece, that of the lowest: each
 * piece of its own would be a picture of the whole view, cleared, filled and composed at every
 * frame. */
#pragma once

#include "core/draw/grip.h"
#include "core/draw/view.h"
#include "ui/map/picture-grid.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define NORD_TYPE_MAP_LAYER (nord_map_layer_get_type ())
G_DECLARE_DERIVABLE_TYPE (NordMapLayer, nord_map_layer, NORD, MAP_LAYER, ShumateLayer)

/* All are optional. Layers are made with the property "viewport" of their map. */
struct _NordMapLayerClass {
  ShumateLayerClass parent_class;

  /* What costs time: asked for pieces of the map, which are then drawn, moved along while the map
   * moves, and drawn anew when the zoom rests or something altered. What is small is drawn in the
   * same frame, the rest by threads: a plan holds values, nothing that lives. */
  NordMapPlan *(*plan) (NordMapLayer *self, const NordView *view);
  /* What is shown anew at each frame. */
  void (*paint) (NordMapLayer *self, GtkSnapshot *snapshot, const NordView *view);
  /* The pointer is at @at (NULL: gone). TRUE: on something that a tap would find. */
  gboolean (*hover) (NordMapLayer *self, const NordView *view, const NordContact *at);
  /* A short press of finger or mouse. TRUE: something was hit, layers below are not asked. */
  gboolean (*tap) (NordMapLayer *self, const NordView *view, const NordContact *at);
  /* (transfer full) (nullable) words about what is under the pointer, plain text. */
  char *(*describe) (NordMapLayer *self, const NordView *view, const NordContact *at);
};

/* What @viewport shows, except for the size. Its levels count from its source's tiles, those of a
 * NordView from tiles of 256 pixels. */
void nord_map_layer_read_viewport (ShumateViewport *viewport, NordView *view);
double nord_map_layer_get_level_offset (ShumateViewport *viewport);
void nord_map_layer_get_view (NordMapLayer *self, NordView *view);
/* Whether the window is painted by cairo, for which surfaces are much cheaper than textures. */
gboolean nord_map_layer_is_cairo (NordMapLayer *self);
/* To be called instead of gtk_widget_queue_draw (). */
void nord_map_layer_queue_draw (NordMapLayer *self);
/* For paint (): pixels of the view. Every cairo_t is closed again before the next is opened. */
cairo_t *
nord_map_layer_open_cairo (NordMapLayer *self, GtkSnapshot *snapshot, const NordView *view);
void nord_map_layer_close_cairo (NordMapLayer *self, cairo_t *cr);
/* All of the picture has altered; the old one is shown until the new one is there. */
void nord_map_layer_queue_redraw (NordMapLayer *self);
/* The picture has altered where @bounds are. */
void nord_map_layer_queue_repair (NordMapLayer *self, const NordBounds *bounds);
/* The picture is of something else now: not even shown until the new one is there. */
void nord_map_layer_drop_picture (NordMapLayer *self);
/* Drawn for all of the view at once, never in pieces. */
void nord_map_layer_set_whole (NordMapLayer *self, gboolean whole);
/* Draws into pieces of its own, above the one of the others, who are not drawn again with it: for
 * what alters at each move of a hand and is small. */
void nord_map_layer_set_apart (NordMapLayer *self);
/* Whether the picture shows, as it is now, what lies in @bounds. */
gboolean nord_map_layer_is_current (NordMapLayer *self, const NordBounds *bounds);
gboolean nord_map_layer_hover (NordMapLayer *self, const NordContact *at);
gboolean nord_map_layer_tap (NordMapLayer *self, const NordContact *at);
char *nord_map_layer_describe (NordMapLayer *self, const NordContact *at);

/* The path of @shape in pixels of @view for cairo; curves are not smoothed, neighbours less than
 * half a pixel apart are left out. */
void nord_map_layer_trace (cairo_t *cr, const NordShape *shape, const NordView *view);
/* How far (px, py) is from the lines of @shape, in pixels. */
double nord_map_layer_measure (const NordShape *shape, const NordView *view, double px, double py);

G_END_DECLS
