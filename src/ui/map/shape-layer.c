/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Named shapes on the map that are not ideas: borders of districts, hulls of groups. */
#include "ui/map/shape-layer.h"

#include "core/geo/relate.h"
#include "ui/map/plate.h"

#include <math.h>

#define SIGN_ROOM 17 /* pixels: half of a sign or a bubble, and a little air */
/* Milliseconds for each shape, each of its positions, and a million pixels that a hull covers. */
#define COST_SHAPE 0.1
#define COST_POINT 0.004
#define COST_PIXELS 25.0
/* Nearer, the base map names what is there, and the name would stand alone in its middle. */
#define NAME_LIMIT 13.2
#define PART_LIMIT 14.8
#define REACH 14 /* pixels around a shape that its lines cover */
#define AIR 3    /* pixels between a name and the edge of the map */

typedef struct {
  char *id;         /* (owned) */
  NordShape *shape; /* (owned) */
  char *label;      /* (owned) (nullable) */
  GdkRGBA colour;
  NordPlate *plate; /* (owned) (nullable) with `label` */
} Named;

struct _NordShapeLayer {
  NordMapLayer parent_instance;

  NordShapeLook look;
  GArray *shapes; /* (owned) (element-type Named) */
  char *selected; /* (owned) (nullable) id */
  double limit;   /* zoom from which names are hidden; 0: as its look has it */
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
  g_clear_pointer (&named->plate, nord_plate_free);
}

static gboolean
is_area (const NordShape *shape)
{
  return shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
}

static double
get_width (const Named *named, const NordView *view)
{
  NordBounds b = nord_shape_get_bounds (named->shape);

  return (b.east - b.west) / 360 * nord_view_get_scale (view);
}

/* What a thread needs of a shape. */
typedef struct {
  NordShape *shape; /* (owned) */
  GdkRGBA colour;
  gboolean strong;
} Item;

typedef struct {
  GArray *items; /* (owned) (element-type Item) */
  NordShapeLook look;
  gboolean dark;
} Shapes;

static void
item_clear (gpointer data)
{
  nord_shape_unref (((Item *) data)->shape);
}

static void
shapes_free (gpointer data)
{
  Shapes *self = data;

  g_array_unref (self->items);
  g_free (self);
}

