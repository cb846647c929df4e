/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which idea or bubble of the map lies under a finger or the pointer. */
#pragma once

#include "core/draw/grip.h"
#include "ui/map/idea-items.h"

G_BEGIN_DECLS

typedef struct {
  guint slot;             /* of an idea, G_MAXUINT: none */
  NordCrowdBubble bubble; /* of several; count 0: none */
} NordIdeaHit;

gboolean nord_idea_hit_find (NordIdeaItems *items,
                             const NordView *view,
                             const NordContact *at,
                             NordIdeaHit *hit);

G_END_DECLS
