/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The history of a group says all that happened to it, and nothing that happened to others. */
#include "ui/cluster/group-trail.h"

#include "core/cluster/grouping.h"
#include "core/cluster/marking.h"
#include "core/document/document.h"

#include <glib/gstdio.h>
#include <string.h>

static void
apply (NordDocument *document, NordChangeSet *set)
{
  g_autoptr (GError) error = NULL;

  nord_document_apply (document, set, &error);
  g_assert_no_error (error);
}

static void
assert_step (GPtrArray *steps, guint at, const char *what, const char *about)
{
  const NordTrailStep *step;

  g_assert_cmpuint (at, <, steps->len);
  step = g_ptr_array_index (steps, at);
  g_assert_cmpstr (step->what, ==, what);
  g_assert_nonnull (strstr (step->about, about));
}

static char *
add_idea (NordDocument *document, const char *title)
{
  NordChangeSet *set = nord_change_set_group_new ("idea");
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  char *id = g_strdup (change->target);

  nord_change_set_text (change, NORD_IDEA_TITLE, title);
  nord_change_set_group_add (set, change);
  apply (document, set);
  return id;
}

static void
test_trail (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "trail.gpkg", NULL);
  g_autofree char *first = NULL, *second = NULL, *third = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordDocument) document = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (NordRecord) light = NULL, other = NULL;
  GListModel *ideas, *clusters;

  g_unlink (path);
  document = nord_document_create (path, "Werkstatt", &error);
  g_assert_no_error (error);
  ideas = nord_document_get_list (document, NORD_NOUN_IDEA);
  clusters = nord_document_get_list (document, NORD_NOUN_CLUSTER);
  first = add_idea (document, "Licht <b>am</b> Weg");
  second = add_idea (document, "Laternen");
  third = add_idea (document, "Bank");
  apply (document,
         nord_grouping_form ("Licht", (const char *[]){first, second, NULL}, ideas, clusters));
  light = g_list_model_get_item (clusters, 0);
  apply (document, nord_grouping_form ("Bank", (const char *[]){third, NULL}, ideas, clusters));
  other = g_list_model_get_item (clusters, 1);
  apply (document, nord_grouping_rename (light, "Dunkle Ecken"));
  apply (document, nord_grouping_recolour (light, 3));
  apply (document, nord_grouping_move ((const char *[]){first, NULL}, other, ideas));
  apply (document, nord_grouping_move ((const char *[]){first, NULL}, light, ideas));

  steps =
    nord_group_trail_read (nord_document_get_store (document), nord_record_get_id (light), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 6);
  assert_step (steps, 0, "1 idea came in: “Licht <b>am</b> Weg”", "on this computer");
  assert_step (steps, 1, "1 idea went out: “Licht <b>am</b> Weg”", "on this computer");
  assert_step (steps, 2, "Colour changed", "");
  assert_step (steps, 3, "Renamed to “Dunkle Ecken”", "");
  assert_step (steps, 4, "2 ideas came in: “Licht <b>am</b> Weg”, “Laternen”", "");
  assert_step (steps, 5, "Group “Licht” made", "");
  g_clear_pointer (&steps, g_ptr_array_unref);

  /* Who and why stand beside their step; names that were proposed stay. */
  {
    NordChangeSet *set = nord_grouping_rename (light, "Angsträume");

    nord_marking_sign (set, nord_record_get_id (light), "Moderation", "so sagt es der Raum");
    apply (document, set);
    apply (document,
           nord_marking_propose_name (nord_record_get_id (light), "Mehr Licht", "Tisch 2",
                                      nord_document_get_list (document, NORD_NOUN_BOARD_MARK)));
    steps = nord_group_trail_read (nord_document_get_store (document), nord_record_get_id (light),
                                   &error);
    g_assert_no_error (error);
    g_assert_cmpuint (steps->len, ==, 8);
    assert_step (steps, 0, "Name proposed: “Mehr Licht”", "Tisch 2 · ");
    assert_step (steps, 1, "Renamed to “Angsträume”", "Moderation · ");
    assert_step (steps, 1, "Renamed to “Angsträume”", "because “so sagt es der Raum”");
    assert_step (steps, 2, "1 idea came in: “Licht <b>am</b> Weg”", "on this computer");
    g_clear_pointer (&steps, g_ptr_array_unref);
    nord_document_undo (document, &error);
    nord_document_undo (document, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (g_list_model_get_n_items (
                        nord_document_get_list (document, NORD_NOUN_BOARD_MARK)),
                      ==, 0);
  }

  /* Undone is a step as well. */
  nord_document_undo (document, &error);
  g_assert_no_error (error);
  steps =
    nord_group_trail_read (nord_document_get_store (document), nord_record_get_id (light), &error);
  assert_step (steps, 0, "1 idea went out: “Licht <b>am</b> Weg”", "");
  g_assert_cmpstr (((NordTrailStep *) g_ptr_array_index (steps, 1))->what, ==,
                   "Renamed to “Dunkle Ecken”");
  nord_document_close (document);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/group-trail/all-steps", test_trail);
  return g_test_run ();
}
