/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A drawing tool in one person's hand: turns presses, drags and lifts of one finger (or mouse)
 * into a shape, step by step through a table of states. */
#include "core/draw/tool-private.h"

#include "core/draw/untangle.h"
#include "core/geo/mercator.h"

/* Pixels that a finger trembles, and a mouse. */
#define SLOP_MOUSE 4.0
#define SLOP_TOUCH 12.0
#define DOUBLE_TAP_MS 400

static const NordToolLimits default_limits = {.max_vertices = 400, .max_size = 60000};

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
  nord_history_clear (self->history);
  self->tapped = FALSE;
}

static void
recall (NordTool *self, gboolean first)
{
  guint rest = 0;

  g_clear_pointer (&self->sketch, nord_sketch_free);
  self->sketch =
    first ? nord_history_pop_all (self->history, &rest) : nord_history_pop (self->history, &rest);
  g_ptr_array_set_size (self->rest, (int) rest);
}

/* The pin stands where the finger is, or on what it clings to there. */
static void
set_pin (NordTool *self, const NordView *view, const NordContact *at)
{
  double lon, lat;

  nord_placing_find (&self->placing, view, at, &lon, &lat);
  nord_sketch_truncate (self->sketch, 0);
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
    recall (self, FALSE);
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
    nord_placing_find (&self->placing, view, at, &lon, &lat);
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
  double lon, lat;

  remember (self, nord_sketch_copy (self->sketch));
  self->tapped = FALSE;
  nord_placing_find (&self->placing, view, &self->start, &lon, &lat);
  nord_stroke_begin (&self->stroke, self->sketch, view, &self->start, &self->placing.last);
}

/* Only the ends of a stroke cling; where it would end now is shown all along. */
static void
go_on_stroke (NordTool *self, const NordView *view, const NordContact *at)
{
  double lon, lat;

  nord_stroke_continue (&self->stroke, self->sketch, view, at);
  nord_placing_find (&self->placing, view, at, &lon, &lat);
}

static void
end_stroke (NordTool *self, const NordView *view, gboolean whole)
{
  nord_stroke_cling (&self->stroke, self->sketch, view, &self->placing.last,
                     whole && self->kind == NORD_TOOL_AREA);
  nord_stroke_end (&self->stroke, self->sketch, view, self->limits.max_vertices,
                   whole && self->kind == NORD_TOOL_AREA);
}

void
nord_tool_add_points (NordTool *self, GArray *points)
{
  remember (self, nord_sketch_copy (self->sketch));
  for (guint i = 0; i + 1 < points->len; i += 2)
    nord_sketch_append (self->sketch, g_array_index (points, double, i),
                        g_array_index (points, double, i + 1));
}

static void
add_tapped (NordTool *self, const NordView *view, const NordContact *at)
{
  NordToolRefusal why;
  /* Along streets nothing is drawn freehand: where the finger ends is what is meant. */
  const NordContact *meant = self->placing.follow ? at : &self->start;
  g_autoptr (GArray) points = nord_placing_lead (&self->placing, self->sketch, view, meant, &why);

  if (self->waiting->len > 0 || (points == NULL && self->placing.reading)) {
    nord_tool_wait (self, view, meant);
    return;
  }
  if (points &&
      nord_sketch_get_n_vertices (self->sketch) + points->len / 2 > self->limits.max_vertices) {
    g_clear_pointer (&points, g_array_unref);
    why = NORD_TOOL_REFUSED_TOO_MANY;
  }
  if (points == NULL) {
    step (self, NORD_TOOL_EVENT_LIFT_SHORT);
    changed (self);
    refuse (self, why);
    return;
  }
  nord_tool_add_points (self, points);
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

  if (self->waiting->len == 0 && (twice || is_vertex_near (self, view, end, &self->start))) {
    /* Too early it says nothing: an impatient finger only means to go on. */
    if (check_complete (self, &why) || why != NORD_TOOL_REFUSED_TOO_FEW) {
      complete (self, NORD_TOOL_EVENT_CLOSE, NORD_TOOL_EVENT_LIFT_SHORT);
      return;
    }
    step (self, NORD_TOOL_EVENT_LIFT_SHORT);
    changed (self);
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
  self->history = nord_history_new ();
  self->rest = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_shape_unref);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (NordWaitingTap));
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
  g_clear_pointer (&self->over, nord_tool_free);
  g_clear_pointer (&self->spent, nord_tool_free);
  g_clear_pointer (&self->before_drag, nord_sketch_free);
  g_clear_pointer (&self->sketch, nord_sketch_free);
  g_clear_pointer (&self->ahead, g_array_unref);
  nord_placing_clear (&self->placing);
  nord_history_free (self->history);
  g_ptr_array_unref (self->rest);
  g_array_unref (self->waiting);
  g_free (self);
}

