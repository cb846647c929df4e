/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Turns each station to its side. GTK turns drawing and touches alike, so a station knows nothing
 * of it. */
#include "ui/kiosk/kiosk-window.h"

#include "ui/kiosk/station.h"
#include "config.h"

/* --- The floor the stations stand on ------------------------------------------------------------
 */

#define NORD_TYPE_KIOSK_FLOOR (nord_kiosk_floor_get_type ())
G_DECLARE_FINAL_TYPE (NordKioskFloor, nord_kiosk_floor, NORD, KIOSK_FLOOR, GtkWidget)

struct _NordKioskFloor {
  GtkWidget parent_instance;
  NordSeating seating;
};

G_DEFINE_FINAL_TYPE (NordKioskFloor, nord_kiosk_floor, GTK_TYPE_WIDGET)

static void
nord_kiosk_floor_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  /* The monitor decides, not the stations. */
  *minimum = 1;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 1280 : 800;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int ignored;

    gtk_widget_measure (child, orientation, -1, &ignored, NULL, NULL, NULL);
  }
}

static GskTransform *
transform_to (const NordSeat *seat)
{
  GskTransform *transform = NULL;
  float x = (float) seat->x, y = (float) seat->y;

  switch (seat->turn) {
  case 90:
    x += (float) seat->height;
    break;
  case 180:
    x += (float) seat->width;
    y += (float) seat->height;
    break;
  case 270:
    y += (float) seat->width;
    break;
  default:
    break;
  }
  transform = gsk_transform_translate (transform, &GRAPHENE_POINT_INIT (x, y));
  return gsk_transform_rotate (transform, (float) seat->turn);
}

static void
nord_kiosk_floor_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NordSeat seats[NORD_MAX_STATIONS];
  const guint n = nord_seating_place (NORD_KIOSK_FLOOR (widget)->seating, width, height, seats);
  guint i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && i < n;
       child = gtk_widget_get_next_sibling (child), i++)
    gtk_widget_allocate (child, (int) seats[i].width, (int) seats[i].height, -1,
                         transform_to (&seats[i]));
}

static void
nord_kiosk_floor_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (nord_kiosk_floor_parent_class)->dispose (object);
}

static void
nord_kiosk_floor_class_init (NordKioskFloorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_kiosk_floor_dispose;
  widget_class->measure = nord_kiosk_floor_measure;
  widget_class->size_allocate = nord_kiosk_floor_size_allocate;
}

static void
nord_kiosk_floor_init (NordKioskFloor *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* --- The window ---------------------------------------------------------------------------------
 */

struct _NordKioskWindow {
  GtkApplicationWindow parent_instance;

  NordPinGuard guard;
  NordStation *first; /* (unowned) */
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
    nord_station_call_staff (self->first);
  for (guint i = 0; held == 0 && i < G_N_ELEMENTS (allowed); i++)
    if (allowed[i] == keyval)
      return FALSE;
  return TRUE;
}

/* Twenty millimetres for every target and type that is read from 600 mm, by what the monitor says
 * of its size; where it says nothing, 96 dots an inch. */
static void
set_sizes (NordKioskWindow *self, GdkMonitor *monitor)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autofree char *css = NULL;
  double per_mm = 96 / 25.4;
  GdkRectangle geometry;

  if (monitor != NULL && gdk_monitor_get_width_mm (monitor) > 100) {
    gdk_monitor_get_geometry (monitor, &geometry);
    per_mm = CLAMP (geometry.width / (double) gdk_monitor_get_width_mm (monitor), 2, 8);
  }
  css = g_strdup_printf ("station button { min-height: %dpx; min-width: %dpx; }"
                         "station { font-size: %dpx; }",
                         (int) (20 * per_mm) - 14, (int) (20 * per_mm) - 20, (int) (6 * per_mm));
  gtk_css_provider_load_from_data (provider, css, -1);
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
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
      set_sizes (self, monitor);
      gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
      return;
    }
  }
}

static void
nord_kiosk_window_class_init (NordKioskWindowClass *klass)
{
  GTK_WINDOW_CLASS (klass)->close_request = nord_kiosk_window_close_request;
}

static void
nord_kiosk_window_init (NordKioskWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

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
  NordKioskFloor *stand = g_object_new (NORD_TYPE_KIOSK_FLOOR, NULL);
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  NordSeat seats[NORD_MAX_STATIONS];
  const guint n = nord_seating_place (seating, 1920, 1080, seats);

  stand->seating = seating;
  set_sizes (self, monitor);
  for (guint i = 0; i < n; i++) {
    NordStation *station =
      nord_station_new (document, i + 1, seats[i].height < 0.6 * seats[i].width - 1, &self->guard);

    g_signal_connect_object (station, "left", G_CALLBACK (nord_kiosk_window_end), self,
                             G_CONNECT_SWAPPED);
    gtk_widget_set_parent (GTK_WIDGET (station), GTK_WIDGET (stand));
    if (i == 0)
      self->first = station;
  }
  gtk_window_set_child (GTK_WINDOW (self), GTK_WIDGET (stand));
  if (monitor != NULL) {
    GdkRectangle geometry;

    /* Where nothing manages windows, nobody would make it full. */
    gdk_monitor_get_geometry (monitor, &geometry);
    gtk_window_set_default_size (GTK_WINDOW (self), geometry.width, geometry.height);
  }
  gtk_window_fullscreen (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
