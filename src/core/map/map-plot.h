/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A part of the map with its labels, read and ready to be drawn, whole or in pieces. */
#pragma once

#include "core/map/label-placer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _NordMapPlot NordMapPlot;

NordMapPlot *nord_map_plot_new (NordTileStack *stack,
                                const NordMapStyle *style,
                                const NordMapCamera *view,
                                GCancellable *cancellable,
                                GError **error);
void nord_map_plot_free (NordMapPlot *self);
const NordMapColor *nord_map_plot_color (const NordMapPlot *self, const char *layer);
void nord_map_plot_draw (const NordMapPlot *self, cairo_t *cr, double scale);
/* The same in two steps, for what lies on the map and below its words. */
void nord_map_plot_draw_ground (const NordMapPlot *self, cairo_t *cr, double scale);
void nord_map_plot_draw_words (const NordMapPlot *self, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordMapPlot, nord_map_plot_free)

G_END_DECLS
