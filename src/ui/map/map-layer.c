/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One layer of things on the map, drawn in a piece and without a widget for each thing. */
#include "ui/map/map-layer.h"

#include "core/geo/mercator.h"
#include "ui/map/map-lens.h"

#include <math.h>

/* A zoom is shown by the old picture, scaled, until it has rested for so long. */
#define SETTLE_MS 70
/* Levels between the old picture and the view, beyond which no rest is waited for. */
#define FAR 1.0
/* Milliseconds of drawing in a frame, for all layers of a map together; what takes longer is left
 * to threads. */
#define BUDGET 7.0
/* Of these so many for a picture that another stands in for until it is complete. */
#define BUDGET_COMING 2.5
#define MAX_DIRTY 64

typedef struct {
  NordPictureGrid *shown;  /* (owned) (nullable) */
  NordPictureGrid *coming; /* (owned) (nullable) replaces it when it is complete */
  NordView coming_view;    /* what it was begun for */
  NordView seen;           /* by the last frame */
  GArray *dirty;           /* (owned) (element-type NordBounds) not drawn anew yet */
  gboolean stale;          /* all of it is to be drawn anew */
  gboolean whole;
  gboolean apart;
  guint settle_id;
  cairo_t *cr; /* (unowned) (nullable) that of all layers, while this one draws */
} NordMapLayerPrivate;

/* What is left of the time of a frame. */
typedef struct {
  gint64 frame;
  double budget;
} Purse;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NordMapLayer, nord_map_layer, SHUMATE_TYPE_LAYER)

static NordMapLayerPrivate *
get_private (NordMapLayer *self)
{
  return nord_map_layer_get_instance_private (self);
}

/* The layers of one map lie side by side in it, from the lowest to the highest. */
static NordMapLayer *
find_next (GtkWidget *widget)
{
  while (widget && !(NORD_IS_MAP_LAYER (widget) && gtk_widget_get_visible (widget) &&
                     !get_private (NORD_MAP_LAYER (widget))->apart))
    widget = gtk_widget_get_next_sibling (widget);
  return widget ? NORD_MAP_LAYER (widget) : NULL;
}

/* (nullable) that in whose piece the others draw as well. */
static NordMapLayer *
find_lowest (NordMapLayer *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  return parent ? find_next (gtk_widget_get_first_child (parent)) : NULL;
}

static Purse *
get_purse (NordMapLayer *self)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  gint64 frame = clock ? gdk_frame_clock_get_frame_counter (clock) : -1;
  Purse *purse = g_object_get_data (G_OBJECT (viewport), "nord-map-purse");

  if (purse == NULL) {
    purse = g_new0 (Purse, 1);
    purse->frame = -1;
    g_object_set_data_full (G_OBJECT (viewport), "nord-map-purse", purse, g_free);
  }
  if (purse->frame != frame || frame < 0)
    *purse = (Purse){frame, BUDGET};
  return purse;
}

