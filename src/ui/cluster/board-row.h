/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The columns of the board, from left to right: those that stand alone first, then the groups. */
#pragma once

#include "ui/cluster/board-column.h"

G_BEGIN_DECLS

typedef struct _NordBoardRow NordBoardRow;

/* Puts columns into @box, which scrolls sideways in @scroller; both outlive it. @factory (transfer
 * none): makes the cards of all columns. */
NordBoardRow *
nord_board_row_new (GtkScrolledWindow *scroller, GtkBox *box, GtkListItemFactory *factory);
void nord_board_row_free (NordBoardRow *self);
/* Follows the list of NordGroup, whose last are those that stand alone. Returns how many ideas
 * there are. */
guint nord_board_row_refresh (NordBoardRow *self, GListModel *groups);
/* Pixels that a column is wide. */
void nord_board_row_set_width (NordBoardRow *self, int width);
/* (transfer full) (element-type NordBoardColumn) not owned. */
GPtrArray *nord_board_row_list (NordBoardRow *self);
/* (nullable) the column there. */
NordBoardColumn *nord_board_row_get (NordBoardRow *self, int at);
/* Scrolls to a column. */
void nord_board_row_show (NordBoardRow *self, NordBoardColumn *column);
/* (nullable) the card that has the focus, and where it is. */
NordBoardCard *nord_board_row_get_focus_card (NordBoardRow *self, guint *column, guint *position);
/* Moves the focus to the nearest column with cards on that side of column @at (G_MAXUINT: from
 * before the first one), at @position. FALSE: there is none. */
gboolean nord_board_row_step (NordBoardRow *self, guint at, guint position, int step);
/* Moves the focus to the card of this idea. */
gboolean nord_board_row_focus_idea (NordBoardRow *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordBoardRow, nord_board_row_free)

G_END_DECLS
