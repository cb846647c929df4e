/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Tiles are painted as in the golden picture, without seams, and alike at every depth. */
#include "core/map/map-pack.h"
#include "core/map/map-picture.h"
#include "core/map/tile-picture.h"
#include "tests/core/map/tile-maker.h"

#include <math.h>

static GBytes *
make_quarter (void)
{
  Maker *maker = maker_new ();

  maker_layer (maker, "landcover");
  MAKE (maker, NORD_MVT_AREA, "class=wood", -64, -64, 1500, -64, 1200, 1300, -64, 1500);
  MAKE (maker, NORD_MVT_AREA, "class=grass;subclass=park", 2600, 300, 3700, 350, 3500, 1500, 2700,
        1400);
  maker_layer (maker, "landuse");
  MAKE (maker, NORD_MVT_AREA, "class=residential", 1500, 1800, 4160, 1700, 4160, 4160, 1400, 4160);
  maker_layer (maker, "water");
  MAKE (maker, NORD_MVT_AREA, "class=lake", -64, 2300, 900, 2500, 1100, 3300, -64, 3700);
  maker_layer (maker, "waterway");
  MAKE (maker, NORD_MVT_LINE, "class=river", 1000, 2900, 2000, 3000, 2600, 3700, 4160, 3800);
  maker_layer (maker, "building");
  for (int i = 0; i < 12; i++) {
    int x = 1900 + (i % 4) * 500, y = 2000 + (i / 4) * 520;

    MAKE (maker, NORD_MVT_AREA, "", x, y, x + 220, y + 30, x + 200, y + 200, x - 20, y + 170);
  }
  maker_layer (maker, "transportation");
  MAKE (maker, NORD_MVT_LINE, "class=minor", 1400, 1900, 4160, 2450);
  MAKE (maker, NORD_MVT_LINE, "class=minor", 2300, 1700, 2200, 4160);
  MAKE (maker, NORD_MVT_LINE, "class=service", 2900, 2200, 2850, 3200, 3200, 3300);
  MAKE (maker, NORD_MVT_LINE, "class=path;subclass=footway", 2700, 500, 3500, 1400);
  MAKE (maker, NORD_MVT_LINE, "class=secondary", -64, 1700, 1400, 1900, 2000, 1000, 4160, 200);
  MAKE (maker, NORD_MVT_LINE, "class=primary;brunnel=bridge", 600, -64, 1400, 1900, 1300, 4160);
  MAKE (maker, NORD_MVT_LINE, "class=rail", -64, 900, 4160, 1650);
  maker_layer (maker, "boundary");
  MAKE (maker, NORD_MVT_LINE, "admin_level=9", 300, -64, 400, 2000, 200, 4160);
  return maker_finish (maker);
}

static NordTileStack *
make_stack (const char *name, guint zoom, guint x, guint y, GBytes *first, GBytes *east)
{
  g_autofree char *path = NULL;
  g_autoptr (NordTileArchive) pack = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  path = g_build_filename (g_get_user_data_dir (), name, NULL);
  db = make_mbtiles (path, NULL);
  add_tile (db, zoom, x, y, first);
  if (east)
    add_tile (db, zoom, x + 1, y, east);
  sqlite3_close (db);
  pack = nord_map_pack_open (path, &error);
  g_assert_no_error (error);
  return nord_tile_stack_new (&pack, 1);
}

static cairo_surface_t *
paint (NordTileStack *stack,
       const NordMapStyle *style,
       guint zoom,
       guint x,
       guint y,
       double size,
       double scale)
{
  g_autoptr (NordMapTile) tile = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (nord_tile_stack_load (stack, zoom, x, y, &tile, &error));
  g_assert_no_error (error);
  return nord_tile_picture_new (style, tile, zoom, x, y, size, scale);
}

static const guint8 *
pixel_at (cairo_surface_t *surface, int x, int y)
{
  return cairo_image_surface_get_data (surface) +
         (gsize) y * (gsize) cairo_image_surface_get_stride (surface) + 4 * (gsize) x;
}

