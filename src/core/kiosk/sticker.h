/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What children stick onto the map: faces and things, drawn by paths alone, so that they look alike
 * at every size, on the glass, on paper and in a picture. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_STICKER_HAPPY,
  NORD_STICKER_SCARED,
  NORD_STICKER_SAD,
  NORD_STICKER_HEART,
  NORD_STICKER_STAR,
  NORD_STICKER_ALERT,
  NORD_STICKER_SWING,
  NORD_STICKER_BALL,
  NORD_STICKER_TREE,
  NORD_STICKER_WATER,
  NORD_STICKER_DOG,
  NORD_STICKER_BICYCLE,
  NORD_STICKER_CAR,
  NORD_STICKER_LAMP,
  NORD_STICKER_BENCH,
  NORD_STICKER_BIN,
  NORD_N_STICKERS
} NordSticker;

const char *nord_sticker_get_id (NordSticker self); /* "swing", as drafts have it */
/* FALSE: there is none of that name. */
gboolean nord_sticker_find (const char *id, NordSticker *self);
/* The word of the catalogues for it. */
const char *nord_sticker_get_word (NordSticker self);
/* The round sticker itself: a white disc with a dark rim, light around it, the picture inside. Its
 * middle lies at (x, y) and it reaches @radius pixels from there. */
void nord_sticker_paint (NordSticker self, cairo_t *cr, double x, double y, double radius);
/* The picture alone, which reaches @radius pixels from its middle at most. */
void nord_sticker_paint_picture (NordSticker self, cairo_t *cr, double x, double y, double radius);

G_END_DECLS
