/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A drawing tool in one person's hand: turns presses, drags and lifts of one finger (or mouse)
 * into a shape, step by step through a table of states. */
#include "core/draw/tool.h"

#include "core/draw/stroke.h"
#include "core/draw/tool-steps.h"
#include "core/draw/untangle.h"
#include "core/geo/mercator.h"

/* Pixels that a finger trembles, and a mouse. */
#define SLOP_MOUSE 4.0
#define SLOP_TOUCH 12.0
#define DOUBLE_TAP_MS 400
#define MAX_HISTORY 512

struct _NordTool {
  NordToolKind kind;
  NordToolState state;
  NordToolListener listener;
  gpointer data; /* (unowned) of the listener */
  NordToolLimits limits;
  NordSketch *sketch; /* (owned) */
  GPtrArray *history; /* (owned) (element-type NordSketch) what it was before each step */

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
};

static const NordToolLimits default_limits = {.max_vertices = 400, .max_size = 60000};

static gboolean
can_step (const NordTool *self, NordToolEvent event)
{
  NordToolState to;

  return nord_tool_steps_find (self->kind, self->state, event, &to);
}

static gboolean
step (NordTool *self, NordToolEvent event)
{
  return nord_tool_steps_find (self->kind, self->state, event, &self->state);
}

static void
changed (NordTool *self)
{
  if (self->listener.changed)
    self->listener.changed (self->data);
}

static void
refuse (NordTool *self, NordToolRefusal why)
{
  if (self->listener.refused)
    self->listener.refused (why, self->data);
}

static void
clear_sketch (NordTool *self)
{
  static const NordShapeKind kinds[] = {
    [NORD_TOOL_PIN] = NORD_SHAPE_POINT,
    [NORD_TOOL_LINE] = NORD_SHAPE_LINE,
    [NORD_TOOL_AREA] = NORD_SHAPE_AREA,
  };

  g_clear_pointer (&self->sketch, nord_sketch_free);
  self->sketch = nord_sketch_new (kinds[self->kind]);
  g_ptr_array_set_size (self->history, 0);
  self->tapped = FALSE;
}

/* (transfer full) @before */
static void
remember (NordTool *self, NordSketch *before)
{
  if (self->history->len >= MAX_HISTORY)
    g_ptr_array_remove_index (self->history, 1); /* the first is what Esc goes back to */
  g_ptr_array_add (self->history, before);
}

static void
recall (NordTool *self, guint step_index)
{
  g_clear_pointer (&self->sketch, nord_sketch_free);
  self->sketch = g_ptr_array_steal_index (self->history, step_index);
}

static void
append_at (NordTool *self, const NordView *view, const NordContact *at)
{
  double lon, lat;

  nord_view_to_place (view, at->x, at->y, &lon, &lat);
  nord_sketch_append (self->sketch, lon, lat);
}

static gboolean
is_vertex_near (const NordTool *self, const NordView *view, guint vertex, const NordContact *at)
{
  NordContact there = *at;
  double lon, lat;

  nord_sketch_get_vertex (self->sketch, vertex, &lon, &lat);
  nord_view_to_screen (view, lon, lat, &there.x, &there.y);
  return nord_contact_get_distance (&there, at) <= nord_contact_get_reach (at);
}

/* Whether what is drawn is a whole shape within the limits. */
static gboolean
check_complete (const NordTool *self, NordToolRefusal *why)
{
  guint needed = 1;

  if (nord_sketch_is_area (self->sketch))
    needed = 3;
  else if (nord_sketch_get_kind (self->sketch) == NORD_SHAPE_LINE)
    needed = 2;
  *why = NORD_TOOL_REFUSED_TOO_FEW;
  if (nord_sketch_count_distinct (self->sketch) < needed)
    return FALSE;
  *why = NORD_TOOL_REFUSED_TOO_LARGE;
  /* What came from elsewhere may be larger: altering it must not be refused for that. */
  return self->kind == NORD_TOOL_EDIT ||
         nord_sketch_get_size (self->sketch) <= self->limits.max_size;
}

