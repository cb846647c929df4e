/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which ideas a search lets through, also after they have changed. */
#include "ui/collect/idea-search.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder, *path; /* (owned) */
  NordDocument *document;
  NordIdeaSearch *search;
} Fixture;

static void
add (Fixture *fixture, const char *title, const char *body, const char *category, double lon)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  g_autoptr (NordShape) shape = lon > 0 ? nord_shape_new_point (lon, 51.53) : NULL;
  g_autoptr (GError) error = NULL;

  nord_change_set_text (change, NORD_IDEA_TITLE, title);
  nord_change_set_text (change, NORD_IDEA_BODY, body);
  nord_change_set_text (change, NORD_IDEA_CATEGORY, category);
  if (shape)
    nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  g_assert_true (nord_document_apply_one (fixture->document, "add", change, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NordDistricts) districts = nord_districts_new_default ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("nord-search-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.gpkg", NULL);
  fixture->document = nord_document_create (fixture->path, "Abend", &error);
  g_assert_no_error (error);
  /* In Innenstadt-Nord, in Huckarde, far outside, nowhere. */
  add (fixture, "Licht am Nordmarkt", "Es ist DUNKEL auf der Straße", "safety", 7.4665);
  add (fixture, "Radweg", "an der Emscher", "mobility", 7.41);
  add (fixture, "Fähre", NULL, NULL, 8.9);
  add (fixture, "Mehr licht", "überall", "safety", -1);
  fixture->search = nord_idea_search_new (districts);
  nord_idea_search_set_document (fixture->search, fixture->document);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->search);
  nord_document_close (fixture->document);
  g_clear_object (&fixture->document);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
assert_found (Fixture *fixture, const char *expected)
{
  GListModel *ideas = nord_document_get_list (fixture->document, NORD_NOUN_IDEA);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);

    if (gtk_filter_match (GTK_FILTER (fixture->search), idea))
      g_string_append_printf (found, "%s%s", found->len > 0 ? "|" : "",
                              nord_record_get_text (idea, NORD_IDEA_TITLE));
  }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  nord_idea_search_set (fixture->search, NULL, NULL, NULL);
  g_assert_true (nord_idea_search_is_empty (fixture->search));
  g_assert_cmpint (gtk_filter_get_strictness (GTK_FILTER (fixture->search)), ==,
                   GTK_FILTER_MATCH_ALL);
  assert_found (fixture, "Licht am Nordmarkt|Radweg|Fähre|Mehr licht");
  nord_idea_search_set (fixture->search, "  LICHT ", NULL, NULL);
  assert_found (fixture, "Licht am Nordmarkt|Mehr licht");
  /* All words, in title or text; ß and ss are one. */
  nord_idea_search_set (fixture->search, "dunkel nordmarkt", NULL, NULL);
  assert_found (fixture, "Licht am Nordmarkt");
  nord_idea_search_set (fixture->search, "STRASSE", NULL, NULL);
  assert_found (fixture, "Licht am Nordmarkt");
  /* Written with a combining accent, as some keyboards do. */
  nord_idea_search_set (fixture->search, "fa\xcc\x88hre", NULL, NULL);
  assert_found (fixture, "Fähre");
  nord_idea_search_set (fixture->search, "licht fähre", NULL, NULL);
  assert_found (fixture, "");
  nord_idea_search_set (fixture->search, "   ", NULL, NULL);
  g_assert_true (nord_idea_search_is_empty (fixture->search));
}

static void
test_category_and_district (Fixture *fixture, gconstpointer data)
{
  nord_idea_search_set (fixture->search, NULL, "safety", NULL);
  assert_found (fixture, "Licht am Nordmarkt|Mehr licht");
  nord_idea_search_set (fixture->search, NULL, NORD_IDEA_SEARCH_NONE, NULL);
  assert_found (fixture, "Fähre");
  nord_idea_search_set (fixture->search, NULL, NULL, "Innenstadt-Nord");
  assert_found (fixture, "Licht am Nordmarkt");
  nord_idea_search_set (fixture->search, NULL, NULL, NORD_IDEA_SEARCH_NONE);
  assert_found (fixture, "Fähre|Mehr licht");
  nord_idea_search_set (fixture->search, "mehr", "safety", NORD_IDEA_SEARCH_NONE);
  assert_found (fixture, "Mehr licht");
}

static void
count (guint *n)
{
  (*n)++;
}

/* What was looked up before is forgotten when the idea changes, also by undo. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  GListModel *ideas = nord_document_get_list (fixture->document, NORD_NOUN_IDEA);
  g_autoptr (NordRecord) ferry = g_list_model_get_item (ideas, 2);
  g_autoptr (NordShape) shape = nord_shape_new_point (7.4665, 51.53);
  NordChange *change = nord_change_new_update (ferry);
  guint n = 0;

  nord_idea_search_set (fixture->search, "fähre", NULL, NULL);
  assert_found (fixture, "Fähre");
  g_signal_connect_swapped (fixture->search, "changed", G_CALLBACK (count), &n);
  nord_change_set_text (change, NORD_IDEA_TITLE, "Brücke");
  nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  g_assert_true (nord_document_apply_one (fixture->document, "change", change, NULL));
  g_assert_cmpuint (n, ==, 1);
  assert_found (fixture, "");
  nord_idea_search_set (fixture->search, NULL, NULL, "Innenstadt-Nord");
  assert_found (fixture, "Licht am Nordmarkt|Brücke");
  g_assert_true (nord_document_undo (fixture->document, NULL));
  assert_found (fixture, "Licht am Nordmarkt");
  nord_idea_search_set (fixture->search, "fähre", NULL, NULL);
  assert_found (fixture, "Fähre");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/collect/search/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/collect/search/category-and-district", Fixture, NULL, set_up,
              test_category_and_district, tear_down);
  g_test_add ("/collect/search/changes", Fixture, NULL, set_up, test_changes, tear_down);
  return g_test_run ();
}
