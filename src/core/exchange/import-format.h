/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Private to the room: what each format does for an import. */
#pragma once

#include "core/exchange/intake.h"
#include "core/geo/grid.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _NordImport NordImport;

typedef struct {
  /* Finds the columns, after the text (or the layer) has changed. */
  gboolean (*open) (NordImport *self, GError **error);
  GPtrArray *(*preview) (NordImport *self, guint n_rows);
  gboolean (*read) (NordImport *self,
                    NordIntake *intake,
                    GCancellable *cancellable,
                    GFileProgressCallback progress,
                    gpointer progress_data,
                    GError **error);
} NordImportFormat;

/* (transfer full) what the coordinates of the file are in. FALSE with @error where it was another
 * before. */
gboolean nord_import_take_grid (NordImport *self, NordGrid *grid, GError **error);

extern const NordImportFormat nord_import_csv;
extern const NordImportFormat nord_import_geojson;
extern const NordImportFormat nord_import_gpkg;

G_END_DECLS
