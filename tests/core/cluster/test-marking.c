/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Marks on the board: names stay beside each other, a step is signed only where something is said,
 * and a card has one place however many computers laid it. */
#include "core/cluster/marking.h"

#include "core/model/idea.h"

#include <math.h>

static NordRecord *
new_place (const char *id, const char *about, double x, double y)
{
  NordRecord *mark = nord_record_new (NORD_NOUN_BOARD_MARK, id);
  g_auto (NordValue) kind = {0}, idea = {0};
  NordValue left = {.kind = NORD_VALUE_REAL, .real = x}, top = {.kind = NORD_VALUE_REAL, .real = y};

  nord_value_set_text (&kind, "place");
  nord_value_set_text (&idea, about);
  nord_record_put (mark, NORD_BOARD_MARK_KIND, &kind);
  nord_record_put (mark, NORD_BOARD_MARK_ABOUT, &idea);
  nord_record_put (mark, NORD_BOARD_MARK_X, &left);
  nord_record_put (mark, NORD_BOARD_MARK_Y, &top);
  return mark;
}

static void
test_places (void)
{
  g_autoptr (GListStore) marks = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordRecord) late = new_place ("018f0000-0000-7000-8000-000000000002", "a", 5, 6);
  g_autoptr (NordRecord) early = new_place ("018f0000-0000-7000-8000-000000000001", "a", 1, 2);
  g_autoptr (NordRecord) nowhere = new_place ("018f0000-0000-7000-8000-000000000003", "b", NAN, 2);
  g_autoptr (GHashTable) index = NULL;
  g_autoptr (NordChangeSet) set = NULL;
  const char *const ideas[] = {"a", "b"};
  const double places[] = {5.2, 6, 30, 40.6};

  g_list_store_append (marks, late);
  g_list_store_append (marks, early);
  g_list_store_append (marks, nowhere);
  index = nord_marking_index_places (G_LIST_MODEL (marks));
  g_assert_cmpuint (g_hash_table_size (index), ==, 1);
  g_assert_true (g_hash_table_lookup (index, "a") == late);
  g_assert_cmpint (nord_marking_get_time (late) / 1000, ==, 0x018f00000000);

  /* One that lies there already is no change; one that never lay gets a mark. */
  set = nord_marking_place (ideas, 2, places, index, "Move");
  g_assert_cmpuint (set->changes->len, ==, 1);
  g_assert_cmpint (((NordChange *) set->changes->pdata[0])->kind, ==, NORD_CHANGE_CREATE);
}

/* What changes its group is taken up from its place, with every mark of it; what only gets another
 * title lies where it lay. */
static void
test_lift (void)
{
  g_autoptr (GListStore) marks = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordRecord) late = new_place ("018f0000-0000-7000-8000-000000000002", "a", 5, 6);
  g_autoptr (NordRecord) early = new_place ("018f0000-0000-7000-8000-000000000001", "a", 1, 2);
  g_autoptr (NordRecord) other = new_place ("018f0000-0000-7000-8000-000000000003", "b", 7, 2);
  g_autoptr (NordRecord) one = nord_record_new (NORD_NOUN_IDEA, "a");
  g_autoptr (NordRecord) two = nord_record_new (NORD_NOUN_IDEA, "b");
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("move");
  NordChange *moved = nord_change_new_update (one), *named = nord_change_new_update (two);

  g_list_store_append (marks, late);
  g_list_store_append (marks, early);
  g_list_store_append (marks, other);
  nord_change_set_text (moved, NORD_IDEA_CLUSTER, "group");
  nord_change_set_text (named, NORD_IDEA_TITLE, "name");
  nord_change_set_group_add (set, moved);
  nord_change_set_group_add (set, named);
  nord_marking_lift (set, G_LIST_MODEL (marks));
  g_assert_cmpuint (set->changes->len, ==, 4);
  for (guint i = 2; i < 4; i++) {
    const NordChange *change = g_ptr_array_index (set->changes, i);

    g_assert_cmpint (change->kind, ==, NORD_CHANGE_DELETE);
    g_assert_true (g_str_equal (change->target, nord_record_get_id (late)) ||
                   g_str_equal (change->target, nord_record_get_id (early)));
  }
}

