/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The quick reader of changes. Nearly every line in the world was written by nord_op_append(), so
 * its members stand in one order and its texts have one form; then one pass reads it, proves that
 * it is canonical and leaves the strings where they lie. Whatever looks different in the least is
 * left to the reader that builds a tree, which also knows the words for what is wrong. */
#include "core/store/store-private.h"

#include "core/geo/geojson.h"
#include "core/model/json.h"
#include "core/model/text.h"

#include <math.h>
#include <string.h>

/* Whole numbers up to here are exact in every reader (RFC 7493, section 2.2). */
#define MAX_DIGITS 16
#define MAX_INTEGER (G_GINT64_CONSTANT (1) << 53)

typedef struct {
  const char *name, *id; /* @id is NULL for `null` */
} Pair;

typedef struct {
  char *at;         /* in the copy of the line, which ends with a NUL */
  GString *scratch; /* (owned) */
  Pair base[NORD_MAX_FIELDS + 2], revives[NORD_MAX_FIELDS + 2];
  guint n_base, n_revives;
} Scan;

static gboolean
take (Scan *self, const char *text)
{
  gsize length = strlen (text);

  if (strncmp (self->at, text, length) != 0)
    return FALSE;
  self->at += length;
  return TRUE;
}

/* One escape of RFC 8785, section 3.2.2.2: the shortest there is for its character. */
static gboolean
take_escape (const char **from, char *to)
{
  static const char shorts[] = "\"\\btnfr", meant[] = "\"\\\b\t\n\f\r";
  const char *found = (*from)[1] != '\0' ? strchr (shorts, (*from)[1]) : NULL;
  int high, low;

  if (found != NULL) {
    *to = meant[found - shorts];
    *from += 2;
    return TRUE;
  }
  if (strncmp (*from, "\\u00", 4) != 0)
    return FALSE;
  high = g_ascii_xdigit_value ((*from)[4]);
  low = high < 0 ? -1 : g_ascii_xdigit_value ((*from)[5]);
  if (high < 0 || high > 1 || low < 0 || high * 16 + low == 0 || g_ascii_isupper ((*from)[5]))
    return FALSE;
  *to = (char) (high * 16 + low);
  *from += 6;
  return strchr (meant, *to) == NULL;
}

/* A string; it is unescaped where it lies and closed with a NUL. */
static gboolean
take_string (Scan *self, const char **text, gsize *length)
{
  const char *from = self->at + 1;
  char *to;

  if (*self->at != '"')
    return FALSE;
  *text = from;
  while ((guchar) *from >= 0x20 && *from != '"' && *from != '\\')
    from++;
  to = self->at + (from - self->at);
  while (*from != '"') {
    if ((guchar) *from < 0x20)
      return FALSE;
    if (*from != '\\')
      *to++ = *from++;
    else if (!take_escape (&from, to++))
      return FALSE;
  }
  *to = '\0';
  *length = (gsize) (to - *text);
  self->at += from + 1 - self->at;
  return TRUE;
}

static gboolean
take_id (Scan *self, const char **id)
{
  char *start = self->at + 1;

  if (*self->at != '"' || strnlen (start, NORD_UUID_LENGTH + 1) <= NORD_UUID_LENGTH ||
      start[NORD_UUID_LENGTH] != '"')
    return FALSE;
  start[NORD_UUID_LENGTH] = '\0';
  *id = start;
  self->at = start + NORD_UUID_LENGTH + 1;
  return nord_uuid_is_valid (start);
}

/* Names of fields: plain, and in rising order, so that none comes twice. */
static gboolean
take_name (Scan *self, const char **name)
{
  const char *before = *name;
  char *p = self->at + 1;

  if (*self->at != '"')
    return FALSE;
  while (g_ascii_islower (*p) || g_ascii_isdigit (*p) || *p == '_' || *p == '*')
    p++;
  if (p == self->at + 1 || p[0] != '"' || p[1] != ':')
    return FALSE;
  *p = '\0';
  *name = self->at + 1;
  self->at = p + 2;
  return before == NULL || strcmp (before, *name) < 0;
}

/* `base` or `re`: names of fields and ids of changes. */
static gboolean
take_pairs (Scan *self, Pair *pairs, guint *n_pairs, gboolean may_be_null)
{
  const char *name = NULL;

  if (take (self, "}"))
    return TRUE;
  do {
    if (*n_pairs == NORD_MAX_FIELDS + 2 || !take_name (self, &name))
      return FALSE;
    pairs[*n_pairs] = (Pair){name, NULL};
    if (!(may_be_null && take (self, "null")) && !take_id (self, &pairs[*n_pairs].id))
      return FALSE;
    (*n_pairs)++;
  } while (take (self, ","));
  return take (self, "}");
}

