/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Export as GeoJSON (RFC 7946), one feature a line, every field of an idea a property. */
#include "core/exchange/export.h"

#include "core/exchange/export-private.h"
#include "core/geo/geojson.h"

#include <string.h>

/* A JSON string. Runs without anything to escape, which is nearly all, are copied whole. */
static void
append_string (GString *to, const char *text)
{
  static const char hex[] = "0123456789abcdef";

  g_string_append_c (to, '"');
  for (;;) {
    const char *from = text;

    while ((guint8) *text >= 0x20 && *text != '"' && *text != '\\')
      text++;
    g_string_append_len (to, from, text - from);
    if (*text == '\0')
      break;
    if (*text == '\n') {
      g_string_append_len (to, "\\n", 2);
    } else if (*text == '\t') {
      g_string_append_len (to, "\\t", 2);
    } else if ((guint8) *text < 0x20) {
      const char escape[] = {'\\', 'u', '0', '0', hex[*text >> 4], hex[*text & 15]};

      g_string_append_len (to, escape, sizeof escape);
    } else {
      g_string_append_c (to, '\\');
      g_string_append_c (to, *text);
    }
    text++;
  }
  g_string_append_c (to, '"');
}

static void
append_value (GString *to, const NordValue *value)
{
  switch (value->kind) {
  case NORD_VALUE_TEXT:
    append_string (to, value->text);
    break;
  case NORD_VALUE_INTEGER:
    g_string_append_printf (to, "%" G_GINT64_FORMAT, value->integer);
    break;
  case NORD_VALUE_BOOLEAN:
    g_string_append (to, value->boolean ? "true" : "false");
    break;
  case NORD_VALUE_REAL: {
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append (to, g_ascii_dtostr (buffer, sizeof buffer, value->real));
    break;
  }
  case NORD_VALUE_JSON:
    g_string_append (to, value->text);
    break;
  case NORD_VALUE_NULL:
  case NORD_VALUE_SHAPE:
  default:
    g_string_append_len (to, "null", 4);
  }
}

static void
add_idea (NordExport *self, const char *id, const NordValue *values)
{
  const NordNoun *noun = nord_noun_get (NORD_NOUN_IDEA);
  GString *out = self->to->buffer;
  const NordValue *shape = &values[NORD_IDEA_SHAPE];
  const char *cluster_title = nord_export_find_title (self, values);

  g_string_append (out, self->n_ideas > 0 ? ",\n{\"type\":\"Feature\",\"id\":\""
                                          : "\n{\"type\":\"Feature\",\"id\":\"");
  g_string_append (out, id);
  g_string_append (out, "\",\"geometry\":");
  nord_geojson_append (out, shape->kind == NORD_VALUE_SHAPE ? shape->shape : NULL);
  g_string_append (out, ",\"properties\":{\"cluster_title\":");
  if (cluster_title != NULL)
    append_string (out, cluster_title);
  else
    g_string_append_len (out, "null", 4);
  for (guint f = 0; f < noun->n_fields; f++) {
    if (f == NORD_IDEA_SHAPE)
      continue;
    g_string_append_len (out, self->names[f], (gssize) self->name_lengths[f]);
    append_value (out, &values[f]);
  }
  g_string_append_len (out, "}}", 2);
}

static void
end (NordExport *self)
{
  g_string_append (self->to->buffer, "\n]}\n");
}

/**
 * nord_geojson_export_new:
 * @to: an output file
 * @title: (nullable): the title of the workshop
 * @clusters: (nullable) (element-type NordRecord): groups, for their titles
 *
 * Begins a FeatureCollection in WGS 84, longitude first, rings by the right-hand rule (RFC 7946,
 * section 3.1.6: shapes are kept so). An idea without a place has the geometry null. Reading the
 * file back gives the same ideas.
 *
 * Returns: (transfer full): the export
 */
NordExport *
nord_geojson_export_new (NordOutputFile *to, const char *title, const GPtrArray *clusters)
{
  const NordNoun *noun = nord_noun_get (NORD_NOUN_IDEA);
  NordExport *self = nord_export_new (to, clusters, add_idea, end);

  for (guint f = 0; f < noun->n_fields; f++) {
    self->names[f] = g_strdup_printf (",\"%s\":", noun->fields[f].name);
    self->name_lengths[f] = strlen (self->names[f]);
  }
  g_string_append (to->buffer, "{\"type\":\"FeatureCollection\",\"name\":");
  append_string (to->buffer, title != NULL ? title : "");
  g_string_append (to->buffer, ",\"features\":[");
  return self;
}
