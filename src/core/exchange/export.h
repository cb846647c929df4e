/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ideas on their way out, for people with a spreadsheet or a map program. */
#pragma once

#include "core/exchange/output-file.h"
#include "core/model/idea.h"

G_BEGIN_DECLS

typedef struct {
  char separator;           /* , or ; */
  char decimal;             /* . or , */
  gboolean byte_order_mark; /* so that Excel takes the file for UTF-8 */
} NordCsvStyle;

#define NORD_CSV_STYLE_STANDARD ((NordCsvStyle){',', '.', FALSE})
/* As a German Excel opens it with a double click. */
#define NORD_CSV_STYLE_GERMAN ((NordCsvStyle){';', ',', TRUE})

/* @ideas: (element-type NordRecord); @clusters: (nullable) (element-type NordRecord) for the titles
 * of groups. Both append to @to, which the caller finishes. */
void nord_geojson_export (NordOutputFile *to,
                          const char *title,
                          const GPtrArray *ideas,
                          const GPtrArray *clusters);
void nord_csv_export (NordOutputFile *to,
                      NordCsvStyle style,
                      const GPtrArray *ideas,
                      const GPtrArray *clusters);

G_END_DECLS
