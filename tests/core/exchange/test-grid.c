/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Files that are not in WGS 84: what they call their map grid, and what they get wrong about it.
 * What comes out is held against GDAL in tests/cli/grid.py. */
#include "core/exchange/import.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#define UTM_32 "ETRS89 / UTM zone 32N (EPSG:25832)"

static NordImport *
try_bytes (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return nord_import_new_for_bytes (bytes, "grid.geojson", NORD_FORMAT_GEOJSON, error);
}

/* The member “crs” of GeoJSON 2008 in the forms that programs write, before or after the features.
 */
static void
test_crs (void)
{
  static const struct {
    const char *crs;
    const char *title; /* NULL: nothing to convert */
  } known[] = {
    {"{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::25832\"}}", UTM_32},
    {"{ \"properties\": { \"name\": \"EPSG:25832\" }, \"type\": \"name\" }", UTM_32},
    {"{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG:9.8:25832\"}}", UTM_32},
    {"{\"type\":\"name\",\"properties\":"
     "{\"name\":\"http:\\/\\/www.opengis.net\\/def\\/crs\\/EPSG\\/0\\/25832\"}}",
     UTM_32},
    {"{\"type\":\"EPSG\",\"properties\":{\"code\":25832}}", UTM_32},
    {"null", NULL},
    {"{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4326\"}}", NULL},
    {"{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}}", NULL},
  };
  static const char *const unknown[] = {
    "{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:999999\"}}",
    "{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:25832000000000000\"}}",
    "{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:-1\"}}",
    "{\"type\":\"name\",\"properties\":{\"name\":\"Gauß-Krüger \xff\"}}",
    "{\"type\":\"link\",\"properties\":{\"href\":\"http://example.com/crs/25832\"}}",
    "{}",
    "25832",
    "\"EPSG:7837\"",
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (known); i++) {
    const char *crs = known[i / 2].crs;
    g_autoptr (GError) error = NULL;
    g_autofree char *text =
      i % 2 == 0
        ? g_strdup_printf ("{\"crs\":%s,\"type\":\"FeatureCollection\",\"features\":[]}", crs)
        : g_strdup_printf ("{\"type\":\"FeatureCollection\",\"features\":[],\"crs\":%s}", crs);
    g_autoptr (NordImport) import = try_bytes (text, strlen (text), &error);

    g_assert_no_error (error);
    g_assert_cmpstr (import->grid != NULL ? nord_grid_get_title (import->grid) : NULL, ==,
                     known[i / 2].title);
  }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text =
      g_strdup_printf ("{\"type\":\"FeatureCollection\",\"crs\":%s,\"features\":[]}", unknown[i]);

    g_assert_null (try_bytes (text, strlen (text), &error));
    g_assert_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_test_message ("%s", error->message);
  }

  /* Two objects after each other that do not agree. */
  static const char two[] =
    "{\"type\":\"Feature\",\"crs\":\"EPSG:25832\",\"geometry\":null,\"properties\":{}}\n"
    "{\"type\":\"Feature\",\"crs\":\"EPSG:31467\",\"geometry\":null,\"properties\":{}}\n";
  g_autoptr (GError) error = NULL;
  g_assert_null (try_bytes (two, strlen (two), &error));
  g_assert_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED);
}

