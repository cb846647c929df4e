/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the tool in hand is drawing or altering, with its handles. */
#pragma once

#include "core/draw/tool.h"
#include "ui/map/map-layer.h"

G_BEGIN_DECLS

#define NORD_TYPE_SKETCH_LAYER (nord_sketch_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordSketchLayer, nord_sketch_layer, NORD, SKETCH_LAYER, NordMapLayer)

NordSketchLayer *nord_sketch_layer_new (ShumateViewport *viewport);
/* (nullable) (transfer none) must live until the next call. */
void nord_sketch_layer_set_tool (NordSketchLayer *self, NordTool *tool);

G_END_DECLS
