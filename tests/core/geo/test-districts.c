/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The districts that ship: twelve of the city, 62 statistical, one project area, and who lies
 * where.
 */
#include "core/geo/districts.h"
#include "core/geo/measure.h"
#include "core/geo/relate.h"

#include <string.h>

static const struct {
  const char *what;
  double lon, lat;
  const char *city, *statistical;
  gboolean project;
} places[] = {
  {"Nordmarkt", 7.46564, 51.52587, "Innenstadt-Nord", "Nordmarkt", TRUE},
  {"Lanstroper Ei", 7.55956, 51.56864, "Scharnhorst", "Hostedde", TRUE},
  {"Zeche Zollern", 7.33398, 51.51844, "Lütgendortmund", "Bövinghausen", TRUE},
  {"Kokerei Hansa", 7.41247, 51.54067, "Huckarde", "Huckarde", TRUE},
  {"Amtshaus Mengede", 7.38071, 51.57151, "Mengede", "Mengede", TRUE},
  {"Westfalenpark", 7.4750, 51.4960, "Innenstadt-Ost", "Ruhrallee", FALSE},
  {"Lünen", 7.5240, 51.6160, NULL, NULL, FALSE},
};

static void
test_locate (void)
{
  g_autoptr (NordDistricts) districts = nord_districts_new_default ();

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (NordShape) spot = nord_shape_new_point (places[i].lon, places[i].lat);
    const NordDistrict *city = nord_districts_locate (districts, NORD_DISTRICT_CITY, spot);
    const NordDistrict *part = nord_districts_locate (districts, NORD_DISTRICT_STATISTICAL, spot);

    g_test_message ("%s", places[i].what);
    g_assert_cmpstr (city != NULL ? city->name : NULL, ==, places[i].city);
    g_assert_cmpstr (part != NULL ? part->name : NULL, ==, places[i].statistical);
    g_assert_true ((nord_districts_locate (districts, NORD_DISTRICT_PROJECT, spot) != NULL) ==
                   places[i].project);
    if (part != NULL)
      g_assert_cmpstr (part->city, ==, city->id);
  }
}

/* The published areas in km², so that a slip in the data is seen. */
static void
test_areas (void)
{
  static const struct {
    const char *name;
    double km2;
  } published[] = {{"Eving", 22.89},   {"Huckarde", 15.10},       {"Innenstadt-Nord", 14.42},
                   {"Mengede", 28.77}, {"Lütgendortmund", 22.44}, {"Scharnhorst", 31.44}};
  g_autoptr (NordDistricts) districts = nord_districts_new_default ();
  double sums[NORD_DISTRICT_N_RANKS] = {0};

  g_assert_cmpuint (nord_districts_get_n (districts, NORD_DISTRICT_PROJECT), ==, 1);
  g_assert_cmpuint (nord_districts_get_n (districts, NORD_DISTRICT_CITY), ==, 12);
  g_assert_cmpuint (nord_districts_get_n (districts, NORD_DISTRICT_STATISTICAL), ==, 62);
  for (guint i = 0; i < G_N_ELEMENTS (published); i++) {
    const NordDistrict *d = nord_districts_find (districts, NORD_DISTRICT_CITY, published[i].name);

    g_assert_nonnull (d);
    g_assert_true (d->north);
    g_assert_cmpfloat_with_epsilon (nord_measure_area (d->shape) / 1e6, published[i].km2, 0.12);
    g_assert_true (nord_districts_find (districts, NORD_DISTRICT_CITY, d->id) == d);
  }
  for (guint rank = 0; rank < NORD_DISTRICT_N_RANKS; rank++)
    for (guint i = 0; i < nord_districts_get_n (districts, rank); i++) {
      const NordDistrict *d = nord_districts_get (districts, rank, i);

      sums[rank] += nord_measure_area (d->shape) / 1e6;
      /* Where the name stands lies inside, or a map would name the neighbour. */
      g_assert_true (nord_relate_contains (d->shape, d->lon, d->lat));
    }
  g_assert_cmpfloat_with_epsilon (sums[NORD_DISTRICT_CITY], 280.7, 0.5);
  /* Neither gap nor overlap: the small ones make up the large ones. */
  g_assert_cmpfloat_with_epsilon (sums[NORD_DISTRICT_STATISTICAL], sums[NORD_DISTRICT_CITY], 0.001);
  g_assert_cmpfloat_with_epsilon (sums[NORD_DISTRICT_PROJECT], 128.39, 0.3);
}

/* A line whose longest part is in Eving, though the longest of its statistical pieces is next door:
 * the part is looked for beneath the city district, so that numbers sum up. */
static void
test_parts (void)
{
  g_autoptr (NordDistricts) districts = nord_districts_new_default ();
  const NordDistrict *eving = nord_districts_find (districts, NORD_DISTRICT_CITY, "Eving");
  const NordDistrict *part = nord_districts_find (districts, NORD_DISTRICT_STATISTICAL, "120");
  g_autofree char *written = nord_district_write (part), *city = nord_district_write (eving);
  guint differ = 0;

  g_assert_cmpstr (written, ==, "Eving (120)");
  g_assert_cmpstr (city, ==, "Eving");
  g_assert_true (nord_districts_search (districts, "  eViNg ") == eving);
  g_assert_true (nord_districts_search (districts, "120") == part);
  g_assert_cmpstr (nord_districts_search (districts, "HÖRDE")->id, ==, "hoerde");
  g_assert_cmpstr (nord_districts_search (districts, "nordmarkt")->id, ==, "050");
  g_assert_null (nord_districts_search (districts, ""));
  g_assert_null (nord_districts_search (districts, "Bochum"));
  for (guint i = 0; i < 400; i++) {
    const double xy[] = {7.36 + i % 20 * 0.01, 51.49 + i / 20 * 0.005, 7.36 + i % 20 * 0.01 + 0.05,
                         51.49 + i / 20 * 0.005 + ((int) (i % 7) - 3) * 0.01};
    g_autoptr (NordShape) line = nord_shape_new_line (xy, 2, NULL);
    const NordDistrict *whole = nord_districts_locate (districts, NORD_DISTRICT_CITY, line);
    const NordDistrict *inside = nord_districts_locate_part (districts, whole, line);
    const NordDistrict *alone = nord_districts_locate (districts, NORD_DISTRICT_STATISTICAL, line);

    g_assert_true ((whole != NULL) == (inside != NULL));
    if (inside != NULL)
      g_assert_cmpstr (inside->city, ==, whole->id);
    differ += alone != inside;
  }
  g_assert_cmpuint (differ, >, 0);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "{\"features\":{}}",
    "{\"features\":[1]}",
    "{\"features\":[{\"properties\":{\"id\":\"a\",\"name\":\"A\"},\"geometry\":null}]}",
    "{\"features\":[{\"properties\":{\"id\":\"a\",\"name\":\"A\",\"rank\":\"city\"}}]}",
    "{\"features\":[{\"properties\":{\"id\":\"a\",\"name\":\"A\",\"rank\":\"city\"},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[7,51]}}]}",
    "{\"features\":[{\"properties\":{\"id\":1,\"name\":\"A\",\"rank\":\"city\"},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[7,51],[8,51],[8,52],[7,51]]]}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
    g_autoptr (GError) error = NULL;

    g_assert_null (nord_districts_new_from_bytes (bytes, &error));
    g_assert_nonnull (error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/geo/districts/locate", test_locate);
  g_test_add_func ("/geo/districts/areas", test_areas);
  g_test_add_func ("/geo/districts/parts", test_parts);
  g_test_add_func ("/geo/districts/refused", test_refused);
  return g_test_run ();
}
