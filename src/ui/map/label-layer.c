/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The words on the map: names of streets, places and stops, upright and never cut.
 *
 * Where they stand is worked out in a thread of the layer's own, which also paints each of them to
 * a texture. While the map moves, the labels that are there move along, each at its place of the
 * world and in its size; the next placement keeps them where they are. */
#include "ui/map/label-layer.h"

#include "core/geo/mercator.h"
#include "core/map/label-painter.h"
#include "ui/map/give-way.h"
#include "ui/widgets/surface-texture.h"

#include <math.h>

/* px around the view in which labels are ready before they come into sight. */
#define MARGIN 160
/* As of the squares. */
#define MAX_LEVEL 20
/* While the map moves, a new placement begins not more often than this. */
#define PAUSE_MS 110
/* Bytes of shaped names that a map keeps at least, 4 MiB: those of three views full of names. All
 * maps in sight share NORD_LABEL_SHAPER_CACHE. */
#define LEAST_NAMES (4 * 1024 * 1024)
/* On a texture, the same pixels for cairo. */
/* Zoomed out by more than this, the old labels would crowd each other. */
#define CROWDED 0.7

/* A label as the main thread needs it. */
typedef struct {
  GdkTexture *texture; /* (owned) */
  double lon, lat;     /* degrees, its anchor */
  double x, y;         /* px from the anchor to the texture's corner */
  double width, height;
  gboolean turns; /* lies along the map */
} Picture;

/* What belongs to the thread; the thread alone touches all but the count. */
typedef struct {
  gatomicrefcount refs;
  NordLabelShaper *shaper;    /* (owned) (nullable) */
  NordLabelPlacement *before; /* (owned) (nullable) */
  GHashTable *textures;       /* (owned) digest of a label -> GdkTexture */
} Desk;

typedef struct {
  Desk *desk;           /* (owned) */
  NordTileStack *stack; /* (owned) (nullable) NULL: put everything away */
  NordMapStyle *style;  /* (owned) (nullable) */
  NordMapCamera camera;
  int scale;
  gsize names; /* bytes of names to be kept */
} Job;

struct _NordLabelLayer {
  NordMapLayer parent_instance;

  NordTileStack *stack;      /* (owned) (nullable) */
  NordMapStyle *style;       /* (owned) (nullable) */
  Desk *desk;                /* (owned) */
  GThreadPool *thread;       /* (owned) of one thread */
  GCancellable *cancellable; /* (owned) */
  GArray *pictures;          /* (owned) of Picture: what is shown */
  NordView placed;           /* the view that the pictures were placed for */
  NordView wanted;           /* the view of the placement that is under way */
  gboolean busy;
  gboolean stale;    /* style, packs or scale changed since */
  int scale;         /* of the placement that is under way */
  gint64 started_at; /* monotonic */
  guint timeout_id;
};

/* In sight, of the whole program. */
static guint n_mapped;

G_DEFINE_FINAL_TYPE (NordLabelLayer, nord_label_layer, NORD_TYPE_MAP_LAYER)

static void
picture_clear (Picture *picture)
{
  g_clear_object (&picture->texture);
}

static void
desk_clear (Desk *self)
{
  g_clear_pointer (&self->shaper, nord_label_shaper_free);
  g_clear_pointer (&self->before, nord_label_placement_unref);
  g_clear_pointer (&self->textures, g_hash_table_unref);
}

static void
desk_unref (Desk *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  desk_clear (self);
  g_free (self);
}

static void
job_free (Job *job)
{
  g_clear_pointer (&job->desk, desk_unref);
  g_clear_object (&job->stack);
  g_clear_pointer (&job->style, nord_map_style_unref);
  g_free (job);
}

/* --- In the thread ------------------------------------------------------------------------------
 */

static guint64
mix (guint64 digest, gint64 value)
{
  return (digest ^ (guint64) value) * 0x100000001b3;
}

/* Two labels with the same digest look the same: FNV-1a over all that is painted. */
static guint64
digest_of (const NordMapStyle *style, const NordLabel *label, int scale)
{
  guint64 digest = 0xcbf29ce484222325;

  digest = mix (digest, (gint64) (gintptr) style);
  digest = mix (digest, label->layer - style->layers);
  digest = mix (digest, scale);
  for (const char *c = label->string; c && *c; c++)
    digest = mix (digest, (guchar) *c);
  if (label->text)
    digest = mix (digest, (gint64) (label->text->size * 8));
  for (guint i = 0; i < label->n_glyphs; i++) {
    digest = mix (digest, (gint64) rint (label->glyphs[i].x * 16));
    digest = mix (digest, (gint64) rint (label->glyphs[i].y * 16));
    digest = mix (digest, (gint64) rint (label->glyphs[i].angle * 512));
  }
  return digest;
}

