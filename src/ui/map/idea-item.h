/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One idea that has a place, as plain values for the map. */
#pragma once

#include "core/model/idea.h"

G_BEGIN_DECLS

typedef struct {
  NordIdea *idea;                  /* (owned) (nullable) NULL: the slot is free */
  NordShape *shape;                /* (owned) */
  double west, north, east, south; /* units of nord_mercator_project () */
  double x, y;                     /* the anchor, likewise */
  guint category;                  /* index in the programme, its number of categories: none */
  guint from_zoom;                 /* of a crowd: from here on it is drawn as line or area */
} NordIdeaItem;

/* Takes a reference of both; @category as in the struct. */
void nord_idea_item_read (NordIdeaItem *self, NordIdea *idea, NordShape *shape, guint category);
void nord_idea_item_clear (NordIdeaItem *self);
/* A line or an area, which is drawn as such where it is large enough. */
gboolean nord_idea_item_is_drawn (const NordIdeaItem *self);

G_END_DECLS
