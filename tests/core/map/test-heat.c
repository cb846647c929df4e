/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The picture of density: darkest where most are, nothing where none are, at its place. */
#include "core/map/heat.h"

#include <math.h>

static guint
get_alpha (cairo_surface_t *surface, int x, int y)
{
  return cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) +
                                                4 * x + (G_BYTE_ORDER == G_BIG_ENDIAN ? 0 : 3)];
}

static void
test_places (void)
{
  NordHeatSpot spots[] = {{100, 60, 9}, {300, 200, 1}, {-5000, 3, 50}, {1e9, 1e9, 3}};
  cairo_surface_t *surface = nord_heat_make (spots, 4, 402, 301, 20);

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 101);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 76);
  g_assert_cmpuint (get_alpha (surface, 25, 15), >, 220);
  g_assert_cmpuint (get_alpha (surface, 75, 50), >, 60);
  g_assert_cmpuint (get_alpha (surface, 75, 50), <, get_alpha (surface, 25, 15));
  g_assert_cmpuint (get_alpha (surface, 5, 70), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_none (void)
{
  cairo_surface_t *surface = nord_heat_make (NULL, 0, 0, 10, 20);

  g_assert_cmpuint (get_alpha (surface, 0, 0), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/heat/places", test_places);
  g_test_add_func ("/heat/none", test_none);
  return g_test_run ();
}
