/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The streets of the embedded base map as a net: real ways of the north. */
#include "core/geo/measure.h"
#include "core/map/base-map.h"
#include "core/map/map-error.h"
#include "core/map/map-pack.h"
#include "core/map/street-reader.h"

static NordTileStack *
open_base (void)
{
  g_autofree char *path = nord_base_map_path ();
  g_autoptr (NordTileArchive) pack = path ? nord_map_pack_open (path, NULL) : NULL;

  return pack ? nord_tile_stack_new (&pack, 1) : NULL;
}

/* Along Münsterstraße from Mallinckrodtstraße to Eisenstraße, hardly longer than the crow flies. */
static void
test_street (void)
{
  g_autoptr (NordTileStack) stack = open_base ();
  NordBounds part = {7.44, 51.51, 7.49, 51.54};
  g_autoptr (NordStreetNet) net = NULL;
  g_autoptr (GArray) way = NULL;
  g_autoptr (GError) error = NULL;
  double length = 0, crow;
  gint64 before = g_get_monotonic_time ();

  if (stack == NULL) {
    g_test_skip ("no base map");
    return;
  }
  net = nord_street_reader_load (stack, &part, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%u edges in %.1f ms", nord_street_net_get_n_edges (net),
                  (g_get_monotonic_time () - before) / 1e3);
  g_assert_cmpuint (nord_street_net_get_n_edges (net), >, 2000);
  before = g_get_monotonic_time ();
  way = nord_street_net_route (net, 7.4607, 51.5203, 7.4530, 51.5316, 80);
  g_test_message ("the way in %.2f ms", (g_get_monotonic_time () - before) / 1e3);
  g_assert_nonnull (way);
  for (guint i = 2; i < way->len; i += 2)
    length +=
      nord_measure_distance (g_array_index (way, double, i - 2), g_array_index (way, double, i - 1),
                             g_array_index (way, double, i), g_array_index (way, double, i + 1));
  crow = nord_measure_distance (7.4607, 51.5203, 7.4530, 51.5316);
  g_test_message ("%.0f m, the crow %.0f m", length, crow);
  g_assert_cmpfloat (length, <, crow * 1.4);
  g_assert_cmpfloat (length, >, crow * 0.9);
}

/* Nearly all streets hang together: of pairs of places a kilometre apart most have a way, and none
 * is absurdly long. */
static void
test_connected (void)
{
  g_autoptr (NordTileStack) stack = open_base ();
  NordBounds part = {7.42, 51.50, 7.50, 51.56};
  g_autoptr (NordStreetNet) net = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint found = 0, asked = 0;

  if (stack == NULL) {
    g_test_skip ("no base map");
    return;
  }
  net = nord_street_reader_load (stack, &part, NULL, NULL);
  g_assert_nonnull (net);
  while (asked < 200) {
    double lon = g_rand_double_range (rand, 7.43, 7.48),
           lat = g_rand_double_range (rand, 51.505, 51.55);
    double lon2 = lon + g_rand_double_range (rand, -0.01, 0.01);
    double lat2 = lat + g_rand_double_range (rand, -0.006, 0.006);
    NordStreetSpot spot;
    g_autoptr (GArray) way = NULL;

    if (!nord_street_net_find (net, lon, lat, 60, FALSE, &spot) ||
        !nord_street_net_find (net, lon2, lat2, 60, FALSE, &spot))
      continue;
    asked++;
    way = nord_street_net_route (net, lon, lat, lon2, lat2, 60);
    found += way != NULL;
    if (!way)
      g_test_message ("%.5f %.5f -> %.5f %.5f", lon, lat, lon2, lat2);
  }
  g_test_message ("%u of %u", found, asked);
  g_assert_cmpuint (found, >=, 190);
}

static void
test_too_large (void)
{
  g_autoptr (NordTileStack) stack = open_base ();
  NordBounds part = {6, 50, 9, 53};
  g_autoptr (GError) error = NULL;

  if (stack == NULL) {
    g_test_skip ("no base map");
    return;
  }
  g_assert_null (nord_street_reader_load (stack, &part, NULL, &error));
  g_assert_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/map/streets/street", test_street);
  g_test_add_func ("/map/streets/connected", test_connected);
  g_test_add_func ("/map/streets/too-large", test_too_large);
  return g_test_run ();
}
