/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The hands that carry cards over the board, as many at a time as there are fingers. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_BOARD_HANDS (nord_board_hands_get_type ())
G_DECLARE_FINAL_TYPE (NordBoardHands, nord_board_hands, NORD, BOARD_HANDS, GObject)

/* Signal "put" (GtkWidget *card, GtkWidget *target, GStrv ids): cards were let go; the target is
 * NULL where the hand did not move. */

/* @scroller: what scrolls when a hand comes to its edge; @layer: shows what is carried. They must
 * outlive this. */
NordBoardHands *nord_board_hands_new (GtkScrolledWindow *scroller, GtkWidget *layer);
/* (element-type GtkWidget) not owned: where cards can be put, side by side. They get the style
 * class "target" while a hand is over them. */
void nord_board_hands_set_targets (NordBoardHands *self, GPtrArray *targets);
/* Places in pixels of @card. @ids: what goes along. */
void nord_board_hands_lift (NordBoardHands *self,
                            GtkWidget *card,
                            double x,
                            double y,
                            const char *const *ids);
void nord_board_hands_carry (NordBoardHands *self, GtkWidget *card, double x, double y);
void nord_board_hands_let_go (NordBoardHands *self,
                              GtkWidget *card,
                              double x,
                              double y,
                              gboolean cancelled);

G_END_DECLS
