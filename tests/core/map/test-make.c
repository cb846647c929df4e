/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A pack that is made of shapes: what is encoded is decoded the same, clipped areas are valid and
 * have the parts of the plane that they had, and a failure leaves nothing. */
#include "core/geo/mercator.h"
#include "core/map/map-error.h"
#include "core/map/mbtiles.h"
#include "core/map/mvt-clip.h"
#include "core/map/mvt-rings.h"
#include "core/map/mvt-write.h"
#include "core/map/pack-make.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static NordMvtValue
text_value (const char *text)
{
  NordMvtValue value = {.type = NORD_MVT_VALUE_STRING};

  value.as.text = (NordMvtText){text, (guint32) strlen (text)};
  return value;
}

static void
test_values (void)
{
  g_autoptr (NordMvtWriter) writer = nord_mvt_writer_new ();
  const NordMvtPoint points[] = {{0, 0}, {-64, 4160}, {4095, -1}};
  const NordMvtValue values[] = {
    text_value ("Münsterstraße"),
    {.type = NORD_MVT_VALUE_NUMBER, .as.number = -1.5e300},
    {.type = NORD_MVT_VALUE_INT, .as.integer = G_MININT64},
    {.type = NORD_MVT_VALUE_UINT, .as.natural = G_MAXUINT64},
    {.type = NORD_MVT_VALUE_BOOL, .as.truth = TRUE},
    text_value (""),
  };
  static const char *const keys[] = {"name", "real", "int", "uint", "bool", "empty"};
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NordMvt) mvt = NULL;
  g_autoptr (GError) error = NULL;
  const NordMvtLayer *layer;

  g_assert_null (nord_mvt_writer_finish (writer));
  nord_mvt_writer_begin_layer (writer, "nothing in it");
  nord_mvt_writer_begin_layer (writer, "poi");
  for (guint f = 0; f < 2; f++) {
    nord_mvt_writer_begin_feature (writer, NORD_MVT_POINT, 7 + f);
    nord_mvt_writer_path (writer, points, G_N_ELEMENTS (points));
    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
      nord_mvt_writer_tag (writer, keys[i], &values[i]);
    nord_mvt_writer_end_feature (writer);
  }
  nord_mvt_writer_begin_layer (writer, "lines");
  nord_mvt_writer_begin_feature (writer, NORD_MVT_LINE, 0);
  nord_mvt_writer_path (writer, points, 2);
  nord_mvt_writer_path (writer, points + 1, 2);
  nord_mvt_writer_end_feature (writer);
  bytes = nord_mvt_writer_finish (writer);
  mvt = nord_mvt_decode (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mvt->n_skipped, ==, 0);
  g_assert_cmpuint (mvt->n_layers, ==, 2);
  layer = nord_mvt_find_layer (mvt, "poi");
  g_assert_cmpuint (layer->version, ==, 2);
  g_assert_cmpuint (layer->extent, ==, NORD_MVT_EXTENT);
  g_assert_cmpuint (layer->n_features, ==, 2);
  g_assert_cmpuint (layer->n_values, ==, G_N_ELEMENTS (values)); /* kept once */
  g_assert_cmpuint (layer->features[1].id, ==, 8);
  g_assert_cmpmem (layer->points, sizeof points, points, sizeof points);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    const NordMvtValue *value = nord_mvt_layer_lookup (layer, &layer->features[1], keys[i]);

    g_assert_cmpint (value->type, ==, values[i].type);
    if (value->type == NORD_MVT_VALUE_STRING)
      g_assert_cmpmem (value->as.text.bytes, value->as.text.length, values[i].as.text.bytes,
                       values[i].as.text.length);
    else if (value->type == NORD_MVT_VALUE_BOOL)
      g_assert_cmpint (value->as.truth, ==, values[i].as.truth);
    else
      g_assert_cmpuint (value->as.natural, ==, values[i].as.natural);
  }
  layer = nord_mvt_find_layer (mvt, "lines");
  g_assert_cmpuint (layer->features[0].n_paths, ==, 2);
  g_assert_cmpuint (layer->path_ends[1], ==, 4);
}

