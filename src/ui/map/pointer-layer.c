/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The place that was found, and the cross that keys move: shown for a while above the map. */
#include "ui/map/pointer-layer.h"

#include <math.h>

#define RING 15.0
#define PIN 9.0

struct _NordPointerLayer {
  NordMapLayer parent_instance;

  NordShape *shape; /* (owned) (nullable) */
  double lon, lat;
  char *name; /* (owned) (nullable) */
  gboolean has_cross;
  double cross_lon, cross_lat;
};

G_DEFINE_FINAL_TYPE (NordPointerLayer, nord_pointer_layer, NORD_TYPE_MAP_LAYER)

static void
set_ink (cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0x24 / 255.0, 0x1f / 255.0, 0x31 / 255.0);
}

/* Dark between two light lines: 3:1 against any ground. */
static void
stroke_seen (cairo_t *cr, double width)
{
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, width + 4);
  cairo_stroke_preserve (cr);
  set_ink (cr);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static void
draw_cross (cairo_t *cr, double x, double y)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, RING, 0, 2 * G_PI);
  for (int i = 0; i < 4; i++) {
    double dx = cos (i * G_PI_2), dy = sin (i * G_PI_2);

    cairo_move_to (cr, x + dx * 4, y + dy * 4);
    cairo_line_to (cr, x + dx * (RING + 9), y + dy * (RING + 9));
  }
  stroke_seen (cr, 2.4);
}

static void
draw_name (NordPointerLayer *self, cairo_t *cr, const NordView *view, double x, double y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->name);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width, height;
  double left, top;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, (int) (MIN (260, view->width - 24) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  left = CLAMP (x - width / 2.0, 10, MAX (10, view->width - width - 10));
  top = y - PIN * 3.4 - height - 8;
  cairo_new_path (cr);
  cairo_rectangle (cr, left - 7, top - 4, width + 14, height + 8);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  set_ink (cr);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_move_to (cr, left, top);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_found (NordPointerLayer *self, cairo_t *cr, const NordView *view)
{
  double x, y;

  if (self->shape->kind != NORD_SHAPE_POINT) {
    cairo_new_path (cr);
    nord_map_layer_trace (cr, self->shape, view);
    cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
    cairo_set_line_width (cr, 9);
    cairo_stroke_preserve (cr);
    cairo_set_source_rgb (cr, 0xd5 / 255.0, 0x5e / 255.0, 0);
    cairo_set_line_width (cr, 5);
    cairo_stroke (cr);
  }
  nord_view_to_screen (view, self->lon, self->lat, &x, &y);
  cairo_new_path (cr);
  cairo_arc (cr, x, y - PIN * 2.2, PIN, G_PI * 0.84, G_PI * 0.16);
  cairo_line_to (cr, x, y);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 0xd5 / 255.0, 0x5e / 255.0, 0);
  cairo_fill_preserve (cr);
  set_ink (cr);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  cairo_arc (cr, x, y - PIN * 2.2, PIN * 0.38, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  if (self->name)
    draw_name (self, cr, view, x, y);
}

static void
nord_pointer_layer_paint (NordMapLayer *layer, GtkSnapshot *snapshot, const NordView *view)
{
  NordPointerLayer *self = NORD_POINTER_LAYER (layer);
  cairo_t *cr;

  if (self->shape == NULL && !self->has_cross)
    return;
  cr = nord_map_layer_open_cairo (layer, snapshot, view);
  if (self->shape)
    draw_found (self, cr, view);
  if (self->has_cross) {
    double x, y;

    nord_view_to_screen (view, self->cross_lon, self->cross_lat, &x, &y);
    draw_cross (cr, x, y);
  }
  nord_map_layer_close_cairo (layer, cr);
}

static void
nord_pointer_layer_finalize (GObject *object)
{
  NordPointerLayer *self = NORD_POINTER_LAYER (object);

  g_clear_pointer (&self->shape, nord_shape_unref);
  g_free (self->name);
  G_OBJECT_CLASS (nord_pointer_layer_parent_class)->finalize (object);
}

static void
nord_pointer_layer_class_init (NordPointerLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_pointer_layer_finalize;
  NORD_MAP_LAYER_CLASS (klass)->paint = nord_pointer_layer_paint;
}

static void
nord_pointer_layer_init (NordPointerLayer *self)
{
}

NordPointerLayer *
nord_pointer_layer_new (ShumateViewport *viewport)
{
  return g_object_new (NORD_TYPE_POINTER_LAYER, "viewport", viewport, NULL);
}

void
nord_pointer_layer_set_found (NordPointerLayer *self,
                              NordShape *shape,
                              double lon,
                              double lat,
                              const char *name)
{
  g_return_if_fail (NORD_IS_POINTER_LAYER (self));
  if (shape)
    nord_shape_ref (shape);
  g_clear_pointer (&self->shape, nord_shape_unref);
  self->shape = shape;
  self->lon = lon;
  self->lat = lat;
  g_free (self->name);
  self->name = g_strdup (name);
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
}

void
nord_pointer_layer_set_cross (NordPointerLayer *self, gboolean shown, double lon, double lat)
{
  g_return_if_fail (NORD_IS_POINTER_LAYER (self));
  self->has_cross = shown;
  self->cross_lon = lon;
  self->cross_lat = lat;
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
}
