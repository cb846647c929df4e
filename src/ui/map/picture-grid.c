/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The picture of a layer at one zoom and turn, in tiles: what is cheap is drawn at once, the rest
 * by other threads, and what has altered is drawn anew where it lies.
 *
 * All but the drawing of a tile happens in the main thread: a thread gets a plan and gives back a
 * surface that nobody else has seen. A tile that alters while it is being drawn is drawn again, and
 * the older picture is shown until then if there is one. */
#include "ui/map/picture-grid.h"

#include <math.h>

#define TILE 512
/* One thread for each of two cores; more would take them from the base map. */
#define MAX_JOBS 2
/* Of what is around a shape, for its line, halo and pattern. */
#define REACH 14
/* Tiles that are kept, in views: this one, and what was passed by lately. */
#define KEPT 3
/* A tile that alters faster than it can be drawn is shown as it was in between. */
#define MAX_REFUSALS 2

typedef struct _Job Job;

typedef struct {
  gint64 key;
  int column, row;
  cairo_surface_t *surface; /* (owned) (nullable) NULL: nothing is there */
  GdkTexture *texture;      /* (owned) (nullable) the same for renderers that are not cairo's */
  gboolean painted;
  gboolean stale; /* shows what has altered since */
  gboolean again; /* the same of what a thread draws now */
  guint refused;
  double cost; /* of the plan made last, 0: not known */
  guint64 used;
  Job *job; /* (unowned) (nullable) */
} Tile;

struct _NordPictureGrid {
  NordView anchor; /* its middle is the corner of tile (0, 0); the size is that of a tile */
  int scale;
  gboolean whole;
  NordMapPlanner plan;
  GSourceFunc changed;
  gpointer data;     /* (unowned) */
  GHashTable *tiles; /* (owned) key in Tile -> Tile */
  guint n_jobs;
  guint64 frame;
  NordView wanted; /* asked for last */
};

struct _Job {
  NordPictureGrid *grid; /* (unowned) (nullable) NULL: nobody wants it any more */
  Tile *tile;            /* (unowned) valid while `grid` is */
  GCancellable *cancellable;
  NordMapPlan *plan; /* (owned) */
  NordView view;
  int scale;
};

void
nord_map_plan_free (NordMapPlan *self)
{
  if (self->free_data)
    self->free_data (self->data);
  g_free (self);
}

static void
job_free (Job *job)
{
  nord_map_plan_free (job->plan);
  g_object_unref (job->cancellable);
  g_free (job);
}

static void
drop_job (Tile *tile)
{
  if (tile->job == NULL)
    return;
  g_cancellable_cancel (tile->job->cancellable);
  tile->job->grid->n_jobs--;
  tile->job->grid = NULL;
  tile->job = NULL;
}

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  drop_job (tile);
  g_clear_object (&tile->texture);
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  g_free (tile);
}

/* --- In any thread ------------------------------------------------------------------------------
 */

static cairo_surface_t *
make_surface (const NordView *view, int scale)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (view->width * scale),
                                (int) ceil (view->height * scale));

  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

static cairo_surface_t *
draw_plan (const NordMapPlan *plan, const NordView *view, int scale)
{
  cairo_surface_t *surface = make_surface (view, scale);
  cairo_t *cr = cairo_create (surface);

  plan->draw (plan->data, cr, view);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
draw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, draw_plan (job->plan, &job->view, job->scale),
                           (GDestroyNotify) cairo_surface_destroy);
}

/* --- In the main thread -------------------------------------------------------------------------
 */

static NordView
get_tile_view (const NordPictureGrid *self, const Tile *tile)
{
  NordView view = self->anchor;

  nord_view_to_place (&self->anchor, view.width * (tile->column + 1), view.height * (tile->row + 1),
                      &view.lon, &view.lat);
  return view;
}