static gboolean
take_integer (Scan *self, gint64 *integer)
{
  gboolean negative = take (self, "-");
  const char *start = self->at;

  for (*integer = 0; g_ascii_isdigit (*self->at); self->at++) {
    if (self->at - start == MAX_DIGITS)
      return FALSE;
    *integer = *integer * 10 + (*self->at - '0');
  }
  if (self->at == start || (*start == '0' && (negative || self->at - start > 1)) ||
      *integer > MAX_INTEGER)
    return FALSE;
  if (negative)
    *integer = -*integer;
  return *self->at != '.' && *self->at != 'e' && *self->at != 'E';
}

static gboolean
take_real (Scan *self, double *real)
{
  char *start = self->at, *end;
  gint64 integer;
  gsize length;

  if (take_integer (self, &integer)) {
    *real = (double) integer;
    return TRUE;
  }
  /* Longer whole numbers have a reader of their own. */
  length = strspn (start, "-+.e0123456789");
  if (length > 32 || memchr (start, '.', length) == NULL)
    return FALSE;
  *real = g_ascii_strtod (start, &end);
  if (end != start + length || !isfinite (*real))
    return FALSE;
  g_string_truncate (self->scratch, 0);
  nord_json_append_real (self->scratch, *real);
  self->at = end;
  return self->scratch->len == length && memcmp (self->scratch->str, start, length) == 0;
}

/* The bytes of an object or array; what is in it somebody else looks at. */
static gboolean
take_nested (Scan *self, const char **start, gsize *length)
{
  guint depth = 0;

  *start = self->at;
  if (*self->at != '{' && *self->at != '[')
    return FALSE;
  do {
    if (*self->at == '\0')
      return FALSE;
    if (*self->at == '{' || *self->at == '[')
      depth++;
    else if (*self->at == '}' || *self->at == ']')
      depth--;
    else if (*self->at == '"')
      for (self->at++; *self->at != '"'; self->at++) {
        if (*self->at == '\\')
          self->at++;
        if (*self->at == '\0')
          return FALSE;
      }
    self->at++;
  } while (depth > 0);
  *length = (gsize) (self->at - *start);
  return TRUE;
}

static gboolean
take_shape (Scan *self, NordValue *value)
{
  g_autoptr (NordShape) shape = NULL;
  const char *start;
  gsize length;

  if (!take_nested (self, &start, &length))
    return FALSE;
  shape = nord_geojson_parse (start, (gssize) length, NULL);
  if (shape == NULL)
    return FALSE;
  g_string_truncate (self->scratch, 0);
  nord_geojson_append (self->scratch, shape);
  if (self->scratch->len != length || memcmp (self->scratch->str, start, length) != 0)
    return FALSE;
  nord_value_set_shape (value, shape);
  return TRUE;
}

static gboolean
take_json (Scan *self, NordValue *value)
{
  g_autofree char *canonical = NULL;
  const char *start;
  gsize length;

  if (!take_nested (self, &start, &length))
    return FALSE;
  canonical = nord_json_canonicalise (start, (gssize) length, NULL);
  if (canonical == NULL || strlen (canonical) != length || memcmp (canonical, start, length) != 0)
    return FALSE;
  value->kind = NORD_VALUE_JSON;
  value->text = g_steal_pointer (&canonical);
  return TRUE;
}

static gboolean
take_value (Scan *self, NordValueKind kind, NordValue *value)
{
  const char *text;
  gint64 integer;
  gsize length;
  double real;

  if (take (self, "null"))
    return kind != NORD_VALUE_NULL;
  switch (kind) {
  case NORD_VALUE_BOOLEAN:
    if (take (self, "true"))
      nord_value_set_boolean (value, TRUE);
    else if (take (self, "false"))
      nord_value_set_boolean (value, FALSE);
    else
      return FALSE;
    return TRUE;
  case NORD_VALUE_INTEGER:
    if (!take_integer (self, &integer))
      return FALSE;
    nord_value_set_integer (value, integer);
    return TRUE;
  case NORD_VALUE_REAL:
    if (!take_real (self, &real))
      return FALSE;
    nord_value_set_real (value, real);
    return TRUE;
  case NORD_VALUE_TEXT:
    if (!take_string (self, &text, &length) || length > NORD_TEXT_MAX)
      return FALSE;
    nord_value_set_text (value, text);
    return TRUE;
  case NORD_VALUE_SHAPE:
    return take_shape (self, value);
  case NORD_VALUE_JSON:
    return take_json (self, value);
  case NORD_VALUE_NULL:
  default:
    return FALSE;
  }
}

static const Pair *
find_pair (const Pair *pairs, guint n_pairs, const char *name)
{
  for (guint i = 0; i < n_pairs; i++)
    if (strcmp (pairs[i].name, name) == 0)
      return &pairs[i];
  return NULL;
}

