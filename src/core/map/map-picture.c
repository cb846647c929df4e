/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture of the map with its labels, made without a screen: for the command line, the minutes
 * and the tests. */
#include "core/map/map-picture.h"

#include "core/map/label-painter.h"
#include "core/map/tile-picture.h"

#include <gio/gio.h>
#include <math.h>

#define MAX_PIXELS 20000

static void
piece_clear (NordMapPiece *piece)
{
  g_clear_pointer (&piece->tile, nord_map_tile_unref);
}

/* The whole device pixel at which a tile's edge lies, so that neighbours share it without seam. */
static double
snap (double px, double scale)
{
  return round (px * scale) / scale;
}

static void
paint_piece (const NordMapStyle *style,
             const NordMapPiece *piece,
             const NordMapCamera *view,
             double scale,
             cairo_t *cr)
{
  double world = nord_map_camera_world_size (view);
  double n = exp2 (piece->cell.zoom), m = exp2 (piece->tile->zoom);
  /* On the map before it is turned. */
  double left = snap ((piece->cell.x / n - view->x) * world + view->width / 2, scale);
  double top = snap ((piece->cell.y / n - view->y) * world + view->height / 2, scale);
  double right = snap (((piece->cell.x + 1) / n - view->x) * world + view->width / 2, scale);
  double bottom = snap (((piece->cell.y + 1) / n - view->y) * world + view->height / 2, scale);
  NordPaintFrame frame = {
    .left = (piece->tile->x / m - view->x) * world + view->width / 2,
    .top = (piece->tile->y / m - view->y) * world + view->height / 2,
    .size = world / m,
    .clip_x = left,
    .clip_y = top,
    .clip_width = right - left,
    .clip_height = bottom - top,
    .zoom = view->zoom,
  };

  nord_tile_picture_paint (style, piece->tile, &frame, cr);
}

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
  g_autoptr (GArray) cells = nord_map_camera_cells (view, (guint) MAX (floor (view->zoom), 0), 0);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (NordMapPiece));
  g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();
  g_autoptr (NordLabelPlacement) placement = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (width <= MAX_PIXELS && height <= MAX_PIXELS, NULL);
  g_array_set_clear_func (pieces, (GDestroyNotify) piece_clear);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  nord_map_paint_background (style, cr);
  cairo_save (cr);
  cairo_translate (cr, view->width / 2, view->height / 2);
  cairo_rotate (cr, view->rotation);
  cairo_translate (cr, -view->width / 2, -view->height / 2);
  for (guint i = 0; i < cells->len; i++) {
    NordMapPiece piece = {.cell = g_array_index (cells, NordMapCell, i)};

    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !nord_tile_stack_load (stack, piece.cell.zoom, piece.cell.x, piece.cell.y, &piece.tile,
                               error)) {
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      return NULL;
    }
    if (piece.tile) {
      paint_piece (style, &piece, view, scale, cr);
      g_array_append_val (pieces, piece);
    }
  }
  cairo_restore (cr);
  placement = nord_label_place (style, (const NordMapPiece *) (void *) pieces->data, pieces->len,
                                view, 0, NORD_LABELS_WHOLE, NULL, shaper);
  nord_label_paint_all (placement, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}
