/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words on the map on paper, in millimetres. */
#include "core/map/sheet-text.h"

#include <pango/pangocairo.h>

void
nord_sheet_text_ink (cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
}

/**
 * nord_sheet_text_write:
 * @cr: a context whose user space are mm
 * @text: plain text
 * @x: where its left edge is
 * @y: where its top is
 * @width: it has; what has no room ends in an ellipsis
 * @size: of the letters
 * @weight: of the font, 400 for plain
 * @lines: at most
 * @align: 0 to the left, 0.5 in the middle, 1 to the right of @width
 *
 * In the colour that @cr has.
 */
void
nord_sheet_text_write (cairo_t *cr,
                       const char *text,
                       double x,
                       double y,
                       double width,
                       double size,
                       int weight,
                       int lines,
                       double align)
{
  /* Pango rounds to its own units, so it works ten times as large. */
  const double grow = 10;
  g_autoptr (PangoLayout) layout = NULL;
  PangoFontDescription *font =
    pango_font_description_from_string ("Noto Sans,Cantarell,sans-serif");

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, 1 / grow, 1 / grow);
  layout = pango_cairo_create_layout (cr);
  pango_font_description_set_absolute_size (font, size * grow * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight) weight);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (width * grow * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -lines);
  pango_layout_set_alignment (layout, align < 0.25   ? PANGO_ALIGN_LEFT
                                      : align < 0.75 ? PANGO_ALIGN_CENTER
                                                     : PANGO_ALIGN_RIGHT);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, 0, 0);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}
