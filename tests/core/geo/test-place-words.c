/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Positions in words, against distances that are measured one by one. */
#include "core/geo/measure.h"
#include "core/geo/near.h"
#include "core/geo/place-words.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static NordGazetteer *names;

static void
test_words (void)
{
  static const struct {
    double lon, lat;
    const char *words; /* NULL: nothing with a name is near */
  } cases[] = {
    {7.46075, 51.52455, "crossing Mallinckrodtstraße / Münsterstraße"},
    {9.0, 53.0, NULL},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = nord_place_words_describe (names, cases[i].lon, cases[i].lat, NULL);

    g_test_message ("%s", words);
    if (cases[i].words == NULL) {
      g_assert_null (words);
      continue;
    }
    g_assert_nonnull (strstr (words, "Mallinckrodtstraße"));
    g_assert_nonnull (strstr (words, "Münsterstraße"));
    g_assert_nonnull (strstr (words, "crossing"));
  }
}

static void
test_moves (void)
{
  static const struct {
    double east, north;
    const char *words;
  } cases[] = {
    {0, 20, "20 m to the north"},      {0, -100, "100 m to the south"},
    {3, 0, "3 m to the east"},         {-50, 50, "70 m to the north-west"},
    {-1000, 10, "1000 m to the west"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = nord_place_words_move (cases[i].east, cases[i].north, NULL);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

static const char *
say_otherwise (const char *english, gpointer data)
{
  const char *const *pairs = data;

  for (guint i = 0; pairs[i] != NULL; i += 2)
    if (g_str_equal (pairs[i], english))
      return pairs[i + 1];
  return NULL;
}

/* Another language has its own order; what it does not know the program says; and a sentence with
 * a fault in it takes nothing that was not given to it. */
static void
test_voice (void)
{
  static const char *const pairs[] = {
    "crossing %s / %s",
    "%2$s x %1$s",
    "%u m to the north",
    "kuzeye %u m",
    "%u m to the east",
    "%s%u%d%n%",
    "%u m to the west",
    "%u%u",
    NULL,
  };
  const NordPlaceVoice voice = {say_otherwise, (gpointer) pairs};
  g_autofree char *crossing = nord_place_words_describe (names, 7.46075, 51.52455, &voice);
  g_autofree char *north = nord_place_words_move (0, 20, &voice);
  g_autofree char *east = nord_place_words_move (20, 0, &voice);
  g_autofree char *west = nord_place_words_move (-20, 0, &voice);
  g_autofree char *south = nord_place_words_move (0, -20, &voice);

  g_assert_nonnull (strstr (crossing, "Münsterstraße x Mallinckrodtstraße"));
  g_assert_cmpstr (north, ==, "kuzeye 20 m");
  g_assert_cmpstr (east, ==, "20dn");
  g_assert_cmpstr (west, ==, "2020");
  g_assert_cmpstr (south, ==, "20 m to the south");
}

/* The winds from which streets come as near as @most metres, as bits: where several are equally
 * near, each may be told. */
static guint
find_winds (double lon, double lat, double most)
{
  NordFrame frame = nord_frame_at (lon, lat);
  guint winds = 0;

  for (guint i = 0; i < nord_gazetteer_get_n (names); i++) {
    const NordPlace *place = nord_gazetteer_get (names, i);
    guint start = 0;

    if (place->kind != NORD_PLACE_STREET)
      continue;
    for (guint r = 0; r < place->shape->n_rings; start = place->shape->ring_ends[r++])
      for (guint p = start + 1; p < place->shape->ring_ends[r]; p++) {
        const double *a = place->shape->xy + 2 * (p - 1), *b = a + 2;

        for (int t = 0; t <= 100; t++) {
          double x = (a[0] + (b[0] - a[0]) * t / 100 - lon) * frame.east;
          double y = (a[1] + (b[1] - a[1]) * t / 100 - lat) * frame.north;

          if (hypot (x, y) < most)
            winds |= 1u << ((int) lround (atan2 (-x, -y) / G_PI_4) + 8) % 8;
        }
      }
  }
  return winds;
}

/* Whatever street is told with a distance, no other street is nearer, and the distance and the wind
 * are those of its nearest point, found by walking along all of its lines in steps. */
static void
test_brute (void)
{
  static const char *const winds[] = {"north of", "north-east of", "east of", "south-east of",
                                      "south of", "south-west of", "west of", "north-west of"};
  guint n_told = 0;

  for (int run = 0; run < 60; run++) {
    double lon = g_test_rand_double_range (7.40, 7.56),
           lat = g_test_rand_double_range (51.52, 51.58);
    g_autofree char *words = nord_place_words_describe (names, lon, lat, NULL);
    NordFrame frame = nord_frame_at (lon, lat);
    double best = G_MAXDOUBLE, named = G_MAXDOUBLE, best_x = 0, best_y = 0;
    const NordPlace *nearest = NULL;
    const char *told;
    guint metres = 0;
    int wind;

    for (guint i = 0; i < nord_gazetteer_get_n (names); i++) {
      const NordPlace *place = nord_gazetteer_get (names, i);
      guint start = 0;

      if (place->kind != NORD_PLACE_STREET)
        continue;
      for (guint r = 0; r < place->shape->n_rings; start = place->shape->ring_ends[r++]) {
        for (guint p = start + 1; p < place->shape->ring_ends[r]; p++) {
          const double *a = place->shape->xy + 2 * (p - 1), *b = a + 2;

          for (int t = 0; t <= 100; t++) {
            double x = (a[0] + (b[0] - a[0]) * t / 100 - lon) * frame.east;
            double y = (a[1] + (b[1] - a[1]) * t / 100 - lat) * frame.north;

            if (words != NULL && strstr (words, place->name) != NULL)
              named = MIN (named, hypot (x, y));
            if (hypot (x, y) < best) {
              best = hypot (x, y);
              best_x = -x;
              best_y = -y;
              nearest = place;
            }
          }
        }
      }
    }
    told = words != NULL ? strstr (words, " m ") : NULL;
    if (told == NULL || best > 240 || best < 30)
      continue;
    while (told > words && g_ascii_isdigit (told[-1]))
      told--;
    metres = (guint) atoi (told);
    wind = ((int) lround (atan2 (best_x, best_y) / G_PI_4) + 8) % 8;
    g_test_message ("%s (%.1f m, %s %s)", words, best, winds[wind], nearest->name);
    /* Where two streets meet, either is the nearest. */
    g_assert_cmpfloat (named, <, best + 1);
    g_assert_cmpfloat (fabs (metres - best), <=, 5.6);
    n_told++;
    {
      const guint may = find_winds (lon, lat, best + 2);
      gboolean right = FALSE;

      for (guint w = 0; w < G_N_ELEMENTS (winds); w++)
        right |= (may >> w & 1) != 0 && strstr (words, winds[w]) != NULL;
      g_assert_true (right);
    }
  }
  g_assert_cmpuint (n_told, >, 15);
}

int
main (int argc, char **argv)
{
  g_autofree char *streets = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  streets = g_build_filename (g_getenv ("NORD_DATADIR"), "map", "nordwaerts-streets.geojson", NULL);
  names = nord_gazetteer_new_default (streets, &error);
  g_assert_no_error (error);
  g_test_add_func ("/geo/place-words/words", test_words);
  g_test_add_func ("/geo/place-words/moves", test_moves);
  g_test_add_func ("/geo/place-words/voice", test_voice);
  g_test_add_func ("/geo/place-words/brute", test_brute);
  status = g_test_run ();
  g_object_unref (names);
  return status;
}
