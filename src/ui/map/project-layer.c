/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Small signs and outlines of all that is in view are drawn once, in tiles; badges with numbers
 * stand above them at every frame, as many as there is room for without covering each other. */
#include "ui/map/project-layer.h"

#include "core/geo/relate.h"
#include "core/model/project.h"
#include "ui/map/project-sign.h"
#include "ui/widgets/state-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define SIGN 15 /* pixels */
#define REACH 14
#define MAX_BADGES 250
/* Milliseconds of a small sign, and of each position of an outline. */
#define COST_SIGN 0.02
#define COST_POINT 0.004

typedef struct {
  NordRecord *project; /* (owned) */
  NordShape *shape;    /* (owned) */
  NordBounds bounds;
  double lon, lat; /* where its badge stands */
  NordProjectState state;
  GdkTexture *badge; /* (owned) (nullable) until it is seen */
  double width, height;
  gboolean strong; /* as the badge was made */
  int scale;       /* likewise */
} Entry;

typedef struct {
  graphene_rect_t at;
  guint entry;
} Placed;

struct _NordProjectLayer {
  NordMapLayer parent_instance;

  GListModel *projects; /* (owned) (nullable) */
  GArray *entries;      /* (owned) (element-type Entry) */
  GArray *placed;       /* (owned) (element-type Placed) by the last frame */
  char *selected;       /* (owned) (nullable) id */
  guint fill_id;
};

G_DEFINE_FINAL_TYPE (NordProjectLayer, nord_project_layer, NORD_TYPE_MAP_LAYER)

enum { ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->project);
  g_clear_pointer (&entry->shape, nord_shape_unref);
  g_clear_object (&entry->badge);
}

static gboolean
is_strong (NordProjectLayer *self, const Entry *entry)
{
  return g_strcmp0 (nord_record_get_id (entry->project), self->selected) == 0;
}

static gboolean
is_in (const Entry *entry, const NordBounds *window)
{
  return entry->bounds.east >= window->west && entry->bounds.west <= window->east &&
         entry->bounds.north >= window->south && entry->bounds.south <= window->north;
}

/* --- Outlines and small signs
 * ---------------------------------------------------------------------
 */

/* What a thread needs of a project. */
typedef struct {
  NordShape *shape; /* (owned) */
  double lon, lat;
  NordProjectState state;
  gboolean strong;
} Item;

static void
item_clear (gpointer data)
{
  nord_shape_unref (((Item *) data)->shape);
}

static void
items_free (gpointer data)
{
  g_array_unref (data);
}

static void
draw_items (gconstpointer data, cairo_t *cr, const NordView *view)
{
  const GArray *items = data;

  for (guint i = 0; i < items->len; i++) {
    const Item *item = &g_array_index (items, Item, i);
    const NordShapeKind kind = item->shape->kind;

    if (kind == NORD_SHAPE_POINT || kind == NORD_SHAPE_MULTI_POINT)
      continue;
    nord_map_layer_trace (cr, item->shape, view);
    cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
    nord_project_sign_stroke (cr, kind == NORD_SHAPE_AREA || kind == NORD_SHAPE_MULTI_AREA,
                              item->strong);
  }
  for (guint i = 0; i < items->len; i++) {
    const Item *item = &g_array_index (items, Item, i);
    double x, y;

    nord_view_to_screen (view, item->lon, item->lat, &x, &y);
    nord_project_sign_draw (cr, item->state, x, y, SIGN);
  }
}

static NordMapPlan *
nord_project_layer_plan (NordMapLayer *layer, const NordView *view)
{
  NordProjectLayer *self = NORD_PROJECT_LAYER (layer);
  NordBounds window = nord_view_get_bounds (view, REACH);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (Item));
  NordMapPlan *plan;
  double cost = 0;

  g_array_set_clear_func (items, item_clear);
  for (guint i = 0; i < self->entries->len; i++) {
    const Entry *entry = &g_array_index (self->entries, Entry, i);
    const Item item = {entry->shape, entry->lon, entry->lat, entry->state, is_strong (self, entry)};

    if (!is_in (entry, &window))
      continue;
    nord_shape_ref (entry->shape);
    g_array_append_val (items, item);
    cost += COST_SIGN + COST_POINT * entry->shape->n_points;
  }
  if (items->len == 0)
    return NULL;
  plan = g_new0 (NordMapPlan, 1);
  plan->draw = draw_items;
  plan->data = g_steal_pointer (&items);
  plan->free_data = items_free;
  plan->cost = cost;
  return plan;
}