/* --- Rings, judged by a second, slower way
 * --------------------------------------------------------
 */

static double
cross (NordMvtPoint o, NordMvtPoint a, NordMvtPoint b)
{
  return (double) (a.x - o.x) * (b.y - o.y) - (double) (a.y - o.y) * (b.x - o.x);
}

/* Whether two edges have more in common than one end of the one or the other. */
static gboolean
cross_over (NordMvtPoint a, NordMvtPoint b, NordMvtPoint c, NordMvtPoint d)
{
  const double ca = cross (a, b, c), da = cross (a, b, d), ac = cross (c, d, a),
               bc = cross (c, d, b);

  if (ca == 0 && da == 0) { /* on one line: overlapping is forbidden */
    const gboolean flat = ABS (b.x - a.x) >= ABS (b.y - a.y);
    const int a1 = flat ? MIN (a.x, b.x) : MIN (a.y, b.y),
              a2 = flat ? MAX (a.x, b.x) : MAX (a.y, b.y);
    const int c1 = flat ? MIN (c.x, d.x) : MIN (c.y, d.y),
              c2 = flat ? MAX (c.x, d.x) : MAX (c.y, d.y);

    return MAX (a1, c1) < MIN (a2, c2);
  }
  return ca * da < 0 && ac * bc < 0;
}

static double
ring_area (const NordMvtRings *rings, guint ring)
{
  const guint from = ring > 0 ? g_array_index (rings->ends, guint, ring - 1) : 0;
  const guint to = g_array_index (rings->ends, guint, ring);
  double twice = 0;

  for (guint i = from, k = to - 1; i < to; k = i++) {
    const NordMvtPoint a = g_array_index (rings->points, NordMvtPoint, k);
    const NordMvtPoint b = g_array_index (rings->points, NordMvtPoint, i);

    twice += (double) a.x * b.y - (double) b.x * a.y;
  }
  return twice / 2;
}

static gboolean
is_inside (const NordMvtPoint *points, const guint *ends, guint n, double x, double y)
{
  gboolean odd = FALSE;

  for (guint r = 0, from = 0; r < n; from = ends[r++])
    for (guint i = from, k = ends[r] - 1; i < ends[r]; k = i++) {
      const NordMvtPoint a = points[k], b = points[i];

      if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x)
        odd = !odd;
    }
  return odd;
}

static double
distance_to (const NordMvtPoint *points, const guint *ends, guint n, double x, double y)
{
  double least = G_MAXDOUBLE;

  for (guint r = 0, from = 0; r < n; from = ends[r++])
    for (guint i = from, k = ends[r] - 1; i < ends[r]; k = i++) {
      const double dx = points[i].x - points[k].x, dy = points[i].y - points[k].y;
      const double px = x - points[k].x, py = y - points[k].y, length = dx * dx + dy * dy;
      const double t = length > 0 ? CLAMP ((px * dx + py * dy) / length, 0, 1) : 0;

      least = MIN (least, hypot (px - t * dx, py - t * dy));
    }
  return least;
}

/* Valid, and the same part of the plane as @points by the rule of odd and even. */
static void
check_rings (const NordMvtPoint *points, const guint *ends, guint n)
{
  g_autoptr (NordMvtRings) rings = nord_mvt_rings_new (points, ends, n, 0);
  const NordMvtPoint *made = (const NordMvtPoint *) (void *) rings->points->data;
  const guint *made_ends = (const guint *) (void *) rings->ends->data;
  const guint n_made = rings->ends->len;

  for (guint r = 0, from = 0; r < n_made; from = made_ends[r++]) {
    g_assert_cmpuint (made_ends[r] - from, >=, 3);
    g_assert_cmpfloat (fabs (ring_area (rings, r)), >, 0);
    if (r == 0)
      g_assert_cmpfloat (ring_area (rings, r), >, 0);
    for (guint i = from, k = made_ends[r] - 1; i < made_ends[r]; k = i++) {
      for (guint j = from; j < i; j++) /* no position twice in a ring */
        g_assert_false (made[j].x == made[i].x && made[j].y == made[i].y);
      for (guint q = 0, start = 0; q <= r; start = made_ends[q++])
        for (guint j = start, l = made_ends[q] - 1; j < made_ends[q]; l = j++)
          if (q != r || j != i)
            g_assert_false (cross_over (made[k], made[i], made[l], made[j]));
    }
  }
  for (guint t = 0; t < 200; t++) {
    const double x = g_test_rand_double_range (-100, 4200),
                 y = g_test_rand_double_range (-100, 4200);

    /* Rounding moves what crosses by up to a unit. */
    if (distance_to (points, ends, n, x, y) > 1.5)
      g_assert_cmpint (is_inside (points, ends, n, x, y), ==,
                       is_inside (made, made_ends, n_made, x, y));
  }
}

