/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Cards of a group that went into another lie on the wall with those that took them in. */
#include "ui/cluster/group-steps.h"

#include "core/cluster/grouping.h"
#include "core/cluster/marking.h"
#include "core/model/cluster.h"
#include "core/model/idea.h"

#include <glib/gstdio.h>

#define N_IDEAS 3

static void
apply (NordDocument *document, NordChangeSet *set)
{
  g_autoptr (GError) error = NULL;

  nord_document_apply (document, set, &error);
  g_assert_no_error (error);
}

static gboolean
is_laid (NordDocument *document, const char *id)
{
  g_autoptr (GHashTable) places =
    nord_marking_index_places (nord_document_get_list (document, NORD_NOUN_BOARD_MARK));

  return g_hash_table_contains (places, id);
}

static void
test_merge (void)
{
  g_autofree char *folder = g_dir_make_tmp ("steps-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "steps.gpkg", NULL);
  g_autoptr (NordProgramme) programme = nord_programme_new_default ("de");
  g_autoptr (NordSession) session = nord_session_new (programme);
  g_autoptr (NordDocument) document = nord_document_create (path, "Werkstatt", NULL);
  g_autoptr (NordGroupList) groups = nord_group_list_new ();
  g_autoptr (NordGroupSteps) steps = NULL;
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  GListModel *ideas = nord_document_get_list (document, NORD_NOUN_IDEA);
  GListModel *clusters = nord_document_get_list (document, NORD_NOUN_CLUSTER);
  GtkWidget *window = gtk_window_new (), *page = gtk_label_new ("");
  const char *ids[N_IDEAS], *group_ids[2];
  const double places[] = {0, 0, 300, 0, 2000, 1500};

  nord_session_set_document (session, document);
  nord_group_list_set_document (groups, document);
  gtk_window_set_child (GTK_WINDOW (window), page);
  steps = nord_group_steps_new (page, session, groups);
  for (guint i = 0; i < N_IDEAS; i++) {
    NordChangeSet *set = nord_change_set_group_new ("idea");
    NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);

    nord_change_set_text (change, NORD_IDEA_TITLE, "Licht");
    ids[i] = g_intern_string (change->target);
    nord_change_set_group_add (set, change);
    apply (document, set);
  }
  apply (document,
         nord_grouping_form ("Eins", (const char *[]){ids[0], ids[1], NULL}, ideas, clusters));
  apply (document, nord_grouping_form ("Zwei", (const char *[]){ids[2], NULL}, ideas, clusters));
  for (guint g = 0; g < 2; g++) {
    g_autoptr (NordRecord) cluster = g_list_model_get_item (clusters, g);

    group_ids[g] = g_intern_string (nord_record_get_id (cluster));
  }
  apply (document, nord_marking_place (ids, N_IDEAS, places, nothing, "lay"));
  while (nord_group_list_find (groups, group_ids[1]) == NULL)
    g_main_context_iteration (NULL, TRUE);

  nord_group_steps_merge_into (steps, nord_group_list_find (groups, group_ids[1]),
                               nord_group_list_find (groups, group_ids[0]), NULL);
  g_assert_true (is_laid (document, ids[0]) && is_laid (document, ids[1]));
  g_assert_false (is_laid (document, ids[2]));
  nord_document_undo (document, &error);
  g_assert_no_error (error);
  g_assert_true (is_laid (document, ids[2]));

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
  g_test_add_func ("/group-steps/merged-cards-lie-together", test_merge);
  return g_test_run ();
}
