/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The picture of a layer at one zoom and turn, in tiles: what is cheap is drawn at once, the rest
 * by other threads, and what has altered is drawn anew where it lies. */
#include "ui/map/picture-grid.h"

#include <math.h>

#define TILE 512
/* One thread for each of two cores; more would take them from the base map. */
#define MAX_JOBS 2
/* Of what is around a shape, for its line, halo and pattern. */
#define REACH 14
/* Tiles that are kept, in views: this one, and what was passed by lately. */
#define KEPT 3

struct _NordPictureGrid {
  NordView anchor; /* its middle is the corner of tile (0, 0); the size is that of a tile */
  int scale;
  gboolean whole;
  NordMapPlanner plan;
  GSourceFunc changed;
  gpointer data;     /* (unowned) */
  GHashTable *tiles; /* (owned) key in NordPictureTile -> NordPictureTile */
  guint64 frame;
  NordView wanted; /* asked for last */
};

static NordPictureTile *
get_tile (NordPictureGrid *self, int column, int row)
{
  gint64 key = (gint64) column * G_GINT64_CONSTANT (0x100000000) + row;
  NordPictureTile *tile = g_hash_table_lookup (self->tiles, &key);

  if (tile == NULL) {
    tile = g_new0 (NordPictureTile, 1);
    tile->key = key;
    tile->column = column;
    tile->row = row;
    tile->scale = self->scale;
    tile->view = self->anchor;
    nord_view_to_place (&self->anchor, self->anchor.width * (column + 1),
                        self->anchor.height * (row + 1), &tile->view.lon, &tile->view.lat);
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

static void start_jobs (NordPictureGrid *self);

static guint
count_jobs (const NordPictureGrid *self)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += ((const NordPictureTile *) value)->job != NULL;
  return n;
}

static void
on_drawn (gpointer data)
{
  NordPictureGrid *self = data;

  start_jobs (self);
  self->changed (self->data);
}

/* Brings a tile up to date: at once if @budget allows, otherwise by a thread if one is free. */
static void
work_on (NordPictureGrid *self, NordPictureTile *tile, double *budget)
{
  g_autoptr (NordMapPlan) plan = NULL;
  gboolean busy = count_jobs (self) >= MAX_JOBS;

  if (tile->job || (busy && (*budget <= 0 || tile->cost > *budget)))
    return;
  plan = self->plan (self->data, &tile->view);
  if (plan == NULL) {
    nord_picture_tile_take_nothing (tile);
    return;
  }
  tile->cost = plan->cost;
  if (plan->cost <= *budget) {
    nord_picture_tile_draw (tile, plan);
    *budget -= plan->cost;
  } else if (!busy) {
    nord_picture_tile_start (tile, g_steal_pointer (&plan), on_drawn, self);
  }
}

static void
start_jobs (NordPictureGrid *self)
{
  g_autoptr (GArray) cells = list_cells (self, &self->wanted);
  double nothing = 0;

  for (guint i = 0; i < cells->len && count_jobs (self) < MAX_JOBS; i++) {
    const Cell *cell = &g_array_index (cells, Cell, i);
    NordPictureTile *tile = get_tile (self, cell->column, cell->row);

    if (!tile->painted || tile->stale)
      work_on (self, tile, &nothing);
  }
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
  const NordPictureTile *one = *(const NordPictureTile *const *) a,
                        *two = *(const NordPictureTile *const *) b;

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
    NordPictureTile *tile = value;

    if (tile->used == self->frame)
      continue;
    nord_picture_tile_drop_job (tile);
    if (!tile->painted || tile->stale)
      g_hash_table_iter_remove (&iter);
    else
      g_ptr_array_add (unseen, tile);
  }
  if (unseen->len <= n_cells * (KEPT - 1))
    return;
  g_ptr_array_sort (unseen, compare_use);
  for (guint i = 0; i < unseen->len - n_cells * (KEPT - 1); i++)
    g_hash_table_remove (self->tiles, &((NordPictureTile *) unseen->pdata[i])->key);
}

static void
drop_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_ptr_array_set_size (data, 0);
  g_task_return_boolean (task, TRUE);
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
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                       (GDestroyNotify) nord_picture_tile_free);
  return self;
}

void
nord_picture_grid_free (NordPictureGrid *self)
{
  g_autoptr (GPtrArray) surfaces =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    NordPictureTile *tile = value;

    if (tile->surface)
      g_ptr_array_add (surfaces, g_steal_pointer (&tile->surface));
  }
  g_hash_table_unref (self->tiles);
  g_free (self);
  /* Giving back so much memory takes as long as a third of a frame. */
  if (surfaces->len > 0) {
    g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

    g_task_set_source_tag (task, nord_picture_grid_free);
    g_task_set_task_data (task, g_steal_pointer (&surfaces), (GDestroyNotify) g_ptr_array_unref);
    g_task_run_in_thread (task, drop_in_thread);
  }
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
    NordPictureTile *tile = get_tile (self, cell->column, cell->row);

    tile->used = self->frame;
    if (!tile->painted || tile->stale)
      work_on (self, tile, cell->seen ? budget : &nothing);
    missing += cell->seen && (!tile->painted || tile->stale);
  }
  tidy (self, cells->len);
  return missing;
}

/* Pixels of the grid, counted from the corner of tile (0, 0). */
static NordPictureBox
find_box (const NordPictureGrid *self, const NordBounds *bounds)
{
  NordPictureBox box = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};

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
cut_box (const NordPictureGrid *self,
         const NordPictureTile *tile,
         const NordPictureBox *box,
         NordPictureBox *part)
{
  double x = tile->column * self->anchor.width, y = tile->row * self->anchor.height;

  part->left = CLAMP (floor (box->left - x), 0, self->anchor.width);
  part->right = CLAMP (ceil (box->right - x), 0, self->anchor.width);
  part->top = CLAMP (floor (box->top - y), 0, self->anchor.height);
  part->bottom = CLAMP (ceil (box->bottom - y), 0, self->anchor.height);
  return part->left < part->right && part->top < part->bottom;
}

static gboolean
repair_tile (NordPictureGrid *self,
             NordPictureTile *tile,
             const NordPictureBox *part,
             double *budget)
{
  NordView piece = nord_picture_tile_get_part (tile, part);
  g_autoptr (NordMapPlan) plan = self->plan (self->data, &piece);

  if (plan && plan->cost > *budget)
    return FALSE;
  if (plan)
    *budget -= plan->cost;
  nord_picture_tile_repair (tile, part, plan);
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
  const NordPictureBox box = find_box (self, bounds);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    NordPictureTile *tile = value;
    NordPictureBox part;

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
  const NordPictureBox box = find_box (self, bounds);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const NordPictureTile *tile = value;
    NordPictureBox part;

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
    const NordPictureTile *tile = value;
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
    NordPictureTile *tile = value;

    if (tile->surface)
      gtk_snapshot_append_texture (snapshot, nord_picture_tile_get_texture (tile),
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
    const NordPictureTile *tile = value;

    if (tile->surface)
      bytes += (gsize) cairo_image_surface_get_stride (tile->surface) *
               (gsize) cairo_image_surface_get_height (tile->surface);
  }
  return bytes;
}
