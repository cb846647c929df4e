/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Writes MBTiles 1.3 (https://github.com/mapbox/mbtiles-spec/blob/master/1.3/spec.md), tile by
 * tile, beside the target and renamed when complete. */
#include "core/map/mbtiles-writer.h"

#include "core/db/db.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static const char tables[] = "PRAGMA journal_mode=DELETE;"
                             "PRAGMA application_id=1297105496;" /* "MPBX", as the format says */
                             "CREATE TABLE metadata (name TEXT NOT NULL, value TEXT);"
                             "CREATE TABLE tiles (zoom_level INTEGER NOT NULL, tile_column INTEGER "
                             "NOT NULL, tile_row INTEGER NOT NULL, tile_data BLOB);"
                             "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, "
                             "tile_row);"
                             "BEGIN;";

struct _NordMbtilesWriter {
  char *path, *beside; /* (owned) */
  NordDb *db;          /* (owned) (nullable) */
  sqlite3_stmt *put;   /* (owned) (nullable) */
};

static guint
column_at (double lon, guint zoom)
{
  const double n = exp2 (zoom);

  return (guint) CLAMP (floor ((lon + 180) / 360 * n), 0, n - 1);
}

static guint
row_at (double lat, guint zoom)
{
  const double n = exp2 (zoom), phi = CLAMP (lat, -85.0511, 85.0511) * G_PI / 180;

  return (guint) CLAMP (floor ((1 - asinh (tan (phi)) / G_PI) / 2 * n), 0, n - 1);
}

/* The tiles that touch @bounds (degrees). */
NordTileWindow
nord_tile_window_at (const NordBounds *bounds, guint zoom)
{
  return (NordTileWindow){column_at (bounds->west, zoom), row_at (bounds->north, zoom),
                          column_at (bounds->east, zoom), row_at (bounds->south, zoom)};
}

guint64
nord_tile_window_count (const NordBounds *bounds, guint min_zoom, guint max_zoom)
{
  guint64 n = 0;

  for (guint zoom = min_zoom; zoom <= max_zoom; zoom++) {
    const NordTileWindow window = nord_tile_window_at (bounds, zoom);

    n += (guint64) (window.east - window.west + 1) * (window.south - window.north + 1);
  }
  return n;
}

GBytes *
nord_mbtiles_pack (GBytes *tile, GError **error)
{
  g_autoptr (GZlibCompressor) zip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  gsize size, room, read, written;
  gconstpointer data = g_bytes_get_data (tile, &size);
  g_autofree guint8 *packed = NULL;

  if (size >= 2 && memcmp (data, "\x1f\x8b", 2) == 0)
    return g_bytes_ref (tile);
  room = size + size / 1000 + 64; /* more than deflate ever adds */
  packed = g_malloc (room);
  if (g_converter_convert (G_CONVERTER (zip), data, size, packed, room, G_CONVERTER_INPUT_AT_END,
                           &read, &written, error) != G_CONVERTER_FINISHED)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&packed), written);
}

/**
 * nord_mbtiles_writer_new:
 * @path: where to; replaced only when everything is on the disk
 * @error: #NORD_DB_ERROR
 *
 * Returns: (transfer full): an empty pack
 */
NordMbtilesWriter *
nord_mbtiles_writer_new (const char *path, GError **error)
{
  g_autoptr (NordMbtilesWriter) self = g_new0 (NordMbtilesWriter, 1);

  self->path = g_strdup (path);
  self->beside = g_strconcat (path, ".part", NULL);
  g_unlink (self->beside);
  self->db = nord_db_create (self->beside, error);
  if (self->db == NULL || !nord_db_run (self->db, tables, error))
    return NULL;
  self->put = nord_db_prepare (self->db, "INSERT INTO tiles VALUES (?,?,?,?)", error);
  return self->put != NULL ? g_steal_pointer (&self) : NULL;
}

gboolean
nord_mbtiles_writer_put (NordMbtilesWriter *self,
                         guint zoom,
                         guint x,
                         guint y,
                         GBytes *tile,
                         GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (tile, &size);

  sqlite3_bind_int64 (self->put, 1, zoom);
  sqlite3_bind_int64 (self->put, 2, x);
  /* MBTiles counts rows from the south. */
  sqlite3_bind_int64 (self->put, 3, ((gint64) 1 << zoom) - 1 - y);
  sqlite3_bind_blob64 (self->put, 4, data, size, SQLITE_STATIC);
  return nord_db_finish (self->db, self->put, error);
}

/* One row of the metadata. */
gboolean
nord_mbtiles_writer_note (NordMbtilesWriter *self,
                          const char *name,
                          const char *value,
                          GError **error)
{
  g_autoptr (sqlite3_stmt) put =
    nord_db_prepare (self->db, "INSERT INTO metadata VALUES (?,?)", error);

  if (put == NULL)
    return FALSE;
  sqlite3_bind_text (put, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_text (put, 2, value, -1, SQLITE_STATIC);
  return nord_db_finish (self->db, put, error);
}

gboolean
nord_mbtiles_writer_note_area (NordMbtilesWriter *self,
                               const NordBounds *bounds,
                               guint min_zoom,
                               guint max_zoom,
                               GError **error)
{
  g_autofree char *least = g_strdup_printf ("%u", min_zoom);
  g_autofree char *most = g_strdup_printf ("%u", max_zoom);
  const double edges[] = {bounds->west, bounds->south, bounds->east, bounds->north};
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  for (guint i = 0; i < 4; i++)
    g_ascii_formatd (numbers[i], sizeof numbers[i], "%.6f", edges[i]);
  text = g_strjoin (",", numbers[0], numbers[1], numbers[2], numbers[3], NULL);
  return nord_mbtiles_writer_note (self, "bounds", text, error) &&
         nord_mbtiles_writer_note (self, "minzoom", least, error) &&
         nord_mbtiles_writer_note (self, "maxzoom", most, error);
}

gboolean
nord_mbtiles_writer_finish (NordMbtilesWriter *self, GError **error)
{
  if (!nord_db_run (self->db, "COMMIT", error))
    return FALSE;
  g_clear_pointer (&self->put, sqlite3_finalize);
  g_clear_pointer (&self->db, nord_db_free);
  if (g_rename (self->beside, self->path) != 0) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", self->path,
                 g_strerror (errno));
    return FALSE;
  }
  g_clear_pointer (&self->beside, g_free);
  return TRUE;
}

void
nord_mbtiles_writer_free (NordMbtilesWriter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->put, sqlite3_finalize);
  g_clear_pointer (&self->db, nord_db_free);
  if (self->beside != NULL)
    g_unlink (self->beside);
  g_free (self->beside);
  g_free (self->path);
  g_free (self);
}
