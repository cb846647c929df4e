/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The crowd of places: every zoom adds up to all of them, however they come and go. */
#include "core/geo/crowd.h"

#include <math.h>
#include <string.h>

#define MAX_ZOOM 18
#define CLASSES 5

typedef struct {
  double *xy;
  guint8 *classes, *from;
  gboolean *in;
  guint n;
} World;

/* Lumps, single places, and many at one spot. */
static void
make_place (World *world, guint i)
{
  double wide = i % 50 == 0 ? 1.0 : 0.001;

  world->xy[2 * i] = 0.52 + g_test_rand_double_range (-0.5, 0.5) * wide;
  world->xy[2 * i + 1] = 0.33 + g_test_rand_double_range (-0.3, 0.5) * wide;
  if (i % 7 == 0)
    world->xy[2 * i] = 0.5, world->xy[2 * i + 1] = 0.25; /* a corner of blocks at all zooms */
  world->classes[i] = (guint8) g_test_rand_int_range (0, CLASSES);
  world->from[i] = i % 5 == 0 ? (guint8) g_test_rand_int_range (0, MAX_ZOOM + 3) : 255;
}

static void
make_world (World *world, guint n)
{
  world->n = n;
  world->xy = g_new (double, 2 * n + 1);
  world->classes = g_new (guint8, n + 1);
  world->from = g_new (guint8, n + 1);
  world->in = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    make_place (world, i);
}

static void
clear_world (World *world)
{
  g_free (world->xy);
  g_free (world->classes);
  g_free (world->from);
  g_free (world->in);
}

/* At each zoom: numbers, shares and lists of places agree with the plain arrays. */
static void
check_sums (const NordCrowd *crowd, const World *world)
{
  g_autofree guint *seen = g_new0 (guint, world->n + 1);

  for (guint z = 0; z <= MAX_ZOOM; z++) {
    g_autoptr (GArray) bubbles = g_array_new (FALSE, FALSE, sizeof (NordCrowdBubble));
    guint wanted[CLASSES] = {0}, found[CLASSES] = {0};

    memset (seen, 0, world->n * sizeof (guint));
    for (guint i = 0; i < world->n; i++)
      wanted[world->classes[i]] += world->in[i] && world->from[i] > z;
    nord_crowd_query (crowd, z, -2, -2, 2, 2, bubbles);
    g_assert_cmpuint (bubbles->len, ==, nord_crowd_count (crowd, z));
    for (guint b = 0; b < bubbles->len; b++) {
      const NordCrowdBubble *bubble = &g_array_index (bubbles, NordCrowdBubble, b);
      const guint32 *shares = nord_crowd_get_shares (crowd, z, bubble->node);
      g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
      guint sum = 0, node;

      nord_crowd_list_places (crowd, z, bubble->node, places);
      g_assert_cmpuint (places->len, ==, bubble->count);
      g_assert_true ((bubble->count == 1) == (bubble->place != G_MAXUINT));
      for (guint i = 0; i < places->len; i++) {
        guint place = g_array_index (places, guint, i);

        g_assert_true (world->in[place] && world->from[place] > z);
        g_assert_cmpuint (seen[place]++, ==, 0);
        g_assert_true (nord_crowd_find_bubble (crowd, place, z, &node));
        g_assert_cmpuint (node, ==, bubble->node);
      }
      for (guint c = 0; c < CLASSES; c++) {
        found[c] += shares[c];
        sum += shares[c];
      }
      g_assert_cmpuint (sum, ==, bubble->count);
      g_assert_cmpuint (nord_crowd_find_parting_zoom (crowd, z, bubble->node), >, z);
    }
    g_assert_cmpmem (found, sizeof found, wanted, sizeof wanted);
  }
}

