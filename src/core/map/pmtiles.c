/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A map pack in the PMTiles format, version 3 (https://github.com/protomaps/PMTiles, spec/v3):
 *
 *   header (127 bytes) | root directory | metadata (JSON) | leaf directories | tiles
 *
 * A directory is a list of entries, sorted by the tile's number on a Hilbert curve; an entry points
 * at tiles, or (run length 0) at a leaf directory. The file is read with pread, not mapped, so that
 * a file that shrinks while open is an error and not a crash. */
#include "core/map/pmtiles.h"

#include "core/map/inflate.h"
#include "core/map/map-error.h"
#include "core/map/protobuf.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_SIZE 127
#define MAX_DIRECTORY_PACKED (4 * 1024 * 1024)
#define MAX_DIRECTORY_UNPACKED (16 * 1024 * 1024)
#define MAX_METADATA (1024 * 1024)
#define MAX_DEPTH 4
#define MAX_LEAVES                                                                                 \
  64 /* directories kept; the specification's writers make them of about 16 KiB                    \
      */

enum {
  COMPRESSION_NONE = 1,
  COMPRESSION_GZIP = 2,
};

typedef struct {
  guint64 tile_id;
  guint64 offset;
  guint32 length;
  guint32 run_length;
} Entry;

struct _NordPmtiles {
  GObject parent_instance;

  int fd; /* (owned) */
  guint64 file_size;
  guint8 internal_compression;
  guint8 tile_compression;
  guint64 leaf_offset, leaf_length;
  guint64 data_offset, data_length;
  GArray *root;       /* (owned) of Entry */
  GMutex lock;        /* for the leaves */
  GHashTable *leaves; /* (owned) offset -> GArray of Entry */
  NordTileInfo info;  /* (owned) */
};

static void nord_pmtiles_archive_init (NordTileArchiveInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NordPmtiles,
                               nord_pmtiles,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NORD_TYPE_TILE_ARCHIVE,
                                                      nord_pmtiles_archive_init))

static gboolean
fail (GError **error, NordMapError code, const char *what)
{
  g_set_error (error, NORD_MAP_ERROR, code, _ ("The map pack cannot be read: %s"), _ (what));
  return FALSE;
}

static guint64
read_u64 (const guint8 *at)
{
  guint64 value;

  memcpy (&value, at, 8);
  return GUINT64_FROM_LE (value);
}

static double
read_degrees (const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, 4);
  return (gint32) GUINT32_FROM_LE (value) / 1e7;
}

static GBytes *
read_range (NordPmtiles *self, guint64 offset, guint64 length, guint64 limit, GError **error)
{
  g_autofree guint8 *buffer = NULL;
  gsize done = 0;

  if (length > limit) {
    fail (error, NORD_MAP_ERROR_TOO_LARGE, N_ ("a part is too large"));
    return NULL;
  }
  if (offset > self->file_size || length > self->file_size - offset) {
    fail (error, NORD_MAP_ERROR_DAMAGED, N_ ("a part lies beyond the end of the file"));
    return NULL;
  }
  buffer = g_malloc (MAX (length, 1));
  while (done < length) {
    gssize got = pread (self->fd, buffer + done, length - done, (off_t) (offset + done));

    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0) {
      fail (error, NORD_MAP_ERROR_DAMAGED, N_ ("the file cannot be read to its end"));
      return NULL;
    }
    done += (gsize) got;
  }
  return g_bytes_new_take (g_steal_pointer (&buffer), length);
}

static GBytes *
unpack (GBytes *packed, guint8 compression, gsize limit, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  if (compression == COMPRESSION_GZIP)
    return nord_inflate (data, size, limit, error);
  return g_bytes_ref (packed);
}

/* Section 4 of the specification: the number of entries, then all numbers (as differences), all run
 * lengths, all lengths, all offsets (0: directly after the one before). */