/* Takes the step @event, which leads to DONE, and hands the shape out; refused, it says why and
 * takes the step @otherwise. The listener may free the tool: nothing may follow its call. */
static gboolean
complete (NordTool *self, NordToolEvent event, NordToolEvent otherwise)
{
  NordToolRefusal why;
  g_autoptr (NordShape) shape = NULL;

  if (!can_step (self, event))
    return FALSE;
  if (check_complete (self, &why)) {
    shape = nord_sketch_to_shape (self->sketch, NULL);
    if (shape && nord_sketch_is_area (self->sketch)) {
      g_autoptr (NordShape) drawn = g_steal_pointer (&shape);

      /* What cannot be put right by itself is for the person to see. */
      shape = nord_untangle_area (drawn);
      why = NORD_TOOL_REFUSED_CROSSED;
    }
  }
  if (shape == NULL) {
    step (self, otherwise);
    changed (self);
    refuse (self, why);
    return FALSE;
  }
  step (self, event);
  changed (self);
  if (self->listener.finished)
    self->listener.finished (shape, self->data);
  return TRUE;
}

/* Goes back to before the running step, as if the finger had never come down. */
static void
drop_running (NordTool *self)
{
  switch (self->state) {
  case NORD_TOOL_STROKE:
  case NORD_TOOL_ADDING_STROKE:
    recall (self, self->history->len - 1);
    break;
  case NORD_TOOL_PRESSED:
    clear_sketch (self);
    break;
  case NORD_TOOL_DRAGGED:
    g_clear_pointer (&self->sketch, nord_sketch_free);
    self->sketch = g_steal_pointer (&self->before_drag);
    break;
  default:
    break;
  }
}

static void
drag_handle (NordTool *self, const NordView *view, const NordContact *at)
{
  double lon, lat, from_lon, from_lat, x, y, from_x, from_y;

  nord_view_to_place (view, at->x, at->y, &lon, &lat);
  if (self->grip.kind == NORD_GRIP_VERTEX) {
    nord_sketch_set_vertex (self->sketch, self->grip.vertex, lon, lat);
    return;
  }
  nord_view_to_place (view, self->start.x, self->start.y, &from_lon, &from_lat);
  nord_mercator_project (from_lon, from_lat, &from_x, &from_y);
  nord_mercator_project (lon, lat, &x, &y);
  g_clear_pointer (&self->sketch, nord_sketch_free);
  self->sketch = nord_sketch_copy (self->before_drag);
  nord_sketch_translate (self->sketch, x - from_x, y - from_y);
}

/* The middle of a segment becomes a vertex when it is dragged. */
static void
split_segment (NordTool *self, const NordView *view)
{
  guint vertex = self->grip.vertex;
  double lon, lat;

  nord_view_to_place (view, self->start.x, self->start.y, &lon, &lat);
  nord_sketch_insert (self->sketch, vertex + 1, vertex, lon, lat);
  self->grip = (NordGrip){NORD_GRIP_VERTEX, vertex + 1};
  self->selected = vertex + 1;
  self->has_selected = TRUE;
}

static void
begin_drag (NordTool *self, const NordView *view)
{
  g_clear_pointer (&self->before_drag, nord_sketch_free);
  self->before_drag = nord_sketch_copy (self->sketch);
  if (self->grip.kind == NORD_GRIP_MIDDLE)
    split_segment (self, view);
}

static void
begin_stroke (NordTool *self, const NordView *view)
{
  remember (self, nord_sketch_copy (self->sketch));
  self->tapped = FALSE;
  nord_stroke_begin (&self->stroke, self->sketch, view, &self->start);
}

static void
end_stroke (NordTool *self, const NordView *view, gboolean whole)
{
  nord_stroke_end (&self->stroke, self->sketch, view, self->limits.max_vertices,
                   whole && self->kind == NORD_TOOL_AREA);
}

static void
add_tapped (NordTool *self, const NordView *view, const NordContact *at)
{
  remember (self, nord_sketch_copy (self->sketch));
  append_at (self, view, &self->start);
  self->tapped = TRUE;
  self->tap = *at;
  step (self, NORD_TOOL_EVENT_LIFT);
  changed (self);
}

