/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A drawing tool in one person's hand: turns presses, drags and lifts of one finger (or mouse)
 * into a shape, step by step through a table of states. */
#pragma once

#include "core/draw/grip.h"
#include "core/draw/tool-steps.h"

G_BEGIN_DECLS

typedef enum {
  NORD_TOOL_REFUSED_TOO_FEW,   /* not enough vertices for this kind of shape */
  NORD_TOOL_REFUSED_TOO_MANY,  /* no more vertices */
  NORD_TOOL_REFUSED_TOO_LARGE, /* wider than the limit */
  NORD_TOOL_REFUSED_CROSSED,   /* the border of an area crosses itself or a hole past repair */
} NordToolRefusal;

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
} NordToolListener;

typedef struct _NordTool NordTool;

NordTool *nord_tool_new (NordToolKind kind, const NordToolListener *listener, gpointer data);
NordTool *
nord_tool_new_edit (const NordShape *shape, const NordToolListener *listener, gpointer data);
void nord_tool_free (NordTool *self);
void nord_tool_set_limits (NordTool *self, const NordToolLimits *limits);

NordToolKind nord_tool_get_kind (const NordTool *self);
NordToolState nord_tool_get_state (const NordTool *self);
const NordSketch *nord_tool_get_sketch (const NordTool *self);
gboolean nord_tool_is_resting (const NordTool *self);
gboolean nord_tool_can_finish (const NordTool *self);
gboolean nord_tool_can_go_back (const NordTool *self);
/* The vertex that Delete would take away while editing. */
gboolean nord_tool_get_selected (const NordTool *self, guint *vertex);
gboolean nord_tool_get_hover (const NordTool *self, double *lon, double *lat);
NordGrip nord_tool_find_grip (const NordTool *self, const NordView *view, const NordContact *at);

/* FALSE: the tool has no use for this press, it may move the map. */
gboolean nord_tool_press (NordTool *self, const NordView *view, const NordContact *at);
void nord_tool_move (NordTool *self, const NordView *view, const NordContact *at);
void nord_tool_lift (NordTool *self, const NordView *view, const NordContact *at);
void nord_tool_pause (NordTool *self, const NordView *view, gboolean keep);
void nord_tool_resume (NordTool *self);
void nord_tool_hover (NordTool *self, const NordView *view, double x, double y);
void nord_tool_leave (NordTool *self);
gboolean nord_tool_finish (NordTool *self);
gboolean nord_tool_go_back (NordTool *self);
gboolean nord_tool_delete_selected (NordTool *self);
gboolean nord_tool_cancel (NordTool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordTool, nord_tool_free)

G_END_DECLS
