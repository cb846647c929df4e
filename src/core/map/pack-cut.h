/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A piece of a map pack as a pack of its own. */
#pragma once

#include "core/geo/shape.h"
#include "core/map/tile-archive.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  NordBounds bounds;        /* degrees: tiles that touch it */
  guint min_zoom, max_zoom; /* within those of the pack */
} NordPackPiece;

typedef struct {
  guint64 n_tiles; /* written */
  guint64 n_empty; /* the pack has none there */
} NordPackCount;

gboolean nord_pack_cut (NordTileArchive *pack,
                        const NordPackPiece *piece,
                        const char *path,
                        NordPackCount *count,
                        GCancellable *cancellable,
                        GFileProgressCallback progress,
                        gpointer progress_data,
                        GError **error);
const char *nord_tile_format_get_word (NordTileFormat format); /* as MBTiles calls it: "pbf" */

G_END_DECLS
