/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The stations of one monitor, and the keys that come through to them. */
#include "ui/kiosk/kiosk-window.h"

#include "core/kiosk/watchdog.h"
#include "ui/kiosk/attract-map.h"
#include "ui/kiosk/kiosk-floor.h"
#include "ui/kiosk/staff-corner.h"
#include "ui/map/give-way.h"
#include "ui/map/map-stage.h"
#include "ui/widgets/lost-bar.h"
#include "ui/widgets/other-monitor.h"
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#define SCALE_KEY "kiosk-dots-per-mm"
#define TURNS_KEY "kiosk-turns"
#define MONITOR_KEY "kiosk-monitor"
#define LEAST_SCALE 1.0 /* pixels a millimetre */
#define MOST_SCALE 12.0

struct _NordKioskWindow {
  GtkApplicationWindow parent_instance;

  GSettings *settings;    /* (owned) */
  NordPinGuard guard;     /* outlives the program */
  NordReader *reader;     /* (owned) the one voice of all stations */
  NordDocument *document; /* (owned) */
  GtkWindow *worked;      /* (weak) (nullable) where somebody works meanwhile */
  NordSeating seating;
  int turns[NORD_MAX_STATIONS]; /* quarters more than the seating says */
  NordKioskFloor *stand;
  NordAttractMap *behind;                   /* below the stations nobody stands at */
  guint following;                          /* source id */
  NordStation *stations[NORD_MAX_STATIONS]; /* (unowned) all that were ever seated */
  guint n_stations;
  GtkCssProvider *sizes; /* (owned) (nullable) */
  double per_mm;         /* pixels */
  GHashTable *sleeves;   /* (owned) touches that began at the edge: sequences, not owned */
  gboolean may_close;
  gboolean away;      /* it was on another monitor than the work */
  gboolean had_touch; /* there was a touch screen */
  gboolean cut_off;   /* and it has gone */
  gboolean windowed;  /* the team left the full screen, to reach what lies below */
};

G_DEFINE_FINAL_TYPE (NordKioskWindow, nord_kiosk_window, GTK_TYPE_APPLICATION_WINDOW)

enum { REPORTED, N_SIGNALS };
static guint signals[N_SIGNALS];

void
nord_kiosk_window_end (NordKioskWindow *self)
{
  g_return_if_fail (NORD_IS_KIOSK_WINDOW (self));
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
nord_kiosk_window_close_request (GtkWindow *window)
{
  if (!NORD_KIOSK_WINDOW (window)->may_close && !NORD_KIOSK_WINDOW (window)->windowed)
    return TRUE;
  return GTK_WINDOW_CLASS (nord_kiosk_window_parent_class)->close_request (window);
}

/* Only keys that move the focus or press a button come through: no inspector, no menu, no closing.
 * Ctrl+Alt+P asks for the staff's PIN. */
static gboolean
on_key (GtkEventControllerKey *keys,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        NordKioskWindow *self)
{
  static const guint allowed[] = {GDK_KEY_Tab,    GDK_KEY_ISO_Left_Tab, GDK_KEY_Up,
                                  GDK_KEY_Down,   GDK_KEY_Left,         GDK_KEY_Right,
                                  GDK_KEY_Return, GDK_KEY_KP_Enter,     GDK_KEY_space};
  const GdkModifierType held =
    state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK);

  if (held == (GDK_CONTROL_MASK | GDK_ALT_MASK) && (keyval == GDK_KEY_p || keyval == GDK_KEY_P))
    nord_station_call_staff (self->stations[0]);
  for (guint i = 0; held == 0 && i < G_N_ELEMENTS (allowed); i++)
    if (allowed[i] == keyval)
      return FALSE;
  return TRUE;
}

