/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The canonical writer of RFC 8785 and a guarded reader. */
#include "core/model/json.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

G_DEFINE_QUARK (nord_json_error, nord_json_error)

/* RFC 8785, section 3.2.3: names are sorted by their UTF-16 code units. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;

  while (*x && *y) {
    gunichar c, d;
    gunichar2 u[2], v[2];

    if (((guchar) *x | (guchar) *y) < 0x80) {
      if (*x != *y)
        return *x < *y ? -1 : 1;
      x++, y++;
      continue;
    }
    c = g_utf8_get_char (x), d = g_utf8_get_char (y);
    if (c != d) {
      u[0] = c < 0x10000 ? c : 0xd800 + ((c - 0x10000) >> 10);
      u[1] = c < 0x10000 ? 0 : 0xdc00 + ((c - 0x10000) & 0x3ff);
      v[0] = d < 0x10000 ? d : 0xd800 + ((d - 0x10000) >> 10);
      v[1] = d < 0x10000 ? 0 : 0xdc00 + ((d - 0x10000) & 0x3ff);
      if (u[0] != v[0])
        return u[0] < v[0] ? -1 : 1;
      return u[1] < v[1] ? -1 : 1;
    }
    x = g_utf8_next_char (x), y = g_utf8_next_char (y);
  }
  return *x ? 1 : *y ? -1 : 0;
}

static void
append_members (GString *to, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    g_ptr_array_add (names, (gpointer) name);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    name = names->pdata[i];
    if (i > 0)
      g_string_append_c (to, ',');
    nord_json_append_string (to, name);
    g_string_append_c (to, ':');
    nord_json_append_node (to, json_object_get_member (object, name));
  }
}

/* Refuses what is nested too deeply, without a stack of its own. */
static gboolean
check_depth (const char *text, gsize length, GError **error)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++) {
    char c = text[i];

    if (in_string) {
      if (c == '\\')
        i++;
      else if (c == '"')
        in_string = FALSE;
    } else if (c == '"')
      in_string = TRUE;
    else if ((c == '{' || c == '[') && ++depth > NORD_JSON_MAX_DEPTH) {
      g_set_error (error, NORD_JSON_ERROR, NORD_JSON_ERROR_INVALID,
                   "JSON is nested deeper than %d levels", NORD_JSON_MAX_DEPTH);
      return FALSE;
    } else if ((c == '}' || c == ']') && depth > 0)
      depth--;
  }
  return TRUE;
}

/**
 * nord_json_append_string:
 * @to: the text under construction
 * @text: valid UTF-8
 *
 * Appends @text in quotes, escaped as RFC 8785, section 3.2.2.2 wants it.
 */
void
nord_json_append_string (GString *to, const char *text)
{
  const char *start = text;

  g_string_append_c (to, '"');
  for (const char *p = text;; p++) {
    guchar c = *p;

    if (G_LIKELY (c >= 0x20 && c != '"' && c != '\\'))
      continue;
    if (p > start)
      g_string_append_len (to, start, p - start);
    start = p + 1;
    if (c == 0)
      break;
    switch (c) {
    case '"':
      g_string_append_len (to, "\\\"", 2);
      break;
    case '\\':
      g_string_append_len (to, "\\\\", 2);
      break;
    case '\b':
      g_string_append_len (to, "\\b", 2);
      break;
    case '\t':
      g_string_append_len (to, "\\t", 2);
      break;
    case '\n':
      g_string_append_len (to, "\\n", 2);
      break;
    case '\f':
      g_string_append_len (to, "\\f", 2);
      break;
    case '\r':
      g_string_append_len (to, "\\r", 2);
      break;
    default:
      g_string_append_printf (to, "\\u%04x", c);
    }
  }
  g_string_append_c (to, '"');
}

void
nord_json_append_integer (GString *to, gint64 integer)
{
  char buffer[24];
  char *p = buffer + sizeof buffer;
  guint64 rest = integer < 0 ? -(guint64) integer : (guint64) integer;

  do
    *--p = '0' + rest % 10;
  while (rest /= 10);
  if (integer < 0)
    *--p = '-';
  g_string_append_len (to, p, buffer + sizeof buffer - p);
}

/**
 * nord_json_append_real:
 * @to: the text under construction
 * @real: a finite number
 *
 * Appends the shortest decimal that reads back as @real, in the form of ECMAScript's
 * Number.prototype.toString (RFC 8785, section 3.2.2.3).
 */
