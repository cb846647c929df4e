/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The words on the map: names of streets, places and stops, upright and never cut. */
#pragma once

#include "core/map/style.h"
#include "core/map/tile-stack.h"
#include "ui/map/map-layer.h"

G_BEGIN_DECLS

#define NORD_TYPE_LABEL_LAYER (nord_label_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordLabelLayer, nord_label_layer, NORD, LABEL_LAYER, NordMapLayer)

NordLabelLayer *nord_label_layer_new (ShumateViewport *viewport);
void nord_label_layer_set_source (NordLabelLayer *self, NordTileStack *stack, NordMapStyle *style);

G_END_DECLS