static gboolean
is_at_edge (NordKioskWindow *self, GdkEvent *event)
{
  GtkWidget *window = GTK_WIDGET (self), *under;
  const double guard = NORD_STATION_EDGE_MM * self->per_mm;
  double x, y, dx, dy;

  if (!gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (GTK_NATIVE (self), &dx, &dy);
  x -= dx;
  y -= dy;
  if (x >= guard && y >= guard && x < gtk_widget_get_width (window) - guard &&
      y < gtk_widget_get_height (window) - guard)
    return FALSE;
  /* A map knows strokes that come in from there; the corner of the staff lies there. */
  under = gtk_widget_pick (window, x, y, GTK_PICK_DEFAULT);
  return under == NULL || (!NORD_IS_MAP_STAGE (under) &&
                           gtk_widget_get_ancestor (under, NORD_TYPE_MAP_STAGE) == NULL &&
                           gtk_widget_get_ancestor (under, NORD_TYPE_STAFF_CORNER) == NULL);
}

/* What leans on the edge of the glass presses no button, and keeps nobody's place. */
static gboolean
on_touch (GtkEventControllerLegacy *controller, GdkEvent *event, NordKioskWindow *self)
{
  GdkEventSequence *sequence = gdk_event_get_event_sequence (event);

  switch ((int) gdk_event_get_event_type (event)) {
  case GDK_TOUCH_BEGIN:
    g_hash_table_remove (self->sleeves, sequence);
    return is_at_edge (self, event) && g_hash_table_add (self->sleeves, sequence);
  case GDK_TOUCH_UPDATE:
    return g_hash_table_contains (self->sleeves, sequence);
  case GDK_TOUCH_END:
  case GDK_TOUCH_CANCEL:
    return g_hash_table_remove (self->sleeves, sequence);
  default:
    return FALSE;
  }
}

/* What the staff measured with a ruler, else what the monitor says of its size; where it says
 * nothing, 96 dots an inch. */
static double
find_scale (NordKioskWindow *self, GdkMonitor *monitor)
{
  const double measured = g_settings_get_double (self->settings, SCALE_KEY);
  GdkRectangle geometry;

  if (measured > 0)
    return CLAMP (measured, LEAST_SCALE, MOST_SCALE);
  if (monitor == NULL || gdk_monitor_get_width_mm (monitor) <= 100)
    return 96 / 25.4;
  gdk_monitor_get_geometry (monitor, &geometry);
  return CLAMP (geometry.width / (double) gdk_monitor_get_width_mm (monitor), LEAST_SCALE,
                MOST_SCALE);
}

/* Twenty millimetres for every target, type that is read from 600 mm, and a large one whose
 * capitals are seen under 0.7 degrees from there (EN 301 549, 5.1.4). What stands along the edge of
 * the map, and tells nobody what to do, stays smaller, so that the map is seen. */
static void
set_sizes (NordKioskWindow *self, double per_mm)
{
  const int padding = 36;
  /* A title begins after the name in the corner, which is as wide as six of its letters are high.
   */
  const int corner = (int) (6 * 3.4 * per_mm);
  g_autofree char *css = g_strdup_printf (
    "station button { min-height: %dpx; min-width: %dpx; }"
    "station button.kiosk-tile { min-height: %dpx; min-width: %dpx; }"
    "station.kiosk-low .kiosk-bar, station .kiosk-bar { padding-bottom: %dpx; }"
    "station .kiosk-corner { font-size: %dpx; }"
    "station .kiosk-title { margin-left: %dpx; margin-right: %dpx; }"
    "station button.kiosk-sticker { min-width: %dpx; }"
    "station button.kiosk-sign { -gtk-icon-size: %dpx; }"
    "station button.kiosk-turn, station button.kiosk-undo { min-width: %dpx; min-height: %dpx;"
    " -gtk-icon-size: %dpx; }"
    "station button.map-control { min-height: %dpx; min-width: %dpx;"
    " -gtk-icon-size: %dpx; }"
    "station .map-controls { margin-bottom: %dpx; }"
    "station .map-licence, station map-scale { font-size: %dpx; }"
    "station.kiosk-large .map-licence,"
    "station.kiosk-large map-scale { font-size: %dpx; }"
    "station { font-size: %dpx; }"
    "station.kiosk-large { font-size: %dpx; }",
    (int) (20 * per_mm) - 14, MAX ((int) (20 * per_mm) - padding, 0), (int) (25 * per_mm) - 14,
    (int) (50 * per_mm) - padding, (int) (NORD_STATION_EDGE_MM * per_mm), (int) (3.4 * per_mm),
    corner, corner, (int) (20 * per_mm) - 8, (int) (9 * per_mm), (int) (25 * per_mm) - 18,
    (int) (25 * per_mm) - 14, (int) (12 * per_mm), (int) (20 * per_mm), (int) (20 * per_mm),
    (int) (9 * per_mm), MAX ((int) (8 * per_mm) - 32, 0), (int) (3.4 * per_mm),
    (int) (4.5 * per_mm), (int) (6 * per_mm), (int) (10.3 * per_mm));

  if (self->sizes == NULL) {
    self->sizes = gtk_css_provider_new ();
    gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                GTK_STYLE_PROVIDER (self->sizes),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  }
  gtk_css_provider_load_from_data (self->sizes, css, -1);
  self->per_mm = per_mm;
  for (guint i = 0; i < self->n_stations; i++)
    nord_station_set_scale (self->stations[i], per_mm);
}

static void
take_monitor (NordKioskWindow *self, GdkMonitor *monitor)
{
  set_sizes (self, find_scale (self, monitor));
}

static void
on_scaled (NordKioskWindow *self, double per_mm)
{
  g_settings_set_double (self->settings, SCALE_KEY, per_mm);
  set_sizes (self, CLAMP (per_mm, LEAST_SCALE, MOST_SCALE));
}

/* The map is seen where a station waits for somebody, and rests below all others. */
static void
show_behind (NordKioskWindow *self)
{
  const gboolean there = nord_attract_map_is_there (self->behind);
  NordAttractPicture *picture = nord_attract_map_get_picture (self->behind);
  GdkRectangle windows[NORD_MAX_STATIONS];
  guint n = 0;

  for (guint i = 0; i < self->n_stations; i++) {
    GtkWidget *station = GTK_WIDGET (self->stations[i]);
    NordStationReport report;
    graphene_rect_t bounds;
    gboolean waits;

    nord_station_report (self->stations[i], &report);
    waits = there && report.free && !report.frozen && gtk_widget_get_child_visible (station) &&
            !gtk_widget_has_css_class (station, "kiosk-large") &&
            gtk_widget_compute_bounds (station, GTK_WIDGET (self->behind), &bounds);
    nord_station_set_map_behind (self->stations[i], waits,
                                 nord_attract_picture_get_licence (picture));
    if (!waits)
      continue;
    /* To the pixel that the neighbour begins with. */
    windows[n].x = (int) roundf (bounds.origin.x);
    windows[n].y = (int) roundf (bounds.origin.y);
    windows[n].width = (int) roundf (bounds.origin.x + bounds.size.width) - windows[n].x;
    windows[n].height = (int) roundf (bounds.origin.y + bounds.size.height) - windows[n].y;
    n++;
  }
  nord_attract_map_set_windows (self->behind, windows, n);
}

static gboolean
on_follow (gpointer data)
{
  NordKioskWindow *self = data;

  self->following = 0;
  show_behind (self);
  return G_SOURCE_REMOVE;
}

static void
on_seated (NordKioskWindow *self, GtkWidget *station, int width, int height)
{
  /* Not now: it has no place yet. */
  if (self->following == 0)
    self->following = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_follow, self, NULL);
  nord_station_set_seat (NORD_STATION (station), width, height);
}

