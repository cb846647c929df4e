/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ideas on the map: signs, lines, areas, and bubbles with numbers where signs would cover each
 * other. Draws what an index finds in the view; an idea is a few numbers, not a widget. */
#include "ui/map/idea-layer.h"

#include "core/geo/mercator.h"
#include "ui/map/bubble-cache.h"
#include "ui/map/idea-fan.h"
#include "ui/map/idea-heat.h"
#include "ui/map/idea-hit.h"
#include "ui/map/idea-items.h"
#include "ui/map/idea-shapes.h"
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

static void
ask (NordIdeaLayer *self, const NordView *view, const NordMapWindow *window)
{
  g_array_set_size (self->bubbles, 0);
  nord_crowd_query (nord_idea_items_get_crowd (self->items), nord_idea_items_get_zoom (view),
                    window->west, window->north, window->east, window->south, self->bubbles);
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
  nord_idea_items_query_shapes (self->items, bounds, nord_idea_items_get_zoom (view), self->shapes);
}

static NordMapPlan *
nord_idea_layer_plan (NordMapLayer *layer, const NordView *view)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);

  if (self->heat)
    return nord_idea_heat_plan (self->items, view, nord_idea_items_get_zoom (view));
  return nord_idea_shapes_plan (self->items, view, nord_idea_items_get_zoom (view));
}

static void
queue_again (NordIdeaLayer *self)
{
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
  g_object_unref (self);
}

static NordMarkCanvas
open_canvas (NordIdeaLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  NordMapLayer *layer = NORD_MAP_LAYER (self);

  return (NordMarkCanvas){snapshot, nord_map_layer_is_cairo (layer)
                                      ? nord_map_layer_open_cairo (layer, snapshot, view)
                                      : NULL};
}

static void
close_canvas (NordIdeaLayer *self, const NordMarkCanvas *canvas)
{
  if (canvas->cr)
    nord_map_layer_close_cairo (NORD_MAP_LAYER (self), canvas->cr);
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
    cairo_t *cr = nord_map_layer_open_cairo (NORD_MAP_LAYER (self), snapshot, view);

    nord_idea_shape_draw (cr, shape, nord_idea_items_get_category (self->items, category), view,
                          TRUE, NULL);
    nord_map_layer_close_cairo (NORD_MAP_LAYER (self), cr);
  }
  nord_shape_get_anchor (shape, &lon, &lat);
  nord_view_to_screen (view, lon, lat, &x, &y);
  canvas = open_canvas (self, snapshot, view);
  put_sign (self, &canvas, category, size, x, y);
  close_canvas (self, &canvas);
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
  cairo_t *cr = nord_map_layer_open_cairo (NORD_MAP_LAYER (self), snapshot, view);
  NordMarkCanvas canvas;

  nord_idea_fan_draw_legs (self->fan, cr, view);
  nord_map_layer_close_cairo (NORD_MAP_LAYER (self), cr);
  canvas = open_canvas (self, snapshot, view);
  for (guint i = 0; i < nord_idea_fan_get_size (self->fan); i++) {
    double x, y;
    guint slot = nord_idea_fan_get (self->fan, i, view, &x, &y);
    gboolean selected =
      g_hash_table_contains (self->selection, nord_idea_items_get_id (self->items, slot));

    put_sign (self, &canvas, nord_idea_items_get (self->items, slot)->category,
              selected ? SIGN_STRONG : SIGN, x, y);
  }
  close_canvas (self, &canvas);
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
                                                  nord_idea_items_get_zoom (view), bubble->node),
                           n, bubble->count),
    x, y, nord_bubble_get_size (bubble->count));
}

