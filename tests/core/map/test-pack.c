/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Map packs of both formats are read, and hostile ones are refused. */
#include "core/db/db.h"
#include "core/map/map-error.h"
#include "core/map/map-pack.h"
#include "core/map/pmtiles.h"
#include "core/map/raster-tile.h"
#include "core/map/tile-stack.h"
#include "tests/core/map/tile-maker.h"

#include <zlib.h>

static char *
temp_path (const char *name)
{
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  return g_build_filename (g_get_user_data_dir (), name, NULL);
}

static GBytes *
make_tile (const char *word)
{
  Maker *maker = maker_new ();
  g_autofree char *tags = g_strconcat ("name=", word, NULL);

  maker_layer (maker, "place");
  MAKE (maker, NORD_MVT_POINT, tags, 100, 100);
  return maker_finish (maker);
}

static GBytes *
pack_gzip (GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  z_stream stream = {0};
  guint8 *out = g_malloc (size + 1000);

  g_assert_cmpint (deflateInit2 (&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), ==, Z_OK);
  stream.next_in = (Bytef *) data;
  stream.avail_in = (uInt) size;
  stream.next_out = out;
  stream.avail_out = (uInt) size + 1000;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  deflateEnd (&stream);
  return g_bytes_new_take (out, stream.total_out);
}

static NordTileArchive *
open_well (const char *path)
{
  g_autoptr (GError) error = NULL;
  NordTileArchive *pack = nord_map_pack_open (path, &error);

  g_assert_no_error (error);
  return pack;
}

static void
test_mbtiles (void)
{
  g_autofree char *path = temp_path ("own.mbtiles");
  sqlite3 *db = make_mbtiles (path, NULL);
  g_autoptr (GBytes) plain = make_tile ("Eving");
  g_autoptr (GBytes) packed = pack_gzip (plain);
  g_autoptr (NordTileArchive) pack = NULL;
  g_autoptr (GBytes) tile = NULL;
  g_autoptr (GError) error = NULL;
  const NordTileInfo *info;

  add_tile (db, 3, 4, 1, packed);
  add_tile (db, 5, 16, 10, plain);
  sqlite3_exec (db,
                "INSERT INTO metadata VALUES ('name', 'A <b>name</b>'), ('bounds', '7,51,8,52'),"
                "('attribution', '<a href=\"x\">&copy; OSM</a> contributors')",
                NULL, NULL, NULL);
  sqlite3_close (db);
  pack = open_well (path);
  info = nord_tile_archive_get_info (pack);
  g_assert_cmpint (info->format, ==, NORD_TILE_VECTOR);
  g_assert_cmpuint (info->min_zoom, ==, 3);
  g_assert_cmpuint (info->max_zoom, ==, 5);
  g_assert_cmpstr (info->name, ==, "A name");
  g_assert_cmpstr (info->attribution, ==, "© OSM contributors");
  g_assert_cmpfloat (info->north, ==, 52);
  /* The same bytes, packed or not; rows are turned round. */
  g_assert_true (nord_tile_archive_read_tile (pack, 3, 4, 1, &tile, &error));
  g_assert_true (g_bytes_equal (tile, plain));
  g_clear_pointer (&tile, g_bytes_unref);
  g_assert_true (nord_tile_archive_read_tile (pack, 5, 16, 10, &tile, &error));
  g_assert_true (g_bytes_equal (tile, plain));
  g_clear_pointer (&tile, g_bytes_unref);
  g_assert_true (nord_tile_archive_read_tile (pack, 5, 16, 21, &tile, &error));
  g_assert_null (tile);
  g_assert_true (nord_tile_archive_read_tile (pack, 3, 400, 1, &tile, &error));
  g_assert_null (tile);
}