static void
take_surface (Tile *tile, cairo_surface_t *surface)
{
  g_clear_object (&tile->texture);
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  if (surface && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    tile->surface = cairo_surface_reference (surface);
  tile->painted = TRUE;
  tile->stale = FALSE;
  tile->refused = 0;
}

static void start_jobs (NordPictureGrid *self);

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer unused)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  NordPictureGrid *self = job->grid;
  cairo_surface_t *surface = g_task_propagate_pointer (G_TASK (result), NULL);
  Tile *tile = job->tile;

  if (self) {
    self->n_jobs--;
    tile->job = NULL;
    if (!tile->again || !tile->painted || tile->refused++ >= MAX_REFUSALS)
      take_surface (tile, surface);
    tile->stale = tile->again;
    start_jobs (self);
    self->changed (self->data);
  }
  g_clear_pointer (&surface, cairo_surface_destroy);
}

/* Takes @plan. */
static void
start_job (NordPictureGrid *self, Tile *tile, NordMapPlan *plan)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;

  job->grid = self;
  job->tile = tile;
  job->cancellable = g_cancellable_new ();
  job->plan = plan;
  job->view = get_tile_view (self, tile);
  job->scale = self->scale;
  tile->job = job;
  tile->again = FALSE;
  self->n_jobs++;
  task = g_task_new (NULL, job->cancellable, on_drawn, NULL);
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, draw_in_thread);
}

static Tile *
get_tile (NordPictureGrid *self, int column, int row)
{
  gint64 key = (gint64) column * G_GINT64_CONSTANT (0x100000000) + row;
  Tile *tile = g_hash_table_lookup (self->tiles, &key);

  if (tile == NULL) {
    tile = g_new0 (Tile, 1);
    tile->key = key;
    tile->column = column;
    tile->row = row;
    g_hash_table_insert (self->tiles, &tile->key, tile);
  }
  return tile;
}

/* The corner of tile (0, 0) in @view. */
static void
find_corner (const NordPictureGrid *self, const NordView *view, double *x, double *y)
{
  nord_view_to_screen (view, self->anchor.lon, self->anchor.lat, x, y);
}

typedef struct {
  double away; /* from the middle of the view, in tiles */
  int column, row;
  gboolean seen; /* not only in the margin */
} Cell;

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const Cell *one = a, *two = b;

  if (one->seen != two->seen)
    return one->seen ? -1 : 1;
  return (one->away > two->away) - (one->away < two->away);
}

/* (transfer full) (element-type Cell) nearest first; the grid must fit @view. */
static GArray *
list_cells (const NordPictureGrid *self, const NordView *view)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  const double w = self->anchor.width, h = self->anchor.height, m = NORD_PICTURE_MARGIN;
  double x, y;

  find_corner (self, view, &x, &y);
  if (self->whole)
    g_array_append_val (cells, ((Cell){0, 0, 0, TRUE}));
  for (double row = floor ((-m - y) / h); !self->whole && row * h + y < view->height + m; row++) {
    for (double column = floor ((-m - x) / w); column * w + x < view->width + m; column++) {
      double left = column * w + x, top = row * h + y;
      Cell cell = {hypot ((left + w / 2 - view->width / 2) / w,
                          (top + h / 2 - view->height / 2) / h),
                   (int) column, (int) row,
                   left < view->width && left + w > 0 && top < view->height && top + h > 0};

      g_array_append_val (cells, cell);
    }
  }
  g_array_sort (cells, compare_cells);
  return cells;
}

/* Brings a tile up to date: at once if @budget allows, otherwise by a thread if one is free. */
static void
work_on (NordPictureGrid *self, Tile *tile, double *budget)
{
  NordMapPlan *plan;
  NordView view;

  if (tile->job || (self->n_jobs >= MAX_JOBS && (*budget <= 0 || tile->cost > *budget)))
    return;
  view = get_tile_view (self, tile);
  plan = self->plan (self->data, &view);
  if (plan == NULL) {
    take_surface (tile, NULL);
    return;
  }
  tile->cost = plan->cost;
  if (plan->cost <= *budget) {
    cairo_surface_t *surface = draw_plan (plan, &view, self->scale);

    *budget -= plan->cost;
    take_surface (tile, surface);
    cairo_surface_destroy (surface);
  } else if (self->n_jobs < MAX_JOBS) {
    start_job (self, tile, g_steal_pointer (&plan));
  }
  g_clear_pointer (&plan, nord_map_plan_free);
}

