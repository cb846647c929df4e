/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups by density: the spanning tree is as short as Prim's over all pairs, groups do not depend
 * on order, known hot spots are found, and shapes are as far apart as their nearest positions. */
#include "core/cluster/density.h"
#include "core/cluster/place.h"
#include "core/cluster/spanning.h"
#include "core/geo/measure.h"
#include "core/geo/relate.h"

#include <math.h>
#include <stdlib.h>

typedef double (*Distance) (gconstpointer data, guint a, guint b);

typedef struct {
  const double *xy;
  NordFrame frame;
} Flat;

static double
flat_distance (gconstpointer data, guint a, guint b)
{
  const Flat *flat = data;

  return hypot ((flat->xy[2 * a] - flat->xy[2 * b]) * flat->frame.east,
                (flat->xy[2 * a + 1] - flat->xy[2 * b + 1]) * flat->frame.north);
}

static double
shape_distance (gconstpointer data, guint a, guint b)
{
  const NordShape *const *shapes = data;

  return nord_relate_distance (shapes[MIN (a, b)], shapes[MAX (a, b)]);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Prim's tree over every pair, as sorted lengths. */
static double *
span_all_pairs (Distance distance, gconstpointer data, guint n, guint min_size)
{
  double *lengths = g_new (double, n);
  g_autofree double *core = g_new (double, n), *row = g_new (double, n), *best = g_new (double, n);
  g_autofree gboolean *done = g_new0 (gboolean, n);
  guint at = 0;

  for (guint i = 0; i < n; i++) {
    for (guint j = 0; j < n; j++)
      row[j] = i == j ? 0 : distance (data, i, j);
    qsort (row, n, sizeof *row, compare_doubles);
    core[i] = row[MIN (min_size, n) - 1];
    best[i] = G_MAXDOUBLE;
  }
  for (guint edge = 0; edge + 1 < n; edge++) {
    guint next = 0;
    double least = G_MAXDOUBLE;

    done[at] = TRUE;
    for (guint j = 0; j < n; j++) {
      if (done[j])
        continue;
      best[j] = MIN (best[j], MAX (distance (data, at, j), MAX (core[at], core[j])));
      if (best[j] < least) {
        least = best[j];
        next = j;
      }
    }
    lengths[edge] = least;
    at = next;
  }
  qsort (lengths, n - 1, sizeof *lengths, compare_doubles);
  return lengths;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const NordSpanningEdge *x = a, *y = b;

  return (x->length > y->length) - (x->length < y->length);
}

static void
assert_spans (NordSpanningEdge *edges, guint n, const double *lengths)
{
  g_autofree guint *part = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    part[i] = i;
  qsort (edges, n - 1, sizeof *edges, compare_lengths);
  for (guint i = 0; i + 1 < n; i++) {
    guint from = part[edges[i].b], to = part[edges[i].a];

    g_assert_cmpfloat_with_epsilon (edges[i].length, lengths[i], 1e-6 * (1 + lengths[i]));
    g_assert_cmpuint (from, !=, to);
    for (guint j = 0; j < n; j++)
      part[j] = part[j] == from ? to : part[j];
  }
}

static void
fill_random (double *xy, guint n, guint round)
{
  for (guint i = 0; i < n; i++) {
    gboolean lump = round % 2 && i % 3;

    xy[2 * i] =
      7.45 + (lump ? 0.004 * (i % 5) : 0) + g_test_rand_double_range (0, lump ? 0.001 : 0.02);
    xy[2 * i + 1] = 51.53 + g_test_rand_double_range (0, lump ? 0.001 : 0.02);
    if (round % 5 == 0 && i > 0 && g_test_rand_int_range (0, 3) == 0) {
      xy[2 * i] = xy[0]; /* repeated coordinates are usual */
      xy[2 * i + 1] = xy[1];
    }
  }
}

static void
test_tree (void)
{
  for (guint round = 0; round < 150; round++) {
    guint n = (guint) g_test_rand_int_range (1, 200);
    guint min_size = (guint) g_test_rand_int_range (2, 8);
    g_autofree double *xy = g_new (double, 2 * n), *lengths = NULL;
    g_autofree NordSpanningEdge *edges = NULL;
    Flat flat;
    double lat = 0;

    fill_random (xy, n, round);
    for (guint i = 0; i < n; i++)
      lat += xy[2 * i + 1] / n;
    flat = (Flat){xy, nord_frame_at (0, lat)};
    edges = nord_spanning_of_points (xy, n, min_size);
    lengths = span_all_pairs (flat_distance, &flat, n, min_size);
    assert_spans (edges, n, lengths);
  }
}

static NordShape *
random_shape (void)
{
  double x = 7.45 + g_test_rand_double_range (0, 0.02);
  double y = 51.53 + g_test_rand_double_range (0, 0.02), d = g_test_rand_double_range (1e-4, 4e-3);
  double xy[8] = {x, y, x + d, y, x + d, y + d, x, y};

  switch (g_test_rand_int_range (0, 3)) {
  case 0:
    return nord_shape_new_point (x, y);
  case 1:
    return nord_shape_new_line (xy, 3, NULL);
  default:
    return nord_shape_new_area (xy, 4, NULL);
  }
}

static void
test_shapes (void)
{
  for (guint round = 0; round < 40; round++) {
    guint n = (guint) g_test_rand_int_range (2, 70);
    g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) nord_shape_unref);
    g_autofree double *lengths = NULL;
    g_autofree NordSpanningEdge *edges = NULL;

    /* Points alone are measured in one flat map for all; that is another test. */
    for (guint i = 0; i < n; i++) {
      NordShape *shape = random_shape ();

      while (i == 0 && shape->kind == NORD_SHAPE_POINT) {
        nord_shape_unref (shape);
        shape = random_shape ();
      }
      g_ptr_array_add (shapes, shape);
    }
    edges = nord_spanning_of_shapes ((const NordShape *const *) shapes->pdata, n, 3);
    lengths = span_all_pairs (shape_distance, shapes->pdata, n, 3);
    assert_spans (edges, n, lengths);
  }
}

