/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Map grids of surveyors against figures of GDAL, and against whoever writes nonsense. */
#include "core/geo/geojson.h"
#include "core/geo/grid.h"
#include "core/geo/wkb.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* A millimetre or less, and what Gauss-Krüger may miss where the file BETA2007 is not installed. */
#define MILLIMETRE 1e-8
#define FIVE_METRES 7e-5

static void
test_figures (void)
{
  /* `echo X Y | gdaltransform -s_srs EPSG:N -t_srs EPSG:4326 -output_xy` of GDAL 3.6.2 with
   * PROJ 9.1.1 and its BETA2007.gsb. x is the easting also where the grid itself has it second
   * (3044 and Gauss-Krüger). */
  static const struct {
    int code;
    const char *title;
    double x, y, lon, lat, fault;
  } cases[] = {
    {25832, "ETRS89 / UTM zone 32N (EPSG:25832)", 393500, 5708000.25, 7.46521903577186,
     51.5130779516339, MILLIMETRE},
    {25832, "ETRS89 / UTM zone 32N (EPSG:25832)", 393000, 5707000, 7.45831982620783,
     51.5039927718358, MILLIMETRE},
    {3044, "ETRS89 / UTM zone 32N (N-E) (EPSG:3044)", 393500, 5708000.25, 7.46521903577186,
     51.5130779516339, MILLIMETRE},
    {4647, "ETRS89 / UTM zone 32N (zE-N) (EPSG:4647)", 32393500, 5708000.25, 7.46521903577186,
     51.5130779516339, MILLIMETRE},
    {5555, "ETRS89 / UTM zone 32N + DHHN92 height (EPSG:5555)", 393500, 5708000.25,
     7.46521903577186, 51.5130779516339, MILLIMETRE},
    {31467, "DHDN / 3-degree Gauss-Kruger zone 3 (EPSG:31467)", 3393538.5, 5709800, 7.4653306070972,
     51.5126934697176, FIVE_METRES},
    {31466, "DHDN / 3-degree Gauss-Kruger zone 2 (EPSG:31466)", 2601000, 5710000, 7.4543938312065,
     51.5154926783751, FIVE_METRES},
    {3857, "WGS 84 / Pseudo-Mercator (EPSG:3857)", 831033.1831, 6712649.1397, 7.46529809989227,
     51.5135872001787, MILLIMETRE},
    {4258, "ETRS89 (EPSG:4258)", 7.46, 51.52, 7.46, 51.52, MILLIMETRE},
    /* Offices stay in their zone beyond its edge: Passau in UTM 32. */
    {25832, "ETRS89 / UTM zone 32N (EPSG:25832)", 830000, 5387000, 13.4720788462205,
     48.549140933098, MILLIMETRE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NordGrid) grid = nord_grid_new ("epsg", cases[i].code, &error);
    double xy[4] = {cases[i].x, cases[i].y, cases[i].x, cases[i].y};

    g_assert_no_error (error);
    g_assert_cmpstr (nord_grid_get_title (grid), ==, cases[i].title);
    g_assert_false (nord_grid_is_wgs84 (grid));
    g_assert_true (nord_grid_convert (grid, xy, 2, &error));
    g_assert_no_error (error);
    g_test_message ("%d: %.12g, %.12g", cases[i].code, xy[0], xy[1]);
    g_assert_cmpfloat (fabs (xy[0] - cases[i].lon), <=, cases[i].fault);
    g_assert_cmpfloat (fabs (xy[1] - cases[i].lat), <=, cases[i].fault);
    g_assert_cmpfloat (xy[2], ==, xy[0]);
    g_assert_cmpfloat (xy[3], ==, xy[1]);
  }

  g_autoptr (NordGrid) ours = nord_grid_new ("EPSG", 4326, NULL);
  g_assert_true (nord_grid_is_wgs84 (ours));
}

static void
test_unknown (void)
{
  static const struct {
    const char *authority;
    int code;
  } cases[] = {
    {"EPSG", 999999},
    {"EPSG", 0},
    {"EPSG", -1},
    {"EPSG", G_MININT},
    {"EPSG", G_MAXINT},
    {"", 25832},
    {"NONE", 1},
    {"EPSG' OR 1 --", 25832},
    {"\xff\xfe", 25832},
    {"Stadt Dortmund", 1},
    {"EPSG", 4978}, /* around the Earth's middle */
    {"EPSG", 7837} /* heights */,
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (nord_grid_new (cases[i].authority, cases[i].code, &error));
    g_assert_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_UNSUPPORTED);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    g_test_message ("%s", error->message);
  }
}

