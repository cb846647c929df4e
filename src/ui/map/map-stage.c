/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The surface that takes hands, mouse, wheel and keys and moves the map or the tool by them. All
 * that decides is in core/draw; this only translates. The gestures of libshumate are not used: they
 * know one finger, and cannot let go when a tool wants it. */
#include "ui/map/map-stage.h"

#include <adwaita.h>
#include <math.h>

#define ZOOM_LEAST 9
#define ZOOM_MOST 19
#define WHEEL_LEVELS 0.5
#define GLIDE_MS 280
/* A fling loses half its speed in so many milliseconds, and ends below so many pixels each. */
#define FLING_HALF_MS 130.0
#define FLING_LEAST 0.03
#define REST_MS 150
#define DOUBLE_PRESS_MS 400
#define AFTER_TOUCH_MS 800

struct _NordMapStage {
  GtkWidget parent_instance;

  ShumateMap *map;           /* (owned) child */
  ShumateViewport *viewport; /* (unowned) of the map */
  NordRouter *router;        /* (owned) */
  NordTool *tool;            /* (unowned) (nullable) */
  NordBounds limits;
  double guard;     /* pixels of the window, along its edges */
  gboolean syncing; /* the viewport follows the router just now */

  AdwAnimation *glide; /* (owned) (nullable) */
  NordView from, to;
  guint fling_id;
  gint64 fling_time;
  double fling_x, fling_y;
  guint rest_id;

  NordContact last_tap;
  int n_presses;
  gboolean space; /* held: the mouse moves the map whatever the tool */
  double pinch_scale;
  guint32 touched; /* when a finger was last seen; 0: never */
};

G_DEFINE_FINAL_TYPE (NordMapStage, nord_map_stage, GTK_TYPE_WIDGET)

enum { TAPPED, HOVERED, MOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
on_rested (gpointer data)
{
  NordMapStage *self = data;

  self->rest_id = 0;
  g_signal_emit (self, signals[MOVED], 0);
  return G_SOURCE_REMOVE;
}

static void
hold (NordMapStage *self, NordView *view)
{
  view->zoom = CLAMP (view->zoom, ZOOM_LEAST, ZOOM_MOST);
  view->lon = CLAMP (view->lon, self->limits.west, self->limits.east);
  view->lat = CLAMP (view->lat, self->limits.south, self->limits.north);
  /* A map that is almost upright wants to be upright. */
  if (fabs (view->rotation) < 3 * G_PI / 180)
    view->rotation = 0;
}

static void
show (NordMapStage *self, const NordView *view)
{
  NordView held = *view;

  hold (self, &held);
  self->syncing = TRUE;
  g_object_freeze_notify (G_OBJECT (self->viewport));
  shumate_viewport_set_zoom_level (self->viewport,
                                   held.zoom - nord_map_layer_get_level_offset (self->viewport));
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), held.lat, held.lon);
  shumate_viewport_set_rotation (self->viewport,
                                 held.rotation < 0 ? held.rotation + 2 * G_PI : held.rotation);
  g_object_thaw_notify (G_OBJECT (self->viewport));
  self->syncing = FALSE;
  nord_router_set_view (self->router, 0, &held);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, on_rested, self);
}

static gboolean
is_gliding (NordMapStage *self)
{
  return self->glide && adw_animation_get_state (self->glide) == ADW_ANIMATION_PLAYING;
}

static void
stop_moving (NordMapStage *self)
{
  if (self->fling_id)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fling_id);
  self->fling_id = 0;
  if (self->glide)
    adw_animation_pause (self->glide);
  g_clear_object (&self->glide);
}

static void
on_glide (double t, gpointer data)
{
  NordMapStage *self = data;
  NordView view = self->to;
  double turn = remainder (self->to.rotation - self->from.rotation, 2 * G_PI);
  double away = exp2 (self->from.zoom - self->to.zoom), share = t;

  /* Zooming at an even pace, the place must come nearer as the scale grows: otherwise it would
   * swing out of view on the way. */
  if (fabs (away - 1) > 1e-3)
    share = (pow (away, 1 - t) - away) / (1 - away);
  view.zoom = self->from.zoom + (self->to.zoom - self->from.zoom) * t;
  view.lon = self->from.lon + (self->to.lon - self->from.lon) * share;
  view.lat = self->from.lat + (self->to.lat - self->from.lat) * share;
  view.rotation = self->from.rotation + turn * t;
  view.width = gtk_widget_get_width (GTK_WIDGET (self));
  view.height = gtk_widget_get_height (GTK_WIDGET (self));
  show (self, &view);
}

