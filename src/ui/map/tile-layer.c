/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The ground of the map: squares painted in the background, shown at any zoom and rotation.
 *
 * libshumate's own layer shows nothing while a new zoom level is painted, stretches the level below
 * to twice its size, and leaves hairlines between its tiles. Here a square that is not ready yet is
 * covered by what there is of the levels above and below, and where the zoom rests between two
 * levels the squares are painted once more for just this zoom, pixel by pixel. */
#include "ui/map/tile-layer.h"

#include "core/map/map-camera.h"
#include "core/map/tile-picture.h"
#include "ui/widgets/surface-texture.h"

#include <math.h>

#define MAX_ZOOM 20
/* px around the view that are painted ahead. */
#define MARGIN 96
/* Painting for a zoom between two levels begins when the zoom has rested for so long. */
#define SETTLE_MS 130
/* How many levels up and down a stand-in is looked for. */
#define LEVELS_UP 6
#define LEVELS_DOWN 2

typedef struct {
  GList link;           /* in `kept` */
  NordTileLayer *layer; /* (unowned) whose it is */
  NordMapCell cell;
  GdkTexture *texture;  /* (owned) (nullable) */
  double size;          /* px of a side that the texture was painted for */
  int scale;            /* device pixels per px of the texture */
  guint generation;     /* of style and packs */
  GCancellable *wished; /* (owned) (nullable) a painting is under way */
  double wished_size;
  guint64 used; /* number of the layer's frame that showed it last */
} Square;

/* Of all layers of the program, because they share one screen and one memory; the main thread's. */
static struct {
  GQueue squares; /* of Square, the last shown first */
  gsize bytes;    /* of their textures */
  gsize in_view;  /* bytes of those that the last frames of maps in sight show */
} kept;

struct _NordTileLayer {
  NordMapLayer parent_instance;

  NordTileSource *source; /* (owned) */
  GHashTable *squares;    /* (owned) NordMapCell in Square -> Square */
  guint64 frame;
  guint n_shown; /* squares of the last frame */
  gsize in_view; /* bytes of their textures; 0 while the map is out of sight */
  guint generation;
  double zoom; /* of the last frame */
  gboolean settled;
  guint settle_id;
  NordView view; /* of the last frame */
  guint rest_id; /* source id; 0: the view rests */
};

G_DEFINE_FINAL_TYPE (NordTileLayer, nord_tile_layer, NORD_TYPE_MAP_LAYER)

/* A frame that is being put together. */
typedef struct {
  NordTileLayer *self;
  GtkSnapshot *snapshot;
  cairo_t *cr; /* (nullable) drawn with instead of the snapshot */
  NordMapCamera camera;
  guint level;
  double size; /* px of a square of the level on the screen */
  int scale;
  gboolean turned;
  gboolean hasty; /* it moves, and fine pixels would cost more than they show */
} Frame;

typedef struct {
  GWeakRef layer; /* of NordTileLayer */
  NordMapCell cell;
  double size;
  GCancellable *cancellable; /* (owned) */
} Wish;

static guint
cell_hash (gconstpointer key)
{
  const NordMapCell *cell = key;

  return (cell->x * 73856093u) ^ (cell->y * 19349663u) ^ (cell->zoom * 83492791u);
}

static gboolean
cell_equal (gconstpointer a, gconstpointer b)
{
  const NordMapCell *p = a, *q = b;

  return p->zoom == q->zoom && p->x == q->x && p->y == q->y;
}

/* Bytes of its texture. */
static gsize
measure (const Square *self)
{
  return self->texture == NULL ? 0
                               : 4 * (gsize) gdk_texture_get_width (self->texture) *
                                   (gsize) gdk_texture_get_height (self->texture);
}

static void
set_texture (Square *self, GdkTexture *texture)
{
  kept.bytes -= measure (self);
  g_set_object (&self->texture, texture);
  kept.bytes += measure (self);
}

static void
square_free (Square *self)
{
  set_texture (self, NULL);
  g_queue_unlink (&kept.squares, &self->link);
  if (self->wished)
    g_cancellable_cancel (self->wished);
  g_clear_object (&self->wished);
  g_free (self);
}