static GArray *
parse_directory (GBytes *bytes, GError **error)
{
  g_autoptr (GArray) entries = NULL;
  gsize size;
  NordProtobuf reader;
  guint64 n, value, tile_id = 0;

  reader.at = g_bytes_get_data (bytes, &size);
  reader.end = reader.at + size;
  if (!nord_protobuf_varint (&reader, &n) || n > size / 4) {
    fail (error, NORD_MAP_ERROR_DAMAGED, N_ ("a directory is damaged"));
    return NULL;
  }
  entries = g_array_sized_new (FALSE, TRUE, sizeof (Entry), (guint) n);
  g_array_set_size (entries, (guint) n);
  for (guint column = 0; column < 4; column++) {
    for (guint i = 0; i < n; i++) {
      Entry *entry = &g_array_index (entries, Entry, i);

      if (!nord_protobuf_varint (&reader, &value)) {
        fail (error, NORD_MAP_ERROR_DAMAGED, N_ ("a directory is cut off"));
        return NULL;
      }
      switch (column) {
      case 0:
        tile_id += value;
        entry->tile_id = tile_id;
        break;
      case 1:
        entry->run_length = (guint32) MIN (value, G_MAXUINT32);
        break;
      case 2:
        entry->length = (guint32) MIN (value, G_MAXUINT32);
        break;
      default:
        if (value == 0 && i > 0)
          entry->offset = entry[-1].offset + entry[-1].length;
        else
          entry->offset = value - 1;
      }
    }
  }
  return g_steal_pointer (&entries);
}

static GArray *
read_directory (NordPmtiles *self, guint64 offset, guint64 length, GError **error)
{
  g_autoptr (GBytes) packed = read_range (self, offset, length, MAX_DIRECTORY_PACKED, error);
  g_autoptr (GBytes) bytes = NULL;

  if (!packed)
    return NULL;
  bytes = unpack (packed, self->internal_compression, MAX_DIRECTORY_UNPACKED, error);
  return bytes ? parse_directory (bytes, error) : NULL;
}

static GArray *
get_leaf (NordPmtiles *self, const Entry *entry, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GArray *leaf = g_hash_table_lookup (self->leaves, &entry->offset);
  guint64 *key;

  if (leaf)
    return g_array_ref (leaf);
  if (entry->offset > self->leaf_length || entry->length > self->leaf_length - entry->offset) {
    fail (error, NORD_MAP_ERROR_DAMAGED, N_ ("a directory lies outside its section"));
    return NULL;
  }
  leaf = read_directory (self, self->leaf_offset + entry->offset, entry->length, error);
  if (!leaf)
    return NULL;
  if (g_hash_table_size (self->leaves) >= MAX_LEAVES)
    g_hash_table_remove_all (self->leaves);
  key = g_new (guint64, 1);
  *key = entry->offset;
  g_hash_table_insert (self->leaves, key, g_array_ref (leaf));
  return leaf;
}

/* The last entry whose number is not greater, or NULL. */
static const Entry *
find_entry (GArray *directory, guint64 tile_id)
{
  guint low = 0, high = directory->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (directory, Entry, middle).tile_id <= tile_id)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? &g_array_index (directory, Entry, low - 1) : NULL;
}

static const NordTileInfo *
get_info (NordTileArchive *archive)
{
  return &NORD_PMTILES (archive)->info;
}

static gboolean
read_tile (NordTileArchive *archive, guint zoom, guint x, guint y, GBytes **tile, GError **error)
{
  NordPmtiles *self = NORD_PMTILES (archive);
  guint64 tile_id = nord_pmtiles_tile_id (zoom, x, y);
  g_autoptr (GArray) directory = g_array_ref (self->root);

  for (guint depth = 0; depth < MAX_DEPTH; depth++) {
    const Entry *entry = find_entry (directory, tile_id);
    g_autoptr (GBytes) stored = NULL;
    GArray *leaf;

    if (!entry)
      return TRUE;
    if (entry->run_length > 0) {
      if (tile_id - entry->tile_id >= entry->run_length)
        return TRUE;
      if (entry->offset > self->data_length || entry->length > self->data_length - entry->offset)
        return fail (error, NORD_MAP_ERROR_DAMAGED, N_ ("a tile lies outside its section"));
      stored = read_range (self, self->data_offset + entry->offset, entry->length,
                           NORD_TILE_MAX_PACKED, error);
      if (!stored)
        return FALSE;
      *tile = unpack (stored, self->tile_compression, NORD_TILE_MAX_UNPACKED, error);
      return *tile != NULL;
    }
    leaf = get_leaf (self, entry, error);
    if (!leaf)
      return FALSE;
    g_array_unref (directory);
    directory = leaf;
  }
  return fail (error, NORD_MAP_ERROR_DAMAGED, N_ ("directories are nested without end"));
}

