/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What helps to get about on the map: the search for places, the cross that keys move, and the
 * words that tell where one is. */
#pragma once

#include "ui/map/crosshair.h"
#include "ui/map/idea-twins.h"
#include "ui/map/place-search.h"

G_BEGIN_DECLS

#define NORD_TYPE_MAP_AIDS (nord_map_aids_get_type ())
G_DECLARE_FINAL_TYPE (NordMapAids, nord_map_aids, NORD, MAP_AIDS, GObject)

/* Signals: "chosen" (gpointer const NordFound *): a place was found and shall be shown;
 * "pressed" (gpointer NordContact *): Enter at the cross without a tool; "list" (): the list twin
 * is wanted. */

/* Puts its widgets on @overlay, its keys on @stage and its layer on the map of that. */
NordMapAids *nord_map_aids_new (GtkOverlay *overlay, NordMapStage *stage);
/* Where it is offered, as it is at first. */
void nord_map_aids_open_search (NordMapAids *self);
void nord_map_aids_offer_search (NordMapAids *self, gboolean offered);
void nord_map_aids_set_tool (NordMapAids *self, NordTool *tool);
/* The tool changed: what a point was put down on is told. */
void nord_map_aids_follow_tool (NordMapAids *self);
/* How many points there are and how large it is, to whoever draws by keys. */
void nord_map_aids_tell_drawn (NordMapAids *self);
/* (nullable) @found: marks it until a pointer is used; the focus stays. NULL: none any more, nor
 * the cross and its words. */
void nord_map_aids_mark (NordMapAids *self, const NordFound *found);
/* The pointer is used: the cross goes; @found: the mark of the place as well. */
void nord_map_aids_hide (NordMapAids *self, gboolean found);
void nord_map_aids_set_view (NordMapAids *self, const NordBounds *view);
/* What the twins tell. */
NordIdeaTwins *nord_map_aids_get_twins (NordMapAids *self);
/* Shown for a while, and spoken. */
void nord_map_aids_tell (NordMapAids *self, const char *text);

/* A button at the upper edge, for which the search makes way. */
void nord_map_aids_add_corner (NordMapAids *self, GtkOverlay *overlay, GtkWidget *corner);

G_END_DECLS
