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

/* Ideas go out one after the other: begin, one call an idea with its values in the order of
 * NordIdea's fields, end; then the caller finishes the file. */
typedef struct _NordExport NordExport;

/* @to (unowned) stays the caller's. @clusters: (nullable) (element-type NordRecord), for the titles
 * of groups; they must live as long as the export. */
NordExport *
nord_geojson_export_new (NordOutputFile *to, const char *title, const GPtrArray *clusters);
NordExport *nord_csv_export_new (NordOutputFile *to, NordCsvStyle style, const GPtrArray *clusters);
/* From here on only ideas that moderation released or redacted go out, and nothing that moderators
 * wrote about them. */
void nord_export_set_public (NordExport *self, gboolean for_public);
void nord_export_add (NordExport *self, const char *id, const NordValue *values);
/* As a NordStoreVisit; @data is the export. */
void nord_export_visit (const char *id, const NordValue *values, gpointer data);
void nord_export_add_records (NordExport *self, const GPtrArray *ideas);
guint nord_export_end (NordExport *self); /* how many ideas went out; frees @self */

G_END_DECLS
