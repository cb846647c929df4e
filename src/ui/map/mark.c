/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a focal area looks on the map: its sign, its line and the pattern of its areas. Dark outline
 * and white halo everywhere, because some of the colours alone have too little contrast (ratios
 * below 3:1 on white). */
#include "ui/map/mark.h"

#include "ui/widgets/surface-texture.h"

#include <math.h>

/* Dark 4 of the GNOME palette. */
#define INK_R (0x24 / 255.0)
#define INK_G (0x1f / 255.0)
#define INK_B (0x31 / 255.0)
#define PATTERN 10

static void
polygon (cairo_t *cr, double x, double y, double r, guint n, double turn)
{
  for (guint i = 0; i < n; i++) {
    double a = turn + i * 2 * G_PI / n;

    cairo_line_to (cr, x + r * sin (a), y - r * cos (a));
  }
  cairo_close_path (cr);
}

static void
star (cairo_t *cr, double x, double y, double r)
{
  for (guint i = 0; i < 10; i++) {
    double a = i * G_PI / 5, radius = i % 2 ? r * 0.5 : r;

    cairo_line_to (cr, x + radius * sin (a), y - radius * cos (a));
  }
  cairo_close_path (cr);
}

static void
cross (cairo_t *cr, double x, double y, double r)
{
  static const int steps[12][2] = {{-1, -3}, {1, -3}, {1, -1}, {3, -1}, {3, 1},   {1, 1},
                                   {1, 3},   {-1, 3}, {-1, 1}, {-3, 1}, {-3, -1}, {-1, -1}};

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    cairo_line_to (cr, x + steps[i][0] * r * 0.31, y + steps[i][1] * r * 0.31);
  cairo_close_path (cr);
}

/* The factors make the signs look equally large. */
static void
outline (cairo_t *cr, NordMark mark, double x, double y, double r)
{
  cairo_new_path (cr);
  switch (mark) {
  case NORD_MARK_SQUARE:
    polygon (cr, x, y, r * 1.14, 4, G_PI / 4);
    break;
  case NORD_MARK_TRIANGLE:
    polygon (cr, x, y + r * 0.16, r * 1.24, 3, 0);
    break;
  case NORD_MARK_DIAMOND:
    polygon (cr, x, y, r * 1.16, 4, 0);
    break;
  case NORD_MARK_HEXAGON:
    polygon (cr, x, y, r * 1.06, 6, G_PI / 6);
    break;
  case NORD_MARK_STAR:
    star (cr, x, y + r * 0.06, r * 1.24);
    break;
  case NORD_MARK_CROSS:
    cross (cr, x, y, r * 1.1);
    break;
  case NORD_MARK_CIRCLE:
  default:
    cairo_arc (cr, x, y, r, 0, 2 * G_PI);
    cairo_close_path (cr);
    break;
  }
}

static void
set_colour (cairo_t *cr, const NordCategory *category, double alpha)
{
  if (category)
    cairo_set_source_rgba (cr, category->red, category->green, category->blue, alpha);
  else
    cairo_set_source_rgba (cr, 0.45, 0.44, 0.47, alpha);
}

void
nord_mark_draw (cairo_t *cr, const NordCategory *category, double x, double y, double size)
{
  double r = size * 0.335, line = MAX (size / 15, 1.2);

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  outline (cr, category ? category->mark : NORD_MARK_CIRCLE, x, y, r);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.95);
  cairo_set_line_width (cr, 2 * line + 2 * MAX (size / 22, 1));
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, INK_R, INK_G, INK_B);
  cairo_set_line_width (cr, 2 * line);
  cairo_stroke_preserve (cr);
  if (category)
    set_colour (cr, category, 1);
  else
    cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  if (category == NULL) {
    cairo_arc (cr, x, y, r * 0.4, 0, 2 * G_PI);
    set_colour (cr, NULL, 1);
    cairo_fill (cr);
  }
  cairo_restore (cr);
}

