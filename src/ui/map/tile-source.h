/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map as libshumate asks for it, tile by tile, painted in worker threads. */
#pragma once

#include "core/map/style.h"
#include "core/map/tile-stack.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define NORD_TYPE_TILE_SOURCE (nord_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (NordTileSource, nord_tile_source, NORD, TILE_SOURCE, ShumateMapSource)

/* Signal "damaged" (): tiles of the packs cannot be read, for the first time since they were set.
 */

NordTileSource *nord_tile_source_new (NordTileStack *stack, NordMapStyle *style);
NordTileStack *nord_tile_source_get_stack (NordTileSource *self);
void nord_tile_source_set_stack (NordTileSource *self, NordTileStack *stack);
NordMapStyle *nord_tile_source_get_style (NordTileSource *self);
void nord_tile_source_set_style (NordTileSource *self, NordMapStyle *style);
int nord_tile_source_get_scale_factor (NordTileSource *self);
void nord_tile_source_set_scale_factor (NordTileSource *self, int scale_factor);

void nord_tile_source_paint_async (NordTileSource *self,
                                   guint zoom,
                                   guint x,
                                   guint y,
                                   double size,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) of a surface, see nord_surface_texture_peek () */
GdkTexture *
nord_tile_source_paint_finish (NordTileSource *self, GAsyncResult *result, GError **error);

G_END_DECLS
