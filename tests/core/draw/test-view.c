/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pixels and places agree in both directions, turned or not. */
#include "core/draw/view.h"

#include "core/geo/geojson.h"
#include "core/geo/relate.h"

#include <math.h>

static NordView
random_view (void)
{
  return (NordView){.lon = g_test_rand_double_range (7.2, 7.6),
                    .lat = g_test_rand_double_range (51.4, 51.7),
                    .zoom = g_test_rand_double_range (9, 19),
                    .rotation = g_test_rand_double_range (-3, 3),
                    .width = g_test_rand_double_range (200, 2000),
                    .height = g_test_rand_double_range (200, 1200)};
}

static void
test_known (void)
{
  NordView view = {.lon = 7.4, .lat = 51.5, .zoom = 14, .width = 800, .height = 600};
  double x, y, lon, lat;

  nord_view_to_screen (&view, 7.4, 51.5, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 400, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 300, 1e-6);
  /* At level 14 the world is 2^22 pixels wide, so a degree of longitude 11650.8 pixels. */
  nord_view_to_screen (&view, 7.41, 51.5, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 400 + 116.508444, 1e-4);
  nord_view_to_screen (&view, 7.4, 51.51, &x, &y);
  g_assert_cmpfloat_with_epsilon (y, 300 - 116.508444 / cos (51.505 * G_PI / 180), 1e-2);
  /* Turned by a quarter, the north lies at the right. */
  view.rotation = G_PI / 2;
  nord_view_to_screen (&view, 7.4, 51.51, &x, &y);
  g_assert_cmpfloat (x, >, 500);
  g_assert_cmpfloat_with_epsilon (y, 300, 1e-6);
  nord_view_to_place (&view, x, y, &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, 7.4, 1e-9);
  g_assert_cmpfloat_with_epsilon (lat, 51.51, 1e-9);
  g_assert_cmpfloat_with_epsilon (nord_view_get_metres_per_pixel (&view), 5.948, 1e-2);
}

static void
test_round_trip (void)
{
  for (int i = 0; i < 20000; i++) {
    NordView view = random_view ();
    double x = g_test_rand_double_range (-100, 2100), y = g_test_rand_double_range (-100, 1300);
    double lon, lat, x2, y2;

    nord_view_to_place (&view, x, y, &lon, &lat);
    nord_view_to_screen (&view, lon, lat, &x2, &y2);
    g_assert_cmpfloat_with_epsilon (x, x2, 1e-3);
    g_assert_cmpfloat_with_epsilon (y, y2, 1e-3);
  }
}

/* What is under the fingers stays under the fingers. */
static void
test_navigate (void)
{
  for (int i = 0; i < 20000; i++) {
    NordView view = random_view ();
    NordNavigation step = {.from_x = g_test_rand_double_range (0, view.width),
                           .from_y = g_test_rand_double_range (0, view.height),
                           .to_x = g_test_rand_double_range (0, view.width),
                           .to_y = g_test_rand_double_range (0, view.height),
                           .scale = g_test_rand_double_range (0.5, 2),
                           .angle = g_test_rand_double_range (-2, 2)};
    double zoom = view.zoom, rotation = view.rotation, lon, lat, x, y;

    nord_view_to_place (&view, step.from_x, step.from_y, &lon, &lat);
    nord_view_navigate (&view, &step);
    nord_view_to_screen (&view, lon, lat, &x, &y);
    g_assert_cmpfloat_with_epsilon (x, step.to_x, 1e-2);
    g_assert_cmpfloat_with_epsilon (y, step.to_y, 1e-2);
    g_assert_cmpfloat_with_epsilon (view.zoom, zoom + log2 (step.scale), 1e-9);
    g_assert_cmpfloat_with_epsilon (remainder (view.rotation - rotation - step.angle, 2 * G_PI), 0,
                                    1e-9);
  }
}

static void
test_show (void)
{
  NordBounds bounds = {7.30, 51.50, 7.55, 51.60};

  for (int i = 0; i < 2000; i++) {
    NordView view = random_view ();

    nord_view_show (&view, &bounds, 20, 19);
    for (int corner = 0; corner < 4; corner++) {
      double x, y;

      nord_view_to_screen (&view, corner & 1 ? bounds.east : bounds.west,
                           corner & 2 ? bounds.north : bounds.south, &x, &y);
      g_assert_cmpfloat (x, >=, 19.99);
      g_assert_cmpfloat (y, >=, 19.99);
      g_assert_cmpfloat (x, <=, view.width - 19.99);
      g_assert_cmpfloat (y, <=, view.height - 19.99);
    }
  }
}