static GdkTexture *
paint_texture (const NordMapStyle *style,
               const NordLabel *label,
               const NordLabelBox *box,
               int scale)
{
  int width = (int) (box->x1 - box->x0) * scale, height = (int) (box->y1 - box->y0) * scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;

  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -box->x0, -box->y0);
  nord_label_paint (style, label, cr);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (surface, scale, scale);
  texture = nord_surface_texture_new (surface);
  cairo_surface_destroy (surface);
  return texture;
}

/* The textures of labels that stay are used again; those of all others are forgotten. */
static GArray *
paint_labels (Desk *desk, const NordLabelPlacement *placement, int scale)
{
  GArray *pictures = g_array_sized_new (FALSE, FALSE, sizeof (Picture), placement->labels->len);
  GHashTable *kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  g_array_set_clear_func (pictures, (GDestroyNotify) picture_clear);
  for (guint i = placement->labels->len; i > 0; i--) {
    const NordLabel *label = g_ptr_array_index (placement->labels, i - 1);
    NordLabelBox box = {floor (label->bounds.x0), floor (label->bounds.y0), ceil (label->bounds.x1),
                        ceil (label->bounds.y1)};
    guint64 digest = digest_of (placement->style, label, scale);
    GdkTexture *texture = g_hash_table_lookup (kept, &digest);
    Picture picture = {.x = box.x0, .y = box.y0, .turns = label->turns};

    if (!texture) {
      texture = desk->textures ? g_hash_table_lookup (desk->textures, &digest) : NULL;
      texture =
        texture ? g_object_ref (texture) : paint_texture (placement->style, label, &box, scale);
      g_hash_table_insert (kept, g_memdup2 (&digest, sizeof digest), texture);
    }
    picture.texture = g_object_ref (texture);
    picture.width = box.x1 - box.x0;
    picture.height = box.y1 - box.y0;
    nord_mercator_unproject (label->x, label->y, &picture.lon, &picture.lat);
    g_array_append_val (pictures, picture);
  }
  g_clear_pointer (&desk->textures, g_hash_table_unref);
  desk->textures = kept;
  return pictures;
}

static void
place (gpointer data, gpointer unused)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  Desk *desk = job->desk;
  NordMapCamera *camera = &job->camera;
  g_autoptr (GArray) cells = NULL;
  g_autoptr (GArray) pieces = NULL;
  NordLabelPlacement *placement;
  double level;

  nord_give_way ();
  if (!job->stack) {
    desk_clear (desk);
    return;
  }
  if (g_task_return_error_if_cancelled (task))
    return;
  /* With several packs the same one must speak that is painted, and squares are of the nearest
   * level; with one a level above is enough. */
  level =
    nord_tile_stack_get_n_archives (job->stack) > 1 ? rint (camera->zoom) : floor (camera->zoom);
  cells = nord_map_camera_cells (camera, (guint) CLAMP (level, 0, MAX_LEVEL), MARGIN);
  pieces = nord_tile_stack_new_pieces ();
  for (guint i = 0; i < cells->len && !g_task_return_error_if_cancelled (task); i++) {
    const NordMapCell *cell = &g_array_index (cells, NordMapCell, i);

    /* A tile that cannot be read is empty land, here as on the map. */
    nord_tile_stack_load_pieces (job->stack, cell->zoom, cell->x, cell->y, pieces, NULL);
  }
  if (g_task_had_error (task))
    return;
  if (!desk->shaper)
    desk->shaper = nord_label_shaper_new ();
  nord_label_shaper_set_limit (desk->shaper, job->names);
  placement =
    nord_label_place (job->style, (const NordMapPiece *) (void *) pieces->data, pieces->len, camera,
                      MARGIN, NORD_LABELS_UNCUT, desk->before, desk->shaper);
  g_clear_pointer (&desk->before, nord_label_placement_unref);
  desk->before = placement;
  g_task_return_pointer (task, paint_labels (desk, placement, job->scale),
                         (GDestroyNotify) g_array_unref);
}

/* --- In the main thread -------------------------------------------------------------------------
 */

static gboolean
same_view (const NordView *a, const NordView *b)
{
  return a->lon == b->lon && a->lat == b->lat && a->zoom == b->zoom && a->rotation == b->rotation &&
         a->width == b->width && a->height == b->height;
}

