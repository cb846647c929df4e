/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The stickers to choose from, and what is done with those on the map. */
#pragma once

#include "core/kiosk/collage.h"
#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STICKER_TRAY (nord_sticker_tray_get_type ())
G_DECLARE_FINAL_TYPE (NordStickerTray, nord_sticker_tray, NORD, STICKER_TRAY, AdwBin)

/* Signals: "undone" (): the last sticker shall come off; "taken" (): one was chosen, or chosen
 * again. Its other buttons activate station.paint and station.collage. */
GtkWidget *nord_sticker_tray_new (NordWording *wording);
void nord_sticker_tray_take (NordStickerTray *self, NordSticker sticker);
NordSticker nord_sticker_tray_get (NordStickerTray *self);
/* (nullable) what can be done with it. */
void nord_sticker_tray_follow (NordStickerTray *self, const NordCollage *collage);
/* Below the map: two rows of half of them, one of all, or, with 0, one of all with the buttons
 * after it. @beside the map: a square of them, and the buttons below each other. */
void nord_sticker_tray_lay (NordStickerTray *self, int rows, gboolean beside);

G_END_DECLS