void
nord_mark_stroke_line (cairo_t *cr, const NordCategory *category, gboolean strong)
{
  double width = strong ? 5 : 3.4;

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.85);
  cairo_set_line_width (cr, width + 5.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, INK_R, INK_G, INK_B);
  cairo_set_line_width (cr, width + 2.6);
  cairo_stroke_preserve (cr);
  set_colour (cr, category, 1);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* One tile of the pattern that repeats in areas of this mark. */
static void
draw_pattern (cairo_t *cr, NordMark mark)
{
  const double s = PATTERN;

  cairo_set_line_width (cr, 1.3);
  switch (mark) {
  case NORD_MARK_CIRCLE:
    cairo_arc (cr, s / 2, s / 2, 1.7, 0, 2 * G_PI);
    cairo_fill (cr);
    return;
  case NORD_MARK_SQUARE:
    cairo_move_to (cr, 0, s / 2);
    cairo_line_to (cr, s, s / 2);
    break;
  case NORD_MARK_DIAMOND:
    cairo_move_to (cr, 0, 0);
    cairo_line_to (cr, s, s);
    cairo_move_to (cr, s, 0);
    cairo_line_to (cr, 0, s);
    break;
  case NORD_MARK_HEXAGON:
    cairo_move_to (cr, -1, -1);
    cairo_line_to (cr, s + 1, s + 1);
    break;
  case NORD_MARK_STAR:
    cairo_move_to (cr, s / 2, 2);
    cairo_line_to (cr, s / 2, s - 2);
    cairo_move_to (cr, 2, s / 2);
    cairo_line_to (cr, s - 2, s / 2);
    break;
  case NORD_MARK_CROSS:
    cairo_move_to (cr, s / 2, 0);
    cairo_line_to (cr, s / 2, s);
    break;
  case NORD_MARK_TRIANGLE:
  default:
    cairo_move_to (cr, s + 1, -1);
    cairo_line_to (cr, -1, s + 1);
    break;
  }
  cairo_stroke (cr);
}

typedef struct {
  NordMark mark;
  double red, green, blue, alpha;
  cairo_surface_t *tile; /* (owned) */
} Pattern;

struct _NordMarkPatterns {
  GArray *patterns; /* (owned) (element-type Pattern) */
};

NordMarkPatterns *
nord_mark_patterns_new (void)
{
  NordMarkPatterns *self = g_new0 (NordMarkPatterns, 1);

  self->patterns = g_array_new (FALSE, FALSE, sizeof (Pattern));
  return self;
}

void
nord_mark_patterns_free (NordMarkPatterns *self)
{
  for (guint i = 0; i < self->patterns->len; i++)
    cairo_surface_destroy (g_array_index (self->patterns, Pattern, i).tile);
  g_array_unref (self->patterns);
  g_free (self);
}

static cairo_surface_t *
make_tile (cairo_t *target, const NordCategory *category, double alpha)
{
  cairo_surface_t *tile =
    cairo_surface_create_similar (cairo_get_target (target), CAIRO_CONTENT_COLOR_ALPHA, PATTERN,
                                  PATTERN);
  cairo_t *cr = cairo_create (tile);

  set_colour (cr, category, alpha);
  draw_pattern (cr, category ? category->mark : NORD_MARK_CIRCLE);
  cairo_destroy (cr);
  return tile;
}

/* (transfer full) */
static cairo_surface_t *
get_tile (NordMarkPatterns *self, cairo_t *target, const NordCategory *category, double alpha)
{
  Pattern wanted = {NORD_MARK_CIRCLE, -1, -1, -1, alpha, NULL};

  if (category)
    wanted = (Pattern){category->mark, category->red, category->green, category->blue, alpha, NULL};
  for (guint i = 0; self && i < self->patterns->len; i++) {
    const Pattern *p = &g_array_index (self->patterns, Pattern, i);

    if (p->mark == wanted.mark && p->red == wanted.red && p->green == wanted.green &&
        p->blue == wanted.blue && p->alpha == wanted.alpha)
      return cairo_surface_reference (p->tile);
  }
  wanted.tile = make_tile (target, category, alpha);
  if (self) {
    g_array_append_val (self->patterns, wanted);
    cairo_surface_reference (wanted.tile);
  }
  return wanted.tile;
}

