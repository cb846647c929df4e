/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ranking rules on examples from the literature, and against winners that others computed. */
#include "core/rank/ranking-rules.h"

#include <json-glib/json-glib.h>
#include <string.h>

static NordProfile *
profile_of (guint n, const char *ballots)
{
  NordProfile *profile = nord_profile_new (n);
  g_auto (GStrv) lines = g_strsplit (ballots, " ", -1);

  /* "3:abc": three people put a first. */
  for (guint i = 0; lines[i] != NULL; i++) {
    guint16 places[26];
    const char *order = strchr (lines[i], ':') + 1;

    for (guint c = 0; c < n; c++)
      places[c] = NORD_UNRANKED;
    for (guint place = 0; order[place] != '\0'; place++)
      places[order[place] - 'a'] = (guint16) (place + 1);
    nord_profile_add (profile, places, atoi (lines[i]));
  }
  return profile;
}

static char *
winners_of (const NordProfile *profile, const char *name)
{
  gboolean strict_only;
  NordRankingRule rule = nord_rank_find_rule (name, &strict_only);
  g_autoptr (GArray) winners = NULL;
  GString *text = g_string_new (NULL);

  g_assert_nonnull (rule);
  winners = rule (profile);
  for (guint i = 0; i < winners->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (winners, guint, i));
  return g_string_free (text, FALSE);
}

/* Wikipedia's and many textbooks' capital of Tennessee: a Memphis, b Nashville, c Chattanooga, d
 * Knoxville. */
static void
test_tennessee (void)
{
  static const struct {
    const char *rule, *winners;
  } expected[] = {
    {"plurality", "0"},    {"instant-runoff", "3"}, {"borda", "1"},    {"coombs", "1"},
    {"bucklin", "1"},      {"condorcet", "1"},      {"schulze", "1"},  {"ranked-pairs", "1"},
    {"kemeny-young", "1"}, {"minimax", "1"},        {"copeland", "1"}, {"smith-set", "1"},
    {"split-cycle", "1"},  {"baldwin", "1"},
  };
  g_autoptr (NordProfile) profile = profile_of (4, "42:abcd 26:bcda 15:cdba 17:dcba");

  g_assert_true (nord_profile_is_strict (profile));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autofree char *winners = winners_of (profile, expected[i].rule);

    g_assert_cmpstr (winners, ==, expected[i].winners);
  }
}

/* The example of Schulze's paper, section "Example 1": E wins. */
static void
test_schulze_paper (void)
{
  g_autoptr (NordProfile) profile =
    profile_of (5, "5:acbed 5:adecb 8:bedac 3:cabed 7:caebd 2:cbade 7:dceba 8:ebadc");
  g_autofree char *winners = winners_of (profile, "schulze");

  g_assert_cmpstr (winners, ==, "4");
}

/* Taking a ballot back leaves what was before. */
static void
test_take_back (void)
{
  g_autoptr (NordProfile) profile = profile_of (3, "2:abc 1:bca");
  g_autofree char *before = winners_of (profile, "schulze"), *after = NULL;
  static const guint16 places[] = {3, 2, 1};

  nord_profile_add (profile, places, 9);
  nord_profile_add (profile, places, -9);
  after = winners_of (profile, "schulze");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (profile->n_people, ==, 3);
}

static void
read_ballots (NordProfile *profile, JsonArray *ballots)
{
  guint16 *places = g_newa (guint16, profile->n_candidates);

  for (guint b = 0; b < json_array_get_length (ballots); b++) {
    JsonArray *pair = json_array_get_array_element (ballots, b);
    JsonNode *ranking = json_array_get_element (pair, 1);

    for (guint c = 0; c < profile->n_candidates; c++)
      places[c] = NORD_UNRANKED;
    if (JSON_NODE_HOLDS_ARRAY (ranking)) {
      JsonArray *order = json_node_get_array (ranking);

      for (guint i = 0; i < json_array_get_length (order); i++)
        places[json_array_get_int_element (order, i)] = (guint16) (i + 1);
    } else {
      JsonObject *map = json_node_get_object (ranking);

      for (guint c = 0; c < profile->n_candidates; c++) {
        g_autofree char *name = g_strdup_printf ("%u", c);

        if (json_object_has_member (map, name))
          places[c] = (guint16) json_object_get_int_member (map, name);
      }
    }
    nord_profile_add (profile, places, json_array_get_int_element (pair, 0));
  }
}

static void
test_references (gconstpointer user_data)
{
  const char *shared = g_getenv ("NORD_SHARED");
  g_autofree char *path = NULL, *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint compared = 0;

  path = g_build_filename (shared != NULL ? shared : ".", "budgets", user_data, NULL);
  if (!g_file_get_contents (path, &text, NULL, NULL)) {
    g_test_skip ("the rankings with known winners are not at hand");
    return;
  }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
    g_autoptr (JsonNode) root = json_from_string (lines[i], NULL);
    JsonObject *object = json_node_get_object (root);
    JsonObject *expected = json_object_get_object_member (object, "winners");
    g_autoptr (NordProfile) profile =
      nord_profile_new ((guint) json_object_get_int_member (object, "num_cands"));
    JsonObjectIter iter;
    const char *name;
    JsonNode *node;

    read_ballots (profile, json_object_get_array_member (object, "ballots"));
    json_object_iter_init (&iter, expected);
    while (json_object_iter_next (&iter, &name, &node)) {
      g_autofree char *rule = g_strdelimit (g_strdup (name), "_", '-'), *ours = NULL;
      g_autoptr (GString) theirs = g_string_new (NULL);
      JsonArray *winners;

      if (!JSON_NODE_HOLDS_ARRAY (node))
        continue;
      winners = json_node_get_array (node);
      for (guint w = 0; w < json_array_get_length (winners); w++)
        g_string_append_printf (theirs, "%s%d", w > 0 ? " " : "",
                                (int) json_array_get_int_element (winners, w));
      ours = winners_of (profile, rule);
      if (!g_str_equal (ours, theirs->str)) {
        g_test_message ("%s, %s: %s, not %s", json_object_get_string_member (object, "id"), name,
                        ours, theirs->str);
        g_test_fail ();
      }
      compared++;
    }
  }
  g_assert_cmpuint (compared, >, 100);
}

