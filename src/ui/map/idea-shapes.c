/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Lines and areas of ideas as a picture that any thread can draw. */
#include "ui/map/idea-shapes.h"

#include "ui/map/map-layer.h"
#include "ui/map/map-lens.h"

/* Milliseconds on one core of a small laptop, about: of a shape, of each of its positions, and of a
 * million pixels that an area covers. */
#define COST_SHAPE 0.05
#define COST_POINT 0.002
#define COST_PIXELS 7.0
#define REACH 8 /* pixels around a shape that its line covers */

typedef struct {
  NordShape *shape; /* (owned) */
  double size;      /* of its box, any unit */
  guint slot;
  guint8 look;
  gboolean area;
} Item;

typedef struct {
  GArray *items;                                  /* (owned) (element-type Item) */
  NordCategory looks[NORD_IDEA_ITEMS_CATEGORIES]; /* without their words */
  guint n_looks;
} Shapes;

static gboolean
is_area (const NordShape *shape)
{
  return shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
}

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

/* Large ones first, so that no small one lies hidden under them; lines over areas. */
static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *one = a, *two = b;

  if (one->area != two->area)
    return one->area ? -1 : 1;
  if (one->size != two->size)
    return one->size > two->size ? -1 : 1;
  return (one->slot > two->slot) - (one->slot < two->slot);
}

void
nord_idea_shape_draw (cairo_t *cr,
                      const NordShape *shape,
                      const NordCategory *look,
                      const NordView *view,
                      gboolean strong,
                      NordMarkPatterns *patterns)
{
  nord_map_layer_trace (cr, shape, view);
  if (is_area (shape)) {
    double x, y;

    /* The pattern goes with the map, so pieces of a picture fit together. */
    nord_view_to_screen (view, 0, 0, &x, &y);
    nord_mark_fill_area (cr, patterns, look, strong, x, y);
  } else {
    nord_mark_stroke_line (cr, look, strong);
  }
}

static void
draw (gconstpointer data, cairo_t *cr, const NordView *view)
{
  const Shapes *self = data;
  g_autoptr (NordMarkPatterns) patterns = nord_mark_patterns_new ();

  for (guint i = 0; i < self->items->len; i++) {
    const Item *item = &g_array_index (self->items, Item, i);

    nord_idea_shape_draw (cr, item->shape,
                          item->look < self->n_looks ? &self->looks[item->look] : NULL, view, FALSE,
                          patterns);
  }
}

/* Pixels of the box of @item that are in @window. */
static double
count_pixels (const NordIdeaItem *item, const NordMapWindow *window, double scale)
{
  double across = MIN (item->east, window->east) - MAX (item->west, window->west);
  double down = MIN (item->south, window->south) - MAX (item->north, window->north);

  return MAX (across, 0) * MAX (down, 0) * scale * scale;
}

NordMapPlan *
nord_idea_shapes_plan (NordIdeaItems *items, const NordView *view, guint zoom)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint));
  NordBounds bounds = nord_view_get_bounds (view, REACH);
  NordMapWindow window = nord_map_window_get (view, 0);
  double scale = nord_view_get_scale (view);
  NordMapPlan *plan;
  Shapes *self;

  nord_idea_items_query_shapes (items, &bounds, zoom, slots);
  if (slots->len == 0)
    return NULL;
  self = g_new0 (Shapes, 1);
  self->items = g_array_sized_new (FALSE, FALSE, sizeof (Item), slots->len);
  g_array_set_clear_func (self->items, item_clear);
  self->n_looks = nord_idea_items_count_categories (items);
  for (guint i = 0; i < self->n_looks; i++) {
    self->looks[i] = *nord_idea_items_get_category (items, i);
    self->looks[i].id = self->looks[i].title = self->looks[i].icon = NULL;
  }
  plan = g_new0 (NordMapPlan, 1);
  plan->draw = draw;
  plan->data = self;
  plan->free_data = shapes_free;
  for (guint i = 0; i < slots->len; i++) {
    guint slot = g_array_index (slots, guint, i);
    const NordIdeaItem *from = nord_idea_items_get (items, slot);
    Item item = {nord_shape_ref (from->shape),
                 (from->east - from->west) * (from->south - from->north), slot,
                 (guint8) from->category, is_area (from->shape)};

    plan->cost += COST_SHAPE + from->shape->n_points * COST_POINT;
    if (item.area)
      plan->cost += count_pixels (from, &window, scale) * COST_PIXELS / 1e6;
    g_array_append_val (self->items, item);
  }
  g_array_sort (self->items, compare_items);
  return plan;
}