/* The mean difference of the colours, and the part of pixels that differ clearly. */
static void
compare (cairo_surface_t *a, cairo_surface_t *b, double *mean, double *differing)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  double sum = 0;
  guint n = 0;

  g_assert_cmpint (width, ==, cairo_image_surface_get_width (b));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (b));
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      int worst = 0;

      for (guint c = 0; c < 3; c++) {
        int d = ABS (pixel_at (a, x, y)[c] - pixel_at (b, x, y)[c]);

        sum += d;
        worst = MAX (worst, d);
      }
      n += worst > 40;
    }
  }
  *mean = sum / (3.0 * width * height);
  *differing = (double) n / (width * height);
}

/* Layers of names that no schema has, as somebody makes a pack of own shapes; one of the schema
 * that the style leaves out on purpose. */
static GBytes *
make_other (void)
{
  Maker *maker = maker_new ();

  maker_layer (maker, "landuse");
  MAKE (maker, NORD_MVT_AREA, "class=residential", -64, -64, 4160, -64, 4160, 4160, -64, 4160);
  maker_layer (maker, "Bäume & Bänke");
  MAKE (maker, NORD_MVT_POINT, "name=Linde", 700, 700);
  MAKE (maker, NORD_MVT_POINT, "", 4090, 2000);
  maker_layer (maker, "radwege");
  MAKE (maker, NORD_MVT_LINE, "name=Achse", -64, 1200, 2000, 1500, 4160, 900);
  maker_layer (maker, "zonen");
  MAKE (maker, NORD_MVT_AREA, "name=Zone A", 800, 2000, 3000, 1900, 3300, 3600, 1000, 3500);
  MAKE (maker, NORD_MVT_AREA, "", 2400, 3000, 3900, 2900, 3800, 3900, 2500, 3800);
  maker_layer (maker, "mountain_peak");
  MAKE (maker, NORD_MVT_POINT, "name=Deusenberg", 3000, 500);
  return maker_finish (maker);
}

static void
compare_golden (const char *prefix, GBytes *bytes)
{
  static const char *const names[] = {"light", "dark", "contrast", "calm"};
  g_autofree char *pack = g_strconcat (prefix, ".mbtiles", NULL);
  g_autoptr (NordTileStack) stack = make_stack (pack, 14, 8531, 5446, bytes, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (NordMapStyle) style = nord_map_style_new ((NordMapStyleKind) i, NULL);
    cairo_surface_t *got = paint (stack, style, 14, 8531, 5446, 512, 1);
    g_autofree char *name = g_strdup_printf ("%s-%s.png", prefix, names[i]);
    g_autofree char *path = g_test_build_filename (G_TEST_DIST, "core", "map", name, NULL);
    cairo_surface_t *golden;
    double mean, differing;

    /* To be looked at, and then committed. */
    if (g_getenv ("NORD_UPDATE_GOLDEN"))
      cairo_surface_write_to_png (got, path);
    golden = cairo_image_surface_create_from_png (path);
    g_assert_cmpint (cairo_surface_status (golden), ==, CAIRO_STATUS_SUCCESS);
    compare (got, golden, &mean, &differing);
    g_test_message ("%s: mean %.3f, differing %.4f", name, mean, differing);
    g_assert_cmpfloat (mean, <, 0.6);
    g_assert_cmpfloat (differing, <, 0.003);
    cairo_surface_destroy (golden);
    cairo_surface_destroy (got);
  }
}

static void
test_golden (void)
{
  g_autoptr (GBytes) quarter = make_quarter (), other = make_other ();

  compare_golden ("golden", quarter);
  compare_golden ("golden-other", other);
}