/* A hundred candidates and few ballots: thousands of majorities of equal strength in circles.
 * Whoever all put first wins, and the end comes soon, whatever the orders of the others are. */
static void
test_many_ties (void)
{
  enum { N = 100, FIRST = 41 };

  for (guint n_ballots = 3; n_ballots <= 6; n_ballots++) {
    NordProfile *profile = nord_profile_new (N);
    g_autofree char *winners = NULL;

    for (guint b = 0; b < n_ballots; b++) {
      guint16 places[N];

      for (guint c = 0; c < N; c++)
        places[c] = (guint16) (c + 1);
      for (guint c = N - 1; c > 0; c--) {
        const guint other = (guint) g_test_rand_int_range (0, (int) c + 1);
        const guint16 place = places[c];

        places[c] = places[other];
        places[other] = place;
      }
      places[FIRST] = 0;
      for (guint c = 0; c < N; c++)
        places[c]++;
      nord_profile_add (profile, places, 1);
    }
    winners = winners_of (profile, "ranked-pairs");
    g_assert_cmpstr (winners, ==, "41");
    nord_profile_free (profile);
  }
}

/* Two ballots for each pair, which differ in nothing but that one (McGarvey 1953): majorities of
 * @levels strengths, each the way chance has it. */
static NordProfile *
tournament_of (guint n, guint levels, guint32 seed)
{
  NordProfile *profile = nord_profile_new (n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree guint16 *first = g_new (guint16, n), *second = g_new (guint16, n);

  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n; b++) {
      const gboolean turned = g_rand_boolean (rand);
      const gint64 weight = g_rand_int_range (rand, 1, (gint32) levels + 1);
      guint16 place = 3;

      for (guint c = 0; c < n; c++)
        if (c != a && c != b) {
          first[c] = place;
          second[c] = (guint16) (n + 1 - place++);
        }
      first[turned ? b : a] = 1;
      first[turned ? a : b] = 2;
      second[turned ? b : a] = (guint16) (n - 1);
      second[turned ? a : b] = (guint16) n;
      nord_profile_add (profile, first, weight);
      nord_profile_add (profile, second, weight);
    }
  return profile;
}

/* Where all majorities are equally strong, whoever leads back to all that beat her wins in some
 * order (and nobody else does): the search knows that at once, however many there are. */
static void
test_one_strength (void)
{
  for (guint32 seed = 1; seed <= 40; seed++) {
    const guint n = 2 + seed % 30;
    g_autoptr (NordProfile) profile = tournament_of (n, 1, seed);
    g_autofree gboolean *leads = g_new0 (gboolean, n * n);
    g_autoptr (GArray) winners = NULL, expected = g_array_new (FALSE, FALSE, sizeof (guint));
    gboolean strict, all = FALSE;

    for (guint a = 0; a < n; a++)
      for (guint b = 0; b < n; b++)
        leads[a * n + b] = nord_profile_get_margin (profile, a, b) > 0;
    for (guint via = 0; via < n; via++)
      for (guint a = 0; a < n; a++)
        for (guint b = 0; b < n; b++)
          leads[a * n + b] |= leads[a * n + via] && leads[via * n + b];
    for (guint a = 0; a < n; a++) {
      gboolean wins = TRUE;

      for (guint b = 0; b < n; b++)
        wins = wins && (nord_profile_get_margin (profile, b, a) <= 0 || leads[a * n + b]);
      if (wins)
        g_array_append_val (expected, a);
    }
    winners = nord_rank_rule_count (nord_rank_find_rule ("ranked-pairs", &strict), profile, &all);
    g_assert_true (all);
    g_assert_cmpmem (winners->data, winners->len * sizeof (guint), expected->data,
                     expected->len * sizeof (guint));
  }
}

/* Where the orders of equal majorities are too many to try them all, that is told, and only there.
 */
static void
test_untried (void)
{
  g_autoptr (NordProfile) few = tournament_of (4, 1, 7), many = tournament_of (12, 2, 6);
  gboolean strict, all = FALSE;

  g_array_unref (nord_rank_rule_count (nord_rank_find_rule ("ranked-pairs", &strict), few, &all));
  g_assert_true (all);
  g_array_unref (nord_rank_rule_count (nord_rank_find_rule ("ranked-pairs", &strict), many, &all));
  g_assert_false (all);
  g_array_unref (nord_rank_rule_count (nord_rank_find_rule ("schulze", &strict), many, &all));
  g_assert_true (all);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/rank/ranking/tennessee", test_tennessee);
  g_test_add_func ("/rank/ranking/schulze-paper", test_schulze_paper);
  g_test_add_func ("/rank/ranking/take-back", test_take_back);
  g_test_add_func ("/rank/ranking/many-ties", test_many_ties);
  g_test_add_func ("/rank/ranking/one-strength", test_one_strength);
  g_test_add_func ("/rank/ranking/untried", test_untried);
  g_test_add_data_func ("/rank/ranking/strict", "rank_results.jsonl", test_references);
  g_test_add_data_func ("/rank/ranking/ties", "rank_ties_results.jsonl", test_references);
  return g_test_run ();
}
