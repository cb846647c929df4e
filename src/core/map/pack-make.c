/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A vector map pack that is made of shapes. Zoom by zoom each shape is simplified to what can be
 * seen, and cut to the columns of tiles that it touches; column by column these are cut to tiles,
 * so that only the tiles of one column are in memory. */
#include "core/map/pack-make.h"

#include "core/geo/mercator.h"
#include "core/geo/simplify.h"
#include "core/map/map-error.h"
#include "core/map/mbtiles-writer.h"
#include "core/map/mvt-clip.h"
#include "core/map/mvt-rings.h"
#include "core/map/mvt-write.h"
#include "core/map/tile-archive.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* Beside a tile as much of its neighbours is in it, in units: a line's width must not end there. */
#define MARGIN 64
/* A tile is drawn 512 px wide, so a pixel has 8 units. Half of one is not seen; at the greatest
 * zoom, which is drawn larger than that, the grid itself is the limit. */
#define UNSEEN 4.0
/* Shapes in tiles: a city has some millions in all zooms. */
#define MOST_PIECES 40000000
/* What the reader of tiles takes in. */
#define MOST_FEATURES 400000
#define FEATURES_A_LOOK 256

/* A shape as one zoom sees it: units from the north-western corner of the world. */
typedef struct {
  NordPackFeature *feature; /* (not owned) */
  guint number;             /* of the feature in its layer */
  NordPaths *paths;         /* (owned) */
  double west, north, east, south;
} View;

typedef struct {
  NordMvtWriter *writer; /* (owned) */
  guint layer;           /* index + 1 of the one that is being written */
} Draft;

typedef struct {
  NordPackContent *content; /* (not owned) */
  NordMbtilesWriter *to;    /* (not owned) */
  NordPackSum *sum;         /* (not owned) */
  guint zoom;
  gboolean last; /* the greatest zoom */
  GCancellable *cancellable;
  GFileProgressCallback progress;
  gpointer progress_data;
  guint64 done, total; /* shapes in columns */
} Work;

static void
view_clear (gpointer data)
{
  nord_paths_free (((View *) data)->paths);
}

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  nord_mvt_writer_free (draft->writer);
  g_free (draft);
}

static gboolean
refuse (GError **error, NordMapError code, const char *why)
{
  g_set_error_literal (error, NORD_MAP_ERROR, code, why);
  return FALSE;
}

/* --- One zoom ------------------------------------------------------------------------------------
 */

/* FALSE: too small to be seen at this zoom. */
static gboolean
view_init (View *view, NordPackFeature *feature, const Work *work)
{
  const NordMvtKind kind = nord_pack_feature_get_kind (feature);
  const double size = NORD_MVT_EXTENT * exp2 (work->zoom);
  const double lat =
    MIN (MAX (fabs (feature->bounds.south), fabs (feature->bounds.north)), NORD_MERCATOR_MAX_LAT);
  const double unit = nord_mercator_metres_per_pixel (lat, work->zoom, NORD_MVT_EXTENT);
  g_autoptr (NordShape) simple = NULL;
  const NordShape *shape = feature->shape;

  nord_mercator_project (feature->bounds.west, feature->bounds.north, &view->west, &view->north);
  nord_mercator_project (feature->bounds.east, feature->bounds.south, &view->east, &view->south);
  view->west *= size;
  view->north *= size;
  view->east *= size;
  view->south *= size;
  view->feature = feature;
  view->paths = NULL;
  if (kind != NORD_MVT_POINT) {
    /* Of a street in many short pieces none may go, or it has gaps. */
    const double least = kind == NORD_MVT_LINE ? 0.5 : UNSEEN;

    if (!work->last && view->east - view->west < least && view->south - view->north < least)
      return FALSE;
    simple = nord_simplify (shape, unit * (work->last ? 0.5 : UNSEEN));
    shape = simple != NULL ? simple : shape;
  }
  view->paths = nord_paths_new ();
  for (guint r = 0, from = 0; r < shape->n_rings; from = shape->ring_ends[r++]) {
    for (guint i = from; i < shape->ring_ends[r] - (kind == NORD_MVT_AREA); i++) {
      double x, y;

      nord_mercator_project (shape->xy[2 * i], shape->xy[2 * i + 1], &x, &y);
      nord_paths_add (view->paths, x * size, y * size);
    }
    nord_paths_end (view->paths, 1);
  }
  return TRUE;
}

