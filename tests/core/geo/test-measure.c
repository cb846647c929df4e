/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Metres, square metres, tiles and pixels against references reckoned elsewhere. */
#include "core/geo/measure.h"
#include "core/geo/mercator.h"
#include "core/geo/simplify.h"

#include <math.h>

static void
assert_near (double value, double expected, double relative)
{
  g_test_message ("%.9g, expected %.9g", value, expected);
  g_assert_cmpfloat (fabs (value - expected), <=, fabs (expected) * relative);
}

static void
test_distance (void)
{
  /* `geod +ellps=WGS84 -I -F %.4f` of PROJ 9.1 (Karney's geodesic). */
  static const struct {
    double lat_a, lon_a, lat_b, lon_b, metres, fault;
  } cases[] = {
    {51.53, 7.45, 51.53, 7.46, 693.9492, 1e-6},
    {51.53, 7.45, 51.54, 7.45, 1112.5850, 1e-6},
    {51.5, 7.3, 51.6, 7.6, 23596.8866, 1e-5},
    {51.5135872, 7.4652981, 51.5279, 7.4634, 1597.8573, 1e-6},
    {51.2, 7.0, 51.6, 7.9, 76832.4852, 3e-5},
    {51.5, 7.4, 48.1, 11.6, 484017.3563, 1e-5},
    {51.5, 7.4, 40.7, -74, 6074933.8668, 1e-5},
    {51.5, 7.4, 52.6, 7.5, 122587.1915, 1e-5},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_near (nord_measure_distance (cases[i].lon_a, cases[i].lat_a, cases[i].lon_b,
                                        cases[i].lat_b),
                 cases[i].metres, cases[i].fault);
  g_assert_cmpfloat (nord_measure_distance (7.4, 51.5, 7.4, 51.5), ==, 0);
  g_assert_true (isfinite (nord_measure_distance (0, 0, 180, 0)));
  g_assert_true (isfinite (nord_measure_distance (0, 90, 0, -90)));
}

static void
test_area (void)
{
  /* `Planimeter -p 8` of GeographicLib 2.1, each edge cut into 2000 along the straight line in
   * longitude and latitude. */
  static const double cell[] = {7.45, 51.52, 7.46, 51.52, 7.46, 51.53, 7.45, 51.53};
  static const double quarter[] = {7.45, 51.52, 7.5, 51.5, 7.52, 51.6, 7.4, 51.55};
  static const double degree[] = {7, 51, 8, 51, 8, 52, 7, 52};
  static const double bed[] = {7.4521, 51.5234, 7.4523, 51.5234, 7.4523, 51.52355};
  const struct {
    const double *xy;
    guint n;
    double metres, square_metres, fault;
  } cases[] = {
    {cell, 4, 3613.21656, 772160.688, 1e-9},
    {quarter, 4, 30157.28763, 44376228.282, 1e-9},
    {degree, 4, 361391.34868, 7725699592.544, 1e-9},
    {bed, 3, 52.27676725, 115.828, 1e-5},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NordShape) area = nord_shape_new_area (cases[i].xy, cases[i].n, NULL);

    assert_near (nord_measure_area (area), cases[i].square_metres, cases[i].fault);
    assert_near (nord_measure_length (area), cases[i].metres, 3e-5);
  }
}

static void
test_area_with_hole (void)
{
  static const double xy[] = {7,   51,   8,   51,   8,   52,   7,   52,   7,   51,
                              7.2, 51.2, 7.2, 51.4, 7.4, 51.4, 7.4, 51.2, 7.2, 51.2};
  static const guint rings[] = {5, 10}, one = 2, both[] = {1, 2};
  g_autoptr (NordShape) whole = nord_shape_new_area (xy, 5, NULL);
  g_autoptr (NordShape) hole = nord_shape_new_area (xy + 10, 5, NULL);
  g_autoptr (NordShape) holed = nord_shape_new (NORD_SHAPE_AREA, xy, 10, rings, 2, &one, 1, NULL);
  g_autoptr (NordShape) two =
    nord_shape_new (NORD_SHAPE_MULTI_AREA, xy, 10, rings, 2, both, 2, NULL);
  g_autoptr (NordShape) line = nord_shape_new_line (xy, 2, NULL);
  double a = nord_measure_area (whole), b = nord_measure_area (hole);

  assert_near (nord_measure_area (holed), a - b, 1e-12);
  assert_near (nord_measure_area (two), a + b, 1e-12);
  g_assert_cmpfloat (nord_measure_area (line), ==, 0);
}

