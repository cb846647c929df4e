/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A sieve lets through what GTK's own filter lets through, in the same order; a long list is never
 * shown for half. */
#include "follower.h"
#include "ui/widgets/sieve.h"

static guint divisor, rest;

/* Passes numbers with the same rest; the divisor 0 lets nothing pass. */
static gboolean
matches (gpointer item, gpointer data)
{
  guint64 n = g_ascii_strtoull (gtk_string_object_get_string (item), NULL, 10);

  return divisor > 0 && n % divisor == rest;
}

static void
add (GListStore *list, guint position, guint removed, guint added, GRand *rand)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++) {
    g_autofree char *name = g_strdup_printf ("%d", g_rand_int_range (rand, 0, 1000));

    g_ptr_array_add (items, gtk_string_object_new (name));
  }
  g_list_store_splice (list, position, removed, items->pdata, added);
}

static void
change (GListStore *list, GRand *rand)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint position = g_rand_int_range (rand, 0, n + 1);

  add (list, position, g_rand_int_range (rand, 0, MIN (n - position, 30) + 1),
       g_rand_int_range (rand, 0, 30), rand);
}

static void
settle (NordSieve *sieve)
{
  while (nord_sieve_is_looking (sieve))
    g_main_context_iteration (NULL, TRUE);
}

static void
compare (NordSieve *sieve, GtkFilterListModel *peer)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (peer));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sieve)), ==, n);
  for (guint i = 0; i < n; i++) {
    g_autoptr (GObject) ours = g_list_model_get_item (G_LIST_MODEL (sieve), i);
    g_autoptr (GObject) theirs = g_list_model_get_item (G_LIST_MODEL (peer), i);

    g_assert_true (ours == theirs);
  }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (sieve), n));
}

static void
storm (guint n, guint steps, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GListStore) list = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  g_autoptr (GtkFilter) filter = GTK_FILTER (gtk_custom_filter_new (matches, NULL, NULL));
  g_autoptr (GtkFilterListModel) peer =
    gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (list)), g_object_ref (filter));
  g_autoptr (NordSieve) sieve = nord_sieve_new ();
  g_autoptr (Follower) follower = follower_new (G_LIST_MODEL (sieve));

  divisor = 1;
  rest = 0;
  add (list, 0, 0, n, rand);
  nord_sieve_set_filter (sieve, filter);
  nord_sieve_set_model (sieve, G_LIST_MODEL (list));
  g_assert_true (nord_sieve_get_model (sieve) == G_LIST_MODEL (list));
  settle (sieve);
  compare (sieve, peer);
  for (guint step = 0; step < steps; step++) {
    if (g_rand_int_range (rand, 0, 3) == 0) {
      divisor = g_rand_int_range (rand, 0, 5);
      rest = divisor > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) divisor) : 0;
      gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
    } else {
      change (list, rand);
    }
    /* Some of the changes come while it is looking. */
    if (g_rand_int_range (rand, 0, 4) == 0)
      g_main_context_iteration (NULL, FALSE);
    if (g_rand_int_range (rand, 0, 3) > 0)
      continue;
    settle (sieve);
    compare (sieve, peer);
  }
  nord_sieve_set_filter (sieve, NULL);
  g_assert_false (nord_sieve_is_looking (sieve));
  g_assert_cmpuint (follower->items->len, ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
  nord_sieve_set_model (sieve, NULL);
  g_assert_cmpuint (follower->items->len, ==, 0);
}

static void
test_storm (void)
{
  for (guint seed = 0; seed < 20; seed++)
    storm (seed % 4 * 100, 60, seed);
}

static void
test_long_storm (void)
{
  for (guint seed = 0; seed < 4; seed++)
    storm (3 * NORD_SIEVE_SHORT, 40, seed);
}

static void
on_told (guint *told)
{
  ++*told;
}

/* The old answer stands until the new one is whole, and what does not differ is not told. */
static void
test_whole (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GListStore) list = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  g_autoptr (GtkFilter) filter = GTK_FILTER (gtk_custom_filter_new (matches, NULL, NULL));
  g_autoptr (NordSieve) sieve = nord_sieve_new ();
  guint told = 0, n = 50 * NORD_SIEVE_SHORT, half;

  divisor = 1;
  rest = 0;
  add (list, 0, 0, n, rand);
  nord_sieve_set_filter (sieve, filter);
  nord_sieve_set_model (sieve, G_LIST_MODEL (list));
  g_signal_connect_swapped (sieve, "items-changed", G_CALLBACK (on_told), &told);
  divisor = 2;
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  g_assert_true (nord_sieve_is_looking (sieve));
  while (nord_sieve_is_looking (sieve)) {
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sieve)), ==, n);
    g_main_context_iteration (NULL, TRUE);
  }
  g_assert_cmpuint (told, ==, 1);
  half = g_list_model_get_n_items (G_LIST_MODEL (sieve));
  g_assert_cmpuint (half, >, n / 3);
  g_assert_cmpuint (half, <, n / 3 * 2);
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
  settle (sieve);
  g_assert_cmpuint (told, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/sieve/storm", test_storm);
  g_test_add_func ("/ui/sieve/long-storm", test_long_storm);
  g_test_add_func ("/ui/sieve/whole", test_whole);

  return g_test_run ();
}