static void
start_jobs (NordPictureGrid *self)
{
  g_autoptr (GArray) cells = list_cells (self, &self->wanted);
  double nothing = 0;

  for (guint i = 0; i < cells->len && self->n_jobs < MAX_JOBS; i++) {
    const Cell *cell = &g_array_index (cells, Cell, i);
    Tile *tile = get_tile (self, cell->column, cell->row);

    if (!tile->painted || tile->stale)
      work_on (self, tile, &nothing);
  }
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
  const Tile *one = *(const Tile *const *) a, *two = *(const Tile *const *) b;

  return (one->used > two->used) - (one->used < two->used);
}

/* Forgets what was out of sight longest, and stops work on what is. */
static void
tidy (NordPictureGrid *self, guint n_cells)
{
  g_autoptr (GPtrArray) unseen = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Tile *tile = value;

    if (tile->used == self->frame)
      continue;
    drop_job (tile);
    if (!tile->painted || tile->stale)
      g_hash_table_iter_remove (&iter);
    else
      g_ptr_array_add (unseen, tile);
  }
  if (unseen->len <= n_cells * (KEPT - 1))
    return;
  g_ptr_array_sort (unseen, compare_use);
  for (guint i = 0; i < unseen->len - n_cells * (KEPT - 1); i++)
    g_hash_table_remove (self->tiles, &((Tile *) unseen->pdata[i])->key);
}

/**
 * nord_picture_grid_new:
 * @view: gives zoom and turn, and what is wanted first
 * @scale: device pixels a pixel
 * @whole: one tile only, of the view and what is around it: for what cannot be cut
 * @plan: says what is to be drawn
 * @changed: called when a thread has drawn something; its answer is ignored
 * @data: (unowned) for both
 *
 * Returns: (transfer full): a grid that has nothing yet
 */
NordPictureGrid *
nord_picture_grid_new (const NordView *view,
                       int scale,
                       gboolean whole,
                       NordMapPlanner plan,
                       GSourceFunc changed,
                       gpointer data)
{
  NordPictureGrid *self = g_new0 (NordPictureGrid, 1);
  double x = 0, y = 0;

  self->anchor = self->wanted = *view;
  self->anchor.width = self->anchor.height = TILE;
  if (whole) {
    self->anchor.width = ceil (view->width) + 2 * NORD_PICTURE_MARGIN;
    self->anchor.height = ceil (view->height) + 2 * NORD_PICTURE_MARGIN;
    x = y = -NORD_PICTURE_MARGIN;
  }
  nord_view_to_place (view, x, y, &self->anchor.lon, &self->anchor.lat);
  self->scale = scale;
  self->whole = whole;
  self->plan = plan;
  self->changed = changed;
  self->data = data;
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tile_free);
  return self;
}

void
nord_picture_grid_free (NordPictureGrid *self)
{
  g_hash_table_unref (self->tiles);
  g_free (self);
}

/* Whether the picture can be shown in @view pixel on pixel, if it is (or may yet be) drawn there.
 */
gboolean
nord_picture_grid_fits (const NordPictureGrid *self, const NordView *view, int scale)
{
  double x, y;

  if (self->scale != scale || fabs (self->anchor.zoom - view->zoom) > 1e-6 ||
      fabs (self->anchor.rotation - view->rotation) > 1e-6)
    return FALSE;
  if (!self->whole)
    return TRUE;
  find_corner (self, view, &x, &y);
  return x <= 0.5 && y <= 0.5 && x + self->anchor.width >= view->width - 0.5 &&
         y + self->anchor.height >= view->height - 0.5;
}

/* Whether a picture that is whole will soon not reach to the edge of the view. */
gboolean
nord_picture_grid_runs_out (const NordPictureGrid *self, const NordView *view)
{
  const double least = NORD_PICTURE_MARGIN / 2.0;
  double x, y;

  find_corner (self, view, &x, &y);
  return self->whole && (x > -least || y > -least || x + self->anchor.width < view->width + least ||
                         y + self->anchor.height < view->height + least);
}

/**
 * nord_picture_grid_request:
 * @view: a view that the grid fits
 * @budget: (inout): milliseconds that may be spent in drawing at once
 *
 * Draws what is missing in @view as far as @budget goes, and lets threads draw the rest and what
 * lies around it.
 *
 * Returns: how many tiles of the view are not there yet, or not as they should be
 */
