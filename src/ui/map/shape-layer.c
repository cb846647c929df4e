/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Named shapes on the map that are not ideas: borders of districts, hulls of groups. */
#include "ui/map/shape-layer.h"

#include "core/geo/relate.h"

#include <math.h>

#define SIGN_ROOM 17 /* pixels: half of a sign or a bubble, and a little air */

typedef struct {
  char *id;         /* (owned) */
  NordShape *shape; /* (owned) */
  char *label;      /* (owned) (nullable) */
  GdkRGBA colour;
} Named;

struct _NordShapeLayer {
  NordMapLayer parent_instance;

  NordShapeLook look;
  GArray *shapes; /* (owned) (element-type Named) */
  char *selected; /* (owned) (nullable) id */
  guint hovered;
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (NordShapeLayer, nord_shape_layer, NORD_TYPE_MAP_LAYER)

enum { ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
named_clear (gpointer data)
{
  Named *named = data;

  g_clear_pointer (&named->id, g_free);
  g_clear_pointer (&named->shape, nord_shape_unref);
  g_clear_pointer (&named->label, g_free);
}

static gboolean
is_area (const Named *named)
{
  return named->shape->kind == NORD_SHAPE_AREA || named->shape->kind == NORD_SHAPE_MULTI_AREA;
}

static double
get_width (const Named *named, const NordView *view)
{
  NordBounds b = nord_shape_get_bounds (named->shape);

  return (b.east - b.west) / 360 * nord_view_get_scale (view);
}

static void
draw_border (NordShapeLayer *self, cairo_t *cr, const Named *named, const NordView *view)
{
  static const double dash[] = {14, 4, 2, 4};
  double glow = self->dark ? 0 : 1, ink = self->dark ? 0.86 : 0.28;

  nord_map_layer_trace (cr, named->shape, view);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, glow, glow, glow, 0.55);
  cairo_set_line_width (cr, 4.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, ink, ink * 0.9, ink, 0.75);
  cairo_set_line_width (cr, 1.6);
  cairo_save (cr);
  cairo_set_dash (cr, dash, 4, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_hull (NordShapeLayer *self,
           cairo_t *cr,
           const Named *named,
           const NordView *view,
           gboolean strong)
{
  const GdkRGBA *c = &named->colour;

  nord_map_layer_trace (cr, named->shape, view);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  /* Round corners, and room for the signs on the hull itself. */
  cairo_set_source_rgba (cr, 1, 1, 1, 0.8);
  cairo_set_line_width (cr, 25);
  cairo_stroke_preserve (cr);
  cairo_push_group (cr);
  cairo_set_source_rgb (cr, c->red, c->green, c->blue);
  cairo_set_line_width (cr, 22);
  cairo_stroke_preserve (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_set_line_width (cr, strong ? 16 : 18.5);
  cairo_stroke_preserve (cr);
  cairo_fill_preserve (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  cairo_pop_group_to_source (cr);
  cairo_paint (cr);
  cairo_push_group (cr);
  cairo_set_source_rgb (cr, c->red, c->green, c->blue);
  cairo_set_line_width (cr, 20);
  cairo_stroke_preserve (cr);
  cairo_fill (cr);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, strong ? 0.34 : 0.2);
}

/* The middle of the lower edge on the screen, however the map is turned, below the signs of what
 * the hull is around: a plate there hides none of them. */
static void
find_foot (const Named *named, const NordView *view, double *x, double *y)
{
  const NordBounds b = nord_shape_get_bounds (named->shape);
  double lowest = *y, left = *x, right = *x;

  for (int corner = 0; corner < 4; corner++) {
    double px, py;

    nord_view_to_screen (view, corner & 1 ? b.east : b.west, corner & 2 ? b.north : b.south, &px,
                         &py);
    lowest = MAX (lowest, py);
    left = MIN (left, px);
    right = MAX (right, px);
  }
  *x = (left + right) / 2;
  *y = lowest + SIGN_ROOM;
}

/* @taken: (element-type graphene_rect_t) plates that stand already. One that would cover another is
 * left out: a heap of plates can be read by nobody, and nearer there is room for all. */
static void
draw_label (NordShapeLayer *self,
            cairo_t *cr,
            const Named *named,
            const NordView *view,
            GArray *taken)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), named->label);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (
    pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (self))));
  gboolean border = self->look == NORD_SHAPE_LOOK_NAME;
  double lon, lat, x, y, size = pango_font_description_get_size (font);
  int width, height;

  nord_shape_get_anchor (named->shape, &lon, &lat);
  nord_view_to_screen (view, lon, lat, &x, &y);
  if (!border)
    find_foot (named, view, &x, &y);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  /* GTK tells the size in pixels; as points it would be made larger once more. */
  pango_font_description_set_absolute_size (font, size);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  if (!border) {
    pango_layout_set_width (layout, (int) (size * 11));
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height (layout, -3);
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  }
  pango_layout_get_pixel_size (layout, &width, &height);
  if (border && width > get_width (named, view) * 0.9)
    return;
  {
    PangoRectangle ink;
    double left, top, r = 9;
    graphene_rect_t plate;
    double ground = border && self->dark ? 0.16 : 1, ink_grey = border && self->dark ? 0.9 : 0.17;

    pango_layout_get_pixel_extents (layout, NULL, &ink);
    left = rint (x - ink.width / 2.0) - 9;
    top = border ? rint (y - ink.height / 2.0) - 4 : rint (y);
    graphene_rect_init (&plate, (float) left, (float) top, ink.width + 18, ink.height + 8);
    for (guint i = 0; i < taken->len; i++)
      if (graphene_rect_intersection (&g_array_index (taken, graphene_rect_t, i), &plate, NULL))
        return;
    g_array_append_val (taken, plate);
    cairo_new_path (cr);
    cairo_arc (cr, left + r, top + r, r, G_PI, 1.5 * G_PI);
    cairo_arc (cr, left + ink.width + 18 - r, top + r, r, 1.5 * G_PI, 2 * G_PI);
    cairo_arc (cr, left + ink.width + 18 - r, top + ink.height + 8 - r, r, 0, 0.5 * G_PI);
    cairo_arc (cr, left + r, top + ink.height + 8 - r, r, 0.5 * G_PI, G_PI);
    cairo_close_path (cr);
    /* A plate: below it the base map may name the same place. */
    cairo_set_source_rgba (cr, ground, ground, ground, border ? 0.78 : 0.94);
    cairo_fill_preserve (cr);
    if (border)
      cairo_set_source_rgba (cr, ink_grey, ink_grey, ink_grey, 0.45);
    else
      cairo_set_source_rgb (cr, named->colour.red, named->colour.green, named->colour.blue);
    cairo_set_line_width (cr, border ? 1 : 1.5);
    cairo_stroke (cr);
    cairo_move_to (cr, left + 9 - ink.x, top + 4 - ink.y);
    cairo_set_source_rgb (cr, ink_grey, ink_grey, ink_grey);
    pango_cairo_show_layout (cr, layout);
  }
}

