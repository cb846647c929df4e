/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* bench-residents N [KIB]: N residents one after the other at each of four stations, in all
 * languages, every fifth of whom gives up. Measured are, with all four busy: from the lift of the
 * finger until the draft is kept, from the confirmation until COMMIT has returned, from another
 * language or the end of a resident until the screen shows it; and how much memory is held after
 * them all over what was held after two fifths of them. Fails where that is more than KIB. */
#include "core/kiosk/words.h"
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
#define POINTS 60 /* of a line */

enum { DRAFT, COMMIT, LANGUAGE, RESET, N_SPANS };
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

/* KiB that are really held. */
static long
get_resident (void)
{
  g_autofree char *text = NULL;
  const char *line;

  malloc_trim (0);
  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  line = strstr (text, "VmRSS:");
  return line != NULL ? atol (line + strlen ("VmRSS:")) : 0;
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

int
main (int argc, char **argv)
{
  static const char *const names[N_SPANS] = {"draft", "commit", "language", "reset"};
  const char *const *languages = nord_words_list_languages ();
  const guint n_languages = g_strv_length ((char **) languages);
  g_autoptr (NordDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL, *path = NULL;
  GtkWindow *window;
  guint n;
  long first = 0, last = 0;

  g_return_val_if_fail (argc >= 2, 2);
  n = (guint) atoi (argv[1]);
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
  for (guint r = 0; r < n; r++) {
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
  printf ("{\"residents\": %u, \"first_kib\": %ld, \"last_kib\": %ld", n * STATIONS, first, last);
  for (guint i = 0; i < N_SPANS; i++)
    printf (", \"%s_p50\": %.2f, \"%s_p95\": %.2f", names[i], find_part (spans[i], 0.5), names[i],
            find_part (spans[i], 0.95));
  printf ("}\n");
  nord_kiosk_window_end (NORD_KIOSK_WINDOW (window));
  settle ();
  nord_document_close (document);
  remove_folder (folder);
  return argc > 2 && last - first > atol (argv[2]);
}