/* --- Badges --------------------------------------------------------------------------------------
 */

static void
prepare_badge (NordProjectLayer *self, Entry *entry)
{
  const gboolean strong = is_strong (self, entry);
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const char *number = nord_record_get_text (entry->project, NORD_PROJECT_NUMBER);

  if (entry->badge != NULL && entry->strong == strong && entry->scale == scale)
    return;
  g_clear_object (&entry->badge);
  entry->badge =
    nord_project_sign_make_badge (GTK_WIDGET (self), entry->state, number != NULL ? number : "?",
                                  strong, &entry->width, &entry->height);
  entry->strong = strong;
  entry->scale = scale;
}

static gboolean
place_badge (NordProjectLayer *self, const Entry *entry, const NordView *view, graphene_rect_t *at)
{
  double x, y;

  nord_view_to_screen (view, entry->lon, entry->lat, &x, &y);
  graphene_rect_init (at, (float) rint (x - entry->width / 2), (float) rint (y - entry->height / 2),
                      (float) entry->width, (float) entry->height);
  for (guint i = 0; i < self->placed->len; i++)
    if (graphene_rect_intersection (&g_array_index (self->placed, Placed, i).at, at, NULL))
      return FALSE;
  return TRUE;
}

static void
nord_project_layer_paint (NordMapLayer *layer, GtkSnapshot *snapshot, const NordView *view)
{
  NordProjectLayer *self = NORD_PROJECT_LAYER (layer);
  NordBounds window = nord_view_get_bounds (view, 0);

  g_array_set_size (self->placed, 0);
  /* The selected one first; its badge is drawn last, above those that it touches. */
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->entries->len && self->placed->len < MAX_BADGES; i++) {
      Entry *entry = &g_array_index (self->entries, Entry, i);
      Placed placed = {.entry = i};

      if ((pass == 0) != is_strong (self, entry) || !is_in (entry, &window))
        continue;
      prepare_badge (self, entry);
      if (place_badge (self, entry, view, &placed.at))
        g_array_append_val (self->placed, placed);
    }
  for (guint i = self->placed->len; i > 0; i--) {
    const Placed *placed = &g_array_index (self->placed, Placed, i - 1);

    gtk_snapshot_append_texture (snapshot,
                                 g_array_index (self->entries, Entry, placed->entry).badge,
                                 &placed->at);
  }
}

/* --- Pointing ------------------------------------------------------------------------------------
 */

static guint
find (NordProjectLayer *self, const NordView *view, const NordContact *at)
{
  const double slack = nord_contact_get_reach (at);
  guint best = G_MAXUINT;
  double nearest = slack + SIGN / 2.0;

  for (guint i = 0; i < self->placed->len; i++) {
    const Placed *placed = &g_array_index (self->placed, Placed, i);
    const graphene_point_t point = GRAPHENE_POINT_INIT ((float) at->x, (float) at->y);

    if (placed->entry < self->entries->len && graphene_rect_contains_point (&placed->at, &point))
      return placed->entry;
  }
  for (guint i = 0; i < self->entries->len; i++) {
    const Entry *entry = &g_array_index (self->entries, Entry, i);
    double x, y;

    nord_view_to_screen (view, entry->lon, entry->lat, &x, &y);
    if (hypot (x - at->x, y - at->y) < nearest) {
      nearest = hypot (x - at->x, y - at->y);
      best = i;
    }
  }
  return best;
}

static gboolean
nord_project_layer_hover (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  return at != NULL && find (NORD_PROJECT_LAYER (layer), view, at) != G_MAXUINT;
}

static gboolean
nord_project_layer_tap (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordProjectLayer *self = NORD_PROJECT_LAYER (layer);
  const guint found = find (self, view, at);

  if (found == G_MAXUINT)
    return FALSE;
  g_signal_emit (self, signals[ACTIVATED], 0,
                 nord_record_get_id (g_array_index (self->entries, Entry, found).project));
  return TRUE;
}

