/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Areas that cross themselves become ones that do not, and lose nothing that was meant. */
#include "core/draw/untangle.h"
#include "core/geo/measure.h"

#include <math.h>

static NordShape *
make (const double *xy, guint n)
{
  g_autoptr (GError) error = NULL;
  NordShape *shape = nord_shape_new_area (xy, n, &error);

  g_assert_no_error (error);
  return shape;
}

static void
test_simple (void)
{
  static const double square[] = {7, 51, 7.01, 51, 7.01, 51.01, 7, 51.01, 7, 51};
  g_autoptr (NordShape) shape = make (square, 5), same = nord_untangle_area (shape);

  g_assert_true (nord_untangle_is_simple (shape));
  g_assert_true (same == shape);
}

static void
test_eight (void)
{
  static const double eight[] = {7, 51, 7.02, 51.01, 7.02, 51, 7, 51.01, 7, 51};
  g_autoptr (NordShape) shape = make (eight, 5), two = nord_untangle_area (shape);

  g_assert_false (nord_untangle_is_simple (shape));
  g_assert_nonnull (two);
  g_assert_cmpint (two->kind, ==, NORD_SHAPE_MULTI_AREA);
  g_assert_cmpuint (two->n_parts, ==, 2);
  g_assert_true (nord_untangle_is_simple (two));
}

/* A small knot at a corner goes, the area stays what it was. */
static void
test_knot (void)
{
  static const double knot[] = {7,      51,      7.02,   51,      7.02, 51.0101, 7.0199, 51.0102,
                                7.0201, 51.0103, 7.0202, 51.0099, 7,    51.01,   7,      51};
  static const double plain[] = {7, 51, 7.02, 51, 7.02, 51.01, 7, 51.01, 7, 51};
  g_autoptr (NordShape) shape = make (knot, 8), wanted = make (plain, 5);
  g_autoptr (NordShape) one = nord_untangle_area (shape);

  g_assert_nonnull (one);
  g_assert_cmpint (one->kind, ==, NORD_SHAPE_AREA);
  g_assert_cmpfloat (fabs (nord_measure_area (one) / nord_measure_area (wanted) - 1), <, 0.05);
}

static void
test_hole (void)
{
  static const double xy[] = {7,  51,    7.02,   51,    7.02,   51.02, 7,     51.02, 7,
                              51, 7.015, 51.005, 7.025, 51.005, 7.025, 51.01, 7.015, 51.005};
  static const guint rings[] = {5, 9}, parts[] = {2};
  g_autoptr (NordShape) shape = nord_shape_new (NORD_SHAPE_AREA, xy, 9, rings, 2, parts, 1, NULL);

  g_assert_nonnull (shape);
  g_assert_false (nord_untangle_is_simple (shape));
  g_assert_null (nord_untangle_area (shape));
}

/* Whatever is scribbled: simple, or nothing. */
static void
test_scribbles (void)
{
  guint n_repaired = 0;

  for (guint round = 0; round < 400; round++) {
    guint n = (guint) g_test_rand_int_range (3, 40);
    g_autofree double *xy = g_new (double, 2 * n + 2);
    g_autoptr (NordShape) shape = NULL, repaired = NULL;

    for (guint i = 0; i < n; i++) {
      xy[2 * i] = 7.4 + g_test_rand_int_range (0, 1 + 1000 / (1 + (gint) (round % 97))) * 1e-5;
      xy[2 * i + 1] = 51.5 + g_test_rand_int_range (0, 1 + 1000 / (1 + (gint) (round % 97))) * 1e-5;
    }
    xy[2 * n] = xy[0];
    xy[2 * n + 1] = xy[1];
    shape = nord_shape_new_area (xy, n + 1, NULL);
    if (shape == NULL)
      continue;
    repaired = nord_untangle_area (shape);
    n_repaired += repaired != NULL;
    g_assert_true (repaired == NULL || nord_untangle_is_simple (repaired));
  }
  g_assert_cmpuint (n_repaired, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/untangle/simple", test_simple);
  g_test_add_func ("/untangle/eight", test_eight);
  g_test_add_func ("/untangle/knot", test_knot);
  g_test_add_func ("/untangle/hole", test_hole);
  g_test_add_func ("/untangle/scribbles", test_scribbles);
  return g_test_run ();
}