/* A GeoPackage with one pin in one layer whose srs_id is 7, as @entry describes it. */
static char *
make_package (const char *entry, double x, double y)
{
  char *path = g_build_filename (g_get_user_data_dir (), "grid.gpkg", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  guint8 blob[29] = {'G', 'P', 0, 1, 7, 0, 0, 0, 1, 1, 0, 0, 0};
  const double at[] = {x, y};
  sqlite3_stmt *insert;
  sqlite3 *db;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_unlink (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
    sqlite3_exec (
      db,
      "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);"
      "INSERT INTO gpkg_contents VALUES ('pins', 'features');"
      "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);"
      "INSERT INTO gpkg_geometry_columns VALUES ('pins', 'geom', 7);"
      "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT,"
      " organization_coordsys_id INTEGER, definition TEXT);"
      "CREATE TABLE pins (fid INTEGER PRIMARY KEY, geom BLOB, title TEXT);",
      NULL, NULL, NULL),
    ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, entry, NULL, NULL, NULL), ==, SQLITE_OK);
  memcpy (blob + 13, at, sizeof at);
  sqlite3_prepare_v2 (db, "INSERT INTO pins VALUES (1, ?, 'Bank')", -1, &insert, NULL);
  sqlite3_bind_blob (insert, 1, blob, sizeof blob, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_finalize (insert);
  sqlite3_close (db);
  return path;
}

#define ENTRY "INSERT INTO gpkg_spatial_ref_sys VALUES "
#define WKT                                                                                        \
  "PROJCS[\"ETRS_1989_UTM_Zone_32N\",GEOGCS[\"GCS_ETRS_1989\",DATUM[\"D_ETRS_1989\","              \
  "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"                     \
  "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"                      \
  "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"                       \
  "PARAMETER[\"Central_Meridian\",9.0],PARAMETER[\"Scale_Factor\",0.9996],"                        \
  "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"

/* By number, in any letters, or by definition where the number says nothing. */
static void
test_package (void)
{
  static const char *const entries[] = {
    ENTRY "('x', 7, 'EPSG', 25832, 'undefined')", ENTRY "('x', 7, 'epsg', 25832, NULL)",
    ENTRY "('x', 7, 'NONE', 7, '" WKT "')",       ENTRY "('x', 7, 'Stadt', 1, '" WKT "')",
    ENTRY "('x', 7, 'EPSG', 999999, '" WKT "')",
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *path = make_package (entries[i], 393500, 5708000.25);
    g_autoptr (NordImport) import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, &error);
    g_autoptr (NordImportPlan) plan = NULL;
    g_autofree char *said = NULL;
    const NordEdit *edit;

    g_assert_no_error (error);
    plan = nord_import_plan (import, NULL, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (plan->grid, ==, UTM_32);
    said = nord_import_plan_dup_conversion (plan);
    g_assert_cmpstr (said, ==, "Coordinates converted from " UTM_32);
    g_assert_cmpuint (plan->changes->len, ==, 1);
    edit = nord_change_find (plan->changes->pdata[0], NORD_IDEA_SHAPE);
    g_assert_nonnull (edit);
    /* gdaltransform -s_srs EPSG:25832 -t_srs EPSG:4326: 7.46521903577186 51.5130779516339 */
    g_assert_cmpfloat (fabs (plan->bounds.west - 7.46521903577186), <=, 0.51e-7);
    g_assert_cmpfloat (fabs (plan->bounds.south - 51.5130779516339), <=, 0.51e-7);

    /* What is read anew is asked for its grid anew. */
    g_assert_true (nord_import_set_subject (import, NORD_SUBJECT_PROJECTS, &error));
    g_assert_true (nord_import_set_layer (import, "pins", &error));
    g_assert_cmpstr (nord_grid_get_title (import->grid), ==, UTM_32);
  }
}

static void
test_package_hostile (void)
{
  static const char *const entries[] = {
    "SELECT 1", /* no entry at all */
    "UPDATE gpkg_geometry_columns SET srs_id = NULL",
    "UPDATE gpkg_geometry_columns SET srs_id = 0;" ENTRY "('x', 0, 'NONE', 0, 'undefined')",
    "UPDATE gpkg_geometry_columns SET srs_id = -1;" ENTRY "('x', -1, 'NONE', -1, 'undefined')",
    "UPDATE gpkg_geometry_columns SET srs_id = 0;" ENTRY "('x', 0, 'EPSG', 25832, NULL)",
    "UPDATE gpkg_geometry_columns SET srs_id = 'EPSG:25832'",
    ENTRY "('x', 7, 'EPSG', 999999, 'undefined')",
    ENTRY "('x', 7, 'EPSG', -1, x'ff00fe')",
    ENTRY "('x', 7, 'EPSG', 9223372036854775807, '')",
    ENTRY "('x', 7, 'EPSG', NULL, NULL)",
    ENTRY "('x', 7, NULL, 25832, NULL)",
    ENTRY "('x', 7, '', 25832, NULL)",
    ENTRY "('x', 7, x'fffe', 25832, NULL)",
    ENTRY "('x', 7, 'Stadt', 1, '+proj=utm +zone=32 +nadgrids=/etc/passwd')",
    ENTRY "('x', 7, 'Stadt', 1, 'LOCAL_CS[\"Stadt\"]')",
    ENTRY "('x', 7, 'EPSG', 4978, NULL)",
    ENTRY "('x', 7, hex (zeroblob (1000000)), 1, hex (zeroblob (1000000)))",
  };
  static const double places[][2] = {
    {NAN, NAN}, {INFINITY, 5708000}, {1e300, -1e300}, {7.46, 51.51}, {5708000, 393500},
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *path = make_package (entries[i], 393500, 5708000);

    g_assert_null (nord_import_new_for_path (path, NORD_FORMAT_GUESS, &error));
    g_assert_error (error, NORD_EXCHANGE_ERROR, NORD_EXCHANGE_ERROR_UNSUPPORTED);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_assert_cmpuint (strlen (error->message), <, 300);
    g_test_message ("%s", error->message);
  }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *path =
      make_package (ENTRY "('x', 7, 'EPSG', 25832, '')", places[i][0], places[i][1]);
    g_autoptr (NordImport) import = nord_import_new_for_path (path, NORD_FORMAT_GUESS, NULL);
    g_autoptr (NordImportPlan) plan = nord_import_plan (import, NULL, NULL, NULL, NULL, NULL);

    g_assert_cmpuint (plan->changes->len, ==, 0);
    g_assert_cmpuint (plan->n_rejected, ==, 1);
    g_test_message ("%s", g_array_index (plan->rejected, NordImportFault, 0).reason);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/exchange/grid/crs", test_crs);
  g_test_add_func ("/exchange/grid/package", test_package);
  g_test_add_func ("/exchange/grid/package-hostile", test_package_hostile);
  return g_test_run ();
}