static gboolean
nord_shape_layer_draw (NordMapLayer *layer, cairo_t *cr, const NordView *view)
{
  NordShapeLayer *self = NORD_SHAPE_LAYER (layer);
  NordBounds window = nord_view_get_bounds (view, 40);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  /* All shapes, then the name of the selected one, then those of the others. */
  for (int pass = 0; pass < 3; pass++) {
    for (guint i = 0; i < self->shapes->len; i++) {
      const Named *named = &g_array_index (self->shapes, Named, i);
      NordBounds b = nord_shape_get_bounds (named->shape);
      gboolean strong = g_strcmp0 (named->id, self->selected) == 0 || i == self->hovered;

      if (b.east < window.west || b.west > window.east || b.north < window.south ||
          b.south > window.north)
        continue;
      if (pass == 0 && self->look == NORD_SHAPE_LOOK_BORDER)
        draw_border (self, cr, named, view);
      /* Nearer, the base map names what is there, and the name would stand alone in its middle. */
      else if (pass > 0 && named->label && (pass == 1) == strong &&
               self->look != NORD_SHAPE_LOOK_BORDER && self->look != NORD_SHAPE_LOOK_HULL &&
               (self->look != NORD_SHAPE_LOOK_NAME || view->zoom <= 13.2))
        draw_label (self, cr, named, view, taken);
      else if (pass == 0 && self->look == NORD_SHAPE_LOOK_HULL &&
               named->shape->kind != NORD_SHAPE_POINT)
        draw_hull (self, cr, named, view, strong);
    }
  }
  return self->shapes->len > 0;
}