static void
nord_pmtiles_archive_init (NordTileArchiveInterface *iface)
{
  iface->get_info = get_info;
  iface->read_tile = read_tile;
}

static void
nord_pmtiles_finalize (GObject *object)
{
  NordPmtiles *self = NORD_PMTILES (object);

  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->root, g_array_unref);
  g_clear_pointer (&self->leaves, g_hash_table_unref);
  nord_tile_info_clear (&self->info);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (nord_pmtiles_parent_class)->finalize (object);
}

static void
nord_pmtiles_class_init (NordPmtilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_pmtiles_finalize;
}

static void
nord_pmtiles_init (NordPmtiles *self)
{
  self->fd = -1;
  g_mutex_init (&self->lock);
  self->leaves =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
}

/* json-glib's parser calls itself for every bracket; a megabyte of them would use up the stack. */
static gboolean
is_shallow (const char *json, gsize length)
{
  guint depth = 0;

  for (gsize i = 0; i < length; i++) {
    if (json[i] == '[' || json[i] == '{')
      depth++;
    else if ((json[i] == ']' || json[i] == '}') && depth > 0)
      depth--;
    if (depth > 64)
      return FALSE;
  }
  return TRUE;
}

/* Name and attribution are nice to have: whatever is wrong with them leaves them empty. */
static void
read_metadata (NordPmtiles *self, guint64 offset, guint64 length)
{
  g_autoptr (GBytes) packed = read_range (self, offset, length, MAX_METADATA, NULL);
  g_autoptr (GBytes) bytes =
    packed ? unpack (packed, self->internal_compression, MAX_METADATA, NULL) : NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const char *json;
  gsize size = 0;
  JsonNode *root;

  json = bytes ? g_bytes_get_data (bytes, &size) : NULL;
  if (size == 0 || !is_shallow (json, size) ||
      !json_parser_load_from_data (parser, json, (gssize) size, NULL))
    return;
  root = json_parser_get_root (parser);
  if (root && JSON_NODE_HOLDS_OBJECT (root)) {
    JsonObject *object = json_node_get_object (root);
    JsonNode *name = json_object_get_member (object, "name");
    JsonNode *attribution = json_object_get_member (object, "attribution");

    if (name && json_node_get_value_type (name) == G_TYPE_STRING)
      self->info.name = nord_tile_info_plain_text (json_node_get_string (name), -1);
    if (attribution && json_node_get_value_type (attribution) == G_TYPE_STRING)
      self->info.attribution = nord_tile_info_plain_text (json_node_get_string (attribution), -1);
  }
}

