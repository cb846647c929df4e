/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Text encodings that spreadsheets in Germany really write. */
#include "core/exchange/encoding.h"

#include "core/model/text.h"

#include <string.h>

static const char *const names[NORD_N_ENCODINGS] = {
  [NORD_ENCODING_UTF8] = "UTF-8",
  [NORD_ENCODING_UTF16_LE] = "UTF-16LE",
  [NORD_ENCODING_UTF16_BE] = "UTF-16BE",
  [NORD_ENCODING_WINDOWS_1252] = "windows-1252",
  [NORD_ENCODING_ISO_8859_1] = "ISO-8859-1",
  [NORD_ENCODING_ISO_8859_15] = "ISO-8859-15",
};

/* 0x80 to 0x9F of windows-1252 (WHATWG Encoding Standard, index windows-1252). */
static const gunichar windows_1252[32] = {
  0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
  0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

const char *
nord_encoding_get_name (NordEncoding encoding)
{
  g_return_val_if_fail (encoding < NORD_N_ENCODINGS, NULL);
  return names[encoding];
}

gboolean
nord_encoding_find (const char *name, NordEncoding *encoding)
{
  static const struct {
    const char *name;
    NordEncoding encoding;
  } aliases[] = {
    {"utf8", NORD_ENCODING_UTF8},         {"cp1252", NORD_ENCODING_WINDOWS_1252},
    {"utf16", NORD_ENCODING_UTF16_LE},    {"utf-16", NORD_ENCODING_UTF16_LE},
    {"latin1", NORD_ENCODING_ISO_8859_1}, {"latin9", NORD_ENCODING_ISO_8859_15},
    {"ansi", NORD_ENCODING_WINDOWS_1252},
  };

  for (guint i = 0; i < NORD_N_ENCODINGS; i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0) {
      *encoding = i;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_ascii_strcasecmp (name, aliases[i].name) == 0) {
      *encoding = aliases[i].encoding;
      return TRUE;
    }
  return FALSE;
}

/* Counts sequences of more than one byte that are UTF-8, and bytes that cannot be. */
static void
count_utf8 (const guint8 *data, gsize length, gsize *good, gsize *bad)
{
  const char *at = (const char *) data, *end = at + length;

  *good = *bad = 0;
  while (at < end) {
    if ((guint8) *at < 0x80) {
      at++;
      continue;
    }
    gunichar c = g_utf8_get_char_validated (at, end - at);
    if (c == (gunichar) -1 || c == (gunichar) -2) {
      /* A file cut in the middle of a character is not thereby of another encoding. */
      if (c == (gunichar) -1 || end - at > 3)
        (*bad)++;
      at++;
    } else {
      (*good)++;
      at += g_utf8_skip[(guint8) *at];
    }
  }
}

/**
 * nord_encoding_detect:
 * @data: the bytes of a text file
 * @length: their number
 *
 * Guesses the encoding: a byte order mark decides; then zeros in every second byte (UTF-16); then
 * whether the bytes are UTF-8, where a few broken places in a text that otherwise is UTF-8 do not
 * change the verdict. What remains is an 8-bit encoding: windows-1252 where a byte from 0x80 to
 * 0x9F occurs, ISO-8859-15 where only its euro sign does, and windows-1252 otherwise, being equal
 * to ISO-8859-1 on all bytes that do occur.
 *
 * Returns: the encoding
 */
NordEncoding
nord_encoding_detect (const guint8 *data, gsize length)
{
  gsize sample = MIN (length, (gsize) 4096), zeros[2] = {0, 0}, good, bad;
  gboolean c1 = FALSE, euro = FALSE;

  if (length >= 2 && data[0] == 0xFF && data[1] == 0xFE)
    return NORD_ENCODING_UTF16_LE;
  if (length >= 2 && data[0] == 0xFE && data[1] == 0xFF)
    return NORD_ENCODING_UTF16_BE;
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    return NORD_ENCODING_UTF8;
  for (gsize i = 0; i < sample; i++)
    zeros[i % 2] += data[i] == 0;
  if (sample >= 4 && zeros[1] > sample / 4 && zeros[0] < sample / 20)
    return NORD_ENCODING_UTF16_LE;
  if (sample >= 4 && zeros[0] > sample / 4 && zeros[1] < sample / 20)
    return NORD_ENCODING_UTF16_BE;
  if (g_utf8_validate_len ((const char *) data, length, NULL))
    return NORD_ENCODING_UTF8;
  count_utf8 (data, length, &good, &bad);
  if (bad == 0 || good >= 10 * bad)
    return NORD_ENCODING_UTF8;
  for (gsize i = 0; i < length; i++) {
    c1 |= data[i] >= 0x80 && data[i] < 0xA0;
    euro |= data[i] == 0xA4;
  }
  return !c1 && euro ? NORD_ENCODING_ISO_8859_15 : NORD_ENCODING_WINDOWS_1252;
}

static gunichar
latin9 (guint8 byte)
{
  switch (byte) {
  case 0xA4:
    return 0x20AC;
  case 0xA6:
    return 0x0160;
  case 0xA8:
    return 0x0161;
  case 0xB4:
    return 0x017D;
  case 0xB8:
    return 0x017E;
  case 0xBC:
    return 0x0152;
  case 0xBD:
    return 0x0153;
  case 0xBE:
    return 0x0178;
  default:
    return byte;
  }
}

static GBytes *
decode_utf16 (const guint8 *data, gsize length, gboolean big)
{
  GByteArray *to = g_byte_array_sized_new (length + length / 2);
  guint8 utf8[6];
  gsize i = 0;

#define UNIT(at) (big ? data[at] << 8 | data[(at) + 1] : data[(at) + 1] << 8 | data[at])
  while (i + 1 < length) {
    gunichar c = UNIT (i);

    i += 2;
    if (c == 0xFEFF && i == 2)
      continue;
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < length && (UNIT (i) & 0xFC00) == 0xDC00) {
      c = 0x10000 + ((c - 0xD800) << 10) + (UNIT (i) - 0xDC00);
      i += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      /* Half a pair stands for no character; the replacement character shows that. */
      c = 0xFFFD;
    }
    g_byte_array_append (to, utf8, g_unichar_to_utf8 (c, (char *) utf8));
  }
#undef UNIT
  return g_byte_array_free_to_bytes (to);
}

