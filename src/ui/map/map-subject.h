/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a map is about: the ideas of the document or those that a page chose, which of them are
 * selected, and the area in which they lie. */
#pragma once

#include "ui/map/base-layer.h"
#include "ui/map/extra-layers.h"
#include "ui/map/idea-layer.h"
#include "ui/map/map-aids.h"

G_BEGIN_DECLS

#define NORD_TYPE_MAP_SUBJECT (nord_map_subject_get_type ())
G_DECLARE_FINAL_TYPE (NordMapSubject, nord_map_subject, NORD, MAP_SUBJECT, GObject)

/* Signals: "changed" (): there is another document, or none; "reveal" (gpointer NordBounds *):
 * someone asks for what lies there. */

/* None of them is owned: they must live as long. */
NordMapSubject *nord_map_subject_new (NordBaseLayer *base,
                                      NordExtraLayers *extras,
                                      NordIdeaLayer *ideas,
                                      NordMapAids *aids);
/* Once. */
void nord_map_subject_set_session (NordMapSubject *self, NordSession *session);
/* (nullable) NULL: all ideas of the document. */
void nord_map_subject_set_ideas (NordMapSubject *self, GListModel *ideas);
/* The area of the workshop, or that of the programme. */
NordBounds nord_map_subject_get_home (NordMapSubject *self);

G_END_DECLS