/* The team turns a place once, and it stays so for this seating. */
static void
load_turns (NordKioskWindow *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, TURNS_KEY);
  g_autoptr (GVariant) turns =
    g_variant_lookup_value (all, nord_seating_get_name (self->seating), G_VARIANT_TYPE ("ai"));

  for (guint i = 0; i < NORD_MAX_STATIONS; i++) {
    self->turns[i] = 0;
    if (turns != NULL && i < g_variant_n_children (turns))
      g_variant_get_child (turns, i, "i", &self->turns[i]);
    self->turns[i] = ((self->turns[i] % 4) + 4) % 4;
  }
}

static void
save_turns (NordKioskWindow *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, TURNS_KEY);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  GVariant *turns;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sai}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&s@ai}", &name, &turns))
    if (!g_str_equal (name, nord_seating_get_name (self->seating)))
      g_variant_builder_add (&builder, "{s@ai}", name, turns);
  g_variant_builder_add (&builder, "{s@ai}", nord_seating_get_name (self->seating),
                         g_variant_new_fixed_array (G_VARIANT_TYPE_INT32, self->turns,
                                                    NORD_MAX_STATIONS, sizeof (int)));
  g_settings_set_value (self->settings, TURNS_KEY, g_variant_builder_end (&builder));
}

static void
on_turned (NordKioskWindow *self, NordStation *station)
{
  for (guint i = 0; i < self->n_stations; i++)
    if (self->stations[i] == station)
      self->turns[i] = (self->turns[i] + 1) % 4;
  save_turns (self);
  nord_kiosk_floor_seat (self->stand, self->seating, self->turns);
}

