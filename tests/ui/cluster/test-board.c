/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The board makes the cards that show, and those alone; others come as they come into view. */
#include "ui/cluster/board.h"

#include "ui/cluster/board-column.h"
#include "core/model/cluster.h"
#include "core/model/idea.h"

#include <glib/gstdio.h>

#define N_CARDS 600
#define N_GROUPS 40

typedef struct {
  GtkWidget *window;
  NordBoard *board;
  NordGroupList *groups;
  guint n_frames;
} World;

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static guint
count (GtkWidget *widget, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (widget, type, found);
  return found->len;
}

static void
on_painted (GdkFrameClock *clock, World *world)
{
  world->n_frames++;
}

static void
wait_frames (World *world, guint n)
{
  const guint until = world->n_frames + n;

  while (world->n_frames < until) {
    gtk_widget_queue_draw (world->window);
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
fill (NordDocument *document)
{
  NordChangeSet *set = nord_change_set_group_new ("fill");
  const char *groups[N_GROUPS];

  for (guint g = 0; g < N_GROUPS; g++) {
    NordChange *change = nord_change_new_create (NORD_NOUN_CLUSTER, NULL);

    nord_change_set_text (change, NORD_CLUSTER_TITLE, "Gruppe");
    nord_change_set_real (change, NORD_CLUSTER_POSITION, g + 1);
    groups[g] = change->target;
    nord_change_set_group_add (set, change);
  }
  for (guint i = 0; i < N_CARDS; i++) {
    NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
    g_autofree char *title = g_strdup_printf ("Mehr <Licht> & Bänke am Platz %u", i);

    nord_change_set_text (change, NORD_IDEA_TITLE, title);
    nord_change_set_text (change, NORD_IDEA_BODY, i % 3 ? "Es ist dunkel." : NULL);
    nord_change_set_text (change, NORD_IDEA_CLUSTER, groups[i % N_GROUPS]);
    nord_change_set_group_add (set, change);
  }
  nord_document_apply (document, set, NULL);
}

static void
test_in_view (void)
{
  g_autofree char *folder = g_dir_make_tmp ("board-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "board.gpkg", NULL);
  g_autoptr (NordProgramme) programme = nord_programme_new_default ("de");
  g_autoptr (NordSession) session = nord_session_new (programme);
  g_autoptr (NordDocument) document = nord_document_create (path, "Werkstatt", NULL);
  g_autoptr (NordGroupList) groups = nord_group_list_new ();
  g_autoptr (NordGroupSteps) steps = NULL;
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  World world = {.window = gtk_window_new (), .groups = groups};
  GtkAdjustment *across;
  GtkWidget *last, *board;
  guint first;

  fill (document);
  nord_session_set_document (session, document);
  nord_group_list_set_document (groups, document);
  board = g_object_new (NORD_TYPE_BOARD, NULL);
  world.board = NORD_BOARD (board);
  steps = nord_group_steps_new (board, session, groups);
  nord_board_set_up (world.board, session, groups, steps);
  gtk_window_set_default_size (GTK_WINDOW (world.window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (world.window), board);
  gtk_window_present (GTK_WINDOW (world.window));
  g_signal_connect (gtk_widget_get_frame_clock (world.window), "after-paint",
                    G_CALLBACK (on_painted), &world);
  wait_frames (&world, 4);

  /* Four or five columns show, and one beyond either edge is ready. */
  first = count (board, NORD_TYPE_BOARD_CARD);
  collect (board, NORD_TYPE_BOARD_COLUMN, columns);
  g_assert_cmpuint (columns->len, ==, N_GROUPS + 1);
  g_assert_cmpuint (first, >=, 3 * N_CARDS / N_GROUPS);
  g_assert_cmpuint (first, <=, 7 * N_CARDS / N_GROUPS);
  last = g_ptr_array_index (columns, N_GROUPS);
  g_assert_cmpuint (count (last, NORD_TYPE_BOARD_CARD), ==, 0);

  /* At the other end they are there after a frame. */
  across = nord_board_get_hadjustment (world.board);
  gtk_adjustment_set_value (across, gtk_adjustment_get_upper (across));
  wait_frames (&world, 3);
  g_assert_cmpuint (count (last, NORD_TYPE_BOARD_CARD), ==, N_CARDS / N_GROUPS);
  g_assert_cmpuint (count (board, NORD_TYPE_BOARD_CARD), <=, 2 * first + N_CARDS / N_GROUPS);

  /* Keys reach columns that have never shown. */
  last = g_ptr_array_index (columns, N_GROUPS / 2);
  g_assert_cmpuint (count (last, NORD_TYPE_BOARD_CARD), ==, 0);
  g_assert_true (nord_board_column_focus_card (NORD_BOARD_COLUMN (last), 3));
  g_assert_true (NORD_IS_BOARD_CARD (gtk_window_get_focus (GTK_WINDOW (world.window))));

  gtk_window_destroy (GTK_WINDOW (world.window));
  nord_document_close (document);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_test_add_func ("/board/cards-in-view", test_in_view);
  return g_test_run ();
}
