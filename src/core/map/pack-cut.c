/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Writes MBTiles 1.3, tile by tile, beside the target and renamed when complete. */
#include "core/map/pack-cut.h"

#include "core/db/db.h"
#include "core/map/map-error.h"
#include "core/map/mvt.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* More would be the pack of a country, for which there are better tools. */
#define MOST_TILES 4000000

typedef struct {
  guint west, north, east, south; /* tiles, the last included */
} Window;

static const char tables[] = "PRAGMA journal_mode=DELETE;"
                             "PRAGMA application_id=1297105496;" /* "MPBX", as the format says */
                             "CREATE TABLE metadata (name TEXT NOT NULL, value TEXT);"
                             "CREATE TABLE tiles (zoom_level INTEGER NOT NULL, tile_column INTEGER "
                             "NOT NULL, tile_row INTEGER NOT NULL, tile_data BLOB);"
                             "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, "
                             "tile_row);"
                             "BEGIN;";

const char *
nord_tile_format_get_word (NordTileFormat format)
{
  switch (format) {
  case NORD_TILE_PNG:
    return "png";
  case NORD_TILE_JPEG:
    return "jpg";
  case NORD_TILE_WEBP:
    return "webp";
  case NORD_TILE_VECTOR:
  default:
    return "pbf";
  }
}

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

static Window
window_at (const NordBounds *bounds, guint zoom)
{
  return (Window){column_at (bounds->west, zoom), row_at (bounds->north, zoom),
                  column_at (bounds->east, zoom), row_at (bounds->south, zoom)};
}

static guint64
count_tiles (const NordPackPiece *piece)
{
  guint64 n = 0;

  for (guint zoom = piece->min_zoom; zoom <= piece->max_zoom; zoom++) {
    const Window window = window_at (&piece->bounds, zoom);

    n += (guint64) (window.east - window.west + 1) * (window.south - window.north + 1);
  }
  return n;
}

/* Names of the layers, which other programs want to know without reading tiles. */
static void
note_layers (GBytes *tile, GHashTable *layers)
{
  g_autoptr (GBytes) plain = nord_tile_unpack (tile, NULL);
  g_autoptr (NordMvt) mvt = plain != NULL ? nord_mvt_decode (plain, NULL) : NULL;

  for (guint i = 0; mvt != NULL && i < mvt->n_layers; i++)
    g_hash_table_add (layers, nord_tile_info_plain_text (mvt->layers[i].name.bytes,
                                                         (gssize) mvt->layers[i].name.length));
}

static char *
describe_layers (GHashTable *layers)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (layers), (GCompareFunc) g_strcmp0);
  GString *json = g_string_new ("{\"vector_layers\":[");

  for (GList *l = names; l != NULL; l = l->next) {
    g_autofree char *name = g_strescape (l->data, NULL);

    g_string_append_printf (json, "%s{\"id\":\"%s\",\"fields\":{}}", l == names ? "" : ",", name);
  }
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

static gboolean
put_metadata (NordDb *db, const char *name, const char *value, GError **error)
{
  g_autoptr (sqlite3_stmt) put = nord_db_prepare (db, "INSERT INTO metadata VALUES (?,?)", error);

  if (put == NULL)
    return FALSE;
  sqlite3_bind_text (put, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_text (put, 2, value, -1, SQLITE_STATIC);
  return nord_db_finish (db, put, error);
}

static gboolean
put_all_metadata (NordDb *db,
                  const NordTileInfo *info,
                  const NordPackPiece *piece,
                  GHashTable *layers,
                  GError **error)
{
  g_autofree char *bounds = NULL, *json = describe_layers (layers);
  g_autofree char *least = g_strdup_printf ("%u", piece->min_zoom);
  g_autofree char *most = g_strdup_printf ("%u", piece->max_zoom);
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  const double edges[] = {piece->bounds.west, piece->bounds.south, piece->bounds.east,
                          piece->bounds.north};

  for (guint i = 0; i < 4; i++)
    g_ascii_formatd (numbers[i], sizeof numbers[i], "%.6f", edges[i]);
  bounds = g_strjoin (",", numbers[0], numbers[1], numbers[2], numbers[3], NULL);
  return put_metadata (db, "name", info->name, error) &&
         put_metadata (db, "format", nord_tile_format_get_word (info->format), error) &&
         put_metadata (db, "bounds", bounds, error) && put_metadata (db, "minzoom", least, error) &&
         put_metadata (db, "maxzoom", most, error) &&
         put_metadata (db, "attribution", info->attribution, error) &&
         put_metadata (db, "type", "baselayer", error) &&
         (info->format != NORD_TILE_VECTOR || put_metadata (db, "json", json, error));
}

/* (transfer full) (nullable): as the format wants vector tiles; readers hand them out unpacked. */
static GBytes *
pack_tile (GBytes *tile, GError **error)
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

typedef struct {
  NordTileArchive *pack; /* (not owned) */
  NordDb *db;            /* (not owned) */
  sqlite3_stmt *put;     /* (not owned) */
  GHashTable *layers;    /* (not owned) */
  NordPackCount *count;  /* (not owned) */
} Work;

static gboolean
copy_tile (const Work *work, guint zoom, guint x, guint y, GError **error)
{
  const gboolean vector = nord_tile_archive_get_info (work->pack)->format == NORD_TILE_VECTOR;
  g_autoptr (GBytes) tile = NULL;
  gsize size;
  gconstpointer data;

  if (!nord_tile_archive_read_tile (work->pack, zoom, x, y, &tile, error))
    return FALSE;
  if (tile == NULL) {
    work->count->n_empty++;
    return TRUE;
  }
  if (vector) {
    GBytes *packed;

    note_layers (tile, work->layers);
    packed = pack_tile (tile, error);
    if (packed == NULL)
      return FALSE;
    g_bytes_unref (tile);
    tile = packed;
  }
  data = g_bytes_get_data (tile, &size);
  sqlite3_bind_int64 (work->put, 1, zoom);
  sqlite3_bind_int64 (work->put, 2, x);
  /* MBTiles counts rows from the south. */
  sqlite3_bind_int64 (work->put, 3, ((gint64) 1 << zoom) - 1 - y);
  sqlite3_bind_blob64 (work->put, 4, data, size, SQLITE_STATIC);
  work->count->n_tiles++;
  return nord_db_finish (work->db, work->put, error);
}

static gboolean
copy_all (const Work *work,
          const NordPackPiece *piece,
          GCancellable *cancellable,
          GFileProgressCallback progress,
          gpointer progress_data,
          GError **error)
{
  const guint64 total = count_tiles (piece);
  guint64 done = 0;

  for (guint zoom = piece->min_zoom; zoom <= piece->max_zoom; zoom++) {
    const Window window = window_at (&piece->bounds, zoom);

    for (guint x = window.west; x <= window.east; x++)
      for (guint y = window.north; y <= window.south; y++) {
        if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
            !copy_tile (work, zoom, x, y, error))
          return FALSE;
        if (progress != NULL && ++done % 64 == 0)
          progress ((goffset) done, (goffset) total, progress_data);
      }
  }
  return TRUE;
}

