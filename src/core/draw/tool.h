/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A drawing tool in one person's hand: turns presses, drags and lifts of one finger (or mouse)
 * into a shape, step by step through a table of states. */
#pragma once

#include "core/draw/aid.h"
#include "core/draw/grip.h"
#include "core/draw/refusal.h"
#include "core/draw/snap.h"
#include "core/draw/tool-steps.h"

G_BEGIN_DECLS

typedef struct {
  guint max_vertices; /* of a drawn shape */
  double max_size;    /* metres across */
} NordToolLimits;

/* Each may be NULL. `finished` gets the shape for its own reference count only. */
typedef struct {
  void (*changed) (gpointer data);
  void (*finished) (NordShape *shape, gpointer data);
  void (*refused) (NordToolRefusal why, gpointer data);
  void (*cancelled) (gpointer data);
  /* After `changed`: the last step was taken back, or a point or hole taken away. */
  void (*reduced) (gpointer data);
} NordToolListener;

typedef struct _NordTool NordTool;

NordTool *nord_tool_new (NordToolKind kind, const NordToolListener *listener, gpointer data);
NordTool *
nord_tool_new_edit (const NordShape *shape, const NordToolListener *listener, gpointer data);
void nord_tool_free (NordTool *self);
void nord_tool_set_limits (NordTool *self, const NordToolLimits *limits);
/* (nullable) (transfer none) what points cling to; must live as long. Pins cling to nothing. */
void nord_tool_set_snap (NordTool *self, NordSnap *snap);
/* (nullable) the streets that lines and borders are led along while following is on. */
void nord_tool_set_streets (NordTool *self, NordStreetNet *streets, gboolean reading);
/* Places of taps that wait for the streets, the first one first. */
guint nord_tool_get_n_waiting (const NordTool *self);
void nord_tool_get_waiting (const NordTool *self, guint tap, double *lon, double *lat);
void nord_tool_set_following (NordTool *self, gboolean follow);
gboolean nord_tool_get_following (const NordTool *self);

/* While an aid is in the hand, all that follows is about what is drawn with it. FALSE: the edited
 * shape has no use for it. */
gboolean nord_tool_set_aid (NordTool *self, NordAid aid);
NordAid nord_tool_get_aid (const NordTool *self);
/* (nullable) what is edited while an aid is in the hand. */
const NordSketch *nord_tool_get_edited (const NordTool *self);
/* (element-type NordShape) what was cut off. */
GPtrArray *nord_tool_get_rest (const NordTool *self);
gboolean nord_tool_can_aid (const NordTool *self, NordAid aid);

NordToolKind nord_tool_get_kind (const NordTool *self);
NordToolState nord_tool_get_state (const NordTool *self);
const NordSketch *nord_tool_get_sketch (const NordTool *self);
gboolean nord_tool_is_resting (const NordTool *self);
gboolean nord_tool_can_finish (const NordTool *self);
gboolean nord_tool_can_go_back (const NordTool *self);
/* The vertex that Delete would take away while editing. */
gboolean nord_tool_get_selected (const NordTool *self, guint *vertex);
gboolean nord_tool_get_hover (const NordTool *self, double *lon, double *lat);
/* (element-type double) longitude, latitude of what the next tap would add where the hover is. */
GArray *nord_tool_get_ahead (const NordTool *self);
/* What the pointer clings to at the moment. */
NordSnapped nord_tool_get_snapped (const NordTool *self);
/* Whether the vertex that is selected belongs to a hole. */
gboolean nord_tool_can_remove_hole (const NordTool *self);
NordGrip nord_tool_find_grip (const NordTool *self, const NordView *view, const NordContact *at);

/* FALSE: the tool has no use for this press, it may move the map. */
gboolean nord_tool_press (NordTool *self, const NordView *view, const NordContact *at);
void nord_tool_move (NordTool *self, const NordView *view, const NordContact *at);
void nord_tool_lift (NordTool *self, const NordView *view, const NordContact *at);
void nord_tool_pause (NordTool *self, const NordView *view, gboolean keep);
void nord_tool_resume (NordTool *self);
void nord_tool_hover (NordTool *self, const NordView *view, const NordContact *at);
void nord_tool_leave (NordTool *self);
gboolean nord_tool_finish (NordTool *self);
gboolean nord_tool_go_back (NordTool *self);
gboolean nord_tool_delete_selected (NordTool *self);
gboolean nord_tool_remove_hole (NordTool *self);
gboolean nord_tool_cancel (NordTool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordTool, nord_tool_free)

G_END_DECLS