static void
test_positions (void)
{
  static const double bad[][2] = {
    {NAN, 5708000},      {393500, NAN},       {INFINITY, 5708000}, {393500, -INFINITY},
    {1e300, 1e300},      {DBL_MAX, -DBL_MAX}, {1e20, 5708000},     {5708000, 393500}, /* swapped */
    {7.46, 51.51},                                                                    /* degrees */
    {3393538, 5709800}, /* Gauss-Krüger */
    {-393500, -5708000},
  };
  g_autoptr (NordGrid) grid = nord_grid_new ("EPSG", 25832, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    double xy[4] = {393500, 5708000, bad[i][0], bad[i][1]};

    g_assert_false (nord_grid_convert (grid, xy, 2, &error));
    g_assert_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID);
    g_test_message ("%s", error->message);
  }
  /* What was bad before does not spoil what comes after. */
  double xy[2] = {393500, 5708000.25};
  g_assert_true (nord_grid_convert (grid, xy, 1, NULL));
  g_assert_cmpfloat (fabs (xy[0] - 7.46521903577186), <=, MILLIMETRE);
}

/* The area of use of New Zealand's grid goes across the date line. */
static void
test_date_line (void)
{
  g_autoptr (NordGrid) grid = nord_grid_new ("EPSG", 2193, NULL);
  double chatham[2] = {2425000, 5100000};

  g_assert_nonnull (grid);
  g_assert_true (nord_grid_convert (grid, chatham, 1, NULL));
  g_assert_cmpfloat (fabs (chatham[0] + 176.748000888265), <=, MILLIMETRE);
  g_assert_cmpfloat (fabs (chatham[1] + 43.7908232025766), <=, MILLIMETRE);
}

static void
test_definitions (void)
{
  static const char esri[] =
    "PROJCS[\"ETRS_1989_UTM_Zone_32N\",GEOGCS[\"GCS_ETRS_1989\",DATUM[\"D_ETRS_1989\","
    "SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],"
    "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
    "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"
    "PARAMETER[\"Central_Meridian\",9.0],PARAMETER[\"Scale_Factor\",0.9996],"
    "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
  /* It would have PROJ open a file of the sender's choice. */
  static const char file[] =
    "PROJCS[\"x\",GEOGCS[\"y\",DATUM[\"z\",SPHEROID[\"s\",6378137,298.2,AUTHORITY[\"EPSG\","
    "\"7004\"]],EXTENSION[\"PROJ4_GRIDS\",\"/etc/passwd\"]],PRIMEM[\"Greenwich\",0],"
    "UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
    "PARAMETER[\"central_meridian\",9.123],UNIT[\"metre\",1],"
    "EXTENSION[\"PROJ4\",\"+proj=tmerc +nadgrids=/etc/passwd\"]]";
  static const char *const bad[] = {
    "",         "undefined", "+proj=utm +zone=32", "EPSG:25832", "PROJCS[",
    "PROJCS[]", "\xff\xfe",  "LOCAL_CS[\"x\"]",    file,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (NordGrid) grid = nord_grid_new_for_wkt (esri, &error);
  g_autoptr (GString) deep = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (nord_grid_get_title (grid), ==, "ETRS89 / UTM zone 32N (EPSG:25832)");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) local = NULL;

    g_assert_null (nord_grid_new_for_wkt (bad[i], &local));
    g_assert_error (local, NORD_GEO_ERROR, NORD_GEO_ERROR_UNSUPPORTED);
  }
  for (guint i = 0; i < 2000; i++)
    g_string_append (deep, "PROJCS[\"");
  g_assert_null (nord_grid_new_for_wkt (deep->str, NULL));
  for (guint i = 0; i < 200000; i++)
    g_string_append (deep, "GEOGCS[");
  g_assert_null (nord_grid_new_for_wkt (deep->str, NULL));
}

