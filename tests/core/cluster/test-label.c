/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Names of groups come from the words that tell them from the rest. */
#include "core/cluster/label.h"

static const char *const texts[] = {
  "Mehr Licht am Nordmarkt\nDie Wege im Park sind abends dunkel.",           /* 0 */
  "Lichter an den Wegen\nIch habe Angst auf dem Weg zur Bahn.",              /* 1 */
  "Licht!\nDer Weg an der Mallinckrodtstraße ist dunkel, Müll liegt herum.", /* 2 */
  "Bänke aufstellen\nÄltere Leute brauchen eine Bank zum Ausruhen.",         /* 3 */
  "Eine Bank am Spielplatz\nund weniger Müll",                               /* 4 */
  "Park am Hafen\nMüll wegräumen",                                           /* 5 */
  "sıcak çay, çay bahçesi",                                                  /* 6 */
  "Çay evi",                                                                 /* 7 */
  NULL,                                                                      /* 8 */
  "",                                                                        /* 9 */
  "123 !!! \xf0\x9f\x98\x80 a bc",                                           /* 10 */
};

static void
assert_words (NordLabeller *labeller,
              const guint *members,
              guint n,
              const char *besides,
              const char *expected)
{
  g_auto (GStrv) words = nord_labeller_pick_words (labeller, members, n, 2, besides);
  g_autofree char *list = g_strjoinv (", ", words);

  g_assert_cmpstr (list, ==, expected);
}

static void
test_words (void)
{
  g_autoptr (NordLabeller) labeller = nord_labeller_new (texts, G_N_ELEMENTS (texts));
  static const guint light[] = {0, 1, 2}, reversed[] = {2, 1, 0}, bench[] = {3, 4};
  static const guint tea[] = {6, 7}, nothing[] = {8, 9, 10}, apart[] = {3, 6};

  /* "Licht" and "Lichter" are one word, so are "Weg", "Wege", "Wegen"; each is in all three. */
  assert_words (labeller, light, 3, NULL, "Licht, Weg");
  assert_words (labeller, reversed, 3, NULL, "Licht, Weg");
  assert_words (labeller, light, 3, "Platz des Lichts", "Weg, dunkel");
  /* "Bänke" is "Bank"; "Müll" is in one of the two only. */
  assert_words (labeller, bench, 2, NULL, "Bank");
  /* Without case and marks in Turkish too. */
  assert_words (labeller, tea, 2, NULL, "çay");
  assert_words (labeller, nothing, 3, NULL, "");
  assert_words (labeller, apart, 2, NULL, "");
  assert_words (labeller, NULL, 0, NULL, "");
}

/* A word that everybody says tells no group. */
static void
test_distinctive (void)
{
  const char *many[60];
  static const guint members[] = {0, 1, 2, 3, 4};
  g_autoptr (NordLabeller) labeller = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    many[i] = i < 4 ? "Dortmund Schwimmbad Eintritt" : i < 5 ? "Dortmund Eintritt" : "Dortmund";
  labeller = nord_labeller_new (many, G_N_ELEMENTS (many));
  assert_words (labeller, members, 5, NULL, "Eintritt, Schwimmbad");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cluster/label/words", test_words);
  g_test_add_func ("/cluster/label/distinctive", test_distinctive);
  return g_test_run ();
}