/* The tiles from @low to @high (units), of 2^zoom. */
static void
find_tiles (double low, double high, guint zoom, double margin, guint *first, guint *last)
{
  const double most = exp2 (zoom) - 1;

  *first = (guint) CLAMP (floor ((low - margin) / NORD_MVT_EXTENT), 0, most);
  *last = (guint) CLAMP (floor ((high + margin) / NORD_MVT_EXTENT), 0, most);
}

static double
margin_of (const NordPackFeature *feature)
{
  return nord_pack_feature_get_kind (feature) == NORD_MVT_POINT ? 0 : MARGIN;
}

static void
span_tiles (const NordPackFeature *feature, guint zoom, guint64 *columns, guint64 *rows)
{
  const double size = NORD_MVT_EXTENT * exp2 (zoom), margin = margin_of (feature);
  double west, north, east, south;
  guint first, last;

  nord_mercator_project (feature->bounds.west, feature->bounds.north, &west, &north);
  nord_mercator_project (feature->bounds.east, feature->bounds.south, &east, &south);
  find_tiles (west * size, east * size, zoom, margin, &first, &last);
  *columns = (guint64) last - first + 1;
  find_tiles (north * size, south * size, zoom, margin, &first, &last);
  *rows = (guint64) last - first + 1;
}

/* --- One tile ------------------------------------------------------------------------------------
 */

static void
put_points (NordMvtWriter *writer, const NordPaths *paths, double left, double top)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint));

  for (guint i = 0; i < paths->xy->len; i += 2) {
    const double x = g_array_index (paths->xy, double, i) - left;
    const double y = g_array_index (paths->xy, double, i + 1) - top;
    const NordMvtPoint point = {(gint32) lround (x), (gint32) lround (y)};

    /* Each point is in one tile, the outermost of the world have their edges as well. */
    if (x >= 0 && y >= 0 && x < NORD_MVT_EXTENT && y < NORD_MVT_EXTENT)
      g_array_append_val (points, point);
  }
  if (points->len > 0)
    nord_mvt_writer_path (writer, (const NordMvtPoint *) (void *) points->data, points->len);
}

/* (transfer full) the whole numbers of a path, no two alike one after the other */
static GArray *
round_path (const NordPaths *paths, guint path, double left, double top)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint));
  guint from = path > 0 ? g_array_index (paths->ends, guint, path - 1) : 0;

  for (; from < g_array_index (paths->ends, guint, path); from++) {
    const NordMvtPoint point = {
      (gint32) lround (g_array_index (paths->xy, double, 2 * from) - left),
      (gint32) lround (g_array_index (paths->xy, double, 2 * from + 1) - top)};
    const NordMvtPoint *before =
      points->len > 0 ? &g_array_index (points, NordMvtPoint, points->len - 1) : NULL;

    if (before == NULL || before->x != point.x || before->y != point.y)
      g_array_append_val (points, point);
  }
  return points;
}

static void
put_lines (NordMvtWriter *writer, const NordPaths *paths, double left, double top)
{
  for (guint p = 0; p < paths->ends->len; p++) {
    g_autoptr (GArray) points = round_path (paths, p, left, top);

    if (points->len >= 2)
      nord_mvt_writer_path (writer, (const NordMvtPoint *) (void *) points->data, points->len);
  }
}

/* FALSE: it crosses itself all over. */
static gboolean
put_rings (NordMvtWriter *writer, const NordPaths *paths, double left, double top, double least)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (NordMvtRings) rings = NULL;

  for (guint p = 0; p < paths->ends->len; p++) {
    g_autoptr (GArray) ring = round_path (paths, p, left, top);

    if (ring->len < 3)
      continue;
    g_array_append_vals (points, ring->data, ring->len);
    g_array_append_val (ends, points->len);
  }
  rings = nord_mvt_rings_new ((const NordMvtPoint *) (void *) points->data,
                              (const guint *) (void *) ends->data, ends->len, least);
  if (rings == NULL)
    return FALSE;
  for (guint r = 0, from = 0; r < rings->ends->len; r++) {
    const guint end = g_array_index (rings->ends, guint, r);

    nord_mvt_writer_path (writer, &g_array_index (rings->points, NordMvtPoint, from), end - from);
    from = end;
  }
  return TRUE;
}