static gboolean
on_settled (gpointer data)
{
  NordMapLayerPrivate *priv = get_private (data);

  priv->settle_id = 0;
  nord_map_layer_queue_draw (data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_picture_changed (gpointer data)
{
  nord_map_layer_queue_draw (data);
  return G_SOURCE_REMOVE;
}

static NordMapPlan *
make_plan (gpointer data, const NordView *view)
{
  return NORD_MAP_LAYER_GET_CLASS (data)->plan (data, view);
}

static void
begin (NordMapLayer *self, const NordView *view)
{
  NordMapLayerPrivate *priv = get_private (self);

  g_clear_pointer (&priv->coming, nord_picture_grid_free);
  priv->coming = nord_picture_grid_new (view, gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                        priv->whole, make_plan, on_picture_changed, self);
  priv->coming_view = *view;
  priv->stale = FALSE;
  g_clear_handle_id (&priv->settle_id, g_source_remove);
}

/* Whether a new picture should be begun for @view, to which neither of the two fits. While the zoom
 * moves, it would be out of date before it is there. */
static gboolean
is_due (const NordMapLayerPrivate *priv, const NordView *view)
{
  return priv->shown == NULL || priv->settle_id == 0 ||
         (priv->coming == NULL && fabs (priv->coming_view.zoom - view->zoom) > FAR);
}

static void
repair (NordMapLayerPrivate *priv, double *budget)
{
  for (guint i = 0; i < priv->dirty->len; i++) {
    const NordBounds *bounds = &g_array_index (priv->dirty, NordBounds, i);

    if (priv->shown)
      nord_picture_grid_repair (priv->shown, bounds, budget);
    if (priv->coming)
      nord_picture_grid_repair (priv->coming, bounds, budget);
  }
  g_array_set_size (priv->dirty, 0);
}

/* Gets the pictures as near to what @view needs as this frame has time for. */
static void
prepare (NordMapLayer *self, const NordView *view)
{
  NordMapLayerPrivate *priv = get_private (self);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double *budget = &get_purse (self)->budget, some;

  if (priv->stale)
    g_array_set_size (priv->dirty, 0);
  repair (priv, budget);
  if (priv->stale ||
      (priv->shown && !priv->coming && nord_picture_grid_runs_out (priv->shown, view)) ||
      (!(priv->shown && nord_picture_grid_fits (priv->shown, view, scale)) &&
       !(priv->coming && nord_picture_grid_fits (priv->coming, view, scale)) &&
       is_due (priv, view)))
    begin (self, view);
  if (priv->coming) {
    gboolean fits = nord_picture_grid_fits (priv->coming, view, scale);
    guint missing;

    /* What was edited is to be seen at once; a zoom that went by is shown by the old picture. */
    some = priv->shown && !nord_picture_grid_fits (priv->shown, view, scale)
             ? MIN (*budget, BUDGET_COMING)
             : *budget;
    *budget -= some;
    missing = nord_picture_grid_request (priv->coming, fits ? view : &priv->coming_view, &some);
    *budget += some;
    if (missing == 0 || priv->shown == NULL) {
      g_clear_pointer (&priv->shown, nord_picture_grid_free);
      priv->shown = g_steal_pointer (&priv->coming);
      return;
    }
  }
  if (priv->shown && nord_picture_grid_fits (priv->shown, view, scale))
    nord_picture_grid_request (priv->shown, view, budget);
}

/* A zoom or turn that goes on puts off the new picture. */
static void
watch (NordMapLayer *self, const NordView *view)
{
  NordMapLayerPrivate *priv = get_private (self);

  if (fabs (priv->seen.zoom - view->zoom) > 1e-6 ||
      fabs (priv->seen.rotation - view->rotation) > 1e-6) {
    g_clear_handle_id (&priv->settle_id, g_source_remove);
    if (priv->shown)
      priv->settle_id = g_timeout_add (SETTLE_MS, on_settled, self);
  }
  priv->seen = *view;
}

static void
snapshot_picture (NordMapLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  NordMapLayerPrivate *priv = get_private (self);

  watch (self, view);
  prepare (self, view);
  if (priv->shown == NULL || nord_picture_grid_get_memory (priv->shown) == 0)
    return;
  if (nord_map_layer_is_cairo (self)) {
    cairo_t *cr = nord_map_layer_open_cairo (self, snapshot, view);

    nord_picture_grid_draw (priv->shown, cr, view);
    nord_map_layer_close_cairo (self, cr);
  } else {
    nord_picture_grid_append (priv->shown, snapshot, view);
  }
}

static void
draw_layer (NordMapLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  NordMapLayerClass *klass = NORD_MAP_LAYER_GET_CLASS (self);

  if (klass->plan)
    snapshot_picture (self, snapshot, view);
  if (klass->paint)
    klass->paint (self, snapshot, view);
}

static void
draw_all_layers (NordMapLayer *lowest, GtkSnapshot *snapshot, const NordView *view)
{
  cairo_t *cr = nord_map_layer_open_cairo (lowest, snapshot, view);

  for (NordMapLayer *layer = lowest; layer;
       layer = find_next (gtk_widget_get_next_sibling (GTK_WIDGET (layer)))) {
    get_private (layer)->cr = cr;
    draw_layer (layer, snapshot, view);
    get_private (layer)->cr = NULL;
  }
  cairo_destroy (cr);
}

static void
nord_map_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordMapLayer *self = NORD_MAP_LAYER (widget);
  gboolean cairo = nord_map_layer_is_cairo (self) && !get_private (self)->apart;
  NordView view;

  nord_map_layer_get_view (self, &view);
  if (view.width < 1 || view.height < 1 || (cairo && find_lowest (self) != self))
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, view.width, view.height));
  if (cairo)
    draw_all_layers (self, snapshot, &view);
  else
    draw_layer (self, snapshot, &view);
  gtk_snapshot_pop (snapshot);
}