/* One more vertex, or the end: a tap twice at a place, on the first corner of an area, or on the
 * last point of a line. */
static void
lift_adding (NordTool *self, const NordView *view, const NordContact *at)
{
  guint n = nord_sketch_get_n_vertices (self->sketch);
  guint end = self->kind == NORD_TOOL_AREA ? 0 : n - 1;
  gboolean twice = self->tapped && at->time - self->tap.time <= DOUBLE_TAP_MS &&
                   nord_contact_get_distance (&self->tap, at) <= nord_contact_get_reach (at);
  NordToolRefusal why;

  if (twice || is_vertex_near (self, view, end, &self->start)) {
    /* Too early it says nothing: an impatient finger only means to go on. */
    if (check_complete (self, &why) || why != NORD_TOOL_REFUSED_TOO_FEW) {
      complete (self, NORD_TOOL_EVENT_CLOSE, NORD_TOOL_EVENT_LIFT_SHORT);
      return;
    }
    step (self, NORD_TOOL_EVENT_LIFT_SHORT);
    changed (self);
    return;
  }
  if (n >= self->limits.max_vertices) {
    step (self, NORD_TOOL_EVENT_LIFT_SHORT);
    changed (self);
    refuse (self, NORD_TOOL_REFUSED_TOO_MANY);
    return;
  }
  add_tapped (self, view, at);
}

static void
lift_dragged (NordTool *self)
{
  double size = nord_sketch_get_size (self->sketch);

  if (size > self->limits.max_size && size > nord_sketch_get_size (self->before_drag) * 1.05) {
    drop_running (self);
    step (self, NORD_TOOL_EVENT_LIFT_SHORT);
    changed (self);
    refuse (self, NORD_TOOL_REFUSED_TOO_LARGE);
    return;
  }
  remember (self, g_steal_pointer (&self->before_drag));
  step (self, NORD_TOOL_EVENT_LIFT);
  changed (self);
}

NordTool *
nord_tool_new (NordToolKind kind, const NordToolListener *listener, gpointer data)
{
  NordTool *self;

  g_return_val_if_fail (kind < NORD_TOOL_EDIT, NULL);
  self = g_new0 (NordTool, 1);
  self->kind = kind;
  self->limits = default_limits;
  if (listener)
    self->listener = *listener;
  self->data = data;
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_sketch_free);
  clear_sketch (self);
  return self;
}

NordTool *
nord_tool_new_edit (const NordShape *shape, const NordToolListener *listener, gpointer data)
{
  NordTool *self = nord_tool_new (NORD_TOOL_PIN, listener, data);

  self->kind = NORD_TOOL_EDIT;
  self->state = NORD_TOOL_READY;
  nord_sketch_free (self->sketch);
  self->sketch = nord_sketch_new_from_shape (shape);
  return self;
}

void
nord_tool_free (NordTool *self)
{
  g_clear_pointer (&self->before_drag, nord_sketch_free);
  g_clear_pointer (&self->sketch, nord_sketch_free);
  g_ptr_array_unref (self->history);
  g_free (self);
}

void
nord_tool_set_limits (NordTool *self, const NordToolLimits *limits)
{
  self->limits = *limits;
}

NordToolKind
nord_tool_get_kind (const NordTool *self)
{
  return self->kind;
}

NordToolState
nord_tool_get_state (const NordTool *self)
{
  return self->state;
}

const NordSketch *
nord_tool_get_sketch (const NordTool *self)
{
  return self->sketch;
}

gboolean
nord_tool_is_resting (const NordTool *self)
{
  return self->state == NORD_TOOL_IDLE || self->state == NORD_TOOL_PLACED ||
         self->state == NORD_TOOL_READY || self->state == NORD_TOOL_DONE;
}

gboolean
nord_tool_can_finish (const NordTool *self)
{
  NordToolRefusal why;

  return can_step (self, NORD_TOOL_EVENT_FINISH) && check_complete (self, &why);
}

gboolean
nord_tool_can_go_back (const NordTool *self)
{
  return can_step (self, NORD_TOOL_EVENT_BACK) && self->history->len > 0;
}