static void
test_rings_known (void)
{
  /* A bow tie, a border with a hole that touches it, there and back, and nothing at all. */
  const NordMvtPoint tie[] = {{0, 0}, {100, 100}, {100, 0}, {0, 100}};
  const NordMvtPoint touching[] = {{0, 0},  {100, 0}, {100, 100}, {0, 100},
                                   {0, 50}, {40, 70}, {40, 30}};
  const NordMvtPoint bridge[] = {{0, 0},   {40, 0},  {40, 40}, {60, 40}, {60, 0},
                                 {100, 0}, {100, 0}, {60, 0},  {60, 40}, {40, 40}};
  /* Edges so nearly parallel that each crossing, rounded, made the next one a unit on. */
  const NordMvtPoint creeping[] = {{1650, 2945}, {2, 612},     {2897, 1352}, {4050, 2471},
                                   {1032, 2461}, {4016, 1823}, {1931, 3187}, {785, 1090},
                                   {1527, 470},  {447, 2802},  {1937, 1681}, {2191, 1353},
                                   {2411, 2409}, {3017, 1619}, {252, 372},   {2004, 1442},
                                   {3112, 2244}, {532, 413},   {2695, 1950}, {2276, 885},
                                   {167, 3601},  {2416, 357},  {3680, 314},  {190, 2046},
                                   {2246, 269},  {1057, 73},   {3271, 3576}, {2491, 497},
                                   {1031, 1008}, {1277, 1181}};
  const guint fifteen[] = {15, 30};
  const guint four[] = {4}, two[] = {4, 7}, ten[] = {10};
  g_autoptr (NordMvtRings) a = nord_mvt_rings_new (tie, four, 1, 0);
  g_autoptr (NordMvtRings) b = nord_mvt_rings_new (touching, two, 2, 0);
  g_autoptr (NordMvtRings) c = nord_mvt_rings_new (bridge, ten, 1, 0);
  g_autoptr (NordMvtRings) d = nord_mvt_rings_new (NULL, NULL, 0, 0);
  g_autoptr (NordMvtRings) e = nord_mvt_rings_new (touching, two, 2, 1000);

  g_assert_cmpuint (a->ends->len, ==, 2);
  g_assert_cmpfloat (ring_area (a, 0) + ring_area (a, 1), ==, 5000);
  g_assert_cmpuint (b->ends->len, ==, 2);
  g_assert_cmpfloat (ring_area (b, 0), ==, 10000);
  g_assert_cmpfloat (ring_area (b, 1), ==, -800);
  g_assert_cmpuint (c->ends->len, ==, 1);
  g_assert_cmpfloat (ring_area (c, 0), >, 0);
  g_assert_cmpuint (d->ends->len, ==, 0);
  g_assert_cmpuint (e->ends->len, ==, 1); /* the hole is too small */
  check_rings (creeping, fifteen, 2);
  check_rings (tie, four, 1);
  check_rings (touching, two, 2);
}

static void
test_rings_random (void)
{
  for (guint round = 0; round < 400; round++) {
    const guint n = (guint) g_test_rand_int_range (3, 40), spread = round % 3 == 0 ? 12 : 4096;
    g_autofree NordMvtPoint *points = g_new (NordMvtPoint, 2 * n);
    const guint ends[] = {n, 2 * n};

    for (guint i = 0; i < 2 * n; i++)
      points[i] = (NordMvtPoint){g_test_rand_int_range (0, (gint32) spread),
                                 g_test_rand_int_range (0, (gint32) spread)};
    check_rings (points, ends, 1 + round % 2);
  }
}

