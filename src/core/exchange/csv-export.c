/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Export as a table of comma separated values (RFC 4180), safe to open in a spreadsheet. */
#include "core/exchange/export.h"

#include "core/exchange/csv-formula.h"
#include "core/exchange/export-titles.h"
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

static void
append_field (GString *to, NordCsvStyle style, const NordValue *value)
{
  g_string_append_c (to, style.separator);
  if (value->kind == NORD_VALUE_TEXT || value->kind == NORD_VALUE_JSON)
    append_text (to, style.separator, value->text);
  else if (value->kind == NORD_VALUE_INTEGER)
    g_string_append_printf (to, "%" G_GINT64_FORMAT, value->integer);
}

/**
 * nord_csv_export:
 * @to: an output file
 * @style: separator, decimal sign, byte order mark
 * @ideas: (element-type NordRecord): ideas
 * @clusters: (nullable) (element-type NordRecord): groups, for their titles
 *
 * Appends a table with a row of names. Places stand in it twice: longitude and latitude of a
 * position that stands for the shape, for spreadsheets, and the shape as well-known text, for the
 * way back.
 */
void
nord_csv_export (NordOutputFile *to,
                 NordCsvStyle style,
                 const GPtrArray *ideas,
                 const GPtrArray *clusters)
{
  const NordNoun *noun = nord_noun_get (NORD_NOUN_IDEA);
  g_autoptr (GHashTable) titles = nord_export_titles (clusters);
  g_autoptr (GString) wkt = g_string_new (NULL);
  GString *out = to->buffer;

  if (style.byte_order_mark)
    g_string_append (out, "\xEF\xBB\xBF");
  g_string_append (out, "id");
  for (guint f = 0; f < noun->n_fields; f++) {
    if (f == NORD_IDEA_SHAPE)
      g_string_append_printf (out, "%clon%clat", style.separator, style.separator);
    g_string_append_printf (out, "%c%s", style.separator, noun->fields[f].name);
  }
  g_string_append_printf (out, "%ccluster_title\r\n", style.separator);
  for (guint i = 0; i < ideas->len; i++) {
    NordRecord *idea = g_ptr_array_index (ideas, i);
    const char *cluster = nord_record_get_text (idea, NORD_IDEA_CLUSTER);
    const char *title = cluster != NULL ? g_hash_table_lookup (titles, cluster) : NULL;

    g_string_append (out, nord_record_get_id (idea));
    for (guint f = 0; f < noun->n_fields; f++) {
      NordShape *shape;

      if (f != NORD_IDEA_SHAPE) {
        append_field (out, style, nord_record_peek (idea, f));
        continue;
      }
      shape = nord_record_get_shape (idea, f);
      g_string_append_c (out, style.separator);
      if (shape == NULL) {
        g_string_append_c (out, style.separator);
        g_string_append_c (out, style.separator);
        continue;
      }
      double lon, lat;
      nord_shape_get_anchor (shape, &lon, &lat);
      append_degrees (out, style, lon);
      g_string_append_c (out, style.separator);
      append_degrees (out, style, lat);
      g_string_append_c (out, style.separator);
      g_string_truncate (wkt, 0);
      nord_wkt_append (wkt, shape);
      append_text (out, style.separator, wkt->str);
    }
    g_string_append_c (out, style.separator);
    if (title != NULL)
      append_text (out, style.separator, title);
    g_string_append (out, "\r\n");
    nord_output_file_drain (to);
  }
}
