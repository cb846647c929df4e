/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture of the map with its labels, made without a screen: for the command line, the minutes
 * and the tests. */
#include "core/map/map-picture.h"

#include "core/map/map-plot.h"

#include <math.h>

#define MAX_PIXELS 20000

/**
 * nord_map_picture_new:
 * @stack: the packs
 * @style: the style
 * @view: what is seen
 * @scale: device pixels per px
 * @cancellable: (nullable): to stop between two tiles
 * @error: return location for a #GError
 *
 * The same input gives the same pixels. No label is cut by the picture's edge.
 *
 * Returns: (transfer full): an opaque image surface of the view's size times @scale, or %NULL with
 *   %NORD_MAP_ERROR or %G_IO_ERROR_CANCELLED
 */
cairo_surface_t *
nord_map_picture_new (NordTileStack *stack,
                      const NordMapStyle *style,
                      const NordMapCamera *view,
                      double scale,
                      GCancellable *cancellable,
                      GError **error)
{
  int width = (int) ceil (view->width * scale), height = (int) ceil (view->height * scale);
  g_autoptr (NordMapPlot) plot = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (width <= MAX_PIXELS && height <= MAX_PIXELS, NULL);
  plot = nord_map_plot_new (stack, style, view, cancellable, error);
  if (!plot)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  nord_map_plot_draw (plot, cr, scale);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}
