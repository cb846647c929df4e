/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Every language can be written on its keys, and what is typed is what stands there. */
#include "core/kiosk/keyboard.h"
#include "core/kiosk/typing.h"
#include "core/kiosk/words.h"

#include <string.h>

static const NordKey *
find_kind (NordKeyboard *keyboard, NordKeyKind kind)
{
  for (guint row = 0; row < nord_keyboard_get_n_rows (keyboard); row++) {
    guint n;
    const NordKey *keys = nord_keyboard_get_row (keyboard, row, &n);

    for (guint i = 0; i < n; i++)
      if (keys[i].kind == kind)
        return &keys[i];
  }
  return NULL;
}

/* Whether a tap, without holding, types @letter. */
static gboolean
has_plain (NordKeyboard *keyboard, const char *letter)
{
  for (guint row = 0; row < nord_keyboard_get_n_rows (keyboard); row++) {
    guint n;
    const NordKey *keys = nord_keyboard_get_row (keyboard, row, &n);

    for (guint i = 0; i < n; i++)
      if (g_strcmp0 (keys[i].plain, letter) == 0)
        return TRUE;
  }
  return FALSE;
}

/* Types @letter by a key of the present page, held or not. */
static char *
type_letter (NordKeyboard *keyboard, const char *letter)
{
  for (guint row = 0; row < nord_keyboard_get_n_rows (keyboard); row++) {
    guint n;
    const NordKey *keys = nord_keyboard_get_row (keyboard, row, &n);

    for (guint i = 0; i < n; i++) {
      if (keys[i].plain && g_str_equal (keys[i].plain, letter))
        return nord_keyboard_press (keyboard, &keys[i]);
      if (keys[i].other && g_strv_contains ((const char *const *) keys[i].other, letter))
        return nord_keyboard_press_other (keyboard, letter);
    }
  }
  return NULL;
}

static void
press (NordKeyboard *keyboard, NordKeyKind kind)
{
  const NordKey *key = find_kind (keyboard, kind);

  g_assert_nonnull (key);
  g_free (nord_keyboard_press (keyboard, key));
}

/* Letter by letter, every word that the station itself says, with capitals. */
static void
test_alphabets (void)
{
  for (const char *const *language = nord_words_list_languages (); *language; language++) {
    g_autoptr (NordWords) words = nord_words_new (*language);
    g_autoptr (NordKeyboard) keyboard = nord_keyboard_new (*language);

    for (const char *const *key = nord_words_list_keys (); *key; key++) {
      const char *word = nord_words_get (words, *key);
      g_autofree char *whole = g_utf8_normalize (word, -1, G_NORMALIZE_ALL_COMPOSE);

      for (const char *at = whole; *at; at = g_utf8_next_char (at)) {
        const gunichar c = g_utf8_get_char (at);
        g_autofree char *letter = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
        g_autofree char *low = NULL, *typed = NULL;

        /* Marks over Arabic letters are left out in writing; "PIN" is on the other page. */
        if (!g_unichar_isalpha (c) || g_unichar_type (c) == G_UNICODE_NON_SPACING_MARK ||
            (c < 128 && find_kind (keyboard, NORD_KEY_LATIN)))
          continue;
        low = g_str_equal (*language, "tr") && g_str_equal (letter, "I") ? g_strdup ("ı")
              : g_str_equal (*language, "tr") && g_str_equal (letter, "İ")
                ? g_strdup ("i")
                : g_utf8_strdown (letter, -1);
        nord_keyboard_follow (keyboard, g_str_equal (low, letter) ? "x" : "");
        typed = type_letter (keyboard, low);
        g_test_message ("%s: %s", *language, letter);
        g_assert_cmpstr (typed, ==, letter);
      }
    }
  }
}

