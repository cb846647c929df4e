/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups by place are what the definition of DBSCAN says, reckoned here by looking at every pair.
 */
#include "core/cluster/place.h"
#include "core/geo/measure.h"
#include "core/geo/relate.h"

#include <math.h>

typedef double (*Distance) (gconstpointer data, guint a, guint b);

/* Checks labels against the definition: cores, connection of cores, border, noise, numbering. */
static void
assert_groups (const gint32 *labels,
               guint n_groups,
               guint n,
               Distance distance,
               gconstpointer data,
               double radius,
               guint min_size)
{
  g_autofree gboolean *core = g_new0 (gboolean, n);
  g_autofree gint32 *expected = g_new (gint32, n);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  gint32 n_expected = 0;

  for (guint i = 0; i < n; i++) {
    guint count = 0;

    for (guint j = 0; j < n; j++)
      count += distance (data, i, j) <= radius;
    core[i] = count >= min_size;
    expected[i] = NORD_PLACE_ALONE;
  }
  for (guint i = 0; i < n; i++) {
    if (!core[i] || expected[i] != NORD_PLACE_ALONE)
      continue;
    expected[i] = n_expected;
    g_array_append_val (open, i);
    while (open->len > 0) {
      guint at = g_array_index (open, guint, open->len - 1);

      g_array_set_size (open, open->len - 1);
      for (guint j = 0; j < n; j++)
        if (core[j] && expected[j] == NORD_PLACE_ALONE && distance (data, at, j) <= radius) {
          expected[j] = n_expected;
          g_array_append_val (open, j);
        }
    }
    n_expected++;
  }
  for (guint i = 0; i < n; i++)
    for (guint j = 0; !core[i] && j < n; j++)
      if (core[j] && distance (data, i, j) <= radius &&
          (expected[i] == NORD_PLACE_ALONE || expected[j] < expected[i]))
        expected[i] = expected[j];
  g_assert_cmpint (n_groups, ==, n_expected);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (labels[i], ==, expected[i]);
}

typedef struct {
  const double *xy;
  NordFrame frame;
} Flat;

static double
flat_distance (gconstpointer data, guint a, guint b)
{
  const Flat *flat = data;

  return sqrt (
    pow (flat->xy[2 * a] * flat->frame.east - flat->xy[2 * b] * flat->frame.east, 2) +
    pow (flat->xy[2 * a + 1] * flat->frame.north - flat->xy[2 * b + 1] * flat->frame.north, 2));
}

static Flat
flatten (const double *xy, guint n)
{
  double middle = 0;

  for (guint i = 0; i < n; i++)
    middle += xy[2 * i + 1];
  return (Flat){xy, nord_frame_at (0, middle / n)};
}

static void
test_random (void)
{
  for (guint round = 0; round < 400; round++) {
    guint n = (guint) g_test_rand_int_range (1, 250);
    guint min_size = (guint) g_test_rand_int_range (1, 8);
    double radius = g_test_rand_double_range (20, 300);
    double spread = round % 4 == 0 ? 0.4 : 0.01;
    g_autofree double *xy = g_new (double, 2 * n);
    g_autofree gint32 *labels = g_new (gint32, n);
    Flat flat;
    guint n_groups;

    for (guint i = 0; i < n; i++) {
      gboolean lump = round % 2 && i % 3;

      xy[2 * i] =
        7.45 + (lump ? 0.004 * (i % 5) : 0) + g_test_rand_double_range (0, lump ? 0.001 : spread);
      xy[2 * i + 1] = 51.53 + g_test_rand_double_range (0, lump ? 0.001 : spread);
      if (round % 5 == 0 && i > 0 && g_test_rand_int_range (0, 3) == 0) {
        xy[2 * i] = xy[0]; /* repeated coordinates are usual */
        xy[2 * i + 1] = xy[1];
      }
    }
    flat = flatten (xy, n);
    n_groups = nord_place_group_points (xy, n, radius, min_size, labels);
    assert_groups (labels, n_groups, n, flat_distance, &flat, radius, min_size);
  }
}

/* Squares of the distances, reckoned as the groups are, so that equal ones are equal in both. */
static double
laid_distance2 (gconstpointer data, guint a, guint b)
{
  const Flat *flat = data;
  double west = flat->frame.lon, south = flat->frame.lat;
  double dx = (flat->xy[2 * a] - west) * flat->frame.east;
  double dy = (flat->xy[2 * a + 1] - south) * flat->frame.north;

  dx -= (flat->xy[2 * b] - west) * flat->frame.east;
  dy -= (flat->xy[2 * b + 1] - south) * flat->frame.north;
  return dx * dx + dy * dy;
}

typedef enum {
  ANYWHERE,
  LATTICE,
  ONE_LINE,
  ONE_SPOT,
  ONE_CELL,
  ALL_ALONE,
  FAR_APART,
  N_KINDS
} Kind;