static void
on_painted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wish *wish = user_data;
  g_autoptr (NordTileLayer) self = g_weak_ref_get (&wish->layer);
  g_autoptr (GdkTexture) texture =
    nord_tile_source_paint_finish (NORD_TILE_SOURCE (source), result, NULL);
  Square *square = self ? g_hash_table_lookup (self->squares, &wish->cell) : NULL;

  if (square && square->wished == wish->cancellable) {
    g_clear_object (&square->wished);
    if (texture) {
      set_texture (square, texture);
      square->size = wish->size;
      /* The source paints with what is set when it is done. */
      square->scale = nord_tile_source_get_scale_factor (self->source);
      square->generation = self->generation;
      nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
    }
  }
  g_weak_ref_clear (&wish->layer);
  g_object_unref (wish->cancellable);
  g_free (wish);
}

static void
wish_for (Frame *frame, Square *square, double size)
{
  NordTileLayer *self = frame->self;
  Wish *wish;

  if (square->wished) {
    if (square->wished_size == size)
      return;
    g_cancellable_cancel (square->wished);
    g_clear_object (&square->wished);
  }
  square->wished = g_cancellable_new ();
  square->wished_size = size;
  wish = g_new0 (Wish, 1);
  g_weak_ref_init (&wish->layer, self);
  wish->cell = square->cell;
  wish->size = size;
  wish->cancellable = g_object_ref (square->wished);
  nord_tile_source_paint_async (self->source, square->cell.zoom, square->cell.x, square->cell.y,
                                size, square->wished, on_painted, wish);
}

static void
use (NordTileLayer *self, Square *square)
{
  square->used = self->frame;
  g_queue_unlink (&kept.squares, &square->link);
  g_queue_push_head_link (&kept.squares, &square->link);
}

static Square *
get_square (Frame *frame, const NordMapCell *cell)
{
  Square *square = g_hash_table_lookup (frame->self->squares, cell);

  if (!square) {
    square = g_new0 (Square, 1);
    square->link.data = square;
    square->layer = frame->self;
    square->cell = *cell;
    g_queue_push_head_link (&kept.squares, &square->link);
    g_hash_table_insert (frame->self->squares, &square->cell, square);
  }
  use (frame->self, square);
  return square;
}

/* Where a square lies on the map before it is turned. */
static graphene_rect_t
rect_of (const Frame *frame, const NordMapCell *cell)
{
  double world = nord_map_camera_world_size (&frame->camera), n = exp2 (cell->zoom);
  double x = (cell->x / n - frame->camera.x) * world + frame->camera.width / 2;
  double y = (cell->y / n - frame->camera.y) * world + frame->camera.height / 2;

  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (world / n), (float) (world / n));
}

static double
snap (const Frame *frame, double px)
{
  return rint (px * frame->scale) / frame->scale;
}

/* GTK's renderer on cairo converts each pixel of a texture to floating point and back at every
 * frame; a surface it only composes. */
static void
draw_surface (const Frame *frame, GdkTexture *texture, const graphene_rect_t *rect, gboolean exact)
{
  cairo_t *cr = frame->cr;

  cairo_save (cr);
  cairo_rectangle (cr, rect->origin.x, rect->origin.y, rect->size.width, rect->size.height);
  cairo_translate (cr, rect->origin.x, rect->origin.y);
  cairo_scale (cr, rect->size.width / gdk_texture_get_width (texture),
               rect->size.height / gdk_texture_get_height (texture));
  cairo_set_source_surface (cr, nord_surface_texture_peek (texture), 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), frame->hasty || (exact && !frame->turned)
                                                     ? CAIRO_FILTER_NEAREST
                                                     : CAIRO_FILTER_BILINEAR);
  /* Without it the edges would fade into what is below. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  /* Each pixel belongs to one square: half-covered ones at the edges would show as seams. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
show_square (const Frame *frame, const Square *square)
{
  graphene_rect_t rect = rect_of (frame, &square->cell);
  /* A texture is up to a pixel larger than its square, see nord_tile_picture_new(). */
  double stretch = rect.size.width / square->size;
  double width = gdk_texture_get_width (square->texture) / (double) square->scale * stretch;

  rect.size.width = rect.size.height = (float) width;
  if (!frame->turned) {
    /* Painted for just this size: pixel on pixel. Else the edges go to whole pixels, so that no
     * hairline shows between two squares. */
    double x = snap (frame, rect.origin.x), y = snap (frame, rect.origin.y);

    if (fabs (stretch - 1) > 1e-4) {
      rect.size.width = (float) (snap (frame, rect.origin.x + width) - x);
      rect.size.height = (float) (snap (frame, rect.origin.y + width) - y);
    }
    rect.origin.x = (float) x;
    rect.origin.y = (float) y;
  }
  if (frame->cr)
    draw_surface (frame, square->texture, &rect, fabs (stretch - 1) <= 1e-4);
  else
    gtk_snapshot_append_texture (frame->snapshot, square->texture, &rect);
}

