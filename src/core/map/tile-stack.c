/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The packs that make up the map, the most detailed first, with the tiles read last.
 *
 * Deeper than a pack's last level its last level serves, unless another one is more detailed there;
 * where no pack has a tile, the nearest tile above serves, so that the map fades into coarseness at
 * its edge and not into nothing. Where a pack ends within a tile, the next one goes on. */
#include "core/map/tile-stack.h"

#include "core/geo/mercator.h"
#include "core/map/raster-tile.h"

#include <math.h>
#include <string.h>

#define DEFAULT_CACHE (64 * 1024 * 1024)

struct _NordTileStack {
  GObject parent_instance;

  GPtrArray *archives;    /* (owned) of NordTileArchive */
  NordTileFaults *faults; /* (owned) */
  GMutex lock;            /* for what follows */
  GHashTable *tiles;      /* (owned) key -> GList link in recent */
  GQueue recent;          /* (owned) of Cached, the last used first */
  gsize used, limit;      /* bytes */
};

typedef struct {
  guint64 key;
  NordMapTile *tile; /* (owned) */
} Cached;

G_DEFINE_FINAL_TYPE (NordTileStack, nord_tile_stack, G_TYPE_OBJECT)

NordMapTile *
nord_map_tile_ref (NordMapTile *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
nord_map_tile_unref (NordMapTile *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->mvt, nord_mvt_unref);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_free (self);
}

/* Eight bits for the pack, six for the level, 25 for each of column and row. */
static guint64
make_key (guint archive, guint zoom, guint x, guint y)
{
  return (guint64) archive << 56 | (guint64) zoom << 50 | (guint64) x << 25 | y;
}

static void
cached_free (Cached *cached)
{
  nord_map_tile_unref (cached->tile);
  g_free (cached);
}

static NordMapTile *
look_up (NordTileStack *self, guint64 key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GList *link = g_hash_table_lookup (self->tiles, &key);

  if (!link)
    return NULL;
  g_queue_unlink (&self->recent, link);
  g_queue_push_head_link (&self->recent, link);
  return nord_map_tile_ref (((Cached *) link->data)->tile);
}

static void
evict (NordTileStack *self)
{
  while (self->used > self->limit && self->recent.length > 1) {
    Cached *last = g_queue_pop_tail (&self->recent);

    g_hash_table_remove (self->tiles, &last->key);
    self->used -= last->tile->footprint;
    cached_free (last);
  }
}

static void
remember (NordTileStack *self, guint64 key, NordMapTile *tile)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Cached *cached;

  if (g_hash_table_contains (self->tiles, &key))
    return; /* another thread was faster */
  cached = g_new (Cached, 1);
  cached->key = key;
  cached->tile = nord_map_tile_ref (tile);
  g_queue_push_head (&self->recent, cached);
  g_hash_table_insert (self->tiles, &cached->key, self->recent.head);
  self->used += tile->footprint;
  evict (self);
}