static gboolean
check_tile (const Work *work, const NordMvtWriter *writer, guint x, guint y, GError **error)
{
  if (nord_mvt_writer_get_size (writer) <= NORD_TILE_MAX_UNPACKED - 4096 &&
      nord_mvt_writer_get_n_features (writer) <= MOST_FEATURES)
    return TRUE;
  g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE,
               /* Translators: zoom, column and row of a tile, then megabytes, then shapes. */
               _ ("The tile %u/%u/%u would have more than %u MB or %u shapes; choose a greater "
                  "smallest zoom (--min-zoom), or take shapes or properties out"),
               work->zoom, x, y, NORD_TILE_MAX_UNPACKED >> 20, MOST_FEATURES);
  return FALSE;
}

static gboolean
put_feature (Work *work,
             guint layer_number,
             const View *view,
             const NordPaths *paths,
             GHashTable *drafts,
             guint x,
             guint y,
             GError **error)
{
  const NordPackLayer *layer = work->content->layers->pdata[layer_number];
  const double left = (double) x * NORD_MVT_EXTENT, top = (double) y * NORD_MVT_EXTENT;
  const NordMvtKind kind = nord_pack_feature_get_kind (view->feature);
  Draft *draft = g_hash_table_lookup (drafts, GUINT_TO_POINTER (y));
  guint n;

  if (draft == NULL) {
    draft = g_new0 (Draft, 1);
    draft->writer = nord_mvt_writer_new ();
    g_hash_table_insert (drafts, GUINT_TO_POINTER (y), draft);
  }
  if (draft->layer != layer_number + 1) {
    nord_mvt_writer_begin_layer (draft->writer, layer->name);
    draft->layer = layer_number + 1;
  }
  n = nord_mvt_writer_get_n_features (draft->writer);
  nord_mvt_writer_begin_feature (draft->writer, kind, view->number + 1);
  if (kind == NORD_MVT_POINT)
    put_points (draft->writer, paths, left, top);
  else if (kind == NORD_MVT_LINE)
    put_lines (draft->writer, paths, left, top);
  else if (!put_rings (draft->writer, paths, left, top, work->last ? 0 : UNSEEN * UNSEEN)) {
    g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE,
                 /* Translators: the number of a shape, and the name of its layer. */
                 _ ("Area %u of the layer “%s” crosses itself too often to be drawn; repair it "
                    "first, for example with QGIS"),
                 view->number + 1, layer->name);
    return FALSE;
  }
  if (!nord_mvt_writer_has_path (draft->writer))
    return TRUE;
  for (guint i = 0; i < view->feature->n_tags; i++) {
    const guint32 *tag = &g_array_index (layer->tags, guint32, 2 * (view->feature->first_tag + i));

    nord_mvt_writer_tag (draft->writer, layer->keys->pdata[tag[0]],
                         &g_array_index (work->content->values, NordMvtValue, tag[1]));
  }
  nord_mvt_writer_end_feature (draft->writer);
  if (work->last && nord_mvt_writer_get_n_features (draft->writer) > n)
    view->feature->seen = TRUE;
  return check_tile (work, draft->writer, x, y, error);
}

/* --- One column ----------------------------------------------------------------------------------
 */

