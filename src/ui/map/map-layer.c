/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One layer of things on the map, drawn in a piece and without a widget for each thing. */
#include "ui/map/map-layer.h"

#include "core/geo/mercator.h"

#include <math.h>

/* Pixels around the view that are drawn in advance, so that a pan finds them done. */
#define MARGIN 192
/* A zoom is shown by the old picture, scaled, until it has rested for so long. */
#define SETTLE_MS 70

typedef struct {
  cairo_surface_t *surface; /* (owned) (nullable) what draw () gave */
  GdkTexture *texture;      /* (owned) (nullable) the same for renderers that are not cairo's */
  NordView drawn;           /* what they show; with the margin */
  int scale_factor;
  gboolean stale;
  gboolean empty; /* draw () had nothing to draw */
  guint settle_id;
} NordMapLayerPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NordMapLayer, nord_map_layer, SHUMATE_TYPE_LAYER)

static NordMapLayerPrivate *
get_private (NordMapLayer *self)
{
  return nord_map_layer_get_instance_private (self);
}

static gboolean
on_settled (gpointer data)
{
  NordMapLayerPrivate *priv = get_private (data);

  priv->settle_id = 0;
  priv->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (data));
  return G_SOURCE_REMOVE;
}

static void
redraw (NordMapLayer *self, const NordView *view)
{
  NordMapLayerPrivate *priv = get_private (self);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self)), width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  g_clear_handle_id (&priv->settle_id, g_source_remove);
  g_clear_object (&priv->texture);
  g_clear_pointer (&priv->surface, cairo_surface_destroy);
  priv->drawn = *view;
  priv->drawn.width += 2 * MARGIN;
  priv->drawn.height += 2 * MARGIN;
  priv->scale_factor = scale;
  priv->stale = FALSE;
  width = ceil (priv->drawn.width) * scale;
  height = ceil (priv->drawn.height) * scale;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  priv->empty = !NORD_MAP_LAYER_GET_CLASS (self)->draw (self, cr, &priv->drawn);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (!priv->empty && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    priv->surface = g_steal_pointer (&surface);
  g_clear_pointer (&surface, cairo_surface_destroy);
}

static GdkTexture *
get_texture (NordMapLayerPrivate *priv)
{
  if (priv->texture == NULL) {
    int width = cairo_image_surface_get_width (priv->surface);
    int height = cairo_image_surface_get_height (priv->surface);
    gsize stride = cairo_image_surface_get_stride (priv->surface);
    g_autoptr (GBytes) bytes =
      g_bytes_new_with_free_func (cairo_image_surface_get_data (priv->surface), stride * height,
                                  (GDestroyNotify) cairo_surface_destroy,
                                  cairo_surface_reference (priv->surface));

    priv->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  }
  return priv->texture;
}

/* Whether the picture can still be shown, moved by no more than its margin. */
static gboolean
still_good (NordMapLayerPrivate *priv, const NordView *view, int scale_factor, gboolean *exact)
{
  double x, y;

  if (priv->stale || priv->scale_factor != scale_factor ||
      priv->drawn.width != view->width + 2 * MARGIN ||
      priv->drawn.height != view->height + 2 * MARGIN)
    return FALSE;
  *exact = fabs (priv->drawn.zoom - view->zoom) < 1e-6 &&
           fabs (priv->drawn.rotation - view->rotation) < 1e-6;
  nord_view_to_screen (view, priv->drawn.lon, priv->drawn.lat, &x, &y);
  if (*exact)
    return fabs (x - view->width / 2) <= MARGIN && fabs (y - view->height / 2) <= MARGIN;
  return fabs (priv->drawn.zoom - view->zoom) < 1.5 && fabs (x - view->width / 2) < view->width &&
         fabs (y - view->height / 2) < view->height;
}

