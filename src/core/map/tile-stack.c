/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The packs that make up the map, the most detailed first, with the tiles read last.
 *
 * Deeper than a pack's last level its last level serves; where no pack has a tile, the nearest tile
 * above serves, so that the map fades into coarseness at its edge and not into nothing. */
#include "core/map/tile-stack.h"

#include "core/map/raster-tile.h"

#define DEFAULT_CACHE (64 * 1024 * 1024)

struct _NordTileStack {
  GObject parent_instance;

  GPtrArray *archives; /* (owned) of NordTileArchive */
  GMutex lock;         /* for what follows */
  GHashTable *tiles;   /* (owned) key -> GList link in recent */
  GQueue recent;       /* (owned) of Cached, the last used first */
  gsize used, limit;   /* bytes */
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

/* @tile stays NULL if the pack has no such tile. */
static gboolean
load_one (NordTileStack *self,
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
    fresh->footprint = sizeof *fresh + fresh->mvt->footprint;
  } else {
    fresh->picture = nord_raster_decode (bytes, error);
    if (!fresh->picture)
      return FALSE;
    fresh->footprint = sizeof *fresh + (gsize) cairo_image_surface_get_stride (fresh->picture) *
                                         (gsize) cairo_image_surface_get_height (fresh->picture);
  }
  remember (self, key, fresh);
  *tile = g_steal_pointer (&fresh);
  return TRUE;
}

static void
nord_tile_stack_finalize (GObject *object)
{
  NordTileStack *self = NORD_TILE_STACK (object);

  g_clear_pointer (&self->tiles, g_hash_table_unref);
  g_queue_clear_full (&self->recent, (GDestroyNotify) cached_free);
  g_clear_pointer (&self->archives, g_ptr_array_unref);
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

void
nord_tile_stack_set_cache_size (NordTileStack *self, gsize bytes)
{
  g_return_if_fail (NORD_IS_TILE_STACK (self));
  g_mutex_lock (&self->lock);
  self->limit = bytes;
  evict (self);
  g_mutex_unlock (&self->lock);
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
  g_autoptr (GError) first = NULL;

  g_return_val_if_fail (NORD_IS_TILE_STACK (self), FALSE);
  *tile = NULL;
  for (guint up = 0; up <= zoom; up++) {
    for (guint i = 0; i < self->archives->len; i++) {
      const NordTileInfo *info = nord_tile_archive_get_info (g_ptr_array_index (self->archives, i));
      guint level = zoom - up;

      if (up == 0)
        level = MIN (level, info->max_zoom);
      if (level < info->min_zoom || level > info->max_zoom)
        continue;
      if (!load_one (self, i, level, x >> (zoom - level), y >> (zoom - level), tile,
                     first ? NULL : &first))
        continue;
      if (*tile)
        return TRUE;
    }
  }
  if (first) {
    g_propagate_error (error, g_steal_pointer (&first));
    return FALSE;
  }
  return TRUE;
}
