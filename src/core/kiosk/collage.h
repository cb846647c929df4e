/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a child makes at a station: a question, stickers on the map that answer it, and a picture.
 * Each sticker becomes an idea. */
#pragma once

#include "core/kiosk/painting.h"
#include "core/kiosk/question.h"

G_BEGIN_DECLS

/* More would be many ideas of one hand. */
#define NORD_COLLAGE_MOST 5

typedef struct {
  NordSticker sticker;
  double lon, lat; /* degrees */
} NordStuck;

typedef struct {
  const NordQuestion *question;
  GArray *stuck;          /* (owned) (element-type NordStuck) in their order */
  NordPainting *painting; /* (owned) */
} NordCollage;

NordCollage *nord_collage_new (const NordQuestion *question);
/* Nothing is left of it. */
void nord_collage_free (NordCollage *self);
/* Where there are so many already, the last one moves there and is this one now. */
void nord_collage_stick (NordCollage *self, NordSticker sticker, double lon, double lat);
void nord_collage_move (NordCollage *self, guint index, double lon, double lat);
/* Takes off the last. FALSE: there is none. */
gboolean nord_collage_take_off (NordCollage *self);
/* (transfer full) as JSON, for a draft. */
JsonObject *nord_collage_write (const NordCollage *self);
/* (transfer full) (nullable) NULL: that is none. */
NordCollage *nord_collage_read (JsonObject *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordCollage, nord_collage_free)

G_END_DECLS
