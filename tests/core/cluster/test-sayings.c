/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Said already? By title or text, near or far, each thing once. */
#include "core/cluster/sayings.h"

#include <string.h>

static void
add (NordSayings *to, const char *id, const char *title, const char *body, double lon, double lat)
{
  g_autoptr (NordShape) shape = lat > 0 ? nord_shape_new_point (lon, lat) : NULL;

  nord_sayings_add (to, id, title, body, shape);
}

static NordSayings *
make (double likely, double beside)
{
  NordSayings *self = nord_sayings_new (likely, beside);

  add (self, "hansa", "Lernort Kokerei Hansa", "Projektwochen für Schulklassen aus dem Norden.",
       7.41247, 51.54067);
  add (self, "markt", "Nordmarkt: ein Platz für alle", "Licht, Wasser, Aufenthalt und Spiel.",
       7.46564, 51.52587);
  add (self, "leer", NULL, NULL, 0, 0);
  add (self, "ohne", "Mitfahrbänke im Nordosten", "Sechs Bänke mit klappbaren Zielschildern.", 0,
       0);
  nord_sayings_build (self);
  return self;
}

static const char *
ask (NordSayings *self, const char *title, const char *body, double lon, double lat)
{
  static NordSaying found[4];
  g_autoptr (NordShape) shape = lat > 0 ? nord_shape_new_point (lon, lat) : NULL;

  return nord_sayings_find (self, title, body, shape, found, 4) > 0 ? found[0].id : NULL;
}

static void
test_found (void)
{
  g_autoptr (NordSayings) self = make (0.5, 0.5);

  g_assert_cmpstr (ask (self, "Lernort Kokerei Hansa", NULL, 0, 0), ==, "hansa");
  g_assert_cmpstr (ask (self, "lernort kokerei hansaa", "", 0, 0), ==, "hansa");
  g_assert_cmpstr (ask (self, NULL, "Projektwochen für Schulklassen aus dem Norden", 0, 0), ==,
                   "hansa");
  g_assert_cmpstr (ask (self, "Mitfahrbänke im Nordosten", NULL, 7.4, 51.5), ==, "ohne");
  g_assert_cmpstr (ask (self, "Schwimmbad überdachen", NULL, 0, 0), ==, NULL);
  /* Too short to tell. */
  g_assert_cmpstr (ask (self, "Lernort", NULL, 0, 0), ==, NULL);
  g_assert_cmpstr (ask (self, NULL, NULL, 0, 0), ==, NULL);
  g_assert_cmpstr (ask (self, "", "        ", 0, 0), ==, NULL);
}

static void
test_places (void)
{
  g_autoptr (NordSayings) strict = make (0.5, 0.5), lenient = make (0.9, 0.2);

  /* The same words three kilometres away are another matter. */
  g_assert_cmpstr (ask (strict, "Lernort Kokerei Hansa", NULL, 7.4656, 51.5259), ==, NULL);
  g_assert_cmpstr (ask (strict, "Lernort Kokerei Hansa", NULL, 7.4126, 51.5408), ==, "hansa");
  /* Right beside it, fewer words in common will do, where that was asked for. */
  g_assert_cmpstr (ask (strict, "Mehr Platz am Nordmarkt und Schatten", NULL, 7.4656, 51.5259), ==,
                   NULL);
  g_assert_cmpstr (ask (lenient, "Nordmarkt: ein Platz mit Schatten", NULL, 7.4656, 51.5259), ==,
                   "markt");
  g_assert_cmpstr (ask (lenient, "Nordmarkt: ein Platz mit Schatten", NULL, 7.4706, 51.5259), ==,
                   NULL);
}

static void
test_once (void)
{
  g_autoptr (NordSayings) self = make (0.5, 0.5);
  NordSaying found[4];
  const guint n =
    nord_sayings_find (self, "Lernort Kokerei Hansa",
                       "Projektwochen für Schulklassen aus dem Norden.", NULL, found, 4);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpfloat (found[0].similarity, >, 0.9);
  g_assert_cmpfloat (found[0].metres, <, 0);
}

static void
test_empty (void)
{
  g_autoptr (NordSayings) self = nord_sayings_new (0.5, 0.5);

  g_assert_cmpstr (ask (self, "Noch nicht gebaut", NULL, 0, 0), ==, NULL);
  nord_sayings_build (self);
  g_assert_cmpstr (ask (self, "Nichts ist da", NULL, 0, 0), ==, NULL);
}

static void
test_beside (void)
{
  static const double offsets[] = {0.0015, 0.0002, 0.0005, 0.5, 0.0010, 0.0000};
  static const char *const topics[] = {"a", "a", "a", "a", "b", "a"};
  g_autoptr (NordSayings) self = nord_sayings_new (0.5, 0.5);
  g_autoptr (NordShape) shape = nord_shape_new_point (7.46, 51.52);
  NordSaying found[3];

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++) {
    const char id[] = {(char) ('0' + i), '\0'};

    add (self, id, NULL, NULL, 7.46 + offsets[i], 51.52);
    nord_sayings_set_topic (self, topics[i]);
  }
  add (self, "ohne", "ohne Ort", NULL, 0, 0);
  nord_sayings_set_topic (self, "a");
  nord_sayings_build (self);
  /* 0.001 degrees of longitude are 69 m there. */
  g_assert_cmpuint (nord_sayings_find_beside (self, "a", shape, found, 3), ==, 3);
  g_assert_cmpstr (found[0].id, ==, "5");
  g_assert_cmpstr (found[1].id, ==, "1");
  g_assert_cmpstr (found[2].id, ==, "2");
  g_assert_cmpfloat_with_epsilon (found[2].metres, 34.7, 0.5);
  g_assert_cmpuint (nord_sayings_find_beside (self, "a", shape, found, 1), ==, 1);
  g_assert_cmpstr (found[0].id, ==, "5");
  g_assert_cmpuint (nord_sayings_find_beside (self, "b", shape, found, 3), ==, 1);
  g_assert_cmpstr (found[0].id, ==, "4");
  g_assert_cmpuint (nord_sayings_find_beside (self, "c", shape, found, 3), ==, 0);
  g_assert_cmpuint (nord_sayings_find_beside (self, NULL, shape, found, 3), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cluster/sayings/beside", test_beside);
  g_test_add_func ("/cluster/sayings/found", test_found);
  g_test_add_func ("/cluster/sayings/places", test_places);
  g_test_add_func ("/cluster/sayings/once", test_once);
  g_test_add_func ("/cluster/sayings/empty", test_empty);
  return g_test_run ();
}
