/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pointing at the map without a pointer: a cross that keys move, told in words when it rests, and
 * the tool in hand used with it. */
#pragma once

#include "core/draw/tool.h"
#include "core/geo/gazetteer.h"
#include "ui/map/map-stage.h"
#include "ui/map/pointer-layer.h"

G_BEGIN_DECLS

#define NORD_TYPE_CROSSHAIR (nord_crosshair_get_type ())
G_DECLARE_FINAL_TYPE (NordCrosshair, nord_crosshair, NORD, CROSSHAIR, GObject)

/* Signals: "told" (const char *): words to be shown and spoken; "search" (): someone asks for a
 * place by its name; "list" (): for the list twin; "pressed" (gpointer NordContact *): Enter, and
 * no tool had a use for it; "names-wanted" (): words are needed. */

/* @stage and @layer must live as long. */
NordCrosshair *nord_crosshair_new (NordMapStage *stage, NordPointerLayer *layer);
/* (nullable) what words are made of. */
void nord_crosshair_set_names (NordCrosshair *self, NordGazetteer *names);
/* (nullable) (transfer none) valid until the next call. */
void nord_crosshair_set_tool (NordCrosshair *self, NordTool *tool);
/* Tells how many points there are and how large it is, if the cross is shown. */
void nord_crosshair_tell_drawn (NordCrosshair *self);
/* Puts the cross on a place that is in view, and tells it. */
void nord_crosshair_put (NordCrosshair *self, double lon, double lat, const char *what);
void nord_crosshair_hide (NordCrosshair *self);
gboolean nord_crosshair_is_shown (NordCrosshair *self);

G_END_DECLS