/* What came just now, until the picture of all shapes has it. */
static void
paint_fresh (NordIdeaLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  GArray *fresh = nord_idea_items_get_fresh (self->items);
  guint zoom = nord_idea_items_get_zoom (view);
  cairo_t *cr = NULL;

  for (guint i = fresh->len; i > 0; i--) {
    const NordIdeaItem *item =
      nord_idea_items_get (self->items, g_array_index (fresh, guint, i - 1));
    NordBounds bounds = nord_shape_get_bounds (item->shape);

    if (nord_map_layer_is_current (NORD_MAP_LAYER (self), &bounds)) {
      g_array_remove_index_fast (fresh, i - 1);
      continue;
    }
    if (item->from_zoom > zoom)
      continue;
    if (cr == NULL)
      cr = nord_map_layer_open_cairo (NORD_MAP_LAYER (self), snapshot, view);
    nord_idea_shape_draw (cr, item->shape,
                          nord_idea_items_get_category (self->items, item->category), view, FALSE,
                          NULL);
  }
  if (cr)
    nord_map_layer_close_cairo (NORD_MAP_LAYER (self), cr);
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
    close_canvas (self, &canvas);
  }
  paint_strong (self, snapshot, view);
  if (self->fan && nord_idea_fan_fits (self->fan, view))
    paint_fan (self, snapshot, view);
  /* Bubbles that this frame had no time for are plain in it. */
  if (nord_bubble_cache_is_behind (self->cache))
    g_idle_add_once ((GSourceOnceFunc) queue_again, g_object_ref (self));
}

/* An idea that is spread out lies above all others. */
static gboolean
find (NordIdeaLayer *self, const NordView *view, const NordContact *at, NordIdeaHit *hit)
{
  *hit = (NordIdeaHit){G_MAXUINT, {0}};
  if (self->fan && nord_idea_fan_fits (self->fan, view)) {
    hit->slot = nord_idea_fan_find (self->fan, view, at);
    if (hit->slot != G_MAXUINT)
      return TRUE;
  }
  return !self->heat && nord_idea_hit_find (self->items, view, at, hit);
}

static gboolean
nord_idea_layer_hover (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  NordIdeaHit hit = {G_MAXUINT, {0}};
  gboolean found = at && find (self, view, at, &hit);

  if (hit.slot != self->hovered) {
    self->hovered = hit.slot;
    nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
  }
  return found;
}

static void
close_fan (NordIdeaLayer *self)
{
  if (self->fan)
    nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
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

  nord_crowd_list_places (crowd, nord_idea_items_get_zoom (view), bubble->node, slots);
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
    nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
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
  g_autofree char *id = NULL;
  NordIdeaHit hit;

  if (!find (self, view, at, &hit)) {
    close_fan (self);
  } else if (hit.slot == G_MAXUINT) {
    open_bubble (self, view, &hit.bubble);
    return TRUE;
  } else {
    id = g_strdup (nord_idea_items_get_id (self->items, hit.slot));
  }
  g_signal_emit (self, signals[ACTIVATED], 0, id);
  return id != NULL;
}

static char *
nord_idea_layer_describe (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  const char *title;
  NordIdeaHit hit;

  if (!find (self, view, at, &hit))
    return NULL;
  if (hit.slot == G_MAXUINT)
    return g_strdup_printf (ngettext ("%u idea here", "%u ideas here", hit.bubble.count),
                            hit.bubble.count);
  title = nord_record_get_text (NORD_RECORD (nord_idea_items_get (self->items, hit.slot)->idea),
                                NORD_IDEA_TITLE);
  return title && *title ? g_strdup (title) : NULL;
}

/* Slots may mean other ideas now. */
static void
on_items_changed (gpointer data)
{
  NordIdeaLayer *self = data;
  g_autoptr (GArray) altered = g_array_new (FALSE, FALSE, sizeof (NordBounds));

  self->hovered = G_MAXUINT;
  close_fan (self);
  if (!nord_idea_items_take_altered (self->items, altered) || self->heat)
    nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
  for (guint i = 0; i < altered->len; i++)
    nord_map_layer_queue_repair (NORD_MAP_LAYER (self), &g_array_index (altered, NordBounds, i));
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
}

static void
on_heat (GSimpleAction *action, GVariant *value, gpointer data)
{
  NordIdeaLayer *self = data;

  g_simple_action_set_state (action, value);
  self->heat = g_variant_get_boolean (value);
  close_fan (self);
  /* The densest place gets the last colour: pieces of their own would not fit together. */
  nord_map_layer_set_whole (NORD_MAP_LAYER (self), self->heat);
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
  layer_class->plan = nord_idea_layer_plan;
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
  nord_map_layer_drop_picture (NORD_MAP_LAYER (self));
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
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
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
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
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
