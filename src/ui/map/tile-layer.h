/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ground of the map: squares painted in the background, shown at any zoom and rotation. */
#pragma once

#include "ui/map/map-layer.h"
#include "ui/map/tile-source.h"

G_BEGIN_DECLS

#define NORD_TYPE_TILE_LAYER (nord_tile_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordTileLayer, nord_tile_layer, NORD, TILE_LAYER, NordMapLayer)

/* Bytes of painted squares that all maps together keep, for each square of the scale factor: 64
 * MiB, about eight screens full. */
#define NORD_TILE_LAYER_CACHE (64 * 1024 * 1024)

NordTileLayer *nord_tile_layer_new (ShumateViewport *viewport, NordTileSource *source);
gsize nord_tile_layer_get_kept (void);
gboolean nord_tile_layer_is_ready (NordTileLayer *self);

G_END_DECLS
