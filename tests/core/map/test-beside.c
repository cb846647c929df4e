/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Two packs as one map: where the chosen one ends, in area or zoom, the other goes on, without a
 * gap and without saying anything twice. */
#include "core/map/label-placer.h"
#include "core/map/map-pack.h"
#include "core/map/tile-picture.h"
#include "tests/core/map/tile-maker.h"

#include <math.h>

#define ZOOM 14
#define COLUMN 8531
#define ROW 5446

/* The longitude of a share of the column; the area of the tile's rows is wider than that. */
static double
lon_at (double share)
{
  return (COLUMN + share) / exp2 (ZOOM) * 360 - 180;
}

static GBytes *
make_base (void)
{
  Maker *maker = maker_new ();

  maker_layer (maker, "landcover");
  MAKE (maker, NORD_MVT_AREA, "class=wood", -64, -64, 4160, -64, 4160, 4160, -64, 4160);
  maker_layer (maker, "transportation");
  MAKE (maker, NORD_MVT_LINE, "class=primary", -64, 1000, 4160, 1000);
  MAKE (maker, NORD_MVT_LINE, "class=minor", 600, -64, 600, 4160);
  MAKE (maker, NORD_MVT_LINE, "class=minor", 3600, -64, 3600, 4160);
  maker_layer (maker, "transportation_name");
  MAKE (maker, NORD_MVT_LINE, "class=primary;name=Schützenstraße", -64, 1000, 4160, 1000);
  maker_layer (maker, "place");
  MAKE (maker, NORD_MVT_POINT, "class=neighbourhood;name=Hafen", 800, 2600);
  MAKE (maker, NORD_MVT_POINT, "class=neighbourhood;name=Hoesch", 3300, 2600);
  return maker_finish (maker);
}

/* The western part, newer. */
static GBytes *
make_own (void)
{
  Maker *maker = maker_new ();

  maker_layer (maker, "landuse");
  MAKE (maker, NORD_MVT_AREA, "class=residential", -64, -64, 2500, -64, 2500, 4160, -64, 4160);
  maker_layer (maker, "transportation");
  MAKE (maker, NORD_MVT_LINE, "class=primary", -64, 1000, 2500, 1000);
  MAKE (maker, NORD_MVT_LINE, "class=secondary", 1200, -64, 1200, 4160);
  maker_layer (maker, "transportation_name");
  MAKE (maker, NORD_MVT_LINE, "class=primary;name=Schützenstraße", -64, 1000, 2500, 1000);
  maker_layer (maker, "place");
  MAKE (maker, NORD_MVT_POINT, "class=neighbourhood;name=Hafen", 830, 2620);
  /* Beyond its area: only the other one may tell what is there. */
  MAKE (maker, NORD_MVT_POINT, "class=neighbourhood;name=Falsch", 2900, 1700);
  return maker_finish (maker);
}

