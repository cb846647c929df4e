/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The packs that make up the map, the most detailed first, with the tiles read last. */
#pragma once

#include "core/map/map-camera.h"
#include "core/map/mvt.h"
#include "core/map/tile-archive.h"
#include "core/map/tile-faults.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A tile as it was found: its place may be above the place that was asked for. */
typedef struct {
  guint zoom, x, y;
  NordMvt *mvt;             /* (owned) (nullable) */
  cairo_surface_t *picture; /* (owned) (nullable) */
  gboolean see_through;     /* what lies below is seen: a picture with holes, shapes alone */
  /*< private >*/
  gsize footprint;
  gatomicrefcount refs;
} NordMapTile;

NordMapTile *nord_map_tile_ref (NordMapTile *self);
void nord_map_tile_unref (NordMapTile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordMapTile, nord_map_tile_unref)

/* On the unit square of the whole map. */
typedef struct {
  double x0, y0, x1, y1;
} NordMapPart;

/* A square of the map, or a part of one, and the tile that serves it. */
typedef struct {
  NordMapCell cell;
  NordMapTile *tile; /* (nullable) whose, says who made it */
  gboolean has_part; /* only `part` of the cell */
  NordMapPart part;
  gboolean ground;   /* lies below a picture that has its own words: nothing is written of it */
  NordMapPart known; /* where the pack says that it has something; empty: everywhere */
} NordMapPiece;

NordMapPart nord_map_piece_get_part (const NordMapPiece *self);

#define NORD_TYPE_TILE_STACK (nord_tile_stack_get_type ())
G_DECLARE_FINAL_TYPE (NordTileStack, nord_tile_stack, NORD, TILE_STACK, GObject)

NordTileStack *nord_tile_stack_new (NordTileArchive *const *archives, guint n_archives);
guint nord_tile_stack_get_n_archives (NordTileStack *self);
NordTileArchive *nord_tile_stack_get_archive (NordTileStack *self, guint index);
char *nord_tile_stack_dup_licence (NordTileStack *self);
NordTileFaults *nord_tile_stack_get_faults (NordTileStack *self);
void nord_tile_stack_set_cache_size (NordTileStack *self, gsize bytes);
gsize nord_tile_stack_get_cache_size (NordTileStack *self);
gsize nord_tile_stack_get_cached (NordTileStack *self);
gboolean nord_tile_stack_load (NordTileStack *self,
                               guint zoom,
                               guint x,
                               guint y,
                               NordMapTile **tile,
                               GError **error);
/* Likewise, of vector tiles only. */
gboolean nord_tile_stack_load_vector (NordTileStack *self,
                                      guint zoom,
                                      guint x,
                                      guint y,
                                      NordMapTile **tile,
                                      GError **error);
GArray *nord_tile_stack_new_pieces (void);
gboolean nord_tile_stack_load_pieces (NordTileStack *self,
                                      guint zoom,
                                      guint x,
                                      guint y,
                                      GArray *pieces,
                                      GError **error);

G_END_DECLS