/* What a view answers is what a search through all bubbles of the zoom finds in it. */
static void
check_views (const NordCrowd *crowd)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (NordCrowdBubble));
  g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (NordCrowdBubble));

  for (guint round = 0; round < 200; round++) {
    guint z = (guint) g_test_rand_int_range (0, MAX_ZOOM + 4);
    double wide = exp2 (-g_test_rand_double_range (0, 18));
    double west = 0.52 + g_test_rand_double_range (-0.001, 0.001) - wide / 2;
    double north = 0.33 + g_test_rand_double_range (-0.001, 0.001) - wide / 2;
    guint wanted = 0, n_seen = 0;
    g_autoptr (GHashTable) nodes = g_hash_table_new (NULL, NULL);

    g_array_set_size (all, 0);
    g_array_set_size (some, 0);
    nord_crowd_query (crowd, z, -2, -2, 2, 2, all);
    nord_crowd_query (crowd, z, west, north, west + wide, north + wide, some);
    for (guint i = 0; i < some->len; i++)
      g_hash_table_add (nodes, GUINT_TO_POINTER (g_array_index (some, NordCrowdBubble, i).node));
    for (guint i = 0; i < all->len; i++) {
      const NordCrowdBubble *bubble = &g_array_index (all, NordCrowdBubble, i);

      if (bubble->x < west || bubble->x > west + wide || bubble->y < north ||
          bubble->y > north + wide)
        continue;
      wanted++;
      n_seen += g_hash_table_contains (nodes, GUINT_TO_POINTER (bubble->node));
    }
    g_assert_cmpuint (wanted, ==, n_seen);
    g_assert_cmpuint (wanted, ==, some->len);
  }
}

static void
test_fill (void)
{
  static const guint sizes[] = {0, 1, 2, 3, 100, 4000};

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (NordCrowd) crowd = nord_crowd_new (MAX_ZOOM, CLASSES);
    World world;

    make_world (&world, sizes[i]);
    for (guint p = 0; p < world.n; p++)
      world.in[p] = TRUE;
    nord_crowd_fill (crowd, world.xy, world.classes, world.from, world.n);
    g_assert_cmpuint (nord_crowd_get_size (crowd), ==, world.n);
    check_sums (crowd, &world);
    check_views (crowd);
    clear_world (&world);
  }
}

static void
test_come_and_go (void)
{
  g_autoptr (NordCrowd) crowd = nord_crowd_new (MAX_ZOOM, CLASSES);
  World world;
  guint size = 1500;

  make_world (&world, 3000);
  for (guint p = 0; p < size; p++)
    world.in[p] = TRUE;
  nord_crowd_fill (crowd, world.xy, world.classes, world.from, size);
  for (guint step = 1; step <= 12000; step++) {
    guint i = (guint) g_test_rand_int_range (0, (gint32) world.n);

    if (world.in[i]) {
      g_assert_false (nord_crowd_add (crowd, i, 0.1, 0.1, 0, 255));
      g_assert_true (nord_crowd_remove (crowd, i));
      size--;
    } else {
      g_assert_false (nord_crowd_remove (crowd, i));
      make_place (&world, i);
      g_assert_true (nord_crowd_add (crowd, i, world.xy[2 * i], world.xy[2 * i + 1],
                                     world.classes[i], world.from[i]));
      size++;
    }
    world.in[i] = !world.in[i];
    g_assert_cmpuint (nord_crowd_get_size (crowd), ==, size);
    if (step % 3000 == 0) {
      check_sums (crowd, &world);
      check_views (crowd);
    }
  }
  for (guint i = 0; i < world.n; i++) {
    g_assert_true (nord_crowd_remove (crowd, i) == world.in[i]);
    world.in[i] = FALSE;
  }
  check_sums (crowd, &world);
  g_assert_cmpuint (nord_crowd_count (crowd, 5), ==, 0);
  /* Slots of those that went are used again: coming and going at one spot takes no more room. */
  for (guint round = 0; round < 2; round++) {
    gsize memory = nord_crowd_get_memory (crowd);

    for (guint i = 0; i < 2000; i++) {
      nord_crowd_add (crowd, 0, 0.7, 0.7, 0, 255);
      nord_crowd_remove (crowd, 0);
    }
    if (round > 0)
      g_assert_cmpuint (nord_crowd_get_memory (crowd), ==, memory);
  }
  clear_world (&world);
}

