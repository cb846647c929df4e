/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The picture of a layer at one zoom and turn, in tiles: what is cheap is drawn at once, the rest
 * by other threads, and what has altered is drawn anew where it lies. */
#pragma once

#include "ui/map/picture-tile.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) NULL: there is nothing to draw. Called in the main thread. */
typedef NordMapPlan *(*NordMapPlanner) (gpointer data, const NordView *view);

typedef struct _NordPictureGrid NordPictureGrid;

/* Pixels around the view that are drawn in advance, so that a pan finds them done. */
#define NORD_PICTURE_MARGIN 192

NordPictureGrid *nord_picture_grid_new (const NordView *view,
                                        int scale,
                                        gboolean whole,
                                        NordMapPlanner plan,
                                        GSourceFunc changed,
                                        gpointer data);
void nord_picture_grid_free (NordPictureGrid *self);
gboolean nord_picture_grid_fits (const NordPictureGrid *self, const NordView *view, int scale);
gboolean nord_picture_grid_runs_out (const NordPictureGrid *self, const NordView *view);
guint nord_picture_grid_request (NordPictureGrid *self, const NordView *view, double *budget);
void nord_picture_grid_repair (NordPictureGrid *self, const NordBounds *bounds, double *budget);
gboolean nord_picture_grid_is_current (NordPictureGrid *self, const NordBounds *bounds);
void nord_picture_grid_draw (NordPictureGrid *self, cairo_t *cr, const NordView *view);
void nord_picture_grid_append (NordPictureGrid *self, GtkSnapshot *snapshot, const NordView *view);
gsize nord_picture_grid_get_memory (const NordPictureGrid *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPictureGrid, nord_picture_grid_free)

G_END_DECLS
