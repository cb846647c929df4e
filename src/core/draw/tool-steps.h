/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* All steps that drawing tools can take, as a table. */
#pragma once

#include <glib.h>

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
  NORD_TOOL_EVENT_ARRIVE, /* what a tap waited for is there */
  NORD_TOOL_N_EVENTS
} NordToolEvent;

/* FALSE, and @to stays: in @from a tool has no use for @event. */
gboolean nord_tool_steps_find (NordToolKind kind,
                               NordToolState from,
                               NordToolEvent event,
                               NordToolState *to);

G_END_DECLS
