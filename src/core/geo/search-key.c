/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The key by which a name is found: what people type and what the map says, brought to one form. */
#include "core/geo/search-key.h"

#include <string.h>

/* Letters that Unicode does not take apart, and what a reader of German would write for those of
 * other alphabets. Arabic leaves vowels out; what is missing is left to the search by likeness. */
static const struct {
  gunichar letter;
  const char *written;
} letters[] = {
  {0x131, "i"},    {0xe6, "a"},   {0x153, "o"},    {0xf8, "o"},  {0x142, "l"},    {0x111, "d"},
  {0x435, "e"},    {0x430, "a"},  {0x431, "b"},    {0x432, "w"}, {0x433, "g"},    {0x434, "d"},
  {0x436, "sch"},  {0x437, "s"},  {0x438, "i"},    {0x43a, "k"}, {0x43b, "l"},    {0x43c, "m"},
  {0x43d, "n"},    {0x43e, "o"},  {0x43f, "p"},    {0x440, "r"}, {0x441, "s"},    {0x442, "t"},
  {0x443, "u"},    {0x444, "f"},  {0x445, "h"},    {0x446, "z"}, {0x447, "tsch"}, {0x448, "sch"},
  {0x449, "scht"}, {0x44a, ""},   {0x44b, "i"},    {0x44c, ""},  {0x44d, "e"},    {0x44e, "u"},
  {0x44f, "ja"},   {0x454, "je"}, {0x456, "i"},    {0x491, "g"}, {0x627, "a"},    {0x622, "a"},
  {0x623, "a"},    {0x625, "i"},  {0x628, "b"},    {0x629, "e"}, {0x62a, "t"},    {0x62b, "t"},
  {0x62c, "g"},    {0x62d, "h"},  {0x62e, "ch"},   {0x62f, "d"}, {0x630, "d"},    {0x631, "r"},
  {0x632, "z"},    {0x633, "s"},  {0x634, "sch"},  {0x635, "s"}, {0x636, "d"},    {0x637, "t"},
  {0x638, "z"},    {0x639, "a"},  {0x63a, "g"},    {0x641, "f"}, {0x642, "k"},    {0x643, "k"},
  {0x644, "l"},    {0x645, "m"},  {0x646, "n"},    {0x647, "e"}, {0x648, "o"},    {0x649, "a"},
  {0x64a, "i"},    {0x67e, "p"},  {0x686, "tsch"}, {0x6a4, "w"}, {0x6af, "g"},    {0x6a9, "k"},
  {0x6cc, "i"},    {0x621, ""},   {0x640, ""},
};

/* The key at the same place: the Arabic layout (xkb "ara") over a German keyboard. */
static const struct {
  gunichar letter;
  const char *key;
} arabic_keys[] = {
  {0x636, "q"}, {0x635, "w"}, {0x62b, "e"}, {0x642, "r"}, {0x641, "t"}, {0x63a, "z"}, {0x639, "u"},
  {0x647, "i"}, {0x62e, "o"}, {0x62d, "p"}, {0x62c, "ü"}, {0x62f, "+"}, {0x634, "a"}, {0x633, "s"},
  {0x64a, "d"}, {0x628, "f"}, {0x644, "g"}, {0x627, "h"}, {0x62a, "j"}, {0x646, "k"}, {0x645, "l"},
  {0x643, "ö"}, {0x637, "ä"}, {0x626, "y"}, {0x621, "x"}, {0x624, "c"}, {0x631, "v"}, {0x649, "n"},
  {0x629, "m"}, {0x648, ","}, {0x632, "."}, {0x638, "-"}, {0x630, "^"},
};

/* Short for a whole word. */
static const struct {
  const char *form, *full;
} words[] = {
  {"pl", "platz"},         {"bhf", "bahnhof"},       {"bf", "bahnhof"},
  {"hbf", "hauptbahnhof"}, {"st", "sankt"},          {"gs", "grundschule"},
  {"gym", "gymnasium"},    {"kath", "katholische"},  {"ev", "evangelische"},
  {"dr", "doktor"},        {"prof", "professor"},    {"do", "dortmund"},
  {"schtrase", "strasse"}, {"schtrasse", "strasse"}, {"schtras", "strasse"},
};

/* Short for the end of a word. */
static const struct {
  const char *form, *full;
} ends[] = {
  {"str", "strasse"},       {"pl", "platz"},         {"bhf", "bahnhof"},
  {"schtrasse", "strasse"}, {"schtrase", "strasse"},
};

static void
append_letter (GString *to, gunichar letter)
{
  if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
    g_string_append_c (to, (char) letter);
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++) {
    if (letters[i].letter == letter) {
      g_string_append (to, letters[i].written);
      return;
    }
  }
  if (g_unichar_ismark (letter) || letter == 0x2019 || letter == '\'' || letter == '.' ||
      g_unichar_type (letter) == G_UNICODE_FORMAT)
    return;
  if (g_unichar_isdigit (letter) && g_unichar_digit_value (letter) >= 0)
    g_string_append_c (to, (char) ('0' + g_unichar_digit_value (letter)));
  else if (g_unichar_isalnum (letter))
    g_string_append_unichar (to, letter);
  else
    g_string_append_c (to, ' ');
}