static gboolean
read_header (NordPmtiles *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *header;
  guint64 root_offset, root_length;

  if (self->file_size < HEADER_SIZE)
    return fail (error, NORD_MAP_ERROR_DAMAGED, N_ ("the file is too short"));
  bytes = read_range (self, 0, HEADER_SIZE, HEADER_SIZE, error);
  if (!bytes)
    return FALSE;
  header = g_bytes_get_data (bytes, NULL);
  if (memcmp (header, "PMTiles", 7) != 0)
    return fail (error, NORD_MAP_ERROR_NOT_A_PACK, N_ ("not a PMTiles file"));
  if (header[7] != 3)
    return fail (error, NORD_MAP_ERROR_UNSUPPORTED,
                 N_ ("only version 3 of the format can be read"));
  root_offset = read_u64 (header + 8);
  root_length = read_u64 (header + 16);
  self->leaf_offset = read_u64 (header + 40);
  self->leaf_length = read_u64 (header + 48);
  self->data_offset = read_u64 (header + 56);
  self->data_length = read_u64 (header + 64);
  self->internal_compression = header[97];
  self->tile_compression = header[98];
  if (self->leaf_offset > self->file_size || self->data_offset > self->file_size)
    return fail (error, NORD_MAP_ERROR_DAMAGED, N_ ("a part lies beyond the end of the file"));
  if (self->internal_compression < COMPRESSION_NONE ||
      self->internal_compression > COMPRESSION_GZIP || self->tile_compression > COMPRESSION_GZIP)
    return fail (error, NORD_MAP_ERROR_UNSUPPORTED, N_ ("only gzip compression can be read"));
  switch (header[99]) {
  case 1:
    self->info.format = NORD_TILE_VECTOR;
    break;
  case 2:
    self->info.format = NORD_TILE_PNG;
    break;
  case 3:
    self->info.format = NORD_TILE_JPEG;
    break;
  case 4:
    self->info.format = NORD_TILE_WEBP;
    break;
  default:
    return fail (error, NORD_MAP_ERROR_UNSUPPORTED, N_ ("the tiles have an unknown format"));
  }
  self->info.min_zoom = MIN (header[100], NORD_TILE_MAX_ZOOM);
  self->info.max_zoom = CLAMP (header[101], self->info.min_zoom, NORD_TILE_MAX_ZOOM);
  self->info.west = CLAMP (read_degrees (header + 102), -180, 180);
  self->info.south = CLAMP (read_degrees (header + 106), -90, 90);
  self->info.east = CLAMP (read_degrees (header + 110), -180, 180);
  self->info.north = CLAMP (read_degrees (header + 114), -90, 90);
  if (self->info.west >= self->info.east || self->info.south >= self->info.north) {
    self->info.west = -180;
    self->info.south = -85.0511287798066;
    self->info.east = 180;
    self->info.north = 85.0511287798066;
  }
  read_metadata (self, read_u64 (header + 24), read_u64 (header + 32));
  self->root = read_directory (self, root_offset, root_length, error);
  return self->root != NULL;
}

/**
 * nord_pmtiles_open:
 * @path: a file in the file system's encoding
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the pack, or %NULL with a #GFileError or #NordMapError
 */
NordPmtiles *
nord_pmtiles_open (const char *path, GError **error)
{
  g_autoptr (NordPmtiles) self = g_object_new (NORD_TYPE_PMTILES, NULL);
  struct stat status;

  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (self->fd < 0 || fstat (self->fd, &status) != 0 || !S_ISREG (status.st_mode)) {
    g_set_error (error, G_FILE_ERROR,
                 self->fd < 0 ? g_file_error_from_errno (errno) : G_FILE_ERROR_FAILED,
                 _ ("The map pack cannot be read: %s"), g_strerror (errno));
    return NULL;
  }
  self->file_size = (guint64) status.st_size;
  if (!read_header (self, error))
    return NULL;
  if (!self->info.name)
    self->info.name = g_strdup ("");
  if (!self->info.attribution)
    self->info.attribution = g_strdup ("");
  return g_steal_pointer (&self);
}

/**
 * nord_pmtiles_tile_id:
 * @zoom: at most %NORD_TILE_MAX_ZOOM
 * @x: column from the west
 * @y: row from the north
 *
 * Returns: the number of a tile: all tiles of the lower zoom levels, then the place on the Hilbert
 *   curve of its own
 */
guint64
nord_pmtiles_tile_id (guint zoom, guint x, guint y)
{
  guint64 id = (((guint64) 1 << (2 * zoom)) - 1) / 3;

  for (guint64 s = zoom > 0 ? (guint64) 1 << (zoom - 1) : 0; s > 0; s /= 2) {
    guint64 rx = (x & s) > 0, ry = (y & s) > 0;

    id += s * s * ((3 * rx) ^ ry);
    if (ry == 0) {
      guint swap;

      if (rx == 1) {
        x = (guint) (s - 1) - (x & (guint) (s - 1));
        y = (guint) (s - 1) - (y & (guint) (s - 1));
      }
      swap = x;
      x = y;
      y = swap;
    }
  }
  return id;
}