/* Shapes come out as if they had been written in degrees, and nothing else of them is altered. */
static void
test_shapes (void)
{
  static const char utm[] =
    "{\"type\":\"Polygon\",\"coordinates\":[[[393000,5707000],[394000,5707000,80],[394000,5708000],"
    "[393000,5708000],[393000,5707000]]]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (NordGrid) grid = nord_grid_new ("EPSG", 25832, NULL);
  g_autoptr (NordShape) shape = nord_geojson_parse_in (utm, -1, grid, &error);

  g_assert_no_error (error);
  g_assert_cmpint (shape->kind, ==, NORD_SHAPE_AREA);
  g_assert_cmpuint (shape->n_points, ==, 5);
  g_assert_cmpfloat (fabs (shape->xy[0] - 7.45831982620783), <=, 0.51e-7);
  g_assert_cmpfloat (fabs (shape->xy[1] - 51.5039927718358), <=, 0.51e-7);
  g_assert_null (nord_geojson_parse (utm, -1, NULL));

  /* A blob whose own number lies: what the layer says counts. */
  static const guint8 point[] = {'G', 'P', 0, 1, 0xe6, 0x10, 0, 0, 1, 1, 0, 0, 0};
  const double at[2] = {393500, 5708000.25};
  guint8 blob[sizeof point + sizeof at];
  memcpy (blob, point, sizeof point);
  memcpy (blob + sizeof point, at, sizeof at);
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN) {
    g_autoptr (NordShape) pin = nord_wkb_decode_blob_in (blob, sizeof blob, grid, &error);

    g_assert_no_error (error);
    g_assert_cmpfloat (fabs (pin->xy[0] - 7.46521903577186), <=, 0.51e-7);
    g_assert_cmpfloat (fabs (pin->xy[1] - 51.5130779516339), <=, 0.51e-7);
    g_assert_null (nord_wkb_decode_blob_in (blob, sizeof blob, NULL, NULL));
    for (gsize n = 0; n < sizeof blob; n++)
      g_assert_null (nord_wkb_decode_blob_in (blob, n, grid, NULL));
  }
}

static gpointer
convert_many (gpointer data)
{
  g_autoptr (NordGrid) own = data == NULL ? nord_grid_new ("EPSG", 25832, NULL) : NULL;
  NordGrid *grid = data != NULL ? data : own;
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < 100000; i++) {
    double xy[2] = {393500, 5708000.25};

    g_assert_true (nord_grid_convert (grid, xy, 1, NULL));
    g_assert_cmpfloat (fabs (xy[1] - 51.5130779516339), <=, MILLIMETRE);
  }
  g_test_message ("%.2f us a position", (double) (g_get_monotonic_time () - begin) / 100000);
  return NULL;
}

/* Each thread with its own grid, and one grid that goes to another thread. */
static void
test_threads (void)
{
  g_autoptr (NordGrid) grid = nord_grid_new ("EPSG", 25832, NULL);
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("grid", convert_many, i == 0 ? grid : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  convert_many (grid);
}

static void
test_no_database (void)
{
  const char *folder = g_get_user_data_dir ();
  g_autofree char *broken = g_build_filename (folder, "proj.db", NULL);

  if (g_test_subprocess ()) {
    g_autoptr (GError) error = NULL;

    g_setenv ("PROJ_DATA", "/nowhere", TRUE);
    g_setenv ("PROJ_LIB", "/nowhere", TRUE);
    g_assert_null (nord_grid_new ("EPSG", 25832, &error));
    g_assert_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_UNSUPPORTED);
    g_assert_nonnull (strstr (error->message, "proj-data"));
    g_clear_error (&error);
    g_assert_null (nord_grid_new_for_wkt ("GEOGCS[]", &error));
    g_assert_nonnull (strstr (error->message, "proj-data"));
    g_clear_error (&error);

    g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
    g_assert_true (g_file_set_contents (broken, "SQLite format 3", -1, NULL));
    g_setenv ("PROJ_DATA", folder, TRUE);
    g_setenv ("PROJ_LIB", folder, TRUE);
    g_assert_null (nord_grid_new ("EPSG", 25832, &error));
    g_assert_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_UNSUPPORTED);
    g_assert_nonnull (strstr (error->message, "list of map grids"));
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/grid/figures", test_figures);
  g_test_add_func ("/grid/unknown", test_unknown);
  g_test_add_func ("/grid/positions", test_positions);
  g_test_add_func ("/grid/date-line", test_date_line);
  g_test_add_func ("/grid/definitions", test_definitions);
  g_test_add_func ("/grid/shapes", test_shapes);
  g_test_add_func ("/grid/threads", test_threads);
  g_test_add_func ("/grid/no-database", test_no_database);
  return g_test_run ();
}
