/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ideas on the map: signs, lines, areas, and bubbles with numbers where signs would cover each
 * other. Draws what an index finds in the view; an idea is a few numbers, not a widget. */
#include "ui/map/idea-layer.h"

#include "core/geo/mercator.h"
#include "core/geo/relate.h"
#include "ui/map/bubble-cache.h"
#include "ui/map/idea-fan.h"
#include "ui/map/idea-heat.h"
#include "ui/map/idea-items.h"
#include "ui/map/map-lens.h"
#include "ui/map/mark.h"

#include <glib/gi18n.h>
#include <math.h>

#define SIGN 28.0        /* pixels, a sign with its halo */
#define SIGN_SMALL 22.0  /* on a line or area */
#define SIGN_STRONG 40.0 /* selected */
#define SIGN_HOVERED 33.0
struct _NordIdeaLayer {
  NordMapLayer parent_instance;

  NordIdeaItems *items;   /* (owned) */
  GArray *bubbles;        /* (owned) (element-type NordCrowdBubble) asked for last */
  GArray *shapes;         /* (owned) (element-type guint) likewise */
  NordBubbleCache *cache; /* (owned) */
  GActionGroup *actions;  /* (owned) */
  gboolean heat;          /* density instead of signs */

  GHashTable *selection; /* (owned) ids */
  guint hovered;         /* slot, G_MAXUINT: none */
  NordIdeaFan *fan;      /* (owned) (nullable) ideas at one place, spread out */
  NordShape *draft;      /* (owned) (nullable) */
  guint draft_category;
};

G_DEFINE_FINAL_TYPE (NordIdeaLayer, nord_idea_layer, NORD_TYPE_MAP_LAYER)

enum { ACTIVATED, OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The zoom of the crowd, which counts for tiles of 512 pixels: signs are then 40 to 80 pixels
 * apart. */
static guint
get_zoom (const NordView *view)
{
  return (guint) CLAMP (floor (view->zoom - 1), 0, NORD_CROWD_MAX_ZOOM);
}

static void
ask (NordIdeaLayer *self, const NordView *view, const NordMapWindow *window)
{
  g_array_set_size (self->bubbles, 0);
  nord_crowd_query (nord_idea_items_get_crowd (self->items), get_zoom (view), window->west,
                    window->north, window->east, window->south, self->bubbles);
}

/* What stands for many lies over what stands for few. */
static int
compare_bubbles (gconstpointer a, gconstpointer b)
{
  const NordCrowdBubble *one = a, *two = b;

  return (one->count > two->count) - (one->count < two->count);
}

static void
ask_shapes (NordIdeaLayer *self, const NordView *view, const NordBounds *bounds)
{
  g_array_set_size (self->shapes, 0);
  nord_idea_items_query_shapes (self->items, bounds, get_zoom (view), self->shapes);
}

static gboolean
is_area (const NordShape *shape)
{
  return shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
}

static void
draw_shape (NordIdeaLayer *self,
            cairo_t *cr,
            const NordShape *shape,
            guint category,
            const NordView *view,
            gboolean strong)
{
  const NordCategory *look = nord_idea_items_get_category (self->items, category);

  nord_map_layer_trace (cr, shape, view);
  if (is_area (shape))
    nord_mark_fill_area (cr, look, strong);
  else
    nord_mark_stroke_line (cr, look, strong);
}

/* Large ones first, so that no small one lies hidden under them; lines over areas. */
static int
compare_shapes (gconstpointer a, gconstpointer b, gpointer data)
{
  NordIdeaLayer *self = data;
  const NordIdeaItem *one = nord_idea_items_get (self->items, *(const guint *) a);
  const NordIdeaItem *two = nord_idea_items_get (self->items, *(const guint *) b);
  double first = (one->east - one->west) * (one->south - one->north);
  double second = (two->east - two->west) * (two->south - two->north);

  if (is_area (one->shape) != is_area (two->shape))
    return is_area (one->shape) ? -1 : 1;
  return (first < second) - (first > second);
}

static gboolean
nord_idea_layer_draw (NordMapLayer *layer, cairo_t *cr, const NordView *view)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  NordBounds bounds = nord_view_get_bounds (view, 8);

