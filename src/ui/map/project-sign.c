/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Badges and signs of projects. */
#include "ui/map/project-sign.h"

#include "ui/widgets/surface-texture.h"

#include <math.h>

#define ABOVE 2.5
#define BESIDE 6.0
#define HALO 2.0

typedef struct {
  double red, green, blue;
} Ink;

static const Ink dark = {0.24, 0.16, 0.47}, pale = {0.89, 0.86, 0.97}, white = {1, 1, 1};
static const Ink grey = {0.86, 0.86, 0.88}, slate = {0.34, 0.34, 0.38};

static void
set (cairo_t *cr, const Ink *ink)
{
  cairo_set_source_rgb (cr, ink->red, ink->green, ink->blue);
}

/* The outline of a badge around (0, 0, w, h). */
static void
trace (cairo_t *cr, NordProjectState state, double w, double h)
{
  const double r = h / 2, cut = h * 0.3;

  cairo_new_path (cr);
  switch (state) {
  case NORD_PROJECT_STARTED:
    cairo_move_to (cr, 0, 0);
    cairo_line_to (cr, w - r, 0);
    cairo_line_to (cr, w, r);
    cairo_line_to (cr, w - r, h);
    cairo_line_to (cr, 0, h);
    break;
  case NORD_PROJECT_FINISHED:
    cairo_rectangle (cr, 0, 0, w, h);
    break;
  case NORD_PROJECT_STOPPED:
    cairo_move_to (cr, cut, 0);
    cairo_line_to (cr, w - cut, 0);
    cairo_line_to (cr, w, cut);
    cairo_line_to (cr, w, h - cut);
    cairo_line_to (cr, w - cut, h);
    cairo_line_to (cr, cut, h);
    cairo_line_to (cr, 0, h - cut);
    cairo_line_to (cr, 0, cut);
    break;
  case NORD_PROJECT_REGISTERED:
  case NORD_N_PROJECT_STATES:
  default:
    cairo_arc (cr, r, r, r, 0.5 * G_PI, 1.5 * G_PI);
    cairo_arc (cr, w - r, r, r, 1.5 * G_PI, 0.5 * G_PI);
  }
  cairo_close_path (cr);
}

/* The plate, with a light halo that lifts it off any map. */
static void
draw_plate (cairo_t *cr, NordProjectState state, double w, double h, gboolean strong)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace (cr, state, w, h);
  if (strong)
    cairo_set_source_rgb (cr, 1, 0.62, 0);
  else
    cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, strong ? 6 : 4);
  cairo_stroke_preserve (cr);
  set (cr, state == NORD_PROJECT_FINISHED  ? &dark
           : state == NORD_PROJECT_STARTED ? &pale
           : state == NORD_PROJECT_STOPPED ? &grey
                                           : &white);
  cairo_fill_preserve (cr);
  set (cr, state == NORD_PROJECT_STOPPED ? &slate : &dark);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
}

/* What tells the state once more inside the plate, in a square of @size around (x, y). */
static void
draw_glyph (cairo_t *cr, NordProjectState state, double x, double y, double size)
{
  const double r = size / 2;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, MAX (size * 0.18, 1.4));
  cairo_new_path (cr);
  switch (state) {
  case NORD_PROJECT_STARTED:
    cairo_move_to (cr, x - r * 0.6, y - r * 0.8);
    cairo_line_to (cr, x + r * 0.8, y);
    cairo_line_to (cr, x - r * 0.6, y + r * 0.8);
    cairo_close_path (cr);
    set (cr, &dark);
    cairo_fill (cr);
    break;
  case NORD_PROJECT_FINISHED:
    cairo_move_to (cr, x - r * 0.8, y);
    cairo_line_to (cr, x - r * 0.2, y + r * 0.65);
    cairo_line_to (cr, x + r * 0.85, y - r * 0.7);
    set (cr, &white);
    cairo_stroke (cr);
    break;
  case NORD_PROJECT_STOPPED:
    cairo_move_to (cr, x - r * 0.7, y - r * 0.7);
    cairo_line_to (cr, x + r * 0.7, y + r * 0.7);
    cairo_move_to (cr, x + r * 0.7, y - r * 0.7);
    cairo_line_to (cr, x - r * 0.7, y + r * 0.7);
    set (cr, &slate);
    cairo_stroke (cr);
    break;
  case NORD_PROJECT_REGISTERED:
  case NORD_N_PROJECT_STATES:
  default:
    cairo_arc (cr, x, y, r * 0.62, 0, 2 * G_PI);
    set (cr, &dark);
    cairo_stroke (cr);
  }
}

