/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Export as a table of comma separated values (RFC 4180), safe to open in a spreadsheet. */
#include "core/exchange/export.h"

#include "core/exchange/csv-formula.h"
#include "core/exchange/export-private.h"
#include "core/exchange/wkt.h"
#include "core/geo/geojson.h"

#include <string.h>

gboolean
nord_csv_looks_like_formula (const char *text)
{
  while (*text == '\'')
    text++;
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

/* Quoted where RFC 4180 wants it. A text that a spreadsheet would take for a formula, and run, gets
 * an apostrophe in front; so does one with an apostrophe before that, so that the way back is
 * clear. */
static void
append_text (GString *to, char separator, const char *text)
{
  const gboolean formula = nord_csv_looks_like_formula (text);
  const gsize length = strlen (text);
  const char marks[] = {'"', '\n', '\r', separator, '\0'};

  if (!formula && text[strcspn (text, marks)] == '\0' &&
      (length == 0 || (text[0] != ' ' && text[length - 1] != ' '))) {
    g_string_append_len (to, text, length);
    return;
  }
  g_string_append_c (to, '"');
  if (formula)
    g_string_append_c (to, '\'');
  for (;;) {
    const char *mark = strchr (text, '"');

    if (mark == NULL) {
      g_string_append (to, text);
      break;
    }
    g_string_append_len (to, text, mark - text + 1);
    g_string_append_c (to, '"');
    text = mark + 1;
  }
  g_string_append_c (to, '"');
}

static void
append_degrees (GString *to, NordCsvStyle style, double degrees)
{
  const gsize from = to->len;

  nord_geojson_append_number (to, degrees);
  if (style.decimal == '.')
    return;
  char *point = strchr (to->str + from, '.');
  if (point == NULL)
    return;
  *point = style.decimal;
  if (style.decimal == style.separator) {
    g_string_insert_c (to, from, '"');
    g_string_append_c (to, '"');
  }
}

void
nord_csv_append_field (GString *to, NordCsvStyle style, const NordValue *value)
{
  g_string_append_c (to, style.separator);
  if (value->kind == NORD_VALUE_TEXT || value->kind == NORD_VALUE_JSON)
    append_text (to, style.separator, value->text);
  else if (value->kind == NORD_VALUE_INTEGER)
    g_string_append_printf (to, "%" G_GINT64_FORMAT, value->integer);
  else if (value->kind == NORD_VALUE_BOOLEAN)
    g_string_append (to, value->boolean ? "true" : "false");
}

void
nord_csv_append_place (GString *out, NordCsvStyle style, const NordShape *shape)
{
  g_autoptr (GString) text = NULL;
  double lon, lat;

  g_string_append_c (out, style.separator);
  if (shape == NULL) {
    g_string_append_c (out, style.separator);
    g_string_append_c (out, style.separator);
    return;
  }
  nord_shape_get_anchor (shape, &lon, &lat);
  append_degrees (out, style, lon);
  g_string_append_c (out, style.separator);
  append_degrees (out, style, lat);
  g_string_append_c (out, style.separator);
  text = g_string_new (NULL);
  nord_wkt_append (text, shape);
  append_text (out, style.separator, text->str);
}

static void
add_idea (NordExport *self, const char *id, const NordValue *values)
{
  GString *out = self->to->buffer;
  const char *title = nord_export_find_title (self, values);

  g_string_append (out, id);
  for (guint f = 0; f < NORD_EXPORT_N_FIELDS; f++)
    if (f == NORD_IDEA_SHAPE)
      nord_csv_append_place (out, self->style,
                             values[f].kind == NORD_VALUE_SHAPE ? values[f].shape : NULL);
    else
      nord_csv_append_field (out, self->style, &values[f]);
  g_string_append_c (out, self->style.separator);
  if (title != NULL)
    append_text (out, self->style.separator, title);
  g_string_append (out, "\r\n");
}

/**
 * nord_csv_export_new:
 * @to: an output file
 * @style: separator, decimal sign, byte order mark
 * @clusters: (nullable) (element-type NordRecord): groups, for their titles
 *
 * Begins a table with a row of names. Places stand in it twice: longitude and latitude of a
 * position that stands for the shape, for spreadsheets, and the shape as well-known text, for the
 * way back.
 *
 * Returns: (transfer full): the export
 */
NordExport *
nord_csv_export_new (NordOutputFile *to, NordCsvStyle style, const GPtrArray *clusters)
{
  const NordNoun *noun = nord_noun_get (NORD_NOUN_IDEA);
  NordExport *self = nord_export_new (to, clusters, add_idea, NULL);

  self->style = style;
  if (style.byte_order_mark)
    g_string_append (to->buffer, "\xEF\xBB\xBF");
  g_string_append (to->buffer, "id");
  for (guint f = 0; f < NORD_EXPORT_N_FIELDS; f++) {
    if (f == NORD_IDEA_SHAPE)
      g_string_append_printf (to->buffer, "%clon%clat", style.separator, style.separator);
    g_string_append_printf (to->buffer, "%c%s", style.separator, noun->fields[f].name);
  }
  g_string_append_printf (to->buffer, "%ccluster_title\r\n", style.separator);
  return self;
}
