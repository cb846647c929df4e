/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A map pack: a file of tiles, of whatever format, read by number. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  NORD_TILE_VECTOR,
  NORD_TILE_PNG,
  NORD_TILE_JPEG,
  NORD_TILE_WEBP,
} NordTileFormat;

typedef struct {
  NordTileFormat format;
  guint min_zoom, max_zoom;
  double west, south, east, north; /* degrees; the world if the pack does not say */
  char *name;                      /* (owned) never NULL, may be empty; plain text */
  char *attribution;               /* (owned) never NULL, may be empty; plain text */
} NordTileInfo;

/* What a pack may ask of us: larger is refused. */
#define NORD_TILE_MAX_PACKED (8 * 1024 * 1024)
#define NORD_TILE_MAX_UNPACKED (16 * 1024 * 1024)
#define NORD_TILE_MAX_ZOOM 24

#define NORD_TYPE_TILE_ARCHIVE (nord_tile_archive_get_type ())
G_DECLARE_INTERFACE (NordTileArchive, nord_tile_archive, NORD, TILE_ARCHIVE, GObject)

struct _NordTileArchiveInterface {
  GTypeInterface parent_iface;

  const NordTileInfo *(*get_info) (NordTileArchive *self);
  gboolean (*read_tile) (NordTileArchive *self,
                         guint zoom,
                         guint x,
                         guint y,
                         GBytes **tile,
                         GError **error);
};

const NordTileInfo *nord_tile_archive_get_info (NordTileArchive *self);
gboolean nord_tile_archive_read_tile (NordTileArchive *self,
                                      guint zoom,
                                      guint x,
                                      guint y,
                                      GBytes **tile,
                                      GError **error);

gboolean nord_tile_format_sniff (const guint8 *data, gsize size, NordTileFormat *format);
GBytes *nord_tile_unpack (GBytes *tile, GError **error);

void nord_tile_info_clear (NordTileInfo *self);
char *nord_tile_info_plain_text (const char *text, gssize length);

G_END_DECLS