  nord_idea_items_count (self->items); /* all are read */
  g_array_set_size (nord_idea_items_get_fresh (self->items), 0);
  if (self->heat) {
    nord_idea_heat_draw (self->items, cr, view, get_zoom (view));
    return nord_idea_items_count (self->items) > 0;
  }
  ask_shapes (self, view, &bounds);
  g_array_sort_with_data (self->shapes, compare_shapes, self);
  for (guint i = 0; i < self->shapes->len; i++) {
    const NordIdeaItem *item =
      nord_idea_items_get (self->items, g_array_index (self->shapes, guint, i));

    draw_shape (self, cr, item->shape, item->category, view, FALSE);
  }
  return self->shapes->len > 0;
}

static void
queue_again (NordIdeaLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_unref (self);
}

static NordMarkCanvas
open_canvas (NordIdeaLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  return nord_mark_canvas_open (snapshot, view->width, view->height,
                                nord_map_layer_is_cairo (NORD_MAP_LAYER (self)));
}

static void
put_sign (NordIdeaLayer *self,
          NordMarkCanvas *canvas,
          guint category,
          double size,
          double x,
          double y)
{
  nord_mark_canvas_put (
    canvas,
    nord_bubble_cache_get_sign (self->cache, nord_idea_items_get_category (self->items, category),
                                category, size),
    x, y, size);
}

static void
paint_above (NordIdeaLayer *self,
             GtkSnapshot *snapshot,
             const NordView *view,
             const NordShape *shape,
             guint category,
             double size)
{
  NordMarkCanvas canvas;
  double lon, lat, x, y;

  if (shape->kind != NORD_SHAPE_POINT && shape->kind != NORD_SHAPE_MULTI_POINT) {
    cairo_t *cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, view->width, view->height));

    draw_shape (self, cr, shape, category, view, TRUE);
    cairo_destroy (cr);
  }
  nord_shape_get_anchor (shape, &lon, &lat);
  nord_view_to_screen (view, lon, lat, &x, &y);
  canvas = open_canvas (self, snapshot, view);
  put_sign (self, &canvas, category, size, x, y);
  nord_mark_canvas_close (&canvas);
}

/* What is selected or pointed at lies on top, whatever bubble it is in. */
static void
paint_strong (NordIdeaLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  GHashTableIter iter;
  gpointer id;

  if (self->hovered != G_MAXUINT &&
      !g_hash_table_contains (self->selection,
                              nord_idea_items_get_id (self->items, self->hovered))) {
    const NordIdeaItem *item = nord_idea_items_get (self->items, self->hovered);

    paint_above (self, snapshot, view, item->shape, item->category, SIGN_HOVERED);
  }
  g_hash_table_iter_init (&iter, self->selection);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    guint slot = nord_idea_items_find (self->items, id);

    if (slot != G_MAXUINT) {
      const NordIdeaItem *item = nord_idea_items_get (self->items, slot);

      paint_above (self, snapshot, view, item->shape, item->category, SIGN_STRONG);
    }
  }
  if (self->draft)
    paint_above (self, snapshot, view, self->draft, self->draft_category, SIGN_STRONG);
}

static void
paint_fan (NordIdeaLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  cairo_t *cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, view->width, view->height));
  NordMarkCanvas canvas;

  nord_idea_fan_draw_legs (self->fan, cr, view);
  cairo_destroy (cr);
  canvas = open_canvas (self, snapshot, view);
  for (guint i = 0; i < nord_idea_fan_get_size (self->fan); i++) {
    double x, y;
    guint slot = nord_idea_fan_get (self->fan, i, view, &x, &y);
    gboolean selected =
      g_hash_table_contains (self->selection, nord_idea_items_get_id (self->items, slot));

    put_sign (self, &canvas, nord_idea_items_get (self->items, slot)->category,
              selected ? SIGN_STRONG : SIGN, x, y);
  }
  nord_mark_canvas_close (&canvas);
}