static const Square *
find_shown (const Frame *frame, const NordMapCell *cell)
{
  Square *square = g_hash_table_lookup (frame->self->squares, cell);

  if (!square || !square->texture)
    return NULL;
  use (frame->self, square);
  return square;
}

static void
show_below (const Frame *frame, const NordMapCell *cell, guint levels)
{
  for (guint i = 0; levels > 0 && i < 4; i++) {
    NordMapCell child = {cell->zoom + 1, cell->x * 2 + (i & 1), cell->y * 2 + (i >> 1)};
    const Square *square = find_shown (frame, &child);

    if (square)
      show_square (frame, square);
    else
      show_below (frame, &child, levels - 1);
  }
}

/* What there is of other levels, until the square itself is ready. */
static void
show_stand_in (const Frame *frame, const NordMapCell *cell)
{
  graphene_rect_t rect = rect_of (frame, cell);

  if (frame->cr) {
    cairo_save (frame->cr);
    cairo_rectangle (frame->cr, rect.origin.x, rect.origin.y, rect.size.width, rect.size.height);
    cairo_clip (frame->cr);
  } else {
    gtk_snapshot_push_clip (frame->snapshot, &rect);
  }
  for (guint up = 1; up <= MIN (LEVELS_UP, cell->zoom); up++) {
    NordMapCell above = {cell->zoom - up, cell->x >> up, cell->y >> up};
    const Square *square = find_shown (frame, &above);

    if (square) {
      show_square (frame, square);
      break;
    }
  }
  show_below (frame, cell, LEVELS_DOWN);
  if (frame->cr)
    cairo_restore (frame->cr);
  else
    gtk_snapshot_pop (frame->snapshot);
}

static double
distance_of (const NordMapCamera *camera, const NordMapCell *cell)
{
  double n = exp2 (cell->zoom);

  return hypot ((cell->x + 0.5) / n - camera->x, (cell->y + 0.5) / n - camera->y);
}

static int
compare_cells (gconstpointer a, gconstpointer b, gpointer camera)
{
  double p = distance_of (camera, a), q = distance_of (camera, b);

  return p > q ? -1 : p < q;
}

/* The newest wish is painted first, so the middle of the view is wished for last. */
static void
wish_for_squares (Frame *frame)
{
  g_autoptr (GArray) cells = nord_map_camera_cells (&frame->camera, frame->level, MARGIN);
  double exact = frame->self->settled ? frame->size : NORD_MAP_TILE_SIZE;

  g_array_sort_with_data (cells, compare_cells, &frame->camera);
  for (guint i = 0; i < cells->len; i++) {
    Square *square = get_square (frame, &g_array_index (cells, NordMapCell, i));

    if (!square->texture || square->generation != frame->self->generation ||
        square->scale != frame->scale ||
        (frame->self->settled && fabs (square->size / exact - 1) > 1e-4))
      wish_for (frame, square, exact);
  }
}

/* Maps that are out of sight show nothing. */
static void
set_in_view (NordTileLayer *self, gsize bytes)
{
  kept.in_view += bytes - self->in_view;
  self->in_view = bytes;
}

/* Of all maps, what was out of sight longest goes first. */
static void
forget (gsize limit)
{
  GList *before;

  for (GList *link = kept.squares.tail; link != NULL && kept.bytes > limit; link = before) {
    Square *square = link->data;

    before = link->prev;
    if (square->used != square->layer->frame || square->layer->in_view == 0)
      g_hash_table_remove (square->layer->squares, &square->cell);
  }
}

