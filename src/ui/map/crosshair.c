/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pointing at the map without a pointer: a cross that keys move, told in words when it rests, and
 * the tool in hand used with it. */
#include "ui/map/crosshair.h"
#include "ui/widgets/arrow-key.h"

#include "core/geo/measure.h"
#include "core/geo/place-words.h"
#include "ui/map/map-words.h"
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#define REST_MS 600
/* Shares of the view that one key press moves, and what stays between the cross and the edge. */
#define STEP 0.05
#define LEAP 0.25
#define EDGE 0.08
/* Pixels: what a tool clings to is no farther from the cross. */
#define BESIDE 20
/* A tool takes two presses in short time at one place as "finish"; keys are pressed on purpose. */
#define APART_MS 5000

struct _NordCrosshair {
  GObject parent_instance;

  NordMapStage *stage;     /* (unowned) */
  NordPointerLayer *layer; /* (unowned) */
  NordGazetteer *names;    /* (owned) (nullable) */
  NordTool *tool;          /* (unowned) (nullable) */
  gboolean shown;
  double lon, lat;
  gboolean has_told;
  double told_lon, told_lat; /* what was told last, for "20 m to the north" */
  gboolean holds;            /* the tool holds a handle since an Enter */
  guint32 time;              /* of presses for the tool, in steps that never join */
  guint rest_id;
  char *what; /* (owned) (nullable) goes before the next words */
};

G_DEFINE_FINAL_TYPE (NordCrosshair, nord_crosshair, G_TYPE_OBJECT)

enum { TOLD, SEARCH, LIST, PRESSED, NAMES_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
tell (NordCrosshair *self, const char *text)
{
  g_signal_emit (self, signals[TOLD], 0, text);
}

static char *
describe (NordCrosshair *self)
{
  const NordPlaceVoice voice = nord_map_words_get_voice (GTK_WIDGET (self->stage));
  g_autofree char *where =
    self->names ? nord_place_words_describe (self->names, self->lon, self->lat, &voice) : NULL;

  return where ? g_steal_pointer (&where) : g_strdup_printf ("%.5f, %.5f", self->lat, self->lon);
}

/* And what the point in hand clings to, if anything. */
static void
add_snapped (NordCrosshair *self, char **text)
{
  NordSnapped snapped = {0};
  NordView view;
  g_autofree char *before = NULL, *what = NULL;

  if (self->tool)
    snapped = nord_tool_get_snapped (self->tool);
  nord_map_stage_get_view (self->stage, &view);
  /* The mouse may have used it elsewhere. */
  if (nord_measure_distance (snapped.lon, snapped.lat, self->lon, self->lat) >
      BESIDE * nord_view_get_metres_per_pixel (&view))
    return;
  what = nord_map_words_tell_snapped (GTK_WIDGET (self->stage), &snapped);
  if (what == NULL)
    return;
  before = g_steal_pointer (text);
  /* Translators: where the cross is or how many points there are, then what it clings to. */
  *text = g_strdup_printf (C_ ("told, snapped", "%s. %s"), before, what);
}

/* The step since the last words, then where that is. */
static gboolean
on_rested (gpointer data)
{
  NordCrosshair *self = data;
  g_autofree char *where = describe (self), *step = NULL, *text = NULL;
  NordFrame frame = nord_frame_at (self->lon, self->lat);
  double east = (self->lon - self->told_lon) * frame.east;
  double north = (self->lat - self->told_lat) * frame.north;
  const NordPlaceVoice voice = nord_map_words_get_voice (GTK_WIDGET (self->stage));

  self->rest_id = 0;
  if (self->has_told && self->what == NULL && hypot (east, north) >= 0.5)
    step = nord_place_words_move (east, north, &voice);
  if (self->what)
    text = g_strdup_printf ("%s: %s", self->what, where);
  else if (step)
    text = nord_map_words_join (GTK_WIDGET (self->stage), step, where);
  else
    text = g_steal_pointer (&where);
  g_clear_pointer (&self->what, g_free);
  add_snapped (self, &text);
  self->has_told = TRUE;
  self->told_lon = self->lon;
  self->told_lat = self->lat;
  tell (self, text);
  return G_SOURCE_REMOVE;
}

static void
rest_soon (NordCrosshair *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, on_rested, self);
}