gboolean
nord_tool_get_selected (const NordTool *self, guint *vertex)
{
  if (!self->has_selected || self->selected >= nord_sketch_get_n_vertices (self->sketch))
    return FALSE;
  *vertex = self->selected;
  return TRUE;
}

gboolean
nord_tool_get_hover (const NordTool *self, double *lon, double *lat)
{
  *lon = self->hover_lon;
  *lat = self->hover_lat;
  return self->has_hover;
}

NordGrip
nord_tool_find_grip (const NordTool *self, const NordView *view, const NordContact *at)
{
  NordGrip none = {NORD_GRIP_NONE, 0};

  return self->kind == NORD_TOOL_EDIT ? nord_grip_find (self->sketch, view, at) : none;
}

gboolean
nord_tool_press (NordTool *self, const NordView *view, const NordContact *at)
{
  if (!can_step (self, NORD_TOOL_EVENT_PRESS))
    return FALSE;
  if (self->kind == NORD_TOOL_EDIT) {
    self->grip = nord_grip_find (self->sketch, view, at);
    self->has_selected = self->grip.kind == NORD_GRIP_VERTEX;
    self->selected = self->grip.vertex;
    if (self->grip.kind == NORD_GRIP_NONE) {
      changed (self);
      return FALSE;
    }
  }
  step (self, NORD_TOOL_EVENT_PRESS);
  self->start = *at;
  self->has_hover = FALSE;
  if (self->kind == NORD_TOOL_PIN)
    append_at (self, view, at);
  changed (self);
  return TRUE;
}

void
nord_tool_move (NordTool *self, const NordView *view, const NordContact *at)
{
  gboolean far =
    nord_contact_get_distance (&self->start, at) > (self->start.touch ? SLOP_TOUCH : SLOP_MOUSE);

  switch (self->state) {
  case NORD_TOOL_PRESSED:
    if (self->kind == NORD_TOOL_PIN) {
      nord_sketch_truncate (self->sketch, 0);
      append_at (self, view, far ? at : &self->start);
      break;
    }
    /* fall through */
  case NORD_TOOL_ADDING:
    if (!far || nord_sketch_get_n_vertices (self->sketch) + 2 > self->limits.max_vertices)
      return;
    step (self, NORD_TOOL_EVENT_DRAG);
    begin_stroke (self, view);
    nord_stroke_continue (&self->stroke, self->sketch, view, at);
    break;
  case NORD_TOOL_STROKE:
  case NORD_TOOL_ADDING_STROKE:
    nord_stroke_continue (&self->stroke, self->sketch, view, at);
    break;
  case NORD_TOOL_GRABBED:
    if (!far || (self->grip.kind == NORD_GRIP_MIDDLE &&
                 nord_sketch_get_n_vertices (self->sketch) >= NORD_SHAPE_MAX_POINTS / 2))
      return;
    step (self, NORD_TOOL_EVENT_DRAG);
    begin_drag (self, view);
    drag_handle (self, view, at);
    break;
  case NORD_TOOL_DRAGGED:
    drag_handle (self, view, at);
    break;
  default:
    return;
  }
  changed (self);
}

void
nord_tool_lift (NordTool *self, const NordView *view, const NordContact *at)
{
  nord_tool_move (self, view, at);
  switch (self->state) {
  case NORD_TOOL_PRESSED:
    if (self->kind == NORD_TOOL_PIN)
      complete (self, NORD_TOOL_EVENT_LIFT, NORD_TOOL_EVENT_LIFT);
    else
      add_tapped (self, view, at);
    break;
  case NORD_TOOL_STROKE:
    end_stroke (self, view, TRUE);
    complete (self, NORD_TOOL_EVENT_LIFT, NORD_TOOL_EVENT_LIFT_SHORT);
    break;
  case NORD_TOOL_ADDING:
    lift_adding (self, view, at);
    break;
  case NORD_TOOL_ADDING_STROKE:
    end_stroke (self, view, FALSE);
    step (self, NORD_TOOL_EVENT_LIFT);
    changed (self);
    break;
  case NORD_TOOL_DRAGGED:
    lift_dragged (self);
    break;
  case NORD_TOOL_GRABBED:
    step (self, NORD_TOOL_EVENT_LIFT);
    changed (self);
    break;
  default:
    break;
  }
}