/* Turned round, the same positions are together, repeated coordinates or not. */
static void
test_order (void)
{
  for (guint round = 0; round < 60; round++) {
    guint n = (guint) g_test_rand_int_range (5, 300), n_groups;
    g_autofree double *xy = g_new (double, 2 * n), *turned = g_new (double, 2 * n);
    g_autofree gint32 *labels = g_new (gint32, n), *other = g_new (gint32, n);
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
    gint32 next = 0;

    fill_random (xy, n, round);
    for (guint i = 0; i < n; i++) {
      turned[2 * i] = xy[2 * (n - 1 - i)];
      turned[2 * i + 1] = xy[2 * (n - 1 - i) + 1];
    }
    n_groups = nord_density_group_points (xy, n, 4, 1, labels);
    g_assert_cmpuint (nord_density_group_points (turned, n, 4, 1, other), ==, n_groups);
    for (guint i = 0; i < n; i++) {
      gint32 mine = labels[i], theirs = other[n - 1 - i];

      g_assert_true ((mine < 0) == (theirs < 0));
      if (mine < 0)
        continue;
      if (!g_hash_table_contains (seen, GINT_TO_POINTER (mine))) {
        g_assert_cmpint (mine, ==, next++); /* numbered by the first member */
        g_hash_table_insert (seen, GINT_TO_POINTER (mine), GINT_TO_POINTER (theirs));
      }
      g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (seen, GINT_TO_POINTER (mine))), ==,
                       theirs);
    }
  }
}

/* A dense square and a loose park: no one radius finds both, density does. */
static void
test_two_densities (void)
{
  enum { N = 90 };
  double xy[2 * N];
  gint32 labels[N];

  for (guint i = 0; i < N; i++) {
    double angle = 2.399963 * i, metres = (i < 40 ? 4 : 60) * sqrt (i < 40 ? i : i - 40);

    xy[2 * i] = 7.45 + (i < 40 ? 0 : 0.02) + metres * cos (angle) / 69400;
    xy[2 * i + 1] = 51.53 + metres * sin (angle) / 111260;
  }
  g_assert_cmpuint (nord_density_group_points (xy, N, 5, 1, labels), ==, 2);
  for (guint i = 0; i < N; i++)
    g_assert_cmpint (labels[i], ==, i >= 40);
}

static void
test_ends (void)
{
  double xy[8] = {7.4, 51.5, 7.4, 51.5, 7.4, 51.5, 7.4, 51.5};
  gint32 labels[4] = {9, 9, 9, 9};
  const NordShape *none[3] = {NULL, NULL, NULL};

  g_assert_cmpuint (nord_density_group_points (NULL, 0, 3, 1, NULL), ==, 0);
  g_assert_cmpuint (nord_density_group_points (xy, 1, 3, 1, labels), ==, 0);
  g_assert_cmpint (labels[0], ==, NORD_PLACE_ALONE);
  /* All in one place: there is nothing to tell apart. */
  g_assert_cmpuint (nord_density_group_points (xy, 4, 3, 1, labels), ==, 0);
  g_assert_cmpuint (nord_density_group_shapes (none, 3, 2, 1, labels), ==, 0);
  g_assert_cmpint (labels[2], ==, NORD_PLACE_ALONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cluster/density/tree", test_tree);
  g_test_add_func ("/cluster/density/shapes", test_shapes);
  g_test_add_func ("/cluster/density/order", test_order);
  g_test_add_func ("/cluster/density/two-densities", test_two_densities);
  g_test_add_func ("/cluster/density/ends", test_ends);
  return g_test_run ();
}
