/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where bars and buttons lie at the edges of a map, so that none covers another or the licence. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Adds @bar to @overlay, above @strip (scale and licence, however many lines) and beside @controls:
 * in the middle where that leaves them free, else at their side, and where there is no room beside
 * them, they go above it. All four live as long as @overlay. */
void nord_map_foot_add (GtkOverlay *overlay, GtkWidget *strip, GtkWidget *controls, GtkWidget *bar);

/* Adds @corner to @overlay, at the upper edge; @other, which is there already at the opposite end,
 * has the room beside it as long as its least width allows. Both live as long as @overlay. */
void nord_map_foot_add_corner (GtkOverlay *overlay, GtkWidget *corner, GtkWidget *other);

G_END_DECLS
