/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ideas on the map: signs, lines, areas, and bubbles with numbers where signs would cover each
 * other. Draws from plain arrays; ten thousand ideas are a few numbers each, not widgets. */
#include "ui/map/idea-layer.h"

#include "core/geo/mercator.h"
#include "core/geo/relate.h"
#include "ui/map/idea-groups.h"
#include "ui/map/mark.h"

#include <math.h>

#define SIGN 28.0        /* pixels, a sign with its halo */
#define SIGN_SMALL 22.0  /* on a line or area */
#define SIGN_STRONG 40.0 /* selected */
#define SIGN_HOVERED 33.0
#define SMALLEST_SHAPE 40.0 /* pixels across below which a line or area is shown as a sign */
#define GROUP_RADIUS 30.0
#define MAX_CATEGORIES 8

typedef struct {
  NordIdea *idea;                  /* (owned) */
  NordShape *shape;                /* (owned) */
  double west, north, east, south; /* units */
  guint category;                  /* index in the programme, n_categories: none */
} Item;

struct _NordIdeaLayer {
  NordMapLayer parent_instance;

  NordProgramme *programme; /* (owned) (nullable) */
  GListModel *ideas;        /* (owned) (nullable) */
  GArray *items;            /* (owned) (element-type Item) ideas with a place, in their order */
  double *anchors;          /* (owned) (nullable) 2 units an item */
  gboolean items_stale;

  double level;           /* the zoom that groups and sizes were made for */
  NordIdeaGroups *groups; /* (owned) (nullable) */
  guint8 *large;          /* (owned) (nullable) an item is drawn as line or area */
  GHashTable *bubbles;    /* (owned) composition -> GdkTexture */
  GdkTexture *signs[MAX_CATEGORIES + 1][4]; /* (owned) by size */
  int signs_scale;

  GHashTable *selection; /* (owned) ids */
  char *hidden;          /* (owned) (nullable) id */
  guint hovered;         /* item, G_MAXUINT: none */
  Item draft;            /* (owned) without an idea; shape NULL: none */
};

G_DEFINE_FINAL_TYPE (NordIdeaLayer, nord_idea_layer, NORD_TYPE_MAP_LAYER)

enum { ACTIVATED, OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const double sign_sizes[4] = {SIGN_SMALL, SIGN, SIGN_HOVERED, SIGN_STRONG};

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_clear_object (&item->idea);
  g_clear_pointer (&item->shape, nord_shape_unref);
}

static Item *
get_item (NordIdeaLayer *self, guint i)
{
  return &g_array_index (self->items, Item, i);
}

static const char *
get_id (const Item *item)
{
  return nord_record_get_id (NORD_RECORD (item->idea));
}

static gboolean
is_hidden (NordIdeaLayer *self, const Item *item)
{
  return self->hidden && strcmp (self->hidden, get_id (item)) == 0;
}

static guint
count_categories (NordIdeaLayer *self)
{
  guint n = self->programme ? nord_programme_get_n_categories (self->programme) : 0;

  return MIN (n, MAX_CATEGORIES);
}

static guint
find_category (NordIdeaLayer *self, const char *id)
{
  guint n = count_categories (self);

  for (guint i = 0; id && i < n; i++) {
    if (strcmp (nord_programme_get_category (self->programme, i)->id, id) == 0)
      return i;
  }
  return n;
}

static const NordCategory *
get_category (NordIdeaLayer *self, guint index)
{
  return index < count_categories (self) ? nord_programme_get_category (self->programme, index)
                                         : NULL;
}

static GdkTexture *
get_sign (NordIdeaLayer *self, guint category, guint size)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (scale != self->signs_scale) {
    for (guint c = 0; c <= MAX_CATEGORIES; c++) {
      for (guint s = 0; s < G_N_ELEMENTS (sign_sizes); s++)
        g_clear_object (&self->signs[c][s]);
    }
    g_hash_table_remove_all (self->bubbles);
    self->signs_scale = scale;
  }
  if (self->signs[category][size] == NULL)
    self->signs[category][size] =
      nord_mark_make_texture (get_category (self, category), sign_sizes[size], scale);
  return self->signs[category][size];
}

