/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a project of the register looks on the map and in lists: a badge with its number, whose shape
 * tells its state. Colour never speaks alone: a pill with a hollow frame is registered, an arrow
 * has started, a full box with a tick is finished, a box that is struck through was stopped. */
#pragma once

#include "core/model/register.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Without a number, for where there is no room: @size pixels across, the middle at (x, y). */
void nord_project_sign_draw (cairo_t *cr, NordProjectState state, double x, double y, double size);
/* (transfer full) the same as a texture, for lists. */
GdkTexture *nord_project_sign_make_texture (NordProjectState state, double size, int scale);
/* (transfer full) with the number; @widget gives font and scale. Sizes in pixels of the widget. */
GdkTexture *nord_project_sign_make_badge (GtkWidget *widget,
                                          NordProjectState state,
                                          const char *number,
                                          gboolean strong,
                                          double *width,
                                          double *height);
/* What its places look like: the path of cairo is drawn and consumed. */
void nord_project_sign_stroke (cairo_t *cr, gboolean area, gboolean strong);

G_END_DECLS
