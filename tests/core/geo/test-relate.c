/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Inside, how far, how much, in which district. */
#include "core/geo/geojson.h"
#include "core/geo/measure.h"
#include "core/geo/relate.h"

#include <math.h>

static NordShape *
shape (const char *type, const char *coordinates)
{
  g_autofree char *text =
    g_strdup_printf ("{\"type\":\"%s\",\"coordinates\":%s}", type, coordinates);
  g_autoptr (GError) error = NULL;
  NordShape *made = nord_geojson_parse (text, -1, &error);

  g_assert_no_error (error);
  return made;
}

static void
assert_near (double value, double expected, double relative)
{
  g_test_message ("%.9g, expected %.9g", value, expected);
  g_assert_cmpfloat (fabs (value - expected), <=, fabs (expected) * relative);
}

static void
test_contains (void)
{
  g_autoptr (NordShape) holed =
    shape ("Polygon", "[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[4,6],[6,6],[6,4],[4,4]]]");
  g_autoptr (NordShape) point = nord_shape_new_point (1, 1);

  g_assert_true (nord_relate_contains (holed, 1, 1));
  g_assert_false (nord_relate_contains (holed, 5, 5));
  g_assert_false (nord_relate_contains (holed, 11, 5));
  g_assert_true (nord_relate_contains (holed, 5, 9));
  g_assert_false (nord_relate_contains (point, 1, 1));
}

/* On a shared border a position belongs to exactly one of two neighbours, whatever the direction
 * and the slope. */
static void
test_shared_border (void)
{
  for (guint i = 0; i < 500; i++) {
    double x0 = g_test_rand_double_range (7.4, 7.5), x1 = g_test_rand_double_range (7.4, 7.5);
    double left[] = {7.3, 51.5, x0, 51.5, x1, 51.6, 7.3, 51.6};
    double right[] = {x0, 51.5, 7.6, 51.5, 7.6, 51.6, x1, 51.6};
    g_autoptr (NordShape) a = nord_shape_new_area (left, 4, NULL);
    g_autoptr (NordShape) b = nord_shape_new_area (right, 4, NULL);

    for (guint k = 0; k < 200; k++) {
      double t = g_test_rand_double_range (0, 1), lat = 51.5 + t * 0.1;
      double lon = rint ((x0 + t * (x1 - x0)) * 1e7) / 1e7;

      g_assert_true (nord_relate_contains (a, lon, lat) != nord_relate_contains (b, lon, lat));
    }
  }
}

static void
test_distance (void)
{
  g_autoptr (NordShape) point = shape ("Point", "[7.45,51.53]");
  g_autoptr (NordShape) other = shape ("Point", "[7.46,51.53]");
  g_autoptr (NordShape) line = shape ("LineString", "[[7.46,51.5],[7.46,51.6]]");
  g_autoptr (NordShape) cross = shape ("LineString", "[[7.45,51.55],[7.47,51.55]]");
  g_autoptr (NordShape) area =
    shape ("Polygon", "[[[7.44,51.52],[7.455,51.52],[7.455,51.54],[7.44,51.54],[7.44,51.52]]]");
  g_autoptr (NordShape) holed =
    shape ("Polygon", "[[[7.40,51.50],[7.50,51.50],[7.50,51.56],[7.40,51.56],[7.40,51.50]],"
                      "[[7.43,51.51],[7.43,51.55],[7.458,51.55],[7.458,51.51],[7.43,51.51]]]");
  g_autoptr (NordShape) far = shape ("MultiPoint", "[[7.47,51.53],[9,48],[7.46,51.53]]");

  assert_near (nord_relate_distance (point, other), 693.9492, 1e-6);
  assert_near (nord_relate_distance (point, line), 693.9492, 2e-4);
  assert_near (nord_relate_distance (line, point), 693.9492, 2e-4);
  g_assert_cmpfloat (nord_relate_distance (line, cross), ==, 0);
  g_assert_cmpfloat (nord_relate_distance (point, area), ==, 0);
  g_assert_cmpfloat (nord_relate_distance (area, point), ==, 0);
  assert_near (nord_relate_distance (area, line), 693.9492 / 2, 2e-4);
  /* In the hole of an area it is as far as the hole's border. */
  assert_near (nord_relate_distance (holed, area), 693.9492 * 0.3, 1e-3);
  g_assert_cmpfloat (nord_relate_distance (holed, line), ==, 0);
  assert_near (nord_relate_distance (far, point), 693.9492, 1e-1);
  g_assert_cmpfloat (nord_relate_distance (area, area), ==, 0);
}

static void
test_distance_is_symmetric (void)
{
  for (guint i = 0; i < 500; i++) {
    double xy[2][16];
    g_autoptr (NordShape) a = NULL, b = NULL;
    double there;

    for (guint k = 0; k < 16; k += 2)
      for (guint s = 0; s < 2; s++) {
        xy[s][k] = 7.45 + 0.004 * s + g_test_rand_double_range (0, 0.005);
        xy[s][k + 1] = 51.53 + g_test_rand_double_range (0, 0.005);
      }
    a = i % 2 ? nord_shape_new_area (xy[0], 4, NULL) : nord_shape_new_line (xy[0], 8, NULL);
    b = i % 3 ? nord_shape_new_area (xy[1], 5, NULL) : nord_shape_new_line (xy[1], 2, NULL);
    there = nord_relate_distance (a, b);
    g_assert_cmpfloat (fabs (there - nord_relate_distance (b, a)), <=, 1e-9 * there);
  }
}

