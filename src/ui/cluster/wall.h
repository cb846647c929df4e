/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The free wall: cards lie where people put them, groups are frames around theirs. */
#pragma once

#include "ui/cluster/group-steps.h"
#include "ui/cluster/wall-cards.h"

G_BEGIN_DECLS

#define NORD_TYPE_WALL (nord_wall_get_type ())
G_DECLARE_FINAL_TYPE (NordWall, nord_wall, NORD, WALL, GtkWidget)

/* @maker: makes a #NordBoardCard that tells its owner of being picked and opened; the wall sees to
 * where it lies. */
void nord_wall_set_up (NordWall *self,
                       NordSession *session,
                       NordGroupList *group_list,
                       NordGroupSteps *steps,
                       NordWallMaker maker,
                       gpointer data);
/* The card that has the focus; NULL: none. */
NordBoardCard *nord_wall_get_focus_card (NordWall *self);
/* Brings the card of this idea into view and gives it the focus; FALSE: there is none. */
gboolean nord_wall_focus_card (NordWall *self, const char *id);
/* Arrows: to the next card on that side, or with Ctrl and Shift carries the card; TRUE: done. */
gboolean nord_wall_press_key (NordWall *self, guint key, GdkModifierType state);
/* @by: more than 1 is nearer. */
void nord_wall_zoom (NordWall *self, double by);
double nord_wall_get_zoom (NordWall *self);
void nord_wall_show_all (NordWall *self);
/* Tidies up: one step that can be undone. */
void nord_wall_arrange_all (NordWall *self);

G_END_DECLS