static void
on_reported (NordKioskWindow *self)
{
  show_behind (self);
  g_signal_emit (self, signals[REPORTED], 0);
}

/* Whoever wipes the glass wipes all of it; and whoever opens it again at the glass opens also what
 * was frozen from elsewhere. */
static void
on_locked (NordKioskWindow *self, gboolean locked)
{
  for (guint i = 0; i < self->n_stations; i++) {
    nord_station_lock (self->stations[i], locked);
    if (!locked)
      nord_station_freeze (self->stations[i], FALSE);
  }
}

/* Fills the monitor that it shall be on, where there is one. */
static void
go_to_monitor (NordKioskWindow *self)
{
  g_autoptr (GdkMonitor) monitor =
    nord_other_monitor_find (self->worked, self->settings, MONITOR_KEY);

  if (monitor == NULL && self->away && !self->windowed)
    nord_lost_bar_tell (
      self->worked, GTK_WINDOW (self),
      _ ("The monitor of the shared screen is gone. Check its cable and its power: "
         "its places come back by themselves, with what was begun there."));
  if (monitor == NULL || self->windowed)
    return;
  self->away = self->worked != NULL;
  nord_lost_bar_forget (self->worked, GTK_WINDOW (self));
  take_monitor (self, monitor);
  nord_other_monitor_fill (monitor, GTK_WINDOW (self));
}

/* One was unplugged, or is there again. */
static void
on_monitors (NordKioskWindow *self)
{
  go_to_monitor (self);
  g_signal_emit (self, signals[REPORTED], 0);
}

static void
nord_kiosk_window_dispose (GObject *object)
{
  NordKioskWindow *self = NORD_KIOSK_WINDOW (object);

  self->n_stations = 0;
  g_clear_handle_id (&self->following, g_source_remove);
  if (self->sizes != NULL)
    gtk_style_context_remove_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                   GTK_STYLE_PROVIDER (self->sizes));
  g_clear_object (&self->sizes);
  g_clear_object (&self->settings);
  g_clear_object (&self->reader);
  g_clear_object (&self->document);
  g_clear_weak_pointer (&self->worked);
  g_clear_pointer (&self->sleeves, g_hash_table_unref);
  G_OBJECT_CLASS (nord_kiosk_window_parent_class)->dispose (object);
}

static void
nord_kiosk_window_finalize (GObject *object)
{
  nord_pin_guard_clear (&NORD_KIOSK_WINDOW (object)->guard);
  G_OBJECT_CLASS (nord_kiosk_window_parent_class)->finalize (object);
}

