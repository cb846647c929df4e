/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Every field of a project, as a table (RFC 4180) or as GeoJSON (RFC 7946). */
#include "core/exchange/register-export.h"

#include "core/exchange/export-private.h"
#include "core/geo/geojson.h"
#include "core/model/project.h"

/**
 * nord_register_export_csv:
 * @to: an output file; the caller finishes it
 * @style: separator, decimal sign, byte order mark
 * @projects: (element-type NordProject): the register, or a part of it
 */
void
nord_register_export_csv (NordOutputFile *to, NordCsvStyle style, const GPtrArray *projects)
{
  const NordNoun *noun = nord_noun_get (NORD_NOUN_PROJECT);

  if (style.byte_order_mark)
    g_string_append (to->buffer, "\xEF\xBB\xBF");
  g_string_append (to->buffer, "id");
  for (guint f = 0; f < NORD_PROJECT_N_FIELDS; f++) {
    if (f == NORD_PROJECT_SHAPE)
      g_string_append_printf (to->buffer, "%clon%clat", style.separator, style.separator);
    g_string_append_printf (to->buffer, "%c%s", style.separator, noun->fields[f].name);
  }
  g_string_append (to->buffer, "\r\n");
  for (guint i = 0; i < projects->len; i++) {
    NordRecord *project = g_ptr_array_index (projects, i);

    g_string_append (to->buffer, nord_record_get_id (project));
    for (guint f = 0; f < NORD_PROJECT_N_FIELDS; f++)
      if (f == NORD_PROJECT_SHAPE)
        nord_csv_append_place (to->buffer, style, nord_record_get_shape (project, f));
      else
        nord_csv_append_field (to->buffer, style, nord_record_peek (project, f));
    g_string_append (to->buffer, "\r\n");
    nord_output_file_drain (to);
  }
}

/**
 * nord_register_export_geojson:
 * @to: an output file; the caller finishes it
 * @title: (nullable): the title of the workshop
 * @projects: (element-type NordProject): the register, or a part of it
 *
 * WGS 84, longitude first; a project without a place has the geometry null.
 */
void
nord_register_export_geojson (NordOutputFile *to, const char *title, const GPtrArray *projects)
{
  const NordNoun *noun = nord_noun_get (NORD_NOUN_PROJECT);
  g_auto (NordValue) name = NORD_VALUE_INIT;

  nord_value_set_text (&name, title != NULL ? title : "");
  g_string_append (to->buffer, "{\"type\":\"FeatureCollection\",\"name\":");
  nord_geojson_append_value (to->buffer, &name);
  g_string_append (to->buffer, ",\"features\":[");
  for (guint i = 0; i < projects->len; i++) {
    NordRecord *project = g_ptr_array_index (projects, i);
    const char *separator = "";

    g_string_append_printf (to->buffer, "%s\n{\"type\":\"Feature\",\"id\":\"%s\",\"geometry\":",
                            i > 0 ? "," : "", nord_record_get_id (project));
    nord_geojson_append (to->buffer, nord_record_get_shape (project, NORD_PROJECT_SHAPE));
    g_string_append (to->buffer, ",\"properties\":{");
    for (guint f = 0; f < NORD_PROJECT_N_FIELDS; f++) {
      if (f == NORD_PROJECT_SHAPE)
        continue;
      g_string_append_printf (to->buffer, "%s\"%s\":", separator, noun->fields[f].name);
      nord_geojson_append_value (to->buffer, nord_record_peek (project, f));
      separator = ",";
    }
    g_string_append (to->buffer, "}}");
    nord_output_file_drain (to);
  }
  g_string_append (to->buffer, "\n]}\n");
}