static void
test_mercator (void)
{
  /* The formulas and numbers of the OpenStreetMap wiki, "Slippy map tilenames". */
  NordTile tile = nord_mercator_tile_at (7.4652981, 51.5135872, 14);
  NordBounds box;
  double x, y, lon, lat;

  g_assert_cmpuint (tile.x, ==, 8531);
  g_assert_cmpuint (tile.y, ==, 5447);
  box = nord_mercator_tile_bounds (tile);
  g_assert_true (box.west <= 7.4652981 && 7.4652981 < box.east);
  g_assert_true (box.south < 51.5135872 && 51.5135872 <= box.north);
  assert_near (box.west, 7.44873046875, 1e-12);
  nord_mercator_project (0, NORD_MERCATOR_MAX_LAT, &x, &y);
  g_assert_cmpfloat (fabs (y), <, 1e-12);
  nord_mercator_project (180, -90, &x, &y);
  g_assert_cmpfloat (x, ==, 1);
  g_assert_cmpfloat (fabs (y - 1), <, 1e-12);
  tile = nord_mercator_tile_at (180, -90, 3);
  g_assert_cmpuint (tile.x, ==, 7);
  g_assert_cmpuint (tile.y, ==, 7);
  /* gdaltransform -s_srs EPSG:4326 -t_srs EPSG:3857: 831033.1831, 6712649.1397 */
  nord_mercator_project (7.4652981, 51.5135872, &x, &y);
  assert_near ((x - 0.5) * 2 * 20037508.342789244, 831033.183111993, 1e-11);
  assert_near ((0.5 - y) * 2 * 20037508.342789244, 6712649.13966803, 1e-11);
  for (guint i = 0; i < 1000; i++) {
    double zoom = g_test_rand_double_range (0, 20);
    double lon0 = g_test_rand_double_range (-180, 180), lat0 = g_test_rand_double_range (-85, 85);

    nord_mercator_to_pixel (lon0, lat0, zoom, 512, &x, &y);
    nord_mercator_from_pixel (x, y, zoom, 512, &lon, &lat);
    g_assert_cmpfloat (fabs (lon - lon0), <, 1e-9);
    g_assert_cmpfloat (fabs (lat - lat0), <, 1e-9);
  }
  assert_near (nord_mercator_metres_per_pixel (0, 0, 256), 156543.03392804097, 1e-12);
}

static void
test_zoom_for (void)
{
  NordBounds box = {7.3, 51.5, 7.6, 51.6};
  double zoom = nord_mercator_zoom_for (&box, 512, 800, 600), x0, y0, x1, y1;

  nord_mercator_to_pixel (box.west, box.north, zoom, 512, &x0, &y0);
  nord_mercator_to_pixel (box.east, box.south, zoom, 512, &x1, &y1);
  g_assert_cmpfloat (x1 - x0, <, 800.001);
  g_assert_cmpfloat (y1 - y0, <, 600.001);
  g_assert_true (x1 - x0 > 799.999 || y1 - y0 > 599.999);
}

static double
offset (const NordFrame *frame, const double *at, const NordShape *line)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < line->n_points; i++) {
    const double *a = line->xy + 2 * i, *b = a + 2;
    double ax = (a[0] - at[0]) * frame->east, ay = (a[1] - at[1]) * frame->north;
    double dx = (b[0] - a[0]) * frame->east, dy = (b[1] - a[1]) * frame->north;
    double n = dx * dx + dy * dy, t = n > 0 ? CLAMP (-(ax * dx + ay * dy) / n, 0, 1) : 0;

    best = MIN (best, hypot (ax + t * dx, ay + t * dy));
  }
  return best;
}

static void
test_simplify (void)
{
  for (guint round = 0; round < 50; round++) {
    double xy[2 * 400], tolerance = g_test_rand_double_range (1, 60);
    NordFrame frame = nord_frame_at (7.45, 51.53);
    g_autoptr (NordShape) line = NULL, simple = NULL, ring = NULL, simple_ring = NULL;

    xy[0] = 7.45;
    xy[1] = 51.53;
    for (guint i = 1; i < 400; i++) {
      xy[2 * i] = xy[2 * i - 2] + g_test_rand_double_range (-1e-4, 2e-4);
      xy[2 * i + 1] = xy[2 * i - 1] + g_test_rand_double_range (-1e-4, 1e-4);
    }
    line = nord_shape_new_line (xy, 400, NULL);
    simple = nord_simplify (line, tolerance);
    g_assert_cmpuint (simple->n_points, <, 400);
    g_assert_cmpfloat (simple->xy[0], ==, line->xy[0]);
    for (guint i = 0; i < 400; i++)
      g_assert_cmpfloat (offset (&frame, line->xy + 2 * i, simple), <=, tolerance * 1.001);
    ring = nord_shape_new_area (xy, 400, NULL);
    simple_ring = nord_simplify (ring, tolerance);
    for (guint i = 0; i < ring->n_points; i++)
      g_assert_cmpfloat (offset (&frame, ring->xy + 2 * i, simple_ring), <=, tolerance * 1.001);
    g_clear_pointer (&simple_ring, nord_shape_unref);
    simple_ring = nord_simplify (ring, 1e6);
    g_assert_cmpuint (simple_ring->n_points, ==, 4);
  }
  {
    g_autoptr (NordShape) point = nord_shape_new_point (7, 51), same = nord_simplify (point, 10);

    g_assert_true (nord_shape_equal (point, same));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/geo/measure/distance", test_distance);
  g_test_add_func ("/geo/measure/area", test_area);
  g_test_add_func ("/geo/measure/area-with-hole", test_area_with_hole);
  g_test_add_func ("/geo/mercator/reference", test_mercator);
  g_test_add_func ("/geo/mercator/zoom-for", test_zoom_for);
  g_test_add_func ("/geo/simplify", test_simplify);
  return g_test_run ();
}
