/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finds what may be personal data in a text. Each kind is looked for by hand in one walk: regular
 * expressions backtrack on hostile input, and the rules need sums and word ends anyway. */
#include "core/model/pattern.h"

#include <string.h>

/* A phone number, with its area, has at least so many digits; a date or a year has fewer. */
#define PHONE_MIN 7
#define PHONE_MAX 15   /* ITU-T E.164 */
#define PHONE_BYTES 40 /* with all that stands between the digits */
#define IBAN_MIN 15
#define IBAN_MAX 34 /* ISO 13616 */

/* Ends of the names of streets, folded to lower case. */
static const char *const streets[] = {"straße", "strasse", "str.",  "str",  "weg",  "platz",
                                      "allee",  "gasse",   "ring",  "damm", "ufer", "markt",
                                      "pfad",   "hof",     "steig", NULL};

static gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

static gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c) || ((guchar) c & 0x80);
}

static gboolean
is_word (char c)
{
  return is_digit (c) || is_letter (c);
}

static void
add (GArray *found, NordPatternKind kind, gsize start, gsize end)
{
  NordPattern pattern = {kind, start, end - start};

  g_array_append_val (found, pattern);
}

/* local@host.tld around the sign at @at. */
static gsize
match_email (const char *text, gsize length, gsize at, gsize *begin)
{
  gsize start = at, end = at + 1, dot = 0;

  while (start > 0 && at - start < 200 &&
         (is_word (text[start - 1]) || strchr ("._%+-", text[start - 1])))
    start--;
  while (end < length && end - at < 255 &&
         (is_word (text[end]) || text[end] == '-' || text[end] == '.')) {
    if (text[end] == '.')
      dot = end;
    end++;
  }
  while (end > at && (text[end - 1] == '.' || text[end - 1] == '-'))
    end--;
  if (dot >= end || dot == 0)
    for (dot = end - 1; dot > at && text[dot] != '.'; dot--)
      ;
  if (start == at || dot <= at + 1 || end < dot + 3)
    return 0;
  *begin = start;
  return end;
}

static gboolean
has_iban_sum (const char *plain, guint n)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++) {
    char c = plain[(i + 4) % n];

    sum = is_digit (c) ? (sum * 10 + (guint) (c - '0')) % 97
                       : (sum * 100 + (guint) (c - 'A') + 10) % 97;
  }
  return n >= IBAN_MIN && sum == 1;
}

/* Two letters, two digits, then digits and letters in groups, right by the sum of ISO 7064 (97). A
 * word may follow after a blank, so each end of a group is tried; the longest counts. */
static gsize
match_iban (const char *text, gsize length, gsize at)
{
  char plain[IBAN_MAX];
  guint n = 0;
  gsize found = 0;

  if (at + 4 > length || !g_ascii_isalpha (text[at]) || !g_ascii_isalpha (text[at + 1]) ||
      !is_digit (text[at + 2]) || !is_digit (text[at + 3]))
    return 0;
  for (gsize i = at; i < length && n < IBAN_MAX; i++) {
    if (text[i] == ' ' && i + 1 < length && g_ascii_isalnum (text[i + 1]))
      continue;
    if (!g_ascii_isalnum (text[i]))
      break;
    plain[n++] = g_ascii_toupper (text[i]);
    if ((i + 1 == length || !is_word (text[i + 1])) && has_iban_sum (plain, n))
      found = i + 1;
  }
  return found;
}

/* Digits with the signs that people put between them; from 0 or + on. */
static gsize
match_phone (const char *text, gsize length, gsize at)
{
  guint digits = 0;
  gsize i = at, end = at;
  gboolean blank = FALSE;

  if (text[at] != '+' && text[at] != '0' && text[at] != '(')
    return 0;
  if (text[at] == '(' && (at + 1 >= length || text[at + 1] != '0'))
    return 0;
  for (; i < length && i - at < PHONE_BYTES; i++) {
    if (is_digit (text[i])) {
      digits++;
      end = i + 1;
      blank = FALSE;
    } else if (i == at || strchr ("-/().", text[i])) {
      continue;
    } else if (text[i] == ' ' && !blank) {
      blank = TRUE;
    } else {
      break;
    }
  }
  if (digits < PHONE_MIN || digits > PHONE_MAX || (end < length && is_word (text[end])))
    return 0;
  /* 03.05.2026 is a day. */
  if (text[at] == '0' && end - at == 10 && text[at + 2] == '.' && text[at + 5] == '.')
    return 0;
  return end;
}