static void
show (NordCrosshair *self)
{
  NordView view;

  nord_map_stage_get_view (self->stage, &view);
  if (!self->shown) {
    self->shown = TRUE;
    self->has_told = FALSE;
    self->lon = view.lon;
    self->lat = view.lat;
    g_signal_emit (self, signals[NAMES_WANTED], 0);
  }
  nord_pointer_layer_set_cross (self->layer, TRUE, self->lon, self->lat);
}

static void
get_contact (NordCrosshair *self, const NordView *view, NordContact *at)
{
  nord_view_to_screen (view, self->lon, self->lat, &at->x, &at->y);
  self->time += APART_MS;
  at->time = self->time;
  at->touch = FALSE;
}

static void
follow_with_tool (NordCrosshair *self, const NordView *view)
{
  NordContact at = {0};

  if (self->tool == NULL)
    return;
  get_contact (self, view, &at);
  if (self->holds)
    nord_tool_move (self->tool, view, &at);
  else
    nord_tool_hover (self->tool, view, &at);
}

static void
move (NordCrosshair *self, double dx, double dy)
{
  NordView view;
  NordNavigation follow = {.scale = 1};
  double x, y;

  show (self);
  nord_map_stage_get_view (self->stage, &view);
  nord_view_to_screen (&view, self->lon, self->lat, &x, &y);
  x += dx;
  y += dy;
  nord_view_to_place (&view, x, y, &self->lon, &self->lat);
  /* The map comes along where the cross would leave it. */
  follow.to_x = CLAMP (x, view.width * EDGE, view.width * (1 - EDGE)) - x;
  follow.to_y = CLAMP (y, view.height * EDGE, view.height * (1 - EDGE)) - y;
  if (follow.to_x != 0 || follow.to_y != 0) {
    nord_view_navigate (&view, &follow);
    nord_map_stage_set_view (self->stage, &view, FALSE);
    nord_map_stage_get_view (self->stage, &view);
  }
  follow_with_tool (self, &view);
  nord_pointer_layer_set_cross (self->layer, TRUE, self->lon, self->lat);
  rest_soon (self);
}

static void
tell_points (NordCrosshair *self, const NordSketch *sketch)
{
  guint n = nord_sketch_get_n_vertices (sketch);
  g_autoptr (NordShape) shape = n > 1 ? nord_sketch_to_shape (sketch, NULL) : NULL;
  g_autofree char *points = NULL, *size = NULL, *text = NULL;

  points = nord_map_words_count_points (GTK_WIDGET (self->stage), n);
  size = shape ? nord_map_words_measure_shape (GTK_WIDGET (self->stage), shape) : NULL;
  text = size ? nord_map_words_join (GTK_WIDGET (self->stage), points, size) : g_strdup (points);
  add_snapped (self, &text);
  tell (self, text);
}