/**
 * nord_encoding_decode:
 * @bytes: the bytes of a text file
 * @encoding: how they stand for characters
 *
 * Makes UTF-8 of a text, without a byte order mark. Of UTF-8 nothing is copied or checked: whoever
 * reads rows says which row is broken.
 *
 * Returns: (transfer full): the text
 */
GBytes *
nord_encoding_decode (GBytes *bytes, NordEncoding encoding)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gsize at = 0;

  if (encoding == NORD_ENCODING_UTF8) {
    gsize skip = length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    return g_bytes_new_from_bytes (bytes, skip, length - skip);
  }
  if (encoding == NORD_ENCODING_UTF16_LE || encoding == NORD_ENCODING_UTF16_BE)
    return decode_utf16 (data, length, encoding == NORD_ENCODING_UTF16_BE);

  /* A byte becomes at most three. */
  char *to = g_malloc (length * 3 + 1);
  for (gsize i = 0; i < length; i++) {
    guint8 byte = data[i];

    if (byte < 0x80) {
      to[at++] = (char) byte;
      continue;
    }
    gunichar c = byte;
    if (encoding == NORD_ENCODING_WINDOWS_1252 && byte < 0xA0)
      c = windows_1252[byte - 0x80];
    else if (encoding == NORD_ENCODING_ISO_8859_15)
      c = latin9 (byte);
    at += g_unichar_to_utf8 (c, to + at);
  }
  return g_bytes_new_take (g_realloc (to, at + 1), at);
}

/**
 * nord_encoding_tidy:
 * @text: bytes that should be UTF-8, need not end with a zero
 * @length: in bytes
 * @tidy: what else to do
 * @to: where the text goes; what was there is replaced
 *
 * Brings one foreign value into the form of the model: what nord_text_clean() takes out, goes.
 *
 * Returns: FALSE where the bytes are not UTF-8
 */
gboolean
nord_encoding_tidy (const char *text, gsize length, NordTidy tidy, GString *to)
{
  if (tidy & NORD_TIDY_TRIM) {
    while (length > 0 && (g_ascii_isspace (*text) || *text == '\0')) {
      text++;
      length--;
    }
    while (length > 0 && (g_ascii_isspace (text[length - 1]) || text[length - 1] == '\0'))
      length--;
  }
  g_string_truncate (to, 0);
  g_string_append_len (to, text, length);
  if (tidy & NORD_TIDY_ONE_LINE)
    for (gsize i = 0; i < length; i++)
      if (g_ascii_isspace (to->str[i]))
        to->str[i] = ' ';
  if (nord_text_is_clean (to->str, to->len))
    return TRUE;

  /* A zero ends no text here, it only does not belong in one. */
  gsize kept = 0;
  for (gsize i = 0; i < to->len; i++)
    if (to->str[i] != '\0')
      to->str[kept++] = to->str[i];
  g_string_truncate (to, kept);
  if (!g_utf8_validate_len (to->str, to->len, NULL))
    return FALSE;
  g_autofree char *clean = nord_text_clean (to->str);
  g_string_assign (to, clean);
  return TRUE;
}