/* One to three capitals, a sign or blank, one or two capitals, a blank, one to four digits. */
static gsize
match_plate (const char *text, gsize length, gsize at)
{
  gsize i = at, n = 0;

  while (i < length && n < 4 && (g_ascii_isupper (text[i]) || (guchar) text[i] == 0xc3)) {
    /* Ä, Ö and Ü are two bytes. */
    if ((guchar) text[i] == 0xc3) {
      if (i + 1 >= length || !strchr ("\x84\x96\x9c", text[i + 1]))
        return 0;
      i++;
    }
    i++;
    n++;
  }
  if (n < 1 || n > 3 || i >= length || (text[i] != '-' && text[i] != ' '))
    return 0;
  i++;
  for (n = 0; i < length && g_ascii_isupper (text[i]) && n < 3; i++)
    n++;
  if (n < 1 || n > 2)
    return 0;
  if (i < length && (text[i] == ' ' || text[i] == '-'))
    i++;
  for (n = 0; i < length && is_digit (text[i]) && n < 5; i++)
    n++;
  if (n < 1 || n > 4)
    return 0;
  if (i < length && (text[i] == 'E' || text[i] == 'H'))
    i++;
  return i < length && is_word (text[i]) ? 0 : i;
}

/* A word that ends as streets do, at @at, with the number of a house after it. */
static gsize
match_address (const char *text, gsize length, gsize at)
{
  g_autofree char *word = NULL, *folded = NULL;
  gsize end = at, i;
  gboolean street = FALSE;
  guint digits = 0;

  while (end < length && is_letter (text[end]))
    end++;
  if (end < length && text[end] == '.')
    end++;
  if (end - at < 3 || end - at > 80 || end >= length || text[end] != ' ')
    return 0;
  i = end;
  while (i < length && text[i] == ' ')
    i++;
  if (i >= length || !is_digit (text[i]) || i - end > 2)
    return 0;
  word = g_strndup (text + at, end - at);
  folded = g_utf8_strdown (word, -1);
  for (guint s = 0; streets[s] != NULL && !street; s++)
    street = g_str_has_suffix (folded, streets[s]);
  if (!street)
    return 0;
  for (; i < length && is_digit (text[i]); i++)
    digits++;
  if (digits > 4)
    return 0;
  /* 17 a, 17a */
  if (i < length && g_ascii_isalpha (text[i]) && (i + 1 == length || !is_word (text[i + 1])))
    i++;
  else if (i + 1 < length && text[i] == ' ' && text[i + 1] >= 'a' && text[i + 1] <= 'h' &&
           (i + 2 == length || !is_word (text[i + 2])))
    i += 2;
  return i < length && is_word (text[i]) ? 0 : i;
}

/**
 * nord_pattern_find:
 * @text: (nullable): what somebody wrote, plain text
 *
 * Telephone numbers, e-mail addresses, bank accounts (with their check sum), plates of German cars
 * and streets with the number of a house. Time grows with the length of the text only, whatever is
 * in it.
 *
 * Returns: (transfer full) (element-type NordPattern): in the order of the text, none within
 *   another
 */
GArray *
nord_pattern_find (const char *text)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (NordPattern));
  const gsize length = text != NULL ? strlen (text) : 0;
  gsize done = 0;

  for (gsize i = 0; i < length; i++) {
    const gboolean begins = i == 0 || !is_word (text[i - 1]);
    /* The middle of a row of digits is no beginning. */
    const gboolean goes_on = i > 1 && text[i - 1] == ' ' && is_digit (text[i - 2]);
    gsize end = 0, start = i;
    NordPatternKind kind = NORD_PATTERN_EMAIL;

    if (i < done && text[i] != '@')
      continue;
    /* An address is longer than what comes before its sign; what was found inside goes. */
    if (text[i] == '@') {
      end = match_email (text, length, i, &start);
      while (end > 0 && found->len > 0 &&
             g_array_index (found, NordPattern, found->len - 1).start >= start) {
        g_array_set_size (found, found->len - 1);
        done = start;
      }
    } else if (begins) {
      if ((end = match_iban (text, length, i)) > 0)
        kind = NORD_PATTERN_IBAN;
      else if (!goes_on && (end = match_phone (text, length, i)) > 0)
        kind = NORD_PATTERN_PHONE;
      else if ((end = match_plate (text, length, i)) > 0)
        kind = NORD_PATTERN_PLATE;
      else if (is_letter (text[i]) && (end = match_address (text, length, i)) > 0)
        kind = NORD_PATTERN_ADDRESS;
    }
    if (end == 0 || start < done)
      continue;
    add (found, kind, start, end);
    done = end;
  }
  return found;
}

/**
 * nord_pattern_black_out:
 * @text: what somebody wrote
 * @patterns: what nord_pattern_find() found in it
 *
 * Returns: (transfer full): the text with a bar in the place of each, whose length tells nothing
 */
char *
nord_pattern_black_out (const char *text, const GArray *patterns)
{
  GString *out = g_string_new (NULL);
  gsize done = 0;

  for (guint i = 0; i < patterns->len; i++) {
    const NordPattern *pattern = &g_array_index (patterns, NordPattern, i);

    g_string_append_len (out, text + done, (gssize) (pattern->start - done));
    g_string_append (out, "█████");
    done = pattern->start + pattern->length;
  }
  g_string_append (out, text + done);
  return g_string_free (out, FALSE);
}