static void
nord_kiosk_window_class_init (NordKioskWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_kiosk_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_kiosk_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = nord_kiosk_window_close_request;
  signals[REPORTED] = g_signal_new ("reported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_kiosk_window_init (NordKioskWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *touches = gtk_event_controller_legacy_new ();
  g_autofree char *guard_path = NULL;

  self->sleeves = g_hash_table_new (NULL, NULL);
  gtk_event_controller_set_propagation_phase (touches, GTK_PHASE_CAPTURE);
  g_signal_connect_object (touches, "event", G_CALLBACK (on_touch), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), touches);
  self->settings = g_settings_new (NORD_APP_ID);
  guard_path = g_build_filename (g_get_user_state_dir (), "nordwaerts", "pin-guard", NULL);
  nord_pin_guard_load (&self->guard, guard_path, nord_pin_time_now ());
  self->reader = nord_reader_new ();
  nord_give_way_begin ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Without a touch screen nobody can go on, or say so. Where there never was one there is a mouse.
 */
static void
on_devices (NordKioskWindow *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GList) touched =
    seat != NULL ? gdk_seat_get_devices (seat, GDK_SEAT_CAPABILITY_TOUCH) : NULL;
  const gboolean cut_off = self->had_touch && touched == NULL;

  self->had_touch = self->had_touch || touched != NULL;
  /* Other devices come and go as well: a place that a mouse went on at stays as it is. */
  if (cut_off == self->cut_off)
    return;
  self->cut_off = cut_off;
  for (guint i = 0; i < self->n_stations; i++)
    nord_station_cut_off (self->stations[i], cut_off);
}

static void
watch_devices (NordKioskWindow *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));

  if (seat == NULL)
    return;
  g_signal_connect_object (seat, "device-added", G_CALLBACK (on_devices), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (seat, "device-removed", G_CALLBACK (on_devices), self,
                           G_CONNECT_SWAPPED);
  on_devices (self);
}

/* Where somebody works in another window the team may lay it aside; and fill the monitor again. */
static void
on_left (NordKioskWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);

  if (self->worked == NULL)
    return;
  self->windowed = !self->windowed;
  gtk_window_set_decorated (window, self->windowed);
  if (self->windowed) {
    gtk_window_set_default_size (window, gtk_widget_get_width (GTK_WIDGET (window)) / 2,
                                 gtk_widget_get_height (GTK_WIDGET (window)) / 2);
    gtk_window_unfullscreen (window);
    gtk_window_present (self->worked);
  } else {
    gtk_window_fullscreen (window);
    go_to_monitor (self);
  }
  for (guint i = 0; i < self->n_stations; i++)
    nord_station_offer_window (self->stations[i], !self->windowed);
}

/* The team goes back to its own window, or ends the program for good where there is none. */
static void
on_ended (NordKioskWindow *self)
{
  if (self->worked == NULL)
    nord_watchdog_leave ();
  nord_kiosk_window_end (self);
}