static void
test_signing (void)
{
  g_autoptr (NordChangeSet) empty = nord_change_set_group_new ("nothing");
  g_autoptr (NordChangeSet) full = nord_change_set_group_new ("something");
  const NordChange *mark;

  nord_marking_sign (empty, "group", "Moderation", NULL);
  g_assert_cmpuint (empty->changes->len, ==, 0);
  nord_change_set_group_add (full, nord_change_new_create (NORD_NOUN_CLUSTER, NULL));
  nord_marking_sign (full, "group", NULL, "");
  g_assert_cmpuint (full->changes->len, ==, 1);
  nord_marking_sign (full, "group", "  Moderation ", " <b>beide</b> am Markt ");
  g_assert_cmpuint (full->changes->len, ==, 2);
  mark = full->changes->pdata[1];
  g_assert_cmpstr (nord_change_find (mark, NORD_BOARD_MARK_WHO)->after.text, ==, "Moderation");
  g_assert_cmpstr (nord_change_find (mark, NORD_BOARD_MARK_TEXT)->after.text, ==,
                   "<b>beide</b> am Markt");
}

/* Proposals accepted at once: each of their groups says who did it, and nothing else does. */
static void
test_signing_new (void)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("something");
  g_autoptr (NordRecord) idea =
    nord_record_new (NORD_NOUN_IDEA, "0193aaaa-0000-7000-8000-000000000001");

  for (guint i = 0; i < 3; i++) {
    nord_change_set_group_add (set, nord_change_new_create (NORD_NOUN_CLUSTER, NULL));
    nord_change_set_group_add (set, nord_change_new_update (idea));
  }
  nord_marking_sign_new (set, NULL);
  g_assert_cmpuint (set->changes->len, ==, 6);
  nord_marking_sign_new (set, "Frau A");
  g_assert_cmpuint (set->changes->len, ==, 9);
  for (guint i = 0; i < 3; i++) {
    const NordChange *made = set->changes->pdata[2 * i], *mark = set->changes->pdata[6 + i];

    g_assert_cmpstr (nord_change_find (mark, NORD_BOARD_MARK_WHO)->after.text, ==, "Frau A");
    g_assert_cmpstr (nord_change_find (mark, NORD_BOARD_MARK_ABOUT)->after.text, ==, made->target);
  }
}

static void
test_names (void)
{
  g_autoptr (GListStore) marks = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordChangeSet) first =
    nord_marking_propose_name ("group", " Licht ", "Frau A", G_LIST_MODEL (marks));
  const NordChange *change = first->changes->pdata[0];
  g_autoptr (NordRecord) mark = nord_record_new (NORD_NOUN_BOARD_MARK, change->target);
  g_autoptr (GPtrArray) names = NULL;

  for (guint i = 0; i < change->edits->len; i++) {
    const NordEdit *edit = &g_array_index (change->edits, NordEdit, i);

    nord_record_put (mark, edit->field, &edit->after);
  }
  g_list_store_append (marks, mark);
  names = nord_marking_list_names (G_LIST_MODEL (marks), "group");
  g_assert_cmpuint (names->len, ==, 1);
  g_assert_cmpstr (nord_record_get_text (names->pdata[0], NORD_BOARD_MARK_TEXT), ==, "Licht");
  /* The same name again is no second proposal; for another group it is. */
  g_assert_null (nord_marking_propose_name ("group", "Licht", "Herr B", G_LIST_MODEL (marks)));
  {
    g_autoptr (NordChangeSet) other =
      nord_marking_propose_name ("other", "Licht", NULL, G_LIST_MODEL (marks));

    g_assert_nonnull (other);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/marking/places", test_places);
  g_test_add_func ("/marking/lift", test_lift);
  g_test_add_func ("/marking/signing", test_signing);
  g_test_add_func ("/marking/signing-new", test_signing_new);
  g_test_add_func ("/marking/names", test_names);
  return g_test_run ();
}