static gboolean
put_column (Work *work, guint layer, const View *view, GHashTable *drafts, guint x, GError **error)
{
  const NordMvtKind kind = nord_pack_feature_get_kind (view->feature);
  const double margin = margin_of (view->feature);
  g_autoptr (NordPaths) strip = nord_paths_new ();
  g_autoptr (NordPaths) piece = nord_paths_new ();
  double north = G_MAXDOUBLE, south = -G_MAXDOUBLE;
  guint first, last;

  if (kind == NORD_MVT_AREA)
    nord_paths_clip_rings (view->paths, 0, (double) x * NORD_MVT_EXTENT - margin,
                           (double) (x + 1) * NORD_MVT_EXTENT + margin, strip);
  else if (kind == NORD_MVT_LINE)
    nord_paths_clip_lines (view->paths, 0, (double) x * NORD_MVT_EXTENT - margin,
                           (double) (x + 1) * NORD_MVT_EXTENT + margin, strip);
  else
    g_array_append_vals (strip->xy, view->paths->xy->data, view->paths->xy->len);
  for (guint i = 1; i < strip->xy->len; i += 2) {
    north = MIN (north, g_array_index (strip->xy, double, i));
    south = MAX (south, g_array_index (strip->xy, double, i));
  }
  if (strip->xy->len == 0)
    return TRUE;
  find_tiles (north, south, work->zoom, margin, &first, &last);
  for (guint y = first; y <= last; y++) {
    const double low = (double) y * NORD_MVT_EXTENT - margin;
    const double high = (double) (y + 1) * NORD_MVT_EXTENT + margin;

    nord_paths_clear (piece);
    if (kind == NORD_MVT_AREA)
      nord_paths_clip_rings (strip, 1, low, high, piece);
    else if (kind == NORD_MVT_LINE)
      nord_paths_clip_lines (strip, 1, low, high, piece);
    if (kind != NORD_MVT_POINT && piece->ends->len == 0)
      continue;
    if (!put_feature (work, layer, view, kind == NORD_MVT_POINT ? strip : piece, drafts, x, y,
                      error))
      return FALSE;
  }
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint one = GPOINTER_TO_UINT (a), two = GPOINTER_TO_UINT (b);

  return one < two ? -1 : one > two;
}

static gboolean
store_column (Work *work, GHashTable *drafts, guint x, GError **error)
{
  g_autoptr (GList) rows =
    g_list_sort (g_hash_table_get_keys (drafts), (GCompareFunc) compare_numbers);

  for (GList *l = rows; l != NULL; l = l->next) {
    const guint y = GPOINTER_TO_UINT (l->data);
    Draft *draft = g_hash_table_lookup (drafts, l->data);
    g_autoptr (GBytes) tile = nord_mvt_writer_finish (draft->writer);
    g_autoptr (GBytes) packed = tile != NULL ? nord_mbtiles_pack (tile, error) : NULL;

    if (tile == NULL)
      continue;
    if (packed == NULL)
      return FALSE;
    if (g_bytes_get_size (packed) > NORD_TILE_MAX_PACKED)
      return refuse (error, NORD_MAP_ERROR_TOO_LARGE,
                     _ ("A tile would be too large to be read; choose a greater smallest zoom "
                        "(--min-zoom)"));
    if (++work->sum->n_tiles > NORD_PACK_MOST_TILES) {
      g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_UNSUPPORTED,
                   _ ("This would be more than %u tiles; choose a smaller area or fewer zooms"),
                   NORD_PACK_MOST_TILES);
      return FALSE;
    }
    work->sum->n_bytes += g_bytes_get_size (packed);
    if (!nord_mbtiles_writer_put (work->to, work->zoom, x, y, packed, error))
      return FALSE;
  }
  return TRUE;
}

typedef struct {
  guint layer, view;
} Entry;

/* The shapes of each column, in the order in which they are drawn. */
static gboolean
list_columns (Work *work, GPtrArray *views, GHashTable *columns, GError **error)
{
  for (guint l = 0; l < work->content->layers->len; l++) {
    NordPackLayer *layer = work->content->layers->pdata[l];
    GArray *list = g_array_new (FALSE, FALSE, sizeof (View));

    g_array_set_clear_func (list, view_clear);
    g_ptr_array_add (views, list);
    for (guint i = 0; i < layer->features->len; i++) {
      NordPackFeature *feature = &g_array_index (layer->features, NordPackFeature, i);
      const Entry entry = {l, list->len};
      guint first, last;
      View view = {.number = i};

      if (i % FEATURES_A_LOOK == 0 &&
          g_cancellable_set_error_if_cancelled (work->cancellable, error))
        return FALSE;
      if (!view_init (&view, feature, work))
        continue;
      g_array_append_val (list, view);
      find_tiles (view.west, view.east, work->zoom, margin_of (feature), &first, &last);
      for (guint x = first; x <= last; x++) {
        GArray *column = g_hash_table_lookup (columns, GUINT_TO_POINTER (x));

        if (column == NULL) {
          column = g_array_new (FALSE, FALSE, sizeof (Entry));
          g_hash_table_insert (columns, GUINT_TO_POINTER (x), column);
        }
        g_array_append_val (column, entry);
      }
    }
  }
  return TRUE;
}

