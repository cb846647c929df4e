/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The surface that takes hands, mouse, wheel and keys and moves the map or the tool by them. */
#pragma once

#include "core/draw/router.h"
#include "ui/map/map-layer.h"

G_BEGIN_DECLS

#define NORD_TYPE_MAP_STAGE (nord_map_stage_get_type ())
G_DECLARE_FINAL_TYPE (NordMapStage, nord_map_stage, NORD, MAP_STAGE, GtkWidget)

/* Signals: "tapped" (gpointer NordContact *, gint presses): no tool wanted this press;
 * "hovered" (gpointer NordContact *): the pointer moved, NULL: it left;
 * "moved" (): the map rests somewhere else. */

ShumateMap *nord_map_stage_get_map (NordMapStage *self);
void nord_map_stage_get_view (NordMapStage *self, NordView *view);
/* Held within the limits; @animate: in a short glide. */
void nord_map_stage_set_view (NordMapStage *self, const NordView *view, gboolean animate);
/* The middle of the map stays within @bounds. */
void nord_map_stage_set_limits (NordMapStage *self, const NordBounds *bounds);
/* By @levels, around (x, y), or around the middle where they are negative. */
void nord_map_stage_zoom_by (NordMapStage *self, double levels, double x, double y);
void nord_map_stage_pan_by (NordMapStage *self, double dx, double dy);
/* (nullable) (transfer none) must live until the next call. */
void nord_map_stage_set_tool (NordMapStage *self, NordTool *tool);
/* Touches that begin within so many pixels of the edges of the window count only when they come out
 * of there; 0, as at first: all count. */
void nord_map_stage_set_edge_guard (NordMapStage *self, double guard);

G_END_DECLS