static void
put_bubble (NordIdeaLayer *self,
            NordMarkCanvas *canvas,
            const NordView *view,
            const NordCrowdBubble *bubble,
            double x,
            double y)
{
  const NordCategory *categories[NORD_IDEA_ITEMS_CATEGORIES + 1];
  guint n = nord_idea_items_count_categories (self->items) + 1;

  for (guint i = 0; i < n; i++)
    categories[i] = nord_idea_items_get_category (self->items, i);
  nord_mark_canvas_put (
    canvas,
    nord_bubble_cache_get (self->cache, categories,
                           nord_crowd_get_shares (nord_idea_items_get_crowd (self->items),
                                                  get_zoom (view), bubble->node),
                           n, bubble->count),
    x, y, nord_bubble_get_size (bubble->count));
}

/* Until the picture of all shapes is drawn anew for another reason. */
static void
paint_fresh (NordIdeaLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  const GArray *fresh = nord_idea_items_get_fresh (self->items);
  guint zoom = get_zoom (view);
  cairo_t *cr;

  if (fresh->len == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, view->width, view->height));
  for (guint i = 0; i < fresh->len; i++) {
    const NordIdeaItem *item = nord_idea_items_get (self->items, g_array_index (fresh, guint, i));

    if (item->from_zoom <= zoom)
      draw_shape (self, cr, item->shape, item->category, view, FALSE);
  }
  cairo_destroy (cr);
}

static void
nord_idea_layer_paint (NordMapLayer *layer, GtkSnapshot *snapshot, const NordView *view)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  NordBounds bounds = nord_view_get_bounds (view, SIGN_STRONG);
  NordMapWindow window = nord_map_window_get (view, SIGN_STRONG);
  NordMapLens lens = nord_map_lens_get (view);
  NordMarkCanvas canvas;
  double x, y;

  nord_bubble_cache_begin (self->cache);
  if (!self->heat) {
    paint_fresh (self, snapshot, view);
    canvas = open_canvas (self, snapshot, view);
    ask_shapes (self, view, &bounds);
    for (guint i = 0; i < self->shapes->len; i++) {
      const NordIdeaItem *item =
        nord_idea_items_get (self->items, g_array_index (self->shapes, guint, i));

      nord_map_lens_look (&lens, item->x, item->y, &x, &y);
      put_sign (self, &canvas, item->category, SIGN_SMALL, x, y);
    }
    ask (self, view, &window);
    g_array_sort (self->bubbles, compare_bubbles);
    for (guint i = 0; i < self->bubbles->len; i++) {
      const NordCrowdBubble *bubble = &g_array_index (self->bubbles, NordCrowdBubble, i);

      nord_map_lens_look (&lens, bubble->x, bubble->y, &x, &y);
      if (bubble->count == 1)
        put_sign (self, &canvas, nord_idea_items_get (self->items, bubble->place)->category, SIGN,
                  x, y);
      else
        put_bubble (self, &canvas, view, bubble, x, y);
    }
    nord_mark_canvas_close (&canvas);
  }
  paint_strong (self, snapshot, view);
  if (self->fan && nord_idea_fan_fits (self->fan, view))
    paint_fan (self, snapshot, view);
  /* Bubbles that this frame had no time for are plain in it. */
  if (nord_bubble_cache_is_behind (self->cache))
    g_idle_add_once ((GSourceOnceFunc) queue_again, g_object_ref (self));
}

