/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The lines belong to the square and not to the screen, so that they go on from square to square.
 */
#include "core/map/unknown.h"

#include <math.h>

#define LINES 32  /* to a side of a square */
#define WIDTH 1.0 /* px */
/* Device pixels per px on paper, where there are none. */
#define PAPER 4.0

static int
clamp_to (double value, int most)
{
  return (int) CLAMP (rint (value), 0, most);
}

/* What of the square no piece has, in device pixels from its corner. */
static cairo_region_t *
find_unknown (const NordMapPiece *pieces, guint n_pieces, const NordMapCell *cell, int side)
{
  cairo_region_t *region =
    cairo_region_create_rectangle (&(cairo_rectangle_int_t){0, 0, side, side});
  double n = exp2 (cell->zoom);

  for (guint i = 0; i < n_pieces && !cairo_region_is_empty (region); i++) {
    const NordMapPart *known = &pieces[i].known;
    NordMapPart part = nord_map_piece_get_part (&pieces[i]);
    cairo_rectangle_int_t has;

    if (pieces[i].cell.zoom != cell->zoom || pieces[i].cell.x != cell->x ||
        pieces[i].cell.y != cell->y)
      continue;
    if (known->x1 > known->x0 && known->y1 > known->y0)
      part = (NordMapPart){MAX (part.x0, known->x0), MAX (part.y0, known->y0),
                           MIN (part.x1, known->x1), MIN (part.y1, known->y1)};
    has.x = clamp_to ((part.x0 * n - cell->x) * side, side);
    has.y = clamp_to ((part.y0 * n - cell->y) * side, side);
    has.width = clamp_to ((part.x1 * n - cell->x) * side, side) - has.x;
    has.height = clamp_to ((part.y1 * n - cell->y) * side, side) - has.y;
    if (has.width > 0 && has.height > 0)
      cairo_region_subtract_rectangle (region, &has);
  }
  return region;
}

/**
 * nord_map_paint_unknown:
 * @style: the style
 * @pieces: (array length=n_pieces): from nord_tile_stack_load_pieces(); those of other squares are
 *   passed over
 * @n_pieces: how many
 * @cell: the square
 * @left: px of the square's left edge in the user space of @cr
 * @top: px of its upper edge
 * @size: px of a side
 * @scale: device pixels per px of an image, or 0 on paper
 * @cr: a context with the background already painted; its state is kept
 *
 * Paints thin slanting lines over what is not within the area of the pack of any of @pieces. The
 * pieces are to be painted over it.
 */
void
nord_map_paint_unknown (const NordMapStyle *style,
                        const NordMapPiece *pieces,
                        guint n_pieces,
                        const NordMapCell *cell,
                        double left,
                        double top,
                        double size,
                        double scale,
                        cairo_t *cr)
{
  const int side = (int) MAX (ceil (size * (scale > 0 ? scale : PAPER) - 1e-3), 1);
  const NordMapColor *color = &style->unknown;
  cairo_region_t *region = find_unknown (pieces, n_pieces, cell, side);
  const double step = size / LINES;
  cairo_antialias_t antialias;

  if (cairo_region_is_empty (region)) {
    cairo_region_destroy (region);
    return;
  }
  cairo_save (cr);
  cairo_translate (cr, left, top);
  for (int i = 0; i < cairo_region_num_rectangles (region); i++) {
    cairo_rectangle_int_t has;

    cairo_region_get_rectangle (region, i, &has);
    /* A picture of a square is up to a pixel larger than the square. */
    has.width += has.x + has.width == side;
    has.height += has.y + has.height == side;
    cairo_rectangle (cr, has.x * size / side, has.y * size / side, has.width * size / side,
                     has.height * size / side);
  }
  cairo_region_destroy (region);
  antialias = cairo_get_antialias (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_clip (cr);
  cairo_set_antialias (cr, antialias);
  for (int i = 0; i <= 2 * LINES; i++) {
    cairo_move_to (cr, i * step + 2, -2);
    cairo_line_to (cr, -2, i * step + 2);
  }
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_set_line_width (cr, WIDTH);
  cairo_stroke (cr);
  cairo_restore (cr);
}
