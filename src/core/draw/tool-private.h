/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a tool consists of, for the two files that are the tool. */
#pragma once

#include "core/draw/history.h"
#include "core/draw/placing.h"
#include "core/draw/stroke.h"
#include "core/draw/tool-steps.h"
#include "core/draw/tool.h"

/* A tap as it was made; the map may be moved before it counts. */
typedef struct {
  NordView view;
  NordContact at;
} NordWaitingTap;

struct _NordTool {
  NordToolKind kind;
  NordToolState state;
  NordToolListener listener;
  gpointer data; /* (unowned) of the listener */
  NordToolLimits limits;
  NordSketch *sketch;   /* (owned) */
  NordHistory *history; /* (owned) */
  NordPlacing placing;
  GArray *waiting; /* (owned) (element-type NordWaitingTap) for streets to be led along */

  NordAid aid;     /* of what is edited */
  NordTool *over;  /* (owned) (nullable) draws for the aid */
  NordTool *spent; /* (owned) (nullable) did, and may still be running */
  GPtrArray *rest; /* (owned) (element-type NordShape) what was cut off */
  double reach;    /* metres that the last press may have missed by */

  NordContact start;       /* where and when the finger came down */
  NordSketch *before_drag; /* (owned) (nullable) to go back to when the drag is broken off */
  NordStroke stroke;       /* the running one */
  gboolean tapped;         /* the last step was a tap, at `tap` */
  NordContact tap;

  NordGrip grip;
  gboolean has_selected;
  guint selected;
  gboolean has_hover;
  double hover_lon, hover_lat;
  GArray *ahead; /* (owned) (nullable) points that a tap there would add */
};

/* What the hand does is for the tool on top. */
static inline NordTool *
get_hand (const NordTool *self)
{
  return self->over ? self->over : (NordTool *) self;
}

/* As long as nothing is drawn for an aid, finishing and going back are for what is edited. */
static inline NordTool *
get_busy (const NordTool *self)
{
  return self->over && (nord_sketch_get_n_vertices (self->over->sketch) > 0 ||
                        self->over->waiting->len > 0 || !nord_tool_is_resting (self->over))
           ? self->over
           : (NordTool *) self;
}

static inline gboolean
can_step (const NordTool *self, NordToolEvent event)
{
  NordToolState to;

  return nord_tool_steps_find (self->kind, self->state, event, &to);
}

static inline gboolean
step (NordTool *self, NordToolEvent event)
{
  return nord_tool_steps_find (self->kind, self->state, event, &self->state);
}

static inline void
changed (NordTool *self)
{
  if (self->listener.changed)
    self->listener.changed (self->data);
}

static inline void
refuse (NordTool *self, NordToolRefusal why)
{
  if (self->listener.refused)
    self->listener.refused (why, self->data);
}

static inline void
reduced (NordTool *self)
{
  if (self->listener.reduced)
    self->listener.reduced (self->data);
}

/* (transfer full) @before */
static inline void
remember (NordTool *self, NordSketch *before)
{
  nord_history_push (self->history, before, self->rest->len);
}

void nord_tool_wait (NordTool *self, const NordView *view, const NordContact *at);
void nord_tool_carry_out (NordTool *self);
gboolean nord_tool_forget_waiting (NordTool *self, gboolean all);
void nord_tool_add_points (NordTool *self, GArray *points);

static inline void
drop_ahead (NordTool *self)
{
  self->has_hover = FALSE;
  g_clear_pointer (&self->ahead, g_array_unref);
}