/* Coming and going it alters what the lowest one draws, or which that is. */
static void
nord_map_layer_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nord_map_layer_parent_class)->map (widget);
  nord_map_layer_queue_draw (NORD_MAP_LAYER (widget));
}

static void
nord_map_layer_unmap (GtkWidget *widget)
{
  nord_map_layer_queue_draw (NORD_MAP_LAYER (widget));
  GTK_WIDGET_CLASS (nord_map_layer_parent_class)->unmap (widget);
}

/* Layers lie over the whole map: presses must go through to it. */
static gboolean
nord_map_layer_contains (GtkWidget *widget, double x, double y)
{
  return FALSE;
}

static void
nord_map_layer_constructed (GObject *object)
{
  static const char *const watched[] = {"notify::latitude", "notify::longitude",
                                        "notify::zoom-level", "notify::rotation"};
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));

  G_OBJECT_CLASS (nord_map_layer_parent_class)->constructed (object);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (viewport, watched[i], G_CALLBACK (gtk_widget_queue_draw), object,
                             G_CONNECT_SWAPPED);
}

static void
nord_map_layer_dispose (GObject *object)
{
  NordMapLayerPrivate *priv = get_private (NORD_MAP_LAYER (object));

  g_clear_handle_id (&priv->settle_id, g_source_remove);
  g_clear_pointer (&priv->shown, nord_picture_grid_free);
  g_clear_pointer (&priv->coming, nord_picture_grid_free);
  G_OBJECT_CLASS (nord_map_layer_parent_class)->dispose (object);
}

static void
nord_map_layer_finalize (GObject *object)
{
  g_array_unref (get_private (NORD_MAP_LAYER (object))->dirty);
  G_OBJECT_CLASS (nord_map_layer_parent_class)->finalize (object);
}

static void
nord_map_layer_class_init (NordMapLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nord_map_layer_constructed;
  object_class->dispose = nord_map_layer_dispose;
  object_class->finalize = nord_map_layer_finalize;
  widget_class->snapshot = nord_map_layer_snapshot;
  widget_class->map = nord_map_layer_map;
  widget_class->unmap = nord_map_layer_unmap;
  widget_class->contains = nord_map_layer_contains;
}

static void
nord_map_layer_init (NordMapLayer *self)
{
  get_private (self)->dirty = g_array_new (FALSE, FALSE, sizeof (NordBounds));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* How many levels the viewport counts less than a NordView for the same scale. */
double
nord_map_layer_get_level_offset (ShumateViewport *viewport)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);

  return source ? log2 (shumate_map_source_get_tile_size (source) / 256.0) : 0;
}

void
nord_map_layer_read_viewport (ShumateViewport *viewport, NordView *view)
{
  view->lon = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  view->lat = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  view->zoom =
    shumate_viewport_get_zoom_level (viewport) + nord_map_layer_get_level_offset (viewport);
  view->rotation = remainder (shumate_viewport_get_rotation (viewport), 2 * G_PI);
}

void
nord_map_layer_get_view (NordMapLayer *self, NordView *view)
{
  nord_map_layer_read_viewport (shumate_layer_get_viewport (SHUMATE_LAYER (self)), view);
  view->width = gtk_widget_get_width (GTK_WIDGET (self));
  view->height = gtk_widget_get_height (GTK_WIDGET (self));
}

gboolean
nord_map_layer_is_cairo (NordMapLayer *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GskRenderer *renderer = native ? gtk_native_get_renderer (native) : NULL;

  return renderer && g_str_equal (G_OBJECT_TYPE_NAME (renderer), "GskCairoRenderer");
}

void
nord_map_layer_queue_draw (NordMapLayer *self)
{
  NordMapLayer *lowest = get_private (self)->apart ? self : find_lowest (self);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (lowest && lowest != self && nord_map_layer_is_cairo (self))
    gtk_widget_queue_draw (GTK_WIDGET (lowest));
}

cairo_t *
nord_map_layer_open_cairo (NordMapLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  cairo_t *cr = get_private (self)->cr;

  if (cr == NULL)
    return gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) view->width,
                                                                     (float) view->height));
  cairo_save (cr);
  return cairo_reference (cr);
}

void
nord_map_layer_close_cairo (NordMapLayer *self, cairo_t *cr)
{
  if (get_private (self)->cr) {
    /* A path is not part of what is saved. */
    cairo_new_path (cr);
    cairo_restore (cr);
  }
  cairo_destroy (cr);
}

