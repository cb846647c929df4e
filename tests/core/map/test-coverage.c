/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The rasteriser of the map covers what cairo covers, and survives what a tile may claim. */
#include "core/map/coverage.h"

#include <math.h>
#include <string.h>

#define SIDE 96

static cairo_surface_t *
new_picture (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);

  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
blend (NordCoverage *coverage, cairo_surface_t *surface, double opacity, gboolean even_odd)
{
  const double rgba[4] = {1, 1, 1, opacity};

  nord_coverage_blend (coverage, cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface), rgba, even_odd);
  cairo_surface_mark_dirty (surface);
}

static guint8
grey_at (cairo_surface_t *surface, int x, int y)
{
  return cairo_image_surface_get_data (
    surface)[(gsize) y * (gsize) cairo_image_surface_get_stride (surface) + 4 * (gsize) x];
}

/* The mean and the largest difference. */
static double
compare (cairo_surface_t *a, cairo_surface_t *b, int *worst)
{
  double sum = 0;

  *worst = 0;
  cairo_surface_flush (b);
  for (int y = 0; y < SIDE; y++) {
    for (int x = 0; x < SIDE; x++) {
      int d = ABS (grey_at (a, x, y) - grey_at (b, x, y));

      sum += d;
      *worst = MAX (*worst, d);
    }
  }
  return sum / (SIDE * SIDE);
}

static void
add_ring (NordCoverage *coverage, cairo_t *cr, const NordCoveragePoint *points, guint n)
{
  for (guint i = 0; i < n; i++) {
    const NordCoveragePoint *next = &points[(i + 1) % n];

    nord_coverage_edge (coverage, points[i].x, points[i].y, next->x, next->y);
    if (i == 0)
      cairo_move_to (cr, points[i].x, points[i].y);
    else
      cairo_line_to (cr, points[i].x, points[i].y);
  }
  cairo_close_path (cr);
}

/* Random triangles, many of which leave the sheet on some side, one by one against cairo. */
static void
test_areas (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (NordCoverage) coverage = nord_coverage_new (SIDE, SIDE);

  for (guint run = 0; run < 300; run++) {
    cairo_surface_t *ours = new_picture (), *theirs = new_picture ();
    cairo_t *cr = cairo_create (theirs);
    NordCoveragePoint points[3];
    double opacity = run % 3 == 0 ? 0.5 : 1, mean;
    int worst;

    for (guint i = 0; i < 3; i++)
      points[i] = (NordCoveragePoint){g_rand_double_range (random, -SIDE, 2 * SIDE),
                                      g_rand_double_range (random, -SIDE, 2 * SIDE)};
    add_ring (coverage, cr, points, 3);
    blend (coverage, ours, opacity, run % 2);
    cairo_set_source_rgba (cr, 1, 1, 1, opacity);
    cairo_set_antialias (cr, CAIRO_ANTIALIAS_BEST);
    cairo_fill (cr);
    mean = compare (ours, theirs, &worst);
    g_assert_cmpfloat (mean, <, 0.5);
    g_assert_cmpint (worst, <, 24);
    cairo_destroy (cr);
    cairo_surface_destroy (ours);
    cairo_surface_destroy (theirs);
  }
}

static void
test_rules (void)
{
  static const NordCoveragePoint outer[] = {{10, 10}, {80, 10}, {80, 80}, {10, 80}};
  static const NordCoveragePoint hole[] = {{30, 60}, {60, 60}, {60, 30}, {30, 30}};
  static const NordCoveragePoint same[] = {{30, 30}, {60, 30}, {60, 60}, {30, 60}};
  g_autoptr (NordCoverage) coverage = nord_coverage_new (SIDE, SIDE);
  const struct {
    const NordCoveragePoint *inner;
    gboolean even_odd;
    int inside;
  } cases[] = {{hole, FALSE, 0}, {same, FALSE, 255}, {same, TRUE, 0}, {hole, TRUE, 0}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    cairo_surface_t *ours = new_picture (), *theirs = new_picture ();
    cairo_t *cr = cairo_create (theirs);

    add_ring (coverage, cr, outer, 4);
    add_ring (coverage, cr, cases[i].inner, 4);
    blend (coverage, ours, 1, cases[i].even_odd);
    g_assert_cmpint (grey_at (ours, 45, 45), ==, cases[i].inside);
    g_assert_cmpint (grey_at (ours, 20, 20), ==, 255);
    g_assert_cmpint (grey_at (ours, 5, 45), ==, 0);
    g_assert_cmpint (grey_at (ours, 90, 45), ==, 0);
    cairo_destroy (cr);
    cairo_surface_destroy (ours);
    cairo_surface_destroy (theirs);
  }
}

