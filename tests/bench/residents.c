/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* bench-residents N [KIB]: N residents one after the other at each of four stations, in all
 * languages, every fifth of whom gives up. Measured are, with all four busy: from the lift of the
 * finger until the draft is kept, from the confirmation until COMMIT has returned, from another
 * language or the end of a resident until the screen shows it; and how much memory is held after
 * them all over what was held after two fifths of them. Fails where that is more than KIB.
 *
 * bench-residents --minutes N: four residents every fifteen seconds, who look at each screen and
 * at another part of the map, one of whose ideas is released, and between whom nobody is there;
 * says after each minute what memory the program has, and in the end by how much it grows.
 *
 * bench-residents --taps N: N times four residents who tap once, each within a quarter of a second,
 * while the maps of places that nobody looked at before are painted: from the lift of the finger
 * until the draft is kept, and until the next screen is seen. */
#include "core/kiosk/words.h"
#include "core/model/idea.h"
#include "ui/kiosk/kiosk-window.h"
#include "ui/kiosk/map-screen.h"
#include "ui/kiosk/topic-screen.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STATIONS 4
#define ROUND 15   /* seconds, of four residents */
#define STAND 1000 /* milliseconds before each screen */
#define POINTS 60  /* of a line */

enum { DRAFT, COMMIT, LANGUAGE, RESET, TAP_SAVED, TAP_SEEN, N_SPANS };
static GArray *spans[N_SPANS]; /* (owned) (element-type double) milliseconds */
static gboolean painted;

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static void
add (guint what, double begun)
{
  const double took = now () - begun;

  g_array_append_val (spans[what], took);
}

static void
on_after_paint (void)
{
  painted = TRUE;
}

