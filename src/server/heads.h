/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which operation each field of a thing stands on now, and what a further one does to that. */
#pragma once

#include "server/line.h"

G_BEGIN_DECLS

typedef enum {
  NORD_MEET_FIRST, /* nothing was there, or it was known: the new one stands */
  NORD_MEET_WINS,  /* both were written unaware of each other; the new one is later */
  NORD_MEET_LOSES, /* the same, and the one that stands is later */
} NordMeet;

typedef struct {
  GString *text; /* (owned) lines of `field id hlc` */
} NordHeads;

void nord_heads_init (NordHeads *self, const char *text, gsize length);
void nord_heads_clear (NordHeads *self);
/* @rival receives the id of the operation that stands, where the two met unaware of each other. */
NordMeet nord_heads_meet (NordHeads *self,
                          NordSlice field,
                          NordSlice base,
                          NordSlice id,
                          NordSlice hlc,
                          NordSlice *rival);
/* The operation that gave the field its value after the thing was created. */
gboolean nord_heads_find (const NordHeads *self, NordSlice field, NordSlice *id);
void nord_heads_put (NordHeads *self, NordSlice field, NordSlice id, NordSlice hlc);
/* One line that stands for all fields of a new thing. */
void nord_heads_put_creation (NordHeads *self, NordSlice id, NordSlice hlc);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NordHeads, nord_heads_clear)

G_END_DECLS
