/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ideas that have a place, as a layer of the map needs them: plain values in slots, bundled
 * zoom by zoom, lines and areas in an index. Follows a list, change by change. */
#pragma once

#include "core/draw/view.h"
#include "core/geo/crowd.h"
#include "core/model/change.h"
#include "core/model/programme.h"
#include "ui/map/idea-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define NORD_IDEA_ITEMS_CATEGORIES 8 /* those behind are shown as ideas without a category */

typedef struct _NordIdeaItems NordIdeaItems;

/* The zoom of a crowd, which counts for tiles of 512 pixels: signs are then 40 to 80 pixels apart.
 */
guint nord_idea_items_get_zoom (const NordView *view);
/* @changed is called when something has come, gone or altered. */
NordIdeaItems *nord_idea_items_new (void (*changed) (gpointer data), gpointer data);
void nord_idea_items_free (NordIdeaItems *self);
void nord_idea_items_set_programme (NordIdeaItems *self, NordProgramme *programme);
void nord_idea_items_set_ideas (NordIdeaItems *self, GListModel *ideas); /* (nullable) */
/* Fields of ideas have changed, not the list. @changes NULL: of any. */
void nord_idea_items_refresh (NordIdeaItems *self, const NordChangeSet *changes);
/* (nullable) taken out until another is named. */
void nord_idea_items_set_hidden (NordIdeaItems *self, const char *id);

/* A long list is being read, and what is answered is as it was before. */
gboolean nord_idea_items_is_behind (NordIdeaItems *self);
GArray *nord_idea_items_get_fresh (NordIdeaItems *self);
gboolean nord_idea_items_take_altered (NordIdeaItems *self, GArray *altered);
guint nord_idea_items_count (NordIdeaItems *self);
const NordIdeaItem *nord_idea_items_get (NordIdeaItems *self, guint slot);
const char *nord_idea_items_get_id (NordIdeaItems *self, guint slot);
/* G_MAXUINT: not there, or hidden. */
guint nord_idea_items_find (NordIdeaItems *self, const char *id);
const NordCategory *nord_idea_items_get_category (NordIdeaItems *self, guint category);
guint nord_idea_items_find_category (NordIdeaItems *self, const char *id);
guint nord_idea_items_count_categories (NordIdeaItems *self);
NordCrowd *nord_idea_items_get_crowd (NordIdeaItems *self);
/* Slots of lines and areas that are drawn as such at @zoom and meet @bounds, in no order. */
void nord_idea_items_query_shapes (NordIdeaItems *self,
                                   const NordBounds *bounds,
                                   guint zoom,
                                   GArray *slots);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordIdeaItems, nord_idea_items_free)

G_END_DECLS