/* A position in metres; @extent is the side of the square that it lies in. */
static void
place (Kind kind, guint i, double radius, double extent, double *x, double *y)
{
  *x = g_test_rand_double_range (0, extent);
  *y = g_test_rand_double_range (0, extent);
  switch (kind) {
  case LATTICE: /* equal distances and the same place twice */
    *x = radius * 0.43 * floor (*x / radius);
    *y = radius * 0.43 * floor (*y / radius);
    break;
  case ONE_LINE:
    *y = i % 2 ? *x : *x / 2;
    break;
  case ONE_SPOT:
    *x = *y = i % 7 == 6 ? radius * 0.9 : 0;
    break;
  case ONE_CELL:
    *x *= radius * 0.6 / extent;
    *y *= radius * 0.6 / extent;
    break;
  case ALL_ALONE:
    *x = 1.5 * radius * (i % 16);
    *y = 1.5 * radius * (i / 16);
    break;
  case FAR_APART:
    *x += i % 3 * 1e6;
    *y += i % 5 * 1e6;
    break;
  case ANYWHERE:
  case N_KINDS:
    break;
  }
}

/* Inputs of many kinds, as dense as a town and as sparse as a country: what the definition says to
 * the last label. */
static void
test_kinds (void)
{
  for (guint round = 0; round < 700; round++) {
    Kind kind = round % N_KINDS;
    guint n = round < 28 ? round / 7 : (guint) g_test_rand_int_range (1, 200);
    guint min_size = (guint) g_test_rand_int_range (1, 9);
    double radius = g_test_rand_double_range (0.2, 500);
    double extent = radius * sqrt (n + 1) * g_test_rand_double_range (0.2, 3);
    NordFrame frame = nord_frame_at (0, 51.53);
    g_autofree double *xy = g_new0 (double, 2 * n + 2);
    g_autofree gint32 *labels = g_new (gint32, n + 1);
    double west = G_MAXDOUBLE, south = G_MAXDOUBLE;
    guint n_groups;
    Flat flat;

    for (guint i = 0; i < n; i++) {
      place (kind, i, radius, extent, &xy[2 * i], &xy[2 * i + 1]);
      xy[2 * i] = (kind == FAR_APART ? -60 : 7.45) + xy[2 * i] / frame.east;
      xy[2 * i + 1] = (kind == FAR_APART ? -20 : 51.53) + xy[2 * i + 1] / frame.north;
      west = MIN (west, xy[2 * i]);
      south = MIN (south, xy[2 * i + 1]);
    }
    flat = flatten (xy, MAX (n, 1));
    flat.frame.lon = west;
    flat.frame.lat = south;
    n_groups = nord_place_group_points (xy, n, radius, min_size, labels);
    if (n > 0)
      assert_groups (labels, n_groups, n, laid_distance2, &flat, radius * radius, min_size);
    else
      g_assert_cmpuint (n_groups, ==, 0);
  }
}

/* Dense cells that only just meet or only just do not: the way of the envelope, held against all
 * pairs. */
static void
test_dense (void)
{
  for (guint round = 0; round < 150; round++) {
    guint n = 400;
    double radius = 100, angle = g_test_rand_double_range (0, 2 * G_PI);
    double gap = radius + g_test_rand_double_range (-2, 2);
    NordFrame frame = nord_frame_at (0, 51.53);
    g_autofree double *xy = g_new (double, 2 * n);
    g_autofree gint32 *labels = g_new (gint32, n);
    Flat flat;
    guint n_groups;

    for (guint i = 0; i < n; i++) {
      /* Two lumps of 200, their near sides about a radius apart; round ones and flat ones. */
      double r = 25 * sqrt (g_test_rand_double_range (0, 1));
      double t = g_test_rand_double_range (0, 2 * G_PI), x = r * cos (t);
      double y = round % 3 == 0 ? r * sin (t) / 20 : r * sin (t);

      if (i % 2) {
        x += (gap + 50) * cos (angle);
        y += (gap + 50) * sin (angle);
      }
      xy[2 * i] = 7.45 + x / frame.east;
      xy[2 * i + 1] = 51.53 + y / frame.north;
    }
    flat = flatten (xy, n);
    n_groups = nord_place_group_points (xy, n, radius, 5, labels);
    assert_groups (labels, n_groups, n, flat_distance, &flat, radius, 5);
  }
}

/* 60,000 positions in two lumps just out of reach: pairs would be 9e8 distances. The limit is wide,
 * quadratic work takes seconds; the benches measure. */
static void
test_not_quadratic (void)
{
  guint n = 60000;
  g_autofree double *xy = g_new (double, 2 * n);
  g_autofree gint32 *labels = g_new (gint32, n);
  NordFrame frame = nord_frame_at (0, 51.53);
  gint64 start;

  for (guint i = 0; i < n; i++) {
    xy[2 * i] = 7.45 + (g_test_rand_double_range (0, 60) + (i % 2) * 160.5) / frame.east;
    xy[2 * i + 1] = 51.53 + g_test_rand_double_range (0, 60) / frame.north;
  }
  start = g_get_monotonic_time ();
  g_assert_cmpuint (nord_place_group_points (xy, n, 100, 5, labels), ==, 2);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_USEC_PER_SEC);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (labels[i], ==, i % 2);
}