static void
add_station (NordKioskWindow *self)
{
  NordStation *station =
    nord_station_new (self->document, self->n_stations + 1, &self->guard, self->reader);

  if (self->worked != NULL)
    nord_station_offer_window (station, !self->windowed);
  g_signal_connect_object (station, "left", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (station, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (station, "turned", G_CALLBACK (on_turned), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (station, "locked", G_CALLBACK (on_locked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (station, "scaled", G_CALLBACK (on_scaled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (station, "reported", G_CALLBACK (on_reported), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (station), GTK_WIDGET (self->stand));
  self->stations[self->n_stations++] = station;
  nord_station_cut_off (station, self->cut_off);
}

/**
 * nord_kiosk_window_new:
 * @application: the program
 * @document: the workshop; stays open for others too
 * @seating: how people stand
 * @worked: (nullable) the window of the facilitator, who works on beside it
 *
 * Returns: (transfer none): the window, over a whole monitor; that of @worked only where there is
 *   no other
 */
GtkWindow *
nord_kiosk_window_new (GtkApplication *application,
                       NordDocument *document,
                       NordSeating seating,
                       GtkWindow *worked)
{
  NordKioskWindow *self = g_object_new (NORD_TYPE_KIOSK_WINDOW, "application", application,
                                        "decorated", FALSE, "title", "Nordwärts", NULL);
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GtkWidget *over = gtk_overlay_new ();

  self->document = g_object_ref (document);
  g_set_weak_pointer (&self->worked, worked);
  self->stand = NORD_KIOSK_FLOOR (nord_kiosk_floor_new ());
  g_signal_connect_object (self->stand, "seated", G_CALLBACK (on_seated), self, G_CONNECT_SWAPPED);
  self->behind = NORD_ATTRACT_MAP (nord_attract_map_new (document));
  g_signal_connect_object (self->behind, "changed", G_CALLBACK (show_behind), self,
                           G_CONNECT_SWAPPED);
  nord_kiosk_window_set_seating (self, seating);
  take_monitor (self, monitor);
  gtk_overlay_set_child (GTK_OVERLAY (over), GTK_WIDGET (self->behind));
  gtk_overlay_add_overlay (GTK_OVERLAY (over), GTK_WIDGET (self->stand));
  /* It measures its stations then, whose pages count on that. */
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (over), GTK_WIDGET (self->stand), TRUE);
  gtk_window_set_child (GTK_WINDOW (self), over);
  if (monitor != NULL) {
    GdkRectangle geometry;

    /* Where nothing manages windows, nobody would make it full. */
    gdk_monitor_get_geometry (monitor, &geometry);
    gtk_window_set_default_size (GTK_WINDOW (self), geometry.width, geometry.height);
  }
  gtk_window_fullscreen (GTK_WINDOW (self));
  go_to_monitor (self);
  nord_other_monitor_remember (GTK_WINDOW (self), self->settings, MONITOR_KEY);
  watch_devices (self);
  g_signal_connect_object (monitors, "items-changed", G_CALLBACK (on_monitors), self,
                           G_CONNECT_SWAPPED);
  return GTK_WINDOW (self);
}

NordDocument *
nord_kiosk_window_get_document (NordKioskWindow *self)
{
  g_return_val_if_fail (NORD_IS_KIOSK_WINDOW (self), NULL);
  return self->document;
}

NordSeating
nord_kiosk_window_get_seating (NordKioskWindow *self)
{
  g_return_val_if_fail (NORD_IS_KIOSK_WINDOW (self), NORD_SEATING_ONE);
  return self->seating;
}

void
nord_kiosk_window_set_seating (NordKioskWindow *self, NordSeating seating)
{
  NordSeat seats[NORD_MAX_STATIONS];

  g_return_if_fail (NORD_IS_KIOSK_WINDOW (self));
  self->seating = seating;
  while (self->n_stations < nord_seating_place (seating, 1920, 1080, seats)) {
    add_station (self);
    if (self->sizes != NULL)
      nord_station_set_scale (self->stations[self->n_stations - 1], self->per_mm);
  }
  load_turns (self);
  nord_kiosk_floor_seat (self->stand, seating, self->turns);
  g_signal_emit (self, signals[REPORTED], 0);
}

NordStation *
nord_kiosk_window_get_station (NordKioskWindow *self, guint index)
{
  g_return_val_if_fail (NORD_IS_KIOSK_WINDOW (self), NULL);
  return index < self->n_stations ? self->stations[index] : NULL;
}

void
nord_kiosk_window_turn (NordKioskWindow *self, guint index)
{
  g_return_if_fail (NORD_IS_KIOSK_WINDOW (self) && index < self->n_stations);
  on_turned (self, self->stations[index]);
}

void
nord_kiosk_window_set_monitor (NordKioskWindow *self, const char *name)
{
  g_return_if_fail (NORD_IS_KIOSK_WINDOW (self) && name != NULL);
  g_settings_set_string (self->settings, MONITOR_KEY, name);
  go_to_monitor (self);
}