static gboolean
on_fling (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  NordMapStage *self = NORD_MAP_STAGE (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock) / 1000;
  double ms = CLAMP (now - self->fling_time, 1, 50), decay = exp2 (-ms / FLING_HALF_MS);
  NordView view;
  NordNavigation step = {0, 0, self->fling_x * ms, self->fling_y * ms, 1, 0};

  self->fling_time = now;
  nord_map_stage_get_view (self, &view);
  nord_view_navigate (&view, &step);
  show (self, &view);
  self->fling_x *= decay;
  self->fling_y *= decay;
  if (hypot (self->fling_x, self->fling_y) > FLING_LEAST)
    return G_SOURCE_CONTINUE;
  self->fling_id = 0;
  return G_SOURCE_REMOVE;
}

static void
on_router_viewed (guint station, const NordView *view, gpointer data)
{
  show (data, view);
}

static void
on_router_tapped (guint station, const NordContact *at, gpointer data)
{
  NordMapStage *self = data;
  gboolean again = at->time - self->last_tap.time <= DOUBLE_PRESS_MS &&
                   nord_contact_get_distance (at, &self->last_tap) <= nord_contact_get_reach (at);

  self->n_presses = again ? self->n_presses + 1 : 1;
  self->last_tap = *at;
  g_signal_emit (self, signals[TAPPED], 0, at, self->n_presses);
}

static void
on_router_flung (guint station, double dx, double dy, gpointer data)
{
  NordMapStage *self = data;
  gboolean animations = FALSE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations,
                NULL);
  if (!animations || hypot (dx, dy) < 0.25)
    return;
  stop_moving (self);
  self->fling_x = CLAMP (dx, -4, 4);
  self->fling_y = CLAMP (dy, -4, 4);
  self->fling_time = g_get_monotonic_time () / 1000;
  self->fling_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_fling, NULL, NULL);
}

/* Events carry positions of the window's surface. */
static gboolean
locate (NordMapStage *self, GdkEvent *event, NordContact *at)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkEventType type = gdk_event_get_event_type (event);
  double x, y, dx, dy;

  if (native == NULL || !gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (native, &dx, &dy);
  if (!gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self), x - dx, y - dy,
                                         &at->x, &at->y))
    return FALSE;
  at->time = gdk_event_get_time (event);
  at->loose = (gdk_event_get_modifier_state (event) & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0;
  at->touch = type == GDK_TOUCH_BEGIN || type == GDK_TOUCH_UPDATE || type == GDK_TOUCH_END ||
              type == GDK_TOUCH_CANCEL;
  return TRUE;
}

/* The window as this widget sees it, turned and smaller. */
static void
guard_edges (NordMapStage *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_native (GTK_WIDGET (self)));
  graphene_rect_t glass;
  double scale;

  if (self->guard <= 0 || !gtk_widget_compute_bounds (window, GTK_WIDGET (self), &glass))
    return;
  scale = sqrt (glass.size.width * glass.size.height /
                MAX (1.0, (double) gtk_widget_get_width (window) * gtk_widget_get_height (window)));
  nord_router_set_glass (self->router, glass.origin.x, glass.origin.y, glass.size.width,
                         glass.size.height, self->guard * scale);
}

