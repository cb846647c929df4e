/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A piece of a map pack, copied tile by tile. */
#include "core/map/pack-cut.h"

#include "core/map/map-error.h"
#include "core/map/mbtiles-writer.h"
#include "core/map/mvt.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

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
    g_autoptr (JsonNode) name = json_node_init_string (json_node_alloc (), l->data);
    g_autofree char *quoted = json_to_string (name, FALSE);

    g_string_append_printf (json, "%s{\"id\":%s,\"fields\":{}}", l == names ? "" : ",", quoted);
  }
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

static gboolean
put_all_metadata (NordMbtilesWriter *to,
                  const NordTileInfo *info,
                  const NordPackPiece *piece,
                  GHashTable *layers,
                  GError **error)
{
  g_autofree char *json = describe_layers (layers);

  return nord_mbtiles_writer_note (to, "name", info->name, error) &&
         nord_mbtiles_writer_note (to, "format", nord_tile_format_get_word (info->format), error) &&
         nord_mbtiles_writer_note_area (to, &piece->bounds, piece->min_zoom, piece->max_zoom,
                                        error) &&
         nord_mbtiles_writer_note (to, "attribution", info->attribution, error) &&
         nord_mbtiles_writer_note (to, "type", "baselayer", error) &&
         (info->format != NORD_TILE_VECTOR || nord_mbtiles_writer_note (to, "json", json, error));
}

typedef struct {
  NordTileArchive *pack; /* (not owned) */
  NordMbtilesWriter *to; /* (not owned) */
  GHashTable *layers;    /* (not owned) */
  NordPackCount *count;  /* (not owned) */
} Work;

static gboolean
copy_tile (const Work *work, guint zoom, guint x, guint y, GError **error)
{
  const gboolean vector = nord_tile_archive_get_info (work->pack)->format == NORD_TILE_VECTOR;
  g_autoptr (GBytes) tile = NULL;

  if (!nord_tile_archive_read_tile (work->pack, zoom, x, y, &tile, error))
    return FALSE;
  if (tile == NULL) {
    work->count->n_empty++;
    return TRUE;
  }
  if (vector) {
    GBytes *packed;

    note_layers (tile, work->layers);
    packed = nord_mbtiles_pack (tile, error);
    if (packed == NULL)
      return FALSE;
    g_bytes_unref (tile);
    tile = packed;
  }
  work->count->n_tiles++;
  return nord_mbtiles_writer_put (work->to, zoom, x, y, tile, error);
}

static gboolean
copy_all (const Work *work,
          const NordPackPiece *piece,
          GCancellable *cancellable,
          GFileProgressCallback progress,
          gpointer progress_data,
          GError **error)
{
  const guint64 total = nord_tile_window_count (&piece->bounds, piece->min_zoom, piece->max_zoom);
  guint64 done = 0;

  for (guint zoom = piece->min_zoom; zoom <= piece->max_zoom; zoom++) {
    const NordTileWindow window = nord_tile_window_at (&piece->bounds, zoom);

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
  if (nord_tile_window_count (b, piece->min_zoom, piece->max_zoom) > NORD_PACK_MOST_TILES) {
    g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_UNSUPPORTED,
                 _ ("This would be more than %u tiles; choose a smaller area or fewer zooms"),
                 NORD_PACK_MOST_TILES);
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
  g_autoptr (GHashTable) layers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NordMbtilesWriter) to = NULL;
  Work work = {pack, NULL, layers, count};

  *count = (NordPackCount){0, 0};
  if (!check (pack, piece, error))
    return FALSE;
  to = nord_mbtiles_writer_new (path, error);
  work.to = to;
  return to != NULL && copy_all (&work, piece, cancellable, progress, progress_data, error) &&
         put_all_metadata (to, nord_tile_archive_get_info (pack), piece, layers, error) &&
         nord_mbtiles_writer_finish (to, error);
}
