/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A map pack in the MBTiles format: tiles in an SQLite file (MBTiles Specification 1.3,
 * https://github.com/mapbox/mbtiles-spec/blob/master/1.3/spec.md). */
#include "core/map/mbtiles.h"

#include "core/db/db.h"
#include "core/map/map-error.h"

#include <glib/gi18n.h>
#include <math.h>

/* A tile is one look-up; a pack without an index has to be searched from end to end. */
#define TIME_BUDGET_MS 2000

struct _NordMbtiles {
  GObject parent_instance;

  GMutex lock;             /* one statement serves all threads */
  NordDb *db;              /* (owned) */
  sqlite3_stmt *read_tile; /* (owned) */
  NordTileInfo info;       /* (owned) */
};

static void nord_mbtiles_archive_init (NordTileArchiveInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NordMbtiles,
                               nord_mbtiles,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NORD_TYPE_TILE_ARCHIVE,
                                                      nord_mbtiles_archive_init))

static gboolean
fail (NordMbtiles *self, int result, GError **error)
{
  g_debug ("map pack: %s", sqlite3_errmsg (self->db->handle));
  switch (result & 0xff) {
  case SQLITE_INTERRUPT:
    g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_SLOW,
                         _ ("Reading the map pack takes too long"));
    break;
  case SQLITE_TOOBIG:
  case SQLITE_NOMEM:
    g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE,
                         _ ("A tile of the map pack is too large"));
    break;
  case SQLITE_ERROR:
    g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_NOT_A_PACK,
                 _ ("This file is not a map pack (%s)"), sqlite3_errmsg (self->db->handle));
    break;
  default:
    g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_DAMAGED,
                         _ ("The map pack is damaged or incomplete"));
  }
  return FALSE;
}

static char *
read_metadata (NordMbtiles *self, const char *name)
{
  sqlite3_stmt *statement = NULL;
  char *value = NULL;

  /* The table may be missing; a pack without metadata is still a pack. */
  if (sqlite3_prepare_v2 (self->db->handle, "SELECT value FROM metadata WHERE name = ?1 LIMIT 1",
                          -1, &statement, NULL) != SQLITE_OK)
    return NULL;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW) {
    const char *text = (const char *) sqlite3_column_text (statement, 0);
    value = g_utf8_make_valid (text ? text : "", MIN (sqlite3_column_bytes (statement, 0), 4096));
  }
  sqlite3_finalize (statement);
  return value;
}

/* With the usual index these are two look-ups; without one a scan, which the time budget breaks
 * off, and then the metadata is believed. */
