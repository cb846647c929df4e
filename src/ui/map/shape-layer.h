/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Named shapes on the map that are not ideas: borders of districts, hulls of groups. */
#pragma once

#include "ui/map/map-layer.h"

G_BEGIN_DECLS

/* Nearer, there is room for the parts of what is around them. */
#define NORD_SHAPE_PART_ZOOM 12.6

typedef enum {
  NORD_SHAPE_LOOK_BORDER, /* a line round it; taps go through */
  NORD_SHAPE_LOOK_PART,   /* nearer: a thin line round it and the name; taps go through */
  NORD_SHAPE_LOOK_NAME,   /* only the name, on a plate in its middle; taps go through */
  NORD_SHAPE_LOOK_PLAN,   /* tinted as thickly as its colour says; taps go through */
  NORD_SHAPE_LOOK_HULL,   /* tinted, can be tapped */
  NORD_SHAPE_LOOK_TITLE,  /* only the name, on a plate below it; taps go through */
} NordShapeLook;

#define NORD_TYPE_SHAPE_LAYER (nord_shape_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordShapeLayer, nord_shape_layer, NORD, SHAPE_LAYER, NordMapLayer)

/* Signal "activated" (const char *id): a hull was tapped. */

NordShapeLayer *nord_shape_layer_new (ShumateViewport *viewport, NordShapeLook look);
void nord_shape_layer_clear (NordShapeLayer *self);
/* @label: plain text, nullable; @colour: nullable, the accent. A point is shown by its label only.
 */
void nord_shape_layer_add (NordShapeLayer *self,
                           const char *id,
                           NordShape *shape,
                           const char *label,
                           const GdkRGBA *colour);
/* Names: nearer than this zoom they are hidden; 0: as the look has it. */
void nord_shape_layer_set_limit (NordShapeLayer *self, double zoom);
/* (nullable) shown stronger */
void nord_shape_layer_set_selected (NordShapeLayer *self, const char *id);
/* Borders and names: light on a dark map. */
void nord_shape_layer_set_dark (NordShapeLayer *self, gboolean dark);

G_END_DECLS