/* Crosses itself some thousand times, which is made valid; and some million times, which is not. */
static void
test_rings_tangled (void)
{
  const guint most = 10000;
  g_autofree NordMvtPoint *points = g_new (NordMvtPoint, most);
  g_autoptr (NordMvtRings) rings = NULL;
  const guint few[] = {200};

  for (guint i = 0; i < most; i++)
    points[i] =
      (NordMvtPoint){g_test_rand_int_range (-64, 4160), g_test_rand_int_range (-64, 4160)};
  rings = nord_mvt_rings_new (points, few, 1, 0);
  g_assert_nonnull (rings);
  g_assert_cmpuint (rings->ends->len, >, 1000);
  g_assert_null (nord_mvt_rings_new (points, &most, 1, 0));
}

/* A comb whose teeth reach over the edge comes apart into teeth. */
static void
test_clip (void)
{
  g_autoptr (NordPaths) paths = nord_paths_new ();
  g_autoptr (NordPaths) clipped = nord_paths_new ();
  g_autoptr (NordPaths) lines = nord_paths_new ();
  g_autoptr (NordMvtRings) rings = NULL;
  GArray *points = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint));
  guint n;
  double area = 0;

  nord_paths_add (paths, 0, -20);
  for (guint i = 0; i < 5; i++) {
    nord_paths_add (paths, i * 20, 50);
    nord_paths_add (paths, i * 20 + 10, 50);
    nord_paths_add (paths, i * 20 + 10, -10);
    nord_paths_add (paths, i * 20 + 20, -10);
  }
  nord_paths_add (paths, 100, -20);
  nord_paths_end (paths, 3);
  nord_paths_clip_rings (paths, 1, 0, 100, clipped);
  for (guint i = 0; i < clipped->xy->len; i += 2) {
    const NordMvtPoint point = {(gint32) g_array_index (clipped->xy, double, i),
                                (gint32) g_array_index (clipped->xy, double, i + 1)};

    g_array_append_val (points, point);
  }
  n = points->len;
  rings = nord_mvt_rings_new ((const NordMvtPoint *) (void *) points->data, &n, 1, 0);
  g_assert_cmpuint (rings->ends->len, ==, 5);
  for (guint r = 0; r < 5; r++)
    area += ring_area (rings, r);
  g_assert_cmpfloat (area, ==, 5 * 500);
  g_array_unref (points);

  nord_paths_clear (paths);
  nord_paths_clear (clipped);
  nord_paths_add (paths, -10, 5);
  nord_paths_add (paths, 110, 5);
  nord_paths_add (paths, 110, 15);
  nord_paths_add (paths, 50, 15);
  nord_paths_end (paths, 2);
  nord_paths_clip_lines (paths, 0, 0, 100, lines);
  g_assert_cmpuint (lines->ends->len, ==, 2);
  g_assert_cmpuint (lines->xy->len, ==, 8);
  g_assert_cmpfloat (g_array_index (lines->xy, double, 0), ==, 0);
  g_assert_cmpfloat (g_array_index (lines->xy, double, 2), ==, 100);
  g_assert_cmpfloat (g_array_index (lines->xy, double, 4), ==, 100);
  g_assert_cmpfloat (g_array_index (lines->xy, double, 6), ==, 50);
}

/* --- Whole packs ---------------------------------------------------------------------------------
 */

static NordShape *
random_star (double lon, double lat, double radius)
{
  const guint n = (guint) g_test_rand_int_range (3, 60);
  g_autofree double *xy = g_new (double, 2 * n + 2);
  NordShape *shape;

  for (guint i = 0; i < n; i++) {
    const double angle = 2 * G_PI * i / n, r = radius * g_test_rand_double_range (0.2, 1);

    xy[2 * i] = lon + r * cos (angle);
    xy[2 * i + 1] = lat + r * sin (angle) * 0.6;
  }
  xy[2 * n] = xy[0];
  xy[2 * n + 1] = xy[1];
  shape = nord_shape_new_area (xy, n + 1, NULL);
  g_assert_nonnull (shape);
  return shape;
}