/* After many changes there are about as many bubbles as when the same places are bundled anew. */
static void
test_wear (void)
{
  g_autoptr (NordCrowd) worn = nord_crowd_new (MAX_ZOOM, 0), fresh = nord_crowd_new (MAX_ZOOM, 0);
  World world;

  make_world (&world, 4000);
  for (guint i = 0; i < world.n; i++)
    nord_crowd_add (worn, i, world.xy[2 * i], world.xy[2 * i + 1], 0, 255);
  nord_crowd_fill (fresh, world.xy, NULL, NULL, world.n);
  for (guint z = 0; z <= MAX_ZOOM; z++) {
    double ratio = (double) nord_crowd_count (worn, z) / nord_crowd_count (fresh, z);

    g_assert_cmpfloat (ratio, >, 0.7);
    g_assert_cmpfloat (ratio, <, 1.5);
  }
  clear_world (&world);
}

/* No two bubbles of which one could have taken the other: they are farther apart than half the
 * radius nearly always, and the two of a pair are one where they must be. */
static void
test_rule (void)
{
  g_autoptr (NordCrowd) crowd = nord_crowd_new (16, 0);
  double radius = NORD_CROWD_RADIUS / NORD_CROWD_EXTENT / exp2 (10);
  double pair[4] = {0.5, 0.5, 0.5 + radius * 0.99, 0.5},
         apart[4] = {0.5, 0.5, 0.5, 0.5 + radius * 1.01};

  nord_crowd_fill (crowd, pair, NULL, NULL, 2);
  g_assert_cmpuint (nord_crowd_count (crowd, 10), ==, 1);
  g_assert_cmpuint (nord_crowd_count (crowd, 11), ==, 2);
  nord_crowd_fill (crowd, apart, NULL, NULL, 2);
  g_assert_cmpuint (nord_crowd_count (crowd, 10), ==, 2);
  g_assert_cmpuint (nord_crowd_count (crowd, 9), ==, 1);
}

/* What a real city does not have: all at one spot, all along one street, a whole country, a country
 * with a town in which most live, all round the edge of the map. */
static void
place_oddly (World *world, guint kind)
{
  for (guint i = 0; i < world->n; i++) {
    double *xy = &world->xy[2 * i], wide = kind == 3 && i % 3 ? 0.0002 : 0.03;

    if (kind == 0)
      xy[0] = 0.5, xy[1] = 0.25;
    else if (kind == 1)
      xy[0] = 0.5 + g_test_rand_double () * 0.0002, xy[1] = 0.25 + (xy[0] - 0.5) / 3;
    else if (kind == 4)
      xy[i % 2] = i / 2 % 2 ? 1 : 0, xy[(i + 1) % 2] = g_test_rand_double ();
    else
      xy[0] = 0.52 + g_test_rand_double () * wide, xy[1] = 0.33 + g_test_rand_double () * wide;
  }
}

static void
test_odd (void)
{
  for (guint kind = 0; kind < 5; kind++) {
    g_autoptr (NordCrowd) crowd = nord_crowd_new (MAX_ZOOM, CLASSES);
    guint bubbles[MAX_ZOOM + 1];
    World world;

    make_world (&world, 6000);
    place_oddly (&world, kind);
    if (kind % 2 == 0)
      memset (world.from, 255, world.n);
    for (guint p = 0; p < world.n; p++)
      world.in[p] = TRUE;
    nord_crowd_fill (crowd, world.xy, world.classes, world.from, world.n);
    check_sums (crowd, &world);
    check_views (crowd);
    for (guint z = 0; z <= MAX_ZOOM; z++)
      bubbles[z] = nord_crowd_count (crowd, z);
    if (kind == 0)
      g_assert_cmpuint (bubbles[MAX_ZOOM], ==, 1);
    /* A third goes, comes back elsewhere in the same way, and it all still adds up. */
    for (guint p = 0; p < world.n; p += 3) {
      g_assert_true (nord_crowd_remove (crowd, p));
      world.in[p] = FALSE;
    }
    check_sums (crowd, &world);
    for (guint p = 0; p < world.n; p += 3) {
      g_assert_true (nord_crowd_add (crowd, p, world.xy[2 * p], world.xy[2 * p + 1],
                                     world.classes[p], world.from[p]));
      world.in[p] = TRUE;
    }
    check_sums (crowd, &world);
    check_views (crowd);
    for (guint z = 0; z <= MAX_ZOOM; z++) {
      g_assert_cmpuint (nord_crowd_count (crowd, z), <=, bubbles[z] * 3 / 2 + 1);
      g_assert_cmpuint (nord_crowd_count (crowd, z), >=, bubbles[z] * 2 / 3);
    }
    clear_world (&world);
  }
}

