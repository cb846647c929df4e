/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One square of the map as pixels, from whatever tile covers it. */
#include "core/map/tile-picture.h"

#include "core/map/unknown.h"

#include <math.h>

static void
paint_raster (cairo_surface_t *picture, const NordPaintFrame *frame, cairo_t *cr)
{
  double scale = frame->size / cairo_image_surface_get_width (picture);

  cairo_save (cr);
  nord_map_frame_clip (frame, cr);
  cairo_translate (cr, frame->left, frame->top);
  cairo_scale (cr, scale, frame->size / cairo_image_surface_get_height (picture));
  cairo_set_source_surface (cr, picture, 0, 0);
  /* Beyond its edge a picture repeats its last pixels, or smoothing would mix in nothing. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            scale < 0.75 ? CAIRO_FILTER_GOOD : CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_restore (cr);
}

/**
 * nord_tile_picture_paint:
 * @style: the style
 * @tile: a tile of any kind
 * @frame: where @tile (not the square that was asked for) lies
 * @cr: a context with the background already painted
 */
void
nord_tile_picture_paint (const NordMapStyle *style,
                         const NordMapTile *tile,
                         const NordPaintFrame *frame,
                         cairo_t *cr)
{
  if (tile->mvt)
    nord_map_paint_tile (style, tile->mvt, frame, cr);
  else if (tile->picture)
    paint_raster (tile->picture, frame, cr);
}

/* The whole device pixel nearest to an edge, which two parts share. */
static double
snap (double px, double scale)
{
  return round (px * scale) / scale;
}

static void
paint_piece (const NordMapStyle *style,
             const NordMapPiece *piece,
             guint zoom,
             guint x,
             guint y,
             double size,
             double scale,
             int pixels,
             cairo_t *cr)
{
  const NordMapTile *tile = piece->tile;
  guint up = zoom - tile->zoom;
  NordPaintFrame frame = {
    .left = -(double) (x - (tile->x << up)) * size,
    .top = -(double) (y - (tile->y << up)) * size,
    .size = ldexp (size, (int) up),
    .clip_width = pixels / scale,
    .clip_height = pixels / scale,
    .zoom = zoom + log2 (size / NORD_MAP_TILE_SIZE),
  };

  if (piece->has_part) {
    double n = exp2 (zoom);
    double x1 = snap ((piece->part.x1 * n - x) * size, scale);
    double y1 = snap ((piece->part.y1 * n - y) * size, scale);

    frame.clip_x = snap ((piece->part.x0 * n - x) * size, scale);
    frame.clip_y = snap ((piece->part.y0 * n - y) * size, scale);
    /* What goes on into the neighbour does so with each part at the edge. */
    frame.clip_width = (x1 >= snap (size, scale) ? pixels / scale : x1) - frame.clip_x;
    frame.clip_height = (y1 >= snap (size, scale) ? pixels / scale : y1) - frame.clip_y;
    if (frame.clip_width <= 0 || frame.clip_height <= 0)
      return;
  }
  nord_tile_picture_paint (style, tile, &frame, cr);
}

/**
 * nord_tile_picture_new_of:
 * @style: the style
 * @pieces: (array length=n_pieces): what fills the square, from nord_tile_stack_load_pieces(); none
 *   gives the lines of unknown ground
 * @zoom: zoom level of the square
 * @x: its column
 * @y: its row
 * @size: px of a side; %NORD_MAP_TILE_SIZE shows the level itself, up to twice as much what lies
 *   between it and the next
 * @scale: device pixels per px, 1 or 2
 *
 * Paints a square of the map without labels. The same input gives the same pixels. Where @size
 * times @scale is not whole, the picture is a part of a pixel larger and goes on into the
 * neighbour, so that squares can be laid beside each other on whole pixels.
 *
 * Returns: (transfer full): an image surface (%CAIRO_FORMAT_ARGB32, every pixel opaque)
 */
cairo_surface_t *
nord_tile_picture_new_of (const NordMapStyle *style,
                          const NordMapPiece *pieces,
                          guint n_pieces,
                          guint zoom,
                          guint x,
                          guint y,
                          double size,
                          double scale)
{
  int pixels = (int) ceil (size * scale - 1e-3);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  nord_map_paint_background (style, cr);
  nord_map_paint_unknown (style, pieces, n_pieces, &(NordMapCell){zoom, x, y}, 0, 0, size, scale,
                          cr);
  for (guint i = 0; i < n_pieces; i++)
    paint_piece (style, &pieces[i], zoom, x, y, size, scale, pixels, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/**
 * nord_tile_picture_new:
 * @tile: (nullable): a tile that covers the square, from nord_tile_stack_load(); %NULL gives the
 *   lines of unknown ground
 *
 * As nord_tile_picture_new_of(), of one tile.
 *
 * Returns: (transfer full): an image surface
 */
cairo_surface_t *
nord_tile_picture_new (const NordMapStyle *style,
                       const NordMapTile *tile,
                       guint zoom,
                       guint x,
                       guint y,
                       double size,
                       double scale)
{
  NordMapPiece piece = {.cell = {zoom, x, y}, .tile = (NordMapTile *) tile};

  return nord_tile_picture_new_of (style, &piece, tile ? 1 : 0, zoom, x, y, size, scale);
}
