/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Near-duplicates are found, put together and undone; what is not the same is not asked again. */
#include "ui/cluster/duplicate-dialog.h"

#include "core/cluster/twins.h"
#include "core/model/cluster.h"
#include "core/model/idea.h"

#include <glib/gstdio.h>
#include <string.h>

static void
add_idea (NordDocument *document, const char *title, double lon)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordShape) shape = nord_shape_new_point (lon, 51.53);
  NordChangeSet *set = nord_change_set_group_new ("idea");
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);

  nord_change_set_text (change, NORD_IDEA_TITLE, title);
  nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  nord_change_set_group_add (set, change);
  nord_document_apply (document, set, &error);
  g_assert_no_error (error);
}

static NordDuplicateDialog *
open_dialog (NordGroupSteps *steps)
{
  GListModel *windows;
  g_autoptr (GtkWindow) found = NULL;

  nord_duplicate_dialog_show (steps, "");
  windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (NORD_IS_DUPLICATE_DIALOG (window))
      g_set_object (&found, window);
  }
  g_assert_nonnull (found);
  return NORD_DUPLICATE_DIALOG (found);
}

static void
settle (NordDuplicateDialog *dialog)
{
  while (nord_duplicate_dialog_is_busy (dialog))
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_pairs (NordDuplicateDialog *dialog, guint n)
{
  settle (dialog);
  g_assert_cmpuint (g_list_model_get_n_items (nord_duplicate_dialog_get_pairs (dialog)), ==, n);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static void
press (NordDuplicateDialog *dialog, const char *label)
{
  GtkWidget *button = find_button (GTK_WIDGET (dialog), label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_dialog (void)
{
  g_autofree char *folder = g_dir_make_tmp ("twins-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "twins.gpkg", NULL);
  g_autoptr (NordProgramme) programme = nord_programme_new_default ("de");
  g_autoptr (NordSession) session = nord_session_new (programme);
  g_autoptr (NordDocument) document = nord_document_create (path, "Werkstatt", NULL);
  g_autoptr (NordGroupList) groups = nord_group_list_new ();
  g_autoptr (NordGroupSteps) steps = NULL;
  g_autoptr (NordTwin) twin = NULL;
  GtkWidget *window = gtk_window_new (), *page = gtk_label_new ("");
  NordDuplicateDialog *dialog;
  GListModel *clusters = nord_document_get_list (document, NORD_NOUN_CLUSTER);

  nord_session_set_document (session, document);
  nord_group_list_set_document (groups, document);
  gtk_window_set_child (GTK_WINDOW (window), page);
  steps = nord_group_steps_new (page, session, groups);
  dialog = open_dialog (steps);
  assert_pairs (dialog, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));

  add_idea (document, "Mehr <Licht> & Laternen am Angstraum Nordmarkt", 7.46);
  add_idea (document, "Ein Spielplatz für kleine Kinder", 7.47);
  add_idea (document, "mehr <licht> & Laternen am Angstraum Nordmarkt", 7.461);
  dialog = open_dialog (steps);
  press (dialog, "_Cancel");
  g_assert_false (nord_duplicate_dialog_is_busy (dialog));
  for (guint i = 0; i < 50; i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (2000);
  }
  assert_pairs (dialog, 0);
  press (dialog, "_Search Again");
  assert_pairs (dialog, 1);
  /* Nothing was done here yet, and what was done elsewhere is not this window's to take back. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "duplicates.undo", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (nord_document_get_list (document, NORD_NOUN_IDEA)),
                    ==, 3);
  twin = g_list_model_get_item (nord_duplicate_dialog_get_pairs (dialog), 0);
  g_assert_cmpfloat (nord_twin_get_similarity (twin), >, 0.9);
  g_assert_nonnull (strstr (nord_twin_get_reason (twin), "same words: "));
  g_assert_nonnull (strstr (nord_twin_get_reason (twin), "69 m apart"));

  press (dialog, "Put Together");
  assert_pairs (dialog, 0);
  g_assert_cmpuint (g_list_model_get_n_items (clusters), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (nord_document_get_list (document, NORD_NOUN_IDEA)),
                    ==, 3);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "duplicates.undo", NULL);
  assert_pairs (dialog, 1);
  g_assert_cmpuint (g_list_model_get_n_items (clusters), ==, 0);

  /* Taken back, then said once more: another window does not ask. */
  press (dialog, "Not the Same");
  assert_pairs (dialog, 0);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "duplicates.undo", NULL);
  assert_pairs (dialog, 1);
  press (dialog, "Not the Same");
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = open_dialog (steps);
  assert_pairs (dialog, 0);
  press (dialog, "_Ask Again About What Is Not the Same");
  assert_pairs (dialog, 1);
  gtk_window_destroy (GTK_WINDOW (dialog));

  gtk_window_destroy (GTK_WINDOW (window));
  nord_document_close (document);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/duplicate-dialog/found-and-decided", test_dialog);
  return g_test_run ();
}
