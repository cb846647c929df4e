/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the layer of ideas knows follows the list, change by change, as if read anew. */
#include "ui/map/idea-items.h"

static guint n_changed;

static void
on_changed (gpointer data)
{
  n_changed++;
}

static void
put_shape (NordIdea *idea, int kind)
{
  double x = g_test_rand_double_range (7.3, 7.6), y = g_test_rand_double_range (51.48, 51.6);
  double line[] = {x, y, x + 0.01, y + 0.01};
  g_autoptr (NordShape) shape =
    kind == 0 ? nord_shape_new_point (x, y) : nord_shape_new_line (line, 2, NULL);
  g_auto (NordValue) value = {0};

  if (kind != 2)
    nord_value_set_shape (&value, shape);
  nord_record_put (NORD_RECORD (idea), NORD_IDEA_SHAPE, &value);
}

static NordIdea *
make_idea (guint n)
{
  g_autofree char *id = g_strdup_printf ("idea-%u", n);
  NordIdea *idea = NORD_IDEA (nord_record_new (NORD_NOUN_IDEA, id));

  put_shape (idea, g_test_rand_int_range (0, 3));
  return idea;
}

/* Against the plain list: how many, what each zoom adds up to, which lines are in a box. */
static void
check (NordIdeaItems *items, GListModel *list, const char *hidden)
{
  guint n = 0, shown = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (NordRecord) record = g_list_model_get_item (list, i);
    guint slot = nord_idea_items_find (items, nord_record_get_id (record));
    NordShape *shape = nord_record_get_shape (record, NORD_IDEA_SHAPE);
    gboolean is_hidden = g_strcmp0 (hidden, nord_record_get_id (record)) == 0;

    n += shape != NULL;
    shown += shape != NULL && !is_hidden;
    g_assert_true ((slot != G_MAXUINT) == (shape != NULL && !is_hidden));
    if (slot != G_MAXUINT) {
      g_assert_true (NORD_RECORD (nord_idea_items_get (items, slot)->idea) == record);
      g_assert_true (nord_idea_items_get (items, slot)->shape == shape);
    }
  }
  g_assert_cmpuint (nord_idea_items_count (items), ==, n);
  for (guint zoom = 0; zoom <= NORD_CROWD_MAX_ZOOM; zoom += 3) {
    g_autoptr (GArray) bubbles = g_array_new (FALSE, FALSE, sizeof (NordCrowdBubble));
    g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (guint));
    guint sum = 0;

    nord_crowd_query (nord_idea_items_get_crowd (items), zoom, 0, 0, 1, 1, bubbles);
    nord_idea_items_query_shapes (items, &(NordBounds){-180, -85, 180, 85}, zoom, shapes);
    for (guint i = 0; i < bubbles->len; i++)
      sum += g_array_index (bubbles, NordCrowdBubble, i).count;
    g_assert_cmpuint (sum + shapes->len, ==, shown);
  }
}

