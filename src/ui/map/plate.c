/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A name on a small plate, drawn once and shown at every frame. */
#include "ui/map/plate.h"

#include "ui/widgets/surface-texture.h"

#define SIDE 9.0 /* pixels beside the words, and the radius of the corners */
#define ABOVE 4.0
#define EDGE 1.0 /* room for half of the frame's line */

struct _NordPlate {
  cairo_surface_t *surface; /* (owned) */
  GdkTexture *texture;      /* (owned) (nullable) the same for renderers that are not cairo's */
  int width, height, scale;
};

static PangoLayout *
make_layout (GtkWidget *widget, const char *text, gboolean narrow)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (
    pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
  int size = pango_font_description_get_size (font);

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  /* GTK tells the size in pixels; as points it would be made larger once more. */
  pango_font_description_set_absolute_size (font, size);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  if (narrow) {
    pango_layout_set_width (layout, size * 11);
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height (layout, -3);
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  }
  return layout;
}

static void
draw (cairo_t *cr,
      PangoLayout *layout,
      const PangoRectangle *ink,
      const NordPlateLook *look,
      double width,
      double height)
{
  const double l = EDGE, t = EDGE, r = width - EDGE, b = height - EDGE;

  cairo_arc (cr, l + SIDE, t + SIDE, SIDE, G_PI, 1.5 * G_PI);
  cairo_arc (cr, r - SIDE, t + SIDE, SIDE, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, r - SIDE, b - SIDE, SIDE, 0, 0.5 * G_PI);
  cairo_arc (cr, l + SIDE, b - SIDE, SIDE, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &look->ground);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &look->frame);
  cairo_set_line_width (cr, look->light ? 1 : 1.5);
  cairo_stroke (cr);
  cairo_move_to (cr, l + SIDE - ink->x, t + ABOVE - ink->y);
  gdk_cairo_set_source_rgba (cr, &look->ink);
  pango_cairo_show_layout (cr, layout);
}

/* @widget gives font and scale. */
NordPlate *
nord_plate_new (GtkWidget *widget, const char *text, const NordPlateLook *look)
{
  NordPlate *self = g_new0 (NordPlate, 1);
  g_autoptr (PangoLayout) layout = make_layout (widget, text, look->narrow);
  PangoRectangle ink;
  cairo_t *cr;

  pango_layout_get_pixel_extents (layout, NULL, &ink);
  self->width = ink.width + 2 * (int) (SIDE + EDGE);
  self->height = ink.height + 2 * (int) (ABOVE + EDGE);
  self->scale = gtk_widget_get_scale_factor (widget);
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width * self->scale,
                                              self->height * self->scale);
  cairo_surface_set_device_scale (self->surface, self->scale, self->scale);
  cr = cairo_create (self->surface);
  draw (cr, layout, &ink, look, self->width, self->height);
  cairo_destroy (cr);
  cairo_surface_flush (self->surface);
  return self;
}

void
nord_plate_free (NordPlate *self)
{
  g_clear_object (&self->texture);
  cairo_surface_destroy (self->surface);
  g_free (self);
}

int
nord_plate_get_width (const NordPlate *self)
{
  return self->width;
}

int
nord_plate_get_height (const NordPlate *self)
{
  return self->height;
}

gboolean
nord_plate_fits (const NordPlate *self, GtkWidget *widget)
{
  return self->scale == gtk_widget_get_scale_factor (widget);
}

void
nord_plate_draw (NordPlate *self, cairo_t *cr, double left, double top)
{
  cairo_set_source_surface (cr, self->surface, left, top);
  cairo_paint (cr);
}

void
nord_plate_append (NordPlate *self, GtkSnapshot *snapshot, double left, double top)
{
  if (self->texture == NULL)
    self->texture = nord_surface_texture_new (self->surface);
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) left, (float) top, (float) self->width,
                                                    (float) self->height));
}
