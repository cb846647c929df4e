/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Walking over JSON. */
#include "core/exchange/json-scan.h"

#include "core/exchange/exchange-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
nord_json_scan_init (NordJsonScan *self, const char *text, gsize length)
{
  *self = (NordJsonScan){.text = text, .length = length, .line = 1};
}

static gboolean
fail (NordJsonScan *self, const char *fault)
{
  if (self->fault == NULL)
    self->fault = fault;
  return FALSE;
}

static inline void
skip_blanks (NordJsonScan *self)
{
  while (self->at < self->length && (self->text[self->at] == ' ' || self->text[self->at] == '\n' ||
                                     self->text[self->at] == '\r' || self->text[self->at] == '\t'))
    self->at++;
}

NordJsonKind
nord_json_scan_peek (NordJsonScan *self)
{
  skip_blanks (self);
  if (self->at >= self->length)
    return NORD_JSON_NOTHING;
  switch (self->text[self->at]) {
  case '{':
    return NORD_JSON_OBJECT;
  case '[':
    return NORD_JSON_ARRAY;
  case '"':
    return NORD_JSON_STRING;
  case '-':
    return self->at + 1 < self->length && self->text[self->at + 1] == 'I' ? NORD_JSON_WORD
                                                                          : NORD_JSON_NUMBER;
  case '0' ... '9':
    return NORD_JSON_NUMBER;
  case 't':
  case 'f':
  case 'n':
  case 'N':
  case 'I':
    return NORD_JSON_WORD;
  default:
    return NORD_JSON_NOTHING;
  }
}

/* From the opening quotation mark to behind the closing one. */
static gboolean
skip_string (NordJsonScan *self)
{
  const char *text = self->text;
  gsize at = self->at + 1;

  for (;;) {
    while (at < self->length && (guint8) text[at] >= 0x20 && text[at] != '"' && text[at] != '\\')
      at++;
    if (at >= self->length)
      return fail (self, _ ("a text never ends"));
    if (text[at] == '"') {
      self->at = at + 1;
      return TRUE;
    }
    if (text[at] != '\\') {
      self->at = at;
      return fail (self, _ ("there is a control character in a text"));
    }
    if (at + 1 >= self->length || strchr ("\"\\/bfnrtu", text[at + 1]) == NULL ||
        text[at + 1] == '\0') {
      self->at = at;
      return fail (self, _ ("there is an unknown escape in a text"));
    }
    if (text[at + 1] == 'u') {
      for (guint i = 2; i < 6; i++)
        if (at + i >= self->length || !g_ascii_isxdigit (text[at + i])) {
          self->at = at;
          return fail (self, _ ("there is an unknown escape in a text"));
        }
      at += 4;
    }
    at += 2;
  }
}

static gsize
skip_digits (NordJsonScan *self)
{
  const gsize from = self->at;

  while (self->at < self->length && g_ascii_isdigit (self->text[self->at]))
    self->at++;
  return self->at - from;
}

static gboolean
skip_number (NordJsonScan *self)
{
  if (self->text[self->at] == '-')
    self->at++;
  if (self->at < self->length && self->text[self->at] == '0')
    self->at++;
  else if (skip_digits (self) == 0)
    return fail (self, _ ("this is no number"));
  if (self->at < self->length && self->text[self->at] == '.') {
    self->at++;
    if (skip_digits (self) == 0)
      return fail (self, _ ("this is no number"));
  }
  if (self->at < self->length && (self->text[self->at] | 0x20) == 'e') {
    self->at++;
    if (self->at < self->length && (self->text[self->at] == '-' || self->text[self->at] == '+'))
      self->at++;
    if (skip_digits (self) == 0)
      return fail (self, _ ("this is no number"));
  }
  return TRUE;
}

static gboolean
skip_word (NordJsonScan *self)
{
  static const char *const words[] = {"true", "false", "null", "NaN", "Infinity", "-Infinity"};

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize length = strlen (words[i]);

    if (self->length - self->at >= length &&
        memcmp (self->text + self->at, words[i], length) == 0) {
      self->at += length;
      return TRUE;
    }
  }
  return fail (self, _ ("this is no value"));
}

static gboolean
skip_scalar (NordJsonScan *self, NordJsonKind kind)
{
  switch (kind) {
  case NORD_JSON_STRING:
    return skip_string (self);
  case NORD_JSON_NUMBER:
    return skip_number (self);
  case NORD_JSON_WORD:
    return skip_word (self);
  case NORD_JSON_NOTHING:
  case NORD_JSON_OBJECT:
  case NORD_JSON_ARRAY:
  default:
    return fail (self,
                 self->at >= self->length ? _ ("the file breaks off") : _ ("this is no value"));
  }
}

