/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Cleaning of text from keyboards, files and other machines. */
#include "core/model/text.h"

#include <string.h>

static gboolean
is_kept (gunichar c)
{
  if (c == '\n' || c == '\t')
    return TRUE;
  if (c < 0x20 || (c >= 0x7f && c <= 0x9f))
    return FALSE;
  /* Embeddings, overrides and isolates can make a text read differently from what it is, also in
   * the lines around it. The marks LRM and RLM only touch their neighbours and stay. */
  if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
    return FALSE;
  /* Noncharacters are forbidden in I-JSON (RFC 7493, section 2.1). */
  if ((c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe)
    return FALSE;
  return TRUE;
}

/* What a byte can mean for a text. Every text that is read or written is looked at, so this is one
 * look-up a byte without a branch. */
enum {
  NEVER = 1 << 0,   /* a control character */
  HIGH = 1 << 1,    /* part of a character beyond ASCII */
  COMBINE = 1 << 2, /* starts U+0300 or above: below, every text is in NFC */
  SUSPECT = 1 << 3, /* starts U+0080, U+2028, U+FDD0 or above: some of these are left out */
};

static guint8 meanings[256];

static void
learn_meanings (void)
{
  static gsize learnt;

  if (!g_once_init_enter (&learnt))
    return;
  for (guint c = 0; c < 256; c++) {
    guint8 meaning = 0;

    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
      meaning |= NEVER;
    if (c >= 0x80)
      meaning |= HIGH;
    if (c >= 0xcc)
      meaning |= COMBINE;
    if (c == 0xc2 || c == 0xe2 || c >= 0xef)
      meaning |= SUSPECT;
    meanings[c] = meaning;
  }
  g_once_init_leave (&learnt, 1);
}

/**
 * nord_text_is_clean:
 * @text: bytes, not necessarily terminated
 * @length: number of bytes
 *
 * Returns: TRUE where @text is what nord_text_clean() would make of it. Texts without combining
 *   marks are decided without normalising them: below U+0300 everything is in NFC.
 */
gboolean
nord_text_is_clean (const char *text, gsize length)
{
  guint8 met = 0;

  learn_meanings ();
  for (gsize i = 0; i < length; i++)
    met |= meanings[(guchar) text[i]];
  if (met & NEVER)
    return FALSE;
  if (!(met & HIGH))
    return TRUE;
  if (!g_utf8_validate_len (text, length, NULL))
    return FALSE;
  for (const char *p = text; (met & SUSPECT) && p < text + length; p = g_utf8_next_char (p))
    if (!is_kept (g_utf8_get_char (p)))
      return FALSE;
  if (met & COMBINE) {
    g_autofree char *composed = g_utf8_normalize (text, length, G_NORMALIZE_DEFAULT_COMPOSE);

    return strlen (composed) == length && memcmp (composed, text, length) == 0;
  }
  return TRUE;
}

/**
 * nord_text_clean:
 * @text: any bytes up to the NUL
 *
 * Makes valid UTF-8 in NFC of @text. Line ends become \n; other control characters but \t,
 * bidirectional embeddings, overrides and isolates, and noncharacters are left out.
 *
 * Returns: (transfer full): the clean text
 */
char *
nord_text_clean (const char *text)
{
  gsize length = strlen (text);
  g_autofree char *valid = NULL;
  GString *kept;

  if (nord_text_is_clean (text, length))
    return g_strndup (text, length);

  valid = g_utf8_make_valid (text, length);
  kept = g_string_sized_new (strlen (valid) + 1);
  for (const char *p = valid; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == '\r') {
      if (p[1] != '\n')
        g_string_append_c (kept, '\n');
    } else if (is_kept (c))
      g_string_append_unichar (kept, c);
  }
  g_free (valid);
  valid = g_string_free (kept, FALSE);
  return g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}