static gboolean
press (NordCrosshair *self)
{
  NordView view;
  NordContact at = {0};
  NordTool *tool = self->tool;

  if (!self->shown) {
    if (tool == NULL)
      return GDK_EVENT_PROPAGATE;
    /* With the mouse drawing goes on, Enter finishes; with keys it begins here. */
    if (nord_sketch_get_n_vertices (nord_tool_get_sketch (tool)) > 0)
      return GDK_EVENT_PROPAGATE;
    show (self);
    rest_soon (self);
    return GDK_EVENT_STOP;
  }
  /* What the key did is told now, and where that is not again after it. */
  g_clear_handle_id (&self->rest_id, g_source_remove);
  nord_map_stage_get_view (self->stage, &view);
  get_contact (self, &view, &at);
  if (tool == NULL) {
    g_signal_emit (self, signals[PRESSED], 0, &at);
    return GDK_EVENT_STOP;
  }
  if (self->holds) {
    self->holds = FALSE;
    nord_tool_lift (tool, &view, &at);
    g_free (self->what);
    self->what = g_strdup (_ ("Put down"));
    on_rested (self);
    return GDK_EVENT_STOP;
  }
  if (!nord_tool_press (tool, &view, &at)) {
    tell (self, _ ("Nothing to take hold of here"));
    return GDK_EVENT_STOP;
  }
  if (nord_tool_get_kind (tool) == NORD_TOOL_EDIT) {
    NordGrip grip = nord_tool_find_grip (tool, &view, &at);

    self->holds = TRUE;
    tell (self, grip.kind == NORD_GRIP_VERTEX
                  ? _ ("Point taken. Arrow keys move it, Enter puts it down")
                : grip.kind == NORD_GRIP_MIDDLE
                  ? _ ("New point taken. Arrow keys move it, Enter puts it down")
                  : _ ("Shape taken. Arrow keys move it, Enter puts it down"));
    return GDK_EVENT_STOP;
  }
  /* The end of the press may drop the tool, which tells us. */
  nord_tool_lift (tool, &view, &at);
  if (self->tool && nord_sketch_get_n_vertices (nord_tool_get_sketch (self->tool)) > 0)
    tell_points (self, nord_tool_get_sketch (self->tool));
  return GDK_EVENT_STOP;
}

/* From vertex to vertex of the shape in hand. */
static gboolean
step_vertex (NordCrosshair *self, gboolean forward)
{
  const NordSketch *sketch;
  guint n, nearest = 0;
  double best = G_MAXDOUBLE, lon, lat;
  NordView view;

  if (self->tool == NULL || self->holds)
    return GDK_EVENT_PROPAGATE;
  sketch = nord_tool_get_sketch (self->tool);
  n = nord_sketch_get_n_vertices (sketch);
  if (n == 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < n && self->shown; i++) {
    nord_sketch_get_vertex (sketch, i, &lon, &lat);
    if (nord_measure_distance (lon, lat, self->lon, self->lat) < best) {
      best = nord_measure_distance (lon, lat, self->lon, self->lat);
      nearest = i;
    }
  }
  if (self->shown && best < 0.5) {
    /* Beyond the last one keys leave, or they would never come away. */
    if (nearest == (forward ? n - 1 : 0))
      return GDK_EVENT_PROPAGATE;
    nearest += forward ? 1 : -1;
  }
  show (self);
  nord_sketch_get_vertex (sketch, nearest, &self->lon, &self->lat);
  nord_map_stage_get_view (self->stage, &view);
  move (self, 0, 0);
  g_free (self->what);
  self->what = nord_map_words_tell_vertex (GTK_WIDGET (self->stage), nearest + 1, n);
  return GDK_EVENT_STOP;
}

static gboolean
on_key (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, gpointer data)
{
  NordCrosshair *self = data;
  gboolean shift = (state & GDK_SHIFT_MASK) != 0, control = (state & GDK_CONTROL_MASK) != 0;
  double share = control ? LEAP : STEP;
  int dx, dy;
  NordView view;

  if ((state & GDK_ALT_MASK) || (shift && control))
    return GDK_EVENT_PROPAGATE;
  if (nord_arrow_key_read (key, &dx, &dy)) {
    nord_map_stage_get_view (self->stage, &view);
    move (self, dx * (shift ? 1 : share * view.width), dy * (shift ? 1 : share * view.height));
    return GDK_EVENT_STOP;
  }
  if (control)
    return GDK_EVENT_PROPAGATE;
  switch (key) {
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    return press (self);
  case GDK_KEY_f:
  case GDK_KEY_F:
    if (self->tool == NULL)
      return GDK_EVENT_PROPAGATE;
    nord_tool_finish (self->tool);
    return GDK_EVENT_STOP;
  case GDK_KEY_BackSpace:
    if (self->tool == NULL)
      return GDK_EVENT_PROPAGATE;
    nord_tool_go_back (self->tool);
    return GDK_EVENT_STOP;
  case GDK_KEY_g:
  case GDK_KEY_G:
    g_signal_emit (self, signals[SEARCH], 0);
    return GDK_EVENT_STOP;
  case GDK_KEY_l:
  case GDK_KEY_L:
    g_signal_emit (self, signals[LIST], 0);
    return GDK_EVENT_STOP;
  case GDK_KEY_w:
  case GDK_KEY_W:
    /* Where am I? */
    show (self);
    self->has_told = FALSE;
    on_rested (self);
    return GDK_EVENT_STOP;
  case GDK_KEY_Tab:
    return step_vertex (self, TRUE);
  case GDK_KEY_ISO_Left_Tab:
    return step_vertex (self, FALSE);
  case GDK_KEY_Escape:
    if (self->holds || self->tool || !self->shown)
      return GDK_EVENT_PROPAGATE;
    nord_crosshair_hide (self);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
on_focused (NordCrosshair *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->stage));

  if (root && GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root))) {
    show (self);
    rest_soon (self);
  }
}