static gboolean
on_press (NordMapStage *self, GdkEvent *event, const NordContact *at)
{
  guint button = at->touch ? 1 : gdk_button_event_get_button (event);

  if (button != 1 && button != 2)
    return GDK_EVENT_PROPAGATE;
  stop_moving (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  guard_edges (self);
  return nord_router_press (self->router, gdk_event_get_event_sequence (event), at,
                            button == 2 || self->space);
}

static void
on_motion (NordMapStage *self, GdkEvent *event, NordContact *at)
{
  NordView view;

  nord_router_move (self->router, gdk_event_get_event_sequence (event), at);
  /* After a touch the pointer jumps to where it was: nobody points there. */
  if (at->touch || nord_router_get_mode (self->router, 0) != NORD_ROUTER_QUIET ||
      (self->touched && at->time - self->touched < AFTER_TOUCH_MS))
    return;
  nord_map_stage_get_view (self, &view);
  if (self->tool)
    nord_tool_hover (self->tool, &view, at);
  g_signal_emit (self, signals[HOVERED], 0, at);
}

static gboolean
on_touchpad_pinch (NordMapStage *self, GdkEvent *event, const NordContact *at)
{
  GdkTouchpadGesturePhase phase = gdk_touchpad_event_get_gesture_phase (event);
  double dx, dy, scale = gdk_touchpad_event_get_pinch_scale (event);
  NordView view;
  NordNavigation step;

  if (phase == GDK_TOUCHPAD_GESTURE_PHASE_BEGIN) {
    stop_moving (self);
    self->pinch_scale = 1;
    return GDK_EVENT_STOP;
  }
  if (phase != GDK_TOUCHPAD_GESTURE_PHASE_UPDATE || scale <= 0)
    return GDK_EVENT_STOP;
  gdk_touchpad_event_get_deltas (event, &dx, &dy);
  nord_map_stage_get_view (self, &view);
  step = (NordNavigation){at->x, at->y, at->x + dx, at->y + dy, scale / self->pinch_scale, 0};
  self->pinch_scale = scale;
  nord_view_navigate (&view, &step);
  show (self, &view);
  return GDK_EVENT_STOP;
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  NordMapStage *self = data;
  NordContact at = {0};

  if (!locate (self, event, &at))
    return GDK_EVENT_PROPAGATE;
  if (at.touch)
    self->touched = at.time;
  switch ((int) gdk_event_get_event_type (event)) {
  case GDK_BUTTON_PRESS:
  case GDK_TOUCH_BEGIN:
    return on_press (self, event, &at);
  case GDK_MOTION_NOTIFY:
  case GDK_TOUCH_UPDATE:
    on_motion (self, event, &at);
    return GDK_EVENT_PROPAGATE;
  case GDK_BUTTON_RELEASE:
    if (gdk_button_event_get_button (event) > 2)
      return GDK_EVENT_PROPAGATE;
    /* fall through */
  case GDK_TOUCH_END:
    nord_router_lift (self->router, gdk_event_get_event_sequence (event), &at);
    return GDK_EVENT_PROPAGATE;
  case GDK_TOUCH_CANCEL:
    nord_router_lose (self->router, gdk_event_get_event_sequence (event));
    return GDK_EVENT_PROPAGATE;
  case GDK_TOUCHPAD_PINCH:
    return on_touchpad_pinch (self, event, &at);
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  NordMapStage *self = data;
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  gboolean surface = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE;
  NordContact at;

  if (event == NULL || !locate (self, event, &at))
    return GDK_EVENT_PROPAGATE;
  nord_map_stage_zoom_by (self, -dy * (surface ? 0.01 : WHEEL_LEVELS), at.x, at.y);
  return GDK_EVENT_STOP;
}

static void
on_left (GtkEventControllerMotion *controller, gpointer data)
{
  NordMapStage *self = data;

  if (self->tool)
    nord_tool_leave (self->tool);
  g_signal_emit (self, signals[HOVERED], 0, NULL);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer d)
{
  if (key != GDK_KEY_space || (state & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  NORD_MAP_STAGE (d)->space = TRUE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (d), "grab");
  return GDK_EVENT_STOP;
}

static void
on_key_up (GtkEventControllerKey *controller,
           guint key,
           guint code,
           GdkModifierType state,
           gpointer d)
{
  NordMapStage *self = d;

  if (key != GDK_KEY_space)
    return;
  self->space = FALSE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (d), self->tool ? "crosshair" : NULL);
}

static void
on_viewport_notify (ShumateViewport *viewport, GParamSpec *pspec, gpointer data)
{
  NordMapStage *self = data;
  NordView view;

  if (self->syncing)
    return;
  nord_map_stage_get_view (self, &view);
  nord_router_set_view (self->router, 0, &view);
}

static void
nord_map_stage_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NordMapStage *self = NORD_MAP_STAGE (widget);
  NordView view;

  gtk_widget_allocate (GTK_WIDGET (self->map), width, height, baseline, NULL);
  nord_map_stage_get_view (self, &view);
  view.width = width;
  view.height = height;
  nord_router_set_view (self->router, 0, &view);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, on_rested, self);
}

static void
nord_map_stage_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  /* Wide enough to draw on beside a list or card; with less room those lie over the map. */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : 120;
  *natural = 440;
}

static void
nord_map_stage_dispose (GObject *object)
{
  NordMapStage *self = NORD_MAP_STAGE (object);

  stop_moving (self);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->map)
    gtk_widget_unparent (GTK_WIDGET (self->map));
  self->map = NULL;
  G_OBJECT_CLASS (nord_map_stage_parent_class)->dispose (object);
}

static void
nord_map_stage_finalize (GObject *object)
{
  nord_router_free (NORD_MAP_STAGE (object)->router);
  G_OBJECT_CLASS (nord_map_stage_parent_class)->finalize (object);
}

