/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Names near a shape, and where it lies in words, against what people in Dortmund would say. */
#include "core/geo/gazetteer.h"

#include <locale.h>

static NordGazetteer *
load (void)
{
  g_autofree char *streets =
    g_build_filename (g_getenv ("NORD_DATADIR"), "map", "nordwaerts-streets.geojson", NULL);
  g_autoptr (GError) error = NULL;
  NordGazetteer *self = nord_gazetteer_new_default (streets, &error);

  g_assert_no_error (error);
  return self;
}

static void
test_near (void)
{
  g_autoptr (NordGazetteer) names = load ();
  g_autoptr (NordShape) spot = nord_shape_new_point (7.46570, 51.52600);
  g_autoptr (NordShape) corner = nord_shape_new_point (7.46300, 51.52455);
  g_autoptr (NordShape) nowhere = nord_shape_new_point (9.0, 53.0);
  const NordPlace *place;
  double away = -1;

  g_assert_cmpuint (nord_gazetteer_get_n (names), >, 3000);
  g_assert_true (nord_gazetteer_get (names, 0)->kind == NORD_PLACE_LANDMARK);
  place = nord_gazetteer_find_near (names, spot, NORD_PLACE_LANDMARK, 200, &away);
  g_assert_nonnull (place);
  g_assert_cmpstr (place->name, ==, "Nordmarkt");
  g_assert_cmpfloat (away, <, 30);
  place = nord_gazetteer_find_near (names, corner, NORD_PLACE_STREET, 60, &away);
  g_assert_nonnull (place);
  g_assert_cmpstr (place->name, ==, "Mallinckrodtstraße");
  place = nord_gazetteer_find_near (names, spot, NORD_PLACE_QUARTER, 3000, NULL);
  g_assert_nonnull (place);
  g_assert_null (nord_gazetteer_find_near (names, spot, NORD_PLACE_LANDMARK, 1, NULL));
  g_assert_null (nord_gazetteer_find_near (names, nowhere, NORD_PLACE_ANY, 5000, NULL));
}

/* Every street of the file is nearest to its own middle, whatever the index does. */
static void
test_streets (void)
{
  g_autoptr (NordGazetteer) names = load ();
  guint n = 0;

  for (guint i = 0; i < nord_gazetteer_get_n (names); i += 7) {
    const NordPlace *street = nord_gazetteer_get (names, i), *found;
    g_autoptr (NordShape) spot = NULL;
    double lon, lat, away = -1;

    if (street->kind != NORD_PLACE_STREET)
      continue;
    nord_shape_get_anchor (street->shape, &lon, &lat);
    spot = nord_shape_new_point (lon, lat);
    found = nord_gazetteer_find_near (names, spot, NORD_PLACE_STREET, 50, &away);
    g_assert_nonnull (found);
    g_assert_cmpfloat (away, <, 0.5);
    n++;
  }
  g_assert_cmpuint (n, >, 300);
}

static void
test_words (void)
{
  static const struct {
    double lon, lat;
    const char *end; /* NULL: nothing with a name is near */
  } cases[] = {
    {7.46564, 51.52587, "Nordmarkt"},
    {7.55956, 51.57000, "150 m north of Lanstroper Ei"},
    {7.55777, 51.56864, "120 m west of Lanstroper Ei"},
    {7.41247, 51.53977, "100 m south of Kokerei Hansa"},
    {9.0, 53.0, NULL},
  };
  g_autoptr (NordGazetteer) names = load ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NordShape) spot = nord_shape_new_point (cases[i].lon, cases[i].lat);
    g_autofree char *words = nord_gazetteer_describe (names, spot);

    g_test_message ("%s", words);
    if (cases[i].end == NULL)
      g_assert_null (words);
    else
      g_assert_true (g_str_has_suffix (words, cases[i].end));
  }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordGazetteer) without = nord_gazetteer_new_default (NULL, &error);
  g_autoptr (NordShape) spot = nord_shape_new_point (7.46570, 51.52600);

  g_assert_no_error (error);
  g_assert_null (nord_gazetteer_find_near (without, spot, NORD_PLACE_STREET, 500, NULL));
  g_assert_null (nord_gazetteer_new_default ("/nonexistent/streets", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/geo/gazetteer/near", test_near);
  g_test_add_func ("/geo/gazetteer/streets", test_streets);
  g_test_add_func ("/geo/gazetteer/words", test_words);
  g_test_add_func ("/geo/gazetteer/missing", test_missing);
  return g_test_run ();
}
