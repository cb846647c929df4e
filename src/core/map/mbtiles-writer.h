/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A new map pack in the MBTiles format, there when it is whole and not before. */
#pragma once

#include "core/geo/shape.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* More would be the pack of a country, for which there are better tools. */
#define NORD_PACK_MOST_TILES 4000000

/* Tiles, the last included; rows count from the north. */
typedef struct {
  guint west, north, east, south;
} NordTileWindow;

typedef struct _NordMbtilesWriter NordMbtilesWriter;

NordMbtilesWriter *nord_mbtiles_writer_new (const char *path, GError **error);
/* @y counts from the north. */
gboolean nord_mbtiles_writer_put (NordMbtilesWriter *self,
                                  guint zoom,
                                  guint x,
                                  guint y,
                                  GBytes *tile,
                                  GError **error);
gboolean nord_mbtiles_writer_note (NordMbtilesWriter *self,
                                   const char *name,
                                   const char *value,
                                   GError **error);
gboolean nord_mbtiles_writer_note_area (NordMbtilesWriter *self,
                                        const NordBounds *bounds,
                                        guint min_zoom,
                                        guint max_zoom,
                                        GError **error);
gboolean nord_mbtiles_writer_finish (NordMbtilesWriter *self, GError **error);
/* Without finish: nothing stays, and what was there before is there. */
void nord_mbtiles_writer_free (NordMbtilesWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordMbtilesWriter, nord_mbtiles_writer_free)

/* (transfer full) with gzip, as the format wants vector tiles. */
GBytes *nord_mbtiles_pack (GBytes *tile, GError **error);
NordTileWindow nord_tile_window_at (const NordBounds *bounds, guint zoom);
guint64 nord_tile_window_count (const NordBounds *bounds, guint min_zoom, guint max_zoom);

G_END_DECLS