/* Whether the position is inside by the tiles of the pack, and how far from an edge there in units
 * (-1: no tile). */
static gboolean
look_up (NordTileArchive *pack, guint zoom, double lon, double lat, double *off)
{
  const NordTile tile = nord_mercator_tile_at (lon, lat, zoom);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (NordMvt) mvt = NULL;
  g_autoptr (GError) error = NULL;
  gboolean odd = FALSE;
  double x, y;

  *off = G_MAXDOUBLE;
  nord_tile_archive_read_tile (pack, zoom, tile.x, tile.y, &bytes, &error);
  g_assert_no_error (error);
  if (bytes == NULL)
    return FALSE;
  plain = nord_tile_unpack (bytes, &error);
  g_assert_no_error (error);
  mvt = nord_mvt_decode (plain, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mvt->n_skipped, ==, 0);
  nord_mercator_to_pixel (lon, lat, zoom, NORD_MVT_EXTENT, &x, &y);
  x -= (double) tile.x * NORD_MVT_EXTENT;
  y -= (double) tile.y * NORD_MVT_EXTENT;
  odd = is_inside (mvt->layers[0].points, mvt->layers[0].path_ends, mvt->layers[0].n_paths, x, y);
  *off =
    distance_to (mvt->layers[0].points, mvt->layers[0].path_ends, mvt->layers[0].n_paths, x, y);
  return odd;
}