void
nord_project_sign_draw (cairo_t *cr, NordProjectState state, double x, double y, double size)
{
  const double inner = size - 2 * HALO;

  cairo_save (cr);
  cairo_translate (cr, x - inner / 2, y - inner / 2);
  draw_plate (cr, state, inner, inner, FALSE);
  draw_glyph (cr, state, state == NORD_PROJECT_STARTED ? inner * 0.4 : inner / 2, inner / 2,
              inner * 0.6);
  cairo_restore (cr);
}

void
nord_project_sign_stroke (cairo_t *cr, gboolean area, gboolean strong)
{
  static const double dash[] = {7, 4};

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (area) {
    cairo_set_source_rgba (cr, dark.red, dark.green, dark.blue, strong ? 0.25 : 0.12);
    cairo_fill_preserve (cr);
  }
  cairo_set_source_rgba (cr, 1, 1, 1, 0.85);
  cairo_set_line_width (cr, strong ? 8 : 5.5);
  cairo_stroke_preserve (cr);
  set (cr, &dark);
  cairo_save (cr);
  if (area)
    cairo_set_dash (cr, dash, 2, 0);
  cairo_set_line_width (cr, strong ? 4 : 2.4);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* @surface: (transfer full) */
static GdkTexture *
take_texture (cairo_surface_t *surface)
{
  GdkTexture *texture = nord_surface_texture_new (surface);

  cairo_surface_destroy (surface);
  return texture;
}

GdkTexture *
nord_project_sign_make_texture (NordProjectState state, double size, int scale)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) size * scale, (int) size * scale);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  nord_project_sign_draw (cr, state, size / 2, size / 2, size);
  cairo_destroy (cr);
  return take_texture (surface);
}

GdkTexture *
nord_project_sign_make_badge (GtkWidget *widget,
                              NordProjectState state,
                              const char *number,
                              gboolean strong,
                              double *width,
                              double *height)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, number);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (
    pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
  const int scale = gtk_widget_get_scale_factor (widget);
  const double edge = strong ? 4 : HALO + 1;
  cairo_surface_t *surface;
  PangoRectangle ink;
  double w, h, sign;
  cairo_t *cr;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, pango_font_description_get_size (font) * 0.82);
  pango_layout_set_font_description (layout, font);
  /* A long one would hide the map. */
  pango_layout_set_width (layout, 90 * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_pixel_extents (layout, NULL, &ink);
  h = ink.height + 2 * ABOVE;
  sign = h * 0.5;
  w = BESIDE + sign + 4 + ink.width + BESIDE + (state == NORD_PROJECT_STARTED ? h * 0.25 : 0);
  *width = ceil (w + 2 * edge);
  *height = ceil (h + 2 * edge);
  surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) *width * scale, (int) *height * scale);
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  cairo_translate (cr, edge, edge);
  draw_plate (cr, state, w, h, strong);
  draw_glyph (cr, state, BESIDE + sign / 2, h / 2, sign);
  set (cr, state == NORD_PROJECT_FINISHED  ? &white
           : state == NORD_PROJECT_STOPPED ? &slate
                                           : &dark);
  cairo_move_to (cr, BESIDE + sign + 4 - ink.x, ABOVE - ink.y);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  return take_texture (surface);
}
