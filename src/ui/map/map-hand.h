/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a hand does on the map: it draws with the tool that it holds, or else points at what the
 * layers show. */
#pragma once

#include "core/draw/tool.h"
#include "ui/map/map-aids.h"
#include "ui/map/map-layer.h"
#include "ui/map/map-stage.h"
#include "ui/map/sketch-layer.h"

G_BEGIN_DECLS

#define NORD_TYPE_MAP_HAND (nord_map_hand_get_type ())
G_DECLARE_FINAL_TYPE (NordMapHand, nord_map_hand, NORD, MAP_HAND, GObject)

/* Signals: "changed" () after every step of the tool, and when there is another one or none;
 * "finished" (NordShape *); "refused" (NordToolRefusal); "cancelled" (). */

/* None of them is owned: it must be empty, see nord_map_hand_drop (), before they go. */
NordMapHand *nord_map_hand_new (NordMapStage *stage, NordSketchLayer *sketch, NordMapAids *aids);
/* Takes taps that hit none of those that were added before; not owned. */
void nord_map_hand_add_layer (NordMapHand *self, NordMapLayer *layer);
void nord_map_hand_remove_layer (NordMapHand *self, NordMapLayer *layer);
void nord_map_hand_take (NordMapHand *self, NordToolKind kind);
void nord_map_hand_edit (NordMapHand *self, const NordShape *shape);
void nord_map_hand_drop (NordMapHand *self);
/* (nullable) (transfer none) valid until the next of the three calls above. */
NordTool *nord_map_hand_get_tool (NordMapHand *self);

G_END_DECLS
