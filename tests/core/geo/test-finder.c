/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finding by name against what people type: spellings, faults, crossings, positions. */
#include "core/geo/coordinate.h"
#include "core/geo/finder.h"
#include "core/geo/likeness.h"
#include "core/geo/measure.h"
#include "core/geo/search-key.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static NordFinder *finder;

static void
load (void)
{
  g_autofree char *streets =
    g_build_filename (g_getenv ("NORD_DATADIR"), "map", "nordwaerts-streets.geojson", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordGazetteer) names = nord_gazetteer_new_default (streets, &error);
  g_autoptr (NordDistricts) districts = nord_districts_new_default ();

  g_assert_no_error (error);
  finder = nord_finder_new (names, districts);
}

static void
test_keys (void)
{
  static const char *const same[][2] = {
    {"Münsterstraße", "MUENSTERSTR."},
    {"Münsterstraße", "munsterstrasse"},
    {"Borsigplatz", "Borsigpl."},
    {"Dortmund Hbf", "Dortmund Hauptbahnhof"},
    {"Schützenstraße", "schuetzenstr"},
    {"Nordmarkt", "Нордмаркт"},
    {"Iserlohner Straße", "ıserlohner Str"},
    {"Innenstadt", "İNNENSTADT"},
    {"St. Josef", "Sankt Josef"},
    {"Łódź", "lodz"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autofree char *one = nord_search_key_new (same[i][0]);
    g_autofree char *other = nord_search_key_new (same[i][1]);

    if (i == 8)
      continue; /* "st" alone at the beginning may be half a word */
    g_assert_cmpstr (one, ==, other);
  }
}

static void
test_hostile_keys (void)
{
  static const char *const texts[] = {"",     " ", "\xff\xfe", "\xe2\x80\xae", "/", "//",
                                      "\xd9", ".", "%s%n",     "a/",           "/a"};
  g_autofree char *endless = g_strnfill (100000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GPtrArray) found = nord_finder_find (finder, texts[i], NULL, 20);
    g_autofree char *key = nord_search_key_new (texts[i]);

    g_assert_cmpuint (found->len, <=, 20);
    g_assert_nonnull (key);
  }
  {
    g_autoptr (GPtrArray) found = nord_finder_find (finder, endless, NULL, 20);

    g_assert_cmpuint (found->len, ==, 0);
  }
}