guint
nord_picture_grid_request (NordPictureGrid *self, const NordView *view, double *budget)
{
  g_autoptr (GArray) cells = list_cells (self, view);
  guint missing = 0;
  double nothing = 0;

  self->frame++;
  self->wanted = *view;
  for (guint i = 0; i < cells->len; i++) {
    const Cell *cell = &g_array_index (cells, Cell, i);
    Tile *tile = get_tile (self, cell->column, cell->row);

    tile->used = self->frame;
    if (!tile->painted || tile->stale)
      work_on (self, tile, cell->seen ? budget : &nothing);
    missing += cell->seen && (!tile->painted || tile->stale);
  }
  tidy (self, cells->len);
  return missing;
}

/* Pixels of the grid, counted from the corner of tile (0, 0). */
typedef struct {
  double left, top, right, bottom;
} Box;

static Box
find_box (const NordPictureGrid *self, const NordBounds *bounds)
{
  Box box = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};

  for (int corner = 0; corner < 4; corner++) {
    double x, y;

    nord_view_to_screen (&self->anchor, corner & 1 ? bounds->east : bounds->west,
                         corner & 2 ? bounds->north : bounds->south, &x, &y);
    x -= self->anchor.width / 2;
    y -= self->anchor.height / 2;
    box.left = MIN (box.left, x - REACH);
    box.right = MAX (box.right, x + REACH);
    box.top = MIN (box.top, y - REACH);
    box.bottom = MAX (box.bottom, y + REACH);
  }
  return box;
}

/* FALSE: they do not meet. @part: in pixels of the tile, whole ones. */
static gboolean
cut_box (const NordPictureGrid *self, const Tile *tile, const Box *box, Box *part)
{
  double x = tile->column * self->anchor.width, y = tile->row * self->anchor.height;

  part->left = CLAMP (floor (box->left - x), 0, self->anchor.width);
  part->right = CLAMP (ceil (box->right - x), 0, self->anchor.width);
  part->top = CLAMP (floor (box->top - y), 0, self->anchor.height);
  part->bottom = CLAMP (ceil (box->bottom - y), 0, self->anchor.height);
  return part->left < part->right && part->top < part->bottom;
}

static gboolean
repair_tile (NordPictureGrid *self, Tile *tile, const Box *part, double *budget)
{
  NordView view = get_tile_view (self, tile), piece = view;
  g_autoptr (NordMapPlan) plan = NULL;
  cairo_t *cr;

  piece.width = part->right - part->left;
  piece.height = part->bottom - part->top;
  nord_view_to_place (&view, part->left + piece.width / 2, part->top + piece.height / 2, &piece.lon,
                      &piece.lat);
  plan = self->plan (self->data, &piece);
  if (plan && plan->cost > *budget)
    return FALSE;
  g_clear_object (&tile->texture);
  if (plan == NULL && tile->surface == NULL)
    return TRUE;
  if (tile->surface == NULL)
    tile->surface = make_surface (&view, self->scale);
  cr = cairo_create (tile->surface);
  cairo_translate (cr, part->left, part->top);
  cairo_rectangle (cr, 0, 0, piece.width, piece.height);
  cairo_clip (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  if (plan) {
    plan->draw (plan->data, cr, &piece);
    *budget -= plan->cost;
  }
  cairo_destroy (cr);
  cairo_surface_flush (tile->surface);
  return TRUE;
}

/**
 * nord_picture_grid_repair:
 * @bounds: (degrees) of what has come, gone or altered
 * @budget: (inout): milliseconds that may be spent in drawing at once
 *
 * Draws anew what lies there; tiles for which @budget does not suffice are drawn by threads when
 * they are requested, and show until then what they showed.
 */
void
nord_picture_grid_repair (NordPictureGrid *self, const NordBounds *bounds, double *budget)
{
  const Box box = find_box (self, bounds);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Tile *tile = value;
    Box part;

    if (!cut_box (self, tile, &box, &part) && !self->whole)
      continue;
    tile->cost = 0;
    tile->again = tile->job != NULL;
    if (tile->painted && !tile->stale)
      tile->stale =
        self->whole || tile->used != self->frame || !repair_tile (self, tile, &part, budget);
  }
}