static void
on_placed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  NordLabelLayer *self = NORD_LABEL_LAYER (object);
  g_autoptr (GArray) pictures = g_task_propagate_pointer (G_TASK (result), NULL);

  self->busy = FALSE;
  if (!pictures)
    return;
  g_clear_pointer (&self->pictures, g_array_unref);
  self->pictures = g_steal_pointer (&pictures);
  self->placed = self->wanted;
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
}

static void
start (NordLabelLayer *self, const NordView *view)
{
  Job *job = g_new0 (Job, 1);
  GTask *task = g_task_new (self, self->cancellable, on_placed, NULL);

  self->busy = TRUE;
  self->stale = FALSE;
  self->wanted = *view;
  self->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  self->started_at = g_get_monotonic_time ();
  g_atomic_ref_count_inc (&self->desk->refs);
  job->desk = self->desk;
  job->stack = g_object_ref (self->stack);
  job->style = nord_map_style_ref (self->style);
  /* A NordView counts levels of 256 px tiles, the style those of 512 px tiles. */
  job->camera =
    nord_map_camera_at (view->lon, view->lat, view->zoom - 1, view->width, view->height);
  job->camera.rotation = view->rotation;
  job->scale = self->scale;
  job->names = MAX (NORD_LABEL_SHAPER_CACHE / MAX (n_mapped, 1), LEAST_NAMES);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_thread_pool_push (self->thread, task, NULL);
}

static gboolean
on_pause_over (gpointer data)
{
  NordLabelLayer *self = data;

  self->timeout_id = 0;
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
  return G_SOURCE_REMOVE;
}

/* Asks for a placement for @view unless there is one, or one is under way, or was just now. */
static void
request (NordLabelLayer *self, const NordView *view)
{
  gint64 pause;

  if (!self->stack || !self->style || self->busy || self->timeout_id)
    return;
  if (!self->stale && same_view (&self->placed, view) &&
      self->scale == gtk_widget_get_scale_factor (GTK_WIDGET (self)))
    return;
  pause = self->started_at + PAUSE_MS * 1000 - g_get_monotonic_time ();
  if (self->started_at > 0 && pause > 1000)
    self->timeout_id = g_timeout_add ((guint) (pause / 1000) + 1, on_pause_over, self);
  else
    start (self, view);
}

/* Half a word at the edge of the map says less than none: the next placement finds it a place
 * further in, or it comes when there is room for all of it. */
static gboolean
is_cut (const Picture *picture, const NordView *view, double x, double y)
{
  const double left = x + picture->x, top = y + picture->y;

  return left < 0 || top < 0 || left + picture->width > view->width ||
         top + picture->height > view->height;
}

/* @turn: radians that the map has been turned since; (@x, @y): where the anchor is now. */
static void
put (const Picture *picture, GtkSnapshot *snapshot, double x, double y, double turn, int scale)
{
  graphene_rect_t rect;

  if (turn != 0) {
    gtk_snapshot_save (snapshot);
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
    gtk_snapshot_rotate (snapshot, (float) (turn * 180 / G_PI));
    graphene_rect_init (&rect, (float) picture->x, (float) picture->y, (float) picture->width,
                        (float) picture->height);
    gtk_snapshot_append_texture (snapshot, picture->texture, &rect);
    gtk_snapshot_restore (snapshot);
    return;
  }
  /* On whole device pixels, or the letters would blur. */
  graphene_rect_init (&rect, (float) (rint ((x + picture->x) * scale) / scale),
                      (float) (rint ((y + picture->y) * scale) / scale), (float) picture->width,
                      (float) picture->height);
  gtk_snapshot_append_texture (snapshot, picture->texture, &rect);
}

/* GTK's renderer on cairo makes a surface of each texture at every frame, pixel by pixel. */
static void
put_surface (const Picture *picture, cairo_t *cr, double x, double y, double turn, int scale)
{
  cairo_surface_t *surface = nord_surface_texture_peek (picture->texture);

  if (turn != 0) {
    cairo_save (cr);
    cairo_translate (cr, x, y);
    cairo_rotate (cr, turn);
    cairo_set_source_surface (cr, surface, picture->x, picture->y);
    cairo_paint (cr);
    cairo_restore (cr);
    return;
  }
  cairo_set_source_surface (cr, surface, rint ((x + picture->x) * scale) / scale,
                            rint ((y + picture->y) * scale) / scale);
  cairo_paint (cr);
}

