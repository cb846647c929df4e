/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map that drifts by below the stations nobody stands at: one picture for all of them. */
#pragma once

#include "ui/kiosk/attract-picture.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_ATTRACT_MAP (nord_attract_map_get_type ())
G_DECLARE_FINAL_TYPE (NordAttractMap, nord_attract_map, NORD, ATTRACT_MAP, GtkWidget)

/* Signal "changed" (): nord_attract_map_is_there () says something else now. */
GtkWidget *nord_attract_map_new (NordDocument *document);
/* Where it is seen, in its own pixels; nowhere, it rests and costs nothing. */
void nord_attract_map_set_windows (NordAttractMap *self, const GdkRectangle *windows, guint n);
/* FALSE: no picture is painted yet, there is no map to paint, or strong contrast is asked for. */
gboolean nord_attract_map_is_there (NordAttractMap *self);
NordAttractPicture *nord_attract_map_get_picture (NordAttractMap *self); /* (transfer none) */
/* Whether it drifts, and by how many pixels it has. It lies still for whoever has asked for less
 * motion, and where the screen has more pixels than can be moved in time. */
gboolean nord_attract_map_is_moving (NordAttractMap *self);
void nord_attract_map_get_offset (NordAttractMap *self, int *x, int *y);

G_END_DECLS
