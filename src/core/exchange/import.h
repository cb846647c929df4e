/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A foreign file on its way in: what was found out about it, what a person may correct, and the
 * plan that comes of it. */
#pragma once

#include "core/exchange/column.h"
#include "core/exchange/csv-dialect.h"
#include "core/exchange/exchange-error.h"
#include "core/exchange/import-known.h"
#include "core/exchange/import-plan.h"
#include "core/geo/grid.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum { NORD_FORMAT_CSV, NORD_FORMAT_GEOJSON, NORD_FORMAT_GPKG, NORD_N_FORMATS } NordFormat;

#define NORD_FORMAT_GUESS (-1)

const char *nord_format_get_id (NordFormat format);    /* "csv" */
const char *nord_format_get_title (NordFormat format); /* translated */
gboolean nord_format_find (const char *id, NordFormat *format);
/* By the first bytes, then by the name. */
gboolean nord_format_guess (const char *name, const guint8 *data, gsize length, NordFormat *format);

/* Fields are for reading; change them by the functions below. */
typedef struct _NordImport {
  NordFormat format;
  char *path;             /* (owned) (nullable) */
  char *source;           /* (owned) the name of the collection, at first that of the file */
  GBytes *bytes;          /* (owned) (nullable) as in the file; NULL of a GeoPackage */
  GBytes *text;           /* (owned) (nullable) as UTF-8 */
  NordCsvDialect dialect; /* of GeoJSON the encoding only */
  GArray *columns;        /* (owned) (element-type NordColumn) */
  NordSubject subject;    /* what the rows are, at first ideas */
  gboolean own;           /* Nordwärts wrote it */
  gboolean keep_unplaced; /* rows with a broken place come in without one */
  char **layers;          /* (owned) (nullable) of a GeoPackage */
  char *layer;            /* (owned) (nullable) the chosen one */
  NordGrid *grid;         /* (owned) (nullable) converted from; NULL where all is WGS 84 */
  /*< private >*/
  GArray *features; /* (owned) (nullable) of GeoJSON: where each begins */
  NordImportSink sink;
  gpointer sink_data;
} NordImport;

/* @format: one of NordFormat, or NORD_FORMAT_GUESS. */
NordImport *nord_import_new_for_path (const char *path, int format, GError **error);
NordImport *nord_import_new_for_bytes (GBytes *bytes, const char *name, int format, GError **error);
void nord_import_free (NordImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordImport, nord_import_free)

/* Reads the columns anew, as what they are of that. */
gboolean nord_import_set_subject (NordImport *self, NordSubject subject, GError **error);
void nord_import_set_source (NordImport *self, const char *source);
/* Each reads the columns anew. */
gboolean nord_import_set_dialect (NordImport *self, const NordCsvDialect *dialect, GError **error);
gboolean nord_import_set_layer (NordImport *self, const char *layer, GError **error);

/* Plans made from now on keep no changes but hand them to @sink as they come. */
void nord_import_set_sink (NordImport *self, NordImportSink sink, gpointer data);

/* (transfer full) (element-type GStrv) the first rows, as many values each as there are columns. */
GPtrArray *nord_import_preview (NordImport *self, guint n_rows);

/* Reads the whole file. @known may be NULL; @progress is called in the thread of the caller. */
NordImportPlan *nord_import_plan (NordImport *self,
                                  const NordImportKnown *known,
                                  GCancellable *cancellable,
                                  GFileProgressCallback progress,
                                  gpointer progress_data,
                                  GError **error);
NordImportPlan *nord_import_read_features (NordImport *self,
                                           NordFeatureSink sink,
                                           gpointer sink_data,
                                           GCancellable *cancellable,
                                           GFileProgressCallback progress,
                                           gpointer progress_data,
                                           GError **error);
/* The same as the plan in a worker thread; nothing may change @self until it is done. @progress is
 * called in the caller's main context. (transfer full) @known. */
void nord_import_plan_async (NordImport *self,
                             NordImportKnown *known,
                             GCancellable *cancellable,
                             GFileProgressCallback progress,
                             gpointer progress_data,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
NordImportPlan *nord_import_plan_finish (GAsyncResult *result, GError **error);

G_END_DECLS