static void
test_pages (void)
{
  g_autoptr (NordKeyboard) keyboard = nord_keyboard_new ("ru");
  g_autofree char *digit = NULL, *latin = NULL, *own = NULL, *space = NULL;

  press (keyboard, NORD_KEY_SYMBOLS);
  g_assert_false (nord_keyboard_has_shift (keyboard));
  digit = type_letter (keyboard, "7");
  g_assert_cmpstr (digit, ==, "7");
  g_assert_null (type_letter (keyboard, "ж"));
  space = nord_keyboard_press (keyboard, find_kind (keyboard, NORD_KEY_SPACE));
  g_assert_cmpstr (space, ==, " ");
  press (keyboard, NORD_KEY_LATIN);
  nord_keyboard_follow (keyboard, "x");
  latin = type_letter (keyboard, "ü");
  g_assert_cmpstr (latin, ==, "ü");
  press (keyboard, NORD_KEY_LATIN);
  own = type_letter (keyboard, "ж");
  g_assert_cmpstr (own, ==, "ж");
}

/* Who writes Arabic has its comma and question mark at hand, not those of other alphabets. */
static void
test_arabic (void)
{
  g_autoptr (NordKeyboard) arabic = nord_keyboard_new ("ar");
  g_autoptr (NordKeyboard) german = nord_keyboard_new ("de");

  g_assert_true (has_plain (arabic, "،"));
  g_assert_false (has_plain (arabic, ","));
  g_assert_true (has_plain (german, ","));
  nord_keyboard_begin_latin (arabic);
  g_assert_true (has_plain (arabic, ","));
}

static void
test_shift (void)
{
  static const struct {
    const char *language, *low, *high;
  } letters[] = {{"tr", "i", "İ"}, {"tr", "ı", "I"}, {"de", "ß", "ẞ"}, {"de", "i", "I"},
                 {"ro", "ș", "Ș"}, {"uk", "ї", "Ї"}, {"ar", "ب", "ب"}, {"pl", "ł", "Ł"}};
  g_autoptr (NordKeyboard) keyboard = nord_keyboard_new ("de");

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++) {
    g_autoptr (NordKeyboard) keys = nord_keyboard_new (letters[i].language);
    g_autofree char *first = type_letter (keys, letters[i].low);
    g_autofree char *second = type_letter (keys, letters[i].low);

    g_assert_cmpstr (first, ==, letters[i].high);
    g_assert_cmpstr (second, ==, letters[i].low);
  }
  /* A sentence begins large, a word within does not, and who locked it wants it so. */
  nord_keyboard_follow (keyboard, "Ja. ");
  g_assert_cmpint (nord_keyboard_get_shift (keyboard), ==, NORD_SHIFT_ONCE);
  nord_keyboard_follow (keyboard, "z.B");
  g_assert_cmpint (nord_keyboard_get_shift (keyboard), ==, NORD_SHIFT_OFF);
  press (keyboard, NORD_KEY_SHIFT);
  press (keyboard, NORD_KEY_SHIFT);
  nord_keyboard_follow (keyboard, "LAUT");
  g_assert_cmpint (nord_keyboard_get_shift (keyboard), ==, NORD_SHIFT_LOCKED);
}

/* Keys never overlap or leave the board, are as large as wished where that fits, and have the same
 * size on each page. */
static void
test_places (void)
{
  for (guint round = 0; round < 400; round++) {
    const char *const *languages = nord_words_list_languages ();
    g_autoptr (NordKeyboard) keyboard =
      nord_keyboard_new (languages[g_test_rand_int_range (0, 10)]);
    const double width = g_test_rand_double_range (300, 2500);
    const double wanted = g_test_rand_double_range (40, 120), gap = 6;
    NordKeyPlace places[64];
    const double most = g_test_rand_double_range (100, 900);
    double before = 0;

    for (guint page = 0; page < 2; page++) {
      double height = most;
      const guint n =
        nord_keyboard_place (keyboard, width, wanted, gap, places, G_N_ELEMENTS (places), &height);

      g_assert_cmpuint (n, <=, G_N_ELEMENTS (places));
      for (guint i = 0; i < n; i++) {
        g_assert_cmpfloat (places[i].x, >=, 0);
        g_assert_cmpfloat (places[i].x + places[i].width, <=, width + 1e-6);
        g_assert_cmpfloat (places[i].y + places[i].height, <=, height + 1e-6);
        g_assert_cmpfloat (height, <=, most + 1e-6);
        if (width >= 14 * (wanted + gap))
          g_assert_cmpfloat (places[i].width, >=, wanted - 1e-6);
        if (width >= 14 * (wanted + gap) && most >= 4 * (wanted + gap))
          g_assert_cmpfloat (places[i].height, >=, wanted - 1e-6);
        for (guint j = 0; j < i; j++)
          g_assert_true (places[j].x + places[j].width <= places[i].x + 1e-6 ||
                         places[j].y + places[j].height <= places[i].y + 1e-6);
      }
      g_assert_true (page == 0 || ABS (height - before) < 1e-6);
      before = height;
      press (keyboard, NORD_KEY_SYMBOLS);
    }
  }
}