static guint
find_sign (NordIdeaLayer *self,
           const NordView *view,
           const NordContact *at,
           const NordCrowdBubble **bubble)
{
  double reach = at->touch ? 24 : 16, nearest = reach, x, y;
  NordMapLens lens = nord_map_lens_get (view);
  NordView near = *view;
  guint found = G_MAXUINT;
  NordMapWindow window;

  nord_view_to_place (view, at->x, at->y, &near.lon, &near.lat);
  near.width = near.height = 2 * SIGN_STRONG;
  window = nord_map_window_get (&near, 0);
  ask (self, view, &window);
  for (guint i = 0; i < self->bubbles->len; i++) {
    const NordCrowdBubble *here = &g_array_index (self->bubbles, NordCrowdBubble, i);
    double within = here->count > 1 ? nord_bubble_get_size (here->count) / 2 + 3 : reach, away;

    nord_map_lens_look (&lens, here->x, here->y, &x, &y);
    away = hypot (x - at->x, y - at->y);
    if (away > within || away > MAX (nearest, within))
      continue;
    nearest = away;
    found = here->count == 1 ? here->place : G_MAXUINT;
    *bubble = here->count == 1 ? NULL : here;
  }
  for (guint i = 0; i < self->shapes->len; i++) {
    guint slot = g_array_index (self->shapes, guint, i);
    const NordIdeaItem *item = nord_idea_items_get (self->items, slot);

    nord_map_lens_look (&lens, item->x, item->y, &x, &y);
    if (hypot (x - at->x, y - at->y) < MIN (nearest, SIGN_SMALL / 2 + 2)) {
      nearest = hypot (x - at->x, y - at->y);
      found = slot;
      *bubble = NULL;
    }
  }
  return found;
}

/* What lies at a place: an item, or a bubble. A sign spread out, nearest sign, then lines, then
 * the smallest area. */
static guint
find (NordIdeaLayer *self,
      const NordView *view,
      const NordContact *at,
      const NordCrowdBubble **bubble)
{
  double line_nearest = at->touch ? 18 : 9, smallest = G_MAXDOUBLE, lon, lat;
  NordView near = *view;
  NordBounds bounds;
  guint found;

  *bubble = NULL;
  if (self->fan && nord_idea_fan_fits (self->fan, view)) {
    found = nord_idea_fan_find (self->fan, view, at);
    if (found != G_MAXUINT)
      return found;
  }
  if (self->heat)
    return G_MAXUINT;
  nord_view_to_place (view, at->x, at->y, &lon, &lat);
  near.lon = lon;
  near.lat = lat;
  near.width = near.height = 2 * SIGN_STRONG;
  bounds = nord_view_get_bounds (&near, 0);
  ask_shapes (self, view, &bounds);
  found = find_sign (self, view, at, bubble);
  if (found != G_MAXUINT || *bubble)
    return found;
  for (guint i = 0; i < self->shapes->len; i++) {
    guint slot = g_array_index (self->shapes, guint, i);
    const NordIdeaItem *item = nord_idea_items_get (self->items, slot);
    double away = nord_map_layer_measure (item->shape, view, at->x, at->y);

    if (away <= line_nearest) {
      line_nearest = away;
      smallest = 0;
      found = slot;
    } else if (is_area (item->shape) && nord_relate_contains (item->shape, lon, lat) &&
               (item->east - item->west) * (item->south - item->north) < smallest) {
      smallest = (item->east - item->west) * (item->south - item->north);
      found = slot;
    }
  }
  return found;
}

static gboolean
nord_idea_layer_hover (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  const NordCrowdBubble *bubble = NULL;
  guint found = at ? find (self, view, at, &bubble) : G_MAXUINT;

  if (found != self->hovered) {
    self->hovered = found;
    gtk_widget_queue_draw (GTK_WIDGET (self));
  }
  return found != G_MAXUINT || bubble;
}

static void
close_fan (NordIdeaLayer *self)
{
  if (self->fan)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  g_clear_pointer (&self->fan, nord_idea_fan_free);
}