static void
show (NordLabelLayer *self, GtkSnapshot *snapshot, const NordView *view)
{
  double turned = remainder (view->rotation - self->placed.rotation, 2 * G_PI);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_t *cr = NULL;

  if (nord_map_layer_is_cairo (NORD_MAP_LAYER (self)))
    cr = nord_map_layer_open_cairo (NORD_MAP_LAYER (self), snapshot, view);
  for (guint i = 0; i < self->pictures->len; i++) {
    const Picture *picture = &g_array_index (self->pictures, Picture, i);
    double x, y;
    double turn = picture->turns && fabs (turned) > 1e-6 ? turned : 0;

    nord_view_to_screen (view, picture->lon, picture->lat, &x, &y);
    if (is_cut (picture, view, x, y))
      continue;
    if (cr)
      put_surface (picture, cr, x, y, turn, scale);
    else
      put (picture, snapshot, x, y, turn, scale);
  }
  if (cr)
    nord_map_layer_close_cairo (NORD_MAP_LAYER (self), cr);
}

static void
nord_label_layer_paint (NordMapLayer *layer, GtkSnapshot *snapshot, const NordView *view)
{
  NordLabelLayer *self = NORD_LABEL_LAYER (layer);

  request (self, view);
  if (self->pictures && view->zoom > self->placed.zoom - CROWDED)
    show (self, snapshot, view);
}

static void
nord_label_layer_map (GtkWidget *widget)
{
  n_mapped++;
  GTK_WIDGET_CLASS (nord_label_layer_parent_class)->map (widget);
}

static void
nord_label_layer_unmap (GtkWidget *widget)
{
  n_mapped--;
  GTK_WIDGET_CLASS (nord_label_layer_parent_class)->unmap (widget);
}

static void
nord_label_layer_dispose (GObject *object)
{
  NordLabelLayer *self = NORD_LABEL_LAYER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->thread) {
    /* What Pango keeps for a thread is put away in that thread. */
    Job *job = g_new0 (Job, 1);
    GTask *task = g_task_new (NULL, NULL, NULL, NULL);

    job->desk = g_steal_pointer (&self->desk);
    g_task_set_task_data (task, job, (GDestroyNotify) job_free);
    g_thread_pool_push (self->thread, task, NULL);
    g_thread_pool_free (g_steal_pointer (&self->thread), FALSE, FALSE);
  }
  g_clear_object (&self->stack);
  g_clear_pointer (&self->style, nord_map_style_unref);
  g_clear_pointer (&self->pictures, g_array_unref);
  G_OBJECT_CLASS (nord_label_layer_parent_class)->dispose (object);
}

static void
nord_label_layer_finalize (GObject *object)
{
  g_clear_object (&NORD_LABEL_LAYER (object)->cancellable);
  G_OBJECT_CLASS (nord_label_layer_parent_class)->finalize (object);
}

static void
nord_label_layer_class_init (NordLabelLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_label_layer_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_label_layer_finalize;
  GTK_WIDGET_CLASS (klass)->map = nord_label_layer_map;
  GTK_WIDGET_CLASS (klass)->unmap = nord_label_layer_unmap;
  NORD_MAP_LAYER_CLASS (klass)->paint = nord_label_layer_paint;
}

static void
nord_label_layer_init (NordLabelLayer *self)
{
  self->cancellable = g_cancellable_new ();
  self->desk = g_new0 (Desk, 1);
  g_atomic_ref_count_init (&self->desk->refs);
  /* Exclusive, so that it is always the same thread: the shaper belongs to it. */
  self->thread = g_thread_pool_new (place, NULL, 1, TRUE, NULL);
}

/**
 * nord_label_layer_new:
 * @viewport: the map's viewport
 *
 * Returns: (transfer floating): a layer that shows nothing yet
 */
NordLabelLayer *
nord_label_layer_new (ShumateViewport *viewport)
{
  return g_object_new (NORD_TYPE_LABEL_LAYER, "viewport", viewport, NULL);
}

/**
 * nord_label_layer_set_source:
 * @stack: the packs
 * @style: the style
 *
 * The labels that are shown stay until those in the new style are ready.
 */
void
nord_label_layer_set_source (NordLabelLayer *self, NordTileStack *stack, NordMapStyle *style)
{
  g_return_if_fail (NORD_IS_LABEL_LAYER (self));
  g_return_if_fail (NORD_IS_TILE_STACK (stack));
  g_return_if_fail (style != NULL);
  g_set_object (&self->stack, stack);
  nord_map_style_ref (style);
  g_clear_pointer (&self->style, nord_map_style_unref);
  self->style = style;
  self->stale = TRUE;
  nord_map_layer_queue_draw (NORD_MAP_LAYER (self));
}
