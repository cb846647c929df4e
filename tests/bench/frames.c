/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Opens a workshop in the program's own window, 1880 by 1000 pixels, moves its map, and says what
 * each frame took of the main thread: all of it from the end of one frame to the end of the next,
 * what happens between them included. Also the same on the clock, and how much of that the thread
 * was ready to go on and had no processor, which is the machine's doing.
 *
 * Usage: frames FILE pan|zoom|both|filter ZOOM FRAMES
 *        frames --peer COUNT pan|zoom|both ZOOM FRAMES
 *
 * The peer is a bare window of libshumate with COUNT markers in its marker layer and no base map.
 */
#include "core/geo/mercator.h"
#include "core/model/idea.h"
#include "ui/map/map-view.h"
#include "ui/window.h"
#include "config.h"

#include <fcntl.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* With the 5 pixels of shadow that a window has where there is no window manager. */
#define WIDTH 1890
#define HEIGHT 1010
#define LON 7.44
#define LAT 51.545
#define STEP 14.0     /* pixels a frame, 840 in a second */
#define TURN 24       /* frames in one direction */
#define GROW 0.05     /* levels a frame */
#define WARM_FRAMES 4 /* not counted: the first picture of the view */

typedef struct {
  GtkWidget *window;
  ShumateViewport *viewport;
  double zoom;          /* of libshumate, what it began with */
  NordSession *session; /* (unowned) (nullable) */
  gboolean pans, zooms, filters;
  guint n_frames, frame;
  double *cpu, *wall, *waited, cpu_before, wall_before, waited_before;
  guint n_ideas;
  double opened; /* seconds until there were all ideas and a map */
  GMainLoop *loop;
} Run;

static double
get_time (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Seconds that this thread has waited for a processor; 0 where the system does not say. */
static double
get_waited (void)
{
  static int file = -1;
  char text[100] = "";
  guint64 ran = 0, waited = 0;

  if (file < 0)
    file = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  if (file < 0 || pread (file, text, sizeof text - 1, 0) <= 0 ||
      sscanf (text, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &ran, &waited) != 2)
    return 0;
  return (double) waited / 1e9;
}

/* Kibibytes of /proc/self/status. */
static glong
get_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, name);
  return line ? atol (line + strlen (name)) : 0;
}

