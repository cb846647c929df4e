/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which ideas a search lets through, also after they have changed. */
#include "ui/collect/idea-search.h"

#include "core/model/cluster.h"
#include "core/model/poll.h"
#include "core/rank/polling.h"
#include "ui/collect/poll-pick.h"

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
ask (Fixture *fixture, const char *text, const char *category, const char *district)
{
  nord_idea_search_set (fixture->search,
                        &(NordIdeaQuery){.text = text, .category = category, .district = district});
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  ask (fixture, NULL, NULL, NULL);
  g_assert_true (nord_idea_search_is_empty (fixture->search));
  g_assert_cmpint (gtk_filter_get_strictness (GTK_FILTER (fixture->search)), ==,
                   GTK_FILTER_MATCH_ALL);
  assert_found (fixture, "Licht am Nordmarkt|Radweg|Fähre|Mehr licht");
  ask (fixture, "  LICHT ", NULL, NULL);
  assert_found (fixture, "Licht am Nordmarkt|Mehr licht");
  /* All words, in title or text; ß and ss are one. */
  ask (fixture, "dunkel nordmarkt", NULL, NULL);
  assert_found (fixture, "Licht am Nordmarkt");
  ask (fixture, "STRASSE", NULL, NULL);
  assert_found (fixture, "Licht am Nordmarkt");
  /* Written with a combining accent, as some keyboards do. */
  ask (fixture, "fa\xcc\x88hre", NULL, NULL);
  assert_found (fixture, "Fähre");
  ask (fixture, "licht fähre", NULL, NULL);
  assert_found (fixture, "");
  ask (fixture, "   ", NULL, NULL);
  g_assert_true (nord_idea_search_is_empty (fixture->search));
}

static void
test_category_and_district (Fixture *fixture, gconstpointer data)
{
  /* A statistical district by its number; its name may be that of a city district. */
  ask (fixture, NULL, NULL, "050");
  assert_found (fixture, "Licht am Nordmarkt");
  ask (fixture, NULL, NULL, "120");
  assert_found (fixture, "");
  ask (fixture, NULL, "safety", NULL);
  assert_found (fixture, "Licht am Nordmarkt|Mehr licht");
  ask (fixture, NULL, NORD_IDEA_SEARCH_NONE, NULL);
  assert_found (fixture, "Fähre");
  ask (fixture, NULL, NULL, "Innenstadt-Nord");
  assert_found (fixture, "Licht am Nordmarkt");
  ask (fixture, NULL, NULL, NORD_IDEA_SEARCH_NONE);
  assert_found (fixture, "Fähre|Mehr licht");
  ask (fixture, "mehr", "safety", NORD_IDEA_SEARCH_NONE);
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

  ask (fixture, "fähre", NULL, NULL);
  assert_found (fixture, "Fähre");
  g_signal_connect_swapped (fixture->search, "changed", G_CALLBACK (count), &n);
  nord_change_set_text (change, NORD_IDEA_TITLE, "Brücke");
  nord_change_set_shape (change, NORD_IDEA_SHAPE, shape);
  g_assert_true (nord_document_apply_one (fixture->document, "change", change, NULL));
  g_assert_cmpuint (n, ==, 1);
  assert_found (fixture, "");
  ask (fixture, NULL, NULL, "Innenstadt-Nord");
  assert_found (fixture, "Licht am Nordmarkt|Brücke");
  g_assert_true (nord_document_undo (fixture->document, NULL));
  assert_found (fixture, "Licht am Nordmarkt");
  ask (fixture, "fähre", NULL, NULL);
  assert_found (fixture, "Fähre");
}

static NordRecord *
get_idea (Fixture *fixture, guint i)
{
  g_autoptr (NordRecord) idea =
    g_list_model_get_item (nord_document_get_list (fixture->document, NORD_NOUN_IDEA), i);

  return idea; /* the list keeps it */
}

static void
change_text (Fixture *fixture, guint i, guint field, const char *text)
{
  NordChange *change = nord_change_new_update (get_idea (fixture, i));
  g_autoptr (GError) error = NULL;

  nord_change_set_text (change, field, text);
  g_assert_true (nord_document_apply_one (fixture->document, "edit", change, &error));
  g_assert_no_error (error);
}

static void
query (Fixture *fixture, const char *period, const char *path, const char *poll)
{
  nord_idea_search_set (fixture->search,
                        &(NordIdeaQuery){.period = period, .path = path, .poll = poll});
}

