/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ideas on the map: signs, lines, areas, and bubbles with numbers where signs would cover each
 * other. */
#pragma once

#include "core/model/change.h"
#include "core/model/idea.h"
#include "core/model/programme.h"
#include "ui/map/map-layer.h"

G_BEGIN_DECLS

#define NORD_TYPE_IDEA_LAYER (nord_idea_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordIdeaLayer, nord_idea_layer, NORD, IDEA_LAYER, NordMapLayer)

/* Signals: "activated" (const char *id, nullable: nothing was hit);
 * "opened" (gpointer NordBounds *): a bubble was tapped whose ideas lie within the bounds. */

NordIdeaLayer *nord_idea_layer_new (ShumateViewport *viewport);
void nord_idea_layer_set_programme (NordIdeaLayer *self, NordProgramme *programme);
/* (nullable) of NordIdea; the layer follows the list. */
void nord_idea_layer_set_ideas (NordIdeaLayer *self, GListModel *ideas);
/* The fields of ideas have changed, not the list. @changes NULL: of any. */
void nord_idea_layer_refresh (NordIdeaLayer *self, const NordChangeSet *changes);
/* Shown larger and on top; NULL-terminated. */
void nord_idea_layer_set_selection (NordIdeaLayer *self, const char *const *ids);
/* (nullable) not shown: a tool shows it. */
void nord_idea_layer_set_hidden (NordIdeaLayer *self, const char *id);
/* (nullable) the place of an idea that is being written and not in the list yet. */
void nord_idea_layer_set_draft (NordIdeaLayer *self, NordShape *shape, const char *category);
/* (transfer none) "heat", a switch: density in colours instead of signs; what is selected keeps its
 * sign. */
GActionGroup *nord_idea_layer_get_actions (NordIdeaLayer *self);
guint nord_idea_layer_count_shown (NordIdeaLayer *self);

G_END_DECLS
