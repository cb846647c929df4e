/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One idea as a card on the board, to read from afar, to pick and to drag. */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_BOARD_CARD (nord_board_card_get_type ())
G_DECLARE_FINAL_TYPE (NordBoardCard, nord_board_card, NORD, BOARD_CARD, GtkWidget)

/* Signals, with places in pixels of the card:
 * "picked" (GdkModifierType): it was clicked or tapped;
 * "opened" (): twice;
 * "menu-asked" (double x, double y);
 * "lifted" (double x, double y): it is being dragged from here on;
 * "carried" (double x, double y): the drag is there now;
 * "dropped" (double x, double y, gboolean cancelled).
 * Each finger drags its own card, so several people can at once. A finger that moves at once
 * scrolls; one that rests first lifts the card. */

GtkWidget *nord_board_card_new (NordSession *session);
void nord_board_card_bind (NordBoardCard *self, NordRecord *idea);
void nord_board_card_unbind (NordBoardCard *self);
/* Shown so small that nobody can read it. */
void nord_board_card_set_far (NordBoardCard *self, gboolean far);
NordRecord *nord_board_card_get_idea (NordBoardCard *self); /* (transfer none) (nullable) */

G_END_DECLS