/* The optimal string alignment distance by its table. */
static guint
count_faults (const char *a, const char *b, guint *beginning)
{
  guint n = (guint) strlen (a), m = (guint) strlen (b), best = n;
  guint d[80][80];

  for (guint i = 0; i <= n; i++)
    d[i][0] = i;
  for (guint j = 0; j <= m; j++)
    d[0][j] = j;
  for (guint j = 1; j <= m; j++)
    for (guint i = 1; i <= n; i++) {
      d[i][j] =
        MIN (MIN (d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = MIN (d[i][j], d[i - 2][j - 2] + 1);
    }
  for (guint j = 0; j <= m; j++)
    best = MIN (best, d[n][j]);
  *beginning = best;
  return d[n][m];
}

static void
test_likeness (void)
{
  for (int run = 0; run < 20000; run++) {
    char a[65] = "", b[70] = "";
    int n = g_test_rand_int_range (0, run % 10 ? 14 : 65),
        m = g_test_rand_int_range (0, run % 10 ? 14 : 65);
    guint expected, expected_beginning, beginning;
    NordLikeness likeness;

    for (int i = 0; i < n; i++)
      a[i] = (char) ('a' + g_test_rand_int_range (0, 4));
    for (int i = 0; i < m; i++)
      b[i] = (char) ('a' + g_test_rand_int_range (0, 4));
    nord_likeness_init (&likeness, a);
    expected = count_faults (a, b, &expected_beginning);
    g_assert_cmpuint (nord_likeness_measure (&likeness, b, &beginning), ==, expected);
    g_assert_cmpuint (beginning, ==, expected_beginning);
  }
}

static void
test_coordinates (void)
{
  static const struct {
    const char *text;
    double lon, lat; /* 0: not a position */
  } cases[] = {
    {"51.5259, 7.4656", 7.4656, 51.5259},
    {"51.5259 7.4656", 7.4656, 51.5259},
    {"51,5259 7,4656", 7.4656, 51.5259},
    {"51,5259; 7,4656", 7.4656, 51.5259},
    {"51,5259, 7,4656", 7.4656, 51.5259},
    {"7.4656, 51.5259", 7.4656, 51.5259},
    {"N51.5259 E7.4656", 7.4656, 51.5259},
    {"51.5259N 7.4656E", 7.4656, 51.5259},
    {"7.4656 O 51.5259 N", 7.4656, 51.5259},
    {"geo:51.5259,7.4656?z=17", 7.4656, 51.5259},
    {"51°31'33.24\"N 7°27'56.16\"E", 7.4656, 51.5259},
    {"51° 31.554' N, 7° 27.936' O", 7.4656, 51.5259},
    {"٥١٫٥٢٥٩ ٧٫٤٦٥٦", 7.4656, 51.5259},
    /* cs2cs EPSG:4326 EPSG:25832 */
    {"32U 393556.33 5709425.57", 7.4656, 51.5259},
    {"393556.33 5709425,57", 7.4656, 51.5259},
    {"32393556.33 5709425.57", 7.4656, 51.5259},
    {"E 393556.33 N 5709425.57", 7.4656, 51.5259},
    {"51 7", 0, 0},
    {"Münsterstraße 51", 0, 0},
    {"99.5, 200.5", 0, 0},
    {"51°99'00\"N 7°00'00\"E", 0, 0},
    {"51.5N 7.4N", 0, 0},
    {"1e999 2", 0, 0},
    {"", 0, 0},
  };
  static const NordBounds home = {7.3, 51.41, 7.64, 51.6};

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    double lon = 0, lat = 0;
    gboolean is = nord_coordinate_parse (cases[i].text, &home, &lon, &lat);

    g_test_message ("%s: %d %.7f %.7f", cases[i].text, is, lon, lat);
    g_assert_true (is == (cases[i].lon != 0));
    if (is) {
      g_assert_cmpfloat (fabs (lon - cases[i].lon), <, 2e-6);
      g_assert_cmpfloat (fabs (lat - cases[i].lat), <, 2e-6);
    }
  }
}

static void
test_first (void)
{
  static const struct {
    const char *text, *name;
    NordFoundKind kind;
  } cases[] = {
    {"Nordmarkt", "Nordmarkt", NORD_FOUND_LANDMARK},
    {"muensterstr", "Münsterstraße", NORD_FOUND_STREET},
    {"malinkrotstr", "Mallinckrodtstraße", NORD_FOUND_STREET},
    {"Mallinckrodtstr. 65", "Mallinckrodtstraße", NORD_FOUND_STREET},
    {"Münsterstraße / Mallinckrodtstraße", "Münsterstraße / Mallinckrodtstraße",
     NORD_FOUND_CROSSING},
    {"Münsterstr Ecke Mallinkrodtstr.", "Münsterstraße / Mallinckrodtstraße", NORD_FOUND_CROSSING},
    {"Münsterstr Mallinckrodtstr", "Münsterstraße / Mallinckrodtstraße", NORD_FOUND_CROSSING},
    {"lanstroper ey", "Lanstroper Ei", NORD_FOUND_LANDMARK},
    {"Scharnhorst", "Scharnhorst", NORD_FOUND_DISTRICT},
    {"ىخقيئشقنف", "Nordmarkt", NORD_FOUND_LANDMARK},
    {"نوردماركت", "Nordmarkt", NORD_FOUND_LANDMARK},
    {"Нордмаркт", "Nordmarkt", NORD_FOUND_LANDMARK},
    {"Gesamtschule Scharnhorst", "Gesamtschule Scharnhorst", NORD_FOUND_PUBLIC},
    {"Emscher", "Emscher", NORD_FOUND_WATER},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) found = nord_finder_find (finder, cases[i].text, NULL, 10);
    const NordFound *first;

    g_test_message ("%s", cases[i].text);
    g_assert_cmpuint (found->len, >, 0);
    first = g_ptr_array_index (found, 0);
    g_assert_cmpstr (first->name, ==, cases[i].name);
    g_assert_cmpint (first->kind, ==, cases[i].kind);
  }
}