/* (x, y): where the middle of what was drawn lies now. */
static void
append_texture (NordMapLayerPrivate *priv,
                GtkSnapshot *snapshot,
                const NordView *view,
                double x,
                double y)
{
  double scale = exp2 (view->zoom - priv->drawn.zoom);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_rotate (snapshot, (view->rotation - priv->drawn.rotation) * 180 / G_PI);
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (-priv->drawn.width / 2, -priv->drawn.height / 2));
  gtk_snapshot_append_texture (snapshot, get_texture (priv),
                               &GRAPHENE_RECT_INIT (0, 0, ceil (priv->drawn.width),
                                                    ceil (priv->drawn.height)));
  gtk_snapshot_restore (snapshot);
}

/* GTK's renderer on cairo converts each pixel of a texture to floating point and back at every
 * frame; a surface it only composes. */
static void
append_surface (NordMapLayerPrivate *priv,
                GtkSnapshot *snapshot,
                const NordView *view,
                double x,
                double y,
                gboolean exact)
{
  cairo_t *cr =
    gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, view->width, view->height));

  cairo_translate (cr, x, y);
  if (!exact) {
    double scale = exp2 (view->zoom - priv->drawn.zoom);

    cairo_rotate (cr, view->rotation - priv->drawn.rotation);
    cairo_scale (cr, scale, scale);
  }
  cairo_set_source_surface (cr, priv->surface, -priv->drawn.width / 2, -priv->drawn.height / 2);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            exact ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_FAST);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
snapshot_drawn (NordMapLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  NordMapLayerPrivate *priv = get_private (self);
  gboolean exact = TRUE;
  double x, y;

  if (!still_good (priv, view, gtk_widget_get_scale_factor (GTK_WIDGET (self)), &exact))
    redraw (self, view);
  else if (!exact) {
    g_clear_handle_id (&priv->settle_id, g_source_remove);
    priv->settle_id = g_timeout_add (SETTLE_MS, on_settled, self);
  }
  if (priv->surface == NULL)
    return;
  nord_view_to_screen (view, priv->drawn.lon, priv->drawn.lat, &x, &y);
  if (exact) {
    /* On whole pixels: half ones would blur the picture. */
    x = rint (x - view->width / 2) + view->width / 2;
    y = rint (y - view->height / 2) + view->height / 2;
  }
  if (nord_map_layer_is_cairo (self))
    append_surface (priv, snapshot, view, x, y, exact);
  else
    append_texture (priv, snapshot, view, x, y);
}

static void
nord_map_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordMapLayer *self = NORD_MAP_LAYER (widget);
  NordMapLayerClass *klass = NORD_MAP_LAYER_GET_CLASS (self);
  NordView view;

  nord_map_layer_get_view (self, &view);
  if (view.width < 1 || view.height < 1)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, view.width, view.height));
  if (klass->draw)
    snapshot_drawn (self, snapshot, &view);
  if (klass->paint)
    klass->paint (self, snapshot, &view);
  gtk_snapshot_pop (snapshot);
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
  g_clear_object (&priv->texture);
  g_clear_pointer (&priv->surface, cairo_surface_destroy);
  G_OBJECT_CLASS (nord_map_layer_parent_class)->dispose (object);
}

static void
nord_map_layer_class_init (NordMapLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nord_map_layer_constructed;
  object_class->dispose = nord_map_layer_dispose;
  widget_class->snapshot = nord_map_layer_snapshot;
  widget_class->contains = nord_map_layer_contains;
}

static void
nord_map_layer_init (NordMapLayer *self)
{
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
nord_map_layer_queue_redraw (NordMapLayer *self)
{
  get_private (self)->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
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

  for (guint ring = 0, start = 0; ring < shape->n_rings; start = shape->ring_ends[ring++]) {
    guint end = shape->ring_ends[ring];
    double last_x = 0, last_y = 0;

    for (guint i = start; i < end; i++) {
      double x, y;

      nord_view_to_screen (view, shape->xy[2 * i], shape->xy[2 * i + 1], &x, &y);
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