static void
test_strokes (void)
{
  static const double widths[] = {0.6, 1.4, 3, 7, 16};
  static const double dash[] = {9, 5};
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (NordCoverage) coverage = nord_coverage_new (SIDE, SIDE);

  for (guint run = 0; run < 200; run++) {
    cairo_surface_t *ours = new_picture (), *theirs = new_picture ();
    cairo_t *cr = cairo_create (theirs);
    NordCoveragePoint points[5];
    double x = g_rand_double_range (random, 10, 40), y = g_rand_double_range (random, 10, 80);
    double mean;
    int worst;
    NordCoveragePen pen = {.width = widths[run % 5], .round = run % 2 == 0};

    if (run % 4 == 1) {
      pen.dash = dash;
      pen.n_dash = 2;
    }
    for (guint i = 0; i < 5; i++) {
      points[i] = (NordCoveragePoint){x, y};
      x += g_rand_double_range (random, 6, 24);
      y += g_rand_double_range (random, -14, 14);
      if (i == 0)
        cairo_move_to (cr, points[i].x, points[i].y);
      else
        cairo_line_to (cr, points[i].x, points[i].y);
    }
    nord_coverage_stroke (coverage, points, 5, &pen);
    blend (coverage, ours, 1, FALSE);
    cairo_set_source_rgb (cr, 1, 1, 1);
    cairo_set_line_width (cr, pen.width);
    cairo_set_dash (cr, pen.dash, (int) pen.n_dash, 0);
    cairo_set_line_cap (cr, pen.round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join (cr, pen.round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_BEVEL);
    cairo_stroke (cr);
    mean = compare (ours, theirs, &worst);
    g_assert_cmpfloat (mean, <, 1.2);
    /* Caps are a little narrow on purpose, dashes are cut at a corner and not bent. */
    g_assert_cmpint (worst, <, pen.n_dash || pen.round || pen.width < 2 ? 256 : 128);
    cairo_destroy (cr);
    cairo_surface_destroy (ours);
    cairo_surface_destroy (theirs);
  }
}

/* A line in two features shows no bump where they meet. */
static void
test_pieces (void)
{
  static const NordCoveragePoint whole[] = {{10, 20.3}, {80, 61.7}};
  static const NordCoveragePoint middle = {45, 41};
  g_autoptr (NordCoverage) coverage = nord_coverage_new (SIDE, SIDE);
  cairo_surface_t *one = new_picture (), *two = new_picture ();
  NordCoveragePen pen = {.width = 9, .round = TRUE};
  int worst;

  nord_coverage_stroke (coverage, whole, 2, &pen);
  blend (coverage, one, 1, FALSE);
  nord_coverage_stroke (coverage, (NordCoveragePoint[2]){whole[0], middle}, 2, &pen);
  nord_coverage_stroke (coverage, (NordCoveragePoint[2]){middle, whole[1]}, 2, &pen);
  blend (coverage, two, 1, FALSE);
  compare (one, two, &worst);
  g_assert_cmpint (worst, <, 30);
  cairo_surface_destroy (one);
  cairo_surface_destroy (two);
}

/* Far coordinates, points on the rim and no length at all: nothing is written beyond the sheet (the
 * sanitizers watch), it takes no time, and the sheet is empty again afterwards. */
static void
test_hostile (void)
{
  static const double places[] = {-4e6, -1, -1e-9, 0, 0.5, SIDE - 1e-7, SIDE, SIDE + 1, 4e6};
  static const double dash[] = {0.05, 0.05};
  g_autoptr (NordCoverage) coverage = nord_coverage_new (SIDE, SIDE);
  cairo_surface_t *surface = new_picture ();
  NordCoveragePen pens[] = {{.width = 0.01, .round = TRUE},
                            {.width = 40, .round = TRUE},
                            {.width = 2, .dash = dash, .n_dash = 2}};
  guint n = G_N_ELEMENTS (places);

  for (guint i = 0; i < n * n * n * n; i++) {
    NordCoveragePoint line[] = {{places[i % n], places[i / n % n]},
                                {places[i / n / n % n], places[i / n / n / n]},
                                {places[i % n], places[i / n % n]}};

    nord_coverage_edge (coverage, line[0].x, line[0].y, line[1].x, line[1].y);
    nord_coverage_edge (coverage, line[1].x, line[1].y, line[0].x, line[0].y);
    nord_coverage_stroke (coverage, line, 2 + i % 2, &pens[i % G_N_ELEMENTS (pens)]);
    if (i % 100 == 0)
      blend (coverage, surface, 0.3, i % 2);
  }
  blend (coverage, surface, 1, FALSE);
  cairo_surface_destroy (surface);
  surface = new_picture ();
  blend (coverage, surface, 1, FALSE);
  for (int y = 0; y < SIDE; y++) {
    for (int x = 0; x < SIDE; x++)
      g_assert_cmpint (grey_at (surface, x, y), ==, 0);
  }
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/coverage/areas", test_areas);
  g_test_add_func ("/map/coverage/rules", test_rules);
  g_test_add_func ("/map/coverage/strokes", test_strokes);
  g_test_add_func ("/map/coverage/pieces", test_pieces);
  g_test_add_func ("/map/coverage/hostile", test_hostile);
  return g_test_run ();
}