/* More than can be spread out lie at one place: each tap shows the next. */
static void
cycle (NordIdeaLayer *self, GArray *slots)
{
  guint to = 0;

  for (guint i = 0; i < slots->len; i++) {
    const char *id = nord_idea_items_get_id (self->items, g_array_index (slots, guint, i));

    if (g_hash_table_contains (self->selection, id))
      to = (i + 1) % slots->len;
  }
  g_signal_emit (self, signals[ACTIVATED], 0,
                 nord_idea_items_get_id (self->items, g_array_index (slots, guint, to)));
}

static void
open_bubble (NordIdeaLayer *self, const NordView *view, const NordCrowdBubble *bubble)
{
  NordCrowd *crowd = nord_idea_items_get_crowd (self->items);
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (guint));
  NordMapWindow window = {1, 1, 0, 0};
  NordBounds bounds;

  nord_crowd_list_places (crowd, get_zoom (view), bubble->node, slots);
  for (guint i = 0; i < slots->len; i++) {
    const NordIdeaItem *item = nord_idea_items_get (self->items, g_array_index (slots, guint, i));

    window.west = MIN (window.west, item->x);
    window.east = MAX (window.east, item->x);
    window.north = MIN (window.north, item->y);
    window.south = MAX (window.south, item->y);
  }
  /* Where even the nearest view would not part them, there is no use in zooming in. */
  if (hypot (window.east - window.west, window.south - window.north) * 256 * exp2 (19) < 60 ||
      view->zoom > 18.4) {
    if (slots->len > NORD_IDEA_FAN_MAX) {
      cycle (self, slots);
      return;
    }
    close_fan (self);
    self->fan = nord_idea_fan_new (bubble->x, bubble->y, view->zoom, slots);
    gtk_widget_queue_draw (GTK_WIDGET (self));
    return;
  }
  nord_mercator_unproject (window.west, window.north, &bounds.west, &bounds.north);
  nord_mercator_unproject (window.east, window.south, &bounds.east, &bounds.south);
  g_signal_emit (self, signals[OPENED], 0, &bounds);
}

static gboolean
nord_idea_layer_tap (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  const NordCrowdBubble *bubble = NULL;
  guint found = find (self, view, at, &bubble);
  g_autofree char *id = NULL;

  if (bubble) {
    NordCrowdBubble copy = *bubble;

    open_bubble (self, view, &copy);
    return TRUE;
  }
  if (found == G_MAXUINT)
    close_fan (self);
  else
    id = g_strdup (nord_idea_items_get_id (self->items, found));
  g_signal_emit (self, signals[ACTIVATED], 0, id);
  return id != NULL;
}

static char *
nord_idea_layer_describe (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  const NordCrowdBubble *bubble = NULL;
  guint found = find (self, view, at, &bubble);
  const char *title;

  if (bubble)
    return g_strdup_printf (ngettext ("%u idea here", "%u ideas here", bubble->count),
                            bubble->count);
  if (found == G_MAXUINT)
    return NULL;
  title = nord_record_get_text (NORD_RECORD (nord_idea_items_get (self->items, found)->idea),
                                NORD_IDEA_TITLE);
  return title && *title ? g_strdup (title) : NULL;
}

/* Slots may mean other ideas now. */
static void
on_items_changed (gpointer data)
{
  NordIdeaLayer *self = data;

  self->hovered = G_MAXUINT;
  close_fan (self);
  if (nord_idea_items_take_shapes_changed (self->items) || self->heat)
    nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_heat (GSimpleAction *action, GVariant *value, gpointer data)
{
  NordIdeaLayer *self = data;

  g_simple_action_set_state (action, value);
  self->heat = g_variant_get_boolean (value);
  close_fan (self);
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
}

static void
nord_idea_layer_dispose (GObject *object)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (object);

  g_clear_pointer (&self->fan, nord_idea_fan_free);
  g_clear_pointer (&self->items, nord_idea_items_free);
  g_clear_pointer (&self->draft, nord_shape_unref);
  G_OBJECT_CLASS (nord_idea_layer_parent_class)->dispose (object);
}