void
nord_mark_fill_area (cairo_t *cr,
                     NordMarkPatterns *patterns,
                     const NordCategory *category,
                     gboolean strong,
                     double x,
                     double y)
{
  cairo_surface_t *tile = get_tile (patterns, cr, category, strong ? 0.75 : 0.55);

  cairo_save (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  set_colour (cr, category, strong ? 0.30 : 0.18);
  cairo_fill_preserve (cr);
  /* On whole pixels, so that the pattern stays sharp. */
  cairo_set_source_surface (cr, tile, floor (fmod (x, PATTERN) + 1e-3),
                            floor (fmod (y, PATTERN) + 1e-3));
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_REPEAT);
  cairo_fill_preserve (cr);
  cairo_restore (cr);
  cairo_surface_destroy (tile);
  nord_mark_stroke_line (cr, category, strong);
}

GdkTexture *
nord_mark_make_texture (const NordCategory *category, double size, int scale_factor)
{
  int pixels = ceil (size * scale_factor);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;

  cairo_scale (cr, scale_factor, scale_factor);
  nord_mark_draw (cr, category, size / 2, size / 2, size);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (surface, scale_factor, scale_factor);
  texture = nord_surface_texture_new (surface);
  cairo_surface_destroy (surface);
  return texture;
}

GdkTexture *
nord_mark_make_bubble (PangoContext *context,
                       const NordCategory *const *categories,
                       const guint *counts,
                       guint n,
                       double size,
                       int scale_factor)
{
  int pixels = ceil (size * scale_factor);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font =
    pango_font_description_copy (pango_context_get_font_description (context));
  g_autofree char *text = NULL;
  guint total = 0;
  double from = -G_PI / 2, middle = size / 2, r = size / 2 - 2.5;
  PangoRectangle ink;
  GdkTexture *texture;

  for (guint i = 0; i < n; i++)
    total += counts[i];
  cairo_scale (cr, scale_factor, scale_factor);
  cairo_arc (cr, middle, middle, r + 1.8, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.95);
  cairo_fill (cr);
  cairo_arc (cr, middle, middle, r + 0.6, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, INK_R, INK_G, INK_B);
  cairo_fill (cr);
  for (guint i = 0; i < n; i++) {
    double to = from + counts[i] * 2 * G_PI / MAX (total, 1);

    if (counts[i] == 0)
      continue;
    cairo_move_to (cr, middle, middle);
    cairo_arc (cr, middle, middle, r - 1, from, to);
    cairo_close_path (cr);
    set_colour (cr, categories[i], 1);
    cairo_fill (cr);
    from = to;
  }
  cairo_arc (cr, middle, middle, r - 5, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, INK_R, INK_G, INK_B);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  text = g_strdup_printf ("%u", total);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, PANGO_SCALE * (strlen (text) > 3   ? 10.5
                                                                 : strlen (text) > 2 ? 12
                                                                                     : 13.5));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_move_to (cr, middle - ink.x - ink.width / 2.0, middle - ink.y - ink.height / 2.0);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (surface, scale_factor, scale_factor);
  texture = nord_surface_texture_new (surface);
  cairo_surface_destroy (surface);
  return texture;
}

void
nord_mark_canvas_put (const NordMarkCanvas *self,
                      GdkTexture *texture,
                      double x,
                      double y,
                      double size)
{
  if (self->cr) {
    cairo_set_source_surface (self->cr, nord_surface_texture_peek (texture), rint (x - size / 2),
                              rint (y - size / 2));
    cairo_paint (self->cr);
    return;
  }
  gtk_snapshot_append_texture (self->snapshot, texture,
                               &GRAPHENE_RECT_INIT (rint (x - size / 2), rint (y - size / 2),
                                                    ceil (size), ceil (size)));
}