static void
read_zooms (NordMbtiles *self)
{
  static const char *const queries[] = {
    "SELECT min(zoom_level) FROM tiles",
    "SELECT max(zoom_level) FROM tiles",
  };
  static const char *const names[] = {"minzoom", "maxzoom"};
  guint zooms[2] = {0, 14};

  for (guint i = 0; i < 2; i++) {
    sqlite3_stmt *statement = NULL;
    g_autofree char *text = read_metadata (self, names[i]);

    if (text)
      zooms[i] = (guint) CLAMP (g_ascii_strtoll (text, NULL, 10), 0, NORD_TILE_MAX_ZOOM);
    nord_db_allow_time (self->db, TIME_BUDGET_MS);
    if (sqlite3_prepare_v2 (self->db->handle, queries[i], -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step (statement) == SQLITE_ROW &&
        sqlite3_column_type (statement, 0) == SQLITE_INTEGER)
      zooms[i] = (guint) CLAMP (sqlite3_column_int64 (statement, 0), 0, NORD_TILE_MAX_ZOOM);
    sqlite3_finalize (statement);
  }
  self->info.min_zoom = MIN (zooms[0], zooms[1]);
  self->info.max_zoom = zooms[1];
}

static void
read_bounds (NordMbtiles *self)
{
  g_autofree char *text = read_metadata (self, "bounds");
  g_auto (GStrv) parts = g_strsplit (text ? text : "", ",", 5);
  double b[4];

  self->info.west = -180;
  self->info.south = -85.0511287798066;
  self->info.east = 180;
  self->info.north = 85.0511287798066;
  if (g_strv_length (parts) != 4)
    return;
  for (guint i = 0; i < 4; i++)
    b[i] = g_ascii_strtod (parts[i], NULL);
  if (b[0] < b[2] && b[1] < b[3] && fabs (b[0]) <= 180 && fabs (b[2]) <= 180 && fabs (b[1]) <= 90 &&
      fabs (b[3]) <= 90) {
    self->info.west = b[0];
    self->info.south = b[1];
    self->info.east = b[2];
    self->info.north = b[3];
  }
}

/* The word in the metadata is often missing or wrong ("pbf" and "mvt" are both used), so the first
 * tile is looked at. */
static gboolean
read_format (NordMbtiles *self, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result;
  gboolean known = TRUE;
  g_autofree char *word = read_metadata (self, "format");

  nord_db_allow_time (self->db, TIME_BUDGET_MS);
  result = sqlite3_prepare_v2 (self->db->handle,
                               "SELECT tile_data FROM tiles WHERE length(tile_data) > 0 LIMIT 1",
                               -1, &statement, NULL);
  if (result != SQLITE_OK)
    return fail (self, result, error);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW) {
    known =
      nord_tile_format_sniff (sqlite3_column_blob (statement, 0),
                              (gsize) sqlite3_column_bytes (statement, 0), &self->info.format);
    /* A vector tile may begin with a field of another writer's own. */
    if (!known && (g_strcmp0 (word, "pbf") == 0 || g_strcmp0 (word, "mvt") == 0)) {
      self->info.format = NORD_TILE_VECTOR;
      known = TRUE;
    }
  } else {
    self->info.format = g_strcmp0 (word, "png") == 0    ? NORD_TILE_PNG
                        : g_strcmp0 (word, "jpg") == 0  ? NORD_TILE_JPEG
                        : g_strcmp0 (word, "webp") == 0 ? NORD_TILE_WEBP
                                                        : NORD_TILE_VECTOR;
  }
  sqlite3_finalize (statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    return fail (self, result, error);
  if (!known) {
    g_set_error_literal (
      error, NORD_MAP_ERROR, NORD_MAP_ERROR_UNSUPPORTED,
      _ ("The tiles of this map pack have a format that the program does not know"));
    return FALSE;
  }
  return TRUE;
}

static const NordTileInfo *
get_info (NordTileArchive *archive)
{
  return &NORD_MBTILES (archive)->info;
}

static gboolean
read_tile (NordTileArchive *archive, guint zoom, guint x, guint y, GBytes **tile, GError **error)
{
  NordMbtiles *self = NORD_MBTILES (archive);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GBytes) stored = NULL;
  int result;

  nord_db_allow_time (self->db, TIME_BUDGET_MS);
  sqlite3_bind_int (self->read_tile, 1, (int) zoom);
  sqlite3_bind_int (self->read_tile, 2, (int) x);
  /* MBTiles counts rows from the south, as TMS does. */
  sqlite3_bind_int (self->read_tile, 3, (int) ((1u << zoom) - 1 - y));
  result = sqlite3_step (self->read_tile);
  if (result == SQLITE_ROW) {
    int size = sqlite3_column_bytes (self->read_tile, 0);

    if (size > NORD_TILE_MAX_PACKED) {
      sqlite3_reset (self->read_tile);
      g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE,
                           _ ("A tile of the map pack is too large"));
      return FALSE;
    }
    if (sqlite3_column_type (self->read_tile, 0) != SQLITE_NULL)
      stored = g_bytes_new (sqlite3_column_blob (self->read_tile, 0), (gsize) size);
  } else if (result != SQLITE_DONE) {
    fail (self, result, error);
    sqlite3_reset (self->read_tile);
    return FALSE;
  }
  sqlite3_reset (self->read_tile);
  g_clear_pointer (&locker, g_mutex_locker_free);
  if (!stored)
    return TRUE;
  *tile = self->info.format == NORD_TILE_VECTOR ? nord_tile_unpack (stored, error)
                                                : g_steal_pointer (&stored);
  return *tile != NULL;
}

static void
nord_mbtiles_archive_init (NordTileArchiveInterface *iface)
{
  iface->get_info = get_info;
  iface->read_tile = read_tile;
}

static void
nord_mbtiles_finalize (GObject *object)
{
  NordMbtiles *self = NORD_MBTILES (object);

  sqlite3_finalize (self->read_tile);
  g_clear_pointer (&self->db, nord_db_free);
  nord_tile_info_clear (&self->info);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (nord_mbtiles_parent_class)->finalize (object);
}

static void
nord_mbtiles_class_init (NordMbtilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_mbtiles_finalize;
}

static void
nord_mbtiles_init (NordMbtiles *self)
{
  g_mutex_init (&self->lock);
}

/**
 * nord_mbtiles_open:
 * @path: a file in the file system's encoding
 * @error: return location for a #GError
 *
 * `tiles` may be a table or a view, indexed or not; the metadata may be missing.
 *
 * Returns: (transfer full): the pack, or %NULL with a #NordDbError or #NordMapError
 */
NordMbtiles *
nord_mbtiles_open (const char *path, GError **error)
{
  g_autoptr (NordMbtiles) self = g_object_new (NORD_TYPE_MBTILES, NULL);
  g_autofree char *name = NULL;
  g_autofree char *attribution = NULL;
  int result;

  self->db = nord_db_open_foreign (path, error);
  if (!self->db)
    return NULL;
  sqlite3_limit (self->db->handle, SQLITE_LIMIT_LENGTH, NORD_TILE_MAX_PACKED + 1024);
  result = sqlite3_prepare_v3 (
    self->db->handle,
    "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3", -1,
    SQLITE_PREPARE_PERSISTENT, &self->read_tile, NULL);
  if (result != SQLITE_OK) {
    fail (self, result, error);
    return NULL;
  }
  if (!read_format (self, error))
    return NULL;
  read_zooms (self);
  nord_db_allow_time (self->db, TIME_BUDGET_MS);
  read_bounds (self);
  name = read_metadata (self, "name");
  attribution = read_metadata (self, "attribution");
  self->info.name = nord_tile_info_plain_text (name, -1);
  self->info.attribution = nord_tile_info_plain_text (attribution, -1);
  return g_steal_pointer (&self);
}