static gboolean
check (NordTileArchive *pack, const NordPackPiece *piece, GError **error)
{
  const NordTileInfo *info = nord_tile_archive_get_info (pack);
  const NordBounds *b = &piece->bounds;

  if (!(b->west < b->east && b->south < b->north)) {
    g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_UNSUPPORTED,
                         _ ("The area is empty: west must be less than east, south than north"));
    return FALSE;
  }
  if (b->east < info->west || b->west > info->east || b->north < info->south ||
      b->south > info->north) {
    g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_UNSUPPORTED,
                         _ ("The pack has nothing in this area"));
    return FALSE;
  }
  if (piece->min_zoom > piece->max_zoom || piece->max_zoom > info->max_zoom ||
      piece->min_zoom < info->min_zoom) {
    g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_UNSUPPORTED,
                 _ ("The pack has the zooms %u to %u"), info->min_zoom, info->max_zoom);
    return FALSE;
  }
  if (count_tiles (piece) > MOST_TILES) {
    g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_UNSUPPORTED,
                 _ ("This would be more than %u tiles; choose a smaller area or fewer zooms"),
                 MOST_TILES);
    return FALSE;
  }
  return TRUE;
}

/**
 * nord_pack_cut:
 * @pack: what is cut
 * @piece: area and zooms
 * @path: where to; replaced only when everything is on the disk
 * @count: (out): how many tiles
 * @cancellable: (nullable): stops it; nothing stays
 * @progress: (nullable) (scope call): tiles done of all
 * @progress_data: for it
 * @error: #NORD_MAP_ERROR, #NORD_DB_ERROR or of the file system
 *
 * What is in the tiles is copied as it is: nothing is lost and nothing drawn anew. Vector tiles are
 * packed with gzip, as the format asks.
 *
 * Returns: whether the piece is there
 */
gboolean
nord_pack_cut (NordTileArchive *pack,
               const NordPackPiece *piece,
               const char *path,
               NordPackCount *count,
               GCancellable *cancellable,
               GFileProgressCallback progress,
               gpointer progress_data,
               GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".part", NULL);
  g_autoptr (GHashTable) layers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NordDb) db = NULL;
  g_autoptr (sqlite3_stmt) put = NULL;
  Work work = {pack, NULL, NULL, layers, count};
  gboolean ok;

  *count = (NordPackCount){0, 0};
  if (!check (pack, piece, error))
    return FALSE;
  g_unlink (beside);
  db = nord_db_create (beside, error);
  if (db == NULL)
    return FALSE;
  ok = nord_db_run (db, tables, error);
  put = ok ? nord_db_prepare (db, "INSERT INTO tiles VALUES (?,?,?,?)", error) : NULL;
  work.db = db;
  work.put = put;
  ok = put != NULL && copy_all (&work, piece, cancellable, progress, progress_data, error) &&
       put_all_metadata (db, nord_tile_archive_get_info (pack), piece, layers, error) &&
       nord_db_run (db, "COMMIT", error);
  g_clear_pointer (&put, sqlite3_finalize);
  g_clear_pointer (&db, nord_db_free);
  if (ok && g_rename (beside, path) != 0) {
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
    ok = FALSE;
  }
  if (!ok)
    g_unlink (beside);
  return ok;
}