static void
nord_idea_layer_finalize (GObject *object)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (object);

  g_object_unref (self->actions);
  nord_bubble_cache_free (self->cache);
  g_array_unref (self->bubbles);
  g_array_unref (self->shapes);
  g_hash_table_unref (self->selection);
  G_OBJECT_CLASS (nord_idea_layer_parent_class)->finalize (object);
}

static void
nord_idea_layer_class_init (NordIdeaLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  NordMapLayerClass *layer_class = NORD_MAP_LAYER_CLASS (klass);

  object_class->dispose = nord_idea_layer_dispose;
  object_class->finalize = nord_idea_layer_finalize;
  layer_class->draw = nord_idea_layer_draw;
  layer_class->paint = nord_idea_layer_paint;
  layer_class->hover = nord_idea_layer_hover;
  layer_class->tap = nord_idea_layer_tap;
  layer_class->describe = nord_idea_layer_describe;
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
nord_idea_layer_init (NordIdeaLayer *self)
{
  static const GActionEntry entries[] = {
    {.name = "heat", .state = "false", .change_state = on_heat}};

  self->items = nord_idea_items_new (on_items_changed, self);
  self->bubbles = g_array_new (FALSE, FALSE, sizeof (NordCrowdBubble));
  self->shapes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->cache = nord_bubble_cache_new (GTK_WIDGET (self));
  self->selection = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hovered = G_MAXUINT;
  self->actions = G_ACTION_GROUP (g_simple_action_group_new ());
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

NordIdeaLayer *
nord_idea_layer_new (ShumateViewport *viewport)
{
  return g_object_new (NORD_TYPE_IDEA_LAYER, "viewport", viewport, NULL);
}

void
nord_idea_layer_set_programme (NordIdeaLayer *self, NordProgramme *programme)
{
  g_return_if_fail (NORD_IS_IDEA_LAYER (self));
  nord_bubble_cache_clear (self->cache);
  nord_idea_items_set_programme (self->items, programme);
}

void
nord_idea_layer_set_ideas (NordIdeaLayer *self, GListModel *ideas)
{
  g_return_if_fail (NORD_IS_IDEA_LAYER (self));
  nord_idea_items_set_ideas (self->items, ideas);
}

void
nord_idea_layer_refresh (NordIdeaLayer *self, const NordChangeSet *changes)
{
  g_return_if_fail (NORD_IS_IDEA_LAYER (self));
  nord_idea_items_refresh (self->items, changes);
}

void
nord_idea_layer_set_selection (NordIdeaLayer *self, const char *const *ids)
{
  g_return_if_fail (NORD_IS_IDEA_LAYER (self));
  g_hash_table_remove_all (self->selection);
  for (guint i = 0; ids && ids[i]; i++)
    g_hash_table_add (self->selection, g_strdup (ids[i]));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nord_idea_layer_set_hidden (NordIdeaLayer *self, const char *id)
{
  g_return_if_fail (NORD_IS_IDEA_LAYER (self));
  nord_idea_items_set_hidden (self->items, id);
}

void
nord_idea_layer_set_draft (NordIdeaLayer *self, NordShape *shape, const char *category)
{
  g_return_if_fail (NORD_IS_IDEA_LAYER (self));
  g_clear_pointer (&self->draft, nord_shape_unref);
  self->draft = shape ? nord_shape_ref (shape) : NULL;
  self->draft_category = nord_idea_items_find_category (self->items, category);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GActionGroup *
nord_idea_layer_get_actions (NordIdeaLayer *self)
{
  g_return_val_if_fail (NORD_IS_IDEA_LAYER (self), NULL);
  return self->actions;
}

guint
nord_idea_layer_count_shown (NordIdeaLayer *self)
{
  g_return_val_if_fail (NORD_IS_IDEA_LAYER (self), 0);
  return nord_idea_items_count (self->items);
}