gboolean
nord_tool_can_finish (const NordTool *self)
{
  NordToolRefusal why;

  self = get_busy (self);
  return self->waiting->len == 0 && can_step (self, NORD_TOOL_EVENT_FINISH) &&
         check_complete (self, &why);
}

gboolean
nord_tool_press (NordTool *self, const NordView *view, const NordContact *at)
{
  self->reach = nord_contact_get_reach (at) * nord_view_get_metres_per_pixel (view);
  self = get_hand (self);
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
  drop_ahead (self);
  if (self->kind == NORD_TOOL_PIN)
    set_pin (self, view, at);
  else if (self->kind == NORD_TOOL_EDIT)
    self->placing.last.kind = NORD_SNAP_NONE;
  changed (self);
  return TRUE;
}

void
nord_tool_move (NordTool *self, const NordView *view, const NordContact *at)
{
  gboolean far;

  self = get_hand (self);
  far =
    nord_contact_get_distance (&self->start, at) > (self->start.touch ? SLOP_TOUCH : SLOP_MOUSE);
  switch (self->state) {
  case NORD_TOOL_PRESSED:
    if (self->kind == NORD_TOOL_PIN) {
      set_pin (self, view, far ? at : &self->start);
      break;
    }
    /* fall through */
  case NORD_TOOL_ADDING:
    if (!far || self->placing.follow ||
        nord_sketch_get_n_vertices (self->sketch) + 2 > self->limits.max_vertices)
      return;
    step (self, NORD_TOOL_EVENT_DRAG);
    begin_stroke (self, view);
    go_on_stroke (self, view, at);
    break;
  case NORD_TOOL_STROKE:
  case NORD_TOOL_ADDING_STROKE:
    go_on_stroke (self, view, at);
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
  self = get_hand (self);
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
  self = get_hand (self);
  if (can_step (self, NORD_TOOL_EVENT_PAUSE_KEEP) &&
      (keep || nord_stroke_is_meant (&self->stroke))) {
    /* Nobody chose where this one ends. */
    self->placing.last.kind = NORD_SNAP_NONE;
    end_stroke (self, view, FALSE);
    step (self, NORD_TOOL_EVENT_PAUSE_KEEP);
  } else if (can_step (self, NORD_TOOL_EVENT_PAUSE)) {
    drop_running (self);
    step (self, NORD_TOOL_EVENT_PAUSE);
  } else {
    return;
  }
  drop_ahead (self);
  self->placing.last.kind = NORD_SNAP_NONE;
  self->tapped = FALSE;
  changed (self);
}

void
nord_tool_resume (NordTool *self)
{
  self = get_hand (self);
  if (step (self, NORD_TOOL_EVENT_RESUME))
    changed (self);
  nord_tool_carry_out (self);
}

/* Where the mouse is, for the line that leads from the last vertex to it, and what it clings to. */
void
nord_tool_hover (NordTool *self, const NordView *view, const NordContact *at)
{
  NordToolRefusal why;

  self = get_hand (self);
  drop_ahead (self);
  if (!(self->state == NORD_TOOL_PLACED || (self->state == NORD_TOOL_IDLE && self->placing.snap)) ||
      self->waiting->len > 0)
    return;
  self->ahead = nord_placing_lead (&self->placing, self->sketch, view, at, &why);
  self->has_hover = self->ahead != NULL && self->state == NORD_TOOL_PLACED;
  if (self->has_hover && self->ahead->len >= 2) {
    self->hover_lon = g_array_index (self->ahead, double, self->ahead->len - 2);
    self->hover_lat = g_array_index (self->ahead, double, self->ahead->len - 1);
  } else {
    self->has_hover = FALSE;
  }
  changed (self);
}

void
nord_tool_leave (NordTool *self)
{
  self = get_hand (self);
  if (!self->has_hover && self->placing.last.kind == NORD_SNAP_NONE)
    return;
  drop_ahead (self);
  self->placing.last.kind = NORD_SNAP_NONE;
  changed (self);
}

gboolean
nord_tool_finish (NordTool *self)
{
  if (get_busy (self)->waiting->len > 0) {
    refuse (self, NORD_TOOL_REFUSED_WAITING);
    return FALSE;
  }
  /* Refused, it stays as it is: there is no step of that name. */
  return complete (get_busy (self), NORD_TOOL_EVENT_FINISH, NORD_TOOL_N_EVENTS);
}

/* Takes the last step back: the last vertex, the last stroke, the last drag; before them a tap that
 * still waits. */
gboolean
nord_tool_go_back (NordTool *self)
{
  self = get_busy (self);
  if (nord_tool_forget_waiting (self, FALSE)) {
    reduced (self);
    return TRUE;
  }
  if (!nord_tool_can_go_back (self))
    return FALSE;
  recall (self, FALSE);
  self->has_selected = self->tapped = FALSE;
  self->placing.last.kind = NORD_SNAP_NONE;
  step (self, nord_sketch_get_n_vertices (self->sketch) == 0 ? NORD_TOOL_EVENT_BACK_FIRST
                                                             : NORD_TOOL_EVENT_BACK);
  changed (self);
  reduced (self);
  return TRUE;
}

static gboolean
delete_selected (NordTool *self, gboolean whole)
{
  g_autoptr (NordSketch) before = NULL;
  guint vertex;

  if (self->state != NORD_TOOL_READY || !nord_tool_get_selected (self, &vertex))
    return FALSE;
  before = nord_sketch_copy (self->sketch);
  if (!(whole ? nord_sketch_remove_hole (self->sketch, vertex)
              : nord_sketch_remove (self->sketch, vertex))) {
    refuse (self, NORD_TOOL_REFUSED_TOO_FEW);
    return FALSE;
  }
  remember (self, g_steal_pointer (&before));
  self->has_selected = FALSE;
  changed (self);
  reduced (self);
  return TRUE;
}

gboolean
nord_tool_delete_selected (NordTool *self)
{
  return delete_selected (self, FALSE);
}

gboolean
nord_tool_remove_hole (NordTool *self)
{
  return nord_tool_can_remove_hole (self) && delete_selected (self, TRUE);
}

/**
 * nord_tool_cancel:
 *
 * Taps that wait for streets are given up first, and alone.
 *
 * Returns: whether there was anything to give up; an edited shape goes back to what it was
 */
gboolean
nord_tool_cancel (NordTool *self)
{
  gboolean had = nord_history_get_n (self->history) > 0 || !nord_tool_is_resting (self);

  if (nord_tool_forget_waiting (get_hand (self), TRUE))
    return TRUE;
  if (self->over) {
    /* Only what was begun for the aid. */
    nord_tool_set_aid (self, NORD_AID_NONE);
    return TRUE;
  }
  if (!can_step (self, NORD_TOOL_EVENT_CANCEL))
    return FALSE;
  drop_running (self);
  if (self->kind != NORD_TOOL_EDIT)
    clear_sketch (self);
  else if (nord_history_get_n (self->history) > 0)
    recall (self, TRUE);
  nord_history_clear (self->history);
  drop_ahead (self);
  self->placing.last.kind = NORD_SNAP_NONE;
  self->has_selected = self->tapped = FALSE;
  step (self, NORD_TOOL_EVENT_CANCEL);
  changed (self);
  if (self->listener.cancelled)
    self->listener.cancelled (self->data);
  return had;
}