/* No two signs of one zoom began in reach of each other: where places are spread so thinly that
 * each is alone, all stay alone, and two that are near each other are one. Over wide blocks as
 * well. */
static void
test_sparse (void)
{
  g_autoptr (NordCrowd) crowd = nord_crowd_new (MAX_ZOOM, 0);
  enum { N_SIDE = 60 };
  double radius = NORD_CROWD_RADIUS / NORD_CROWD_EXTENT / exp2 (10);
  g_autofree double *xy = g_new (double, 4 * N_SIDE * N_SIDE);

  for (guint i = 0; i < N_SIDE * N_SIDE; i++) {
    double turn = g_test_rand_double_range (0, 2 * G_PI);

    xy[4 * i] = 0.3 + i % N_SIDE * radius * 2.3;
    xy[4 * i + 1] = 0.4 + i / N_SIDE * radius * 2.3;
    xy[4 * i + 2] = xy[4 * i] + cos (turn) * radius / 8 * 1.01;
    xy[4 * i + 3] = xy[4 * i + 1] + sin (turn) * radius / 8 * 1.01;
  }
  nord_crowd_fill (crowd, xy, NULL, NULL, 2 * N_SIDE * N_SIDE);
  for (guint z = 10; z <= MAX_ZOOM; z++)
    g_assert_cmpuint (nord_crowd_count (crowd, z), ==, (z > 12 ? 2u : 1u) * N_SIDE * N_SIDE);
}

/* So many that memory is given back while they are bundled, and asked for again where many come in
 * further out. Whatever was there before, it comes out the same. */
static void
test_many (void)
{
  enum { N = 400000, N_TOWN = 240000, FROM = 6 };
  g_autoptr (NordCrowd) crowd = nord_crowd_new (MAX_ZOOM, 0);
  g_autofree double *xy = g_new (double, 2 * N);
  g_autofree guint8 *from = g_new (guint8, N);
  guint counts[MAX_ZOOM + 1];

  for (guint i = 0; i < N; i++) {
    double wide = i < N_TOWN ? 0.0004 : 0.9;

    xy[2 * i] = 0.05 + g_test_rand_double () * wide;
    xy[2 * i + 1] = 0.05 + g_test_rand_double () * wide;
    from[i] = i < N_TOWN ? 255 : FROM;
  }
  for (guint round = 0; round < 2; round++) {
    nord_crowd_fill (crowd, xy, NULL, from, N);
    for (guint z = 0; z <= MAX_ZOOM; z++) {
      g_autoptr (GArray) bubbles = g_array_new (FALSE, FALSE, sizeof (NordCrowdBubble));
      guint sum = 0;

      nord_crowd_query (crowd, z, -2, -2, 2, 2, bubbles);
      for (guint b = 0; b < bubbles->len; b++)
        sum += g_array_index (bubbles, NordCrowdBubble, b).count;
      g_assert_cmpuint (sum, ==, z < FROM ? N : N_TOWN);
      if (round > 0)
        g_assert_cmpuint (bubbles->len, ==, counts[z]);
      counts[z] = bubbles->len;
    }
    for (guint i = 0; i < N; i += 97) {
      guint node;

      for (guint z = 0; z <= MAX_ZOOM; z++)
        g_assert_true (nord_crowd_find_bubble (crowd, i, z, &node) == (z < from[i]));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/crowd/fill", test_fill);
  g_test_add_func ("/crowd/come-and-go", test_come_and_go);
  g_test_add_func ("/crowd/wear", test_wear);
  g_test_add_func ("/crowd/rule", test_rule);
  g_test_add_func ("/crowd/odd", test_odd);
  g_test_add_func ("/crowd/sparse", test_sparse);
  g_test_add_func ("/crowd/many", test_many);
  return g_test_run ();
}
