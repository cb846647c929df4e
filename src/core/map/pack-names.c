/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The names in a map pack: streets, places, stops, waters, for those who search. */
#include "core/map/pack-names.h"

#include "core/geo/measure.h"
#include "core/geo/mercator.h"
#include "core/geo/near.h"
#include "core/map/mvt.h"

#include "config.h"

#include <math.h>

/* Names are complete at this level; a pack that goes deeper is not read four times as long. */
#define LEVEL 14
/* A pack of a whole country is not searched through: so many tiles take some seconds. */
#define MOST_TILES 4096
#define MOST_NAMES 200000
/* Pieces of one name nearer than this are one street; the same name elsewhere is another. */
#define JOIN_M 300
/* The pack's own name for what the program knows is no second place. */
#define KNOWN_M 250

typedef struct {
  char *name;  /* (owned) */
  char *class; /* (owned) (nullable) */
  NordPlaceKinds kind;
  GArray *xy;   /* (owned) (element-type double) */
  GArray *ends; /* (owned) (element-type guint) lines in it */
  NordBounds box;
} Piece;

static void
piece_free (Piece *piece)
{
  g_free (piece->name);
  g_free (piece->class);
  g_array_unref (piece->xy);
  g_array_unref (piece->ends);
  g_free (piece);
}

static NordPlaceKinds
get_kind (const char *layer, const char *class)
{
  if (g_str_equal (layer, "transportation_name"))
    return NORD_PLACE_STREET;
  if (g_str_equal (layer, "place"))
    return g_strcmp0 (class, "suburb") == 0 || g_strcmp0 (class, "neighbourhood") == 0 ||
               g_strcmp0 (class, "village") == 0 || g_strcmp0 (class, "hamlet") == 0
             ? NORD_PLACE_QUARTER
             : 0;
  if (g_str_equal (layer, "water_name") || g_str_equal (layer, "waterway"))
    return NORD_PLACE_WATER;
  if (g_str_equal (layer, "poi"))
    return g_strcmp0 (class, "bus") == 0 || g_strcmp0 (class, "railway") == 0 ? NORD_PLACE_STOP
                                                                              : NORD_PLACE_PUBLIC;
  return g_str_equal (layer, "park") ? NORD_PLACE_PUBLIC : 0;
}

static gboolean
overlaps (const NordBounds *a, const NordBounds *b, double margin)
{
  return a->west <= b->east + margin && b->west <= a->east + margin &&
         a->south <= b->north + margin && b->south <= a->north + margin;
}

/* (transfer none) the piece that a line of this name goes on with, or a new one. */
static Piece *
find_piece (GHashTable *pieces,
            const char *name,
            const char *class,
            NordPlaceKinds kind,
            const NordBounds *box)
{
  GPtrArray *same = g_hash_table_lookup (pieces, name);
  Piece *piece;

  if (same == NULL) {
    same = g_ptr_array_new_with_free_func ((GDestroyNotify) piece_free);
    g_hash_table_insert (pieces, g_strdup (name), same);
  }
  for (guint i = 0; i < same->len; i++) {
    piece = g_ptr_array_index (same, i);
    if (piece->kind == kind && overlaps (&piece->box, box, JOIN_M / 70000.0)) {
      piece->box.west = MIN (piece->box.west, box->west);
      piece->box.south = MIN (piece->box.south, box->south);
      piece->box.east = MAX (piece->box.east, box->east);
      piece->box.north = MAX (piece->box.north, box->north);
      return piece;
    }
  }
  piece = g_new0 (Piece, 1);
  piece->name = g_strdup (name);
  piece->class = g_strdup (class);
  piece->kind = kind;
  piece->box = *box;
  piece->xy = g_array_new (FALSE, FALSE, sizeof (double));
  piece->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (same, piece);
  return piece;
}

static char *
dup_text (const NordMvtValue *value)
{
  g_autofree char *text =
    value != NULL && value->type == NORD_MVT_VALUE_STRING ? nord_mvt_value_dup_text (value) : NULL;

  return text != NULL && *text != '\0' ? nord_tile_info_plain_text (text, -1) : NULL;
}

static void
read_feature (GHashTable *pieces,
              const NordMvtLayer *layer,
              const NordMvtFeature *feature,
              const char *layer_name,
              NordTile tile)
{
  g_autofree char *name = dup_text (nord_mvt_layer_lookup_name (layer, feature));
  g_autofree char *class =
    name != NULL ? dup_text (nord_mvt_layer_lookup (layer, feature, "class")) : NULL;
  NordPlaceKinds kind = name != NULL && *name != '\0' ? get_kind (layer_name, class) : 0;
  double size = exp2 (tile.z);

  if (kind == 0 || layer->extent == 0 || feature->kind == NORD_MVT_UNKNOWN)
    return;
  for (guint32 path = feature->first_path; path < feature->first_path + feature->n_paths; path++) {
    g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
    NordBounds box = {180, 90, -180, -90};
    Piece *piece;

    for (guint32 i = nord_mvt_layer_path_start (layer, path); i < layer->path_ends[path]; i++) {
      double spot[2];

      nord_mercator_unproject ((tile.x + (double) layer->points[i].x / layer->extent) / size,
                               (tile.y + (double) layer->points[i].y / layer->extent) / size,
                               &spot[0], &spot[1]);
      g_array_append_vals (xy, spot, 2);
      box.west = MIN (box.west, spot[0]);
      box.south = MIN (box.south, spot[1]);
      box.east = MAX (box.east, spot[0]);
      box.north = MAX (box.north, spot[1]);
    }
    if (xy->len == 0)
      continue;
    piece = find_piece (pieces, name, class, kind, &box);
    if (feature->kind != NORD_MVT_LINE || xy->len < 4) {
      /* A point, or an area told by one of its corners' middle. */
      double middle[2] = {(box.west + box.east) / 2, (box.south + box.north) / 2};

      if (piece->xy->len == 0)
        g_array_append_vals (piece->xy, middle, 2);
      return;
    }
    /* What came as a point first is a line from now on. */
    if (piece->ends->len == 0)
      g_array_set_size (piece->xy, 0);
    if ((piece->xy->len + xy->len) / 2 > NORD_SHAPE_MAX_POINTS)
      return;
    g_array_append_vals (piece->xy, xy->data, xy->len);
    {
      guint end = piece->xy->len / 2;

      g_array_append_val (piece->ends, end);
    }
  }
}