static void
settle (void)
{
  for (guint i = 0; i < 200 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static void
wait_for_paint (void)
{
  const double end = now () + 10000;

  painted = FALSE;
  while (!painted && now () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (painted);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_type (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
check_screen (NordStation *station, NordScreen screen)
{
  NordStationReport report;

  nord_station_report (station, &report);
  g_assert_cmpint (report.screen, ==, screen);
}

static void
begin (NordStation *station, const char *language)
{
  const double start = now ();

  gtk_widget_activate_action (GTK_WIDGET (station), "station.touch", NULL);
  gtk_widget_activate_action (GTK_WIDGET (station), "station.language", "s", language);
  wait_for_paint ();
  add (LANGUAGE, start);
  gtk_widget_activate_action (GTK_WIDGET (station), "station.way", "s", "standard");
  gtk_widget_activate_action (GTK_WIDGET (station), "station.next", NULL);
  check_screen (station, NORD_SCREEN_DRAW);
}

static void
draw (NordStation *station, guint resident)
{
  g_autoptr (NordShape) shape = NULL;
  double xy[2 * POINTS], start;

  for (guint i = 0; i < POINTS; i++) {
    xy[2 * i] = 7.45 + i * 0.0003 + resident * 1e-5;
    xy[2 * i + 1] = 51.53 + (i % 7) * 0.0002;
  }
  shape = nord_shape_new_line (xy, POINTS, NULL);
  start = now ();
  g_signal_emit_by_name (find_type (GTK_WIDGET (station), NORD_TYPE_MAP_SCREEN), "drawn", shape);
  add (DRAFT, start);
  g_signal_emit_by_name (find_type (GTK_WIDGET (station), NORD_TYPE_TOPIC_SCREEN), "taken",
                         "mobility");
  check_screen (station, NORD_SCREEN_CHECK);
}

static void
end (NordStation *station, gboolean sends)
{
  double start = now ();

  if (sends) {
    gtk_widget_activate_action (GTK_WIDGET (station), "station.send", NULL);
    add (COMMIT, start);
    check_screen (station, NORD_SCREEN_THANKS);
  }
  settle ();
  start = now ();
  gtk_widget_activate_action (GTK_WIDGET (station), sends ? "station.next" : "station.cancel",
                              NULL);
  wait_for_paint ();
  add (RESET, start);
  check_screen (station, NORD_SCREEN_ATTRACT);
}

/* KiB, after @name in the file @path of the system. */
static long
read_kib (const char *path, const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  line = strstr (text, name);
  return line != NULL ? atol (line + strlen (name)) : 0;
}

/* KiB that are really held. */
static long
get_resident (void)
{
  malloc_trim (0);
  return read_kib ("/proc/self/status", "VmRSS:");
}

/* Bytes, also of pictures that have pages of their own: which do alters while the program runs. */
static gsize
count_in_use (void)
{
  const struct mallinfo2 found = mallinfo2 ();

  return found.uordblks + found.hblkhd;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_remove (path);
  }
  g_rmdir (folder);
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
  g_array_sort (values, compare);
  return g_array_index (values, double, (guint) (part * (values->len - 1)));
}

/* The main loop turns, with all that moves by itself. */
static void
stand (double ms)
{
  const double end = now () + ms;

  while (now () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

/* Each has a look at another part of the map. */
static void
look_around (NordStation *station, guint resident)
{
  const double lon = 7.42 + resident % 7 * 0.012, lat = 51.50 + resident % 5 * 0.009;
  NordFound place = {.name = (char *) "Ort", .lon = lon, .lat = lat};

  place.shape = nord_shape_new_point (lon, lat);
  nord_map_screen_show_place (NORD_MAP_SCREEN (
                                find_type (GTK_WIDGET (station), NORD_TYPE_MAP_SCREEN)),
                              &place);
  nord_shape_unref (place.shape);
}

/* --- The first tap ------------------------------------------------------------------------------
 */

typedef struct {
  NordStation *station; /* (unowned) */
  guint resident;
  gint64 delay; /* microseconds */
  double at;    /* when the finger was lifted */
  gboolean done;
} Tap;

static gboolean
on_tap (gpointer data)
{
  Tap *tap = data;
  g_autoptr (NordShape) shape = nord_shape_new_point (7.45 + tap->resident * 1e-5, 51.53);

  painted = FALSE;
  g_signal_emit_by_name (find_type (GTK_WIDGET (tap->station), NORD_TYPE_MAP_SCREEN), "drawn",
                         shape);
  add (TAP_SAVED, tap->at);
  tap->done = TRUE;
  return G_SOURCE_REMOVE;
}

/* As an event of the display: it comes when it comes, and waits for what the main loop does. */
static gpointer
lift (gpointer data)
{
  Tap *tap = data;

  g_usleep ((gulong) tap->delay);
  tap->at = now ();
  g_main_context_invoke_full (NULL, GDK_PRIORITY_EVENTS, on_tap, tap, NULL);
  return NULL;
}

/* While the map of a place that nobody looked at before is painted, at all stations. */
static void
tap (NordKioskWindow *window, guint rounds)
{
  const char *const *languages = nord_words_list_languages ();
  const guint n_languages = g_strv_length ((char **) languages);
  g_autoptr (GRand) chance = g_rand_new_with_seed (20);

  for (guint r = 0; r < rounds; r++) {
    for (guint s = 0; s < STATIONS; s++)
      begin (nord_kiosk_window_get_station (window, s), languages[(r + s) % n_languages]);
    for (guint s = 0; s < STATIONS; s++)
      look_around (nord_kiosk_window_get_station (window, s), STATIONS * r + s);
    for (guint s = 0; s < STATIONS; s++) {
      Tap one = {nord_kiosk_window_get_station (window, s), r,
                 g_rand_int_range (chance, 0, 250000)};
      GThread *thread = g_thread_new ("finger", lift, &one);

      while (!one.done)
        g_main_context_iteration (NULL, TRUE);
      g_thread_join (thread);
      while (!painted)
        g_main_context_iteration (NULL, TRUE);
      add (TAP_SEEN, one.at);
      check_screen (one.station, NORD_SCREEN_ABOUT);
    }
    for (guint s = 0; s < STATIONS; s++)
      gtk_widget_activate_action (GTK_WIDGET (nord_kiosk_window_get_station (window, s)),
                                  "station.cancel", NULL);
    settle ();
  }
}

/* One idea more that everybody may see, so the map behind the first screen is painted anew. */
static void
release (NordDocument *document, guint resident)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  NordChangeSet *set = nord_change_set_group_new (NULL);
  g_autoptr (NordShape) shape =
    nord_shape_new_point (7.45 + resident % 31 * 1e-3, 51.51 + resident % 17 * 1e-3);
  g_autoptr (GError) error = NULL;

  nord_change_set_text (change, NORD_IDEA_MODERATION, "released");
  nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  nord_change_set_group_add (set, change);
  nord_document_apply (document, set, &error);
  g_assert_no_error (error);
}

/* One line for each minute. The slope is that of the straight line with the least squares through
 * the second half of them: by then every screen was shown in every language, and what is kept of
 * the map is full. */
static void
live (NordKioskWindow *window, guint minutes)
{
  const char *const *languages = nord_words_list_languages ();
  const guint n_languages = g_strv_length ((char **) languages);
  const double begun = now ();
  double n = 0, t = 0, y = 0, tt = 0, ty = 0, slope;
  long first = 0, last = 0;
  guint residents = 0;

  g_printerr ("minute  residents  RSS KiB  PSS KiB  in use KiB\n");
  for (guint minute = 1, r = 0; minute <= minutes; r++) {
    const double next = begun + ROUND * 1000.0 * (r + 1);

    for (guint s = 0; s < STATIONS; s++)
      begin (nord_kiosk_window_get_station (window, s), languages[(r + s) % n_languages]);
    stand (STAND);
    for (guint s = 0; s < STATIONS; s++)
      look_around (nord_kiosk_window_get_station (window, s), STATIONS * r + s);
    stand (3 * STAND);
    for (guint s = 0; s < STATIONS; s++)
      draw (nord_kiosk_window_get_station (window, s), r);
    stand (STAND);
    for (guint s = 0; s < STATIONS; s++)
      end (nord_kiosk_window_get_station (window, s), (r + s) % 5 != 4);
    release (nord_kiosk_window_get_document (window), r);
    residents += STATIONS;
    stand (MAX (next - now (), 100));
    if (now () < begun + minute * 60000.0 - 100)
      continue;
    last = read_kib ("/proc/self/smaps_rollup", "Pss:");
    g_printerr ("%6u  %9u  %7ld  %7ld  %10zu\n", minute, residents,
                read_kib ("/proc/self/smaps_rollup", "Rss:"), last, count_in_use () / 1024);
    if (2 * minute > minutes) {
      first = first == 0 ? last : first;
      n++;
      t += minute;
      y += (double) last;
      tt += (double) minute * minute;
      ty += minute * (double) last;
    }
    minute++;
  }
  slope = n > 1 ? (n * ty - t * y) / (n * tt - t * t) : 0;
  printf ("{\"minutes\": %u, \"residents\": %u, \"first_kib\": %ld, \"last_kib\": %ld, "
          "\"kib_an_hour\": %.0f}\n",
          minutes, residents, first, last, slope * 60);
}

static void
report (guint residents, long first, long last)
{
  static const char *const names[N_SPANS] = {"draft", "commit",    "language",
                                             "reset", "tap_saved", "tap_seen"};

  printf ("{\"residents\": %u, \"first_kib\": %ld, \"last_kib\": %ld", residents, first, last);
  for (guint i = 0; i < N_SPANS; i++)
    if (spans[i]->len > 0)
      printf (", \"%s_p50\": %.2f, \"%s_p95\": %.2f", names[i], find_part (spans[i], 0.5), names[i],
              find_part (spans[i], 0.95));
  printf ("}\n");
}

int
main (int argc, char **argv)
{
  const char *const *languages = nord_words_list_languages ();
  const guint n_languages = g_strv_length ((char **) languages);
  g_autoptr (NordDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL, *path = NULL;
  GtkWindow *window;
  guint n;
  long first = 0, last = 0;
  gboolean lives, taps;

  g_return_val_if_fail (argc >= 2, 2);
  lives = g_str_equal (argv[1], "--minutes");
  taps = g_str_equal (argv[1], "--taps");
  g_return_val_if_fail ((!lives && !taps) || argc == 3, 2);
  n = (guint) atoi (argv[lives || taps ? 2 : 1]);
  /* As the program does: see ui/main.c. */
  mallopt (M_ARENA_MAX, 2);
  adw_init ();
  for (guint i = 0; i < N_SPANS; i++)
    spans[i] = g_array_new (FALSE, FALSE, sizeof (double));
  folder = g_dir_make_tmp ("nord-residents-XXXXXX", &error);
  g_assert_no_error (error);
  /* Drafts outlive the program there. */
  g_setenv ("XDG_RUNTIME_DIR", folder, FALSE);
  path = g_build_filename (folder, "residents.gpkg", NULL);
  document = nord_document_create (path, "Bench", &error);
  g_assert_no_error (error);
  window = nord_kiosk_window_new (NULL, document, NORD_SEATING_AROUND, NULL);
  gtk_window_present (window);
  g_signal_connect_after (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                          G_CALLBACK (on_after_paint), NULL);
  wait_for_paint ();
  if (taps) {
    tap (NORD_KIOSK_WINDOW (window), n);
    report (n * STATIONS, 0, 0);
  } else if (lives)
    live (NORD_KIOSK_WINDOW (window), n);
  for (guint r = 0; !lives && !taps && r < n; r++) {
    NordStation *station;

    for (guint s = 0; s < STATIONS; s++) {
      station = nord_kiosk_window_get_station (NORD_KIOSK_WINDOW (window), s);
      begin (station, languages[(r + s) % n_languages]);
    }
    for (guint s = 0; s < STATIONS; s++)
      draw (nord_kiosk_window_get_station (NORD_KIOSK_WINDOW (window), s), r);
    for (guint s = 0; s < STATIONS; s++)
      end (nord_kiosk_window_get_station (NORD_KIOSK_WINDOW (window), s), (r + s) % 5 != 4);
    settle ();
    if ((r + 1) % MAX (n / 10, 1) == 0) {
      last = get_resident ();
      /* By then every screen has been shown in every language. */
      if (first == 0 && 5 * (r + 1) >= 2 * n)
        first = last;
      g_printerr ("%u residents: %ld KiB\n", (r + 1) * STATIONS, last);
    }
  }
  if (!lives && !taps)
    report (n * STATIONS, first, last);
  nord_kiosk_window_end (NORD_KIOSK_WINDOW (window));
  settle ();
  nord_document_close (document);
  remove_folder (folder);
  return !lives && !taps && argc > 2 && last - first > atol (argv[2]);
}
