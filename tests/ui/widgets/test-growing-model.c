/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A list that grows with the frames says what it does: whoever follows its changes has its items at
 * every moment, and in the end all of them. */
#include "follower.h"
#include "ui/widgets/growing-model.h"

#include <adwaita.h>

static GListModel *
new_list (guint n)
{
  GListStore *list = g_list_store_new (GTK_TYPE_STRING_OBJECT);

  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("%u", i);
    g_autoptr (GtkStringObject) item = gtk_string_object_new (name);

    g_list_store_append (list, item);
  }
  return G_LIST_MODEL (list);
}

static void
change (GListStore *list, GRand *rand)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint position = g_rand_int_range (rand, 0, n + 1);
  guint removed = g_rand_int_range (rand, 0, MIN (n - position, 40) + 1);
  guint added = g_rand_int_range (rand, 0, 40);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  /* Now and then all of it, as a filter does. */
  if (g_rand_int_range (rand, 0, 6) == 0) {
    position = 0;
    removed = n;
    added = g_rand_int_range (rand, 0, 600);
  }
  for (guint i = 0; i < added; i++)
    g_ptr_array_add (items, gtk_string_object_new ("new"));
  g_list_store_splice (list, position, removed, items->pdata, added);
}

static void
test_follow (void)
{
  for (guint seed = 0; seed < 60; seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GListModel) list = new_list (g_rand_int_range (rand, 0, 400));
    g_autoptr (GtkWidget) view = g_object_ref_sink (gtk_label_new (NULL));
    g_autoptr (NordGrowingModel) model = nord_growing_model_new (list, view);
    g_autoptr (Follower) follower = follower_new (G_LIST_MODEL (model));

    for (guint i = 0; i < 60; i++) {
      if (g_rand_int_range (rand, 0, 10) == 0)
        nord_growing_model_reach (model, g_rand_int_range (rand, 0, 500));
      else
        change (G_LIST_STORE (list), rand);
      g_assert_cmpuint (follower->items->len, <=, g_list_model_get_n_items (list));
      g_assert_cmpuint (follower->items->len, >=, MIN (16, g_list_model_get_n_items (list)));
    }
  }
}

static void
test_reach (void)
{
  g_autoptr (GListModel) list = new_list (500);
  g_autoptr (GtkWidget) view = g_object_ref_sink (gtk_label_new (NULL));
  g_autoptr (NordGrowingModel) model = nord_growing_model_new (list, view);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), <, 100);
  nord_growing_model_reach (model, 3);
  nord_growing_model_reach (model, GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), <, 100);
  nord_growing_model_reach (model, 499);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 500);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), 500));
}

static gboolean
on_deadline (gpointer data)
{
  g_error ("it did not grow");
  return G_SOURCE_REMOVE;
}

/* In a window: all of it after a few frames, and a screenful again when all of it changes. */
static void
test_frames (void)
{
  g_autoptr (GListModel) list = new_list (5000);
  GtkWidget *window = gtk_window_new (), *view = gtk_label_new ("x");
  g_autoptr (NordGrowingModel) model = nord_growing_model_new (list, view);
  g_autoptr (Follower) follower = follower_new (G_LIST_MODEL (model));
  guint deadline = g_timeout_add_seconds (60, on_deadline, NULL);

  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpuint (follower->items->len, <, 100);
  for (guint round = 0; round < 2; round++) {
    g_autoptr (GListModel) other = new_list (3000 - round);
    g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

    while (follower->items->len < g_list_model_get_n_items (list))
      g_main_context_iteration (NULL, TRUE);
    for (guint i = 0; i < g_list_model_get_n_items (other); i++)
      g_ptr_array_add (items, g_list_model_get_item (other, i));
    g_list_store_splice (G_LIST_STORE (list), 0, g_list_model_get_n_items (list), items->pdata,
                         items->len);
    g_assert_cmpuint (follower->items->len, <, 100);
  }
  while (follower->items->len < g_list_model_get_n_items (list))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/growing-model/follow", test_follow);
  g_test_add_func ("/ui/growing-model/reach", test_reach);
  g_test_add_func ("/ui/growing-model/frames", test_frames);

  return g_test_run ();
}
