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

#define EACH_BYTE(value) (G_GUINT64_CONSTANT (0x0101010101010101) * (value))

/* Whether eight bytes are ASCII that every text may have, and no line end or tabulator, which are
 * looked at one by one. No byte borrows from its neighbour; one that carries is not ASCII. */
static inline gboolean
are_plain (guint64 bytes)
{
  const guint64 low = ((bytes | EACH_BYTE (0x80)) - EACH_BYTE (0x20)) & EACH_BYTE (0x80);
  const guint64 high = (bytes | (bytes + EACH_BYTE (1))) & EACH_BYTE (0x80);

  return low == EACH_BYTE (0x80) && high == 0;
}

/* How many bytes of @left the character beyond ASCII at @at has; 0: it is none. The tables of
 * Unicode, section 3.9: no longer form than needed, no surrogates, nothing beyond U+10FFFF. */
static inline gsize
read_high (const guchar *at, gsize left, gunichar *c)
{
#define TAIL(i) ((at[i] & 0xc0) == 0x80)
  if (at[0] >= 0xc2 && at[0] <= 0xdf && left >= 2 && TAIL (1)) {
    *c = (gunichar) (at[0] & 0x1f) << 6 | (at[1] & 0x3f);
    return 2;
  }
  if ((at[0] & 0xf0) == 0xe0 && left >= 3 && TAIL (1) && TAIL (2)) {
    *c = (gunichar) (at[0] & 0x0f) << 12 | (gunichar) (at[1] & 0x3f) << 6 | (at[2] & 0x3f);
    return *c < 0x800 || (*c >= 0xd800 && *c <= 0xdfff) ? 0 : 3;
  }
  if ((at[0] & 0xf8) == 0xf0 && left >= 4 && TAIL (1) && TAIL (2) && TAIL (3)) {
    *c = (gunichar) (at[0] & 0x07) << 18 | (gunichar) (at[1] & 0x3f) << 12 |
         (gunichar) (at[2] & 0x3f) << 6 | (at[3] & 0x3f);
    return *c < 0x10000 || *c > 0x10ffff ? 0 : 4;
  }
#undef TAIL
  return 0;
}

/**
 * nord_text_is_clean:
 * @text: bytes, not necessarily terminated
 * @length: number of bytes
 *
 * Every text that is read or written is looked at, so this is one walk, eight bytes at a time where
 * they are ASCII.
 *
 * Returns: TRUE where @text is what nord_text_clean() would make of it. Texts without combining
 *   marks are decided without normalising them: below U+0300 everything is in NFC.
 */
gboolean
nord_text_is_clean (const char *text, gsize length)
{
  const guchar *at = (const guchar *) text;
  const guchar *end = at + length;
  gboolean may_combine = FALSE;

  while (at < end) {
    guint64 bytes;
    gunichar c;
    gsize n;

    if (end - at >= 8) {
      memcpy (&bytes, at, 8);
      if (are_plain (bytes)) {
        at += 8;
        continue;
      }
    }
    if (*at < 0x80) {
      if ((*at < 0x20 && *at != '\n' && *at != '\t') || *at == 0x7f)
        return FALSE;
      at++;
      continue;
    }
    n = read_high (at, end - at, &c);
    if (n == 0 || !is_kept (c))
      return FALSE;
    may_combine |= c >= 0x300;
    at += n;
  }
  if (may_combine) {
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
