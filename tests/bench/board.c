/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The board in a window of 1880 by 1000 pixels: how long frames take while it is scrolled sideways,
 * while a column is scrolled, and while a card is carried over it.
 * Usage: board CARDS GROUPS FRAMES [wall], or board 0 0 FRAMES for the window alone; with wall the
 * free wall is zoomed, first with all cards in view, then near, then far again */
#include "core/cluster/grouping.h"
#include "ui/cluster/board.h"
#include "ui/cluster/drag-layer.h"
#include "ui/cluster/wall.h"
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

typedef struct {
  GtkWidget *board, *window;
  GtkAdjustment *across, *down;
  GtkWidget *layer, *card, *wall;
  guint n_frames, frame, phase, n_shown;
  double began, *cpu[3];
  GMainLoop *loop;
} Run;

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

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
fill (NordDocument *document, guint n_cards, guint n_groups)
{
  static const char *const words[] = {"Licht", "Spielplatz", "Radweg", "Bank", "Ampel",
                                      "Bäume", "Jugend",     "Markt",  "Müll", "Haltestelle"};
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("fill");
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  static const char *const topics[] = {"mobility", "green", "work", "social", "land", "safety"};

  for (guint g = 0; g < n_groups; g++) {
    NordChange *change = nord_change_new_create (NORD_NOUN_CLUSTER, NULL);
    g_autofree char *title = g_strdup_printf ("%s %u", words[g % 10], g);

    nord_change_set_text (change, NORD_CLUSTER_TITLE, title);
    nord_change_set_real (change, NORD_CLUSTER_POSITION, g + 1);
    nord_change_set_integer (change, NORD_CLUSTER_COLOUR, g % 8);
    g_ptr_array_add (groups, change->target);
    nord_change_set_group_add (set, change);
  }
  for (guint i = 0; i < n_cards; i++) {
    NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
    g_autofree char *title =
      g_strdup_printf ("%s und %s am Platz %u", words[i % 10], words[i / 7 % 10], i);

    nord_change_set_text (change, NORD_IDEA_TITLE, title);
    nord_change_set_text (change, NORD_IDEA_BODY,
                          "Seit Jahren wird darüber geredet, und es geschieht nichts. Wer abends "
                          "hier entlang geht, weiß warum.");
    nord_change_set_text (change, NORD_IDEA_CATEGORY, topics[i % 6]);
    /* A fifth stands alone. */
    if (i % 5 != 0 && n_groups > 0)
      nord_change_set_text (change, NORD_IDEA_CLUSTER,
                            g_ptr_array_index (groups, i * 7919 % n_groups));
    nord_change_set_group_add (set, change);
  }
  nord_document_apply (document, g_steal_pointer (&set), NULL);
}

static void
on_update (GdkFrameClock *clock, Run *run)
{
  const guint i = run->frame % 80, back = i < 40 ? i : 80 - i;

  run->began = get_cpu ();
  if (run->wall != NULL) {
    if (run->frame == 0 && run->phase > 0)
      nord_wall_zoom (NORD_WALL (run->wall), run->phase == 1 ? 3 : 1 / 3.0);
    nord_wall_zoom (NORD_WALL (run->wall), i < 40 ? 1.01 : 1 / 1.01);
    return;
  }
  if (run->across == NULL) {
    gtk_widget_queue_draw (run->window);
    return;
  }
  if (run->phase == 0)
    gtk_adjustment_set_value (run->across, 45 * back);
  else if (run->phase == 1)
    gtk_adjustment_set_value (run->down, 60 * back);
  else
    nord_drag_layer_move (NORD_DRAG_LAYER (run->layer), run, 20 + 20 * back, 100 + 10 * back);
}

static void
on_shown (GdkFrameClock *clock, Run *run)
{
  run->n_shown++;
}

static void
on_painted (GdkFrameClock *clock, Run *run)
{
  if (run->began == 0)
    return;
  run->cpu[run->phase][run->frame++] = get_cpu () - run->began;
  run->began = 0;
  if (run->frame == run->n_frames) {
    run->frame = 0;
    run->phase++;
    if (run->phase == 2 && run->card != NULL)
      nord_drag_layer_lift (NORD_DRAG_LAYER (run->layer), run, run->card, 10, 10, 3);
  }
  if (run->phase == 3)
    g_main_loop_quit (run->loop);
  else
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_UPDATE);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = {"across", "down", "carry"};
  Run run = {.loop = g_main_loop_new (NULL, FALSE)};
  g_autofree char *folder = g_dir_make_tmp ("board-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "board.gpkg", NULL);
  g_autoptr (NordProgramme) programme = NULL;
  g_autoptr (NordSession) session = NULL;
  g_autoptr (NordDocument) document = NULL;
  g_autoptr (NordGroupList) groups = nord_group_list_new ();
  g_autoptr (NordGroupSteps) steps = NULL;
  g_autoptr (GtkCssProvider) css = NULL;
  GdkFrameClock *clock;
  guint n_cards;
  double shown;

  if (argc < 4)
    return 2;
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  adw_init ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, NORD_APP_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  n_cards = (guint) atoi (argv[1]);
  run.n_frames = (guint) atoi (argv[3]);
  for (guint i = 0; i < 3; i++)
    run.cpu[i] = g_new0 (double, run.n_frames);
  run.window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (run.window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (run.window), 1880, 1000);
  programme = nord_programme_new_default ("de");
  session = nord_session_new (programme);
  document = nord_document_create (path, "Bench", NULL);
  fill (document, n_cards, (guint) atoi (argv[2]));
  nord_session_set_document (session, document);
  nord_group_list_set_document (groups, document);
  shown = get_cpu ();
  if (n_cards > 0) {
    run.board = g_object_new (NORD_TYPE_BOARD, NULL);
    steps = nord_group_steps_new (run.board, session, groups);
    nord_board_set_up (NORD_BOARD (run.board), session, groups, steps);
    g_object_set (run.board, "on-wall", argc > 4, NULL);
    gtk_window_set_child (GTK_WINDOW (run.window), run.board);
  }
  gtk_window_present (GTK_WINDOW (run.window));
  clock = gtk_widget_get_frame_clock (run.window);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_shown), &run);
  /* Until it is painted and nothing is left to do, as what comes with the second frame. */
  while (run.n_shown < 3) {
    gtk_widget_queue_draw (run.window);
    g_main_context_iteration (NULL, TRUE);
  }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  shown = get_cpu () - shown;
  g_signal_handlers_disconnect_by_func (clock, on_shown, &run);
  if (argc > 4) {
    run.wall = find (run.board, NORD_TYPE_WALL);
  } else if (n_cards > 0) {
    GtkWidget *view = find (run.board, GTK_TYPE_LIST_VIEW);

    run.across = nord_board_get_hadjustment (NORD_BOARD (run.board));
    run.down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
    run.layer = find (run.board, NORD_TYPE_DRAG_LAYER);
    run.card = gtk_widget_get_first_child (gtk_widget_get_first_child (view));
  }
  g_signal_connect (clock, "update", G_CALLBACK (on_update), &run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &run);
  gdk_frame_clock_begin_updating (clock);
  g_main_loop_run (run.loop);
  printf ("{\"shown\":%.6f,\"width\":%d", shown, gtk_widget_get_width (run.window));
  for (guint p = 0; p < 3; p++) {
    printf (",\"%s\":[", names[p]);
    for (guint i = 0; i < run.n_frames; i++)
      printf ("%s%.6f", i ? "," : "", run.cpu[p][i]);
    printf ("]");
  }
  printf ("}\n");
  nord_document_close (document);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