/* Shapes that somebody made a pack of are no map by themselves. */
static gboolean
has_ground (const NordMvt *mvt)
{
  static const char *const ground[] = {"transportation", "landuse", "landcover", "water",
                                       "building"};

  for (gsize i = 0; i < G_N_ELEMENTS (ground); i++)
    if (nord_mvt_find_layer (mvt, ground[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_opaque (cairo_surface_t *picture)
{
  const guint8 *pixels = cairo_image_surface_get_data (picture);
  int width = cairo_image_surface_get_width (picture);

  if (cairo_image_surface_get_format (picture) != CAIRO_FORMAT_ARGB32)
    return TRUE;
  for (int y = 0; y < cairo_image_surface_get_height (picture); y++) {
    const guint32 *row =
      (const guint32 *) (const void *) (pixels +
                                        (gsize) y *
                                          (gsize) cairo_image_surface_get_stride (picture));

    for (int x = 0; x < width; x++)
      if (row[x] < 0xff000000)
        return FALSE;
  }
  return TRUE;
}

/* @tile stays NULL if the pack has no such tile. */
static gboolean
read_one (NordTileStack *self,
          guint index,
          guint zoom,
          guint x,
          guint y,
          NordMapTile **tile,
          GError **error)
{
  NordTileArchive *archive = g_ptr_array_index (self->archives, index);
  guint64 key = make_key (index, zoom, x, y);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NordMapTile) fresh = NULL;

  *tile = look_up (self, key);
  if (*tile)
    return TRUE;
  if (!nord_tile_archive_read_tile (archive, zoom, x, y, &bytes, error))
    return FALSE;
  if (!bytes)
    return TRUE;
  fresh = g_new0 (NordMapTile, 1);
  g_atomic_ref_count_init (&fresh->refs);
  fresh->zoom = zoom;
  fresh->x = x;
  fresh->y = y;
  if (nord_tile_archive_get_info (archive)->format == NORD_TILE_VECTOR) {
    fresh->mvt = nord_mvt_decode (bytes, error);
    if (!fresh->mvt)
      return FALSE;
    fresh->see_through = !has_ground (fresh->mvt);
    fresh->footprint = sizeof *fresh + fresh->mvt->footprint;
  } else {
    fresh->picture = nord_raster_decode (bytes, error);
    if (!fresh->picture)
      return FALSE;
    fresh->see_through = !is_opaque (fresh->picture);
    fresh->footprint = sizeof *fresh + (gsize) cairo_image_surface_get_stride (fresh->picture) *
                                         (gsize) cairo_image_surface_get_height (fresh->picture);
  }
  remember (self, key, fresh);
  *tile = g_steal_pointer (&fresh);
  return TRUE;
}

static gboolean
load_one (NordTileStack *self,
          guint index,
          guint zoom,
          guint x,
          guint y,
          NordMapTile **tile,
          GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (read_one (self, index, zoom, x, y, tile, &fault))
    return TRUE;
  nord_tile_faults_add (self->faults, &(NordTileFault){index, zoom, x, y, fault->message});
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static void
nord_tile_stack_finalize (GObject *object)
{
  NordTileStack *self = NORD_TILE_STACK (object);

  g_clear_pointer (&self->tiles, g_hash_table_unref);
  g_queue_clear_full (&self->recent, (GDestroyNotify) cached_free);
  g_clear_pointer (&self->archives, g_ptr_array_unref);
  g_clear_pointer (&self->faults, nord_tile_faults_free);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (nord_tile_stack_parent_class)->finalize (object);
}

static void
nord_tile_stack_class_init (NordTileStackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_tile_stack_finalize;
}

static void
nord_tile_stack_init (NordTileStack *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->recent);
  self->archives = g_ptr_array_new_with_free_func (g_object_unref);
  self->faults = nord_tile_faults_new ();
  self->tiles = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->limit = DEFAULT_CACHE;
}

/**
 * nord_tile_stack_new:
 * @archives: (array length=n_archives) (transfer none): packs, the preferred first
 * @n_archives: at most 255
 *
 * Returns: (transfer full): a stack; which packs it has never changes, so threads can share it
 */
NordTileStack *
nord_tile_stack_new (NordTileArchive *const *archives, guint n_archives)
{
  NordTileStack *self = g_object_new (NORD_TYPE_TILE_STACK, NULL);

  g_return_val_if_fail (n_archives < 256, self);
  for (guint i = 0; i < n_archives; i++)
    g_ptr_array_add (self->archives, g_object_ref (archives[i]));
  return self;
}

guint
nord_tile_stack_get_n_archives (NordTileStack *self)
{
  g_return_val_if_fail (NORD_IS_TILE_STACK (self), 0);
  return self->archives->len;
}

/**
 * nord_tile_stack_get_archive:
 *
 * Returns: (transfer none): the pack at @index
 */
NordTileArchive *
nord_tile_stack_get_archive (NordTileStack *self, guint index)
{
  g_return_val_if_fail (NORD_IS_TILE_STACK (self), NULL);
  g_return_val_if_fail (index < self->archives->len, NULL);
  return g_ptr_array_index (self->archives, index);
}

/**
 * nord_tile_stack_dup_licence:
 *
 * Returns: (transfer full): whose data it is, in one line of plain text; may be empty
 */
char *
nord_tile_stack_dup_licence (NordTileStack *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  g_return_val_if_fail (NORD_IS_TILE_STACK (self), NULL);
  for (guint i = 0; i < self->archives->len; i++) {
    const NordTileInfo *info = nord_tile_archive_get_info (self->archives->pdata[i]);

    if (info->attribution[0] &&
        !g_ptr_array_find_with_equal_func (lines, info->attribution, g_str_equal, NULL))
      g_ptr_array_add (lines, info->attribution);
  }
  g_ptr_array_add (lines, NULL);
  return g_strjoinv (" · ", (char **) lines->pdata);
}

/**
 * nord_tile_stack_get_faults:
 *
 * Returns: (transfer none): the tiles that could not be read since the stack was made, though
 *   others may have served in their place; to be asked from any thread
 */
NordTileFaults *
nord_tile_stack_get_faults (NordTileStack *self)
{
  g_return_val_if_fail (NORD_IS_TILE_STACK (self), NULL);
  return self->faults;
}

void
nord_tile_stack_set_cache_size (NordTileStack *self, gsize bytes)
{
  g_return_if_fail (NORD_IS_TILE_STACK (self));
  g_mutex_lock (&self->lock);
  self->limit = bytes;
  evict (self);
  g_mutex_unlock (&self->lock);
}

/* Bytes that decoded tiles may hold. The one read last is kept whatever its size. */
gsize
nord_tile_stack_get_cache_size (NordTileStack *self)
{
  g_return_val_if_fail (NORD_IS_TILE_STACK (self), 0);
  return self->limit;
}

/**
 * nord_tile_stack_get_cached:
 *
 * Returns: bytes that decoded tiles hold at the moment
 */
gsize
nord_tile_stack_get_cached (NordTileStack *self)
{
  gsize used;

  g_return_val_if_fail (NORD_IS_TILE_STACK (self), 0);
  g_mutex_lock (&self->lock);
  used = self->used;
  g_mutex_unlock (&self->lock);
  return used;
}

/* Packs that are not asked, as bits. */
typedef struct {
  guint64 bits[4];
} Skip;

static gboolean
is_skipped (const Skip *skip, guint index)
{
  return (skip->bits[index / 64] >> (index % 64) & 1) != 0;
}

/* A level more than a pack has is hardly seen. Beyond, a pack of drawings that goes deeper is
 * better, and before a picture one that goes as deep: it does not blur. */
static gboolean
is_outdone (NordTileStack *self, guint index, guint zoom, guint x, guint y, const Skip *skip)
{
  const NordTileInfo *own = nord_tile_archive_get_info (self->archives->pdata[index]);
  guint least = own->max_zoom + (own->format == NORD_TILE_VECTOR ? 1 : 0);

  for (guint i = 0; zoom > own->max_zoom + 1 && i < self->archives->len; i++) {
    const NordTileInfo *info = nord_tile_archive_get_info (self->archives->pdata[i]);
    guint level = MIN (zoom, info->max_zoom);
    g_autoptr (NordMapTile) tile = NULL;

    if (i != index && !is_skipped (skip, i) && info->max_zoom >= least &&
        info->format == NORD_TILE_VECTOR &&
        load_one (self, i, level, x >> (zoom - level), y >> (zoom - level), &tile, NULL) && tile)
      return TRUE;
  }
  return FALSE;
}

/* The tile, and of which pack it is. */
static gboolean
find_tile (NordTileStack *self,
           guint zoom,
           guint x,
           guint y,
           gboolean vector,
           const Skip *skip,
           guint *index,
           NordMapTile **tile,
           GError **error)
{
  g_autoptr (GError) first = NULL;

  *tile = NULL;
  for (guint up = 0; up <= zoom; up++) {
    for (guint i = 0; i < self->archives->len; i++) {
      const NordTileInfo *info = nord_tile_archive_get_info (g_ptr_array_index (self->archives, i));
      guint level = zoom - up;

      if (is_skipped (skip, i) || (vector && info->format != NORD_TILE_VECTOR))
        continue;
      if (up == 0)
        level = MIN (level, info->max_zoom);
      if (level < info->min_zoom || level > info->max_zoom)
        continue;
      if (!load_one (self, i, level, x >> (zoom - level), y >> (zoom - level), tile,
                     first ? NULL : &first))
        continue;
      if (*tile && up == 0 && is_outdone (self, i, zoom, x, y, skip))
        g_clear_pointer (tile, nord_map_tile_unref);
      if (*tile) {
        *index = i;
        return TRUE;
      }
    }
  }
  if (first) {
    g_propagate_error (error, g_steal_pointer (&first));
    return FALSE;
  }
  return TRUE;
}

/**
 * nord_tile_stack_load:
 * @zoom: zoom level, may be deeper than any pack goes
 * @x: column from the west
 * @y: row from the north
 * @tile: (out) (nullable) (transfer full): the tile, or one above it that covers its place; %NULL
 *   if no pack has any
 * @error: return location for a #GError
 *
 * A tile that cannot be read counts as missing as long as another one covers the place. Safe to
 * call from any thread.
 *
 * Returns: %FALSE if the only tile that there is cannot be read
 */
gboolean
nord_tile_stack_load (NordTileStack *self,
                      guint zoom,
                      guint x,
                      guint y,
                      NordMapTile **tile,
                      GError **error)
{
  Skip none = {0};
  guint index;

  g_return_val_if_fail (NORD_IS_TILE_STACK (self), FALSE);
  return find_tile (self, zoom, x, y, FALSE, &none, &index, tile, error);
}

gboolean
nord_tile_stack_load_vector (NordTileStack *self,
                             guint zoom,
                             guint x,
                             guint y,
                             NordMapTile **tile,
                             GError **error)
{
  Skip none = {0};
  guint index;

  g_return_val_if_fail (NORD_IS_TILE_STACK (self), FALSE);
  return find_tile (self, zoom, x, y, TRUE, &none, &index, tile, error);
}

/* --- Packs beside each other ---------------------------------------------------------------------
 */

/* Of a square: less is not seen. */
#define SLIVER (1.0 / 4096)

NordMapPart
nord_map_piece_get_part (const NordMapPiece *self)
{
  double n = exp2 (self->cell.zoom);

  if (self->has_part)
    return self->part;
  return (NordMapPart){self->cell.x / n, self->cell.y / n, (self->cell.x + 1) / n,
                       (self->cell.y + 1) / n};
}

static void
piece_clear (gpointer data)
{
  g_clear_pointer (&((NordMapPiece *) data)->tile, nord_map_tile_unref);
}

/**
 * nord_tile_stack_new_pieces:
 *
 * Returns: (transfer full) (element-type NordMapPiece): an empty array whose pieces own their tiles
 */
GArray *
nord_tile_stack_new_pieces (void)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (NordMapPiece));

  g_array_set_clear_func (pieces, piece_clear);
  return pieces;
}

typedef struct {
  NordTileStack *stack;
  NordMapCell cell;
  NordMapPart whole; /* of the cell */
  Skip skip;
  GArray *pieces;
  guint depth; /* packs on top of this one */
} Filling;

/* What a pack has for the square. */
typedef struct {
  NordMapTile *tile; /* (owned by the caller) */
  NordMapPart known; /* where the pack says that it has something */
} Answer;

static void
add_piece (Filling *self, const Answer *answer, const NordMapPart *part)
{
  NordMapPiece piece = {
    .cell = self->cell,
    .tile = nord_map_tile_ref (answer->tile),
    .has_part = memcmp (part, &self->whole, sizeof *part) != 0,
    .part = *part,
    .known = answer->known,
  };

  g_array_append_val (self->pieces, piece);
}

/* Where the pack says that it has something. */
static NordMapPart
get_area (NordTileArchive *archive)
{
  const NordTileInfo *info = nord_tile_archive_get_info (archive);
  NordMapPart area;

  nord_mercator_project (info->west, info->north, &area.x0, &area.y0);
  nord_mercator_project (info->east, info->south, &area.x1, &area.y1);
  return area;
}

static gboolean fill (Filling *self, const NordMapPart *part, GError **error);

/* A tile that does not fill its place lies on what the other packs have there. */
static void
add_over (Filling *self, const Answer *answer, const NordMapPart *part, const NordMapPart *area)
{
  guint start = self->pieces->len;

  fill (self, part, NULL);
  /* A picture brings its own words. */
  for (guint i = start; i < self->pieces->len && answer->tile->picture; i++)
    g_array_index (self->pieces, NordMapPiece, i).ground = TRUE;
  if (area)
    add_piece (self, answer, area);
  else if (self->pieces->len == start && self->depth == 1)
    add_piece (self, answer, part);
}

/* Beyond the area of its pack the others are asked, and where they have nothing the tile goes on.
 */
static void
add_beside (Filling *self,
            const Answer *answer,
            const NordMapPart *part,
            const NordMapPart *area,
            gboolean outside)
{
  const double sliver = SLIVER * (self->whole.x1 - self->whole.x0);
  const NordMapPart strips[] = {
    {part->x0, part->y0, area->x0, part->y1},
    {area->x1, part->y0, part->x1, part->y1},
    {area->x0, part->y0, area->x1, area->y0},
    {area->x0, area->y1, area->x1, part->y1},
  };
  guint start = self->pieces->len;
  gboolean served = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (strips); i++) {
    guint before = self->pieces->len;

    if (strips[i].x1 - strips[i].x0 <= sliver || strips[i].y1 - strips[i].y0 <= sliver)
      continue;
    fill (self, &strips[i], NULL);
    served |= self->pieces->len > before;
    if (self->pieces->len == before)
      add_piece (self, answer, &strips[i]);
  }
  if (served && !outside)
    add_piece (self, answer, area);
  if (served)
    return;
  g_array_set_size (self->pieces, start);
  if (self->depth == 1 || !outside)
    add_piece (self, answer, part);
}

