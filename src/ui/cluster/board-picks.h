/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Picking cards on the board, one by one, several and in a row, and the menu of what is picked. */
#pragma once

#include "ui/cluster/board-card.h"
#include "ui/cluster/group-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _NordBoardPicks NordBoardPicks;

/* @owner: (unowned) the widget that menus open over; it must outlive this. */
NordBoardPicks *
nord_board_picks_new (GtkWidget *owner, NordSession *session, NordGroupList *group_list);
void nord_board_picks_free (NordBoardPicks *self);
/* As @state says: alone, besides, or all from the one picked last to this one in its group. */
void nord_board_picks_pick (NordBoardPicks *self, NordBoardCard *card, GdkModifierType state);
/* All of the group of this card. */
void nord_board_picks_pick_group (NordBoardPicks *self, NordBoardCard *card);
void nord_board_picks_show_menu (NordBoardPicks *self, NordBoardCard *card, double x, double y);
/* For the owner's size_allocate. */
void nord_board_picks_present (NordBoardPicks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordBoardPicks, nord_board_picks_free)

G_END_DECLS