void
nord_json_append_real (GString *to, double real)
{
  char buffer[40], digits[24];
  char *e;
  int exponent, n = 0;

  g_return_if_fail (isfinite (real));

  if (real == floor (real) && fabs (real) < 1e15) {
    nord_json_append_integer (to, (gint64) real);
    return;
  }
  /* 15 digits are the shortest form of everything people write; subnormals need fewer. */
  for (int precision = fabs (real) < DBL_MIN ? 0 : 14; precision <= 16; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%de", precision);
    g_ascii_formatd (buffer, sizeof buffer, format, real);
    if (g_ascii_strtod (buffer, NULL) == real)
      break;
  }
  e = strchr (buffer, 'e');
  exponent = atoi (e + 1);
  for (char *p = buffer; p < e; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  while (n > 1 && digits[n - 1] == '0')
    n--;
  if (real < 0)
    g_string_append_c (to, '-');
  if (exponent >= 21 || exponent < -6) {
    g_string_append_c (to, digits[0]);
    if (n > 1) {
      g_string_append_c (to, '.');
      g_string_append_len (to, digits + 1, n - 1);
    }
    g_string_append_printf (to, "e%c%d", exponent < 0 ? '-' : '+', abs (exponent));
  } else if (exponent < 0) {
    g_string_append_len (to, "0.", 2);
    for (int i = -1; i > exponent; i--)
      g_string_append_c (to, '0');
    g_string_append_len (to, digits, n);
  } else {
    for (int i = 0; i <= exponent || i < n; i++) {
      if (i == exponent + 1)
        g_string_append_c (to, '.');
      g_string_append_c (to, i < n ? digits[i] : '0');
    }
  }
}

/**
 * nord_json_append_node:
 * @to: the text under construction
 * @node: what nord_json_parse() gave
 *
 * Appends @node in canonical form.
 */
void
nord_json_append_node (GString *to, JsonNode *node)
{
  switch (JSON_NODE_TYPE (node)) {
  case JSON_NODE_OBJECT:
    g_string_append_c (to, '{');
    append_members (to, json_node_get_object (node));
    g_string_append_c (to, '}');
    break;
  case JSON_NODE_ARRAY: {
    JsonArray *array = json_node_get_array (node);
    guint n = json_array_get_length (array);

    g_string_append_c (to, '[');
    for (guint i = 0; i < n; i++) {
      if (i > 0)
        g_string_append_c (to, ',');
      nord_json_append_node (to, json_array_get_element (array, i));
    }
    g_string_append_c (to, ']');
  } break;
  case JSON_NODE_NULL:
    g_string_append_len (to, "null", 4);
    break;
  case JSON_NODE_VALUE:
  default:
    switch (json_node_get_value_type (node)) {
    case G_TYPE_BOOLEAN:
      g_string_append (to, json_node_get_boolean (node) ? "true" : "false");
      break;
    case G_TYPE_INT64: {
      gint64 integer = json_node_get_int (node);

      /* I-JSON numbers are doubles, also whole ones (RFC 7493, section 2.2). */
      if (integer > (G_GINT64_CONSTANT (1) << 53) || integer < -(G_GINT64_CONSTANT (1) << 53))
        nord_json_append_real (to, (double) integer);
      else
        nord_json_append_integer (to, integer);
    } break;
    case G_TYPE_DOUBLE:
      nord_json_append_real (to, json_node_get_double (node));
      break;
    default:
      nord_json_append_string (to, json_node_get_string (node));
    }
  }
}

static gboolean
is_sound (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObjectIter iter;
    const char *name;
    JsonNode *member;

    json_object_iter_init (&iter, json_node_get_object (node));
    while (json_object_iter_next (&iter, &name, &member))
      if (!g_utf8_validate (name, -1, NULL) || !is_sound (member))
        return FALSE;
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++)
      if (!is_sound (json_array_get_element (array, i)))
        return FALSE;
  } else if (JSON_NODE_HOLDS_VALUE (node)) {
    if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
      return isfinite (json_node_get_double (node));
    if (json_node_get_value_type (node) == G_TYPE_STRING)
      return g_utf8_validate (json_node_get_string (node), -1, NULL);
  }
  return TRUE;
}

/**
 * nord_json_parse:
 * @text: (nullable): JSON text; NULL only with a @length of 0
 * @length: its length in bytes, or -1
 * @error: #NORD_JSON_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the value; nested at most %NORD_JSON_MAX_DEPTH levels, all
 *   numbers finite and all strings valid UTF-8
 */
JsonNode *
nord_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) inner = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (length < 0)
    length = strlen (text);
  /* What holds no bytes may lie nowhere. */
  if (length == 0)
    text = "";
  if (!check_depth (text, length, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!g_utf8_validate_len (text, length, NULL) ||
      !json_parser_load_from_data (parser, text, length, &inner)) {
    g_set_error (error, NORD_JSON_ERROR, NORD_JSON_ERROR_INVALID, "Not JSON: %s",
                 inner ? inner->message : "not UTF-8");
    return NULL;
  }
  root = json_parser_steal_root (parser);
  if (root == NULL || !is_sound (root)) {
    g_set_error_literal (error, NORD_JSON_ERROR, NORD_JSON_ERROR_INVALID,
                         "JSON without a sound value");
    return NULL;
  }
  return g_steal_pointer (&root);
}

/**
 * nord_json_canonicalise:
 * @text: JSON text
 * @length: its length in bytes, or -1
 * @error: #NORD_JSON_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the one text of the same value by RFC 8785
 */
char *
nord_json_canonicalise (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) node = nord_json_parse (text, length, error);
  GString *to;

  if (node == NULL)
    return NULL;
  to = g_string_sized_new (length > 0 ? length : 256);
  nord_json_append_node (to, node);
  return g_string_free (to, FALSE);
}
