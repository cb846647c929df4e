/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The station's map: to draw a place on it, or to look at what others suggested. */
#pragma once

#include "core/draw/tool.h"
#include "core/geo/finder.h"
#include "core/kiosk/collage.h"
#include "ui/kiosk/wording.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_MAP_SCREEN (nord_map_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordMapScreen, nord_map_screen, NORD, MAP_SCREEN, AdwBin)

/* Signals: "drawn" (NordShape *): done; "drafted" (NordShape *): what stands there so far would be
 * a shape; "stuck" (): a sticker came, moved or came off. */
GtkWidget *nord_map_screen_new (NordWording *wording, NordSession *session);
void nord_map_screen_draw (NordMapScreen *self);
void nord_map_screen_look (NordMapScreen *self);
/* (nullable) (transfer none) stickers are put there, until NULL; also where it draws or looks. */
void nord_map_screen_stick (NordMapScreen *self, NordCollage *collage);
NordCollage *nord_map_screen_get_collage (NordMapScreen *self); /* (nullable) (transfer none) */
/* Lies in the hand from now on. */
void nord_map_screen_take_sticker (NordMapScreen *self, NordSticker sticker);
/* See sticker-tray.h. */
void nord_map_screen_lay_stickers (NordMapScreen *self, int rows, gboolean beside);
/* A place that was found comes into view. */
void nord_map_screen_show_place (NordMapScreen *self, const NordFound *place);
NordBounds nord_map_screen_get_bounds (NordMapScreen *self);
/* Neither: the map keeps its place. */
void nord_map_screen_rest (NordMapScreen *self);
/* As nobody had ever touched it. */
void nord_map_screen_reset (NordMapScreen *self);
/* @low: much wider than high. */
void nord_map_screen_set_low (NordMapScreen *self, gboolean low);
/* Pixels of the screen along its edges in which sleeves and bellies touch it. */
void nord_map_screen_set_edge_guard (NordMapScreen *self, double guard);

G_END_DECLS