static NordTileArchive *
make_pack (const char *name, guint zoom, guint x, guint y, GBytes *tile, double west, double east)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;
  NordTileArchive *pack;
  sqlite3 *db;
  char w[G_ASCII_DTOSTR_BUF_SIZE], e[G_ASCII_DTOSTR_BUF_SIZE];

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  note = g_strdup_printf ("INSERT INTO metadata VALUES ('bounds', '%s,50,%s,53')",
                          g_ascii_dtostr (w, sizeof w, west), g_ascii_dtostr (e, sizeof e, east));
  db = make_mbtiles (path, NULL);
  add_tile (db, zoom, x, y, tile);
  g_assert_cmpint (sqlite3_exec (db, note, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  pack = nord_map_pack_open (path, &error);
  g_assert_no_error (error);
  return pack;
}

/* The own pack ends at @share of the square. */
static NordTileStack *
make_stack (double share, gboolean own_first)
{
  g_autoptr (GBytes) base_tile = make_base (), own_tile = make_own ();
  g_autoptr (NordTileArchive) base = make_pack ("base.mbtiles", ZOOM, COLUMN, ROW, base_tile, 6, 9);
  g_autoptr (NordTileArchive) own =
    make_pack ("own.mbtiles", ZOOM, COLUMN, ROW, own_tile, 6, lon_at (share));
  NordTileArchive *packs[] = {own_first ? own : base, own_first ? base : own};

  return nord_tile_stack_new (packs, 2);
}

static GArray *
load (NordTileStack *stack, guint zoom, guint x, guint y)
{
  GArray *pieces = nord_tile_stack_new_pieces ();
  g_autoptr (GError) error = NULL;

  g_assert_true (nord_tile_stack_load_pieces (stack, zoom, x, y, pieces, &error));
  g_assert_no_error (error);
  return pieces;
}

static cairo_surface_t *
paint (NordTileStack *stack, NordMapStyleKind kind)
{
  g_autoptr (GArray) pieces = load (stack, ZOOM, COLUMN, ROW);
  g_autoptr (NordMapStyle) style = nord_map_style_new (kind, NULL);

  return nord_tile_picture_new_of (style, (const NordMapPiece *) (void *) pieces->data, pieces->len,
                                   ZOOM, COLUMN, ROW, 512, 1);
}

static const guint8 *
pixel_at (cairo_surface_t *surface, int x, int y)
{
  return cairo_image_surface_get_data (surface) +
         (gsize) y * (gsize) cairo_image_surface_get_stride (surface) + 4 * (gsize) x;
}

static guint
count_differing (cairo_surface_t *a, cairo_surface_t *b, int x0, int x1, int tolerance)
{
  guint n = 0;

  for (int y = 0; y < 512; y++)
    for (int x = x0; x < x1; x++)
      for (guint c = 0; c < 3; c++)
        if (ABS (pixel_at (a, x, y)[c] - pixel_at (b, x, y)[c]) > tolerance) {
          n++;
          break;
        }
  return n;
}

/* What is painted: left of the border the own pack and nothing else, right of it the base map. */
static void
test_golden (void)
{
  static const char *const names[] = {"light", "dark"};
  g_autoptr (NordTileStack) both = make_stack (0.55, TRUE), base = make_stack (0.55, FALSE);
  g_autoptr (NordTileStack) own = make_stack (2, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    cairo_surface_t *got = paint (both, (NordMapStyleKind) i);
    cairo_surface_t *left = paint (own, (NordMapStyleKind) i);
    cairo_surface_t *right = paint (base, (NordMapStyleKind) i), *golden;
    g_autofree char *name = g_strdup_printf ("golden-beside-%s.png", names[i]);
    g_autofree char *path = g_test_build_filename (G_TEST_DIST, "core", "map", name, NULL);

    /* The base map first hides the own pack, where it has something: as long as none is chosen. */
    g_assert_cmpuint (count_differing (left, right, 0, 512, 8), >, 50000);
    g_assert_cmpuint (count_differing (got, left, 0, 282, 2), ==, 0);
    g_assert_cmpuint (count_differing (got, right, 282, 512, 2), ==, 0);
    if (g_getenv ("NORD_UPDATE_GOLDEN"))
      cairo_surface_write_to_png (got, path);
    golden = cairo_image_surface_create_from_png (path);
    g_assert_cmpint (cairo_surface_status (golden), ==, CAIRO_STATUS_SUCCESS);
    g_assert_cmpuint (count_differing (got, golden, 0, 512, 40), <, 512 * 512 * 3 / 1000);
    cairo_surface_destroy (golden);
    cairo_surface_destroy (right);
    cairo_surface_destroy (left);
    cairo_surface_destroy (got);
  }
}

static guint
count (const NordLabelPlacement *placement, const char *string)
{
  guint n = 0;

  for (guint i = 0; i < placement->labels->len; i++)
    n += g_strcmp0 (((NordLabel *) g_ptr_array_index (placement->labels, i))->string, string) == 0;
  return n;
}

static NordLabelPlacement *
place (NordTileStack *stack, const NordMapStyle *style, NordLabelShaper *shaper)
{
  g_autoptr (GArray) pieces = load (stack, ZOOM, COLUMN, ROW);
  NordMapCamera camera = {
    (COLUMN + 0.5) / exp2 (ZOOM), (ROW + 0.5) / exp2 (ZOOM), 14.9, 0, 1100, 1100};

  return nord_label_place (style, (const NordMapPiece *) (void *) pieces->data, pieces->len,
                           &camera, 0, NORD_LABELS_DEFAULT, NULL, shaper);
}

static void
test_labels (void)
{
  g_autoptr (NordTileStack) both = make_stack (0.55, TRUE), base = make_stack (0.55, FALSE);
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  g_autoptr (NordLabelShaper) shaper = nord_label_shaper_new ();
  g_autoptr (NordLabelPlacement) placement = place (both, style, shaper);
  g_autoptr (NordLabelPlacement) plain = place (base, style, shaper);

  g_assert_cmpuint (count (placement, "Hafen"), ==, 1);
  g_assert_cmpuint (count (placement, "Hoesch"), ==, 1);
  g_assert_cmpuint (count (placement, "Falsch"), ==, 0);
  /* It goes on across the border, and has its name as often as the street of one pack. */
  g_assert_cmpuint (count (plain, "Schützenstraße"), >, 0);
  g_assert_cmpuint (count (placement, "Schützenstraße"), ==, count (plain, "Schützenstraße"));
}

/* A pack that covers the square alone, or no other that does: one piece, as ever. */
static void
test_alone (void)
{
  g_autoptr (GBytes) tile = make_own ();
  g_autoptr (NordTileArchive) own =
    make_pack ("alone.mbtiles", ZOOM, COLUMN, ROW, tile, 6, lon_at (0.3));
  g_autoptr (NordTileStack) stack = nord_tile_stack_new (&own, 1), wide = make_stack (2, TRUE);
  g_autoptr (GArray) alone = load (stack, ZOOM, COLUMN, ROW);
  g_autoptr (GArray) covered = load (wide, ZOOM, COLUMN, ROW);
  g_autoptr (GArray) nothing = load (stack, ZOOM, COLUMN + 5, ROW);

  g_assert_cmpuint (alone->len, ==, 1);
  g_assert_false (g_array_index (alone, NordMapPiece, 0).has_part);
  g_assert_cmpuint (covered->len, ==, 1);
  g_assert_false (g_array_index (covered, NordMapPiece, 0).has_part);
  g_assert_cmpuint (nothing->len, ==, 0);
}

/* Four levels beyond what the own pack has, the base map tells more; one level beyond, it does not.
 */
static void
test_zoom (void)
{
  g_autoptr (GBytes) base_tile = make_base (), own_tile = make_own ();
  g_autoptr (NordTileArchive) base = make_pack ("deep.mbtiles", ZOOM, COLUMN, ROW, base_tile, 6, 9);
  g_autoptr (NordTileArchive) own =
    make_pack ("flat.mbtiles", 10, COLUMN >> 4, ROW >> 4, own_tile, 6, 9);
  NordTileArchive *packs[] = {own, base};
  g_autoptr (NordTileStack) stack = nord_tile_stack_new (packs, 2);
  const struct {
    guint zoom, x, y, served;
  } cases[] = {
    {10, COLUMN >> 4, ROW >> 4, 10},
    {11, COLUMN >> 3, ROW >> 3, 10},
    {14, COLUMN, ROW, 14},
    {15, COLUMN * 2, ROW * 2, 14},
    /* Where the base map has nothing, better coarse than not at all. */
    {14, COLUMN + 1, ROW, 10},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GArray) pieces = load (stack, cases[i].zoom, cases[i].x, cases[i].y);

    g_assert_cmpuint (pieces->len, ==, 1);
    g_assert_cmpuint (g_array_index (pieces, NordMapPiece, 0).tile->zoom, ==, cases[i].served);
  }
}