static gboolean
write_zoom (Work *work, GError **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) columns =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GList) order = NULL;

  if (!list_columns (work, views, columns, error))
    return FALSE;
  order = g_list_sort (g_hash_table_get_keys (columns), (GCompareFunc) compare_numbers);
  for (GList *l = order; l != NULL; l = l->next) {
    const guint x = GPOINTER_TO_UINT (l->data);
    const GArray *column = g_hash_table_lookup (columns, l->data);
    g_autoptr (GHashTable) drafts = g_hash_table_new_full (NULL, NULL, NULL, draft_free);

    for (guint i = 0; i < column->len; i++) {
      const Entry *entry = &g_array_index (column, Entry, i);
      const View *view = &g_array_index ((GArray *) views->pdata[entry->layer], View, entry->view);

      if (work->done++ % FEATURES_A_LOOK == 0) {
        if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
          return FALSE;
        if (work->progress != NULL)
          work->progress ((goffset) MIN (work->done, work->total), (goffset) work->total,
                          work->progress_data);
      }
      if (!put_column (work, entry->layer, view, drafts, x, error))
        return FALSE;
    }
    if (!store_column (work, drafts, x, error))
      return FALSE;
  }
  return TRUE;
}

/* --- The whole -----------------------------------------------------------------------------------
 */

/* TileJSON's list of layers (https://github.com/mapbox/tilejson-spec/tree/master/3.0.0), which the
 * format asks for. */
static char *
describe_layers (const NordPackContent *self, const NordPackPlan *plan)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "vector_layers");
  json_builder_begin_array (json);
  for (guint l = 0; l < self->layers->len; l++) {
    const NordPackLayer *layer = self->layers->pdata[l];

    json_builder_begin_object (json);
    json_builder_set_member_name (json, "id");
    json_builder_add_string_value (json, layer->name);
    json_builder_set_member_name (json, "minzoom");
    json_builder_add_int_value (json, plan->min_zoom);
    json_builder_set_member_name (json, "maxzoom");
    json_builder_add_int_value (json, plan->max_zoom);
    json_builder_set_member_name (json, "fields");
    json_builder_begin_object (json);
    for (guint k = 0; k < layer->keys->len; k++) {
      const guint kinds = g_array_index (layer->kinds, guint, k);

      json_builder_set_member_name (json, layer->keys->pdata[k]);
      json_builder_add_string_value (json, kinds & 1u << NORD_MVT_VALUE_STRING  ? "String"
                                           : kinds == 1u << NORD_MVT_VALUE_BOOL ? "Boolean"
                                                                                : "Number");
    }
    json_builder_end_object (json);
    json_builder_end_object (json);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}

/* The area must have some width, or readers take the world for it. */
static NordBounds
get_area (const NordPackContent *self)
{
  NordBounds area = self->bounds;

  area.south = MAX (area.south, -NORD_MERCATOR_MAX_LAT);
  area.north = MIN (area.north, NORD_MERCATOR_MAX_LAT);
  if (area.east - area.west < 1e-4) {
    area.west = MAX (area.west - 1e-4, -180);
    area.east = MIN (area.east + 1e-4, 180);
  }
  if (area.north - area.south < 1e-4) {
    area.south -= 1e-4;
    area.north += 1e-4;
  }
  return area;
}

static gboolean
note_all (const NordPackContent *self,
          const NordPackPlan *plan,
          NordMbtilesWriter *to,
          GError **error)
{
  const NordBounds area = get_area (self);
  const double fitting = nord_mercator_zoom_for (&area, 512, 1024, 768);
  g_autofree char *json = describe_layers (self, plan);
  g_autofree char *center = NULL;
  char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (lon, sizeof lon, "%.6f", (area.west + area.east) / 2);
  g_ascii_formatd (lat, sizeof lat, "%.6f", (area.south + area.north) / 2);
  center = g_strdup_printf ("%s,%s,%d", lon, lat,
                            (int) CLAMP (floor (fitting), plan->min_zoom, plan->max_zoom));
  return nord_mbtiles_writer_note (to, "name", plan->name, error) &&
         nord_mbtiles_writer_note (to, "format", "pbf", error) &&
         nord_mbtiles_writer_note_area (to, &area, plan->min_zoom, plan->max_zoom, error) &&
         nord_mbtiles_writer_note (to, "center", center, error) &&
         nord_mbtiles_writer_note (to, "attribution", plan->attribution, error) &&
         nord_mbtiles_writer_note (to, "type", "baselayer", error) &&
         nord_mbtiles_writer_note (to, "json", json, error);
}

