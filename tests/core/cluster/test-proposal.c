/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* From ideas to proposals to groups, and what people do with groups afterwards. */
#include "core/cluster/grouping.h"
#include "core/geo/relate.h"

#include <string.h>

typedef struct {
  GListStore *ideas;    /* (owned) */
  GListStore *clusters; /* (owned) */
} World;

static NordRecord *
find (GListStore *list, const char *id, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);

    *position = i;
    if (g_str_equal (nord_record_get_id (record), id))
      return record;
  }
  return NULL;
}

/* What the store does with changes, in memory. */
static void
apply (World *world, NordChangeSet *set)
{
  for (guint c = 0; c < set->changes->len; c++) {
    const NordChange *change = g_ptr_array_index (set->changes, c);
    GListStore *list = change->noun->kind == NORD_NOUN_IDEA ? world->ideas : world->clusters;
    guint at = 0;
    NordRecord *record = find (list, change->target, &at);

    if (change->kind == NORD_CHANGE_CREATE) {
      g_autoptr (NordRecord) made = nord_record_new (change->noun->kind, change->target);

      g_assert_null (record);
      g_list_store_append (list, made);
      record = made;
    }
    g_assert_nonnull (record);
    if (change->kind == NORD_CHANGE_DELETE) {
      g_list_store_remove (list, at);
      continue;
    }
    for (guint e = 0; e < change->edits->len; e++) {
      const NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

      g_assert_true (nord_value_equal (&edit->before, nord_record_peek (record, edit->field)));
      nord_record_put (record, edit->field, &edit->after);
    }
  }
  nord_change_set_group_free (set);
}

static void
add_idea (World *world, const char *id, const char *title, double lon, double lat)
{
  g_autoptr (NordRecord) idea = nord_record_new (NORD_NOUN_IDEA, id);
  g_auto (NordValue) value = NORD_VALUE_INIT;

  nord_value_set_text (&value, title);
  nord_record_put (idea, NORD_IDEA_TITLE, &value);
  if (lon != 0) {
    g_autoptr (NordShape) shape = nord_shape_new_point (lon, lat);

    nord_value_set_shape (&value, shape);
    nord_record_put (idea, NORD_IDEA_SHAPE, &value);
  }
  g_list_store_append (world->ideas, idea);
}

static void
world_init (World *world)
{
  world->ideas = g_list_store_new (NORD_TYPE_RECORD);
  world->clusters = g_list_store_new (NORD_TYPE_RECORD);
  add_idea (world, "a1", "Licht am Weg", 7.4600, 51.5300);
  add_idea (world, "a2", "Mehr Licht", 7.4603, 51.5301);
  add_idea (world, "a3", "Der Weg ist dunkel, Licht!", 7.4606, 51.5302);
  add_idea (world, "b1", "Bank", 7.4400, 51.5400);
  add_idea (world, "b2", "Bänke", 7.4402, 51.5400);
  add_idea (world, "x", "Hafenfest", 7.4300, 51.5200);
  add_idea (world, "y", "Ohne Ort", 0, 0);
}