/* Where the first pack that has a tile here ends within @part, the next one goes on. */
static gboolean
fill (Filling *self, const NordMapPart *part, GError **error)
{
  const double sliver = SLIVER * (self->whole.x1 - self->whole.x0);
  const Skip skip = self->skip;
  g_autoptr (NordMapTile) tile = NULL;
  gboolean outside;
  guint index;
  NordMapPart area;
  Answer answer;

  if (!find_tile (self->stack, self->cell.zoom, self->cell.x, self->cell.y, FALSE, &skip, &index,
                  &tile, error))
    return FALSE;
  if (tile == NULL)
    return TRUE;
  self->skip.bits[index / 64] |= G_GUINT64_CONSTANT (1) << (index % 64);
  self->depth++;
  area = get_area (self->stack->archives->pdata[index]);
  answer = (Answer){tile, area};
  area = (NordMapPart){MAX (area.x0, part->x0), MAX (area.y0, part->y0), MIN (area.x1, part->x1),
                       MIN (area.y1, part->y1)};
  /* A pack that has tiles beyond its area gives way to those that know better. */
  outside = !(area.x1 - area.x0 > sliver && area.y1 - area.y0 > sliver);
  if (outside)
    area = (NordMapPart){part->x0, part->y0, part->x0, part->y1};
  if (tile->see_through)
    add_over (self, &answer, part, outside ? NULL : &area);
  else
    add_beside (self, &answer, part, &area, outside);
  self->depth--;
  self->skip = skip;
  return TRUE;
}

/**
 * nord_tile_stack_load_pieces:
 * @zoom: zoom level, may be deeper than any pack goes
 * @x: column from the west
 * @y: row from the north
 * @pieces: (element-type NordMapPiece): from nord_tile_stack_new_pieces(); what fills the square is
 *   added, in the order in which it is to be painted
 * @error: return location for a #GError
 *
 * As nord_tile_stack_load(), but a tile counts only within the area that its pack says it has: what
 * remains of the square is filled from the other packs, as far as they have it. The parts do not
 * overlap, but for what lies below a picture that is not opaque.
 *
 * Returns: %FALSE, and nothing is added, if the only tile that there is cannot be read
 */
gboolean
nord_tile_stack_load_pieces (NordTileStack *self,
                             guint zoom,
                             guint x,
                             guint y,
                             GArray *pieces,
                             GError **error)
{
  Filling filling = {.stack = self, .cell = {zoom, x, y}, .pieces = pieces};
  NordMapPiece whole = {.cell = {zoom, x, y}};

  g_return_val_if_fail (NORD_IS_TILE_STACK (self), FALSE);
  filling.whole = nord_map_piece_get_part (&whole);
  return fill (&filling, &filling.whole, error);
}
