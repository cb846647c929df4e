/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A part of the map with its labels, read and ready to be drawn, whole or in pieces. */
#include "core/map/map-plot.h"

#include "core/map/label-painter.h"
#include "core/map/tile-picture.h"
#include "core/map/unknown.h"

#include <math.h>

/* px by which pieces lie over each other on paper, where there are no pixels to snap to. */
#define LAP 0.4

struct _NordMapPlot {
  NordMapStyle *style; /* (owned) */
  NordMapCamera view;
  GArray *cells;                 /* (owned) of NordMapCell */
  GArray *pieces;                /* (owned) of NordMapPiece */
  NordLabelPlacement *placement; /* (owned) */
};

/* The whole device pixel at which a tile's edge lies, so that neighbours share it without seam. */
static double
snap (double px, double scale)
{
  return scale > 0 ? round (px * scale) / scale : px;
}

static void
paint_piece (const NordMapStyle *style,
             const NordMapPiece *piece,
             const NordMapCamera *view,
             double scale,
             cairo_t *cr)
{
  double world = nord_map_camera_world_size (view);
  double m = exp2 (piece->tile->zoom);
  NordMapPart part = nord_map_piece_get_part (piece);
  /* On the map before it is turned. */
  double left = snap ((part.x0 - view->x) * world + view->width / 2, scale);
  double top = snap ((part.y0 - view->y) * world + view->height / 2, scale);
  double right = snap ((part.x1 - view->x) * world + view->width / 2, scale);
  double bottom = snap ((part.y1 - view->y) * world + view->height / 2, scale);
  NordPaintFrame frame = {
    .left = (piece->tile->x / m - view->x) * world + view->width / 2,
    .top = (piece->tile->y / m - view->y) * world + view->height / 2,
    .size = world / m,
    .clip_x = left,
    .clip_y = top,
    .clip_width = right - left + (scale > 0 ? 0 : LAP),
    .clip_height = bottom - top + (scale > 0 ? 0 : LAP),
    .zoom = view->zoom,
  };
  double x0, y0, x1, y1;

  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  if (left > x1 || right < x0 || top > y1 || bottom < y0)
    return;
  nord_tile_picture_paint (style, piece->tile, &frame, cr);
}

/* Where no pack has anything. */
static void
paint_unknown (const NordMapPlot *self, const NordMapCell *cell, double scale, cairo_t *cr)
{
  const NordMapCamera *view = &self->view;
  double world = nord_map_camera_world_size (view), n = exp2 (cell->zoom);

  nord_map_paint_unknown (self->style, (const NordMapPiece *) (void *) self->pieces->data,
                          self->pieces->len, cell,
                          snap ((cell->x / n - view->x) * world + view->width / 2, scale),
                          snap ((cell->y / n - view->y) * world + view->height / 2, scale),
                          world / n, scale, cr);
}

/**
 * nord_map_plot_new:
 * @stack: the packs
 * @style: the style
 * @view: what is seen
 * @cancellable: (nullable): to stop between two tiles
 * @error: return location for a #GError
 *
 * Reads the tiles and places the labels; none of them is cut by the edge of @view.
 *
 * Returns: (transfer full): the plot, or %NULL with %NORD_MAP_ERROR or %G_IO_ERROR_CANCELLED
 */
NordMapPlot *
nord_map_plot_new (NordTileStack *stack,
                   const NordMapStyle *style,
                   const NordMapCamera *view,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();
  g_autoptr (NordMapPlot) self = g_new0 (NordMapPlot, 1);

  self->style = nord_map_style_ref ((NordMapStyle *) style);
  self->view = *view;
  self->cells = nord_map_camera_cells (view, (guint) MAX (floor (view->zoom), 0), 0);
  self->pieces = nord_tile_stack_new_pieces ();
  for (guint i = 0; i < self->cells->len; i++) {
    const NordMapCell *cell = &g_array_index (self->cells, NordMapCell, i);

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    /* The stack remembers what could not be read; the rest is drawn. */
    nord_tile_stack_load_pieces (stack, cell->zoom, cell->x, cell->y, self->pieces, NULL);
  }
  self->placement = nord_label_place (style, (const NordMapPiece *) (void *) self->pieces->data,
                                      self->pieces->len, view, 0, NORD_LABELS_WHOLE, NULL, shaper);
  return g_steal_pointer (&self);
}

void
nord_map_plot_free (NordMapPlot *self)
{
  g_clear_pointer (&self->placement, nord_label_placement_unref);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->style, nord_map_style_unref);
  g_free (self);
}

/**
 * nord_map_plot_color:
 * @layer: id of a layer of the style
 *
 * Returns: (transfer none) (nullable): its colour, for a legend
 */
const NordMapColor *
nord_map_plot_color (const NordMapPlot *self, const char *layer)
{
  for (guint i = 0; i < self->style->n_layers; i++) {
    if (g_str_equal (self->style->layers[i].id, layer))
      return &self->style->layers[i].color;
  }
  return NULL;
}

/**
 * nord_map_plot_draw_ground:
 * @cr: a context whose user space is the view; its state is kept
 * @scale: device pixels per px of an image, or 0 on paper
 *
 * Draws what lies within the clip, without words.
 */
void
nord_map_plot_draw_ground (const NordMapPlot *self, cairo_t *cr, double scale)
{
  const NordMapCamera *view = &self->view;

  nord_map_paint_background (self->style, cr);
  cairo_save (cr);
  if (view->rotation != 0) {
    cairo_translate (cr, view->width / 2, view->height / 2);
    cairo_rotate (cr, view->rotation);
    cairo_translate (cr, -view->width / 2, -view->height / 2);
  }
  for (guint i = 0; i < self->cells->len; i++)
    paint_unknown (self, &g_array_index (self->cells, NordMapCell, i), scale, cr);
  for (guint i = 0; i < self->pieces->len; i++)
    paint_piece (self->style, &g_array_index (self->pieces, NordMapPiece, i), view, scale, cr);
  cairo_restore (cr);
}

void
nord_map_plot_draw_words (const NordMapPlot *self, cairo_t *cr)
{
  nord_label_paint_all (self->placement, cr);
}

void
nord_map_plot_draw (const NordMapPlot *self, cairo_t *cr, double scale)
{
  nord_map_plot_draw_ground (self, cr, scale);
  nord_map_plot_draw_words (self, cr);
}
