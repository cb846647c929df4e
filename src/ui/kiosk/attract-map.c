/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* It lies below all stations, north up, and not in each: so it is never turned or scaled. It moves
 * by whole pixels, which the cairo renderer only copies, about three a second: what is slow needs
 * no more, and each step draws the whole screen anew. As cairo nodes there, since GTK's renderer on
 * cairo copies a texture once more each time it is drawn; as a texture elsewhere, which goes to the
 * graphics card once and not at each step. */
#include "ui/kiosk/attract-map.h"

#include "core/kiosk/seating.h"

#include <adwaita.h>
#include <math.h>

#define TICK 20 /* milliseconds: so exactly steps are timed */
/* How far the picture reaches beyond each edge, pixels: the way it drifts is an ellipse in there.
 */
#define REACH_X 96
#define REACH_Y 56
#define ROUND 150 /* seconds once around it */

struct _NordAttractMap {
  GtkWidget parent_instance;

  NordAttractPicture *picture; /* (owned) */
  GdkRectangle windows[NORD_MAX_STATIONS];
  guint n_windows;
  guint timer;  /* source id; 0: it rests */
  double phase; /* radians along its way */
  int x, y;     /* pixels */
  gboolean there;
};

G_DEFINE_FINAL_TYPE (NordAttractMap, nord_attract_map, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
find_offset (double phase, double *x, double *y)
{
  *x = REACH_X * (1 + sin (phase));
  *y = REACH_Y * (1 + cos (phase));
}

static void
go_to (NordAttractMap *self, double x, double y)
{
  self->x = (int) lround (x);
  self->y = (int) lround (y);
}

static gboolean on_step (gpointer data);

/* The next step is due when a whole pixel is left behind on one axis; what the other has come by
 * then goes with it. So all steps are as small as can be, and follow each other evenly. */
static void
await_step (NordAttractMap *self)
{
  guint ticks = 0;
  double x, y;

  do {
    ticks++;
    self->phase = fmod (self->phase + 2 * G_PI * TICK / (ROUND * 1000.0), 2 * G_PI);
    find_offset (self->phase, &x, &y);
  } while (fabs (x - self->x) < 1 && fabs (y - self->y) < 1);
  self->timer = g_timeout_add (ticks * TICK, on_step, self);
}

static gboolean
on_step (gpointer data)
{
  NordAttractMap *self = data;
  double x, y;

  find_offset (self->phase, &x, &y);
  go_to (self, x, y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  await_step (self);
  return G_SOURCE_REMOVE;
}

/* Pixels of the screen are those of the picture. */
static gboolean
is_exact (NordAttractMap *self)
{
  cairo_surface_t *surface = nord_attract_picture_get_surface (self->picture);

  return surface != NULL && gtk_widget_get_scale_factor (GTK_WIDGET (self)) == 1 &&
         cairo_image_surface_get_width (surface) ==
           gtk_widget_get_width (GTK_WIDGET (self)) + 2 * REACH_X &&
         cairo_image_surface_get_height (surface) ==
           gtk_widget_get_height (GTK_WIDGET (self)) + 2 * REACH_Y;
}

static void
follow (NordAttractMap *self)
{
  gboolean animate = TRUE, moves;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animate,
                NULL);
  moves = self->there && animate && self->n_windows > 0 &&
          gtk_widget_get_mapped (GTK_WIDGET (self)) && is_exact (self);
  if (moves && self->timer == 0)
    await_step (self);
  else if (!moves)
    g_clear_handle_id (&self->timer, g_source_remove);
}

static void
look (NordAttractMap *self)
{
  const gboolean there = nord_attract_picture_get_surface (self->picture) != NULL;

  if (there || self->there)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->there = there;
  follow (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* As large as the widget and the way it drifts; smaller where that would be too many pixels. */
static void
ask (NordAttractMap *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) + 2 * REACH_X;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) + 2 * REACH_Y;
  const double shrink = sqrt (NORD_ATTRACT_PIXELS / (width * height));

  if (gtk_widget_get_width (GTK_WIDGET (self)) <= 1 ||
      adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    width = height = 0;
  else if (shrink < 1) {
    width = floor (width * shrink);
    height = floor (height * shrink);
  }
  nord_attract_picture_set_size (self->picture, (int) width, (int) height);
}

static void
nord_attract_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ask (NORD_ATTRACT_MAP (widget));
}

static gboolean
is_cairo (NordAttractMap *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer == NULL || GSK_IS_CAIRO_RENDERER (renderer);
}

static void
draw_window (NordAttractMap *self, GtkSnapshot *snapshot, const graphene_rect_t *at)
{
  cairo_surface_t *surface = nord_attract_picture_get_surface (self->picture);
  const double width = gtk_widget_get_width (GTK_WIDGET (self)) + 2 * REACH_X;
  const double scale = width / cairo_image_surface_get_width (surface);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, at);

  cairo_translate (cr, -self->x, -self->y);
  if (!is_exact (self))
    cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
append_window (NordAttractMap *self, GtkSnapshot *snapshot, const graphene_rect_t *at)
{
  const float width = (float) gtk_widget_get_width (GTK_WIDGET (self)) + 2 * REACH_X;
  const float height = (float) gtk_widget_get_height (GTK_WIDGET (self)) + 2 * REACH_Y;
  const graphene_rect_t whole =
    GRAPHENE_RECT_INIT ((float) -self->x, (float) -self->y, width, height);

  gtk_snapshot_push_clip (snapshot, at);
  gtk_snapshot_append_texture (snapshot, nord_attract_picture_get_texture (self->picture), &whole);
  gtk_snapshot_pop (snapshot);
}

static void
nord_attract_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordAttractMap *self = NORD_ATTRACT_MAP (widget);
  const gboolean there = nord_attract_picture_get_surface (self->picture) != NULL;

  for (guint i = 0; there && i < self->n_windows; i++) {
    const GdkRectangle *window = &self->windows[i];
    const graphene_rect_t at = GRAPHENE_RECT_INIT ((float) window->x, (float) window->y,
                                                   (float) window->width, (float) window->height);

    if (is_cairo (self))
      draw_window (self, snapshot, &at);
    else
      append_window (self, snapshot, &at);
  }
}