static GBytes *
make_png (gboolean hole)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 64, 64);
  cairo_t *cr = cairo_create (picture);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "tile.png", NULL);
  char *data;
  gsize size;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  cairo_set_source_rgb (cr, 0.8, 0.1, 0.1);
  cairo_rectangle (cr, 0, 0, hole ? 32 : 64, 64);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png (picture, path);
  cairo_surface_destroy (picture);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

/* Through the holes of a picture the base map is seen, without its words; streets are still known.
 */
static void
test_picture (void)
{
  g_autoptr (GBytes) base_tile = make_base (), holed = make_png (TRUE), full = make_png (FALSE);
  g_autoptr (NordTileArchive) base =
    make_pack ("under.mbtiles", ZOOM, COLUMN, ROW, base_tile, 6, 9);
  g_autoptr (NordTileArchive) own = make_pack ("holed.mbtiles", ZOOM, COLUMN, ROW, holed, 6, 9);
  g_autoptr (NordTileArchive) whole = make_pack ("full.mbtiles", ZOOM, COLUMN, ROW, full, 6, 9);
  NordTileArchive *two[] = {own, base}, *three[] = {whole, base};
  g_autoptr (NordTileStack) stack = nord_tile_stack_new (two, 2);
  g_autoptr (NordTileStack) opaque = nord_tile_stack_new (three, 2);
  g_autoptr (NordTileStack) plain = nord_tile_stack_new (&base, 1);
  g_autoptr (GArray) pieces = load (stack, ZOOM, COLUMN, ROW);
  g_autoptr (GArray) covered = load (opaque, ZOOM, COLUMN, ROW);
  g_autoptr (GArray) twice = load (opaque, ZOOM + 1, COLUMN * 2, ROW * 2);
  g_autoptr (GArray) often = load (opaque, ZOOM + 2, COLUMN * 4, ROW * 4);
  g_autoptr (NordMapTile) streets = NULL;
  cairo_surface_t *got = paint (stack, NORD_MAP_STYLE_LIGHT);
  cairo_surface_t *below = paint (plain, NORD_MAP_STYLE_LIGHT);

  g_assert_cmpuint (covered->len, ==, 1);
  g_assert_cmpuint (pieces->len, ==, 2);
  g_assert_true (g_array_index (pieces, NordMapPiece, 0).ground);
  g_assert_cmpuint (count_differing (got, below, 264, 512, 2), ==, 0);
  g_assert_cmpint (pixel_at (got, 100, 100)[2], >, 190);
  g_assert_cmpint (pixel_at (got, 100, 100)[0], <, 50);
  g_assert_true (nord_tile_stack_load_vector (opaque, ZOOM, COLUMN, ROW, &streets, NULL));
  g_assert_nonnull (streets->mvt);
  /* Enlarged to twice its size it will do, four times it would blur. */
  g_assert_nonnull (g_array_index (twice, NordMapPiece, 0).tile->picture);
  g_assert_nonnull (g_array_index (often, NordMapPiece, 0).tile->mvt);
  cairo_surface_destroy (got);
  cairo_surface_destroy (below);
}