static void
test_typing (void)
{
  g_autoptr (NordTyping) typing = nord_typing_new (10);

  g_assert_true (nord_typing_insert (typing, "Licht"));
  nord_typing_set_caret (typing, 0);
  g_assert_true (nord_typing_insert (typing, "Ü"));
  g_assert_cmpstr (nord_typing_get_text (typing), ==, "ÜLicht");
  nord_typing_set_caret (typing, 1); /* within the letter */
  g_assert_cmpuint (nord_typing_get_caret (typing), ==, 2);
  g_assert_true (nord_typing_erase (typing));
  g_assert_false (nord_typing_erase (typing));
  g_assert_cmpstr (nord_typing_get_text (typing), ==, "Licht");
  g_assert_false (nord_typing_insert (typing, "straße!"));
  g_assert_cmpint (g_utf8_strlen (nord_typing_get_text (typing), -1), ==, 10);
  /* A letter goes with its marks, and a mark of direction never comes in. */
  nord_typing_set_text (typing, "a\u0301\u202eb");
  g_assert_cmpstr (nord_typing_get_text (typing), ==, "a\u0301b");
  nord_typing_set_caret (typing, 1);
  g_assert_cmpuint (nord_typing_get_caret (typing), ==, 0);
  nord_typing_set_caret (typing, 3);
  g_assert_true (nord_typing_erase (typing));
  g_assert_cmpstr (nord_typing_get_text (typing), ==, "b");
  nord_typing_wipe (typing);
  g_assert_cmpstr (nord_typing_get_text (typing), ==, "");
}

/* Whatever is typed and wherever the caret is put: the text stays UTF-8, and behind it lies
 * nothing of what was erased. */
static void
test_typing_storm (void)
{
  static const char *const pieces[] = {"a", "Ü",       "ş",        "ع", "لا",
                                       "ы", "a\u0301", "👩\u200d👧", " ", "\n"};
  g_autoptr (NordTyping) typing = nord_typing_new (40);

  for (guint i = 0; i < 20000; i++) {
    const gsize length = strlen (nord_typing_get_text (typing));
    const char *text;

    switch (g_test_rand_int_range (0, 4)) {
    case 0:
    case 1:
      nord_typing_insert (typing, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      break;
    case 2:
      nord_typing_erase (typing);
      break;
    default:
      nord_typing_set_caret (typing, (gsize) g_test_rand_int_range (0, 200));
    }
    text = nord_typing_get_text (typing);
    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_true (g_utf8_validate (text, (gssize) nord_typing_get_caret (typing), NULL));
    g_assert_cmpint (g_utf8_strlen (text, -1), <=, 40);
    for (gsize b = strlen (text); b < MAX (length, strlen (text)); b++)
      g_assert_cmpint (text[b], ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/keyboard/alphabets", test_alphabets);
  g_test_add_func ("/keyboard/pages", test_pages);
  g_test_add_func ("/keyboard/arabic", test_arabic);
  g_test_add_func ("/keyboard/shift", test_shift);
  g_test_add_func ("/keyboard/places", test_places);
  g_test_add_func ("/keyboard/typing", test_typing);
  g_test_add_func ("/keyboard/typing-storm", test_typing_storm);
  return g_test_run ();
}