static void
world_clear (World *world)
{
  g_clear_object (&world->ideas);
  g_clear_object (&world->clusters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static GPtrArray *
propose (World *world, GPtrArray *places)
{
  g_autoptr (GHashTable) groups = nord_grouping_resolve (G_LIST_MODEL (world->clusters));
  g_autoptr (GPtrArray) cards = nord_card_list_from_ideas (G_LIST_MODEL (world->ideas), groups);
  g_autoptr (GError) error = NULL;
  GPtrArray *found = nord_proposal_find_by_place (cards, places, 80, 2, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static char *
members_of (World *world, NordRecord *cluster)
{
  g_autoptr (GHashTable) groups = nord_grouping_resolve (G_LIST_MODEL (world->clusters));
  g_autoptr (GPtrArray) members =
    nord_grouping_list_members (G_LIST_MODEL (world->ideas), groups, cluster);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < members->len; i++)
    g_string_append_printf (text, "%s%s", i ? " " : "",
                            nord_record_get_id (g_ptr_array_index (members, i)));
  return g_string_free (text, FALSE);
}

static void
assert_members (World *world, NordRecord *cluster, const char *expected)
{
  g_autofree char *members = members_of (world, cluster);

  g_assert_cmpstr (members, ==, expected);
}

static GPtrArray *
place_names (void)
{
  static const double square[] = {7.45, 51.525, 7.47, 51.525, 7.47, 51.535, 7.45, 51.535};
  static const double city[] = {7.3, 51.4, 7.6, 51.4, 7.6, 51.6, 7.3, 51.6};
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_place_name_free);
  g_autoptr (NordShape) a = nord_shape_new_area (city, 4, NULL);
  g_autoptr (NordShape) b = nord_shape_new_area (square, 4, NULL);
  g_autoptr (NordShape) c = nord_shape_new_point (7.4401, 51.5405);

  g_ptr_array_add (places, nord_place_name_new ("Dortmund", a));
  g_ptr_array_add (places, nord_place_name_new ("Nordmarkt", b));
  g_ptr_array_add (places, nord_place_name_new ("Fredenbaum", c));
  return places;
}

static void
test_propose (void)
{
  g_auto (World) world = {0};
  g_autoptr (GPtrArray) places = place_names (), found = NULL, bare = NULL;
  NordProposal *first, *second;
  double lon, lat;

  world_init (&world);
  found = propose (&world, places);
  g_assert_cmpuint (found->len, ==, 2);
  first = g_ptr_array_index (found, 0);
  second = g_ptr_array_index (found, 1);
  g_assert_cmpstr (nord_proposal_get_name (first), ==, "Nordmarkt: Licht, Weg");
  g_assert_cmpstr (nord_proposal_get_name (second), ==, "Fredenbaum: Bank");
  g_assert_cmpstr (nord_proposal_get_reason (first), ==, "same words: Licht, Weg · 24 m apart");
  g_assert_cmpuint (nord_proposal_get_size (first), ==, 3);
  g_assert_cmpstr (nord_proposal_get_members (first)[0], ==, "a1");
  nord_proposal_get_centre (first, &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, 7.4603, 1e-9);
  g_assert_cmpint (nord_proposal_get_hull (second)->kind, ==, NORD_SHAPE_LINE);
  /* Without places and without words in common a number tells groups apart. */
  add_idea (&world, "c1", "Eins", 7.50, 51.54);
  add_idea (&world, "c2", "Zwei", 7.5001, 51.54);
  add_idea (&world, "d1", "Drei", 7.51, 51.54);
  add_idea (&world, "d2", "Vier", 7.5101, 51.54);
  bare = propose (&world, NULL);
  g_assert_cmpuint (bare->len, ==, 4);
  g_assert_cmpstr (nord_proposal_get_name (g_ptr_array_index (bare, 0)), ==, "Licht, Weg");
  g_assert_cmpstr (nord_proposal_get_name (g_ptr_array_index (bare, 2)), ==, "Group");
  g_assert_cmpstr (nord_proposal_get_name (g_ptr_array_index (bare, 3)), ==, "Group 2");
}

/* The hull holds all members, whatever they are. */
static void
test_hull (void)
{
  for (guint round = 0; round < 200; round++) {
    g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_card_free);
    g_autoptr (GPtrArray) found = NULL;
    guint n = (guint) g_test_rand_int_range (2, 12);

    for (guint i = 0; i < n; i++) {
      g_autoptr (NordShape) shape =
        nord_shape_new_point (7.45 + 1e-5 * g_test_rand_int_range (0, 1 + (int) round % 9),
                              51.53 + 1e-5 * g_test_rand_int_range (0, 1 + (int) round % 5));

      g_ptr_array_add (cards, nord_card_new ("id", "Titel", NULL, shape));
    }
    found = nord_proposal_find_by_place (cards, NULL, 100, 2, NULL, NULL);
    g_assert_cmpuint (found->len, ==, 1);
    for (guint i = 0; i < n; i++)
      g_assert_cmpfloat (nord_relate_distance (nord_proposal_get_hull (
                                                 g_ptr_array_index (found, 0)),
                                               ((NordCard *) g_ptr_array_index (cards, i))->shape),
                         <, 0.02);
  }
}

static void
test_cancel (void)
{
  g_auto (World) world = {0};
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  world_init (&world);
  cards = nord_card_list_from_ideas (G_LIST_MODEL (world.ideas), NULL);
  g_assert_cmpuint (cards->len, ==, 7);
  g_cancellable_cancel (cancellable);
  g_assert_null (nord_proposal_find_by_place (cards, NULL, 80, 2, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_hidden (void)
{
  g_auto (World) world = {0};
  g_autoptr (GPtrArray) found = NULL;
  g_auto (NordValue) hidden = NORD_VALUE_INIT;
  guint at;

  world_init (&world);
  nord_value_set_text (&hidden, "hidden");
  nord_record_put (find (world.ideas, "b2", &at), NORD_IDEA_MODERATION, &hidden);
  found = propose (&world, NULL);
  g_assert_cmpuint (found->len, ==, 1);
}

static void
test_groups (void)
{
  static const char *const two[] = {"a1", "x", NULL}, *const gone[] = {"nobody", NULL};
  g_auto (World) world = {0};
  g_autoptr (GPtrArray) found = NULL, again = NULL;
  g_autoptr (NordRecord) light = NULL, bench = NULL, split = NULL;
  g_autoptr (GHashTable) groups = NULL;
  GListModel *ideas, *clusters;
  NordChangeSet *set;

  world_init (&world);
  ideas = G_LIST_MODEL (world.ideas);
  clusters = G_LIST_MODEL (world.clusters);
  found = propose (&world, NULL);
  nord_proposal_set_name (g_ptr_array_index (found, 0), "Dunkle Ecken");
  apply (&world,
         nord_grouping_accept ((NordProposal *const *) found->pdata, found->len, ideas, clusters));
  g_assert_cmpuint (g_list_model_get_n_items (clusters), ==, 2);
  light = g_list_model_get_item (clusters, 0);
  bench = g_list_model_get_item (clusters, 1);
  g_assert_cmpstr (nord_record_get_text (light, NORD_CLUSTER_TITLE), ==, "Dunkle Ecken");
  g_assert_cmpstr (nord_record_get_text (light, NORD_CLUSTER_REASON), ==,
                   "same words: Licht, Weg · 24 m apart");
  g_assert_cmpfloat (nord_record_get_real (bench, NORD_CLUSTER_POSITION), ==, 2);
  assert_members (&world, light, "a1 a2 a3");
  assert_members (&world, bench, "b1 b2");
  assert_members (&world, NULL, "x y");
  /* What is in a group is not proposed again. */
  again = propose (&world, NULL);
  g_assert_cmpuint (again->len, ==, 0);

  apply (&world, nord_grouping_form ("Abgespalten", two, ideas, clusters));
  split = g_list_model_get_item (clusters, 2);
  assert_members (&world, split, "a1 x");
  assert_members (&world, light, "a2 a3");
  apply (&world, nord_grouping_move (two, bench, ideas));
  assert_members (&world, bench, "a1 b1 b2 x");
  set = nord_grouping_move (two, bench, ideas);
  g_assert_cmpuint (set->changes->len, ==, 0);
  nord_change_set_group_free (set);
  set = nord_grouping_move (gone, bench, ideas);
  g_assert_cmpuint (set->changes->len, ==, 0);
  nord_change_set_group_free (set);
  set = nord_grouping_rename (light, "Dunkle Ecken");
  g_assert_cmpuint (set->changes->len, ==, 0);
  nord_change_set_group_free (set);
  apply (&world, nord_grouping_rename (light, "Licht"));
  g_assert_cmpstr (nord_record_get_text (light, NORD_CLUSTER_TITLE), ==, "Licht");

  groups = nord_grouping_resolve (clusters);
  apply (&world, nord_grouping_merge (light, bench, ideas, groups));
  assert_members (&world, light, "a1 a2 a3 b1 b2 x");
  g_assert_cmpuint (g_list_model_get_n_items (clusters), ==, 3);
  g_clear_pointer (&groups, g_hash_table_unref);
  groups = nord_grouping_resolve (clusters);
  g_assert_true (g_hash_table_lookup (groups, nord_record_get_id (bench)) == light);
  apply (&world, nord_grouping_dissolve (light, ideas, groups));
  g_assert_cmpuint (g_list_model_get_n_items (clusters), ==, 2);
  assert_members (&world, NULL, "a1 a2 a3 b1 b2 x y");
}

/* What two machines did apart: an idea put into a group that meanwhile went into another, two
 * groups merged into each other, a group that was dissolved. Nothing vanishes. */
static void
test_merged_apart (void)
{
  g_auto (World) world = {0};
  static const char *const names[] = {"A", "B", "C"};
  NordRecord *made[3];
  g_auto (NordValue) value = NORD_VALUE_INIT;
  guint at;

  world_init (&world);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (NordRecord) cluster = nord_record_new (NORD_NOUN_CLUSTER, names[i]);

    g_list_store_append (world.clusters, cluster);
    made[i] = cluster;
    nord_value_set_text (&value, names[i]);
    nord_record_put (find (world.ideas,
                           i == 0   ? "a1"
                           : i == 1 ? "b1"
                                    : "x",
                           &at),
                     NORD_IDEA_CLUSTER, &value);
  }
  nord_value_set_text (&value, "B");
  nord_record_put (made[0], NORD_CLUSTER_MERGED_INTO, &value);
  assert_members (&world, made[1], "a1 b1");
  nord_value_set_text (&value, "A");
  nord_record_put (made[1], NORD_CLUSTER_MERGED_INTO, &value);
  assert_members (&world, made[0], "a1 b1");
  assert_members (&world, made[1], "");
  nord_record_put (made[2], NORD_CLUSTER_MERGED_INTO, &value);
  assert_members (&world, made[0], "a1 b1 x");
  nord_value_set_text (&value, "nowhere");
  nord_record_put (made[2], NORD_CLUSTER_MERGED_INTO, &value);
  assert_members (&world, NULL, "a2 a3 b2 x y");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cluster/proposal/propose", test_propose);
  g_test_add_func ("/cluster/proposal/hull", test_hull);
  g_test_add_func ("/cluster/proposal/cancel", test_cancel);
  g_test_add_func ("/cluster/proposal/hidden", test_hidden);
  g_test_add_func ("/cluster/grouping/groups", test_groups);
  g_test_add_func ("/cluster/grouping/merged-apart", test_merged_apart);
  return g_test_run ();
}
