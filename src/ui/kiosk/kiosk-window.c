/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The stations of one monitor, and the keys that come through to them. */
#include "ui/kiosk/kiosk-window.h"

#include "ui/kiosk/kiosk-floor.h"
#include "ui/kiosk/station.h"
#include "config.h"

#define SCALE_KEY "kiosk-dots-per-mm"
#define EDGE_MM 8       /* sleeves and bellies touch the glass there */
#define LEAST_SCALE 1.0 /* pixels a millimetre */
#define MOST_SCALE 12.0

struct _NordKioskWindow {
  GtkApplicationWindow parent_instance;

  GSettings *settings; /* (owned) */
  NordPinGuard guard;
  NordKioskFloor *stand;
  NordStation *stations[NORD_MAX_STATIONS]; /* (unowned) */
  guint n_stations;
  GtkCssProvider *sizes; /* (owned) (nullable) */
  gboolean may_close;
};

G_DEFINE_FINAL_TYPE (NordKioskWindow, nord_kiosk_window, GTK_TYPE_APPLICATION_WINDOW)

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
  if (!NORD_KIOSK_WINDOW (window)->may_close)
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
 * capitals are seen under 0.7 degrees from there (EN 301 549, 5.1.4). */
static void
set_sizes (NordKioskWindow *self, double per_mm)
{
  const int padding = 36;
  g_autofree char *css =
    g_strdup_printf ("station button { min-height: %dpx; min-width: %dpx; }"
                     "station button.kiosk-tile { min-height: %dpx; min-width: %dpx; }"
                     "station.kiosk-low .kiosk-bar, station .kiosk-bar { padding-bottom: %dpx; }"
                     "station .kiosk-corner { font-size: %dpx; }"
                     "station { font-size: %dpx; }"
                     "station.kiosk-large { font-size: %dpx; }",
                     (int) (20 * per_mm) - 14, MAX ((int) (20 * per_mm) - padding, 0),
                     (int) (25 * per_mm) - 14, (int) (50 * per_mm) - padding,
                     (int) (EDGE_MM * per_mm), (int) (3.4 * per_mm), (int) (6 * per_mm),
                     (int) (10.3 * per_mm));

  if (self->sizes == NULL) {
    self->sizes = gtk_css_provider_new ();
    gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                GTK_STYLE_PROVIDER (self->sizes),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  }
  gtk_css_provider_load_from_data (self->sizes, css, -1);
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

static void
on_seated (NordKioskWindow *self, GtkWidget *station, int width, int height)
{
  nord_station_set_seat (NORD_STATION (station), width, height);
}

static void
on_turned (NordKioskWindow *self, NordStation *station)
{
  for (guint i = 0; i < self->n_stations; i++)
    if (self->stations[i] == station)
      nord_kiosk_floor_turn (self->stand, i);
}

/* Whoever wipes the glass wipes all of it. */
static void
on_locked (NordKioskWindow *self, gboolean locked)
{
  for (guint i = 0; i < self->n_stations; i++)
    nord_station_lock (self->stations[i], locked);
}

void
nord_kiosk_window_keep_off (NordKioskWindow *self, GtkWindow *other)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (other));
  GdkMonitor *theirs =
    surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  GListModel *monitors = gdk_display_get_monitors (display);

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++) {
    g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

    if (monitor != theirs) {
      take_monitor (self, monitor);
      gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
      return;
    }
  }
}

static void
nord_kiosk_window_dispose (GObject *object)
{
  NordKioskWindow *self = NORD_KIOSK_WINDOW (object);

  self->n_stations = 0;
  if (self->sizes != NULL)
    gtk_style_context_remove_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                   GTK_STYLE_PROVIDER (self->sizes));
  g_clear_object (&self->sizes);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (nord_kiosk_window_parent_class)->dispose (object);
}

static void
nord_kiosk_window_class_init (NordKioskWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_kiosk_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = nord_kiosk_window_close_request;
}

static void
nord_kiosk_window_init (NordKioskWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->settings = g_settings_new (NORD_APP_ID);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * nord_kiosk_window_new:
 * @application: the program
 * @document: the workshop; stays open for others too
 * @seating: how people stand
 *
 * Returns: (transfer none): the window, over the whole monitor
 */
GtkWindow *
nord_kiosk_window_new (GtkApplication *application, NordDocument *document, NordSeating seating)
{
  NordKioskWindow *self = g_object_new (NORD_TYPE_KIOSK_WINDOW, "application", application,
                                        "decorated", FALSE, "title", "Nordwärts", NULL);
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  NordSeat seats[NORD_MAX_STATIONS];

  self->stand = NORD_KIOSK_FLOOR (nord_kiosk_floor_new (seating));
  g_signal_connect_object (self->stand, "seated", G_CALLBACK (on_seated), self, G_CONNECT_SWAPPED);
  self->n_stations = nord_seating_place (seating, 1920, 1080, seats);
  for (guint i = 0; i < self->n_stations; i++) {
    NordStation *station = nord_station_new (document, i + 1, &self->guard);

    g_signal_connect_object (station, "left", G_CALLBACK (nord_kiosk_window_end), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (station, "turned", G_CALLBACK (on_turned), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (station, "locked", G_CALLBACK (on_locked), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (station, "scaled", G_CALLBACK (on_scaled), self, G_CONNECT_SWAPPED);
    gtk_widget_set_parent (GTK_WIDGET (station), GTK_WIDGET (self->stand));
    self->stations[i] = station;
  }
  take_monitor (self, monitor);
  gtk_window_set_child (GTK_WINDOW (self), GTK_WIDGET (self->stand));
  if (monitor != NULL) {
    GdkRectangle geometry;

    /* Where nothing manages windows, nobody would make it full. */
    gdk_monitor_get_geometry (monitor, &geometry);
    gtk_window_set_default_size (GTK_WINDOW (self), geometry.width, geometry.height);
  }
  gtk_window_fullscreen (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