static void
draw_border (cairo_t *cr, const NordShape *shape, const NordView *view, gboolean dark)
{
  static const double dash[] = {14, 4, 2, 4};
  double glow = dark ? 0 : 1, ink = dark ? 0.86 : 0.28;

  nord_map_layer_trace (cr, shape, view);
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
draw_part (cairo_t *cr, const NordShape *shape, const NordView *view, gboolean dark)
{
  static const double dash[] = {5, 3};
  double ink = dark ? 0.86 : 0.28;

  nord_map_layer_trace (cr, shape, view);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, ink, ink * 0.9, ink, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_save (cr);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_hull (cairo_t *cr, const Item *item, const NordView *view)
{
  const GdkRGBA *c = &item->colour;
  double left, top, right, bottom;

  cairo_save (cr);
  nord_map_layer_trace (cr, item->shape, view);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 25);
  /* The layers below are as large as what may be drawn in. */
  cairo_stroke_extents (cr, &left, &top, &right, &bottom);
  cairo_new_path (cr);
  cairo_rectangle (cr, floor (left), floor (top), ceil (right - left) + 2, ceil (bottom - top) + 2);
  cairo_clip (cr);
  nord_map_layer_trace (cr, item->shape, view);
  /* Round corners, and room for the signs on the hull itself. */
  cairo_set_source_rgba (cr, 1, 1, 1, 0.8);
  cairo_stroke_preserve (cr);
  cairo_push_group (cr);
  cairo_set_source_rgb (cr, c->red, c->green, c->blue);
  cairo_set_line_width (cr, 22);
  cairo_stroke_preserve (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_set_line_width (cr, item->strong ? 16 : 18.5);
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
  cairo_paint_with_alpha (cr, item->strong ? 0.34 : 0.2);
  cairo_restore (cr);
}

/* A plan under discussion: its colour on a white edge, so that it stands out from any map. */
static void
draw_plan (cairo_t *cr, const Item *item, const NordView *view)
{
  const GdkRGBA *c = &item->colour;
  const NordShape *shape = item->shape;

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (shape->kind == NORD_SHAPE_POINT || shape->kind == NORD_SHAPE_MULTI_POINT) {
    for (guint i = 0; i < shape->n_points; i++) {
      double x, y;

      nord_view_to_screen (view, shape->xy[2 * i], shape->xy[2 * i + 1], &x, &y);
      cairo_new_path (cr);
      cairo_arc (cr, x, y, 6, 0, 2 * G_PI);
      cairo_set_source_rgba (cr, 1, 1, 1, c->alpha);
      cairo_fill_preserve (cr);
      cairo_set_source_rgba (cr, c->red, c->green, c->blue, c->alpha);
      cairo_set_line_width (cr, 3);
      cairo_stroke (cr);
    }
    return;
  }
  nord_map_layer_trace (cr, shape, view);
  if (is_area (shape)) {
    cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_source_rgba (cr, c->red, c->green, c->blue, c->alpha * 0.4);
    cairo_fill_preserve (cr);
  }
  cairo_set_source_rgba (cr, 1, 1, 1, c->alpha * 0.8);
  cairo_set_line_width (cr, is_area (shape) ? 4.5 : 6.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, c->red, c->green, c->blue, c->alpha);
  cairo_set_line_width (cr, is_area (shape) ? 2 : 3.5);
  cairo_stroke (cr);
}

static void
draw (gconstpointer data, cairo_t *cr, const NordView *view)
{
  const Shapes *self = data;

  for (guint i = 0; i < self->items->len; i++) {
    const Item *item = &g_array_index (self->items, Item, i);

    if (self->look == NORD_SHAPE_LOOK_BORDER)
      draw_border (cr, item->shape, view, self->dark);
    else if (self->look == NORD_SHAPE_LOOK_PART)
      draw_part (cr, item->shape, view, self->dark);
    else if (self->look == NORD_SHAPE_LOOK_PLAN)
      draw_plan (cr, item, view);
    else
      draw_hull (cr, item, view);
  }
}

static gboolean
is_strong (const NordShapeLayer *self, guint i)
{
  return i == self->hovered ||
         g_strcmp0 (g_array_index (self->shapes, Named, i).id, self->selected) == 0;
}

static gboolean
meets (const NordBounds *a, const NordBounds *b)
{
  return a->east >= b->west && a->west <= b->east && a->north >= b->south && a->south <= b->north;
}

/* Pixels of the box of a shape that are in the view. */
static double
count_pixels (const NordBounds *box, const NordBounds *seen, const NordView *view)
{
  double across = MIN (box->east, seen->east) - MAX (box->west, seen->west);
  double down = MIN (box->north, seen->north) - MAX (box->south, seen->south);

  return MAX (across, 0) * MAX (down, 0) /
         ((seen->east - seen->west) * (seen->north - seen->south)) * view->width * view->height;
}

static NordMapPlan *
nord_shape_layer_plan (NordMapLayer *layer, const NordView *view)
{
  NordShapeLayer *self = NORD_SHAPE_LAYER (layer);
  NordBounds window = nord_view_get_bounds (view, REACH), seen = nord_view_get_bounds (view, 0);
  NordMapPlan *plan;
  Shapes *shapes;

  if (self->look == NORD_SHAPE_LOOK_NAME || self->look == NORD_SHAPE_LOOK_TITLE ||
      (self->look == NORD_SHAPE_LOOK_PART && view->zoom < NORD_SHAPE_PART_ZOOM))
    return NULL;
  plan = g_new0 (NordMapPlan, 1);
  shapes = g_new0 (Shapes, 1);
  shapes->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (shapes->items, item_clear);
  shapes->look = self->look;
  shapes->dark = self->dark;
  plan->draw = draw;
  plan->data = shapes;
  plan->free_data = shapes_free;
  for (guint i = 0; i < self->shapes->len; i++) {
    const Named *named = &g_array_index (self->shapes, Named, i);
    NordBounds box = nord_shape_get_bounds (named->shape);

    if (meets (&box, &window) &&
        (named->shape->kind != NORD_SHAPE_POINT || self->look == NORD_SHAPE_LOOK_PLAN)) {
      Item item = {nord_shape_ref (named->shape), named->colour, is_strong (self, i)};

      g_array_append_val (shapes->items, item);
      plan->cost += COST_SHAPE + COST_POINT * named->shape->n_points;
      if (self->look == NORD_SHAPE_LOOK_HULL)
        plan->cost += COST_PIXELS * count_pixels (&box, &seen, view) / 1e6;
    }
  }
  if (shapes->items->len == 0)
    g_clear_pointer (&plan, nord_map_plan_free);
  return plan;
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

static gboolean
is_name (const NordShapeLayer *self)
{
  return self->look == NORD_SHAPE_LOOK_NAME || self->look == NORD_SHAPE_LOOK_PART;
}

static double
get_limit (const NordShapeLayer *self)
{
  return self->limit > 0                      ? self->limit
         : self->look == NORD_SHAPE_LOOK_PART ? PART_LIMIT
                                              : NAME_LIMIT;
}

static NordPlate *
get_plate (NordShapeLayer *self, Named *named)
{
  gboolean name = is_name (self), dark = name && self->dark;
  float ground = dark ? 0.16f : 1, ink = dark ? 0.9f : 0.17f;
  /* A plate: below it the base map may name the same place. */
  NordPlateLook look = {!name,
                        name,
                        {ground, ground, ground, name ? 0.78f : 0.94f},
                        {ink, ink, ink, 1},
                        name ? (GdkRGBA){ink, ink, ink, 0.45f} : named->colour};

  if (named->plate && !nord_plate_fits (named->plate, GTK_WIDGET (self)))
    g_clear_pointer (&named->plate, nord_plate_free);
  if (named->plate == NULL)
    named->plate = nord_plate_new (GTK_WIDGET (self), named->label, &look);
  return named->plate;
}

/* A name that the edge of the map would cut is moved into sight, if what it names is there too, and
 * else left out. (@x, @y): where the middle of the shape is on the screen. */
static gboolean
keep_whole (const NordShapeLayer *self,
            const Named *named,
            const NordView *view,
            double x,
            double y,
            graphene_rect_t *at)
{
  const float right = (float) view->width - at->size.width;
  const float bottom = (float) view->height - at->size.height;
  double lon, lat;

  if (at->origin.x >= 0 && at->origin.y >= 0 && at->origin.x <= right && at->origin.y <= bottom)
    return TRUE;
  if (x < 0 || y < 0 || x > view->width || y > view->height || right < 2 * AIR || bottom < 2 * AIR)
    return FALSE;
  at->origin.x = rintf (CLAMP (at->origin.x, AIR, right - AIR));
  at->origin.y = rintf (CLAMP (at->origin.y, AIR, bottom - AIR));
  if (!is_name (self) || !is_area (named->shape))
    return TRUE;
  nord_view_to_place (view, at->origin.x + at->size.width / 2, at->origin.y + at->size.height / 2,
                      &lon, &lat);
  return nord_relate_contains (named->shape, lon, lat);
}

/* @taken: (element-type graphene_rect_t) plates that stand already. One that would cover another is
 * left out: a heap of plates can be read by nobody, and nearer there is room for all. */
static gboolean
place_plate (NordShapeLayer *self,
             Named *named,
             const NordView *view,
             GArray *taken,
             graphene_rect_t *at)
{
  const NordPlate *plate = get_plate (self, named);
  int width = nord_plate_get_width (plate), height = nord_plate_get_height (plate);
  double lon, lat, middle_x, middle_y, x, y;

  if (is_name (self) && width - 20 > get_width (named, view) * 0.9)
    return FALSE;
  nord_shape_get_anchor (named->shape, &lon, &lat);
  nord_view_to_screen (view, lon, lat, &middle_x, &middle_y);
  x = middle_x;
  y = middle_y;
  if (is_name (self))
    y -= height / 2.0;
  else
    find_foot (named, view, &x, &y);
  graphene_rect_init (at, (float) rint (x - width / 2.0), (float) rint (y), (float) width,
                      (float) height);
  if (!keep_whole (self, named, view, middle_x, middle_y, at))
    return FALSE;
  for (guint i = 0; i < taken->len; i++) {
    if (graphene_rect_intersection (&g_array_index (taken, graphene_rect_t, i), at, NULL))
      return FALSE;
  }
  g_array_append_val (taken, *at);
  return TRUE;
}

/* The name of the selected one, then those of the others. */
static void
nord_shape_layer_paint (NordMapLayer *layer, GtkSnapshot *snapshot, const NordView *view)
{
  NordShapeLayer *self = NORD_SHAPE_LAYER (layer);
  NordBounds window = nord_view_get_bounds (view, 40);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  cairo_t *cr = NULL;

  if (self->look == NORD_SHAPE_LOOK_BORDER || self->look == NORD_SHAPE_LOOK_HULL ||
      self->look == NORD_SHAPE_LOOK_PLAN || (is_name (self) && view->zoom > get_limit (self)) ||
      (self->look == NORD_SHAPE_LOOK_PART && view->zoom < NORD_SHAPE_PART_ZOOM))
    return;
  for (int pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < self->shapes->len; i++) {
      Named *named = &g_array_index (self->shapes, Named, i);
      NordBounds box = nord_shape_get_bounds (named->shape);
      graphene_rect_t at;

      if (named->label == NULL || (pass == 0) != is_strong (self, i) || !meets (&box, &window) ||
          !place_plate (self, named, view, taken, &at))
        continue;
      if (!nord_map_layer_is_cairo (layer)) {
        nord_plate_append (named->plate, snapshot, at.origin.x, at.origin.y);
        continue;
      }
      if (cr == NULL)
        cr = nord_map_layer_open_cairo (layer, snapshot, view);
      nord_plate_draw (named->plate, cr, at.origin.x, at.origin.y);
    }
  }
  if (cr)
    nord_map_layer_close_cairo (layer, cr);
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

    if ((is_area (named->shape) && nord_relate_contains (named->shape, lon, lat)) ||
        (place && nord_relate_distance (named->shape, place) <= slack))
      return i - 1;
  }
  return G_MAXUINT;
}

/* One of them looks other than before; G_MAXUINT for none. */
static void
queue_repair (NordShapeLayer *self, guint i)
{
  if (i < self->shapes->len) {
    NordBounds box = nord_shape_get_bounds (g_array_index (self->shapes, Named, i).shape);

    nord_map_layer_queue_repair (NORD_MAP_LAYER (self), &box);
  }
}

static guint
find_id (NordShapeLayer *self, const char *id)
{
  for (guint i = 0; i < self->shapes->len; i++) {
    if (g_strcmp0 (g_array_index (self->shapes, Named, i).id, id) == 0)
      return i;
  }
  return G_MAXUINT;
}

static gboolean
nord_shape_layer_hover (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordShapeLayer *self = NORD_SHAPE_LAYER (layer);
  guint found = find (self, view, at);

  if (found != self->hovered) {
    queue_repair (self, self->hovered);
    self->hovered = found;
    queue_repair (self, self->hovered);
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
  layer_class->plan = nord_shape_layer_plan;
  layer_class->paint = nord_shape_layer_paint;
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
                 {0x1c / 255.0, 0x71 / 255.0, 0xd8 / 255.0, 1},
                 NULL};

  g_return_if_fail (NORD_IS_SHAPE_LAYER (self));
  if (colour)
    named.colour = *colour;
  g_array_append_val (self->shapes, named);
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
}

void
nord_shape_layer_set_limit (NordShapeLayer *self, double zoom)
{
  g_return_if_fail (NORD_IS_SHAPE_LAYER (self));
  if (self->limit == zoom)
    return;
  self->limit = zoom;
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
}

void
nord_shape_layer_set_selected (NordShapeLayer *self, const char *id)
{
  g_return_if_fail (NORD_IS_SHAPE_LAYER (self));
  if (g_strcmp0 (self->selected, id) == 0)
    return;
  queue_repair (self, find_id (self, self->selected));
  g_free (self->selected);
  self->selected = g_strdup (id);
  queue_repair (self, find_id (self, id));
}

void
nord_shape_layer_set_dark (NordShapeLayer *self, gboolean dark)
{
  g_return_if_fail (NORD_IS_SHAPE_LAYER (self));
  if (self->dark == dark)
    return;
  self->dark = dark;
  for (guint i = 0; i < self->shapes->len; i++)
    g_clear_pointer (&g_array_index (self->shapes, Named, i).plate, nord_plate_free);
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
}