/* A pack of somebody's shapes lies on the map, words and all. */
static void
test_shapes (void)
{
  Maker *maker = maker_new ();
  g_autoptr (GBytes) base_tile = make_base (), shapes = NULL;
  g_autoptr (NordTileArchive) base = NULL, own = NULL;
  g_autoptr (NordTileStack) stack = NULL;
  g_autoptr (GArray) pieces = NULL;

  maker_layer (maker, "radwege");
  MAKE (maker, NORD_MVT_LINE, "name=Achse", -64, 1200, 2000, 1500, 4160, 900);
  shapes = maker_finish (maker);
  base = make_pack ("ground.mbtiles", ZOOM, COLUMN, ROW, base_tile, 6, 9);
  own = make_pack ("shapes.mbtiles", ZOOM, COLUMN, ROW, shapes, 6, lon_at (0.55));
  {
    NordTileArchive *packs[] = {own, base};

    stack = nord_tile_stack_new (packs, 2);
  }
  pieces = load (stack, ZOOM, COLUMN, ROW);
  g_assert_cmpuint (pieces->len, ==, 2);
  g_assert_false (g_array_index (pieces, NordMapPiece, 0).ground);
  g_assert_false (g_array_index (pieces, NordMapPiece, 0).has_part);
  g_assert_true (g_array_index (pieces, NordMapPiece, 1).has_part);
}

/* Whether anything but the background was painted between two columns. */
static gboolean
is_bare (cairo_surface_t *picture, const guint8 *background, int from, int to)
{
  for (int y = 0; y < 512; y++)
    for (int x = from; x < to; x++)
      if (memcmp (pixel_at (picture, x, y), background, 3) != 0)
        return FALSE;
  return TRUE;
}

/* Where no pack has anything there are quiet lines, which go on from square to square; where one
 * says that it has something, empty land is plain. */
static void
test_unknown (void)
{
  for (guint kind = NORD_MAP_STYLE_LIGHT; kind <= NORD_MAP_STYLE_CALM; kind++) {
    g_autoptr (NordMapStyle) style = nord_map_style_new (kind, NULL);
    g_autoptr (GBytes) nothing = maker_finish (maker_new ());
    g_autoptr (NordTileArchive) pack =
      make_pack ("half.mbtiles", ZOOM, COLUMN, ROW, nothing, 6, lon_at (0.5));
    g_autoptr (NordTileStack) stack = nord_tile_stack_new (&pack, 1);
    cairo_surface_t *half = paint (stack, kind);
    cairo_surface_t *none = nord_tile_picture_new (style, NULL, ZOOM, COLUMN, ROW, 512, 1);
    const guint8 background[] = {(guint8) rint (style->background.blue * 255),
                                 (guint8) rint (style->background.green * 255),
                                 (guint8) rint (style->background.red * 255)};

    g_assert_true (is_bare (half, background, 0, 256));
    g_assert_false (is_bare (half, background, 257, 300));
    g_assert_false (is_bare (none, background, 0, 40));
    g_assert_false (is_bare (none, background, 470, 512));
    /* What is right of the edge goes on as it does further left, as if there were no edge. */
    for (int y = 0; y < 512; y++)
      g_assert_cmpint (memcmp (pixel_at (none, 511, y), pixel_at (none, 511 - 16, y), 3), ==, 0);
    for (int x = 0; x < 256; x++)
      for (int y = 0; y < 512; y++)
        g_assert_cmpint (memcmp (pixel_at (none, x, y), pixel_at (none, x + 256, y), 3), ==, 0);
    cairo_surface_destroy (half);
    cairo_surface_destroy (none);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/map/beside/golden", test_golden);
  g_test_add_func ("/map/beside/labels", test_labels);
  g_test_add_func ("/map/beside/alone", test_alone);
  g_test_add_func ("/map/beside/zoom", test_zoom);
  g_test_add_func ("/map/beside/picture", test_picture);
  g_test_add_func ("/map/beside/shapes", test_shapes);
  g_test_add_func ("/map/beside/unknown", test_unknown);
  return g_test_run ();
}
