/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The spatial index answers as a search through everything does. */
#include "core/geo/index.h"

#define N 6000

static NordBounds
random_box (double most)
{
  double x = g_test_rand_double_range (7.3, 7.6), y = g_test_rand_double_range (51.5, 51.6);

  return (NordBounds){x, y, x + g_test_rand_double_range (0, most),
                      y + g_test_rand_double_range (0, most)};
}

static void
test_against_search (void)
{
  g_autoptr (NordIndex) index = nord_index_new ();
  g_autofree NordBounds *boxes = g_new0 (NordBounds, N + 1);
  g_autofree guint *added = g_new0 (guint, N + 1); /* when it was added last, 0: it is not there */
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  guint clock = 0, size = 0;

  for (guint step = 0; step < 30000; step++) {
    guint key = (guint) g_test_rand_int_range (1, N + 1);

    if (g_test_rand_int_range (0, 3) > 0) {
      size += added[key] == 0;
      boxes[key] = random_box (key % 10 == 0 ? 0.1 : key % 2 ? 0 : 0.001);
      added[key] = ++clock;
      nord_index_add (index, GUINT_TO_POINTER (key), &boxes[key]);
    } else {
      g_assert_true (nord_index_remove (index, GUINT_TO_POINTER (key)) == (added[key] > 0));
      size -= added[key] > 0;
      added[key] = 0;
    }
    g_assert_cmpuint (nord_index_get_size (index), ==, size);
    if (step % 37 == 0) {
      NordBounds view = random_box (step % 2 ? 0.2 : 0.01);
      guint expected = 0, before = 0;

      nord_index_query (index, &view, keys);
      for (guint i = 1; i <= N; i++)
        expected += added[i] > 0 && boxes[i].west <= view.east && view.west <= boxes[i].east &&
                    boxes[i].south <= view.north && view.south <= boxes[i].north;
      g_assert_cmpuint (keys->len, ==, expected);
      for (guint i = 0; i < keys->len; i++) {
        guint found = GPOINTER_TO_UINT (g_ptr_array_index (keys, i));

        g_assert_cmpuint (added[found], >, before); /* each once, in the order of adding */
        before = added[found];
        g_assert_true (boxes[found].west <= view.east && view.west <= boxes[found].east &&
                       boxes[found].south <= view.north && view.south <= boxes[found].north);
      }
    }
  }
  nord_index_clear (index);
  nord_index_query (index, &(NordBounds){-180, -90, 180, 90}, keys);
  g_assert_cmpuint (keys->len, ==, 0);
}

static void
test_small (void)
{
  g_autoptr (NordIndex) index = nord_index_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  NordBounds at = {7.5, 51.5, 7.5, 51.5}, around;

  nord_index_query (index, &at, keys);
  g_assert_cmpuint (keys->len, ==, 0);
  g_assert_false (nord_index_get_bounds (index, &around));
  /* All on one spot: 1000 copies of a coordinate are usual in the city's data. */
  for (guint i = 1; i <= 1000; i++)
    nord_index_add (index, GUINT_TO_POINTER (i), &at);
  nord_index_query (index, &at, keys);
  g_assert_cmpuint (keys->len, ==, 1000);
  g_assert_true (nord_index_get_bounds (index, &around));
  g_assert_cmpfloat (around.east, ==, 7.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/geo/index/against-search", test_against_search);
  g_test_add_func ("/geo/index/small", test_small);
  return g_test_run ();
}
