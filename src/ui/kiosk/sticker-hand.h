/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a child's hand does with stickers on the map: one is taken from the tray and put down, moved
 * by a drag or by two taps, and taken off again. */
#pragma once

#include "core/kiosk/collage.h"
#include "ui/kiosk/wording.h"
#include "ui/map/map-view.h"

G_BEGIN_DECLS

#define NORD_TYPE_STICKER_HAND (nord_sticker_hand_get_type ())
G_DECLARE_FINAL_TYPE (NordStickerHand, nord_sticker_hand, NORD, STICKER_HAND, GObject)

/* Signal: "stuck" (): a sticker came, moved or came off. */

/* Appends its question and what to do to @head; @map must live as long. */
NordStickerHand *nord_sticker_hand_new (NordWording *wording, NordMapView *map, GtkBox *head);
GtkWidget *nord_sticker_hand_get_tray (NordStickerHand *self); /* (transfer none) */
/* (nullable) (transfer none) what they are put into, until NULL; all of it is seen only then. */
void nord_sticker_hand_set (NordStickerHand *self, NordCollage *collage);
NordCollage *nord_sticker_hand_get (NordStickerHand *self); /* (nullable) (transfer none) */
/* The tool was used there: a sticker is put down or moved, or the one that lies there taken up. */
void nord_sticker_hand_put (NordStickerHand *self, const NordShape *shape);
/* Lies in the hand from now on. */
void nord_sticker_hand_take (NordStickerHand *self, NordSticker sticker);
/* @low: the map needs the room more than what to do. */
void nord_sticker_hand_set_low (NordStickerHand *self, gboolean low);
void nord_sticker_hand_set_radius (NordStickerHand *self, double radius); /* pixels */

G_END_DECLS