static void
test_deterministic (void)
{
  g_autoptr (GBytes) bytes = make_quarter ();
  g_autoptr (NordTileStack) stack = make_stack ("same.mbtiles", 14, 8531, 5446, bytes, NULL);
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  cairo_surface_t *a = paint (stack, style, 14, 8531, 5446, 512, 2);
  cairo_surface_t *b = paint (stack, style, 14, 8531, 5446, 512, 2);
  double mean, differing;

  compare (a, b, &mean, &differing);
  g_assert_cmpfloat (mean, ==, 0);
  g_assert_cmpint (cairo_image_surface_get_width (a), ==, 1024);
  for (int i = 0; i < 1024; i += 31)
    g_assert_cmpint (pixel_at (a, i, 1023 - i)[3], ==, 255);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

/* The same place out of a tile of the level itself and out of one two levels above. */
static void
test_overzoom (void)
{
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  Maker *above = maker_new (), *itself = maker_new ();
  g_autoptr (GBytes) above_bytes = NULL;
  g_autoptr (GBytes) itself_bytes = NULL;
  g_autoptr (NordTileStack) a = NULL;
  g_autoptr (NordTileStack) b = NULL;
  cairo_surface_t *deep, *direct;
  double mean, differing;
  /* In units of the upper tile; the square is column 2, row 1 of its sixteen. */
  static const int street[] = {1900, 900, 2500, 1500, 3200, 1900};
  static const int wood[] = {2000, 1000, 2700, 1100, 2600, 1800, 2100, 1900};
  int xy[8];

  maker_layer (above, "landcover");
  maker_feature (above, NORD_MVT_AREA, "class=wood", wood, 4);
  maker_layer (above, "transportation");
  maker_feature (above, NORD_MVT_LINE, "class=secondary", street, 3);
  above_bytes = maker_finish (above);
  maker_layer (itself, "landcover");
  for (guint i = 0; i < 8; i++)
    xy[i] = (wood[i] - (i & 1 ? 1024 : 2048)) * 4;
  maker_feature (itself, NORD_MVT_AREA, "class=wood", xy, 4);
  maker_layer (itself, "transportation");
  for (guint i = 0; i < 6; i++)
    xy[i] = (street[i] - (i & 1 ? 1024 : 2048)) * 4;
  maker_feature (itself, NORD_MVT_LINE, "class=secondary", xy, 3);
  itself_bytes = maker_finish (itself);
  a = make_stack ("above.mbtiles", 14, 8531, 5446, above_bytes, NULL);
  b = make_stack ("itself.mbtiles", 16, 8531 * 4 + 2, 5446 * 4 + 1, itself_bytes, NULL);
  deep = paint (a, style, 16, 8531 * 4 + 2, 5446 * 4 + 1, 512, 1);
  direct = paint (b, style, 16, 8531 * 4 + 2, 5446 * 4 + 1, 512, 1);
  compare (deep, direct, &mean, &differing);
  g_test_message ("mean %.4f, differing %.5f", mean, differing);
  g_assert_cmpfloat (mean, <, 0.02);
  g_assert_cmpfloat (differing, <, 0.0005);
  /* And it is not empty. */
  g_assert_cmpint (pixel_at (deep, 60, 60)[0], !=, pixel_at (deep, 500, 20)[0]);
  cairo_surface_destroy (deep);
  cairo_surface_destroy (direct);
}

/* Squares laid beside each other are the same picture as one painted at once, even in their last
 * column: no seam. */
static void
test_seam (void)
{
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (GBytes) bytes = make_quarter ();
  g_autoptr (NordTileStack) stack = make_stack ("seam.mbtiles", 13, 4265, 2723, bytes, NULL);
  cairo_surface_t *squares[4], *whole;
  cairo_t *cr;
  double mean, differing;
  static const double sizes[] = {512, 601.3};

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    cairo_surface_t *joined;
    double size = sizes[s];

    /* Four squares of level 14, whose data is the same tile of level 13. */
    for (guint i = 0; i < 4; i++)
      squares[i] = paint (stack, style, 14, 8530 + (i & 1), 5446 + (i >> 1), size, 1);
    whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) rint (2 * size),
                                        (int) rint (2 * size));
    joined = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) rint (2 * size),
                                         (int) rint (2 * size));
    cr = cairo_create (joined);
    for (guint i = 0; i < 4; i++) {
      cairo_set_source_surface (cr, squares[i], rint ((i & 1) * size), rint ((i >> 1) * size));
      cairo_paint (cr);
      cairo_surface_destroy (squares[i]);
    }
    cairo_destroy (cr);
    cr = cairo_create (whole);
    nord_map_paint_background (style, cr);
    {
      g_autoptr (NordMapTile) tile = NULL;
      NordPaintFrame frame = {.size = 2 * size,
                              .clip_width = 2 * size,
                              .clip_height = 2 * size,
                              .zoom = 14 + log2 (size / 512)};

      g_assert_true (nord_tile_stack_load (stack, 13, 4265, 2723, &tile, NULL));
      nord_tile_picture_paint (style, tile, &frame, cr);
    }
    cairo_destroy (cr);
    compare (joined, whole, &mean, &differing);
    g_test_message ("size %g: mean %.4f, differing %.5f", size, mean, differing);
    /* At a broken size the right squares lie a part of a pixel off, which edges show a little. */
    g_assert_cmpfloat (mean, <, size == 512 ? 0.01 : 1.2);
    g_assert_cmpfloat (differing, <, size == 512 ? 0.0001 : 0.02);
    for (int y = 0; size == 512 && y < 1024; y++) {
      for (int x = 508; x < 516; x++) {
        for (guint c = 0; c < 3; c++)
          g_assert_cmpint (ABS (pixel_at (joined, x, y)[c] - pixel_at (whole, x, y)[c]), <=, 24);
      }
    }
    cairo_surface_destroy (joined);
    cairo_surface_destroy (whole);
  }
}