/* How much there is to do; FALSE: too much. */
static gboolean
weigh (const NordPackContent *self, const NordPackPlan *plan, guint64 *total, GError **error)
{
  guint64 pieces = 0;

  *total = 0;
  for (guint zoom = plan->min_zoom; zoom <= plan->max_zoom; zoom++)
    for (guint l = 0; l < self->layers->len; l++) {
      const NordPackLayer *layer = self->layers->pdata[l];

      for (guint i = 0; i < layer->features->len; i++) {
        const NordPackFeature *feature = &g_array_index (layer->features, NordPackFeature, i);
        guint64 columns, rows;

        span_tiles (feature, zoom, &columns, &rows);
        *total += columns;
        pieces +=
          nord_pack_feature_get_kind (feature) == NORD_MVT_AREA ? columns * rows : columns + rows;
        if (pieces > MOST_PIECES)
          return refuse (error, NORD_MAP_ERROR_TOO_LARGE,
                         _ ("This is too much for one pack: choose a smaller greatest zoom "
                            "(--max-zoom), or shapes of a smaller area"));
      }
    }
  return TRUE;
}

/**
 * nord_pack_make:
 * @content: what goes into the pack
 * @plan: zooms and words
 * @path: where to; replaced only when everything is on the disk
 * @sum: (out): what came of it
 * @cancellable: (nullable): stops it; nothing stays
 * @progress: (nullable) (scope call): done of all
 * @progress_data: for it
 * @error: #NORD_MAP_ERROR, #NORD_DB_ERROR or of the file system
 *
 * Below the greatest zoom, areas smaller than half a pixel of a tile of 512 px are left out.
 * Neighbouring areas are simplified each for itself, so there may be gaps of half a pixel.
 *
 * Returns: whether the pack is there
 */
gboolean
nord_pack_make (NordPackContent *content,
                const NordPackPlan *plan,
                const char *path,
                NordPackSum *sum,
                GCancellable *cancellable,
                GFileProgressCallback progress,
                gpointer progress_data,
                GError **error)
{
  g_autoptr (NordMbtilesWriter) to = NULL;
  Work work = {.content = content,
               .sum = sum,
               .cancellable = cancellable,
               .progress = progress,
               .progress_data = progress_data};

  *sum = (NordPackSum){0};
  if (plan->min_zoom > plan->max_zoom || plan->max_zoom > NORD_TILE_MAX_ZOOM) {
    g_set_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_UNSUPPORTED,
                 _ ("Zooms go from 0 to %u, the smallest first"), NORD_TILE_MAX_ZOOM);
    return FALSE;
  }
  if (content->bounds.west > content->bounds.east)
    return refuse (error, NORD_MAP_ERROR_UNSUPPORTED, _ ("There is no shape to make a pack of"));
  if (!weigh (content, plan, &work.total, error))
    return FALSE;
  to = nord_mbtiles_writer_new (path, error);
  if (to == NULL)
    return FALSE;
  work.to = to;
  for (work.zoom = plan->min_zoom; work.zoom <= plan->max_zoom; work.zoom++) {
    work.last = work.zoom == plan->max_zoom;
    if (!write_zoom (&work, error))
      return FALSE;
  }
  for (guint l = 0; l < content->layers->len; l++) {
    const GArray *features = ((NordPackLayer *) content->layers->pdata[l])->features;

    sum->n_features += features->len;
    for (guint i = 0; i < features->len; i++)
      sum->n_small += !g_array_index (features, NordPackFeature, i).seen;
  }
  if (sum->n_tiles == 0)
    return refuse (error, NORD_MAP_ERROR_UNSUPPORTED,
                   _ ("All shapes are too small for these zooms"));
  return note_all (content, plan, to, error) && nord_mbtiles_writer_finish (to, error);
}