/* As node-mbtiles writes them: a view over two tables, and no metadata at all. */
static void
test_mbtiles_view (void)
{
  g_autofree char *path = temp_path ("view.mbtiles");
  sqlite3 *db =
    make_mbtiles (path, "CREATE TABLE map (z INT, x INT, y INT, id TEXT);"
                        "CREATE TABLE images (id TEXT, data BLOB);"
                        "CREATE VIEW tiles AS SELECT z AS zoom_level, x AS tile_column, y AS "
                        "tile_row, data AS tile_data FROM map JOIN images USING (id);"
                        "INSERT INTO map VALUES (1, 0, 1, 'a');"
                        "INSERT INTO images VALUES ('a', x'1a00')");
  g_autoptr (NordTileArchive) pack = NULL;
  g_autoptr (GBytes) tile = NULL;
  g_autoptr (GError) error = NULL;

  sqlite3_close (db);
  pack = open_well (path);
  g_assert_cmpstr (nord_tile_archive_get_info (pack)->name, ==, "");
  g_assert_true (nord_tile_archive_read_tile (pack, 1, 0, 0, &tile, &error));
  g_assert_cmpuint (g_bytes_get_size (tile), ==, 2);
}

static void
test_mbtiles_hostile (void)
{
  g_autofree char *path = temp_path ("hostile.mbtiles");
  g_autofree guint8 *zeros = g_malloc0 (40 * 1024 * 1024);
  g_autoptr (GBytes) much = g_bytes_new_static (zeros, 40 * 1024 * 1024);
  g_autoptr (GBytes) bomb = pack_gzip (much);
  g_autoptr (GBytes) broken = g_bytes_new_static ("\x1f\x8b\x08nothing", 10);
  sqlite3 *db = make_mbtiles (path, NULL);
  g_autoptr (NordTileArchive) pack = NULL;
  g_autoptr (NordTileArchive) slow = NULL;
  g_autoptr (GBytes) tile = NULL;
  g_autoptr (GError) error = NULL;
  gint64 started;

  add_tile (db, 1, 0, 0, bomb);
  add_tile (db, 1, 1, 0, broken);
  sqlite3_close (db);
  pack = open_well (path);
  g_assert_false (nord_tile_archive_read_tile (pack, 1, 0, 0, &tile, &error));
  g_assert_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_false (nord_tile_archive_read_tile (pack, 1, 1, 0, &tile, &error));
  g_assert_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_DAMAGED);
  g_clear_error (&error);
  g_clear_object (&pack);

  /* A view that would count for hours is broken off. */
  db = make_mbtiles (path,
                     "CREATE TABLE n (i INT); INSERT INTO n SELECT value FROM (SELECT 1 AS value "
                     "UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6);"
                     "CREATE VIEW tiles AS SELECT 1 AS zoom_level, 1 AS tile_column, 1 AS tile_row,"
                     " x'1a00' AS tile_data FROM n a, n b, n c, n d, n e, n f, n g, n h, n i, n j,"
                     " n k, n l, n m WHERE a.i + b.i + c.i + m.i < 0");
  sqlite3_close (db);
  started = g_get_monotonic_time ();
  slow = nord_map_pack_open (path, &error);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 10 * G_USEC_PER_SEC);
  g_assert_null (slow);
  g_assert_nonnull (error);
  g_clear_error (&error);

  /* No tiles, or not what it says it is. */
  db = make_mbtiles (path, "CREATE TABLE other (x)");
  sqlite3_close (db);
  g_assert_null (nord_map_pack_open (path, &error));
  g_assert_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_NOT_A_PACK);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  g_assert_null (nord_map_pack_open (path, &error));
  g_assert_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_NOT_A_PACK);
  g_clear_error (&error);
  g_remove (path);
  g_assert_null (nord_map_pack_open (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* The specification's own table of numbers (section 4.1). */
static void
test_pmtiles_id (void)
{
  g_assert_cmpuint (nord_pmtiles_tile_id (0, 0, 0), ==, 0);
  g_assert_cmpuint (nord_pmtiles_tile_id (1, 0, 0), ==, 1);
  g_assert_cmpuint (nord_pmtiles_tile_id (1, 0, 1), ==, 2);
  g_assert_cmpuint (nord_pmtiles_tile_id (1, 1, 1), ==, 3);
  g_assert_cmpuint (nord_pmtiles_tile_id (1, 1, 0), ==, 4);
  g_assert_cmpuint (nord_pmtiles_tile_id (2, 0, 0), ==, 5);
  g_assert_cmpuint (nord_pmtiles_tile_id (12, 3423, 1763), ==, 19078479);
}

static void
put_u64 (GByteArray *to, guint at, guint64 value)
{
  value = GUINT64_TO_LE (value);
  memcpy (to->data + at, &value, 8);
}

/* A pack with two tiles at level 1: root directory, or root -> leaf. */
static GByteArray *
make_pmtiles (GBytes *tile, gboolean with_leaf)
{
  GByteArray *file = g_byte_array_new ();
  g_autoptr (GByteArray) leaf = g_byte_array_new ();
  g_autoptr (GByteArray) root = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (tile, &size);

  put_varint (leaf, 1);
  put_varint (leaf, 2); /* tile 1/0/1 … */
  put_varint (leaf, 2); /* … and the next one are the same bytes */
  put_varint (leaf, size);
  put_varint (leaf, 1);
  if (with_leaf) {
    put_varint (root, 1);
    put_varint (root, 0);
    put_varint (root, 0);
    put_varint (root, leaf->len);
    put_varint (root, 1);
  } else {
    g_byte_array_append (root, leaf->data, leaf->len);
  }
  g_byte_array_set_size (file, 127);
  memset (file->data, 0, 127);
  memcpy (file->data, "PMTiles\3", 8);
  put_u64 (file, 8, 127);
  put_u64 (file, 16, root->len);
  put_u64 (file, 24, 127 + root->len);
  put_u64 (file, 32, 0);
  put_u64 (file, 40, 127 + root->len);
  put_u64 (file, 48, leaf->len);
  put_u64 (file, 56, 127 + root->len + leaf->len);
  put_u64 (file, 64, size);
  file->data[97] = 1;
  file->data[98] = 1;
  file->data[99] = 1;
  file->data[101] = 1;
  g_byte_array_append (file, root->data, root->len);
  g_byte_array_append (file, leaf->data, leaf->len);
  g_byte_array_append (file, data, (guint) size);
  return file;
}

static void
write_file (const char *path, const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                            0600, &error);
  g_assert_no_error (error);
}

static void
test_pmtiles (void)
{
  g_autofree char *path = temp_path ("own.pmtiles");
  g_autoptr (GBytes) tile = make_tile ("Mengede");

  for (guint with_leaf = 0; with_leaf < 2; with_leaf++) {
    g_autoptr (GByteArray) file = make_pmtiles (tile, with_leaf != 0);
    g_autoptr (NordTileArchive) pack = NULL;
    g_autoptr (GBytes) first = NULL;
    g_autoptr (GBytes) second = NULL;
    g_autoptr (GBytes) third = NULL;
    g_autoptr (GError) error = NULL;

    write_file (path, file->data, file->len);
    pack = open_well (path);
    g_assert_cmpuint (nord_tile_archive_get_info (pack)->max_zoom, ==, 1);
    g_assert_true (nord_tile_archive_read_tile (pack, 1, 0, 1, &first, &error));
    g_assert_true (g_bytes_equal (first, tile));
    g_assert_true (nord_tile_archive_read_tile (pack, 1, 1, 1, &second, &error));
    g_assert_true (g_bytes_equal (second, tile));
    g_assert_true (nord_tile_archive_read_tile (pack, 1, 1, 0, &third, &error));
    g_assert_null (third);
  }
}

static void
test_pmtiles_hostile (void)
{
  g_autofree char *path = temp_path ("hostile.pmtiles");
  g_autoptr (GBytes) tile = make_tile ("Mengede");
  g_autoptr (GByteArray) file = make_pmtiles (tile, TRUE);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < file->len + 1500; round++) {
    g_autofree guint8 *copy = g_memdup2 (file->data, file->len);
    g_autoptr (NordTileArchive) pack = NULL;
    g_autoptr (GError) error = NULL;
    gsize size = round < file->len ? round : file->len;

    if (round >= file->len)
      copy[g_rand_int_range (random, 7, (gint32) file->len)] = (guint8) g_rand_int (random);
    write_file (path, copy, size);
    pack = nord_map_pack_open (path, &error);
    g_assert_true ((pack == NULL) == (error != NULL));
    for (guint i = 0; pack && i < 4; i++) {
      g_autoptr (GBytes) got = NULL;

      g_clear_error (&error);
      g_assert_true (nord_tile_archive_read_tile (pack, 1, i & 1, i >> 1, &got, &error) ==
                     (error == NULL));
    }
  }
}

