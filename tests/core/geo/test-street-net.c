/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ways along streets: shortest ones over pieces as tiles bring them, and what they cling to. */
#include "core/geo/measure.h"
#include "core/geo/street-net.h"

#include <math.h>

#define LON 7.46
#define LAT 51.52

/* Metres from the corner, as degrees. */
static double *
put (double *xy, double east, double north)
{
  NordFrame frame = nord_frame_at (LON, LAT);

  xy[0] = LON + east / frame.east;
  xy[1] = LAT + north / frame.north;
  return xy;
}

static void
add (NordStreetNet *net,
     double ax,
     double ay,
     double bx,
     double by,
     const char *name,
     double weight,
     gboolean level)
{
  double xy[4];

  put (xy, ax, ay);
  put (xy + 2, bx, by);
  nord_street_net_add (net, xy, 2, name, weight, level);
}

static GArray *
route (NordStreetNet *net, double ax, double ay, double bx, double by)
{
  double a[2], b[2];

  put (a, ax, ay);
  put (b, bx, by);
  return nord_street_net_route (net, a[0], a[1], b[0], b[1], 30);
}

static double
length (GArray *xy)
{
  double sum = 0;

  for (guint i = 2; xy && i + 1 < xy->len; i += 2)
    sum +=
      nord_measure_distance (g_array_index (xy, double, i - 2), g_array_index (xy, double, i - 1),
                             g_array_index (xy, double, i), g_array_index (xy, double, i + 1));
  return sum;
}

/* Streets of 100 m blocks, each a line through without corners of its own: they cross in the
 * middle of nothing, and all the same are tied. */
static void
test_grid (void)
{
  g_autoptr (NordStreetNet) net = nord_street_net_new (LON, LAT);
  g_autoptr (GArray) way = NULL, same = NULL;

  for (int i = 0; i <= 10; i++) {
    add (net, i * 100, 0, i * 100, 1000, NULL, 1, TRUE);
    add (net, 0, i * 100, 1000, i * 100, NULL, 1, TRUE);
  }
  nord_street_net_tie (net);
  g_assert_cmpuint (nord_street_net_get_n_edges (net), ==, 2 * 11 * 10);
  way = route (net, 105, 450, 795, 310);
  /* From (100, 450) to (800, 310) nothing is shorter than the taxi's way. */
  g_assert_cmpfloat_with_epsilon (length (way), 700 + 140, 1);
  same = route (net, 420, 503, 480, 497);
  g_assert_cmpfloat_with_epsilon (length (same), 60, 0.5);
  g_assert_cmpuint (same->len, ==, 4);
}

/* As tiles bring them: cut at an edge, with 0.3 m of rounding, and twice. */
static void
test_pieces (void)
{
  g_autoptr (NordStreetNet) net = nord_street_net_new (LON, LAT);
  g_autoptr (GArray) way = NULL;

  add (net, 0, 0, 100, 0, "A", 1, TRUE);
  add (net, 100.3, 0.2, 200, 0, "A", 1, TRUE);
  add (net, 100.1, 0.1, 200, 0.1, NULL, 1, TRUE);
  /* A side street that stops 1.5 m before the street it runs into. */
  add (net, 150, 1.5, 150, 80, "B", 1, TRUE);
  nord_street_net_tie (net);
  way = route (net, 10, 0, 150, 70);
  g_assert_nonnull (way);
  g_assert_cmpfloat_with_epsilon (length (way), 140 + 70, 2);
}

static void
test_bridge (void)
{
  g_autoptr (NordStreetNet) net = nord_street_net_new (LON, LAT);
  g_autoptr (GArray) way = NULL, none = NULL;

  add (net, 0, 100, 200, 100, NULL, 1, TRUE);
  add (net, 100, 0, 100, 200, NULL, 1, FALSE); /* over it */
  nord_street_net_tie (net);
  none = route (net, 10, 100, 100, 190);
  g_assert_null (none);
  way = route (net, 100, 10, 100, 190);
  g_assert_cmpfloat_with_epsilon (length (way), 180, 0.5);
}