gboolean
nord_json_scan_skip (NordJsonScan *self, NordJsonSpan *span)
{
  /* One bit a level says whether it is an object; no recursion. */
  guint64 objects = 0;
  gboolean first[NORD_EXCHANGE_MAX_DEPTH + 1];
  guint depth = 0;

  skip_blanks (self);
  const gsize from = self->at;
  do {
    NordJsonKind kind;

    if (depth > 0) {
      const gboolean in_object = objects >> (depth - 1) & 1;
      NordJsonSpan name;

      if (!(in_object ? nord_json_scan_member (self, &first[depth], &name)
                      : nord_json_scan_element (self, &first[depth]))) {
        if (self->fault != NULL)
          return FALSE;
        depth--;
        continue;
      }
    }
    kind = nord_json_scan_peek (self);
    if (kind == NORD_JSON_OBJECT || kind == NORD_JSON_ARRAY) {
      if (depth == NORD_EXCHANGE_MAX_DEPTH)
        return fail (self, _ ("values are nested too deeply"));
      if (kind == NORD_JSON_OBJECT)
        objects |= G_GUINT64_CONSTANT (1) << depth;
      else
        objects &= ~(G_GUINT64_CONSTANT (1) << depth);
      first[++depth] = TRUE;
      self->at++;
    } else if (!skip_scalar (self, kind)) {
      return FALSE;
    }
  } while (depth > 0);
  if (span != NULL)
    *span = (NordJsonSpan){from, self->at - from};
  return TRUE;
}

void
nord_json_scan_enter (NordJsonScan *self)
{
  self->at++;
}

gboolean
nord_json_scan_element (NordJsonScan *self, gboolean *first)
{
  skip_blanks (self);
  if (self->at >= self->length)
    return fail (self, _ ("the file breaks off"));
  if (self->text[self->at] == ']') {
    self->at++;
    return FALSE;
  }
  if (!*first) {
    if (self->text[self->at] != ',')
      return fail (self, _ ("a comma or a closing bracket is missing"));
    self->at++;
    skip_blanks (self);
  }
  *first = FALSE;
  return TRUE;
}

gboolean
nord_json_scan_member (NordJsonScan *self, gboolean *first, NordJsonSpan *name)
{
  skip_blanks (self);
  if (self->at >= self->length)
    return fail (self, _ ("the file breaks off"));
  if (self->text[self->at] == '}') {
    self->at++;
    return FALSE;
  }
  if (!*first) {
    if (self->text[self->at] != ',')
      return fail (self, _ ("a comma or a closing brace is missing"));
    self->at++;
    skip_blanks (self);
  }
  *first = FALSE;
  if (self->at >= self->length || self->text[self->at] != '"')
    return fail (self, _ ("a name in quotation marks is missing"));
  const gsize from = self->at + 1;
  if (!skip_string (self))
    return FALSE;
  *name = (NordJsonSpan){from, self->at - 1 - from};
  skip_blanks (self);
  if (self->at >= self->length || self->text[self->at] != ':')
    return fail (self, _ ("a colon is missing"));
  self->at++;
  return TRUE;
}

guint
nord_json_scan_line (NordJsonScan *self, gsize at)
{
  const char *from = self->text + self->counted;
  const char *end = self->text + MIN (at, self->length);

  while (from < end && (from = memchr (from, '\n', end - from)) != NULL) {
    self->line++;
    from++;
  }
  self->counted = MAX (self->counted, MIN (at, self->length));
  return self->line;
}

static gunichar
hex_unit (const char *digits)
{
  gunichar unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit << 4 | (gunichar) g_ascii_xdigit_value (digits[i]);
  return unit;
}

gboolean
nord_json_unescape (const char *text, gsize length, GString *to)
{
  const char *end = text + length;
  gboolean whole = TRUE;

  g_string_truncate (to, 0);
  while (text < end) {
    const char *escape = memchr (text, '\\', end - text);
    gunichar c;

    g_string_append_len (to, text, (escape != NULL ? escape : end) - text);
    if (escape == NULL)
      break;
    text = escape + 2;
    switch (escape[1]) {
    case 'b':
      g_string_append_c (to, '\b');
      break;
    case 'f':
      g_string_append_c (to, '\f');
      break;
    case 'n':
      g_string_append_c (to, '\n');
      break;
    case 'r':
      g_string_append_c (to, '\r');
      break;
    case 't':
      g_string_append_c (to, '\t');
      break;
    case 'u':
      c = hex_unit (text);
      text += 4;
      if (c >= 0xD800 && c < 0xDC00 && end - text >= 6 && text[0] == '\\' && text[1] == 'u' &&
          (hex_unit (text + 2) & 0xFC00) == 0xDC00) {
        c = 0x10000 + ((c - 0xD800) << 10) + (hex_unit (text + 2) - 0xDC00);
        text += 6;
      } else if (c >= 0xD800 && c < 0xE000) {
        c = 0xFFFD;
        whole = FALSE;
      }
      /* U+0000 is lawful JSON and no text of ours. */
      if (c != 0)
        g_string_append_unichar (to, c);
      break;
    default:
      g_string_append_c (to, escape[1]);
    }
  }
  return whole;
}

gboolean
nord_json_scan_equal (const NordJsonScan *self, NordJsonSpan span, const char *word)
{
  return span.length == strlen (word) && memcmp (self->text + span.at, word, span.length) == 0;
}