/**
 * nord_tool_pause:
 * @keep: the finger was taken away by the system: whatever is drawn stays as a draft. Otherwise a
 *   second finger came, and only a stroke that is clearly more than the start of a pinch stays
 *
 * The tool takes no input until [method@Tool.resume].
 */
void
nord_tool_pause (NordTool *self, const NordView *view, gboolean keep)
{
  if (can_step (self, NORD_TOOL_EVENT_PAUSE_KEEP) &&
      (keep || nord_stroke_is_meant (&self->stroke))) {
    end_stroke (self, view, FALSE);
    step (self, NORD_TOOL_EVENT_PAUSE_KEEP);
  } else if (can_step (self, NORD_TOOL_EVENT_PAUSE)) {
    drop_running (self);
    step (self, NORD_TOOL_EVENT_PAUSE);
  } else {
    return;
  }
  self->has_hover = self->tapped = FALSE;
  changed (self);
}

void
nord_tool_resume (NordTool *self)
{
  if (step (self, NORD_TOOL_EVENT_RESUME))
    changed (self);
}

/* Where the mouse is, for the line that leads from the last vertex to it. */
void
nord_tool_hover (NordTool *self, const NordView *view, double x, double y)
{
  self->has_hover = self->state == NORD_TOOL_PLACED;
  if (!self->has_hover)
    return;
  nord_view_to_place (view, x, y, &self->hover_lon, &self->hover_lat);
  changed (self);
}

void
nord_tool_leave (NordTool *self)
{
  if (!self->has_hover)
    return;
  self->has_hover = FALSE;
  changed (self);
}

gboolean
nord_tool_finish (NordTool *self)
{
  /* Refused, it stays as it is: there is no step of that name. */
  return complete (self, NORD_TOOL_EVENT_FINISH, NORD_TOOL_N_EVENTS);
}

/* Takes the last step back: the last vertex, the last stroke, the last drag. */
gboolean
nord_tool_go_back (NordTool *self)
{
  if (!nord_tool_can_go_back (self))
    return FALSE;
  recall (self, self->history->len - 1);
  self->has_selected = self->tapped = FALSE;
  step (self, nord_sketch_get_n_vertices (self->sketch) == 0 ? NORD_TOOL_EVENT_BACK_FIRST
                                                             : NORD_TOOL_EVENT_BACK);
  changed (self);
  return TRUE;
}

gboolean
nord_tool_delete_selected (NordTool *self)
{
  g_autoptr (NordSketch) before = NULL;
  guint vertex;

  if (self->state != NORD_TOOL_READY || !nord_tool_get_selected (self, &vertex))
    return FALSE;
  before = nord_sketch_copy (self->sketch);
  if (!nord_sketch_remove (self->sketch, vertex)) {
    refuse (self, NORD_TOOL_REFUSED_TOO_FEW);
    return FALSE;
  }
  remember (self, g_steal_pointer (&before));
  self->has_selected = FALSE;
  changed (self);
  return TRUE;
}

/**
 * nord_tool_cancel:
 *
 * Returns: whether there was anything to give up; an edited shape goes back to what it was
 */
gboolean
nord_tool_cancel (NordTool *self)
{
  gboolean had = self->history->len > 0 || !nord_tool_is_resting (self);

  if (!can_step (self, NORD_TOOL_EVENT_CANCEL))
    return FALSE;
  drop_running (self);
  if (self->kind != NORD_TOOL_EDIT)
    clear_sketch (self);
  else if (self->history->len > 0)
    recall (self, 0);
  g_ptr_array_set_size (self->history, 0);
  self->has_selected = self->has_hover = self->tapped = FALSE;
  step (self, NORD_TOOL_EVENT_CANCEL);
  changed (self);
  if (self->listener.cancelled)
    self->listener.cancelled (self->data);
  return had;
}