static double
shape_distance (gconstpointer data, guint a, guint b)
{
  const NordShape *const *shapes = data;

  if (shapes[a] == NULL || shapes[b] == NULL)
    return G_MAXDOUBLE;
  return a == b ? 0 : nord_relate_distance (shapes[a], shapes[b]);
}

static NordShape *
random_shape (gboolean points_only)
{
  double x = 7.45 + g_test_rand_double_range (0, 0.02);
  double y = 51.53 + g_test_rand_double_range (0, 0.012), xy[8];

  if (points_only || g_test_rand_bit ())
    return nord_shape_new_point (x, y);
  for (guint k = 0; k < 4; k++) {
    xy[2 * k] = x + g_test_rand_double_range (0, 0.001);
    xy[2 * k + 1] = y + g_test_rand_double_range (0, 0.001);
  }
  return g_test_rand_bit () ? nord_shape_new_line (xy, 4, NULL) : nord_shape_new_area (xy, 4, NULL);
}

static void
test_shapes (void)
{
  for (guint round = 0; round < 60; round++) {
    g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) nord_shape_unref);
    guint n = (guint) g_test_rand_int_range (1, 120), n_groups;
    guint min_size = (guint) g_test_rand_int_range (2, 5);
    g_autofree gint32 *labels = g_new (gint32, n);

    for (guint i = 0; i < n; i++)
      g_ptr_array_add (shapes, random_shape (FALSE));
    n_groups =
      nord_place_group_shapes ((const NordShape *const *) shapes->pdata, n, 90, min_size, labels);
    assert_groups (labels, n_groups, n, shape_distance, shapes->pdata, 90, min_size);
  }
}

static void
test_absent (void)
{
  g_autoptr (NordShape) a = nord_shape_new_point (7.45, 51.53);
  g_autoptr (NordShape) b = nord_shape_new_point (7.4501, 51.53);
  const NordShape *shapes[] = {NULL, a, NULL, b};
  gint32 labels[4];

  g_assert_cmpuint (nord_place_group_shapes (shapes, 4, 50, 2, labels), ==, 1);
  g_assert_cmpint (labels[0], ==, NORD_PLACE_ALONE);
  g_assert_cmpint (labels[1], ==, 0);
  g_assert_cmpint (labels[2], ==, NORD_PLACE_ALONE);
  g_assert_cmpint (labels[3], ==, 0);
  g_assert_cmpuint (nord_place_group_shapes (shapes, 1, 50, 1, labels), ==, 0);
  g_assert_cmpuint (nord_place_group_shapes (NULL, 0, 50, 1, NULL), ==, 0);
  g_assert_cmpuint (nord_place_group_points (NULL, 0, 50, 1, NULL), ==, 0);
}

/* The two ends of the world and one spot: no cell number overflows. */
static void
test_extremes (void)
{
  static const double xy[] = {-180, -90, 180, 90, 180, 90, 7.45, 51.53, -180, 90};
  gint32 labels[5];

  g_assert_cmpuint (nord_place_group_points (xy, 5, NORD_PLACE_MIN_RADIUS, 2, labels), ==, 1);
  g_assert_cmpint (labels[1], ==, 0);
  g_assert_cmpint (labels[2], ==, 0);
  g_assert_cmpint (labels[0], ==, NORD_PLACE_ALONE);
  g_assert_cmpint (labels[3], ==, NORD_PLACE_ALONE);
}

/* What is no number breaks nothing. */
static void
test_not_numbers (void)
{
  for (guint round = 0; round < 40; round++) {
    double xy[100];
    gint32 labels[50];

    for (guint i = 0; i < 100; i++)
      xy[i] = (i % 2 ? 51.53 : 7.45) + g_test_rand_double_range (0, 0.002);
    xy[g_test_rand_int_range (0, 100)] = round % 2 ? NAN : -NAN;
    nord_place_group_points (xy, 50, 50, 3, labels);
    for (guint i = 0; i < 50; i++)
      g_assert_cmpint (labels[i], <, 50);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cluster/place/random", test_random);
  g_test_add_func ("/cluster/place/kinds", test_kinds);
  g_test_add_func ("/cluster/place/dense", test_dense);
  g_test_add_func ("/cluster/place/not-quadratic", test_not_quadratic);
  g_test_add_func ("/cluster/place/shapes", test_shapes);
  g_test_add_func ("/cluster/place/absent", test_absent);
  g_test_add_func ("/cluster/place/not-numbers", test_not_numbers);
  g_test_add_func ("/cluster/place/extremes", test_extremes);
  return g_test_run ();
}
