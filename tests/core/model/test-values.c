/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Values, texts, canonical JSON, ids, clocks, records and changes. */
#include "core/model/change.h"
#include "core/model/hlc.h"
#include "core/model/idea.h"
#include "core/model/json.h"
#include "core/model/text.h"
#include "core/model/uuid.h"

#include <math.h>
#include <string.h>

static void
test_text (void)
{
  static const struct {
    const char *from, *to;
  } cases[] = {
    {"Fisch & Brot", "Fisch & Brot"},
    {"a\r\nb\rc\n\td", "a\nb\nc\n\td"},
    {"a\001b\x7f"
     "c\xc2\x85"
     "d",
     "abcd"},
    {"e\xcc\x81", "\xc3\xa9"},
    {"\xe2\x80\xae"
     "txt.exe\xe2\x81\xa6",
     "txt.exe"}, /* override and isolate */
    {"a\xe2\x80\x8f"
     "b",
     "a\xe2\x80\x8f"
     "b"}, /* the mark RLM stays */
    {"\xff", "\xef\xbf\xbd"},
    {"\xef\xbf\xbe!", "!"}, /* U+FFFE */
    {"👩\xe2\x80\x8d🌾", "👩\xe2\x80\x8d🌾"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *clean = nord_text_clean (cases[i].from);

    g_assert_cmpstr (clean, ==, cases[i].to);
    g_assert_true (nord_text_is_clean (clean, strlen (clean)));
    g_assert_cmpint (nord_text_is_clean (cases[i].from, strlen (cases[i].from)), ==,
                     strcmp (cases[i].from, cases[i].to) == 0);
  }
  g_assert_false (nord_text_is_clean ("a\0b", 3));
}

/* Whatever bytes come, what is made of them is clean, and cleaning again changes nothing. */
/* What is clean, in as many words as it takes, with GLib's reader of UTF-8. */
static gboolean
is_clean_in_words (const char *text, gsize length)
{
  g_autofree char *composed = NULL;

  if (!g_utf8_validate_len (text, length, NULL))
    return FALSE;
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f) ||
        (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
        (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe)
      return FALSE;
  }
  composed = g_utf8_normalize (text, length, G_NORMALIZE_DEFAULT_COMPOSE);
  return strlen (composed) == length && memcmp (composed, text, length) == 0;
}

/* Every byte in every place of a word of eight, all characters, and everything that looks like a
 * character and is none. */
static void
test_text_all (void)
{
  char text[24];

  for (guint at = 0; at < 16; at++)
    for (guint byte = 0; byte < 256; byte++) {
      memset (text, 'a', 20);
      text[at] = (char) byte;
      g_assert_cmpint (nord_text_is_clean (text, 20), ==, is_clean_in_words (text, 20));
    }
  for (gunichar c = 1; c <= 0x10ffff; c++) {
    gsize length;

    if (c >= 0xd800 && c <= 0xdfff)
      continue;
    length = (gsize) g_unichar_to_utf8 (c, text);
    if (c < 0x3000 || c % 16 >= 13 || !nord_text_is_clean (text, length))
      g_assert_cmpint (nord_text_is_clean (text, length), ==, is_clean_in_words (text, length));
    /* Cut short at the end of what may be read, which ASan sees. */
    for (gsize n = 1; n < length && c % 64 == 0; n++) {
      g_autofree char *cut = g_memdup2 (text, n);

      g_assert_false (nord_text_is_clean (cut, n));
    }
  }
  for (guint32 lead = 0xc0; lead < 0x100; lead++)
    for (guint32 rest = 0; rest < 1u << 16; rest += 5) {
      const char bytes[] = {(char) lead, (char) (rest >> 8), (char) rest, (char) (0x80 | rest % 64),
                            'a'};

      g_assert_cmpint (nord_text_is_clean (bytes, 5), ==, is_clean_in_words (bytes, 5));
    }
}

