/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Long lists that are searched and put in order: processor time until the new answer stands and the
 * program has nothing left to do, and the longest that it did not listen in between. Each list is
 * in a window, as rows that are shown cost as well. Usage: lists N [quick]; quick leaves out
 * projects, links and polls. Prints a line of JSON for each thing done. */
#include "core/model/project.h"
#include "ui/collect/idea-list.h"
#include "ui/collect/link-dialog.h"
#include "ui/collect/project-list.h"
#include "ui/rank/poll-dialog.h"
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/* So many times is each thing done, and the median told. */
#define TIMES 5
/* Microseconds without anything to do until it counts as done: longer than a search waits for the
 * next letter (150 ms), and frames of the window come in between. */
#define QUIET 400000

static double
get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  /* Choosers have a search of their own in what they pop up. */
  if (GTK_IS_POPOVER (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
fill (NordDocument *document, guint n)
{
  static const char *const words[] = {"Licht", "Spielplatz", "Radweg", "Bank", "Ampel",
                                      "Bäume", "Jugend",     "Markt",  "Müll", "Haltestelle"};
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("fill");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++) {
    NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
    g_autofree char *title =
      g_strdup_printf ("%s und %s am Platz %u", words[i * 7919U % 10], words[i / 7 % 10], i);
    g_autofree char *number = g_strdup_printf ("%u", i + 1);
    g_autoptr (NordShape) shape =
      nord_shape_new_point (7.4 + i % 331 * 0.0005, 51.48 + i % 199 * 0.0005);

    nord_change_set_text (change, NORD_IDEA_TITLE, title);
    nord_change_set_text (change, NORD_IDEA_BODY,
                          "Seit Jahren wird darüber geredet, und es geschieht nichts. Wer abends "
                          "hier entlang geht, weiß warum.");
    nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
    nord_change_set_group_add (set, change);
    change = nord_change_new_create (NORD_NOUN_PROJECT, NULL);
    nord_change_set_text (change, NORD_PROJECT_NUMBER, number);
    nord_change_set_text (change, NORD_PROJECT_TITLE, title);
    nord_change_set_text (change, NORD_PROJECT_BODY, "Der Weg wird erneuert und beleuchtet.");
    nord_change_set_group_add (set, change);
  }
  nord_document_apply (document, g_steal_pointer (&set), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (nord_document_get_list (document, NORD_NOUN_IDEA)),
                    ==, n);
}

/* Until nothing has been done for QUIET; the longest piece of work in between, seconds. */
static double
settle (void)
{
  double longest = 0;
  gint64 last = g_get_monotonic_time ();

  while (g_get_monotonic_time () - last < QUIET) {
    const double began = get_cpu ();
    double took;

    if (!g_main_context_iteration (NULL, FALSE)) {
      g_usleep (1000);
      continue;
    }
    took = get_cpu () - began;
    longest = MAX (longest, took);
    /* Clocks of the window tick on; they are no work. */
    if (took > 0.001)
      last = g_get_monotonic_time ();
  }
  return longest;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
tell (const char *what, guint n, double *cpu, double *longest)
{
  qsort (cpu, TIMES, sizeof *cpu, compare);
  qsort (longest, TIMES, sizeof *longest, compare);
  printf ("{\"what\":\"%s\",\"n\":%u,\"cpu\":%.6f,\"longest\":%.6f}\n", what, n, cpu[TIMES / 2],
          longest[TIMES / 2]);
  fflush (stdout);
}

/* @session: (nullable): its search is that of the list; otherwise @widget has one. */
static void
measure_search (const char *what, GtkWidget *widget, NordSession *session, guint n)
{
  static const char *const wanted[] = {"Rad", "Platz 1", "warum gibt es das nicht", "", "markt"};
  double cpu[TIMES], longest[TIMES];

  for (guint i = 0; i < TIMES; i++) {
    const double began = get_cpu ();
    double after, later;

    if (session != NULL) {
      nord_session_set_search_text (session, wanted[i]);
    } else {
      GtkWidget *entry = find (widget, GTK_TYPE_SEARCH_ENTRY);

      gtk_editable_set_text (GTK_EDITABLE (entry), wanted[i]);
      g_signal_emit_by_name (entry, "search-changed");
    }
    after = get_cpu () - began;
    later = settle ();
    longest[i] = MAX (after, later);
    cpu[i] = get_cpu () - began;
  }
  tell (what, n, cpu, longest);
}

static void
measure_order (GtkWidget *list, NordSession *session, guint n)
{
  static const char *const orders[] = {"title", "newest", "category", "district"};

  for (guint k = 0; k < G_N_ELEMENTS (orders); k++) {
    g_autofree char *what = g_strdup_printf ("ideas in the order %s", orders[k]);
    double cpu[TIMES], longest[TIMES];

    for (guint i = 0; i < TIMES; i++) {
      double began, after, later;

      g_object_set (list, "order", orders[(k + 1) % 4], NULL);
      settle ();
      began = get_cpu ();
      g_object_set (list, "order", orders[k], NULL);
      after = get_cpu () - began;
      later = settle ();
      longest[i] = MAX (after, later);
      cpu[i] = get_cpu () - began;
    }
    tell (what, n, cpu, longest);
  }
  g_object_set (list, "order", "title", NULL);
  settle ();
  measure_search ("ideas by title searched", list, session, n);
}

static void
show (GtkWidget *window)
{
  gtk_window_set_default_size (GTK_WINDOW (window), 420, 700);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.gpkg", NULL);
  g_autoptr (NordProgramme) programme = NULL;
  g_autoptr (NordSession) session = NULL;
  g_autoptr (NordDocument) document = NULL;
  const guint n = argc > 1 ? (guint) atoi (argv[1]) : 0;
  GtkWidget *window, *widget;

  if (n == 0)
    return 2;
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  adw_init ();
  programme = nord_programme_new_default ("de");
  session = nord_session_new (programme);
  document = nord_document_create (path, "Bench", NULL);
  fill (document, n);
  nord_session_set_document (session, document);

  window = gtk_window_new ();
  widget = g_object_new (NORD_TYPE_IDEA_LIST, NULL);
  nord_idea_list_set_session (NORD_IDEA_LIST (widget), session);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  show (window);
  measure_search ("ideas searched", widget, session, n);
  measure_order (widget, session, n);
  gtk_window_destroy (GTK_WINDOW (window));

  if (argc > 2)
    goto end;
  window = gtk_window_new ();
  widget = g_object_new (NORD_TYPE_PROJECT_LIST, NULL);
  nord_project_list_set_session (NORD_PROJECT_LIST (widget), session);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  show (window);
  measure_search ("projects searched", widget, NULL, n);
  gtk_window_destroy (GTK_WINDOW (window));

  for (guint i = 0; i < 2; i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (
      nord_document_get_list (document, i == 0 ? NORD_NOUN_PROJECT : NORD_NOUN_IDEA), 0);

    window = GTK_WIDGET (nord_link_dialog_new (NULL, session, record));
    show (window);
    measure_search (i == 0 ? "ideas to link searched" : "projects to link searched", window, NULL,
                    n);
    gtk_window_destroy (GTK_WINDOW (window));
  }
  window = nord_poll_dialog_new (NULL, session);
  show (window);
  measure_search ("options of a poll searched", window, NULL, n);
  gtk_window_destroy (GTK_WINDOW (window));

end:
  nord_document_close (document);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