static void
nord_crosshair_dispose (GObject *object)
{
  NordCrosshair *self = NORD_CROSSHAIR (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->names);
  g_clear_pointer (&self->what, g_free);
  G_OBJECT_CLASS (nord_crosshair_parent_class)->dispose (object);
}

static void
nord_crosshair_class_init (NordCrosshairClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_crosshair_dispose;
  signals[TOLD] = g_signal_new ("told", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[SEARCH] =
    g_signal_new ("search", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LIST] =
    g_signal_new ("list", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PRESSED] = g_signal_new ("pressed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[NAMES_WANTED] =
    g_signal_new ("names-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_crosshair_init (NordCrosshair *self)
{
  self->time = APART_MS;
}

NordCrosshair *
nord_crosshair_new (NordMapStage *stage, NordPointerLayer *layer)
{
  NordCrosshair *self = g_object_new (NORD_TYPE_CROSSHAIR, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->stage = stage;
  self->layer = layer;
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (on_focused), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (stage), keys);
  gtk_widget_add_controller (GTK_WIDGET (stage), focus);
  return self;
}

void
nord_crosshair_set_names (NordCrosshair *self, NordGazetteer *names)
{
  g_return_if_fail (NORD_IS_CROSSHAIR (self));
  g_set_object (&self->names, names);
}

void
nord_crosshair_set_tool (NordCrosshair *self, NordTool *tool)
{
  g_return_if_fail (NORD_IS_CROSSHAIR (self));
  self->tool = tool;
  self->holds = FALSE;
}

void
nord_crosshair_tell_drawn (NordCrosshair *self)
{
  const NordSketch *drawn, *edited;

  g_return_if_fail (NORD_IS_CROSSHAIR (self));
  if (!self->shown || self->tool == NULL)
    return;
  drawn = nord_tool_get_sketch (self->tool);
  edited = nord_tool_get_edited (self->tool);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->what, g_free);
  /* With nothing drawn for the aid in hand, the shape itself is what was altered. */
  tell_points (self, edited && nord_sketch_get_n_vertices (drawn) == 0 ? edited : drawn);
}

void
nord_crosshair_put (NordCrosshair *self, double lon, double lat, const char *what)
{
  g_return_if_fail (NORD_IS_CROSSHAIR (self));
  show (self);
  self->lon = lon;
  self->lat = lat;
  g_free (self->what);
  self->what = g_strdup (what);
  nord_pointer_layer_set_cross (self->layer, TRUE, self->lon, self->lat);
  rest_soon (self);
}

gboolean
nord_crosshair_is_shown (NordCrosshair *self)
{
  g_return_val_if_fail (NORD_IS_CROSSHAIR (self), FALSE);
  return self->shown;
}

void
nord_crosshair_hide (NordCrosshair *self)
{
  g_return_if_fail (NORD_IS_CROSSHAIR (self));
  if (!self->shown)
    return;
  self->shown = FALSE;
  self->holds = FALSE;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  nord_pointer_layer_set_cross (self->layer, FALSE, 0, 0);
  tell (self, "");
}
