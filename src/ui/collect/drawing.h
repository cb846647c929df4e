/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The tool in hand where ideas are collected, and for which idea or project it draws. */
#pragma once

#include "ui/collect/tool-bar.h"
#include "ui/map/map-view.h"
#include "ui/map/street-guide.h"

G_BEGIN_DECLS

#define NORD_TYPE_DRAWING (nord_drawing_get_type ())
G_DECLARE_FINAL_TYPE (NordDrawing, nord_drawing, NORD, DRAWING, GObject)

/* Signals: "taken" (): there is another tool in the hand; "drawn" (NordShape *): for no idea yet;
 * "stored" (): the shape of an idea or project is in
 * the file. */

/* Its actions, for a group "draw": "aid" (none, reshape, hole, cut: what is drawn over the shape
 * that is edited), "follow" (lines lead along streets), "snap" (points cling to what is there),
 * "remove-hole". */
GActionGroup *nord_drawing_get_actions (NordDrawing *self);
/* A key that the map got and nobody else wanted; whether it was for drawing. */
gboolean nord_drawing_press_key (NordDrawing *self, guint key, GdkModifierType state);

/* @map and @tools must live as long. */
NordDrawing *nord_drawing_new (NordMapView *map, NordToolBar *tools);
/* @ideas: those that the map shows. Points cling to no others. */
void nord_drawing_set_session (NordDrawing *self, NordSession *session, GListModel *ideas);
/* @tool: select, pin, line, area, or edit for the shape of the selected idea or project. Where that
 * cannot be, the person is told and it is select. */
void nord_drawing_take (NordDrawing *self, const char *tool);
/* Draws a place for the idea or project @id, instead of the one it may have. @tool: pin, line or
 * area. */
void nord_drawing_place (NordDrawing *self, const char *id, const char *tool);
/* Gives the idea @id the place @shape, in one step that can be undone. */
void nord_drawing_put (NordDrawing *self, const char *id, NordShape *shape);
const char *nord_drawing_get_tool (NordDrawing *self);
/* One of finish, back, remove-vertex, cancel: a step of the tool in hand, if there is one. */
void nord_drawing_step (NordDrawing *self, const char *step);

G_END_DECLS
