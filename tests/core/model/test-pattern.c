/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What is flagged as personal, what is not, and that no text takes long. */
#include "core/model/pattern.h"

#include <string.h>

static const char *const names[] = {"phone", "email", "iban", "plate", "address"};

static const struct {
  const char *text, *found; /* "kind:words|…" */
} cases[] = {
  {"Ruft an: 0231 50-12345!", "phone:0231 50-12345"},
  {"+49 (231) 5012345 oder 0171/2345678", "phone:+49 (231) 5012345|phone:0171/2345678"},
  {"(0231) 50 12 345", "phone:(0231) 50 12 345"},
  {"Schreibt an erika.m+nord@post.example.org.", "email:erika.m+nord@post.example.org"},
  {"müller@firma.de", "email:müller@firma.de"},
  {"0231123456@sms.example.de", "email:0231123456@sms.example.de"},
  {"Konto DE89 3704 0044 0532 0130 00 bitte", "iban:DE89 3704 0044 0532 0130 00"},
  {"DE89370400440532013000", "iban:DE89370400440532013000"},
  {"GB82WEST12345698765432.", "iban:GB82WEST12345698765432"},
  {"Der rote Wagen DO-AB 123 parkt immer da", "plate:DO-AB 123"},
  {"MÜ-X 7", "plate:MÜ-X 7"},
  {"Frau M. wohnt Mallinckrodtstraße 17a", "address:Mallinckrodtstraße 17a"},
  {"in der Bornstr. 5", "address:Bornstr. 5"},
  {"Am Nordmarkt 12 b, dritter Stock", "address:Nordmarkt 12 b"},
  /* What is none of these. */
  {"Am 03.05.2026 um 18:00", ""},
  {"Von 1950 bis 2026 waren es 120000 Menschen", ""},
  {"Linie U41 und Bus 412", ""},
  {"Die A 45 und die B 236", ""},
  {"DE89 3704 0044 0532 0130 01 hat eine falsche Summe", ""},
  {"@home und a@b und x@y.", ""},
  {"In der Mallinckrodtstraße fehlt Licht", ""},
  {"Der Platz ist 20000 m² groß", ""},
  {"Nordmarkt: 3 Bänke", ""},
  {"", ""},
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GArray) found = nord_pattern_find (cases[i].text);
    g_autoptr (GString) told = g_string_new (NULL);

    for (guint p = 0; p < found->len; p++) {
      const NordPattern *pattern = &g_array_index (found, NordPattern, p);

      g_string_append_printf (told, "%s%s:%.*s", p > 0 ? "|" : "", names[pattern->kind],
                              (int) pattern->length, cases[i].text + pattern->start);
    }
    g_assert_cmpstr (told->str, ==, cases[i].found);
  }
}

static void
test_black_out (void)
{
  const char *text = "Anruf unter 0231 5012345 oder a@b.de, danke";
  g_autoptr (GArray) found = nord_pattern_find (text);
  g_autofree char *out = nord_pattern_black_out (text, found);

  g_assert_cmpstr (out, ==, "Anruf unter █████ oder █████, danke");
}

/* Texts made to take long, and texts of nonsense: places stay within, in order, whole letters. */
static void
test_hostile (void)
{
  static const char *const parts[] = {"@",  "a@", "0",    "+", "0 ", "DE", "DE12 ", "A-A ",
                                      "Ü-", "ß",  "str ", ".", "-",  "((", "@.",    "Ä",
                                      "0/", "a",  "9",    "🌳", " ",  "\n", "weg 1"};
  GRand *rand = g_rand_new_with_seed (17);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GArray) found = NULL;
    gint64 began = g_get_monotonic_time ();

    while (text->len < 200000)
      g_string_append (text, parts[i]);
    found = nord_pattern_find (text->str);
    /* Quadratic would be a thousand times this. */
    g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
  }
  for (guint round = 0; round < 3000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GArray) found = NULL;
    g_autofree char *out = NULL;
    gsize done = 0;

    for (guint n = g_rand_int_range (rand, 0, 30); n > 0; n--)
      g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
    found = nord_pattern_find (text->str);
    for (guint p = 0; p < found->len; p++) {
      const NordPattern *pattern = &g_array_index (found, NordPattern, p);

      g_assert_cmpuint (pattern->start, >=, done);
      g_assert_cmpuint (pattern->length, >, 0);
      done = pattern->start + pattern->length;
      g_assert_cmpuint (done, <=, text->len);
      g_assert_true (g_utf8_validate (text->str + pattern->start, (gssize) pattern->length, NULL));
    }
    out = nord_pattern_black_out (text->str, found);
    g_assert_true (g_utf8_validate (out, -1, NULL));
  }
  g_rand_free (rand);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pattern/cases", test_cases);
  g_test_add_func ("/pattern/black-out", test_black_out);
  g_test_add_func ("/pattern/hostile", test_hostile);
  return g_test_run ();
}
