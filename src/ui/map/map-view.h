/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map as every page shows it: base map, districts, ideas, the tool in hand, and the controls.
 */
#pragma once

#include "core/geo/finder.h"
#include "core/draw/tool.h"
#include "ui/map/base-layer.h"
#include "ui/map/idea-layer.h"
#include "ui/map/map-layer.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_MAP_VIEW (nord_map_view_get_type ())
G_DECLARE_FINAL_TYPE (NordMapView, nord_map_view, NORD, MAP_VIEW, GtkWidget)

/* How a page uses it:
 *
 *   NordMapView *map = nord_map_view_new ();              or <object class="NordMapView"> in a .ui
 *   nord_map_view_set_session (map, session);             home view, ideas, selection, extent
 *   nord_map_view_set_ideas (map, list);                  a GListModel of NordIdea; by default all
 *   layer = g_object_new (NORD_TYPE_SHAPE_LAYER, "viewport", nord_map_view_get_viewport (map),
 * NULL); nord_map_view_add_layer (map, NORD_MAP_LAYER (layer)); above the districts, below the
 * ideas
 *
 * A tap on an idea selects it in the session, a tap on nothing selects nothing; other layers get
 * their taps through their class. Actions: map.zoom-in, map.zoom-out, map.home, map.north,
 * map.find-place. Keys: see crosshair.c; + and -, Home, 0 (north up), Ctrl+Shift+arrows (turn).
 *
 * Properties: "tool-kind" is not one: tools are the page's. Signals: "tool-changed" () after every
 * step of the tool in hand, "tool-finished" (NordShape *), "tool-refused" (NordToolRefusal),
 * "tool-cancelled" (), "place-chosen" (gpointer const NordFound *): a place was found
 * and is shown, "list-wanted" (): the list with the same things shall have the focus. */

NordMapView *nord_map_view_new (void);
/* A page that is not shown may keep its map: it costs nothing while it is not mapped. */
void nord_map_view_set_session (NordMapView *self, NordSession *session);
/* (nullable) NULL: all ideas of the document. */
void nord_map_view_set_ideas (NordMapView *self, GListModel *ideas);
ShumateViewport *nord_map_view_get_viewport (NordMapView *self);
/* A button for districts and own layers, where staff work. */
void nord_map_view_offer_layers (NordMapView *self);
/* Whether there is a switch that shows where many ideas are instead of their signs, as there is by
 * default; where there is none they are shown by their signs. */
void nord_map_view_offer_heat (NordMapView *self, gboolean offered);
/* Whether places are searched on the map, as they are by default. */
void nord_map_view_offer_search (NordMapView *self, gboolean offered);
NordBaseLayer *nord_map_view_get_base (NordMapView *self);
NordIdeaLayer *nord_map_view_get_idea_layer (NordMapView *self);
/* Above the districts and below the ideas; the map owns the layer. */
void nord_map_view_add_layer (NordMapView *self, NordMapLayer *layer);
/* Above the ideas: names, which take no taps. */
void nord_map_view_add_names (NordMapView *self, NordMapLayer *layer);
void nord_map_view_remove_layer (NordMapView *self, NordMapLayer *layer);
/* (nullable) @found: stands out until the map is touched; NULL: none any more, nor the cross of the
 * keys and what it told. */
void nord_map_view_mark_place (NordMapView *self, const NordFound *found);
/* The buttons of the map below each other, as they are by default, or beside each other where it is
 * low and they are large. */
void nord_map_view_lay_controls (NordMapView *self, GtkOrientation orientation);
/* The one bar at the lower edge, which makes way for licence and buttons (`map-foot`). */
void nord_map_view_add_bar (NordMapView *self, GtkWidget *bar);
/* A button in the upper corner where lines begin; the search for places makes way for it. */
void nord_map_view_add_corner (NordMapView *self, GtkWidget *corner);

void nord_map_view_get_view (NordMapView *self, NordView *view);
/* Shows all of @bounds, with room around, not nearer than street level; @animate unless the person
 * has asked for less motion. */
void nord_map_view_show_bounds (NordMapView *self, const NordBounds *bounds, gboolean animate);
/* Moves only if it must to have @bounds well in view; @nearer: also when it is seen from too far.
 */
void nord_map_view_reveal_bounds (NordMapView *self, const NordBounds *bounds, gboolean nearer);
void nord_map_view_go_home (NordMapView *self, gboolean animate);

/* Puts a tool into the hand: (nullable) @kind of drawing, or editing the shape of the idea @id,
 * which is then shown by the tool alone. */
void nord_map_view_take_tool (NordMapView *self, NordToolKind kind);
void nord_map_view_edit_shape (NordMapView *self, const char *id, const NordShape *shape);
void nord_map_view_drop_tool (NordMapView *self);
/* (nullable) (transfer none) valid until the next of the three calls above. */
NordTool *nord_map_view_get_tool (NordMapView *self);
/* See map-stage.h. */
void nord_map_view_set_edge_guard (NordMapView *self, double guard);

G_END_DECLS
