/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a tool shows of itself, what helps it, and the aid that draws over what is edited. */
#include "core/draw/tool-private.h"

void
nord_tool_set_limits (NordTool *self, const NordToolLimits *limits)
{
  self->limits = *limits;
}

void
nord_tool_set_snap (NordTool *self, NordSnap *snap)
{
  self->placing.snap = snap;
  if (snap == NULL)
    self->placing.last.kind = NORD_SNAP_NONE;
  /* The place of a cut is on what is cut. */
  if (self->over)
    nord_tool_set_snap (self->over, self->over->kind == NORD_TOOL_PIN ? NULL : snap);
}

void
nord_tool_set_streets (NordTool *self, NordStreetNet *streets, gboolean reading)
{
  nord_placing_set_streets (&self->placing, streets);
  self->placing.reading = reading;
  if (self->over)
    nord_tool_set_streets (self->over, streets, reading);
  nord_tool_carry_out (self);
}

void
nord_tool_set_following (NordTool *self, gboolean follow)
{
  self->placing.follow = follow && self->kind != NORD_TOOL_PIN;
  drop_ahead (self);
  if (self->over)
    nord_tool_set_following (self->over, follow);
  changed (self);
  /* No longer led, what waited lies where it was tapped. */
  nord_tool_carry_out (self);
}

gboolean
nord_tool_get_following (const NordTool *self)
{
  return get_hand (self)->placing.follow;
}

static void
on_over_changed (gpointer data)
{
  changed (data);
}

static void
on_over_refused (NordToolRefusal why, gpointer data)
{
  refuse (data, why);
}

static void
on_over_reduced (gpointer data)
{
  reduced (data);
}

/* What was drawn over the shape alters it, as one step. */
static void
on_over_finished (NordShape *drawn, gpointer data)
{
  NordTool *self = data;
  g_autoptr (NordShape) before = nord_sketch_to_shape (self->sketch, NULL), after = NULL;
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_shape_unref);
  NordToolRefusal why = NORD_TOOL_REFUSED_CROSSED;
  NordAid aid = self->aid;

  if (before)
    after = nord_aid_apply (aid, before, drawn, self->reach, rest, &why);
  if (after) {
    remember (self, g_steal_pointer (&self->sketch));
    self->sketch = nord_sketch_new_from_shape (after);
    for (guint i = 0; i < rest->len; i++)
      g_ptr_array_add (self->rest, nord_shape_ref (rest->pdata[i]));
    self->has_selected = FALSE;
  }
  nord_tool_set_aid (self, NORD_AID_NONE);
  if (after == NULL) {
    nord_tool_set_aid (self, aid);
    refuse (self, why);
  }
}

gboolean
nord_tool_can_aid (const NordTool *self, NordAid aid)
{
  return self->kind == NORD_TOOL_EDIT && nord_aid_suits (aid, nord_sketch_get_kind (self->sketch));
}

gboolean
nord_tool_set_aid (NordTool *self, NordAid aid)
{
  static const NordToolListener listener = {.changed = on_over_changed,
                                            .finished = on_over_finished,
                                            .refused = on_over_refused,
                                            .reduced = on_over_reduced};
  NordShapeKind drawn = nord_aid_get_kind (aid, nord_sketch_get_kind (self->sketch));

  if (!nord_tool_can_aid (self, aid))
    return FALSE;
  if (self->over) {
    /* It may be what calls us. */
    g_clear_pointer (&self->spent, nord_tool_free);
    self->spent = g_steal_pointer (&self->over);
  }
  self->aid = aid;
  if (aid != NORD_AID_NONE) {
    self->over = nord_tool_new (drawn == NORD_SHAPE_POINT  ? NORD_TOOL_PIN
                                : drawn == NORD_SHAPE_LINE ? NORD_TOOL_LINE
                                                           : NORD_TOOL_AREA,
                                &listener, self);
    nord_tool_set_limits (self->over, &self->limits);
    nord_tool_set_snap (self->over, drawn == NORD_SHAPE_POINT ? NULL : self->placing.snap);
    nord_tool_set_streets (self->over, self->placing.streets, self->placing.reading);
    self->over->placing.follow = self->placing.follow && drawn != NORD_SHAPE_POINT;
  }
  changed (self);
  return TRUE;
}

NordAid
nord_tool_get_aid (const NordTool *self)
{
  return self->aid;
}

const NordSketch *
nord_tool_get_edited (const NordTool *self)
{
  return self->over ? self->sketch : NULL;
}

GPtrArray *
nord_tool_get_rest (const NordTool *self)
{
  return self->rest;
}

NordToolKind
nord_tool_get_kind (const NordTool *self)
{
  return get_hand (self)->kind;
}

NordToolState
nord_tool_get_state (const NordTool *self)
{
  return get_hand (self)->state;
}

const NordSketch *
nord_tool_get_sketch (const NordTool *self)
{
  return get_hand (self)->sketch;
}

gboolean
nord_tool_is_resting (const NordTool *self)
{
  self = get_hand (self);
  return self->state == NORD_TOOL_IDLE || self->state == NORD_TOOL_PLACED ||
         self->state == NORD_TOOL_READY || self->state == NORD_TOOL_DONE;
}

gboolean
nord_tool_can_go_back (const NordTool *self)
{
  self = get_busy (self);
  return self->waiting->len > 0 ||
         (can_step (self, NORD_TOOL_EVENT_BACK) && nord_history_get_n (self->history) > 0);
}

gboolean
nord_tool_get_selected (const NordTool *self, guint *vertex)
{
  if (self->over || !self->has_selected ||
      self->selected >= nord_sketch_get_n_vertices (self->sketch))
    return FALSE;
  *vertex = self->selected;
  return TRUE;
}

gboolean
nord_tool_get_hover (const NordTool *self, double *lon, double *lat)
{
  self = get_hand (self);
  *lon = self->hover_lon;
  *lat = self->hover_lat;
  return self->has_hover;
}

GArray *
nord_tool_get_ahead (const NordTool *self)
{
  self = get_hand (self);
  return self->has_hover ? self->ahead : NULL;
}

NordSnapped
nord_tool_get_snapped (const NordTool *self)
{
  return get_hand (self)->placing.last;
}

gboolean
nord_tool_can_remove_hole (const NordTool *self)
{
  guint vertex;

  return nord_tool_get_selected (self, &vertex) && nord_sketch_is_hole (self->sketch, vertex);
}

NordGrip
nord_tool_find_grip (const NordTool *self, const NordView *view, const NordContact *at)
{
  NordGrip none = {NORD_GRIP_NONE, 0};

  self = get_hand (self);
  return self->kind == NORD_TOOL_EDIT ? nord_grip_find (self->sketch, view, at) : none;
}
