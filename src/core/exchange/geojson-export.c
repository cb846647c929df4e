/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Export as GeoJSON (RFC 7946), one feature a line, every field of an idea a property. */
#include "core/exchange/export.h"

#include "core/exchange/export-private.h"
#include "core/geo/geojson.h"

#include <string.h>

#define EACH_BYTE(value) (G_GUINT64_CONSTANT (0x0101010101010101) * (value))

/* As g_string_append_len (), without a call where there is room. */
static inline void
append (GString *to, const char *text, gsize length)
{
  if (G_UNLIKELY (to->allocated_len - to->len <= length)) {
    g_string_append_len (to, text, (gssize) length);
    return;
  }
  memcpy (to->str + to->len, text, length);
  to->len += length;
  to->str[to->len] = '\0';
}

#define append_literal(to, literal) append (to, literal, sizeof literal - 1)

/* How many bytes at the start of @length a JSON string takes as they are; in steps of eight, so up
 * to seven more may follow. */
static gsize
skip_plain (const char *text, gsize length)
{
  gsize at = 0;

  /* A byte is found where subtracting one borrows from its highest bit; that may find one too many
   * above one that is found, and never misses one. */
#define HAS_ZERO(bytes) (((bytes) -EACH_BYTE (1)) & ~(bytes) &EACH_BYTE (0x80))
  for (guint64 bytes; length - at >= 8; at += 8) {
    memcpy (&bytes, text + at, 8);
    if ((((bytes - EACH_BYTE (0x20)) & ~bytes) & EACH_BYTE (0x80)) |
        HAS_ZERO (bytes ^ EACH_BYTE ('"')) | HAS_ZERO (bytes ^ EACH_BYTE ('\\')))
      break;
  }
#undef HAS_ZERO
  return at;
}

/* A JSON string. Runs without anything to escape, which is nearly all, are copied whole. */
static void
append_string (GString *to, const char *text)
{
  static const char hex[] = "0123456789abcdef";
  const char *end = text + strlen (text);

  append (to, "\"", 1);
  for (;;) {
    const char *from = text;

    text += skip_plain (text, (gsize) (end - text));
    while ((guint8) *text >= 0x20 && *text != '"' && *text != '\\')
      text++;
    append (to, from, (gsize) (text - from));
    if (*text == '\0')
      break;
    if (*text == '\n') {
      append (to, "\\n", 2);
    } else if (*text == '\t') {
      append (to, "\\t", 2);
    } else if ((guint8) *text < 0x20) {
      const char escape[] = {'\\', 'u', '0', '0', hex[*text >> 4], hex[*text & 15]};

      append (to, escape, sizeof escape);
    } else {
      const char escape[] = {'\\', *text};

      append (to, escape, sizeof escape);
    }
    text++;
  }
  append (to, "\"", 1);
}

void
nord_geojson_append_value (GString *to, const NordValue *value)
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
    append_literal (to, "null");
  }
}

static void
add_idea (NordExport *self, const char *id, const NordValue *values)
{
  GString *out = self->to->buffer;
  const NordValue *shape = &values[NORD_IDEA_SHAPE];
  const char *cluster_title = nord_export_find_title (self, values);

  if (self->n_ideas > 0)
    append (out, ",", 1);
  append_literal (out, "\n{\"type\":\"Feature\",\"id\":\"");
  append (out, id, strlen (id));
  append_literal (out, "\",\"geometry\":");
  nord_geojson_append (out, shape->kind == NORD_VALUE_SHAPE ? shape->shape : NULL);
  append_literal (out, ",\"properties\":{\"cluster_title\":");
  if (cluster_title != NULL)
    append_string (out, cluster_title);
  else
    append_literal (out, "null");
  for (guint f = 0; f < NORD_EXPORT_N_FIELDS; f++) {
    if (f == NORD_IDEA_SHAPE)
      continue;
    append (out, self->names[f], self->name_lengths[f]);
    nord_geojson_append_value (out, &values[f]);
  }
  append_literal (out, "}}");
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

  for (guint f = 0; f < NORD_EXPORT_N_FIELDS; f++) {
    self->names[f] = g_strdup_printf (",\"%s\":", noun->fields[f].name);
    self->name_lengths[f] = strlen (self->names[f]);
  }
  g_string_append (to->buffer, "{\"type\":\"FeatureCollection\",\"name\":");
  append_string (to->buffer, title != NULL ? title : "");
  g_string_append (to->buffer, ",\"features\":[");
  return self;
}
