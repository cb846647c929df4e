/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A drawing tool in one person's hand: turns presses, drags and lifts of one finger (or mouse)
 * into a shape, step by step through a table of states. */
#pragma once

#include "core/draw/grip.h"

G_BEGIN_DECLS

typedef enum {
  NORD_TOOL_PIN,  /* tap where it shall stand; while held it follows the finger */
  NORD_TOOL_LINE, /* tap points and finish, or draw freehand */
  NORD_TOOL_AREA,
  NORD_TOOL_EDIT, /* drag vertices, middles of segments (a new vertex) or the whole shape */
  NORD_N_TOOLS
} NordToolKind;

typedef enum {
  NORD_TOOL_IDLE,          /* nothing drawn, nothing down */
  NORD_TOOL_PRESSED,       /* down, nothing drawn yet */
  NORD_TOOL_STROKE,        /* drawing freehand from the first touch */
  NORD_TOOL_PLACED,        /* vertices stand, nothing down */
  NORD_TOOL_ADDING,        /* down for one more vertex */
  NORD_TOOL_ADDING_STROKE, /* drawing freehand on from the last vertex */
  NORD_TOOL_READY,         /* a shape is being edited, nothing down */
  NORD_TOOL_GRABBED,       /* a handle is held but has not moved */
  NORD_TOOL_DRAGGED,       /* a handle moves */
  NORD_TOOL_PAUSED,        /* two or more fingers move the map; then idle */
  NORD_TOOL_PAUSED_PLACED, /* likewise; the draft waits */
  NORD_TOOL_PAUSED_READY,  /* likewise; the edited shape waits */
  NORD_TOOL_DONE,          /* the shape has been handed out */
  NORD_TOOL_N_STATES
} NordToolState;

typedef enum {
  NORD_TOOL_EVENT_PRESS,
  NORD_TOOL_EVENT_DRAG, /* moved farther than a trembling finger does */
  NORD_TOOL_EVENT_LIFT,
  NORD_TOOL_EVENT_LIFT_SHORT, /* lifted, but what was drawn is not a shape yet */
  NORD_TOOL_EVENT_CLOSE,      /* lifted from a tap that finishes: twice, or on an end */
  NORD_TOOL_EVENT_PAUSE,      /* a second finger came down, or the touch was taken away */
  NORD_TOOL_EVENT_PAUSE_KEEP, /* likewise, and what was drawn so far stays as a draft */
  NORD_TOOL_EVENT_RESUME,     /* all fingers are up */
  NORD_TOOL_EVENT_FINISH,     /* key or button */
  NORD_TOOL_EVENT_BACK,       /* one step less */
  NORD_TOOL_EVENT_BACK_FIRST, /* the first step is gone */
  NORD_TOOL_EVENT_CANCEL,
  NORD_TOOL_N_EVENTS
} NordToolEvent;

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