static void
test_pack_of_areas (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-make-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "made.mbtiles", NULL);

  for (guint round = 0; round < 12; round++) {
    g_autoptr (NordPackContent) content = nord_pack_content_new ();
    g_autoptr (NordShape) shape = random_star (7.46, 51.52, round % 2 ? 0.08 : 0.01);
    const NordBounds box = nord_shape_get_bounds (shape);
    const NordPackPlan plan = {12, 14, "Round", "nobody"};
    g_autoptr (NordTileArchive) pack = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree double *flat = g_new (double, 2 * shape->n_points);
    NordPackSum sum;

    g_assert_true (nord_pack_content_begin_layer (content, "water", &error));
    nord_pack_content_add_feature (content, shape);
    g_assert_true (nord_pack_make (content, &plan, path, &sum, NULL, NULL, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (sum.n_features, ==, 1);
    g_assert_cmpuint (sum.n_small, ==, 0);
    pack = NORD_TILE_ARCHIVE (nord_mbtiles_open (path, &error));
    g_assert_no_error (error);
    g_assert_cmpfloat_with_epsilon (nord_tile_archive_get_info (pack)->west, box.west, 1e-5);
    g_assert_cmpuint (nord_tile_archive_get_info (pack)->min_zoom, ==, 12);
    for (guint zoom = 12; zoom <= 14; zoom++) {
      /* The shape in units of this zoom, as a second opinion. */
      for (guint i = 0; i < shape->n_points; i++)
        nord_mercator_to_pixel (shape->xy[2 * i], shape->xy[2 * i + 1], zoom, NORD_MVT_EXTENT,
                                &flat[2 * i], &flat[2 * i + 1]);
      for (guint t = 0; t < 60; t++) {
        const double lon = g_test_rand_double_range (box.west, box.east);
        const double lat = g_test_rand_double_range (box.south, box.north);
        double x, y, off, away = G_MAXDOUBLE;
        gboolean there = look_up (pack, zoom, lon, lat, &off), odd = FALSE;

        nord_mercator_to_pixel (lon, lat, zoom, NORD_MVT_EXTENT, &x, &y);
        for (guint i = 1; i < shape->n_points; i++) {
          const double ax = flat[2 * i - 2], ay = flat[2 * i - 1], bx = flat[2 * i],
                       by = flat[2 * i + 1];
          const double length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
          const double s =
            length > 0 ? CLAMP (((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length, 0, 1) : 0;

          away = MIN (away, hypot (x - ax - s * (bx - ax), y - ay - s * (by - ay)));
          if ((ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax)
            odd = !odd;
        }
        /* A pixel of a tile of 512 px is 8 units. */
        if (away > 8)
          g_assert_cmpint (there, ==, odd);
      }
    }
    g_remove (path);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing else was left there */
}

/* A street in a hundred pieces, each far below a pixel, has no gaps at a small zoom. */
static void
test_short_pieces (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-make-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "made.mbtiles", NULL);
  g_autoptr (NordPackContent) content = nord_pack_content_new ();
  const NordTile tile = nord_mercator_tile_at (7.46, 51.52, 8);
  const NordPackPlan plan = {8, 9, "", ""};
  g_autoptr (NordTileArchive) pack = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (NordMvt) mvt = NULL;
  g_autoptr (GError) error = NULL;
  NordPackSum sum;

  g_assert_true (nord_pack_content_begin_layer (content, "transportation", NULL));
  for (guint i = 0; i < 100; i++) {
    const double xy[] = {7.46 + i * 5e-4, 51.52, 7.46 + (i + 1) * 5e-4, 51.52};
    g_autoptr (NordShape) piece = nord_shape_new_line (xy, 2, NULL);

    nord_pack_content_add_feature (content, piece);
  }
  g_assert_true (nord_pack_make (content, &plan, path, &sum, NULL, NULL, NULL, &error));
  pack = NORD_TILE_ARCHIVE (nord_mbtiles_open (path, &error));
  g_assert_no_error (error);
  g_assert_true (nord_tile_archive_read_tile (pack, 8, tile.x, tile.y, &bytes, &error));
  plain = nord_tile_unpack (bytes, &error);
  mvt = nord_mvt_decode (plain, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mvt->layers[0].n_features, ==, 100);
  g_remove (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
on_progress (goffset done, goffset total, gpointer data)
{
  g_assert_cmpint (done, <=, total);
  g_cancellable_cancel (data);
}

static void
test_failures (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-make-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "made.mbtiles", NULL);
  g_autoptr (NordPackContent) content = nord_pack_content_new ();
  g_autoptr (NordShape) spot = nord_shape_new_point (7.46, 51.52);
  const double around[] = {-179, -80, 179, -80, 179, 80, -179, 80, -179, -80};
  g_autoptr (NordShape) world = nord_shape_new_area (around, 5, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  NordPackPlan plan = {8, 14, "", ""};
  NordPackSum sum;

  g_assert_true (g_file_set_contents (path, "was here before", -1, NULL));
  g_assert_false (nord_pack_make (content, &plan, path, &sum, NULL, NULL, NULL, &error));
  g_assert_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_false (nord_pack_content_begin_layer (content, "", &error));
  g_clear_error (&error);
  g_assert_true (nord_pack_content_begin_layer (content, "poi", NULL));
  nord_pack_content_add_feature (content, spot);
  plan.min_zoom = 15;
  g_assert_false (nord_pack_make (content, &plan, path, &sum, NULL, NULL, NULL, &error));
  g_clear_error (&error);
  plan.min_zoom = 8;
  g_assert_false (
    nord_pack_make (content, &plan, path, &sum, cancellable, on_progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  nord_pack_content_add_feature (content, world);
  g_assert_false (nord_pack_make (content, &plan, path, &sum, NULL, NULL, NULL, &error));
  g_assert_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "was here before");
  g_remove (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/map/make/values", test_values);
  g_test_add_func ("/map/make/rings-known", test_rings_known);
  g_test_add_func ("/map/make/rings-random", test_rings_random);
  g_test_add_func ("/map/make/rings-tangled", test_rings_tangled);
  g_test_add_func ("/map/make/clip", test_clip);
  g_test_add_func ("/map/make/areas", test_pack_of_areas);
  g_test_add_func ("/map/make/short-pieces", test_short_pieces);
  g_test_add_func ("/map/make/failures", test_failures);
  return g_test_run ();
}