static void
collect_items (NordIdeaLayer *self)
{
  guint n = self->ideas ? g_list_model_get_n_items (self->ideas) : 0;

  g_array_set_size (self->items, 0);
  for (guint i = 0; i < n; i++) {
    g_autoptr (NordIdea) idea = g_list_model_get_item (self->ideas, i);
    NordShape *shape = nord_record_get_shape (NORD_RECORD (idea), NORD_IDEA_SHAPE);
    NordBounds bounds;
    Item item = {0};

    if (shape == NULL)
      continue;
    bounds = nord_shape_get_bounds (shape);
    nord_mercator_project (bounds.west, bounds.north, &item.west, &item.north);
    nord_mercator_project (bounds.east, bounds.south, &item.east, &item.south);
    item.category =
      find_category (self, nord_record_get_text (NORD_RECORD (idea), NORD_IDEA_CATEGORY));
    item.shape = nord_shape_ref (shape);
    item.idea = g_steal_pointer (&idea);
    g_array_append_val (self->items, item);
  }
  g_free (self->anchors);
  self->anchors = g_new (double, 2 * MAX (self->items->len, 1));
  for (guint i = 0; i < self->items->len; i++) {
    double lon, lat;

    nord_shape_get_anchor (get_item (self, i)->shape, &lon, &lat);
    nord_mercator_project (lon, lat, &self->anchors[2 * i], &self->anchors[2 * i + 1]);
  }
  self->items_stale = FALSE;
  self->hovered = G_MAXUINT;
  self->level = -1;
}

/* Brings items, sizes and bubbles up to date; sizes and bubbles hold for half a level. */
static void
prepare (NordIdeaLayer *self, const NordView *view)
{
  double level = floor (view->zoom * 2) / 2, scale = 256 * exp2 (level + 0.25);
  g_autoptr (GArray) small = NULL;

  if (self->items_stale)
    collect_items (self);
  if (self->groups && self->level == level)
    return;
  self->level = level;
  g_clear_pointer (&self->groups, nord_idea_groups_free);
  g_free (self->large);
  self->large = g_new0 (guint8, MAX (self->items->len, 1));
  small = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->items->len; i++) {
    const Item *item = get_item (self, i);

    self->large[i] =
      hypot (item->east - item->west, item->south - item->north) * scale >= SMALLEST_SHAPE;
    if (!self->large[i] && !is_hidden (self, item))
      g_array_append_val (small, i);
  }
  self->groups = nord_idea_groups_new (self->anchors, self->items->len, (guint *) small->data,
                                       small->len, GROUP_RADIUS / scale);
}

typedef struct {
  double west, north, east, south;
} Window;

static Window
get_window (const NordView *view, double margin)
{
  NordBounds bounds = nord_view_get_bounds (view, margin);
  Window window;

  nord_mercator_project (bounds.west, bounds.north, &window.west, &window.north);
  nord_mercator_project (bounds.east, bounds.south, &window.east, &window.south);
  return window;
}

/* Units to pixels, without going through degrees for each of thousands. */
typedef struct {
  double x, y, c, s, left, top;
} Lens;

static Lens
get_lens (const NordView *view)
{
  double scale = nord_view_get_scale (view);
  Lens lens = {.c = cos (view->rotation) * scale,
               .s = sin (view->rotation) * scale,
               .left = view->width / 2,
               .top = view->height / 2};

  nord_mercator_project (view->lon, view->lat, &lens.x, &lens.y);
  return lens;
}

static void
through (const Lens *lens, double ux, double uy, double *x, double *y)
{
  ux -= lens->x;
  uy -= lens->y;
  *x = lens->left + lens->c * ux - lens->s * uy;
  *y = lens->top + lens->s * ux + lens->c * uy;
}

static void
draw_shape (NordIdeaLayer *self,
            cairo_t *cr,
            const Item *item,
            const NordView *view,
            gboolean strong)
{
  const NordCategory *category = get_category (self, item->category);

  nord_map_layer_trace (cr, item->shape, view);
  if (item->shape->kind == NORD_SHAPE_AREA || item->shape->kind == NORD_SHAPE_MULTI_AREA)
    nord_mark_fill_area (cr, category, strong);
  else
    nord_mark_stroke_line (cr, category, strong);
}

static gboolean
nord_idea_layer_draw (NordMapLayer *layer, cairo_t *cr, const NordView *view)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  Window window = get_window (view, 8);
  gboolean any = FALSE;

  prepare (self, view);
  /* Areas first, so that no line is hidden by one. */
  for (int pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < self->items->len; i++) {
      const Item *item = get_item (self, i);
      gboolean area =
        item->shape->kind == NORD_SHAPE_AREA || item->shape->kind == NORD_SHAPE_MULTI_AREA;

      if (!self->large[i] || area != (pass == 0) || item->east < window.west ||
          item->west > window.east || item->south < window.north || item->north > window.south ||
          is_hidden (self, item) || item->shape->kind == NORD_SHAPE_MULTI_POINT)
        continue;
      draw_shape (self, cr, item, view, FALSE);
      any = TRUE;
    }
  }
  return any;
}