/* A leaf that names itself must not be followed for ever. */
static void
test_pmtiles_circle (void)
{
  g_autofree char *path = temp_path ("circle.pmtiles");
  g_autoptr (GBytes) tile = make_tile ("Mengede");
  g_autoptr (GByteArray) file = make_pmtiles (tile, TRUE);
  g_autoptr (NordTileArchive) pack = NULL;
  g_autoptr (GBytes) got = NULL;
  g_autoptr (GError) error = NULL;

  memcpy (file->data + 127 + 5, file->data + 127, 5);
  write_file (path, file->data, file->len);
  pack = open_well (path);
  g_assert_false (nord_tile_archive_read_tile (pack, 1, 0, 1, &got, &error));
  g_assert_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_DAMAGED);
}

/* The same city in both formats: every tile the same. */
static void
test_city (void)
{
  g_autofree char *mbtiles = find_shared ("map/nordwaerts.mbtiles");
  g_autofree char *pmtiles = find_shared ("map/nordwaerts.pmtiles");
  g_autoptr (NordTileArchive) a = NULL;
  g_autoptr (NordTileArchive) b = NULL;
  guint n = 0;

  if (!mbtiles || !pmtiles)
    return;
  a = open_well (mbtiles);
  b = open_well (pmtiles);
  for (guint zoom = 6; zoom <= 14; zoom++) {
    guint x0 = (guint) ((7.2 + 180) / 360 * (1 << zoom)), x1 = x0 + (1 << zoom) / 512 + 2;
    guint y0 = (guint) (0.330 * (1 << zoom)), y1 = (guint) (0.336 * (1 << zoom)) + 1;

    for (guint x = x0; x <= x1; x++) {
      for (guint y = y0; y <= y1; y++) {
        g_autoptr (GBytes) one = NULL;
        g_autoptr (GBytes) two = NULL;
        g_autoptr (NordMvt) mvt = NULL;
        g_autoptr (GError) error = NULL;

        g_assert_true (nord_tile_archive_read_tile (a, zoom, x, y, &one, &error));
        g_assert_true (nord_tile_archive_read_tile (b, zoom, x, y, &two, &error));
        g_assert_true ((one == NULL) == (two == NULL));
        if (!one)
          continue;
        g_assert_true (g_bytes_equal (one, two));
        mvt = nord_mvt_decode (one, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (mvt->n_layers, >, 3);
        n++;
      }
    }
  }
  g_assert_cmpuint (n, >=, 150);
}

/* Files of other programs: opened, or refused for the reason that is theirs. */
static void
test_fixtures (void)
{
  static const struct {
    const char *path;
    gboolean opens;
    NordTileFormat format;
  } files[] = {
    {"map/fixtures/mbtiles/martin_geography-class-jpg.mbtiles", TRUE, NORD_TILE_JPEG},
    {"map/fixtures/mbtiles/martin_geography-class-png-no-bounds.mbtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/mbtiles/martin_webp-no-primary.mbtiles", TRUE, NORD_TILE_WEBP},
    {"map/fixtures/mbtiles/martin_world_cities.mbtiles", TRUE, NORD_TILE_VECTOR},
    {"map/fixtures/mbtiles/martin_uncompressed_mvt.mbtiles", TRUE, NORD_TILE_VECTOR},
    {"map/fixtures/mbtiles/martin_json.mbtiles", FALSE, 0},
    {"map/fixtures/mbtiles/node-mbtiles_plain_1.mbtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/mbtiles/node-mbtiles_unindexed.mbtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/mbtiles/node-mbtiles_with_spaces.mbtiles", TRUE, NORD_TILE_VECTOR}, /* empty */
    {"map/fixtures/dortmund/nordwaerts_raster_webp_z12-13.mbtiles", TRUE, NORD_TILE_WEBP},
    {"map/fixtures/dortmund/nordwaerts_raster_webp_z12-13.pmtiles", TRUE, NORD_TILE_WEBP},
    {"map/fixtures/dortmund/nordwaerts_raster_png_z10-14.pmtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/pmtiles/usgs-mt-whitney-8-15-webp-512.pmtiles", TRUE, NORD_TILE_WEBP},
    {"map/fixtures/pmtiles/test_fixture_1.pmtiles", TRUE, NORD_TILE_VECTOR},
    {"map/fixtures/pmtiles/invalid.pmtiles", FALSE, 0},
    {"map/fixtures/pmtiles/invalid_v4.pmtiles", FALSE, 0},
    {"map/fixtures/pmtiles/empty.pmtiles", FALSE, 0},
    {"map/fixtures/mbtiles/martin_geography-class-png.mbtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/mbtiles/martin_normalized-dedup-id.mbtiles", TRUE, NORD_TILE_JPEG},
    {"map/fixtures/mbtiles/node-mbtiles_corrupt_null_tile.mbtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/mbtiles/node-mbtiles_plain_2.mbtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/mbtiles/node-mbtiles_plain_3.mbtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/mbtiles/node-mbtiles_plain_4.mbtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/mbtiles/node-mbtiles_some-empty-tiles.mbtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/osm/tudo_campus_tilemaker2.2_z0-14.mbtiles", TRUE, NORD_TILE_VECTOR},
    {"map/fixtures/dortmund/nordwaerts_raster_jpg_z12-13.mbtiles", TRUE, NORD_TILE_JPEG},
    {"map/fixtures/dortmund/nordwaerts_raster_png_z10-14.mbtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/pmtiles/martin_png.pmtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/pmtiles/martin_webp2.pmtiles", TRUE, NORD_TILE_WEBP},
    {"map/fixtures/pmtiles/stamen_toner_raster_CC-BY+ODbL_z3.pmtiles", TRUE, NORD_TILE_PNG},
    {"map/fixtures/pmtiles/test_fixture_2.pmtiles", TRUE, NORD_TILE_VECTOR},
    {"map/fixtures/mbtiles/martin_mlt.mbtiles", FALSE, 0},
    {"map/fixtures/mbtiles/node-mbtiles_corrupt.mbtiles", FALSE, 0},
    {"map/fixtures/pmtiles/test_fixture_mlt.pmtiles", FALSE, 0},
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = find_shared (files[i].path);
    g_autoptr (GError) error = NULL;
    g_autoptr (NordTileArchive) pack = NULL;

    if (!path)
      return;
    pack = nord_map_pack_open (path, &error);
    g_test_message ("%s: %s", files[i].path, error ? error->message : "open");
    if (!files[i].opens) {
      g_assert_null (pack);
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpint (nord_tile_archive_get_info (pack)->format, ==, files[i].format);
  }
}

/* Packs whose tiles have no more than the first bytes of a picture: it is said that they are
 * damaged. */
static void
test_stubs (void)
{
  static const char *const files[] = {
    "map/fixtures/mbtiles/martin_geography-class-jpg.mbtiles",
    "map/fixtures/mbtiles/martin_geography-class-png.mbtiles",
    "map/fixtures/mbtiles/martin_geography-class-png-no-bounds.mbtiles",
    "map/fixtures/mbtiles/martin_normalized-dedup-id.mbtiles",
    "map/fixtures/mbtiles/martin_webp-no-primary.mbtiles",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = find_shared (files[i]);
    g_autoptr (NordTileArchive) pack = NULL;
    g_autoptr (NordTileStack) stack = NULL;
    g_autoptr (NordMapTile) tile = NULL;
    g_autoptr (GError) error = NULL;

    if (!path)
      return;
    pack = open_well (path);
    stack = nord_tile_stack_new (&pack, 1);
    g_assert_false (nord_tile_stack_load (stack, 0, 0, 0, &tile, &error));
    g_assert_error (error, NORD_MAP_ERROR, NORD_MAP_ERROR_DAMAGED);
    g_assert_null (tile);
  }
}

/* A raster pack gives pictures, deeper than its last level too. */
static void
test_raster (void)
{
  g_autofree char *path =
    find_shared ("map/fixtures/dortmund/nordwaerts_raster_webp_z12-13.mbtiles");
  g_autoptr (NordTileArchive) pack = NULL;
  g_autoptr (NordTileStack) stack = NULL;
  g_autoptr (NordMapTile) tile = NULL;
  g_autoptr (GError) error = NULL;

  if (!path)
    return;
  pack = open_well (path);
  stack = nord_tile_stack_new (&pack, 1);
  g_assert_true (nord_tile_stack_load (stack, 15, 17063, 10891, &tile, &error));
  g_assert_no_error (error);
  g_assert_nonnull (tile);
  g_assert_cmpuint (tile->zoom, ==, 13);
  g_assert_cmpint (cairo_image_surface_get_width (tile->picture), ==, 256);
  g_assert_cmpuint (nord_tile_stack_get_cached (stack), >=, 256 * 256 * 4);
}

/* The cache keeps what was used last and stays within its bounds. */
static void
test_cache (void)
{
  g_autofree char *path = temp_path ("cache.mbtiles");
  sqlite3 *db = make_mbtiles (path, NULL);
  g_autoptr (GBytes) bytes = make_tile ("Huckarde");
  g_autoptr (NordTileArchive) pack = NULL;
  g_autoptr (NordTileStack) stack = NULL;
  gsize one;

  for (guint x = 0; x < 64; x++)
    add_tile (db, 6, x, 20, bytes);
  sqlite3_close (db);
  pack = open_well (path);
  stack = nord_tile_stack_new (&pack, 1);
  for (guint x = 0; x < 64; x++) {
    g_autoptr (NordMapTile) tile = NULL;

    g_assert_true (nord_tile_stack_load (stack, 6, x, 20, &tile, NULL));
    g_assert_nonnull (tile);
    if (x == 0) {
      one = nord_tile_stack_get_cached (stack);
      nord_tile_stack_set_cache_size (stack, 10 * one);
    }
    g_assert_cmpuint (nord_tile_stack_get_cached (stack), <=, 10 * one);
  }
  g_assert_cmpuint (nord_tile_stack_get_cached (stack), ==, 10 * one);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/map/pack/mbtiles", test_mbtiles);
  g_test_add_func ("/map/pack/mbtiles-view", test_mbtiles_view);
  g_test_add_func ("/map/pack/mbtiles-hostile", test_mbtiles_hostile);
  g_test_add_func ("/map/pack/pmtiles-id", test_pmtiles_id);
  g_test_add_func ("/map/pack/pmtiles", test_pmtiles);
  g_test_add_func ("/map/pack/pmtiles-hostile", test_pmtiles_hostile);
  g_test_add_func ("/map/pack/pmtiles-circle", test_pmtiles_circle);
  g_test_add_func ("/map/pack/city", test_city);
  g_test_add_func ("/map/pack/fixtures", test_fixtures);
  g_test_add_func ("/map/pack/stubs", test_stubs);
  g_test_add_func ("/map/pack/raster", test_raster);
  g_test_add_func ("/map/pack/cache", test_cache);
  return g_test_run ();
}