/* Of two squares that are one area nothing is seen where they meet, however the map is turned. */
static void
test_turned_seam (void)
{
  static const double turns[] = {0, 7, 30, 45, 101, 200};
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  Maker *maker = maker_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NordTileStack) stack = NULL;

  maker_layer (maker, "water");
  MAKE (maker, NORD_MVT_AREA, "", -64, -64, 4160, -64, 4160, 4160, -64, 4160);
  bytes = maker_finish (maker);
  stack = make_stack ("turned.mbtiles", 14, 8530, 5446, bytes, bytes);
  for (guint t = 0; t < G_N_ELEMENTS (turns); t++) {
    for (int scale = 1; scale <= 2; scale++) {
      /* Off the grid of pixels. */
      NordMapCamera camera = {
        8531.0007 / 16384, 5446.5 / 16384, 14.3, turns[t] / 180 * G_PI, 201, 151};
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface = nord_map_picture_new (stack, style, &camera, scale, NULL, &error);

      g_assert_no_error (error);
      for (int y = 0; y < 151 * scale; y++) {
        for (int x = 0; x < 201 * scale; x++) {
          for (guint c = 0; c < 3; c++)
            g_assert_cmpint (ABS (pixel_at (surface, x, y)[c] - pixel_at (surface, 3, 3)[c]), <=,
                             1);
        }
      }
      cairo_surface_destroy (surface);
    }
  }
}

/* Coordinates of a liar: far outside, and as far as numbers go. */
static void
test_far_away (void)
{
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  Maker *maker = maker_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NordTileStack) stack = NULL;
  gint64 started = g_get_monotonic_time ();

  maker_layer (maker, "transportation");
  MAKE (maker, NORD_MVT_LINE, "class=path;subclass=footway", -1000000000, 0, 1000000000, 4096);
  MAKE (maker, NORD_MVT_LINE, "class=rail", 0, -1000000000, 4096, 1000000000, 5, 7);
  maker_layer (maker, "water");
  MAKE (maker, NORD_MVT_AREA, "", -1000000000, -1000000000, 1000000000, 0, 0, 1000000000);
  bytes = maker_finish (maker);
  stack = make_stack ("far.mbtiles", 10, 533, 340, bytes, NULL);
  for (guint zoom = 10; zoom <= 20; zoom += 5) {
    cairo_surface_t *surface =
      paint (stack, style, zoom, 533u << (zoom - 10), 340u << (zoom - 10), 512, 1);

    g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy (surface);
  }
  g_assert_cmpint (g_get_monotonic_time () - started, <, 20 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/map/paint/golden", test_golden);
  g_test_add_func ("/map/paint/deterministic", test_deterministic);
  g_test_add_func ("/map/paint/overzoom", test_overzoom);
  g_test_add_func ("/map/paint/seam", test_seam);
  g_test_add_func ("/map/paint/turned-seam", test_turned_seam);
  g_test_add_func ("/map/paint/far-away", test_far_away);
  return g_test_run ();
}