/* Takes back wishes for what is out of sight, and forgets what is more than may be kept. */
static void
tidy (Frame *frame)
{
  NordTileLayer *self = frame->self;
  gsize in_view = 0;
  GHashTableIter iter;
  gpointer value;

  self->n_shown = 0;
  g_hash_table_iter_init (&iter, self->squares);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Square *square = value;

    if (square->used == self->frame) {
      self->n_shown++;
      in_view += measure (square);
      continue;
    }
    if (square->wished) {
      g_cancellable_cancel (square->wished);
      g_clear_object (&square->wished);
    }
    if (!square->texture || square->generation != self->generation)
      g_hash_table_iter_remove (&iter);
  }
  /* A square without a texture yet counts as well: it is in sight. */
  set_in_view (self, MAX (in_view, 1));
  forget (
    MAX ((gsize) NORD_TILE_LAYER_CACHE * (gsize) (frame->scale * frame->scale), 2 * kept.in_view));
}

static gboolean
on_settled (gpointer data)
{
  NordTileLayer *self = data;

  self->settle_id = 0;
  self->settled = TRUE;
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
  return G_SOURCE_REMOVE;
}

static void
watch_zoom (NordTileLayer *self, double zoom)
{
  if (fabs (zoom - self->zoom) < 1e-9)
    return;
  self->settled = self->zoom < 0; /* nothing is moving at the beginning */
  self->zoom = zoom;
  if (self->settled)
    return;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, on_settled, self);
}

static gboolean
on_rested (gpointer data)
{
  NordTileLayer *self = data;

  self->rest_id = 0;
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
  return G_SOURCE_REMOVE;
}

/* At the side of a table the whole map is turned once more. */
static gboolean
is_upright (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_matrix_t matrix;

  if (root == NULL || !gtk_widget_compute_transform (widget, root, &matrix))
    return TRUE;
  return fabsf (graphene_matrix_get_value (&matrix, 0, 1)) < 1e-6F &&
         graphene_matrix_get_value (&matrix, 0, 0) > 0;
}

/* Upright, pixman has fast ways for fine pixels; turned, they took nearly half of the frame (8 of
 * 18 ms around a table, 5 with coarse ones). So a turned map is coarse for as long as it moves. */
static gboolean
watch_rest (NordTileLayer *self, const NordView *view)
{
  const NordView *last = &self->view;
  const gboolean first = last->width <= 0;
  const gboolean moved = last->lon != view->lon || last->lat != view->lat ||
                         last->zoom != view->zoom || last->rotation != view->rotation;

  self->view = *view;
  if (moved && !first) {
    g_clear_handle_id (&self->rest_id, g_source_remove);
    self->rest_id = g_timeout_add (SETTLE_MS, on_rested, self);
  }
  return self->rest_id == 0;
}

/* The colour of what no square covers; then all is turned. */
static void
begin_ground (const Frame *frame, const NordView *view, const NordMapColor *ground)
{
  if (frame->cr) {
    cairo_set_source_rgb (frame->cr, ground->red, ground->green, ground->blue);
    cairo_paint (frame->cr);
    if (frame->turned) {
      cairo_translate (frame->cr, view->width / 2, view->height / 2);
      cairo_rotate (frame->cr, view->rotation);
      cairo_translate (frame->cr, -view->width / 2, -view->height / 2);
    }
    return;
  }
  gtk_snapshot_append_color (frame->snapshot,
                             &(GdkRGBA){(float) ground->red, (float) ground->green,
                                        (float) ground->blue, 1},
                             &GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height));
  gtk_snapshot_save (frame->snapshot);
  if (frame->turned) {
    gtk_snapshot_translate (frame->snapshot, &GRAPHENE_POINT_INIT ((float) view->width / 2,
                                                                   (float) view->height / 2));
    gtk_snapshot_rotate (frame->snapshot, (float) (view->rotation * 180 / G_PI));
    gtk_snapshot_translate (frame->snapshot, &GRAPHENE_POINT_INIT (-(float) view->width / 2,
                                                                   -(float) view->height / 2));
  }
}