static void
test_storm (void)
{
  g_autoptr (GListStore) list = g_list_store_new (NORD_TYPE_IDEA);
  g_autoptr (NordIdeaItems) items = nord_idea_items_new (on_changed, NULL);
  g_autofree char *hidden = NULL;
  guint next = 0;

  nord_idea_items_set_ideas (items, G_LIST_MODEL (list));
  for (guint step = 0; step < 600; step++) {
    guint n = g_list_model_get_n_items (G_LIST_MODEL (list)), before = n_changed;
    guint at = n > 0 ? (guint) g_test_rand_int_range (0, (gint32) n) : 0;
    g_autoptr (NordRecord) record = g_list_model_get_item (G_LIST_MODEL (list), at);

    switch (n < 5 ? 0 : g_test_rand_int_range (0, 6)) {
    case 0:
    case 1: {
      g_autoptr (GPtrArray) more = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < (step % 50 == 0 ? 200u : 3u); i++)
        g_ptr_array_add (more, make_idea (next++));
      g_list_store_splice (list, at, 0, more->pdata, more->len);
      break;
    }
    case 2:
      g_list_store_splice (list, at, MIN (n - at, 1 + step % 6), NULL, 0);
      break;
    case 3:
    case 4: {
      g_autoptr (NordChangeSet) set = nord_change_set_group_new ("x");

      put_shape (NORD_IDEA (record), g_test_rand_int_range (0, 3));
      nord_change_set_group_add (set, nord_change_new_update (record));
      nord_idea_items_refresh (items, set);
      break;
    }
    default:
      g_free (hidden);
      hidden = step % 2 ? g_strdup (nord_record_get_id (record)) : NULL;
      nord_idea_items_set_hidden (items, hidden);
      before--;
      break;
    }
    g_assert_cmpuint (n_changed, !=, before);
    if (step % 7 == 0)
      check (items, G_LIST_MODEL (list), hidden);
  }
  nord_idea_items_set_ideas (items, NULL);
  g_assert_cmpuint (nord_idea_items_count (items), ==, 0);
}

static void
settle (NordIdeaItems *items)
{
  while (nord_idea_items_is_behind (items))
    g_main_context_iteration (NULL, TRUE);
}

/* Every second of the ideas, or all: as a filter changes a list. */
static void
sift (GListStore *list, GPtrArray *all, guint step)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i += step)
    g_ptr_array_add (some, all->pdata[i]);
  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), some->pdata,
                       some->len);
}

/* A long list is read beside what is shown, which stays whole until then; what changes meanwhile is
 * there in the end. */
static void
test_long (void)
{
  g_autoptr (GListStore) list = g_list_store_new (NORD_TYPE_IDEA);
  g_autoptr (NordIdeaItems) items = nord_idea_items_new (on_changed, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  const char *hidden = NULL;
  guint before;

  for (guint i = 0; i < 12000; i++)
    g_ptr_array_add (all, make_idea (i));
  nord_idea_items_set_ideas (items, G_LIST_MODEL (list));
  sift (list, all, 1);
  check (items, G_LIST_MODEL (list), NULL);
  before = nord_idea_items_count (items);
  for (guint round = 0; round < 6; round++) {
    guint told = n_changed;

    sift (list, all, round % 2 ? 1 : 2);
    g_assert_true (nord_idea_items_is_behind (items));
    g_assert_cmpuint (n_changed, ==, told);
    g_assert_cmpuint (nord_idea_items_count (items), ==, before);
    if (round >= 2) {
      g_autoptr (NordChangeSet) set = nord_change_set_group_new ("x");
      g_autoptr (NordRecord) record = g_list_model_get_item (G_LIST_MODEL (list), 30);

      for (guint i = 0; i < round * 3; i++)
        g_main_context_iteration (NULL, FALSE);
      put_shape (NORD_IDEA (record), 0);
      nord_change_set_group_add (set, nord_change_new_update (record));
      nord_idea_items_refresh (items, set);
      g_list_store_remove (list, 70);
    }
    if (round >= 4) {
      hidden = round == 4 ? nord_record_get_id (all->pdata[200]) : NULL;
      nord_idea_items_set_hidden (items, hidden);
    }
    settle (items);
    g_assert_cmpuint (n_changed, >, told);
    check (items, G_LIST_MODEL (list), hidden);
    before = nord_idea_items_count (items);
  }
  /* Gone while it reads. */
  sift (list, all, 2);
  g_main_context_iteration (NULL, FALSE);
  nord_idea_items_set_ideas (items, NULL);
  g_assert_cmpuint (nord_idea_items_count (items), ==, 0);
  nord_idea_items_set_ideas (items, G_LIST_MODEL (list));
  check (items, G_LIST_MODEL (list), NULL);
  sift (list, all, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/idea-items/storm", test_storm);
  g_test_add_func ("/idea-items/long", test_long);
  return g_test_run ();
}
