/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* bench-kiosk kiosk|bare|drift|plain FOLDER: shows four stations with the line tool in hand, or
 * four bare widgets that draw what is touched, or four stations nobody stands at, with the map that
 * drifts behind them or on plain ground. Measures until standard input says "end": from the time
 * that the display gave an event until the frame with its ink has been painted, how long frames
 * take (all of them, where nobody touches), and how busy the program was meanwhile. */
#include "core/draw/tool.h"
#include "core/model/idea.h"
#include "ui/kiosk/attract-map.h"
#include "ui/kiosk/kiosk-window.h"
#include "ui/kiosk/station.h"

#include "config.h"

#include <adwaita.h>
#include <stdio.h>
#include <time.h>

typedef struct {
  GArray *latencies, *frames; /* (owned) (element-type double) milliseconds */
  double waiting;             /* display time of the first event since the last frame; 0: none */
  double begun;               /* of the frame */
  guint n_events;
  gboolean idle;            /* nobody touches, each frame counts */
  double start, start_busy; /* milliseconds: of the clock, of all threads */
} Measure;

static Measure measured;

/* --- The peer: as little as GTK can do to draw what is touched ----------------------------------
 */

#define TYPE_BARE (bare_get_type ())
G_DECLARE_FINAL_TYPE (Bare, bare, BENCH, BARE, GtkWidget)

struct _Bare {
  GtkWidget parent_instance;
  GArray *points; /* (owned) (element-type graphene_point_t) */
};

G_DEFINE_FINAL_TYPE (Bare, bare, GTK_TYPE_WIDGET)

static gboolean
on_bare_event (GtkEventControllerLegacy *controller, GdkEvent *event, Bare *self)
{
  double x, y;
  graphene_point_t point;

  if (gdk_event_get_event_type (event) != GDK_TOUCH_UPDATE ||
      !gdk_event_get_position (event, &x, &y))
    return FALSE;
  point = GRAPHENE_POINT_INIT ((float) x / 2, (float) y / 2);
  g_array_append_val (self->points, point);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static void
bare_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  Bare *self = BENCH_BARE (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  cairo_set_line_width (cr, 4);
  for (guint i = self->points->len > 400 ? self->points->len - 400 : 0; i < self->points->len;
       i++) {
    const graphene_point_t *at = &g_array_index (self->points, graphene_point_t, i);

    cairo_line_to (cr, at->x, at->y);
  }
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
bare_finalize (GObject *object)
{
  g_array_unref (BENCH_BARE (object)->points);
  G_OBJECT_CLASS (bare_parent_class)->finalize (object);
}

static void
bare_class_init (BareClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bare_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = bare_snapshot;
}

static void
bare_init (Bare *self)
{
  GtkEventController *all = gtk_event_controller_legacy_new ();

  self->points = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
  g_signal_connect (all, "event", G_CALLBACK (on_bare_event), self);
  gtk_widget_add_controller (GTK_WIDGET (self), all);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

static GtkWindow *
new_bare (void)
{
  GtkWidget *window = gtk_window_new (), *grid = gtk_grid_new ();

  for (int i = 0; i < 4; i++)
    gtk_grid_attach (GTK_GRID (grid), g_object_new (TYPE_BARE, NULL), i % 2, i / 2, 1, 1);
  gtk_window_set_child (GTK_WINDOW (window), grid);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1920, 1080);
  return GTK_WINDOW (window);
}

/* --- Ours ---------------------------------------------------------------------------------------
 */

static void
visit (GtkWidget *widget, GPtrArray *stations)
{
  if (NORD_IS_STATION (widget))
    g_ptr_array_add (stations, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    visit (child, stations);
}

static GtkWidget *
find_tool (GtkWidget *widget, NordToolKind kind)
{
  if (GTK_IS_TOGGLE_BUTTON (widget) &&
      GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "tool")) == kind)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_tool (child, kind);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
on_map (gpointer window)
{
  g_autoptr (GPtrArray) stations = g_ptr_array_new ();

  visit (window, stations);
  for (guint i = 0; i < stations->len; i++) {
    GtkWidget *station = stations->pdata[i];

    gtk_widget_activate_action (station, "station.touch", NULL);
    gtk_widget_activate_action (station, "station.language", "s", "de");
    gtk_widget_activate_action (station, "station.way", "s", "standard");
    gtk_widget_activate_action (station, "station.next", NULL);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_tool (station, NORD_TOOL_LINE)), TRUE);
  }
  return G_SOURCE_REMOVE;
}

/* --- Measuring ----------------------------------------------------------------------------------
 */

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

