/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The net of streets of a part of the map, from its vector tiles (OpenMapTiles schema). */
#include "core/map/street-reader.h"

#include "core/geo/mercator.h"
#include "core/map/map-error.h"

#include <glib/gi18n.h>
#include <math.h>

/* The level at which all streets are there, and the tiles of it that are read at most: 100 cover
 * some 230 km² here. */
#define LEVEL 14
#define MAX_TILES 100
#define MAX_EDGES 400000

/* What a metre counts: who says "along this street" seldom means the path in the yard beside it. */
static const struct {
  const char *class;
  double weight;
} classes[] = {
  {"motorway", 1.3}, {"trunk", 1.1}, {"primary", 1},   {"secondary", 1}, {"tertiary", 1},
  {"minor", 1},      {"busway", 1},  {"service", 1.5}, {"track", 1.3},   {"path", 1.4},
};

static double
get_weight (const NordMvtLayer *layer, const NordMvtFeature *feature)
{
  const NordMvtValue *class = nord_mvt_layer_lookup (layer, feature, "class");

  if (class == NULL || class->type != NORD_MVT_VALUE_STRING)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++) {
    if (nord_mvt_text_equal (&class->as.text, classes[i].class))
      return classes[i].weight;
  }
  return 0;
}

static gboolean
is_on_ground (const NordMvtLayer *layer, const NordMvtFeature *feature)
{
  const NordMvtValue *brunnel = nord_mvt_layer_lookup (layer, feature, "brunnel");

  return brunnel == NULL || brunnel->type != NORD_MVT_VALUE_STRING ||
         !(nord_mvt_text_equal (&brunnel->as.text, "bridge") ||
           nord_mvt_text_equal (&brunnel->as.text, "tunnel"));
}

/* The share of the way from a to b at which it enters (first) and leaves 0 … extent. */
static gboolean
clip (const NordMvtPoint *a, const NordMvtPoint *b, double extent, double *in, double *out)
{
  double p[4] = {(double) a->x - b->x, (double) b->x - a->x, (double) a->y - b->y,
                 (double) b->y - a->y};
  double q[4] = {a->x, extent - a->x, a->y, extent - a->y};

  *in = 0;
  *out = 1;
  for (int i = 0; i < 4; i++) {
    if (p[i] == 0) {
      if (q[i] < 0)
        return FALSE;
    } else if (p[i] < 0) {
      *in = MAX (*in, q[i] / p[i]);
    } else {
      *out = MIN (*out, q[i] / p[i]);
    }
  }
  return *in < *out;
}

static void
add_position (GArray *xy, const NordMapTile *tile, double extent, double x, double y)
{
  double n = exp2 (tile->zoom), at[2];

  nord_mercator_unproject ((tile->x + x / extent) / n, (tile->y + y / extent) / n, &at[0], &at[1]);
  g_array_append_vals (xy, at, 2);
}

/* Cut exactly at the edge of the tile, where the neighbour goes on. */
static void
add_path (NordStreetNet *net,
          const NordMapTile *tile,
          const NordMvtLayer *layer,
          guint32 path,
          const char *name,
          double weight,
          gboolean level)
{
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  double extent = layer->extent;

  for (guint32 i = nord_mvt_layer_path_start (layer, path) + 1; i < layer->path_ends[path]; i++) {
    const NordMvtPoint *a = &layer->points[i - 1], *b = &layer->points[i];
    double in, out;
    gboolean inside = clip (a, b, extent, &in, &out);

    if (inside && (xy->len == 0 || in > 0))
      add_position (xy, tile, extent, a->x + in * ((double) b->x - a->x),
                    a->y + in * ((double) b->y - a->y));
    if (inside)
      add_position (xy, tile, extent, a->x + out * ((double) b->x - a->x),
                    a->y + out * ((double) b->y - a->y));
    if (xy->len > 2 && (!inside || out < 1 || i + 1 == layer->path_ends[path])) {
      nord_street_net_add (net, (double *) (void *) xy->data, xy->len / 2, name, weight, level);
      g_array_set_size (xy, 0);
    }
  }
}

static void
add_layer (NordStreetNet *net, const NordMapTile *tile, const char *name)
{
  const NordMvtLayer *layer = nord_mvt_find_layer (tile->mvt, name);

  for (guint32 i = 0; layer && i < layer->n_features; i++) {
    const NordMvtFeature *feature = &layer->features[i];
    const NordMvtValue *named = nord_mvt_layer_lookup_name (layer, feature);
    g_autofree char *street = named ? nord_mvt_value_dup_text (named) : NULL;
    double weight = feature->kind == NORD_MVT_LINE ? get_weight (layer, feature) : 0;

    if (weight == 0)
      continue;
    for (guint32 p = feature->first_path; p < feature->first_path + feature->n_paths; p++)
      add_path (net, tile, layer, p, street, weight, is_on_ground (layer, feature));
  }
}

/**
 * nord_street_reader_load:
 * @stack: the packs of the map; those of pictures know no streets
 * @part: degrees
 *
 * Reads the tiles of @part. Safe to call from any thread.
 *
 * Returns: (transfer full): the net, which may be empty; %NULL with %NORD_MAP_ERROR_TOO_LARGE where
 *   @part is larger than what can be read in a moment
 */
NordStreetNet *
nord_street_reader_load (NordTileStack *stack,
                         const NordBounds *part,
                         GCancellable *cancellable,
                         GError **error)
{
  NordTile from = nord_mercator_tile_at (part->west, part->north, LEVEL);
  NordTile to = nord_mercator_tile_at (part->east, part->south, LEVEL);
  g_autoptr (NordStreetNet) net =
    nord_street_net_new ((part->west + part->east) / 2, (part->south + part->north) / 2);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if ((guint64) (to.x - from.x + 1) * (to.y - from.y + 1) > MAX_TILES) {
    g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE,
                         _ ("Show a smaller part of the map first"));
    return NULL;
  }
  for (guint x = from.x; x <= to.x; x++) {
    for (guint y = from.y; y <= to.y; y++) {
      g_autoptr (NordMapTile) tile = NULL;
      gint64 key;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!nord_tile_stack_load_vector (stack, LEVEL, x, y, &tile, NULL) || tile == NULL ||
          tile->mvt == NULL)
        continue;
      key = (gint64) tile->zoom << 56 | (gint64) tile->x << 28 | tile->y;
      /* A coarse tile serves for many. */
      if (!g_hash_table_add (seen, g_memdup2 (&key, sizeof key)))
        continue;
      add_layer (net, tile, "transportation");
      add_layer (net, tile, "transportation_name");
      if (nord_street_net_get_n_edges (net) > MAX_EDGES) {
        g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE,
                             _ ("Show a smaller part of the map first"));
        return NULL;
      }
    }
  }
  nord_street_net_tie (net);
  return g_steal_pointer (&net);
}