static GtkWidget *
find_map (GtkWidget *widget)
{
  if (NORD_IS_MAP_VIEW (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_map (child);

    if (found)
      return found;
  }
  return NULL;
}

/* To the east, back by another way, and so on: always over new ground, all round the middle. */
static void
on_update (GdkFrameClock *clock, Run *run)
{
  static const double ways[][2] = {{1, 0.2},  {-0.3, 1},  {-1, -0.4},
                                   {0.2, -1}, {0.7, 0.7}, {-1, 0.3}};
  guint leg = run->frame / TURN;
  double level = shumate_viewport_get_zoom_level (run->viewport), x, y, lon, lat;
  double scale = 256 * exp2 (level + nord_map_layer_get_level_offset (run->viewport));

  if (run->frame >= run->n_frames)
    return;
  if (run->pans) {
    nord_mercator_project (shumate_location_get_longitude (SHUMATE_LOCATION (run->viewport)),
                           shumate_location_get_latitude (SHUMATE_LOCATION (run->viewport)), &x,
                           &y);
    x += ways[leg % G_N_ELEMENTS (ways)][0] * STEP / scale;
    y += ways[leg % G_N_ELEMENTS (ways)][1] * STEP / scale;
    nord_mercator_unproject (x, y, &lon, &lat);
    shumate_location_set_location (SHUMATE_LOCATION (run->viewport), lat, lon);
  }
  if (run->zooms) {
    guint at = run->frame % (4 * TURN);
    /* In, a rest, out, a rest. */
    double by = at < TURN ? GROW : at < 2 * TURN ? 0 : at < 3 * TURN ? -GROW : 0;

    shumate_viewport_set_zoom_level (run->viewport,
                                     shumate_viewport_get_zoom_level (run->viewport) + by);
  }
  /* One topic, then all, and so on. */
  if (run->filters && run->frame % TURN == TURN / 2)
    nord_session_set_category (run->session, leg % 2 ? NULL : "green");
  /* Also where nothing has moved there is a frame. */
  gtk_widget_queue_draw (run->window);
}

static void
on_painted (GdkFrameClock *clock, Run *run)
{
  double cpu = get_time (CLOCK_THREAD_CPUTIME_ID), wall = get_time (CLOCK_MONOTONIC);
  double waited = get_waited ();

  if (run->frame < run->n_frames && run->cpu_before > 0) {
    run->cpu[run->frame] = cpu - run->cpu_before;
    run->wall[run->frame] = wall - run->wall_before;
    run->waited[run->frame] = waited - run->waited_before;
    run->frame++;
  }
  run->cpu_before = cpu;
  run->wall_before = wall;
  run->waited_before = waited;
  if (run->frame == run->n_frames)
    g_main_loop_quit (run->loop);
}

static gboolean
on_rested (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
wait (Run *run, guint milliseconds)
{
  g_timeout_add (milliseconds, on_rested, run->loop);
  g_main_loop_run (run->loop);
}

static gboolean
open_workshop (Run *run, AdwApplication *application, GSettings *settings, const char *path)
{
  NordWindow *window = nord_window_new (application, settings);
  NordDocument *document = NULL;
  GtkWidget *map = NULL;
  double start = get_time (CLOCK_MONOTONIC);

  run->window = GTK_WIDGET (window);
  gtk_window_present (GTK_WINDOW (window));
  nord_window_open (window, path);
  for (guint i = 0; i < 3000 && (document == NULL || map == NULL); i++) {
    wait (run, 20);
    document = nord_session_get_document (nord_window_get_session (window));
    map = find_map (run->window);
  }
  if (document == NULL || map == NULL)
    return FALSE;
  run->opened = get_time (CLOCK_MONOTONIC) - start;
  run->n_ideas = g_list_model_get_n_items (nord_document_get_list (document, NORD_NOUN_IDEA));
  run->viewport = nord_map_view_get_viewport (NORD_MAP_VIEW (map));
  run->session = nord_window_get_session (window);
  return TRUE;
}

static void
open_peer (Run *run, guint n)
{
  GtkWidget *map = GTK_WIDGET (shumate_map_new ());
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (ShumateMapSourceRegistry) sources = shumate_map_source_registry_new_with_defaults ();
  ShumateMarkerLayer *layer;

  run->viewport = shumate_map_get_viewport (SHUMATE_MAP (map));
  /* Without one, markers have no place. Nothing is fetched for it. */
  shumate_viewport_set_reference_map_source (
    run->viewport, shumate_map_source_registry_get_by_id (sources, SHUMATE_MAP_SOURCE_OSM_MAPNIK));
  layer = shumate_marker_layer_new (run->viewport);
  for (guint i = 0; i < n; i++) {
    ShumateMarker *marker = SHUMATE_MARKER (shumate_point_new ());

    shumate_location_set_location (SHUMATE_LOCATION (marker),
                                   g_rand_double_range (random, 51.48, 51.61),
                                   g_rand_double_range (random, 7.30, 7.58));
    shumate_marker_layer_add_marker (layer, marker);
  }
  shumate_map_add_layer (SHUMATE_MAP (map), SHUMATE_LAYER (layer));
  run->n_ideas = n;
  run->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (run->window), map);
  gtk_window_set_default_size (GTK_WINDOW (run->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (run->window));
  shumate_viewport_set_max_zoom_level (run->viewport, 20);
}

static void
print (const char *name, const double *values, guint from, guint n)
{
  printf (",\"%s\":[", name);
  for (guint i = from; i < n; i++)
    printf ("%s%.6f", i > from ? "," : "", values[i]);
  printf ("]");
}

int
main (int argc, char **argv)
{
  Run run = {.loop = g_main_loop_new (NULL, FALSE)};
  gboolean peer = argc == 6 && strcmp (argv[1], "--peer") == 0;
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (GSettings) settings = NULL;
  GdkFrameClock *clock;
  glong rest_kib;

  if (argc != 5 && !peer)
    return 2;
  mallopt (M_ARENA_MAX, 2); /* as the program has it */
  argv += peer;
  run.filters = strcmp (argv[2], "filter") == 0;
  run.pans = !run.filters && strcmp (argv[2], "zoom") != 0;
  run.zooms = !run.filters && strcmp (argv[2], "pan") != 0;
  run.n_frames = (guint) atoi (argv[4]) + WARM_FRAMES;
  run.cpu = g_new0 (double, run.n_frames);
  run.wall = g_new0 (double, run.n_frames);
  run.waited = g_new0 (double, run.n_frames);
  adw_init ();
  if (peer) {
    open_peer (&run, (guint) atoi (argv[1]));
  } else {
    application = adw_application_new ("org.example.Frames", G_APPLICATION_NON_UNIQUE);
    settings = g_settings_new (NORD_APP_ID);
    g_settings_set_int (settings, "width", WIDTH);
    g_settings_set_int (settings, "height", HEIGHT);
    if (!g_application_register (G_APPLICATION (application), NULL, NULL) ||
        !open_workshop (&run, application, settings, argv[1])) {
      g_printerr ("The workshop did not open.\n");
      return 1;
    }
  }
  wait (&run, 1500);
  /* Levels are counted for tiles of 256 pixels, as our own views do. */
  run.zoom = g_ascii_strtod (argv[3], NULL) - nord_map_layer_get_level_offset (run.viewport);
  shumate_location_set_location (SHUMATE_LOCATION (run.viewport), LAT, LON);
  shumate_viewport_set_zoom_level (run.viewport, run.zoom);
  wait (&run, 2500);
  rest_kib = get_status ("VmRSS:");
  clock = gtk_widget_get_frame_clock (run.window);
  g_signal_connect (clock, "update", G_CALLBACK (on_update), &run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &run);
  gdk_frame_clock_begin_updating (clock);
  g_main_loop_run (run.loop);
  gdk_frame_clock_end_updating (clock);
  printf ("{\"ideas\":%u,\"width\":%d,\"height\":%d,\"rest_kib\":%ld,\"peak_kib\":%ld,"
          "\"opened_s\":%.3f",
          run.n_ideas, gtk_widget_get_width (run.window), gtk_widget_get_height (run.window),
          rest_kib, get_status ("VmHWM:"), run.opened);
  print ("cpu", run.cpu, WARM_FRAMES, run.n_frames);
  print ("wall", run.wall, WARM_FRAMES, run.n_frames);
  print ("waited", run.waited, WARM_FRAMES, run.n_frames);
  printf ("}\n");
  return 0;
}