static gboolean
take_edits (Scan *self, NordOp *op)
{
  const char *name = NULL;

  if (take (self, "}"))
    return TRUE;
  do {
    const Pair *pair;
    NordOpEdit *edit;
    int field = NORD_OP_DELETED;

    if (!take_name (self, &name))
      return FALSE;
    if (strcmp (name, "_deleted") != 0 && (field = nord_noun_find_field (op->noun, name)) < 0)
      return FALSE;
    edit = nord_op_add (op, name, field);
    if (field == NORD_OP_DELETED) {
      if (!take_value (self, NORD_VALUE_BOOLEAN, &edit->value) ||
          edit->value.kind != NORD_VALUE_BOOLEAN)
        return FALSE;
    } else if (!take_value (self, op->noun->fields[field].kind, &edit->value)) {
      return FALSE;
    }
    pair = find_pair (self->base, self->n_base, name);
    edit->base = pair != NULL ? pair->id : NULL;
    pair = find_pair (self->revives, self->n_revives, name);
    edit->reviving = pair != NULL;
    edit->revived = pair != NULL ? pair->id : NULL;
  } while (take (self, ","));
  return take (self, "}");
}

static void
note_seen (Scan *self, NordOp *op)
{
  const NordOpEdit *deleted = nord_op_find (op, NORD_OP_DELETED);

  if (deleted == NULL || !deleted->value.boolean)
    return;
  for (guint i = 0; i < self->n_base; i++) {
    if (strcmp (self->base[i].name, "_deleted") == 0)
      continue;
    if (op->seen == NULL)
      op->seen = g_ptr_array_new ();
    g_ptr_array_add (op->seen, (gpointer) self->base[i].name);
    g_ptr_array_add (op->seen, (gpointer) self->base[i].id);
  }
}

/* The noun stands behind the fields, which cannot be read without it; so the end is read first.
 * Returns where it begins. */
static char *
cut_tail (NordOp *op, gsize length)
{
  static const char last[] = "\",\"v\":1}", before[] = ",\"type\":\"";
  char *end = op->text + length - strlen (last), *start;

  if (length < strlen (last) + strlen (before) + 1 || strcmp (end, last) != 0)
    return NULL;
  for (start = end; start > op->text && (g_ascii_islower (start[-1]) || start[-1] == '_');)
    start--;
  if (start - op->text < (gssize) strlen (before) ||
      memcmp (start - strlen (before), before, strlen (before)) != 0)
    return NULL;
  *end = '\0';
  op->type = start;
  op->noun = nord_noun_find (start);
  return start - strlen (before);
}

static gboolean
take_digest (Scan *self, const char **digest)
{
  gsize length;

  return take_string (self, digest, &length) && length == 7 + 64 &&
         g_str_has_prefix (*digest, "sha256:") && strspn (*digest + 7, "0123456789abcdef") == 64;
}

static gboolean
take_prev (Scan *self, NordOp *op)
{
  return take (self, "null") ? op->n == 1 : take_digest (self, &op->prev);
}

static gboolean
scan (Scan *self, NordOp *op, const char *tail)
{
  const char *erased;
  gsize length;

  return take (self, "{\"base\":{") && take_pairs (self, self->base, &self->n_base, FALSE) &&
         take (self, ",\"dev\":") && take_id (self, &op->device) && take (self, ",\"doc\":") &&
         take_id (self, &op->target) &&
         (!take (self, ",\"erased\":") || take_digest (self, &erased)) &&
         take (self, ",\"hlc\":") && take_string (self, &op->hlc_text, &length) &&
         nord_hlc_parse (op->hlc_text, &op->hlc, NULL) &&
         strcmp (op->hlc_text + length - NORD_UUID_LENGTH, op->device) == 0 &&
         take (self, ",\"id\":") && take_id (self, &op->id) && take (self, ",\"n\":") &&
         take_integer (self, &op->n) && op->n >= 1 && take (self, ",\"prev\":") &&
         take_prev (self, op) &&
         (!take (self, ",\"re\":{") || take_pairs (self, self->revives, &self->n_revives, TRUE)) &&
         (!take (self, ",\"redacts\":true") || (op->redacts = TRUE)) &&
         take (self, ",\"scope\":") && take_id (self, &op->scope) && take (self, ",\"set\":{") &&
         take_edits (self, op) && self->at == tail;
}

/**
 * nord_op_scan:
 * @self: a new op
 * @line: a line from a log or from elsewhere
 * @length: its length in bytes, at most %NORD_OP_MAX_BYTES
 *
 * Returns: TRUE where @self now is what nord_op_read() would make of the line; FALSE where that has
 *   to be asked, and @self must be reset first
 */
gboolean
nord_op_scan (NordOp *self, const char *line, gsize length)
{
  g_autoptr (GString) scratch = NULL;
  Scan state;
  char *tail;

  if (!g_utf8_validate_len (line, length, NULL))
    return FALSE;
  self->text = g_strndup (line, length);
  tail = cut_tail (self, length);
  if (tail == NULL || self->noun == NULL)
    return FALSE;
  scratch = g_string_sized_new (128);
  state.at = self->text;
  state.scratch = scratch;
  state.n_base = state.n_revives = 0;
  if (!scan (&state, self, tail))
    return FALSE;
  note_seen (&state, self);
  return TRUE;
}