static void
test_time_and_state (Fixture *fixture, gconstpointer data)
{
  change_text (fixture, 0, NORD_IDEA_CREATED, "2026-03-01T11:00:00Z");
  change_text (fixture, 1, NORD_IDEA_CREATED, "2026-03-05");
  change_text (fixture, 2, NORD_IDEA_CREATED, "neulich");
  change_text (fixture, 1, NORD_IDEA_PATH, "council");
  query (fixture, "2026-03-01/2026-03-04", NULL, NULL);
  g_assert_false (nord_idea_search_is_empty (fixture->search));
  assert_found (fixture, "Licht am Nordmarkt");
  query (fixture, "../2026-03-05", NULL, NULL);
  assert_found (fixture, "Licht am Nordmarkt|Radweg");
  query (fixture, "gestern", NULL, NULL);
  assert_found (fixture, "");
  query (fixture, NULL, "council", NULL);
  assert_found (fixture, "Radweg");
  query (fixture, NULL, "idea", NULL);
  assert_found (fixture, "Licht am Nordmarkt|Fähre|Mehr licht");
  /* Also when it alters while the filter is set. */
  change_text (fixture, 0, NORD_IDEA_PATH, "council");
  assert_found (fixture, "Fähre|Mehr licht");
  query (fixture, "2026-03-05/..", "council", NULL);
  assert_found (fixture, "Radweg");
  change_text (fixture, 1, NORD_IDEA_CREATED, "2026-03-04");
  assert_found (fixture, "");
}

static void
apply (Fixture *fixture, NordChangeSet *changes)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (changes);
  g_assert_true (nord_document_apply (fixture->document, changes, &error));
  g_assert_no_error (error);
}

/* Dots on three options, one of them a group with the third idea. */
static void
test_poll (Fixture *fixture, gconstpointer unused)
{
  NordChange *group = nord_change_new_create (NORD_NOUN_CLUSTER, NULL);
  g_autofree char *cluster = g_strdup (group->target), *id = NULL;
  g_autofree char *winners = NULL, *two = NULL, *all = NULL, *bad = NULL;
  NordPollOption options[3] = {{.noun = (char *) "idea", .label = (char *) "a"},
                               {.noun = (char *) "cluster", .label = (char *) "b"},
                               {.noun = (char *) "idea", .label = (char *) "c"}};
  NordPollDraft draft = {.title = "Was zuerst?",
                         .method = NORD_METHOD_DOTS,
                         .options = options,
                         .n_options = 3,
                         .dots = 5,
                         .cap = 5};
  guint marks[3] = {2, 5, 1};
  g_autoptr (NordPolling) data = NULL;
  g_autoptr (GError) error = NULL;

  nord_change_set_text (group, NORD_CLUSTER_TITLE, "Wasser");
  g_assert_true (nord_document_apply_one (fixture->document, "group", group, &error));
  change_text (fixture, 2, NORD_IDEA_CLUSTER, cluster);
  options[0].id = (char *) nord_record_get_id (get_idea (fixture, 0));
  options[1].id = cluster;
  options[2].id = (char *) nord_record_get_id (get_idea (fixture, 1));
  apply (fixture, nord_polling_create (&draft));
  {
    g_autoptr (NordRecord) poll =
      g_list_model_get_item (nord_document_get_list (fixture->document, NORD_NOUN_POLL), 0);

    id = g_strdup (nord_record_get_id (poll));
  }
  winners = nord_poll_pick_write (id, "winners");
  two = nord_poll_pick_write (id, "2");
  all = nord_poll_pick_write (id, "all");
  bad = nord_poll_pick_write (id, "-1");
  apply (fixture,
         nord_polling_step (nord_document_lookup (fixture->document, id), NORD_POLL_EVENT_OPEN));
  data = nord_polling_read (nord_document_lookup (fixture->document, id),
                            nord_document_get_list (fixture->document, NORD_NOUN_BALLOT));
  apply (fixture, nord_polling_cast (nord_document_lookup (fixture->document, id), data,
                                     NORD_CHANNEL_HANDS, 2, marks));
  query (fixture, NULL, NULL, winners);
  /* What is not over is nobody's business yet. */
  assert_found (fixture, "");
  apply (fixture,
         nord_polling_step (nord_document_lookup (fixture->document, id), NORD_POLL_EVENT_CLOSE));
  assert_found (fixture, "Fähre");
  query (fixture, NULL, NULL, two);
  assert_found (fixture, "Licht am Nordmarkt|Fähre");
  query (fixture, NULL, NULL, all);
  assert_found (fixture, "Licht am Nordmarkt|Radweg|Fähre");
  query (fixture, NULL, NULL, bad);
  assert_found (fixture, "");
  query (fixture, NULL, NULL, "nobody:all");
  assert_found (fixture, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/collect/search/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/collect/search/category-and-district", Fixture, NULL, set_up,
              test_category_and_district, tear_down);
  g_test_add ("/collect/search/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/collect/search/time-and-state", Fixture, NULL, set_up, test_time_and_state,
              tear_down);
  g_test_add ("/collect/search/poll", Fixture, NULL, set_up, test_poll, tear_down);
  return g_test_run ();
}
