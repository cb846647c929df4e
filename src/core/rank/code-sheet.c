/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Slips of 70 by 37 mm, edge to edge, so that one cut serves two. Everything here is in mm. */
#include "core/rank/code-sheet.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#define PT_PER_MM (72 / 25.4)
#define COLUMNS 3
#define ROWS 8
#define SLIP_WIDTH (210.0 / COLUMNS)
#define SLIP_HEIGHT (297.0 / ROWS)
#define EDGE 8  /* what printers leave white */
#define QR 19.0 /* side, without its quiet zone */
#define GAP 3.0

guint
nord_code_sheet_count_pages (char **codes)
{
  return (g_strv_length (codes) + COLUMNS * ROWS - 1) / (COLUMNS * ROWS);
}

/* ISO/IEC 18004; a hand scanner types what it reads. Squares are laid a little over each other, or
 * fine white lines would show between them. */
static void
draw_qr (cairo_t *cr, const char *code, double x, double y)
{
  QRcode *qr = QRcode_encodeString (code, 0, QR_ECLEVEL_Q, QR_MODE_8, 1);
  double side;

  if (qr == NULL)
    return;
  side = QR / qr->width;
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int row = 0; row < qr->width; row++)
    for (int column = 0; column < qr->width; column++)
      if (qr->data[row * qr->width + column] & 1)
        cairo_rectangle (cr, x + column * side, y + row * side, side * 1.02, side * 1.02);
  cairo_fill (cr);
  QRcode_free (qr);
}

/* Shaped 100 times larger, because hinting at a few units would set the letters unevenly. Returns
 * the height it took. */
static double
draw_text (cairo_t *cr,
           const char *text,
           const char *family,
           int weight,
           double size,
           double x,
           double y,
           double width,
           int lines)
{
  PangoFontDescription *font = pango_font_description_from_string (family);
  PangoLayout *layout;
  PangoRectangle box;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, 0.01, 0.01);
  layout = pango_cairo_create_layout (cr);
  pango_font_description_set_absolute_size (font, size * 100 * PANGO_SCALE);
  pango_font_description_set_weight (font, (PangoWeight) weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * 100 * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -lines);
  pango_layout_set_text (layout, text, -1);
  pango_cairo_show_layout (cr, layout);
  pango_layout_get_extents (layout, NULL, &box);
  g_object_unref (layout);
  pango_font_description_free (font);
  cairo_restore (cr);
  return (double) box.height / PANGO_SCALE / 100;
}

static void
draw_slip (cairo_t *cr, const char *code, const char *title, double x, double y)
{
  const double left = x + EDGE, top = y + (SLIP_HEIGHT - QR) / 2;
  const double at = left + QR + GAP, width = x + SLIP_WIDTH - GAP - at;
  double down = top - 2;

  draw_qr (cr, code, left, top);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (title != NULL)
    down += draw_text (cr, title, "Noto Sans,Cantarell,sans-serif", PANGO_WEIGHT_NORMAL, 2.6, at,
                       down, width, 2) +
            1;
  down += draw_text (cr, code, "Noto Sans Mono,DejaVu Sans Mono,monospace", PANGO_WEIGHT_BOLD, 6,
                     at, down, width + GAP, 1) +
          1;
  draw_text (cr, _ ("One vote in each poll. Nobody knows whose code this is."),
             "Noto Sans,Cantarell,sans-serif", PANGO_WEIGHT_NORMAL, 2.4, at, down, width, 4);
}

static void
draw_cuts (cairo_t *cr)
{
  const double dashes[] = {1.5, 1.5};

  cairo_set_source_rgb (cr, 0.5, 0.5, 0.5);
  cairo_set_line_width (cr, 0.15);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  for (int column = 1; column < COLUMNS; column++) {
    cairo_move_to (cr, column * SLIP_WIDTH, 0);
    cairo_line_to (cr, column * SLIP_WIDTH, 297);
  }
  for (int row = 1; row < ROWS; row++) {
    cairo_move_to (cr, 0, row * SLIP_HEIGHT);
    cairo_line_to (cr, 210, row * SLIP_HEIGHT);
  }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
nord_code_sheet_draw (cairo_t *cr, char **codes, const char *title, guint page)
{
  const guint n = g_strv_length (codes), first = page * COLUMNS * ROWS;

  g_return_if_fail (first < n);
  cairo_save (cr);
  cairo_scale (cr, PT_PER_MM, PT_PER_MM);
  draw_cuts (cr);
  for (guint i = first; i < MIN (n, first + COLUMNS * ROWS); i++)
    draw_slip (cr, codes[i], title, (i - first) % COLUMNS * SLIP_WIDTH,
               (i - first) / COLUMNS * SLIP_HEIGHT);
  cairo_restore (cr);
}

static cairo_status_t
on_write (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
nord_code_sheet_make_pdf (char **codes, const char *title, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (on_write, bytes, NORD_CODE_SHEET_WIDTH,
                                         NORD_CODE_SHEET_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _ ("Codes for Voting"));
  for (guint page = 0; page < nord_code_sheet_count_pages (codes); page++) {
    nord_code_sheet_draw (cr, codes, title, page);
    cairo_show_page (cr);
  }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