static guint
find (NordShapeLayer *self, const NordView *view, const NordContact *at)
{
  g_autoptr (NordShape) place = NULL;
  double lon, lat, slack;

  if (self->look != NORD_SHAPE_LOOK_HULL || at == NULL)
    return G_MAXUINT;
  nord_view_to_place (view, at->x, at->y, &lon, &lat);
  place = nord_shape_new_point (lon, lat);
  slack = 14 * nord_view_get_metres_per_pixel (view);
  for (guint i = self->shapes->len; i > 0; i--) {
    const Named *named = &g_array_index (self->shapes, Named, i - 1);

    if ((is_area (named) && nord_relate_contains (named->shape, lon, lat)) ||
        (place && nord_relate_distance (named->shape, place) <= slack))
      return i - 1;
  }
  return G_MAXUINT;
}

static gboolean
nord_shape_layer_hover (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordShapeLayer *self = NORD_SHAPE_LAYER (layer);
  guint found = find (self, view, at);

  if (found != self->hovered) {
    self->hovered = found;
    nord_map_layer_queue_redraw (layer);
  }
  return found != G_MAXUINT;
}

static gboolean
nord_shape_layer_tap (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordShapeLayer *self = NORD_SHAPE_LAYER (layer);
  guint found = find (self, view, at);

  if (found == G_MAXUINT)
    return FALSE;
  g_signal_emit (self, signals[ACTIVATED], 0, g_array_index (self->shapes, Named, found).id);
  return TRUE;
}

static void
nord_shape_layer_finalize (GObject *object)
{
  NordShapeLayer *self = NORD_SHAPE_LAYER (object);

  g_array_unref (self->shapes);
  g_free (self->selected);
  G_OBJECT_CLASS (nord_shape_layer_parent_class)->finalize (object);
}

static void
nord_shape_layer_class_init (NordShapeLayerClass *klass)
{
  NordMapLayerClass *layer_class = NORD_MAP_LAYER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nord_shape_layer_finalize;
  layer_class->draw = nord_shape_layer_draw;
  layer_class->hover = nord_shape_layer_hover;
  layer_class->tap = nord_shape_layer_tap;
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nord_shape_layer_init (NordShapeLayer *self)
{
  self->shapes = g_array_new (FALSE, FALSE, sizeof (Named));
  g_array_set_clear_func (self->shapes, named_clear);
  self->hovered = G_MAXUINT;
}

NordShapeLayer *
nord_shape_layer_new (ShumateViewport *viewport, NordShapeLook look)
{
  NordShapeLayer *self = g_object_new (NORD_TYPE_SHAPE_LAYER, "viewport", viewport, NULL);

  self->look = look;
  return self;
}

void
nord_shape_layer_clear (NordShapeLayer *self)
{
  g_return_if_fail (NORD_IS_SHAPE_LAYER (self));
  g_array_set_size (self->shapes, 0);
  self->hovered = G_MAXUINT;
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
}

void
nord_shape_layer_add (NordShapeLayer *self,
                      const char *id,
                      NordShape *shape,
                      const char *label,
                      const GdkRGBA *colour)
{
  Named named = {g_strdup (id),
                 nord_shape_ref (shape),
                 g_strdup (label),
                 {0x1c / 255.0, 0x71 / 255.0, 0xd8 / 255.0, 1}};

  g_return_if_fail (NORD_IS_SHAPE_LAYER (self));
  if (colour)
    named.colour = *colour;
  g_array_append_val (self->shapes, named);
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
}

void
nord_shape_layer_set_selected (NordShapeLayer *self, const char *id)
{
  g_return_if_fail (NORD_IS_SHAPE_LAYER (self));
  if (g_strcmp0 (self->selected, id) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
}

void
nord_shape_layer_set_dark (NordShapeLayer *self, gboolean dark)
{
  g_return_if_fail (NORD_IS_SHAPE_LAYER (self));
  if (self->dark == dark)
    return;
  self->dark = dark;
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
}