/* What the one thread that draws has worked: a busy machine does not count. */
static double
worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static double
busy (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer data)
{
  if (gdk_event_get_event_type (event) != GDK_TOUCH_UPDATE)
    return FALSE;
  measured.n_events++;
  /* The X server stamps events with the same clock, in milliseconds of 32 bits. */
  if (measured.waiting == 0) {
    const guint32 age = (guint32) (guint64) now () - gdk_event_get_time (event);

    measured.waiting = now () - (double) age;
  }
  return FALSE;
}

static void
on_before_paint (void)
{
  measured.begun = worked ();
}

static void
on_after_paint (void)
{
  const double end = now ();
  double took = worked () - measured.begun, late = end - measured.waiting;

  if (measured.waiting == 0 && !measured.idle)
    return;
  g_array_append_val (measured.frames, took);
  g_array_append_val (measured.latencies, late);
  measured.waiting = 0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
find_part (GArray *values, double part)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare);
  return g_array_index (values, double, (guint) (part * (values->len - 1)));
}

static gboolean
on_line (GIOChannel *channel, GIOCondition condition, gpointer loop)
{
  g_autofree char *line = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL &&
      g_str_has_prefix (line, "start")) {
    g_array_set_size (measured.latencies, 0);
    g_array_set_size (measured.frames, 0);
    measured.n_events = 0;
    measured.start = now ();
    measured.start_busy = busy ();
    return G_SOURCE_CONTINUE;
  }
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* Nobody stands there. */
static GtkWindow *
new_waiting (NordDocument *document, gboolean drift)
{
  GtkWindow *window = nord_kiosk_window_new (NULL, document, NORD_SEATING_AROUND, NULL);
  GtkWidget *map =
    gtk_widget_get_first_child (gtk_window_get_child (window)); /* below the stations */
  NordChangeSet *set = nord_change_set_group_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  g_assert_true (NORD_IS_ATTRACT_MAP (map));
  gtk_widget_set_visible (map, drift);
  gtk_css_provider_load_from_resource (style, NORD_APP_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  for (guint i = 0; i < 500; i++) {
    NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
    g_autoptr (NordShape) shape =
      nord_shape_new_point (7.36 + 0.007 * (i % 25), 51.48 + 0.005 * (i / 25));

    nord_change_set_text (change, NORD_IDEA_MODERATION, "released");
    nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
    nord_change_set_group_add (set, change);
  }
  nord_document_apply (document, set, &error);
  g_assert_no_error (error);
  measured.idle = TRUE;
  return window;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr (NordDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  GtkEventController *all = gtk_event_controller_legacy_new ();
  GdkFrameClock *clock;
  GtkWindow *window;

  g_return_val_if_fail (argc == 3, 2);
  adw_init ();
  measured.latencies = g_array_new (FALSE, FALSE, sizeof (double));
  measured.frames = g_array_new (FALSE, FALSE, sizeof (double));
  if (g_str_equal (argv[1], "kiosk")) {
    g_autofree char *path = g_build_filename (argv[2], "bench.gpkg", NULL);

    document = nord_document_create (path, "Bench", &error);
    g_assert_no_error (error);
    window = nord_kiosk_window_new (NULL, document, NORD_SEATING_AROUND, NULL);
    g_timeout_add (1500, on_map, window);
  } else if (!g_str_equal (argv[1], "bare")) {
    g_autofree char *path = g_build_filename (argv[2], "bench.gpkg", NULL);

    document = nord_document_create (path, "Bench", &error);
    g_assert_no_error (error);
    window = new_waiting (document, g_str_equal (argv[1], "drift"));
  } else
    window = new_bare ();
  gtk_event_controller_set_propagation_phase (all, GTK_PHASE_CAPTURE);
  g_signal_connect (all, "event", G_CALLBACK (on_event), NULL);
  gtk_widget_add_controller (GTK_WIDGET (window), all);
  gtk_window_present (window);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, on_line, loop);
  g_main_loop_run (loop);
  printf ("{\"events\": %u, \"frames\": %u, \"latency_p50\": %.2f, \"latency_p95\": %.2f, "
          "\"frame_p50\": %.2f, \"frame_p95\": %.2f, \"busy\": %.2f}\n",
          measured.n_events, measured.frames->len, find_part (measured.latencies, 0.5),
          find_part (measured.latencies, 0.95), find_part (measured.frames, 0.5),
          find_part (measured.frames, 0.95),
          100 * (busy () - measured.start_busy) / (now () - measured.start));
  return 0;
}