/* Who begins on a street and ends on it stays on it, though a path is a little shorter. */
static void
test_name (void)
{
  g_autoptr (NordStreetNet) net = nord_street_net_new (LON, LAT);
  g_autoptr (GArray) way = NULL;

  add (net, 0, 0, 200, 60, "Bogen", 1, TRUE);
  add (net, 200, 60, 400, 0, "Bogen", 1, TRUE);
  add (net, 0, 0, 400, 0, NULL, 1, TRUE);
  nord_street_net_tie (net);
  way = route (net, 20, 12, 380, 12);
  g_assert_cmpuint (way->len, ==, 6);
  g_assert_cmpfloat (length (way), >, 370);
}

static void
test_nothing (void)
{
  g_autoptr (NordStreetNet) net = nord_street_net_new (LON, LAT);
  g_autoptr (NordStreetNet) empty = nord_street_net_new (LON, LAT);
  g_autoptr (GArray) far = NULL, apart = NULL, nowhere = NULL;
  double at[2];
  NordStreetSpot spot;

  add (net, 0, 0, 100, 0, NULL, 1, TRUE);
  add (net, 0, 500, 100, 500, NULL, 1, TRUE);
  nord_street_net_tie (net);
  nord_street_net_tie (empty);
  far = route (net, 50, 200, 50, 0);
  g_assert_null (far);
  apart = route (net, 50, 0, 50, 500);
  g_assert_null (apart);
  nowhere = route (empty, 0, 0, 1, 1);
  g_assert_null (nowhere);
  put (at, 50, 8);
  g_assert_true (nord_street_net_find (net, at[0], at[1], 10, FALSE, &spot));
  g_assert_cmpfloat_with_epsilon (spot.away, 8, 0.05);
  g_assert_false (nord_street_net_find (net, at[0], at[1], 7, FALSE, &spot));
  g_assert_false (nord_street_net_find (net, at[0], at[1], 10, TRUE, &spot));
  put (at, 97, 4);
  g_assert_true (nord_street_net_find (net, at[0], at[1], 10, TRUE, &spot));
  g_assert_cmpfloat_with_epsilon (spot.away, 5, 0.05);
}

/* The way is as long as that of Bellman and Ford, who look at everything. */
static void
test_against_bellman_ford (void)
{
  for (int seed = 0; seed < 40; seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (NordStreetNet) net = nord_street_net_new (LON, LAT);
    g_autoptr (GArray) way = NULL;
    double x[40], y[40], cost[40];
    int pairs[90][2];

    for (int i = 0; i < 40; i++) {
      x[i] = (i % 8) * 1000 + g_rand_double_range (rand, -300, 300);
      y[i] = (i / 8) * 1000 + g_rand_double_range (rand, -300, 300);
    }
    for (int k = 0; k < 90; k++) {
      pairs[k][0] = g_rand_int_range (rand, 0, 40);
      pairs[k][1] = g_rand_int_range (rand, 0, 40);
      /* Bridges all: only what is joined is joined. */
      add (net, x[pairs[k][0]], y[pairs[k][0]], x[pairs[k][1]], y[pairs[k][1]], NULL, 1, FALSE);
    }
    nord_street_net_tie (net);
    for (int i = 0; i < 40; i++)
      cost[i] = i == pairs[0][0] ? 0 : G_MAXDOUBLE;
    for (int round = 0; round < 40; round++) {
      for (int k = 0; k < 90; k++) {
        int a = pairs[k][0], b = pairs[k][1];
        double step = hypot (x[a] - x[b], y[a] - y[b]);

        cost[b] = MIN (cost[b], cost[a] + step);
        cost[a] = MIN (cost[a], cost[b] + step);
      }
    }
    way = route (net, x[pairs[0][0]], y[pairs[0][0]], x[pairs[89][1]], y[pairs[89][1]]);
    if (cost[pairs[89][1]] < 1e9)
      g_assert_cmpfloat_with_epsilon (length (way), cost[pairs[89][1]], 8);
    else
      g_assert_null (way);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/geo/street-net/grid", test_grid);
  g_test_add_func ("/geo/street-net/pieces", test_pieces);
  g_test_add_func ("/geo/street-net/bridge", test_bridge);
  g_test_add_func ("/geo/street-net/name", test_name);
  g_test_add_func ("/geo/street-net/nothing", test_nothing);
  g_test_add_func ("/geo/street-net/against-bellman-ford", test_against_bellman_ford);
  return g_test_run ();
}