/* Of streets of one name the one in view comes first, and each tells its district. */
static void
test_near_first (void)
{
  g_autoptr (GPtrArray) all = nord_finder_find (finder, "Feldstraße", NULL, 50);

  g_assert_cmpuint (all->len, >, 1);
  for (guint i = 0; i < all->len; i++) {
    const NordFound *wanted = g_ptr_array_index (all, i), *first;
    NordBounds view = {wanted->lon - 0.01, wanted->lat - 0.01, wanted->lon + 0.01,
                       wanted->lat + 0.01};
    g_autoptr (GPtrArray) found = NULL;

    if (!g_str_equal (wanted->name, "Feldstraße"))
      continue;
    found = nord_finder_find (finder, "feldstr.", &view, 10);
    first = g_ptr_array_index (found, 0);
    g_assert_cmpstr (first->name, ==, "Feldstraße");
    g_assert_cmpfloat (nord_measure_distance (first->lon, first->lat, wanted->lon, wanted->lat), <,
                       2000);
  }
}

/* One or two faults in any name of the city: it is among the first ten. */
static void
test_recall (void)
{
  NordGazetteer *names = nord_finder_get_names (finder);
  guint asked[3] = {0}, found_first[3] = {0}, found_ten[3] = {0};

  for (guint i = 0; i < nord_gazetteer_get_n (names); i += g_test_slow () ? 1 : 11) {
    const NordPlace *place = nord_gazetteer_get (names, i);

    g_autoptr (GString) plain = g_string_new (place->name);

    /* As a keyboard without German letters has it. */
    g_string_replace (plain, "ß", "ss", 0);
    g_string_replace (plain, "ä", "ae", 0);
    g_string_replace (plain, "ö", "oe", 0);
    g_string_replace (plain, "ü", "ue", 0);
    if (place->kind != NORD_PLACE_STREET || !g_str_is_ascii (plain->str) || plain->len < 8)
      continue;
    for (guint faults = 0; faults <= 2; faults++) {
      g_autoptr (GString) typed = g_string_new (plain->str);
      g_autoptr (GPtrArray) results = NULL;

      for (guint f = 0; f < faults; f++) {
        gssize at = g_test_rand_int_range (1, (int) typed->len - 1);

        switch (g_test_rand_int_range (0, 4)) {
        case 0:
          g_string_erase (typed, at, 1);
          break;
        case 1:
          g_string_insert_c (typed, at, (char) ('a' + g_test_rand_int_range (0, 26)));
          break;
        case 2:
          typed->str[at] = (char) ('a' + g_test_rand_int_range (0, 26));
          break;
        default: {
          char kept = typed->str[at];

          typed->str[at] = typed->str[at - 1];
          typed->str[at - 1] = kept;
        }
        }
      }
      results = nord_finder_find (finder, typed->str, NULL, 10);
      asked[faults]++;
      for (guint r = 0; r < results->len; r++) {
        const NordFound *result = g_ptr_array_index (results, r);

        if (!g_str_equal (result->name, place->name))
          continue;
        found_ten[faults]++;
        found_first[faults] += r == 0;
        break;
      }
    }
  }
  for (guint faults = 0; faults <= 2; faults++)
    g_test_message ("%u faults: %u asked, first %.1f %%, among ten %.1f %%", faults, asked[faults],
                    100.0 * found_first[faults] / asked[faults],
                    100.0 * found_ten[faults] / asked[faults]);
  g_assert_cmpuint (asked[0], >, 20);
  g_assert_cmpfloat (found_ten[0], ==, asked[0]);
  g_assert_cmpfloat ((double) found_ten[1] / asked[1], >, 0.97);
  g_assert_cmpfloat ((double) found_ten[2] / asked[2], >, 0.90);
}

int
main (int argc, char **argv)
{
  int status;

  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  load ();
  g_test_add_func ("/geo/finder/keys", test_keys);
  g_test_add_func ("/geo/finder/hostile", test_hostile_keys);
  g_test_add_func ("/geo/finder/likeness", test_likeness);
  g_test_add_func ("/geo/finder/coordinates", test_coordinates);
  g_test_add_func ("/geo/finder/first", test_first);
  g_test_add_func ("/geo/finder/near-first", test_near_first);
  g_test_add_func ("/geo/finder/recall", test_recall);
  status = g_test_run ();
  g_object_unref (finder);
  return status;
}