static void
test_district (void)
{
  g_autoptr (NordShape) west =
    shape ("Polygon", "[[[7.40,51.50],[7.45,51.50],[7.45,51.60],[7.40,51.60],[7.40,51.50]]]");
  g_autoptr (NordShape) east =
    shape ("Polygon", "[[[7.45,51.50],[7.50,51.50],[7.50,51.60],[7.45,51.60],[7.45,51.50]]]");
  const NordShape *districts[] = {west, east};
  const struct {
    const char *type, *coordinates;
    int district;
  } cases[] = {
    {"Point", "[7.42,51.55]", 0},
    {"Point", "[7.45,51.55]", 1}, /* on the border: one of them, always the same */
    {"Point", "[7.55,51.55]", -1},
    {"LineString", "[[7.41,51.55],[7.47,51.55]]", 0}, /* 4 of 6 hundredths */
    {"LineString", "[[7.44,51.55],[7.47,51.55]]", 1},
    {"LineString", "[[7.44,51.55],[7.46,51.55],[7.44,51.56],[7.46,51.57],[7.46,51.59]]", 1},
    {"LineString", "[[7.0,51.55],[7.41,51.55]]", 0}, /* mostly outside all */
    {"LineString", "[[7.3,51.65],[7.6,51.65]]", -1},
    {"Polygon", "[[[7.41,51.52],[7.46,51.52],[7.46,51.53],[7.41,51.53],[7.41,51.52]]]", 0},
    {"Polygon", "[[[7.44,51.52],[7.47,51.52],[7.455,51.58],[7.44,51.52]]]", 1},
    {"Polygon", "[[[7.3,51.4],[7.49,51.4],[7.49,51.7],[7.3,51.7],[7.3,51.4]]]", 0},
    {"MultiPoint", "[[7.42,51.55],[7.46,51.55],[7.47,51.55]]", 1},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NordShape) asked = shape (cases[i].type, cases[i].coordinates);

    g_test_message ("case %u", i);
    g_assert_cmpint (nord_relate_find_district (districts, 2, asked), ==, cases[i].district);
  }
}

/* What lies in two halves is the whole, for shapes that cross themselves and the border anyhow. */
static void
test_shares_add_up (void)
{
  for (guint i = 0; i < 300; i++) {
    double x0 = g_test_rand_double_range (7.43, 7.47), x1 = g_test_rand_double_range (7.43, 7.47);
    double xy[16];
    double left[] = {7.3, 51.4, x0, 51.4, x1, 51.7, 7.3, 51.7};
    double right[] = {x0, 51.4, 7.6, 51.4, 7.6, 51.7, x1, 51.7};
    g_autoptr (NordShape) a = nord_shape_new_area (left, 4, NULL);
    g_autoptr (NordShape) b = nord_shape_new_area (right, 4, NULL);
    g_autoptr (NordShape) asked = NULL;
    double whole;

    for (guint k = 0; k < 8; k++) {
      /* A star around the border: simple, so that its area is what the sum says. */
      double r = g_test_rand_double_range (0.005, 0.03);

      xy[2 * k] = 7.45 + r * cos (k * G_PI / 4);
      xy[2 * k + 1] = 51.55 + r * sin (k * G_PI / 4);
    }
    asked = i % 2 ? nord_shape_new_area (xy, 8, NULL) : nord_shape_new_line (xy, 8, NULL);
    whole = i % 2 ? nord_measure_area (asked) : nord_measure_length (asked);
    assert_near (nord_relate_share (asked, a) + nord_relate_share (asked, b), whole, 1e-6);
  }
}

static void
test_nearest (void)
{
  g_autoptr (NordShape) a = nord_shape_new_point (7.45, 51.53);
  g_autoptr (NordShape) b = nord_shape_new_point (7.46, 51.53);
  g_autoptr (NordShape) asked = nord_shape_new_point (7.457, 51.53);
  const NordShape *places[] = {a, b};
  double metres = -1;

  g_assert_cmpint (nord_relate_find_nearest (places, 2, asked, 1000, &metres), ==, 1);
  assert_near (metres, 693.9492 * 0.3, 1e-5);
  g_assert_cmpint (nord_relate_find_nearest (places, 2, asked, 100, NULL), ==, -1);
  g_assert_cmpint (nord_relate_find_nearest (places, 0, asked, 100, NULL), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/geo/relate/contains", test_contains);
  g_test_add_func ("/geo/relate/shared-border", test_shared_border);
  g_test_add_func ("/geo/relate/distance", test_distance);
  g_test_add_func ("/geo/relate/distance-is-symmetric", test_distance_is_symmetric);
  g_test_add_func ("/geo/relate/district", test_district);
  g_test_add_func ("/geo/relate/shares-add-up", test_shares_add_up);
  g_test_add_func ("/geo/relate/nearest", test_nearest);
  return g_test_run ();
}
