/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What residents of the shared screen leave in its memory: their ideas and nothing else. Counted
 * are the bytes that the program holds after rows of residents, and its widgets. Of five rows the
 * second largest counts: a leak is in each, a table that becomes larger for once is in one, and
 * what is let go by the way only makes a row smaller. */
#include "core/kiosk/words.h"
#include "core/model/idea.h"
#include "ui/kiosk/kiosk-window.h"
#include "ui/kiosk/map-screen.h"
#include "ui/kiosk/topic-screen.h"

#include "seek.h"

#include <adwaita.h>
#include <malloc.h>

#define STATIONS 4
#define ROWS 5
#define ROUNDS 10 /* of all stations in all languages once, in a row */
/* One handler of a signal with its closure is 168. */
#define MOST_OF_NOBODY 128 /* bytes a resident who gives up */
/* The record with its shape and texts, its place in the lists and what four maps know of it; the
 * pages of the file that SQLite keeps, up to a limit of its own, with the log, the tables and their
 * indices; and for every fourth resident an idea that is released. Found: 2 to 5 KiB. */
#define MOST_OF_IDEA 6144 /* bytes a resident who sends */

typedef struct {
  NordDocument *document; /* (owned) */
  NordKioskWindow *window;
} Table;

static void
settle (void)
{
  const gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 2;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static Table
open_table (void)
{
  Table table = {0};
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = g_build_filename (folder, "table.gpkg", NULL);
  g_autoptr (GError) error = NULL;

  table.document = nord_document_create (path, "Nordmarkt", &error);
  g_assert_no_error (error);
  table.window =
    NORD_KIOSK_WINDOW (nord_kiosk_window_new (NULL, table.document, NORD_SEATING_AROUND, NULL));
  gtk_window_present (GTK_WINDOW (table.window));
  settle ();
  return table;
}

static void
close_table (Table *table)
{
  nord_kiosk_window_end (table->window);
  settle ();
  g_object_unref (table->document);
}

static void
begin (NordStation *station, const char *language)
{
  GtkWidget *widget = GTK_WIDGET (station);

  gtk_widget_activate_action (widget, "station.touch", NULL);
  gtk_widget_activate_action (widget, "station.language", "s", language);
  gtk_widget_activate_action (widget, "station.way", "s", "standard");
  gtk_widget_activate_action (widget, "station.next", NULL);
}

static void
visit (NordStation *station, const char *language, gboolean sends)
{
  GtkWidget *widget = GTK_WIDGET (station);
  const double xy[] = {7.45, 51.53, 7.46, 51.54, 7.47, 51.53};
  g_autoptr (NordShape) shape = nord_shape_new_line (xy, 3, NULL);
  NordStationReport report;

  begin (station, language);
  g_signal_emit_by_name (seek_type (widget, NORD_TYPE_MAP_SCREEN), "drawn", shape);
  g_signal_emit_by_name (seek_type (widget, NORD_TYPE_TOPIC_SCREEN), "taken", "mobility");
  gtk_widget_activate_action (widget, sends ? "station.send" : "station.cancel", NULL);
  if (sends)
    gtk_widget_activate_action (widget, "station.next", NULL);
  nord_station_report (station, &report);
  g_assert_cmpint (report.screen, ==, NORD_SCREEN_ATTRACT);
}

/* Then each map has its place on the screen and is told of what is new. */
static void
see_maps (Table *table)
{
  for (guint s = 0; s < STATIONS; s++)
    begin (nord_kiosk_window_get_station (table->window, s), "de");
  settle ();
  for (guint s = 0; s < STATIONS; s++)
    gtk_widget_activate_action (GTK_WIDGET (nord_kiosk_window_get_station (table->window, s)),
                                "station.cancel", NULL);
  settle ();
}

/* One idea more that everybody may see, where the maps begin. */
static void
release (Table *table, guint i)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  NordChangeSet *set = nord_change_set_group_new (NULL);
  g_autoptr (NordShape) shape = nord_shape_new_point (7.45 + i * 1e-4, 51.53);
  g_autoptr (GError) error = NULL;

  nord_change_set_text (change, NORD_IDEA_MODERATION, "released");
  nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  nord_change_set_group_add (set, change);
  nord_document_apply (table->document, set, &error);
  g_assert_no_error (error);
}

/* Returns how many there were. */
static guint
visit_all (Table *table, gboolean send)
{
  const char *const *languages = nord_words_list_languages ();

  for (guint r = 0; r < ROUNDS; r++) {
    for (guint s = 0; s < STATIONS; s++)
      visit (nord_kiosk_window_get_station (table->window, s),
             languages[(r + s) % g_strv_length ((char **) languages)], send);
    if (send)
      release (table, r);
    for (guint i = 0; i < 50 && g_main_context_iteration (NULL, FALSE); i++)
      ;
  }
  settle ();
  return ROUNDS * STATIONS;
}

static double
count_bytes (void)
{
  const struct mallinfo2 found = mallinfo2 ();

  return (double) found.uordblks + (double) found.hblkhd;
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Bytes that each resident of a row leaves; nor is there one widget more. */
static double
measure (gboolean send)
{
  Table table = open_table ();
  double rows[ROWS];
  guint n_widgets;

  see_maps (&table);
  /* What is made once: each screen in each language. */
  visit_all (&table, send);
  n_widgets = count_widgets (GTK_WIDGET (table.window));
  for (guint i = 0; i < ROWS; i++) {
    const double before = count_bytes ();
    const guint n = visit_all (&table, send);

    rows[i] = (count_bytes () - before) / n;
    g_test_message ("%.0f bytes each of %u", rows[i], n);
  }
  g_assert_cmpuint (count_widgets (GTK_WIDGET (table.window)), ==, n_widgets);
  close_table (&table);
  qsort (rows, ROWS, sizeof *rows, compare);
  return rows[ROWS - 2];
}

static void
test_nobody (void)
{
  g_assert_cmpfloat (measure (FALSE), <, MOST_OF_NOBODY);
}

static void
test_ideas (void)
{
  g_assert_cmpfloat (measure (TRUE), <, MOST_OF_IDEA);
}

int
main (int argc, char **argv)
{
  g_autofree char *runtime = g_dir_make_tmp (NULL, NULL);

  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  /* No map: its pictures come and go. */
  g_setenv ("NORD_DATADIR", runtime, TRUE);
  mallopt (M_ARENA_MAX, 1);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/residents/nobody", test_nobody);
  g_test_add_func ("/residents/ideas", test_ideas);
  return g_test_run ();
}
