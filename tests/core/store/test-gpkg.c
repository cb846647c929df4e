/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The outside proof: GDAL reads every idea with its attributes, and its validator finds nothing. */
#include "play.h"

#include "core/geo/geojson.h"
#include "core/model/idea.h"
#include "core/model/medium.h"

#include <gio/gio.h>

static const char validator[] =
  "/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py";

static char *
run (const char *first, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  char *output = NULL;
  int status;
  va_list args;

  va_start (args, first);
  for (const char *word = first; word; word = va_arg (args, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (args);
  g_ptr_array_add (words, NULL);
  g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                &errors, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s%s", first, output, errors);
  if (*errors)
    g_test_message ("%s", errors);
  g_assert_cmpstr (errors, ==, "");
  return output;
}

static NordStore *
play_store (char **path, guint steps)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autoptr (GPtrArray) dead = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  NordStore *store;

  *path = play_path ("gespielt.gpkg");
  store = nord_store_create (*path, "Für GDAL", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < steps; i++)
    play_step (store, rand, dead);
  return store;
}

/* A photo that belongs to an idea, so that the relation of both has a row. */
static void
add_photo (NordStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x89PNG\r\n\x1a\n and so on", 18);
  g_autofree char *sha = nord_store_put_blob (store, bytes, &error);
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("photo");
  NordChange *idea = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  NordChange *medium = nord_change_new_create (NORD_NOUN_MEDIUM, NULL);

  nord_change_set_text (medium, NORD_MEDIUM_IDEA, idea->target);
  nord_change_set_text (medium, NORD_MEDIUM_SHA256, sha);
  nord_change_set_group_add (set, idea);
  nord_change_set_group_add (set, medium);
  g_assert_true (nord_store_apply (store, set, &error));
}

static void
test_validator (void)
{
  g_autofree char *path = NULL, *output = NULL, *pairs = NULL;
  g_autoptr (NordStore) store = NULL;

  if (!g_file_test (validator, G_FILE_TEST_EXISTS)) {
    g_test_skip ("no validate_gpkg.py here (package python3-gdal)");
    return;
  }
  store = play_store (&path, 300);
  add_photo (store);
  g_clear_object (&store);
  pairs = play_dump (path, "SELECT count(*) FROM idea_medium");
  g_assert_cmpstr (pairs, ==, "1:1|\n");
  output = run ("/usr/bin/python3", validator, "-q", "--extra", "--warning-as-error", path, NULL);
  g_assert_cmpstr (output, ==, "");
}

/* The validator must be able to find something, or the test above proves nothing. */
static void
test_validator_finds (void)
{
  g_autofree char *path = NULL, *output = NULL;
  g_autoptr (NordStore) store = NULL;
  int status;
  sqlite3 *db;
  const char *words[] = {"/usr/bin/python3", validator, "-q", NULL, NULL};

  if (!g_file_test (validator, G_FILE_TEST_EXISTS)) {
    g_test_skip ("no validate_gpkg.py here (package python3-gdal)");
    return;
  }
  store = play_store (&path, 20);
  g_clear_object (&store);
  sqlite3_open (path, &db);
  sqlite3_exec (db, "UPDATE gpkg_contents SET srs_id = 31466", NULL, NULL, NULL);
  sqlite3_close (db);
  words[3] = path;
  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                &status, NULL);
  g_assert_cmpint (status, !=, 0);
}

static void
check_cell (JsonObject *found, NordRecord *idea, guint field)
{
  const char *name = nord_record_get_noun (idea)->fields[field].name;
  JsonNode *node = json_object_get_member (found, name);

  switch (nord_record_peek (idea, field)->kind) {
  case NORD_VALUE_NULL:
    g_assert_true (node == NULL || JSON_NODE_HOLDS_NULL (node));
    break;
  case NORD_VALUE_INTEGER:
    g_assert_cmpint (json_node_get_int (node), ==, nord_record_get_integer (idea, field));
    break;
  default:
    g_assert_cmpstr (json_node_get_string (node), ==, nord_record_get_text (idea, field));
  }
}

static void
test_gdal_reads_all (void)
{
  g_autofree char *path = NULL, *json = NULL, *layers = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *gdal = g_find_program_in_path ("ogr2ogr");
  JsonArray *features;

  if (gdal == NULL) {
    g_test_skip ("no ogr2ogr here (package gdal-bin)");
    return;
  }
  store = play_store (&path, 500);
  ideas = nord_store_read_all (store, NORD_NOUN_IDEA, &error);
  /* How many live at the end is up to the play; it is never none. */
  g_assert_cmpuint (ideas->len, >, 0);
  nord_store_close (store);
  layers = run ("ogrinfo", "-ro", "-q", path, NULL);
  g_assert_nonnull (strstr (layers, "idea"));
  json = run ("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=7", "/vsistdout/", path,
              "idea", NULL);
  g_assert_true (json_parser_load_from_data (parser, json, -1, &error));
  g_assert_no_error (error);
  features =
    json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "features");
  g_assert_cmpuint (json_array_get_length (features), ==, ideas->len);
  for (guint i = 0; i < ideas->len; i++) {
    JsonObject *feature = json_array_get_object_element (features, i);

    g_hash_table_insert (found,
                         (gpointer) json_object_get_string_member (
                           json_object_get_object_member (feature, "properties"), "id"),
                         feature);
  }
  for (guint i = 0; i < ideas->len; i++) {
    NordRecord *idea = ideas->pdata[i];
    JsonObject *feature = g_hash_table_lookup (found, nord_record_get_id (idea));
    JsonNode *geometry;
    NordShape *shape = nord_record_get_shape (idea, NORD_IDEA_SHAPE);

    g_assert_nonnull (feature);
    for (guint field = 0; field < NORD_IDEA_N_FIELDS; field++)
      if (field != NORD_IDEA_SHAPE)
        check_cell (json_object_get_object_member (feature, "properties"), idea, field);
    geometry = json_object_get_member (feature, "geometry");
    if (shape == NULL)
      g_assert_true (geometry == NULL || JSON_NODE_HOLDS_NULL (geometry));
    else {
      g_autoptr (NordShape) read = nord_geojson_parse_node (geometry, &error);

      g_assert_no_error (error);
      g_assert_true (nord_shape_equal (shape, read));
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/gpkg/validator", test_validator);
  g_test_add_func ("/gpkg/validator-finds", test_validator_finds);
  g_test_add_func ("/gpkg/gdal-reads-all", test_gdal_reads_all);
  return g_test_run ();
}
