/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The place that was found, and the cross that keys move: shown for a while above the map. */
#pragma once

#include "ui/map/map-layer.h"

G_BEGIN_DECLS

#define NORD_TYPE_POINTER_LAYER (nord_pointer_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordPointerLayer, nord_pointer_layer, NORD, POINTER_LAYER, NordMapLayer)

NordPointerLayer *nord_pointer_layer_new (ShumateViewport *viewport);
/* (nullable) @shape: none; @name stands above it. */
void nord_pointer_layer_set_found (NordPointerLayer *self,
                                   NordShape *shape,
                                   double lon,
                                   double lat,
                                   const char *name);
void nord_pointer_layer_set_cross (NordPointerLayer *self, gboolean shown, double lon, double lat);

G_END_DECLS