static NordMarkCanvas
open_canvas (NordIdeaLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  return nord_mark_canvas_open (snapshot, view->width, view->height,
                                nord_map_layer_is_cairo (NORD_MAP_LAYER (self)));
}

static double
bubble_size (guint count)
{
  return CLAMP (30 + 5 * log2 (count), 34, 58);
}

static GdkTexture *
get_bubble (NordIdeaLayer *self, const NordIdeaGroup *group)
{
  guint counts[MAX_CATEGORIES + 1] = {0}, n = count_categories (self) + 1;
  const NordCategory *categories[MAX_CATEGORIES + 1];
  g_autoptr (GString) key = g_string_new (NULL);
  GdkTexture *texture;

  for (guint m = group->first; m != G_MAXUINT; m = self->groups->next[m])
    counts[get_item (self, m)->category]++;
  for (guint i = 0; i < n; i++) {
    categories[i] = get_category (self, i);
    g_string_append_printf (key, "%u,", counts[i]);
  }
  texture = g_hash_table_lookup (self->bubbles, key->str);
  if (texture == NULL) {
    /* Old compositions are not worth keeping for ever. */
    if (g_hash_table_size (self->bubbles) > 2000)
      g_hash_table_remove_all (self->bubbles);
    texture = nord_mark_make_bubble (gtk_widget_get_pango_context (GTK_WIDGET (self)), categories,
                                     counts, n, bubble_size (group->count), self->signs_scale);
    g_hash_table_insert (self->bubbles, g_strdup (key->str), texture);
  }
  return texture;
}

static void
paint_strong (NordIdeaLayer *self, GtkSnapshot *snapshot, const NordView *view, const Lens *lens)
{
  for (guint i = 0; i < self->items->len; i++) {
    const Item *item = get_item (self, i);
    gboolean selected = g_hash_table_contains (self->selection, get_id (item));
    NordMarkCanvas canvas;
    double x, y;

    if ((!selected && i != self->hovered) || is_hidden (self, item))
      continue;
    if (item->shape->kind != NORD_SHAPE_POINT && item->shape->kind != NORD_SHAPE_MULTI_POINT) {
      cairo_t *cr =
        gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, view->width, view->height));

      draw_shape (self, cr, item, view, TRUE);
      cairo_destroy (cr);
    }
    through (lens, self->anchors[2 * i], self->anchors[2 * i + 1], &x, &y);
    canvas = open_canvas (self, snapshot, view);
    nord_mark_canvas_put (&canvas, get_sign (self, item->category, selected ? 3 : 2), x, y,
                          selected ? SIGN_STRONG : SIGN_HOVERED);
    nord_mark_canvas_close (&canvas);
  }
}

static void
paint_draft (NordIdeaLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  NordMarkCanvas canvas;
  double lon, lat, x, y;

  if (self->draft.shape->kind != NORD_SHAPE_POINT) {
    cairo_t *cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, view->width, view->height));

    draw_shape (self, cr, &self->draft, view, TRUE);
    cairo_destroy (cr);
  }
  nord_shape_get_anchor (self->draft.shape, &lon, &lat);
  nord_view_to_screen (view, lon, lat, &x, &y);
  canvas = open_canvas (self, snapshot, view);
  nord_mark_canvas_put (&canvas, get_sign (self, self->draft.category, 3), x, y, SIGN_STRONG);
  nord_mark_canvas_close (&canvas);
}

