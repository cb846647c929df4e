/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One group on the board: its name and colour above, its cards below. */
#pragma once

#include "ui/cluster/board-card.h"
#include "ui/cluster/group.h"

G_BEGIN_DECLS

#define NORD_TYPE_BOARD_COLUMN (nord_board_column_get_type ())
G_DECLARE_FINAL_TYPE (NordBoardColumn, nord_board_column, NORD, BOARD_COLUMN, GtkBox)

/* Its menu activates the page's actions "cluster.…" with the id of the group. */

/* @factory (transfer none): makes the cards, one for all columns. */
GtkWidget *nord_board_column_new (NordGroup *group, GtkListItemFactory *factory);
NordGroup *nord_board_column_get_group (NordBoardColumn *self); /* (transfer none) */
/* Makes its cards. Until then it is a heading: it may lie far beyond the edge. */
void nord_board_column_show_cards (NordBoardColumn *self);
/* Moves the focus to the card at @position, or the last one there is; FALSE where there is none. */
gboolean nord_board_column_focus_card (NordBoardColumn *self, guint position);
/* The card that has the focus, and its position; NULL: none. */
NordBoardCard *nord_board_column_get_focus_card (NordBoardColumn *self, guint *position);

G_END_DECLS