static void
read_tile (GHashTable *pieces, const NordMvt *mvt, NordTile tile)
{
  static const char *const layers[] = {"transportation_name", "place",    "poi",
                                       "water_name",          "waterway", "park"};

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++) {
    const NordMvtLayer *layer = nord_mvt_find_layer (mvt, layers[i]);

    for (guint f = 0; layer != NULL && f < layer->n_features; f++)
      read_feature (pieces, layer, &layer->features[f], layers[i], tile);
  }
}

static NordShape *
make_shape (const Piece *piece)
{
  g_autoptr (GArray) parts = NULL;
  const double *xy = (const double *) piece->xy->data;

  if (piece->xy->len < 2)
    return NULL;
  if (piece->ends->len == 0)
    return nord_shape_new_point (xy[0], xy[1]);
  if (piece->ends->len == 1)
    return nord_shape_new_line (xy, piece->xy->len / 2, NULL);
  parts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 1; i <= piece->ends->len; i++)
    g_array_append_val (parts, i);
  return nord_shape_new (NORD_SHAPE_MULTI_LINE, xy, piece->xy->len / 2,
                         (const guint *) piece->ends->data, piece->ends->len,
                         (const guint *) parts->data, parts->len, NULL);
}

static void
add_pieces (GHashTable *pieces, NordGazetteer *names)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_known = nord_gazetteer_get_n (names);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < n_known; i++)
    g_hash_table_add (known, nord_gazetteer_get (names, i)->name);
  g_hash_table_iter_init (&iter, pieces);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    GPtrArray *same = value;

    for (guint i = 0; i < same->len; i++) {
      const Piece *piece = g_ptr_array_index (same, i);
      g_autoptr (NordShape) shape = make_shape (piece);

      if (shape == NULL)
        continue;
      if (g_hash_table_contains (known, piece->name)) {
        const NordPlace *place =
          nord_gazetteer_find_named (names, shape, piece->kind, KNOWN_M, piece->name);

        if (place != NULL)
          continue;
      }
      nord_gazetteer_add (names, piece->name, piece->class, piece->kind, shape);
    }
  }
}

/**
 * nord_pack_names_read:
 * @pack: any; one of pictures has no names, which is no error
 * @names: takes up what it does not know yet; nobody else may use it meanwhile
 * @progress: (nullable): told the tiles read and all
 * @error: a tile cannot be read: as [method@TileArchive.read_tile]; cancelled
 *
 * Reads the names of an OpenMapTiles pack at level 14 (or its deepest), a street that lies in
 * several tiles as one. Slow: for a thread. Stops quietly at 4096 tiles and 200,000 names; tiles
 * that are no vector tiles are left out.
 *
 * Returns: whether it came to the end
 */
gboolean
nord_pack_names_read (NordTileArchive *pack,
                      NordGazetteer *names,
                      GFileProgressCallback progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  const NordTileInfo *info = nord_tile_archive_get_info (pack);
  g_autoptr (GHashTable) pieces =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  guint z = MIN (info->max_zoom, LEVEL), done = 0;
  NordTile first, last;
  guint64 n;

  if (info->format != NORD_TILE_VECTOR)
    return TRUE;
  first = nord_mercator_tile_at (info->west, MIN (info->north, NORD_MERCATOR_MAX_LAT), z);
  last = nord_mercator_tile_at (info->east, MAX (info->south, -NORD_MERCATOR_MAX_LAT), z);
  n = (guint64) (last.x - first.x + 1) * (last.y - first.y + 1);
  for (guint y = first.y; y <= last.y && done < MOST_TILES; y++) {
    for (guint x = first.x; x <= last.x && done < MOST_TILES; x++, done++) {
      g_autoptr (GBytes) packed = NULL, plain = NULL;
      g_autoptr (NordMvt) mvt = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!nord_tile_archive_read_tile (pack, z, x, y, &packed, error))
        return FALSE;
      if (progress != NULL)
        progress (done, (goffset) MIN (n, MOST_TILES), data);
      plain = packed != NULL ? nord_tile_unpack (packed, NULL) : NULL;
      mvt = plain != NULL ? nord_mvt_decode (plain, NULL) : NULL;
      if (mvt != NULL && g_hash_table_size (pieces) < MOST_NAMES)
        read_tile (pieces, mvt, (NordTile){z, x, y});
    }
  }
  add_pieces (pieces, names);
  return TRUE;
}
