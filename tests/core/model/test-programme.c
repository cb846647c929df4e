/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The programme that ships is complete, and a broken one is refused with the place named. */
#include "core/model/programme.h"

static void
test_default_is_complete (void)
{
  g_autoptr (NordProgramme) german = nord_programme_new_default ("de_DE.UTF-8");
  guint marks = 0;

  g_assert_cmpstr (nord_programme_get_id (german), ==, "nordwaerts");
  g_assert_cmpuint (nord_programme_get_n_categories (german), ==, 6);
  for (guint i = 0; i < 6; i++)
    marks |= 1u << nord_programme_get_category (german, i)->mark;
  /* Six areas, six different shapes: colour is never needed to tell them apart. */
  g_assert_cmpuint (g_bit_storage (marks), <=, 7);
  g_assert_cmpint (__builtin_popcount (marks), ==, 6);
  g_assert_cmpstr (nord_programme_find_category (german, "mobility")->title, ==, "Mobilität");
  g_assert_null (nord_programme_find_category (german, "none"));
  g_assert_cmpuint (g_strv_length ((char **) nord_programme_get_districts (german)), ==, 7);

  for (guint i = 0; i < nord_programme_get_n_languages (german); i++) {
    const NordLanguage *language = nord_programme_get_language (german, i);
    g_autoptr (NordProgramme) other = nord_programme_new_default (language->id);

    for (guint c = 0; c < 6; c++) {
      const char *title = nord_programme_get_category (other, c)->title;

      g_assert_true (g_utf8_validate (title, -1, NULL));
      if (!g_str_has_prefix (language->id, "de"))
        g_assert_cmpstr (title, !=, nord_programme_get_category (german, c)->title);
    }
  }
}

static void
test_broken_is_refused (void)
{
  static const struct {
    const char *json, *where;
  } cases[] = {
    {"[]", "programme"},
    {"{\"id\":\"x\"}", "id, title"},
    {"{\"id\":\"x\",\"title\":\"X\",\"home\":{\"west\":9,\"south\":1,\"east\":8,\"north\":2}}",
     "home"},
    {"{\"id\":\"x\",\"title\":\"X\",\"home\":{\"west\":7,\"south\":51,\"east\":8,\"north\":52}}",
     "categories"},
    {"{\"id\":\"x\",\"title\":\"X\",\"home\":{\"west\":7,\"south\":51,\"east\":8,\"north\":52},"
     "\"categories\":[{\"id\":\"a\",\"title\":\"A\",\"shape\":\"blob\",\"colour\":\"#000000\"}]}",
     "a: the shape"},
    {"{\"id\":\"x\",\"title\":\"X\",\"home\":{\"west\":7,\"south\":51,\"east\":8,\"north\":52},"
     "\"categories\":[{\"id\":\"a\",\"title\":\"A\",\"shape\":\"star\",\"colour\":\"#00zz00\"}]}",
     "a: the colour"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].json, strlen (cases[i].json));
    g_autoptr (GError) error = NULL;

    g_assert_null (nord_programme_new_from_bytes (bytes, "de", &error));
    g_assert_error (error, NORD_PROGRAMME_ERROR, NORD_PROGRAMME_ERROR_INVALID);
    g_assert_true (g_str_has_prefix (error->message, cases[i].where));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/model/programme/default", test_default_is_complete);
  g_test_add_func ("/model/programme/broken", test_broken_is_refused);
  return g_test_run ();
}