static void
test_bounds (void)
{
  for (int i = 0; i < 5000; i++) {
    NordView view = random_view ();
    NordBounds bounds = nord_view_get_bounds (&view, 5);
    double lon, lat;

    nord_view_to_place (&view, g_test_rand_double_range (0, view.width),
                        g_test_rand_double_range (0, view.height), &lon, &lat);
    g_assert_true (lon > bounds.west && lon < bounds.east);
    g_assert_true (lat > bounds.south && lat < bounds.north);
  }
}

/* The edge of the world gives numbers that a shape can hold. */
static void
test_edges (void)
{
  NordView view = {.zoom = 0, .width = 4000, .height = 4000};

  for (int i = 0; i < 1000; i++) {
    double lon, lat;

    nord_view_to_place (&view, g_test_rand_double_range (-9000, 9000),
                        g_test_rand_double_range (-9000, 9000), &lon, &lat);
    g_assert_true (fabs (lon) <= 180 && fabs (lat) <= 85.06);
  }
}

static void
assert_finds (const NordView *view, const char *json, gboolean there)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordShape) shape = nord_geojson_parse (json, -1, &error);
  g_autoptr (NordShape) point = NULL;
  double x, y, lon, lat;

  g_assert_no_error (error);
  g_assert_true (nord_view_find_shape (view, shape, &x, &y) == there);
  if (!there)
    return;
  g_assert_true (x >= 0 && y >= 0 && x <= view->width && y <= view->height);
  nord_view_to_place (view, x, y, &lon, &lat);
  point = nord_shape_new_point (lon, lat);
  g_assert_cmpfloat (nord_relate_distance (shape, point), <, 0.5);
}

/* What is seen of a shape can be pointed at, wherever its middle is. */
static void
test_find_shape (void)
{
  NordView view = {.lon = 7.46, .lat = 51.52, .zoom = 15, .width = 600, .height = 400};

  for (int i = 0; i < 24; i++) {
    view.rotation = i * G_PI / 12;
    assert_finds (&view, "{\"type\":\"Point\",\"coordinates\":[7.461,51.521]}", TRUE);
    assert_finds (&view, "{\"type\":\"Point\",\"coordinates\":[7.561,51.521]}", FALSE);
    /* Neither corner nor middle is in view. */
    assert_finds (&view, "{\"type\":\"LineString\",\"coordinates\":[[7.4,51.5201],[7.7,51.5201]]}",
                  TRUE);
    assert_finds (&view, "{\"type\":\"LineString\",\"coordinates\":[[7.4,51.55],[7.7,51.55]]}",
                  FALSE);
    /* All around, and with a hole in which the view lies. */
    assert_finds (&view,
                  "{\"type\":\"Polygon\",\"coordinates\":[[[7.3,51.5],[8,51.5],[8,51.9],"
                  "[7.3,51.9],[7.3,51.5]]]}",
                  TRUE);
    assert_finds (&view,
                  "{\"type\":\"Polygon\",\"coordinates\":[[[7.3,51.4],[8,51.4],[8,51.9],"
                  "[7.3,51.9],[7.3,51.4]],[[7.4,51.45],[7.5,51.45],[7.5,51.6],[7.4,51.6],"
                  "[7.4,51.45]]]}",
                  FALSE);
    /* Two points of which one is in view do not make what is between them seen. */
    assert_finds (&view, "{\"type\":\"MultiPoint\",\"coordinates\":[[7.4,51.52],[7.52,51.52]]}",
                  FALSE);
    assert_finds (&view, "{\"type\":\"MultiPoint\",\"coordinates\":[[7.3,51.4],[7.459,51.519]]}",
                  TRUE);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/view/known", test_known);
  g_test_add_func ("/draw/view/round-trip", test_round_trip);
  g_test_add_func ("/draw/view/navigate", test_navigate);
  g_test_add_func ("/draw/view/show", test_show);
  g_test_add_func ("/draw/view/bounds", test_bounds);
  g_test_add_func ("/draw/view/edges", test_edges);
  g_test_add_func ("/draw/view/find-shape", test_find_shape);
  return g_test_run ();
}