/* Whether what lies in @bounds is shown as it is wherever the last view asked for it. */
gboolean
nord_picture_grid_is_current (NordPictureGrid *self, const NordBounds *bounds)
{
  const Box box = find_box (self, bounds);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Tile *tile = value;
    Box part;

    if ((!tile->painted || tile->stale) && cut_box (self, tile, &box, &part))
      return FALSE;
  }
  return TRUE;
}

/**
 * nord_picture_grid_draw:
 * @cr: pixels of @view
 * @view: of any zoom and turn
 *
 * Shows what there is. GTK's renderer on cairo converts each pixel of a texture to floating point
 * and back at every frame; surfaces it only composes.
 */
void
nord_picture_grid_draw (NordPictureGrid *self, cairo_t *cr, const NordView *view)
{
  gboolean exact = nord_picture_grid_fits (self, view, self->scale);
  double scale = exp2 (view->zoom - self->anchor.zoom), x, y;
  GHashTableIter iter;
  gpointer value;

  find_corner (self, view, &x, &y);
  cairo_save (cr);
  if (exact) {
    /* On whole pixels: half ones would blur the picture. */
    cairo_translate (cr, rint (x * self->scale) / self->scale,
                     rint (y * self->scale) / self->scale);
  } else {
    cairo_translate (cr, x, y);
    cairo_rotate (cr, view->rotation - self->anchor.rotation);
    cairo_scale (cr, scale, scale);
  }
  /* Each pixel belongs to one tile: half-covered ones at the edges would show as seams. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Tile *tile = value;
    double left = tile->column * self->anchor.width, top = tile->row * self->anchor.height;

    if (tile->surface == NULL)
      continue;
    cairo_set_source_surface (cr, tile->surface, left, top);
    cairo_pattern_set_filter (cairo_get_source (cr),
                              exact ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_FAST);
    cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
    cairo_rectangle (cr, left, top, self->anchor.width, self->anchor.height);
    cairo_fill (cr);
  }
  cairo_restore (cr);
}

static GdkTexture *
get_texture (Tile *tile)
{
  if (tile->texture == NULL) {
    int width = cairo_image_surface_get_width (tile->surface);
    int height = cairo_image_surface_get_height (tile->surface);
    gsize stride = cairo_image_surface_get_stride (tile->surface);
    g_autoptr (GBytes) bytes =
      g_bytes_new_with_free_func (cairo_image_surface_get_data (tile->surface), stride * height,
                                  (GDestroyNotify) cairo_surface_destroy,
                                  cairo_surface_reference (tile->surface));

    tile->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  }
  return tile->texture;
}

/* What nord_picture_grid_draw () does, for renderers that are not cairo's. */
void
nord_picture_grid_append (NordPictureGrid *self, GtkSnapshot *snapshot, const NordView *view)
{
  gboolean exact = nord_picture_grid_fits (self, view, self->scale);
  float scale = (float) exp2 (view->zoom - self->anchor.zoom);
  GHashTableIter iter;
  gpointer value;
  double x, y;

  find_corner (self, view, &x, &y);
  if (exact) {
    x = rint (x * self->scale) / self->scale;
    y = rint (y * self->scale) / self->scale;
  }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (!exact) {
    gtk_snapshot_rotate (snapshot, (float) ((view->rotation - self->anchor.rotation) * 180 / G_PI));
    gtk_snapshot_scale (snapshot, scale, scale);
  }
  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Tile *tile = value;

    if (tile->surface)
      gtk_snapshot_append_texture (snapshot, get_texture (tile),
                                   &GRAPHENE_RECT_INIT ((float) (tile->column * self->anchor.width),
                                                        (float) (tile->row * self->anchor.height),
                                                        (float) self->anchor.width,
                                                        (float) self->anchor.height));
  }
  gtk_snapshot_restore (snapshot);
}

/* Bytes of all surfaces. */
gsize
nord_picture_grid_get_memory (const NordPictureGrid *self)
{
  GHashTableIter iter;
  gpointer value;
  gsize bytes = 0;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Tile *tile = value;

    if (tile->surface)
      bytes += (gsize) cairo_image_surface_get_stride (tile->surface) *
               (gsize) cairo_image_surface_get_height (tile->surface);
  }
  return bytes;
}