void
nord_map_layer_queue_redraw (NordMapLayer *self)
{
  get_private (self)->stale = TRUE;
  nord_map_layer_queue_draw (self);
}

void
nord_map_layer_queue_repair (NordMapLayer *self, const NordBounds *bounds)
{
  NordMapLayerPrivate *priv = get_private (self);

  if (priv->dirty->len < MAX_DIRTY)
    g_array_append_val (priv->dirty, *bounds);
  else
    priv->stale = TRUE;
  nord_map_layer_queue_draw (self);
}

void
nord_map_layer_drop_picture (NordMapLayer *self)
{
  NordMapLayerPrivate *priv = get_private (self);

  g_clear_pointer (&priv->shown, nord_picture_grid_free);
  nord_map_layer_queue_redraw (self);
}

void
nord_map_layer_set_whole (NordMapLayer *self, gboolean whole)
{
  get_private (self)->whole = whole;
  nord_map_layer_queue_redraw (self);
}

void
nord_map_layer_set_apart (NordMapLayer *self)
{
  get_private (self)->apart = TRUE;
}

gboolean
nord_map_layer_is_current (NordMapLayer *self, const NordBounds *bounds)
{
  NordMapLayerPrivate *priv = get_private (self);

  return !priv->stale && !priv->coming && priv->shown && priv->dirty->len == 0 &&
         nord_picture_grid_is_current (priv->shown, bounds);
}

gboolean
nord_map_layer_hover (NordMapLayer *self, const NordContact *at)
{
  NordMapLayerClass *klass = NORD_MAP_LAYER_GET_CLASS (self);
  NordView view;

  nord_map_layer_get_view (self, &view);
  return klass->hover && gtk_widget_get_visible (GTK_WIDGET (self)) &&
         klass->hover (self, &view, at);
}

gboolean
nord_map_layer_tap (NordMapLayer *self, const NordContact *at)
{
  NordMapLayerClass *klass = NORD_MAP_LAYER_GET_CLASS (self);
  NordView view;

  nord_map_layer_get_view (self, &view);
  return klass->tap && gtk_widget_get_visible (GTK_WIDGET (self)) && klass->tap (self, &view, at);
}

char *
nord_map_layer_describe (NordMapLayer *self, const NordContact *at)
{
  NordMapLayerClass *klass = NORD_MAP_LAYER_GET_CLASS (self);
  NordView view;

  nord_map_layer_get_view (self, &view);
  if (klass->describe == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return NULL;
  return klass->describe (self, &view, at);
}

void
nord_map_layer_trace (cairo_t *cr, const NordShape *shape, const NordView *view)
{
  gboolean area = shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
  const NordMapLens lens = nord_map_lens_get (view);

  for (guint ring = 0, start = 0; ring < shape->n_rings; start = shape->ring_ends[ring++]) {
    guint end = shape->ring_ends[ring];
    double last_x = 0, last_y = 0;

    for (guint i = start; i < end; i++) {
      double x, y;

      nord_mercator_project (shape->xy[2 * i], shape->xy[2 * i + 1], &x, &y);
      nord_map_lens_look (&lens, x, y, &x, &y);
      if (i == start)
        cairo_move_to (cr, x, y);
      else if (i + 1 == end || hypot (x - last_x, y - last_y) >= 0.5)
        cairo_line_to (cr, x, y);
      else
        continue;
      last_x = x;
      last_y = y;
    }
    if (area)
      cairo_close_path (cr);
  }
}

double
nord_map_layer_measure (const NordShape *shape, const NordView *view, double px, double py)
{
  double nearest = G_MAXDOUBLE;

  for (guint ring = 0, start = 0; ring < shape->n_rings; start = shape->ring_ends[ring++]) {
    double ax = 0, ay = 0, bx, by;

    for (guint i = start; i < shape->ring_ends[ring]; i++, ax = bx, ay = by) {
      double dx, dy, t;

      nord_view_to_screen (view, shape->xy[2 * i], shape->xy[2 * i + 1], &bx, &by);
      if (i == start)
        continue;
      dx = bx - ax;
      dy = by - ay;
      t = dx * dx + dy * dy > 0 ? ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy) : 0;
      t = CLAMP (t, 0, 1);
      nearest = MIN (nearest, hypot (ax + t * dx - px, ay + t * dy - py));
    }
  }
  return nearest;
}