static void
nord_map_stage_class_init (NordMapStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nord_map_stage_dispose;
  object_class->finalize = nord_map_stage_finalize;
  widget_class->size_allocate = nord_map_stage_size_allocate;
  widget_class->measure = nord_map_stage_measure;
  gtk_widget_class_set_css_name (widget_class, "nordmap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[TAPPED] = g_signal_new ("tapped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_INT);
  signals[HOVERED] = g_signal_new ("hovered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_controllers (NordMapStage *self)
{
  GtkEventController *legacy = gtk_event_controller_legacy_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (legacy, "event", G_CALLBACK (on_event), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_left), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (key, "key-released", G_CALLBACK (on_key_up), self);
  gtk_widget_add_controller (GTK_WIDGET (self), legacy);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

static void
nord_map_stage_init (NordMapStage *self)
{
  static const NordRouterListener listener = {on_router_viewed, on_router_tapped, on_router_flung};
  static const char *const watched[] = {"notify::latitude", "notify::longitude",
                                        "notify::zoom-level", "notify::rotation"};
  NordView view = {.lon = 7.45, .lat = 51.54, .zoom = 12};

  self->limits = (NordBounds){-180, -85, 180, 85};
  self->map = shumate_map_new ();
  self->viewport = shumate_map_get_viewport (self->map);
  /* hold () keeps the narrower limits, in levels of our own. */
  shumate_viewport_set_min_zoom_level (self->viewport, ZOOM_LEAST - 2);
  shumate_viewport_set_max_zoom_level (self->viewport, ZOOM_MOST + 1);
  gtk_widget_set_can_target (GTK_WIDGET (self->map), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->map), GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->router = nord_router_new (&listener, self);
  nord_router_add_station (self->router, 0, 0, &view);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (self->viewport, watched[i], G_CALLBACK (on_viewport_notify), self, 0);
  add_controllers (self);
  show (self, &view);
}

ShumateMap *
nord_map_stage_get_map (NordMapStage *self)
{
  g_return_val_if_fail (NORD_IS_MAP_STAGE (self), NULL);
  return self->map;
}

void
nord_map_stage_get_view (NordMapStage *self, NordView *view)
{
  g_return_if_fail (NORD_IS_MAP_STAGE (self));
  nord_map_layer_read_viewport (self->viewport, view);
  view->width = gtk_widget_get_width (GTK_WIDGET (self));
  view->height = gtk_widget_get_height (GTK_WIDGET (self));
}

void
nord_map_stage_set_view (NordMapStage *self, const NordView *view, gboolean animate)
{
  AdwAnimationTarget *target;

  g_return_if_fail (NORD_IS_MAP_STAGE (self));
  stop_moving (self);
  if (!animate || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      !adw_get_enable_animations (GTK_WIDGET (self))) {
    show (self, view);
    return;
  }
  nord_map_stage_get_view (self, &self->from);
  self->to = *view;
  hold (self, &self->to);
  target = adw_callback_animation_target_new (on_glide, self, NULL);
  self->glide = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, GLIDE_MS, target);
  adw_animation_play (self->glide);
}

void
nord_map_stage_set_limits (NordMapStage *self, const NordBounds *bounds)
{
  g_return_if_fail (NORD_IS_MAP_STAGE (self));
  self->limits = *bounds;
}

void
nord_map_stage_zoom_by (NordMapStage *self, double levels, double x, double y)
{
  NordView view;
  NordNavigation step = {0};

  g_return_if_fail (NORD_IS_MAP_STAGE (self));
  nord_map_stage_get_view (self, &view);
  /* Several notches of the wheel add up, also while the first one still glides. */
  if (is_gliding (self)) {
    view.zoom = self->to.zoom;
    view.lon = self->to.lon;
    view.lat = self->to.lat;
  }
  levels = CLAMP (view.zoom + levels, ZOOM_LEAST, ZOOM_MOST) - view.zoom;
  step.from_x = step.to_x = x < 0 ? view.width / 2 : x;
  step.from_y = step.to_y = y < 0 ? view.height / 2 : y;
  step.scale = exp2 (levels);
  nord_view_navigate (&view, &step);
  nord_map_stage_set_view (self, &view, TRUE);
}

void
nord_map_stage_pan_by (NordMapStage *self, double dx, double dy)
{
  NordView view;
  NordNavigation step = {.to_x = -dx, .to_y = -dy, .scale = 1};

  g_return_if_fail (NORD_IS_MAP_STAGE (self));
  nord_map_stage_get_view (self, &view);
  if (is_gliding (self)) {
    view.lon = self->to.lon;
    view.lat = self->to.lat;
  }
  nord_view_navigate (&view, &step);
  nord_map_stage_set_view (self, &view, TRUE);
}

void
nord_map_stage_set_tool (NordMapStage *self, NordTool *tool)
{
  g_return_if_fail (NORD_IS_MAP_STAGE (self));
  self->tool = tool;
  nord_router_set_tool (self->router, 0, tool);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), tool ? "crosshair" : NULL);
}

void
nord_map_stage_set_edge_guard (NordMapStage *self, double guard)
{
  g_return_if_fail (NORD_IS_MAP_STAGE (self));
  self->guard = guard;
}