static void
nord_tile_layer_paint (NordMapLayer *layer, GtkSnapshot *snapshot, const NordView *view)
{
  NordTileLayer *self = NORD_TILE_LAYER (layer);
  const NordMapColor *ground = &nord_tile_source_get_style (self->source)->background;
  g_autoptr (GArray) cells = NULL;
  Frame frame = {
    .self = self,
    .snapshot = snapshot,
    /* A NordView counts levels of 256 px tiles, the squares those of 512 px. */
    .camera = nord_map_camera_at (view->lon, view->lat, view->zoom - 1, view->width, view->height),
    .scale = nord_tile_source_get_scale_factor (self->source),
    .turned = fabs (view->rotation) > 1e-6,
  };

  frame.camera.rotation = view->rotation;
  frame.level = (guint) CLAMP (rint (frame.camera.zoom), 0, MAX_ZOOM);
  frame.size = NORD_MAP_TILE_SIZE * exp2 (frame.camera.zoom - frame.level);
  self->frame++;
  watch_zoom (self, frame.camera.zoom);
  wish_for_squares (&frame);
  if (nord_map_layer_is_cairo (layer)) {
    frame.hasty = !watch_rest (self, view) && (frame.turned || !is_upright (GTK_WIDGET (self)));
    frame.cr = nord_map_layer_open_cairo (layer, snapshot, view);
  }
  begin_ground (&frame, view, ground);
  cells = nord_map_camera_cells (&frame.camera, frame.level, 0);
  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < cells->len; i++) {
      const NordMapCell *cell = &g_array_index (cells, NordMapCell, i);
      const Square *square = find_shown (&frame, cell);

      /* Stand-ins first: what is ready covers their edges. */
      if (pass == 0 && !square)
        show_stand_in (&frame, cell);
      else if (pass == 1 && square)
        show_square (&frame, square);
    }
  }
  if (frame.cr)
    nord_map_layer_close_cairo (layer, frame.cr);
  else
    gtk_snapshot_restore (snapshot);
  tidy (&frame);
}

static void
on_source_changed (NordTileLayer *self)
{
  self->generation++;
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
}

static void
nord_tile_layer_unmap (GtkWidget *widget)
{
  set_in_view (NORD_TILE_LAYER (widget), 0);
  GTK_WIDGET_CLASS (nord_tile_layer_parent_class)->unmap (widget);
}

static void
nord_tile_layer_dispose (GObject *object)
{
  NordTileLayer *self = NORD_TILE_LAYER (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  set_in_view (self, 0);
  if (self->squares)
    g_hash_table_remove_all (self->squares);
  if (self->source)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (nord_tile_layer_parent_class)->dispose (object);
}

static void
nord_tile_layer_finalize (GObject *object)
{
  g_clear_pointer (&NORD_TILE_LAYER (object)->squares, g_hash_table_unref);
  G_OBJECT_CLASS (nord_tile_layer_parent_class)->finalize (object);
}

static void
nord_tile_layer_class_init (NordTileLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_tile_layer_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_tile_layer_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = nord_tile_layer_unmap;
  NORD_MAP_LAYER_CLASS (klass)->paint = nord_tile_layer_paint;
}

static void
nord_tile_layer_init (NordTileLayer *self)
{
  self->zoom = -1;
  self->squares = g_hash_table_new_full (cell_hash, cell_equal, NULL, (GDestroyNotify) square_free);
}

/**
 * nord_tile_layer_new:
 * @viewport: the map's viewport
 * @source: who paints
 *
 * Returns: (transfer floating): the layer
 */
NordTileLayer *
nord_tile_layer_new (ShumateViewport *viewport, NordTileSource *source)
{
  NordTileLayer *self = g_object_new (NORD_TYPE_TILE_LAYER, "viewport", viewport, NULL);

  self->source = g_object_ref (source);
  g_signal_connect_swapped (source, "notify::style", G_CALLBACK (on_source_changed), self);
  g_signal_connect_swapped (source, "notify::stack", G_CALLBACK (on_source_changed), self);
  g_signal_connect_swapped (source, "notify::scale-factor", G_CALLBACK (on_source_changed), self);
  return self;
}

/**
 * nord_tile_layer_get_kept:
 *
 * Returns: bytes of the painted squares that all maps of the program hold; after each frame at most
 *   %NORD_TILE_LAYER_CACHE for each square of the scale factor, or twice what the maps in sight
 * show where that is more
 */
gsize
nord_tile_layer_get_kept (void)
{
  return kept.bytes;
}

/**
 * nord_tile_layer_is_ready:
 *
 * Returns: whether each square that the last frame asked for is painted and still there
 */
gboolean
nord_tile_layer_is_ready (NordTileLayer *self)
{
  guint n = 0;
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (NORD_IS_TILE_LAYER (self), FALSE);
  g_hash_table_iter_init (&iter, self->squares);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Square *square = value;

    n += square->used == self->frame && square->texture != NULL &&
         square->generation == self->generation;
  }
  return self->frame > 0 && n == self->n_shown;
}