static void
nord_idea_layer_paint (NordMapLayer *layer, GtkSnapshot *snapshot, const NordView *view)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  Window window = get_window (view, SIGN_STRONG);
  Lens lens = get_lens (view);
  NordMarkCanvas canvas;
  double x, y;

  prepare (self, view);
  get_sign (self, 0, 1); /* notices another scale factor */
  canvas = open_canvas (self, snapshot, view);
  for (guint i = 0; i < self->items->len; i++) {
    if (!self->large[i] || self->anchors[2 * i] < window.west ||
        self->anchors[2 * i] > window.east || self->anchors[2 * i + 1] < window.north ||
        self->anchors[2 * i + 1] > window.south || is_hidden (self, get_item (self, i)))
      continue;
    through (&lens, self->anchors[2 * i], self->anchors[2 * i + 1], &x, &y);
    nord_mark_canvas_put (&canvas, get_sign (self, get_item (self, i)->category, 0), x, y,
                          SIGN_SMALL);
  }
  for (guint g = 0; g < self->groups->groups->len; g++) {
    const NordIdeaGroup *group = &g_array_index (self->groups->groups, NordIdeaGroup, g);

    if (group->x < window.west || group->x > window.east || group->y < window.north ||
        group->y > window.south)
      continue;
    through (&lens, group->x, group->y, &x, &y);
    if (group->count == 1)
      nord_mark_canvas_put (&canvas, get_sign (self, get_item (self, group->first)->category, 1), x,
                            y, SIGN);
    else
      nord_mark_canvas_put (&canvas, get_bubble (self, group), x, y, bubble_size (group->count));
  }
  nord_mark_canvas_close (&canvas);
  if (g_hash_table_size (self->selection) > 0 || self->hovered != G_MAXUINT)
    paint_strong (self, snapshot, view, &lens);
  if (self->draft.shape)
    paint_draft (self, snapshot, view);
}

/* What lies at a place: an item, or a bubble. Nearest sign first, then lines, then the smallest
 * area. */
static guint
find (NordIdeaLayer *self,
      const NordView *view,
      const NordContact *at,
      const NordIdeaGroup **bubble)
{
  double reach = at->touch ? 24 : 16, nearest = reach, smallest = G_MAXDOUBLE, lon, lat, x, y;
  double line_nearest = at->touch ? 18 : 9;
  Lens lens = get_lens (view);
  guint found = G_MAXUINT;

  prepare (self, view);
  if (bubble)
    *bubble = NULL;
  for (guint g = 0; g < self->groups->groups->len; g++) {
    const NordIdeaGroup *group = &g_array_index (self->groups->groups, NordIdeaGroup, g);
    double within = group->count > 1 ? bubble_size (group->count) / 2 + 3 : reach, away;

    through (&lens, group->x, group->y, &x, &y);
    away = hypot (x - at->x, y - at->y);
    if (away > within || away > MAX (nearest, within))
      continue;
    if (group->count == 1) {
      nearest = away;
      found = group->first;
      if (bubble)
        *bubble = NULL;
    } else if (bubble) {
      found = G_MAXUINT;
      nearest = away;
      *bubble = group;
    }
  }
  for (guint i = 0; i < self->items->len; i++) {
    if (!self->large[i] || is_hidden (self, get_item (self, i)))
      continue;
    through (&lens, self->anchors[2 * i], self->anchors[2 * i + 1], &x, &y);
    if (hypot (x - at->x, y - at->y) < MIN (nearest, SIGN_SMALL / 2 + 2)) {
      nearest = hypot (x - at->x, y - at->y);
      found = i;
    }
  }
  if (found != G_MAXUINT || (bubble && *bubble))
    return found;
  nord_view_to_place (view, at->x, at->y, &lon, &lat);
  nord_mercator_project (lon, lat, &x, &y);
  for (guint i = 0; i < self->items->len; i++) {
    const Item *item = get_item (self, i);
    double slack = line_nearest / nord_view_get_scale (view), away;

    if (!self->large[i] || x < item->west - slack || x > item->east + slack ||
        y < item->north - slack || y > item->south + slack || is_hidden (self, item))
      continue;
    away = nord_map_layer_measure (item->shape, view, at->x, at->y);
    if (away <= line_nearest) {
      line_nearest = away;
      smallest = 0;
      found = i;
    } else if (nord_relate_contains (item->shape, lon, lat) &&
               (item->east - item->west) * (item->south - item->north) < smallest) {
      smallest = (item->east - item->west) * (item->south - item->north);
      found = i;
    }
  }
  return found;
}

static gboolean
nord_idea_layer_hover (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  const NordIdeaGroup *bubble = NULL;
  guint found = at ? find (self, view, at, &bubble) : G_MAXUINT;

  if (found != self->hovered) {
    self->hovered = found;
    gtk_widget_queue_draw (GTK_WIDGET (self));
  }
  return found != G_MAXUINT || bubble;
}

