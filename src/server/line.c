/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One operation as it stands on the wire, read without copying. The text comes from strangers, and
 * the reader of json-glib crashes at a great depth, so this one refuses before it descends. */
#include "server/line.h"

#include <string.h>

typedef struct {
  const char *at;
  const char *end;
} Reader;

static gboolean skip_value (Reader *self, guint depth);

static void
skip_space (Reader *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\t'))
    self->at++;
}

static gboolean
take (Reader *self, char c)
{
  if (self->at >= self->end || *self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
take_hex4 (Reader *self, guint *value)
{
  guint v = 0;

  if (self->end - self->at < 4)
    return FALSE;
  for (guint i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (*self->at++);

    if (digit < 0)
      return FALSE;
    v = v << 4 | (guint) digit;
  }
  *value = v;
  return TRUE;
}

static gboolean
skip_escape (Reader *self)
{
  guint unit, low;

  if (self->at >= self->end)
    return FALSE;
  switch (*self->at++) {
  case '"':
  case '\\':
  case '/':
  case 'b':
  case 'f':
  case 'n':
  case 'r':
  case 't':
    return TRUE;
  case 'u':
    if (!take_hex4 (self, &unit))
      return FALSE;
    if (unit >= 0xdc00 && unit <= 0xdfff)
      return FALSE;
    if (unit < 0xd800 || unit > 0xdbff)
      return TRUE;
    /* I-JSON (RFC 7493) has no lone surrogates. */
    return take (self, '\\') && take (self, 'u') && take_hex4 (self, &low) && low >= 0xdc00 &&
           low <= 0xdfff;
  default:
    return FALSE;
  }
}

static gboolean
skip_string (Reader *self)
{
  if (!take (self, '"'))
    return FALSE;
  while (self->at < self->end) {
    guchar c = (guchar) *self->at++;

    if (c == '"')
      return TRUE;
    if (c < 0x20)
      return FALSE;
    if (c == '\\' && !skip_escape (self))
      return FALSE;
  }
  return FALSE;
}

static gboolean
skip_digits (Reader *self)
{
  const char *start = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > start;
}

static gboolean
skip_number (Reader *self)
{
  take (self, '-');
  if (!take (self, '0') && !skip_digits (self))
    return FALSE;
  if (take (self, '.') && !skip_digits (self))
    return FALSE;
  if (self->at < self->end && (*self->at == 'e' || *self->at == 'E')) {
    self->at++;
    if (self->at < self->end && (*self->at == '+' || *self->at == '-'))
      self->at++;
    return skip_digits (self);
  }
  return TRUE;
}

static gboolean
skip_word (Reader *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return FALSE;
  self->at += length;
  return TRUE;
}

/* Reads the name of a member up to the value that follows. */
static gboolean
read_name (Reader *self, NordSlice *name)
{
  const char *start;

  skip_space (self);
  start = self->at;
  if (!skip_string (self))
    return FALSE;
  name->at = start + 1;
  name->length = (gsize) (self->at - start) - 2;
  skip_space (self);
  if (!take (self, ':'))
    return FALSE;
  skip_space (self);
  return TRUE;
}

static gboolean
skip_object (Reader *self, guint depth)
{
  NordSlice name;

  self->at++;
  skip_space (self);
  if (take (self, '}'))
    return TRUE;
  do {
    if (!read_name (self, &name) || !skip_value (self, depth + 1))
      return FALSE;
    skip_space (self);
  } while (take (self, ','));
  return take (self, '}');
}

static gboolean
skip_array (Reader *self, guint depth)
{
  self->at++;
  skip_space (self);
  if (take (self, ']'))
    return TRUE;
  do {
    skip_space (self);
    if (!skip_value (self, depth + 1))
      return FALSE;
    skip_space (self);
  } while (take (self, ','));
  return take (self, ']');
}

static gboolean
skip_value (Reader *self, guint depth)
{
  if (self->at >= self->end || depth > NORD_LINE_MAX_DEPTH)
    return FALSE;
  switch (*self->at) {
  case '{':
    return skip_object (self, depth);
  case '[':
    return skip_array (self, depth);
  case '"':
    return skip_string (self);
  case 't':
    return skip_word (self, "true");
  case 'f':
    return skip_word (self, "false");
  case 'n':
    return skip_word (self, "null");
  default:
    return skip_number (self);
  }
}

/* A plain name of a field: what a column can be called. */
static gboolean
is_plain_name (NordSlice name)
{
  if (name.length == 0 || name.length > 64)
    return FALSE;
  for (gsize i = 0; i < name.length; i++)
    if (!g_ascii_isalnum (name.at[i]) && name.at[i] != '_' && name.at[i] != '-')
      return FALSE;
  return TRUE;
}

/* What a delete knew of the fields that nobody has touched since the creation. */
#define UNTOUCHED "*"

/* Reads an object into @members; a name that stands twice is refused, for two readers of such an
 * object may not agree on what it says. @is_base: it may also say what was known of all fields. */
static gboolean
read_members (Reader *self, NordMember *members, guint max, guint *n, guint depth, gboolean is_base)
{
  *n = 0;
  if (!take (self, '{'))
    return FALSE;
  skip_space (self);
  if (take (self, '}'))
    return TRUE;
  do {
    NordMember *member = &members[*n];
    const char *start;

    if (*n == max || !read_name (self, &member->name) ||
        (!is_plain_name (member->name) && !(is_base && nord_slice_is (member->name, UNTOUCHED))) ||
        nord_line_find (members, *n, member->name) != NULL)
      return FALSE;
    start = self->at;
    if (!skip_value (self, depth + 1))
      return FALSE;
    member->value.at = start;
    member->value.length = (gsize) (self->at - start);
    (*n)++;
    skip_space (self);
  } while (take (self, ','));
  return take (self, '}');
}

static gboolean
read_integer (NordSlice raw, gint64 *value)
{
  char text[24];

  if (raw.length == 0 || raw.length >= sizeof text)
    return FALSE;
  memcpy (text, raw.at, raw.length);
  text[raw.length] = '\0';
  return g_ascii_string_to_signed (text, 10, 0, (G_GINT64_CONSTANT (1) << 53) - 1, value, NULL);
}

static NordSlice
find_text (const NordMember *members, guint n, const char *name)
{
  const NordMember *member = nord_line_find (members, n, (NordSlice){name, strlen (name)});

  return member != NULL ? nord_slice_unquote (member->value) : (NordSlice){NULL, 0};
}

static gboolean
find_integer (const NordMember *members, guint n, const char *name, gint64 *value)
{
  const NordMember *member = nord_line_find (members, n, (NordSlice){name, strlen (name)});

  return member != NULL && read_integer (member->value, value);
}

/* Twelve hex digits, four, and the device: see core/model/hlc.h. */
static gboolean
is_stamp (NordSlice hlc)
{
  if (hlc.length < 18 || hlc.length > 80 || hlc.at[12] != '-' || hlc.at[17] != '-')
    return FALSE;
  for (guint i = 0; i < 17; i++) {
    if (i == 12)
      continue;
    if (!g_ascii_isxdigit (hlc.at[i]) || g_ascii_isupper (hlc.at[i]))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_base (const NordLine *self)
{
  for (guint i = 0; i < self->n_base; i++)
    if (!nord_slice_is (self->base[i].value, "null") &&
        !nord_slice_is_uuid (nord_slice_unquote (self->base[i].value)))
      return FALSE;
  return TRUE;
}

/* { field: { operation: true or false } } */
static gboolean
is_over (NordSlice over)
{
  NordMember fields[NORD_LINE_MAX_FIELDS], words[NORD_LINE_MAX_FIELDS];
  guint n_fields, n_words;

  if (!nord_slice_read_object (over, fields, G_N_ELEMENTS (fields), &n_fields))
    return FALSE;
  for (guint i = 0; i < n_fields; i++) {
    if (!nord_slice_read_object (fields[i].value, words, G_N_ELEMENTS (words), &n_words))
      return FALSE;
    for (guint j = 0; j < n_words; j++)
      if (!nord_slice_is_uuid (words[j].name) ||
          (!nord_slice_is (words[j].value, "true") && !nord_slice_is (words[j].value, "false")))
        return FALSE;
  }
  return TRUE;
}

gboolean
nord_slice_read_object (NordSlice self, NordMember *members, guint max, guint *n)
{
  Reader reader = {self.at, self.at + self.length};

  return read_members (&reader, members, max, n, 1, FALSE) && reader.at == reader.end;
}

gboolean
nord_slice_equal (NordSlice a, NordSlice b)
{
  return a.length == b.length && memcmp (a.at, b.at, a.length) == 0;
}

gboolean
nord_slice_is (NordSlice self, const char *text)
{
  return self.at != NULL && strlen (text) == self.length &&
         memcmp (self.at, text, self.length) == 0;
}

gboolean
nord_slice_is_uuid (NordSlice self)
{
  if (self.at == NULL || self.length != 36)
    return FALSE;
  for (guint i = 0; i < 36; i++) {
    gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

    if (dash ? self.at[i] != '-' : !g_ascii_isxdigit (self.at[i]) || g_ascii_isupper (self.at[i]))
      return FALSE;
  }
  return TRUE;
}

NordSlice
nord_slice_unquote (NordSlice raw)
{
  if (raw.at == NULL || raw.length < 2 || raw.at[0] != '"' ||
      memchr (raw.at, '\\', raw.length) != NULL)
    return (NordSlice){NULL, 0};
  return (NordSlice){raw.at + 1, raw.length - 2};
}

const NordMember *
nord_line_find (const NordMember *members, guint n, NordSlice name)
{
  for (guint i = 0; i < n; i++)
    if (nord_slice_equal (members[i].name, name))
      return &members[i];
  return NULL;
}

gboolean
nord_line_is_json (const char *text, gsize length)
{
  Reader reader = {text, text + length};

  skip_space (&reader);
  if (!skip_value (&reader, 0))
    return FALSE;
  skip_space (&reader);
  return reader.at == reader.end;
}

/**
 * nord_line_find_id:
 *
 * Looks for the id of a line that could not be read as a whole, so that its refusal can name it.
 */
gboolean
nord_line_find_id (const char *text, gsize length, NordSlice *id)
{
  static const char key[] = "\"id\":\"";
  const char *at = memmem (text, length, key, sizeof key - 1);

  if (at == NULL || (gsize) (text + length - at) < sizeof key - 1 + 36)
    return FALSE;
  *id = (NordSlice){at + sizeof key - 1, 36};
  return nord_slice_is_uuid (*id);
}

/**
 * nord_line_scan:
 * @text: one line without its end; must live as long as @self
 * @reason: (out) (transfer none): what is wrong, an untranslated sentence for the sender's log
 *
 * Reads an operation: I-JSON (RFC 7493) of version 1. Members that are not known are passed over;
 * they stand in the text, which is kept and relayed as it is.
 */
gboolean
nord_line_scan (NordLine *self, const char *text, gsize length, const char **reason)
{
  Reader reader = {text, text + length};
  NordMember top[NORD_LINE_MAX_FIELDS];
  const NordMember *set, *base, *over, *redacts;
  guint n;
  gint64 version;

  if (length > NORD_LINE_MAX_BYTES)
    return *reason = "The operation is larger than 1 MiB.", FALSE;
  if (!g_utf8_validate_len (text, length, NULL))
    return *reason = "The line is not UTF-8.", FALSE;
  skip_space (&reader);
  if (!read_members (&reader, top, G_N_ELEMENTS (top), &n, 0, FALSE))
    return *reason = "The line is not a JSON object, or too deep, or names a member twice.", FALSE;
  skip_space (&reader);
  if (reader.at != reader.end)
    return *reason = "Something follows the JSON object.", FALSE;
  if (!find_integer (top, n, "v", &version) || version != 1)
    return *reason = "Only operations of version 1 are understood.", FALSE;

  self->text = (NordSlice){text, length};
  self->id = find_text (top, n, "id");
  self->dev = find_text (top, n, "dev");
  self->scope = find_text (top, n, "scope");
  self->doc = find_text (top, n, "doc");
  self->type = find_text (top, n, "type");
  self->hlc = find_text (top, n, "hlc");
  self->n_set = self->n_base = 0;
  if (!nord_slice_is_uuid (self->id) || !nord_slice_is_uuid (self->dev) ||
      !nord_slice_is_uuid (self->doc) || !nord_slice_is_uuid (self->scope))
    return *reason = "id, dev, doc and scope must be UUIDs in lower case.", FALSE;
  if (self->type.at == NULL || !is_plain_name (self->type))
    return *reason = "type must be a word.", FALSE;
  if (self->hlc.at == NULL || !is_stamp (self->hlc))
    return *reason = "hlc must be a hybrid logical clock stamp.", FALSE;
  if (!find_integer (top, n, "n", &self->n) || self->n < 1)
    return *reason = "n must be a number from 1.", FALSE;

  set = nord_line_find (top, n, (NordSlice){"set", 3});
  if (set == NULL)
    return *reason = "set is missing.", FALSE;
  reader = (Reader){set->value.at, set->value.at + set->value.length};
  if (!read_members (&reader, self->set, G_N_ELEMENTS (self->set), &self->n_set, 1, FALSE))
    return *reason = "set must be an object of at most 64 plainly named fields.", FALSE;
  base = nord_line_find (top, n, (NordSlice){"base", 4});
  if (base != NULL) {
    reader = (Reader){base->value.at, base->value.at + base->value.length};
    if (!read_members (&reader, self->base, G_N_ELEMENTS (self->base), &self->n_base, 1, TRUE) ||
        !is_base (self))
      return *reason = "base must name the operation that each field stood on, or null.", FALSE;
  }
  redacts = nord_line_find (top, n, (NordSlice){"redacts", 7});
  self->redacts = redacts != NULL && nord_slice_is (redacts->value, "true");
  over = nord_line_find (top, n, (NordSlice){"over", 4});
  self->over = over != NULL ? over->value : (NordSlice){NULL, 0};
  if (over != NULL && !is_over (self->over))
    return *reason = "over must name, by field, the operations that were decided about.", FALSE;
  return TRUE;
}

gboolean
nord_line_removes_medium (const NordLine *self)
{
  const NordMember *digest = nord_line_find (self->set, self->n_set, (NordSlice){"sha256", 6});

  return nord_slice_is (self->type, "medium") && digest != NULL &&
         nord_slice_is (digest->value, "null") &&
         nord_line_find (self->set, self->n_set, (NordSlice){"_deleted", 8}) == NULL;
}
