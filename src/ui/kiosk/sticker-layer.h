/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The stickers of a child on the map, all of the same size at every zoom. */
#pragma once

#include "core/kiosk/collage.h"
#include "ui/map/map-layer.h"

G_BEGIN_DECLS

#define NORD_TYPE_STICKER_LAYER (nord_sticker_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordStickerLayer, nord_sticker_layer, NORD, STICKER_LAYER, NordMapLayer)

NordStickerLayer *nord_sticker_layer_new (ShumateViewport *viewport);
/* (nullable) (transfer none) must live until another, or none, is set. */
void nord_sticker_layer_set (NordStickerLayer *self, const NordCollage *collage);
/* @index: the one that stands out, because the next tap puts it elsewhere; -1: none. */
void nord_sticker_layer_lift (NordStickerLayer *self, int index);
void nord_sticker_layer_set_radius (NordStickerLayer *self, double radius); /* pixels */
/* The index of the sticker at these pixels of @view; -1: there is none. */
int nord_sticker_layer_find (NordStickerLayer *self, const NordView *view, double x, double y);

G_END_DECLS