/* Ideas that lie at one place: each tap shows the next. */
static void
cycle (NordIdeaLayer *self, const NordIdeaGroup *group)
{
  guint to = group->first;

  for (guint m = group->first; m != G_MAXUINT; m = self->groups->next[m]) {
    if (g_hash_table_contains (self->selection, get_id (get_item (self, m)))) {
      to = self->groups->next[m] != G_MAXUINT ? self->groups->next[m] : group->first;
      break;
    }
  }
  g_signal_emit (self, signals[ACTIVATED], 0, get_id (get_item (self, to)));
}

static gboolean
nord_idea_layer_tap (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  const NordIdeaGroup *bubble = NULL;
  guint found = find (self, view, at, &bubble);

  if (bubble) {
    double spread = hypot (bubble->east - bubble->west, bubble->south - bubble->north);
    NordBounds bounds;

    /* Where even the nearest view would not part them, there is no use in zooming in. */
    if (spread * 256 * exp2 (19) < 2 * GROUP_RADIUS || view->zoom > 18.4) {
      cycle (self, bubble);
      return TRUE;
    }
    nord_mercator_unproject (bubble->west, bubble->north, &bounds.west, &bounds.north);
    nord_mercator_unproject (bubble->east, bubble->south, &bounds.east, &bounds.south);
    g_signal_emit (self, signals[OPENED], 0, &bounds);
    return TRUE;
  }
  g_signal_emit (self, signals[ACTIVATED], 0,
                 found != G_MAXUINT ? get_id (get_item (self, found)) : NULL);
  return found != G_MAXUINT;
}

static char *
nord_idea_layer_describe (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (layer);
  guint found = find (self, view, at, NULL);
  const char *title;

  if (found == G_MAXUINT)
    return NULL;
  title = nord_record_get_text (NORD_RECORD (get_item (self, found)->idea), NORD_IDEA_TITLE);
  return title && *title ? g_strdup (title) : NULL;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  nord_idea_layer_refresh (data);
}

static void
nord_idea_layer_dispose (GObject *object)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (object);

  nord_idea_layer_set_ideas (self, NULL);
  g_array_set_size (self->items, 0);
  g_clear_object (&self->programme);
  for (guint c = 0; c <= MAX_CATEGORIES; c++) {
    for (guint s = 0; s < G_N_ELEMENTS (sign_sizes); s++)
      g_clear_object (&self->signs[c][s]);
  }
  G_OBJECT_CLASS (nord_idea_layer_parent_class)->dispose (object);
}

static void
nord_idea_layer_finalize (GObject *object)
{
  NordIdeaLayer *self = NORD_IDEA_LAYER (object);

  g_array_unref (self->items);
  g_clear_pointer (&self->groups, nord_idea_groups_free);
  g_hash_table_unref (self->bubbles);
  g_hash_table_unref (self->selection);
  g_free (self->anchors);
  g_free (self->large);
  g_free (self->hidden);
  item_clear (&self->draft);
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
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, item_clear);
  self->bubbles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->selection = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hovered = G_MAXUINT;
  self->items_stale = TRUE;
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
  if (!g_set_object (&self->programme, programme))
    return;
  self->signs_scale = 0;
  nord_idea_layer_refresh (self);
}

void
nord_idea_layer_set_ideas (NordIdeaLayer *self, GListModel *ideas)
{
  g_return_if_fail (NORD_IS_IDEA_LAYER (self));
  if (self->ideas == ideas)
    return;
  if (self->ideas)
    g_signal_handlers_disconnect_by_func (self->ideas, on_items_changed, self);
  g_set_object (&self->ideas, ideas);
  if (ideas)
    g_signal_connect (ideas, "items-changed", G_CALLBACK (on_items_changed), self);
  nord_idea_layer_refresh (self);
}

void
nord_idea_layer_refresh (NordIdeaLayer *self)
{
  g_return_if_fail (NORD_IS_IDEA_LAYER (self));
  self->items_stale = TRUE;
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
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
  if (g_strcmp0 (self->hidden, id) == 0)
    return;
  g_free (self->hidden);
  self->hidden = g_strdup (id);
  self->level = -1;
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
}

void
nord_idea_layer_set_draft (NordIdeaLayer *self, NordShape *shape, const char *category)
{
  g_return_if_fail (NORD_IS_IDEA_LAYER (self));
  item_clear (&self->draft);
  if (shape)
    self->draft.shape = nord_shape_ref (shape);
  self->draft.category = find_category (self, category);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
nord_idea_layer_count_shown (NordIdeaLayer *self)
{
  g_return_val_if_fail (NORD_IS_IDEA_LAYER (self), 0);
  if (self->items_stale)
    collect_items (self);
  return self->items->len;
}
