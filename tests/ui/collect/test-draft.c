/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Drafts come back from the file as they were, and nothing in a setting can break the program. */
#include "core/model/idea.h"
#include "ui/collect/draft.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder; /* (owned) */
  char *path;   /* (owned) */
  NordStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("nord-draft-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.gpkg", NULL);
  fixture->store = nord_store_create (fixture->path, "Abend", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  nord_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  nord_store_close (fixture->store);
  g_clear_object (&fixture->store);
  fixture->store = nord_store_open (fixture->path, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const double xy[] = {7.45, 51.52, 7.46, 51.53, 7.47, 51.52};
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_draft_free);
  g_autoptr (NordShape) line = nord_shape_new_line (xy, 3, NULL);
  g_autoptr (GPtrArray) read = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  NordDraft *draft = nord_draft_new (line, "ar");
  const NordDraft *back;

  g_free (draft->title);
  draft->title = g_strdup ("إضاءة <b>أفضل</b> & mehr \"Licht\"");
  g_free (draft->body);
  draft->body = g_strdup ("Zeile 1\nZeile 2\t\\");
  draft->category = g_strdup ("safety");
  g_ptr_array_add (drafts, draft);
  g_ptr_array_add (drafts, nord_draft_new (NULL, NULL));
  g_assert_true (nord_drafts_save (fixture->store, drafts, &error));
  g_assert_no_error (error);
  reopen (fixture);
  read = nord_drafts_load (fixture->store);
  g_assert_cmpuint (read->len, ==, 2);
  back = g_ptr_array_index (read, 0);
  g_assert_cmpstr (back->id, ==, draft->id);
  g_assert_cmpstr (back->title, ==, draft->title);
  g_assert_cmpstr (back->body, ==, draft->body);
  g_assert_cmpstr (back->category, ==, "safety");
  g_assert_cmpstr (back->language, ==, "ar");
  g_assert_true (nord_shape_equal (back->shape, line));
  back = g_ptr_array_index (read, 1);
  g_assert_true (nord_draft_is_empty (back));
  g_assert_null (back->shape);
  g_assert_null (back->category);
  /* No drafts leave no setting behind. */
  g_ptr_array_set_size (drafts, 0);
  g_assert_true (nord_drafts_save (fixture->store, drafts, &error));
  g_assert_null (nord_store_get_setting (fixture->store, "drafts"));
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  const char *texts[] = {
    "",
    "no json",
    "{}",
    "42",
    "[1, null, [], {}]",
    "[{\"id\":7,\"title\":[],\"body\":{}}]",
    "[{\"id\":\"../../etc\",\"title\":\"a\",\"body\":\"b\"}]",
    "[{\"id\":\"0192f0c1-0000-7000-8000-000000000001\",\"title\":\"a\"}]",
  };
  g_autofree char *deep = g_strnfill (200000, '[');

  for (gsize i = 0; i <= G_N_ELEMENTS (texts); i++) {
    const char *text = i < G_N_ELEMENTS (texts) ? texts[i] : deep;
    g_autoptr (GPtrArray) read = NULL;

    g_assert_true (nord_store_set_setting (fixture->store, "drafts", text, NULL));
    read = nord_drafts_load (fixture->store);
    g_assert_cmpuint (read->len, ==, 0);
  }
  /* A shape that is none costs only the shape. */
  {
    g_autoptr (GPtrArray) read = NULL;

    g_assert_true (nord_store_set_setting (
      fixture->store, "drafts",
      "[{\"id\":\"0192f0c1-0000-7000-8000-000000000001\",\"title\":\"a\",\"body\":\"\","
      "\"shape\":\"{\\\"type\\\":\\\"Point\\\",\\\"coordinates\\\":[999,0]}\"}]",
      NULL));
    read = nord_drafts_load (fixture->store);
    g_assert_cmpuint (read->len, ==, 1);
    g_assert_null (((NordDraft *) g_ptr_array_index (read, 0))->shape);
  }
}

static void
test_becomes_idea (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NordShape) point = nord_shape_new_point (7.46, 51.53);
  g_autoptr (NordDraft) draft = nord_draft_new (point, "tr");
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("add");
  g_autoptr (GPtrArray) ideas = NULL;
  g_autoptr (GError) error = NULL;
  NordRecord *idea;

  g_free (draft->title);
  draft->title = g_strdup ("Daha fazla ışık");
  nord_change_set_group_add (set, nord_draft_make_idea (draft));
  g_assert_true (nord_store_apply (fixture->store, set, &error));
  g_assert_no_error (error);
  ideas = nord_store_read_all (fixture->store, NORD_NOUN_IDEA, NULL);
  g_assert_cmpuint (ideas->len, ==, 1);
  idea = g_ptr_array_index (ideas, 0);
  g_assert_cmpstr (nord_record_get_id (idea), ==, draft->id);
  g_assert_cmpstr (nord_record_get_text (idea, NORD_IDEA_TITLE), ==, "Daha fazla ışık");
  g_assert_null (nord_record_get_text (idea, NORD_IDEA_BODY));
  g_assert_null (nord_record_get_text (idea, NORD_IDEA_CATEGORY));
  g_assert_cmpstr (nord_record_get_text (idea, NORD_IDEA_LANGUAGE), ==, "tr");
  g_assert_cmpstr (nord_record_get_text (idea, NORD_IDEA_MODERATION), ==, "new");
  g_assert_cmpstr (nord_record_get_text (idea, NORD_IDEA_ORIGIN), ==, "laptop");
  g_assert_true (nord_shape_equal (nord_record_get_shape (idea, NORD_IDEA_SHAPE), point));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/collect/draft/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/collect/draft/hostile", Fixture, NULL, set_up, test_hostile, tear_down);
  g_test_add ("/collect/draft/becomes-idea", Fixture, NULL, set_up, test_becomes_idea, tear_down);
  return g_test_run ();
}