static void
test_text_random (void)
{
  for (guint round = 0; round < 20000; round++) {
    char bytes[24];
    g_autofree char *once = NULL, *twice = NULL;

    for (guint i = 0; i < sizeof bytes - 1; i++)
      bytes[i] = g_test_rand_int_range (1, 256);
    bytes[sizeof bytes - 1] = 0;
    once = nord_text_clean (bytes);
    twice = nord_text_clean (once);
    g_assert_cmpstr (once, ==, twice);
    g_assert_true (g_utf8_validate (once, -1, NULL));
  }
}

/* RFC 8785, appendix B and section 3.2.4. */
static void
test_json_numbers (void)
{
  static const struct {
    guint64 bits;
    const char *text;
  } cases[] = {
    {0x0000000000000000, "0"},
    {0x8000000000000000, "0"},
    {0x0000000000000001, "5e-324"},
    {0x8000000000000001, "-5e-324"},
    {0x7fefffffffffffff, "1.7976931348623157e+308"},
    {0xffefffffffffffff, "-1.7976931348623157e+308"},
    {0x4340000000000000, "9007199254740992"},
    {0xc340000000000000, "-9007199254740992"},
    {0x4430000000000000, "295147905179352830000"},
    {0x44b52d02c7e14af5, "9.999999999999997e+22"},
    {0x44b52d02c7e14af6, "1e+23"},
    {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
    {0x444b1ae4d6e2ef4e, "999999999999999700000"},
    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
    {0x444b1ae4d6e2ef50, "1e+21"},
    {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
    {0x3eb0c6f7a0b5ed8d, "0.000001"},
    {0x41b3de4355555553, "333333333.3333332"},
    {0x41b3de4355555554, "333333333.33333325"},
    {0x41b3de4355555555, "333333333.3333333"},
    {0x41b3de4355555556, "333333333.3333334"},
    {0x41b3de4355555557, "333333333.33333343"},
    {0xbecbf647612f3696, "-0.0000033333333333333333"},
    {0x43143ff3c1cb0959, "1424953923781206.2"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    double real;

    memcpy (&real, &cases[i].bits, sizeof real);
    nord_json_append_real (text, real);
    g_assert_cmpstr (text->str, ==, cases[i].text);
  }
  for (guint i = 0; i < 100000; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    guint64 bits = (guint64) g_random_int () << 32 | g_random_int ();
    double real;

    memcpy (&real, &bits, sizeof real);
    if (!isfinite (real))
      continue;
    nord_json_append_real (text, real);
    g_assert_true (g_ascii_strtod (text->str, NULL) == real);
  }
}

static void
test_json_canonical (void)
{
  g_autofree char *a = nord_json_canonicalise (
    "{ \"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],"
    "  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
    "  \"literals\": [null, true, false] }",
    -1, NULL);
  g_autofree char *b = nord_json_canonicalise (
    "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew\","
    "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji\",\"\\u0080\":\"Control\",\"\\u00f6\":\"o\"}",
    -1, NULL);

  g_assert_cmpstr (a, ==,
                   "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,"
                   "1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  g_assert_cmpstr (b, ==,
                   "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
                   "\"ö\":\"o\",\"€\":\"Euro Sign\",\"😀\":\"Emoji\",\"\xef\xac\xb3\":\"Hebrew\"}");
}

static void
test_json_hostile (void)
{
  static const char *const cases[] = {"", "{", "[1,]", "{\"a\":1e999}", "\xff", "nul", "{\"a\"}"};
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autofree char *wide = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_null (nord_json_canonicalise (cases[i], -1, &error));
    g_assert_error (error, NORD_JSON_ERROR, NORD_JSON_ERROR_INVALID);
    g_clear_error (&error);
  }
  g_assert_null (nord_json_parse (deep, -1, &error));
  g_assert_error (error, NORD_JSON_ERROR, NORD_JSON_ERROR_INVALID);
  /* Brackets inside a text are no nesting. */
  g_string_append_printf (text, "[\"%.1000s\\\"[[[\"]", deep);
  wide = nord_json_canonicalise (text->str, -1, NULL);
  g_assert_cmpstr (wide, ==, text->str);
}

static void
test_uuid (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *last = g_strdup ("");
  gint64 now = g_get_real_time () / 1000;

  for (guint i = 0; i < 100000; i++) {
    char *id = nord_uuid_new_v7 ();

    g_assert_true (nord_uuid_is_valid (id));
    g_assert_cmpint (id[14], ==, '7');
    g_assert_nonnull (strchr ("89ab", id[19]));
    g_assert_cmpstr (id, >, last);
    g_free (last);
    last = g_strdup (id);
    g_assert_true (g_hash_table_add (seen, id));
  }
  {
    g_autofree char *head = g_strdup_printf ("%.8s%.4s", last, last + 9);
    gint64 ms = g_ascii_strtoll (head, NULL, 16);

    g_assert_cmpint (ABS (ms - now), <, 10000);
  }
  for (guint i = 0; i < 1000; i++) {
    char *id = nord_uuid_new_v4 ();

    g_assert_true (nord_uuid_is_valid (id));
    g_assert_cmpint (id[14], ==, '4');
    g_assert_true (g_hash_table_add (seen, id));
  }
  g_assert_false (nord_uuid_is_valid (NULL));
  g_assert_false (nord_uuid_is_valid (""));
  g_assert_false (nord_uuid_is_valid ("01935A7C-2F10-7000-8000-000000000000"));
  g_assert_false (nord_uuid_is_valid ("01935a7c-2f10-7000-8000-0000000000000"));
  g_assert_true (nord_uuid_is_valid ("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
}

static void
test_hlc (void)
{
  static const char device[] = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
  g_autofree char *text = nord_hlc_format ((NordHlc){0x01935a7c2f10, 3}, device), *back = NULL;
  NordHlc clock;

  g_assert_cmpstr (text, ==, "01935a7c2f10-0003-017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  g_assert_true (nord_hlc_parse (text, &clock, &back));
  g_assert_cmpint (clock.ms, ==, 0x01935a7c2f10);
  g_assert_cmpint (clock.counter, ==, 3);
  g_assert_cmpstr (back, ==, device);
  g_assert_false (nord_hlc_parse ("01935a7c2f10-0003", &clock, NULL));
  g_assert_false (nord_hlc_parse ("", &clock, NULL));
  g_assert_false (
    nord_hlc_parse ("ffffffffffff-0003-017f22e2-79b0-7cc3-98c4-dc0c0c07398f", &clock, NULL));

  /* The wall clock jumps back; the stamps do not. */
  clock = nord_hlc_tick ((NordHlc){1000, 5}, 500);
  g_assert_cmpint (clock.ms, ==, 1000);
  g_assert_cmpint (clock.counter, ==, 6);
  clock = nord_hlc_tick ((NordHlc){1000, G_MAXUINT16}, 500);
  g_assert_cmpint (clock.ms, ==, 1001);
  g_assert_cmpint (clock.counter, ==, 0);
  clock = nord_hlc_tick ((NordHlc){1000, 5}, 2000);
  g_assert_cmpint (clock.ms, ==, 2000);
  g_assert_cmpint (clock.counter, ==, 0);
  /* A stamp from 2038 drags nobody there. */
  clock =
    nord_hlc_receive ((NordHlc){1000, 0}, (NordHlc){G_GINT64_CONSTANT (2147483648000), 9}, 2000);
  g_assert_cmpint (clock.ms, <=, 2000 + 60000);
  clock = nord_hlc_receive ((NordHlc){1000, 0}, (NordHlc){1000, 9}, 2000);
  g_assert_cmpint (clock.counter, ==, 9);
}

static void
on_notify (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_record (void)
{
  g_autoptr (NordRecord) idea =
    nord_record_new (NORD_NOUN_IDEA, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  g_auto (NordValue) value = NORD_VALUE_INIT;
  g_autofree char *title = NULL, *id = NULL, *key = NULL;
  gint64 station;
  guint n = 0;

  g_assert_true (NORD_IS_IDEA (idea));
  g_signal_connect (idea, "notify::title", G_CALLBACK (on_notify), &n);
  nord_value_set_text (&value, "Bank");
  nord_record_put (idea, NORD_IDEA_TITLE, &value);
  nord_record_put (idea, NORD_IDEA_TITLE, &value);
  g_assert_cmpuint (n, ==, 1);
  nord_record_put (idea, NORD_IDEA_SOURCE_KEY, &value);
  nord_value_set_integer (&value, 3);
  nord_record_put (idea, NORD_IDEA_STATION, &value);
  g_object_get (idea, "id", &id, "title", &title, "source-key", &key, "station", &station, NULL);
  g_assert_cmpstr (id, ==, nord_record_get_id (idea));
  g_assert_cmpstr (title, ==, "Bank");
  g_assert_cmpstr (key, ==, "Bank");
  g_assert_cmpint (station, ==, 3);
  g_assert_null (nord_record_get_shape (idea, NORD_IDEA_SHAPE));
  /* Every noun has as many properties as fields, named alike. */
  for (guint i = 0; i < NORD_N_NOUNS; i++) {
    const NordNoun *noun = nord_noun_get (i);
    g_autoptr (NordRecord) record = nord_record_new (i, "x");

    g_assert_true (nord_noun_find (noun->name) == noun);
    for (guint j = 0; j < noun->n_fields; j++) {
      g_autofree char *name = g_strdelimit (g_strdup (noun->fields[j].name), "_", '-');

      g_assert_nonnull (g_object_class_find_property (G_OBJECT_GET_CLASS (record), name));
      g_assert_cmpint (nord_noun_find_field (noun, noun->fields[j].name), ==, j);
    }
  }
  g_assert_null (nord_noun_find ("spaceship"));
}

static void
test_change (void)
{
  g_autoptr (NordRecord) idea = nord_record_new (NORD_NOUN_IDEA, "x");
  g_auto (NordValue) value = NORD_VALUE_INIT;
  g_autoptr (NordChange) change = NULL, copy = NULL, ballot = NULL;

  nord_value_set_text (&value, "alt");
  nord_record_put (idea, NORD_IDEA_TITLE, &value);
  change = nord_change_new_update (idea);
  g_assert_true (nord_change_is_empty (change));
  nord_change_set_text (change, NORD_IDEA_TITLE, "alt");
  g_assert_true (nord_change_is_empty (change));
  nord_change_set_text (change, NORD_IDEA_TITLE, "neu");
  nord_change_set_text (change, NORD_IDEA_TITLE, "neuer");
  nord_change_set_text (change, NORD_IDEA_BODY, "");
  g_assert_cmpuint (change->edits->len, ==, 1);
  g_assert_cmpstr (nord_change_find (change, NORD_IDEA_TITLE)->before.text, ==, "alt");
  g_assert_cmpstr (nord_change_find (change, NORD_IDEA_TITLE)->after.text, ==, "neuer");
  copy = nord_change_copy (change);
  nord_change_set_text (change, NORD_IDEA_TITLE, "alt");
  g_assert_true (nord_change_is_empty (change));
  g_assert_cmpstr (nord_change_find (copy, NORD_IDEA_TITLE)->after.text, ==, "neuer");
  /* The id of a ballot must not tell when it was cast. */
  ballot = nord_change_new_create (NORD_NOUN_BALLOT, NULL);
  g_assert_cmpint (ballot->target[14], ==, '4');
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/model/text", test_text);
  g_test_add_func ("/model/text-all", test_text_all);
  g_test_add_func ("/model/text-random", test_text_random);
  g_test_add_func ("/model/json-numbers", test_json_numbers);
  g_test_add_func ("/model/json-canonical", test_json_canonical);
  g_test_add_func ("/model/json-hostile", test_json_hostile);
  g_test_add_func ("/model/uuid", test_uuid);
  g_test_add_func ("/model/hlc", test_hlc);
  g_test_add_func ("/model/record", test_record);
  g_test_add_func ("/model/change", test_change);
  return g_test_run ();
}