static char *
nord_project_layer_describe (NordMapLayer *layer, const NordView *view, const NordContact *at)
{
  NordProjectLayer *self = NORD_PROJECT_LAYER (layer);
  const guint found = find (self, view, at);
  const char *number, *title;
  NordRecord *project;

  if (found == G_MAXUINT)
    return NULL;
  project = g_array_index (self->entries, Entry, found).project;
  number = nord_record_get_text (project, NORD_PROJECT_NUMBER);
  title = nord_record_get_text (project, NORD_PROJECT_TITLE);
  return g_strdup_printf (
    "%s %s · %s%s%s", number != NULL ? number : "", title != NULL ? title : "",
    nord_state_words_get_project (nord_project_state_get_id (nord_project_get_state (project))),
    nord_record_get_boolean (project, NORD_PROJECT_SAMPLE) ? " · " : "",
    nord_record_get_boolean (project, NORD_PROJECT_SAMPLE) ? _ ("Sample") : "");
}

/* --- Filling -------------------------------------------------------------------------------------
 */

static gboolean
on_fill (gpointer data)
{
  NordProjectLayer *self = data;
  const guint n = self->projects != NULL ? g_list_model_get_n_items (self->projects) : 0;

  self->fill_id = 0;
  g_array_set_size (self->entries, 0);
  g_array_set_size (self->placed, 0);
  for (guint i = 0; i < n; i++) {
    g_autoptr (NordRecord) project = g_list_model_get_item (self->projects, i);
    NordShape *shape = nord_record_get_shape (project, NORD_PROJECT_SHAPE);
    Entry entry = {.state = nord_project_get_state (project)};

    if (shape == NULL)
      continue;
    entry.project = g_object_ref (project);
    entry.shape = nord_shape_ref (shape);
    entry.bounds = nord_shape_get_bounds (shape);
    nord_shape_get_anchor (shape, &entry.lon, &entry.lat);
    g_array_append_val (self->entries, entry);
  }
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
nord_project_layer_refresh (NordProjectLayer *self)
{
  g_return_if_fail (NORD_IS_PROJECT_LAYER (self));
  if (self->fill_id == 0)
    self->fill_id = g_idle_add (on_fill, self);
}

static void
nord_project_layer_dispose (GObject *object)
{
  NordProjectLayer *self = NORD_PROJECT_LAYER (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  if (self->projects != NULL)
    g_signal_handlers_disconnect_by_data (self->projects, self);
  g_clear_object (&self->projects);
  G_OBJECT_CLASS (nord_project_layer_parent_class)->dispose (object);
}

static void
nord_project_layer_finalize (GObject *object)
{
  NordProjectLayer *self = NORD_PROJECT_LAYER (object);

  g_array_unref (self->entries);
  g_array_unref (self->placed);
  g_free (self->selected);
  G_OBJECT_CLASS (nord_project_layer_parent_class)->finalize (object);
}

static void
nord_project_layer_class_init (NordProjectLayerClass *klass)
{
  NordMapLayerClass *layer_class = NORD_MAP_LAYER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_project_layer_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_project_layer_finalize;
  layer_class->plan = nord_project_layer_plan;
  layer_class->paint = nord_project_layer_paint;
  layer_class->hover = nord_project_layer_hover;
  layer_class->tap = nord_project_layer_tap;
  layer_class->describe = nord_project_layer_describe;
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nord_project_layer_init (NordProjectLayer *self)
{
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->placed = g_array_new (FALSE, FALSE, sizeof (Placed));
}

NordProjectLayer *
nord_project_layer_new (ShumateViewport *viewport)
{
  return g_object_new (NORD_TYPE_PROJECT_LAYER, "viewport", viewport, NULL);
}

void
nord_project_layer_set_projects (NordProjectLayer *self, GListModel *projects)
{
  g_return_if_fail (NORD_IS_PROJECT_LAYER (self));
  if (self->projects == projects)
    return;
  if (self->projects != NULL)
    g_signal_handlers_disconnect_by_data (self->projects, self);
  g_set_object (&self->projects, projects);
  if (projects != NULL)
    g_signal_connect_object (projects, "items-changed", G_CALLBACK (nord_project_layer_refresh),
                             self, G_CONNECT_SWAPPED);
  nord_project_layer_refresh (self);
}

void
nord_project_layer_set_selected (NordProjectLayer *self, const char *id)
{
  g_return_if_fail (NORD_IS_PROJECT_LAYER (self));
  if (g_strcmp0 (self->selected, id) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  nord_map_layer_queue_redraw (NORD_MAP_LAYER (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