static void
nord_attract_map_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nord_attract_map_parent_class)->map (widget);
  follow (NORD_ATTRACT_MAP (widget));
}

static void
nord_attract_map_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nord_attract_map_parent_class)->unmap (widget);
  follow (NORD_ATTRACT_MAP (widget));
}

static void
nord_attract_map_dispose (GObject *object)
{
  NordAttractMap *self = NORD_ATTRACT_MAP (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->picture != NULL) {
    g_signal_handlers_disconnect_by_data (self->picture, self);
    nord_attract_picture_set_size (self->picture, 0, 0);
  }
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (nord_attract_map_parent_class)->dispose (object);
}

static void
nord_attract_map_class_init (NordAttractMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_attract_map_dispose;
  widget_class->size_allocate = nord_attract_map_size_allocate;
  widget_class->snapshot = nord_attract_map_snapshot;
  widget_class->map = nord_attract_map_map;
  widget_class->unmap = nord_attract_map_unmap;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_attract_map_init (NordAttractMap *self)
{
  double x, y;

  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  find_offset (self->phase, &x, &y);
  go_to (self, x, y);
}

GtkWidget *
nord_attract_map_new (NordDocument *document)
{
  NordAttractMap *self =
    g_object_new (NORD_TYPE_ATTRACT_MAP, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->picture = nord_attract_picture_new (document);
  g_signal_connect_object (self->picture, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)),
                           "notify::gtk-enable-animations", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
nord_attract_map_set_windows (NordAttractMap *self, const GdkRectangle *windows, guint n)
{
  gboolean same;

  g_return_if_fail (NORD_IS_ATTRACT_MAP (self) && n <= NORD_MAX_STATIONS);
  same = n == self->n_windows;
  for (guint i = 0; i < n; i++) {
    same = same && gdk_rectangle_equal (&windows[i], &self->windows[i]);
    self->windows[i] = windows[i];
  }
  self->n_windows = n;
  if (!same)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  follow (self);
}

gboolean
nord_attract_map_is_there (NordAttractMap *self)
{
  g_return_val_if_fail (NORD_IS_ATTRACT_MAP (self), FALSE);
  return self->there;
}

NordAttractPicture *
nord_attract_map_get_picture (NordAttractMap *self)
{
  g_return_val_if_fail (NORD_IS_ATTRACT_MAP (self), NULL);
  return self->picture;
}

gboolean
nord_attract_map_is_moving (NordAttractMap *self)
{
  g_return_val_if_fail (NORD_IS_ATTRACT_MAP (self), FALSE);
  return self->timer != 0;
}

void
nord_attract_map_get_offset (NordAttractMap *self, int *x, int *y)
{
  g_return_if_fail (NORD_IS_ATTRACT_MAP (self) && x != NULL && y != NULL);
  *x = self->x;
  *y = self->y;
}
