/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the page of collecting does with the register of projects: which list and which card stand
 * there, the layer of the map, files in and out, the link of a draft, and what a person adds,
 * corrects and removes. */
#pragma once

#include "ui/collect/drawing.h"
#include "ui/collect/project-card.h"
#include "ui/collect/project-list.h"
#include "ui/map/map-view.h"

G_BEGIN_DECLS

#define NORD_TYPE_REGISTER_DESK (nord_register_desk_get_type ())
G_DECLARE_FINAL_TYPE (NordRegisterDesk, nord_register_desk, NORD, REGISTER_DESK, GObject)

/* @lists and @cards: stacks with the children “ideas” and “projects”, which stand beside the other
 * things of the page; @drawing must live as long. Signal "opened"
 * (gboolean): a project's card shall be seen, or nobody wants to see it any more. */
NordRegisterDesk *
nord_register_desk_new (GtkStack *lists, GtkStack *cards, NordMapView *map, NordDrawing *drawing);
void nord_register_desk_set_session (NordRegisterDesk *self, NordSession *session);
GActionGroup *nord_register_desk_get_actions (NordRegisterDesk *self); /* as "register" */
/* TRUE: a project is selected, and its card stands there; the page has nothing to do. */
gboolean nord_register_desk_takes_selection (NordRegisterDesk *self);

G_END_DECLS
