/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ideas in view for those who do not see the map: one button each, from west to east, that
 * tells what the idea is and where. GTK 4.8 lets only widgets be accessible. Together they are one
 * stop of Tab: arrow keys go to the nearest that way, Page Down and Page Up to the next and the one
 * before, Home and End to the most western and the most eastern. */
#pragma once

#include "core/geo/gazetteer.h"
#include "core/model/programme.h"
#include "ui/map/map-stage.h"

G_BEGIN_DECLS

/* More would cover each other; the list has them all. */
#define NORD_IDEA_TWINS_MOST 500

#define NORD_TYPE_IDEA_TWINS (nord_idea_twins_get_type ())
G_DECLARE_FINAL_TYPE (NordIdeaTwins, nord_idea_twins, NORD, IDEA_TWINS, GtkWidget)

/* Signals: "activated" (const char *id); "focused" (): one of them has the focus now. */

NordIdeaTwins *nord_idea_twins_new (NordMapStage *stage);
void nord_idea_twins_set_programme (NordIdeaTwins *self, NordProgramme *programme);
/* (nullable) of NordIdea. */
void nord_idea_twins_set_ideas (NordIdeaTwins *self, GListModel *ideas);
/* (nullable) what the places are told by. */
void nord_idea_twins_set_names (NordIdeaTwins *self, NordGazetteer *names);
/* The map rests somewhere else, or the ideas have changed. */
void nord_idea_twins_update (NordIdeaTwins *self);

G_END_DECLS
