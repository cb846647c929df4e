/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Pictures of the cards that hands carry over the board, one a hand. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_DRAG_LAYER (nord_drag_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordDragLayer, nord_drag_layer, NORD, DRAG_LAYER, GtkWidget)

GtkWidget *nord_drag_layer_new (void);
/* @key: whose hand, any pointer; @widget: what it looks like now, held at (@x, @y) of it; @n: how
 * many it stands for. Pixels. */
void nord_drag_layer_lift (NordDragLayer *self,
                           gconstpointer key,
                           GtkWidget *widget,
                           double x,
                           double y,
                           guint n);
void nord_drag_layer_move (NordDragLayer *self, gconstpointer key, double x, double y);
void nord_drag_layer_drop (NordDragLayer *self, gconstpointer key);

G_END_DECLS