/* "ae" is "ä" is "a": people type what their keyboard has. */
static void
append_word (GString *key, const char *word)
{
  g_autoptr (GString) full = g_string_new (NULL);
  gsize length;

  if (*word == '\0')
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (words) && full->len == 0; i++) {
    /* At the very beginning it may be a word that is only half typed: "st" for "steinstraße". */
    if (g_str_equal (word, words[i].form) && (key->len > 0 || strlen (word) != 2))
      g_string_assign (full, words[i].full);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (ends) && full->len == 0; i++) {
    if (g_str_has_suffix (word, ends[i].form) &&
        (strlen (word) > strlen (ends[i].form) + 1 || key->len > 0)) {
      g_string_append_len (full, word, (gssize) (strlen (word) - strlen (ends[i].form)));
      g_string_append (full, ends[i].full);
    }
  }
  if (full->len == 0)
    g_string_assign (full, word);
  if (key->len > 0)
    g_string_append_c (key, ' ');
  length = full->len;
  for (gsize i = 0; i < length; i++) {
    g_string_append_c (key, full->str[i]);
    if (i + 1 < length && full->str[i + 1] == 'e' && strchr ("aou", full->str[i]))
      i++;
  }
}

/**
 * nord_search_key_new:
 * @text: what is called or typed, in any script
 *
 * Words in small letters without marks, divided by one space: "Münsterstr." and "MUENSTERSTRASSE"
 * have the same key. Latin, Cyrillic and Arabic become ASCII; the Turkish letters without or with a
 * dot are one; other scripts keep their letters. Short forms that people use are written out.
 *
 * Returns: (transfer full): the key, "" where there is nothing to go by
 */
char *
nord_search_key_new (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) plain = g_string_new (NULL);
  GString *key = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;

  for (const char *at = apart; *at != '\0'; at = g_utf8_next_char (at))
    append_letter (plain, g_utf8_get_char (at));
  parts = g_strsplit (plain->str, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    append_word (key, parts[i]);
  return g_string_free (key, FALSE);
}

/* What the same fingers would have written on a German keyboard; NULL: nothing of Arabic in it. */
static char *
read_keys (const char *text)
{
  g_autoptr (GString) typed = g_string_new (NULL);
  gboolean any = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);
    gsize i = 0;

    /* One key of that layout writes two letters. */
    if (letter == 0x644 && g_utf8_get_char (g_utf8_next_char (at)) == 0x627) {
      g_string_append_c (typed, 'b');
      at = g_utf8_next_char (at);
      any = TRUE;
      continue;
    }
    while (i < G_N_ELEMENTS (arabic_keys) && arabic_keys[i].letter != letter)
      i++;
    if (i < G_N_ELEMENTS (arabic_keys))
      g_string_append (typed, arabic_keys[i].key);
    else
      g_string_append_unichar (typed, letter);
    any |= i < G_N_ELEMENTS (arabic_keys);
  }
  return any ? g_strdup (typed->str) : NULL;
}

/**
 * nord_search_key_list_readings:
 * @text: what was typed
 *
 * The keys that may be meant: as it stands, and, where it has Arabic letters, as if the keyboard
 * had only been switched to Arabic by mistake.
 *
 * Returns: (transfer full): keys, none of them empty, ended by %NULL
 */
char **
nord_search_key_list_readings (const char *text)
{
  g_autoptr (GStrvBuilder) readings = g_strv_builder_new ();
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *typed = read_keys (valid);
  g_autofree char *first = nord_search_key_new (valid);

  if (*first != '\0')
    g_strv_builder_add (readings, first);
  if (typed != NULL) {
    g_autofree char *second = nord_search_key_new (typed);

    if (*second != '\0' && !g_str_equal (first, second))
      g_strv_builder_add (readings, second);
  }
  return g_strv_builder_end (readings);
}

/**
 * nord_search_key_to_western_digits:
 * @text: any text
 *
 * Digits, commas and points of other scripts in Western form, for numbers that are to be read.
 *
 * Returns: (transfer full): the same text otherwise
 */
char *
nord_search_key_to_western_digits (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *western = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    if (letter > 127 && g_unichar_isdigit (letter))
      g_string_append_c (western, (char) ('0' + g_unichar_digit_value (letter)));
    else if (letter == 0x66b)
      g_string_append_c (western, '.');
    else if (letter == 0x60c)
      g_string_append_c (western, ',');
    else if (letter == 0x61b)
      g_string_append_c (western, ';');
    else if (letter == 0x2212)
      g_string_append_c (western, '-');
    else if (g_unichar_type (letter) != G_UNICODE_FORMAT)
      g_string_append_unichar (western, letter);
  }
  return g_string_free (western, FALSE);
}
