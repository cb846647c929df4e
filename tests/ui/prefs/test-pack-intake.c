/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Map packs are copied one after the other, under names that the list finds; what is cancelled or
 * broken leaves nothing behind, and nothing is written over. */
#include "core/map/mbtiles-writer.h"
#include "ui/prefs/pack-intake.h"
#include "ui/shelf.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  NordPackIntake *intake;
  char *folder;  /* (owned) where packs come from */
  GString *told; /* (owned) a line each, faults with an exclamation mark */
} World;

static void
on_told (NordPackIntake *intake, const char *text, gboolean fault, World *world)
{
  g_string_append_printf (world->told, "%s%s\n", fault ? "! " : "", text);
}

static void
world_open (World *world)
{
  world->intake = nord_pack_intake_get_default ();
  world->folder = g_dir_make_tmp ("nord-packs-XXXXXX", NULL);
  world->told = g_string_new (NULL);
  g_signal_connect (world->intake, "told", G_CALLBACK (on_told), world);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
}

static void
world_close (World *world)
{
  g_autofree char *maps = nord_shelf_get_maps_folder ();

  g_signal_handlers_disconnect_by_data (world->intake, world);
  remove_all (maps);
  remove_all (world->folder);
  g_assert_cmpint (g_rmdir (world->folder), ==, 0);
  g_free (world->folder);
  g_string_free (world->told, TRUE);
}

/* A pack without tiles. */
static GFile *
make_pack (World *world, const char *name)
{
  g_autofree char *path = g_build_filename (world->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordMbtilesWriter) writer = nord_mbtiles_writer_new (path, &error);

  g_assert_no_error (error);
  g_assert_true (nord_mbtiles_writer_note (writer, "format", "pbf", &error));
  g_assert_true (nord_mbtiles_writer_finish (writer, &error));
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
add (World *world, GFile *file)
{
  nord_pack_intake_add (world->intake, file);
}

static void
wait (World *world)
{
  while (nord_pack_intake_get_name (world->intake) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names in the folder, hidden ones as well, in order. */
static char *
list_folder (void)
{
  g_autofree char *maps = nord_shelf_get_maps_folder ();
  g_autoptr (GDir) dir = g_dir_open (maps, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
assert_folder (const char *names)
{
  g_autofree char *found = list_folder ();

  g_assert_cmpstr (found, ==, names);
}

/* Whatever a file is called, it is listed afterwards. */
static void
test_one_by_one (void)
{
  World world;
  g_autoptr (GFile) big = NULL, plain = NULL, hidden = NULL;
  g_autoptr (GPtrArray) listed = NULL;

  world_open (&world);
  big = make_pack (&world, "Stadt.MBTILES");
  plain = make_pack (&world, "Hafen");
  hidden = make_pack (&world, ".Eving.mbtiles");
  add (&world, big);
  add (&world, plain);
  add (&world, hidden);
  g_assert_cmpstr (nord_pack_intake_get_name (world.intake), ==, "Stadt.mbtiles");
  wait (&world);
  g_assert_cmpstr (world.told->str, ==, "Map pack added\nMap pack added\nMap pack added\n");
  assert_folder ("Eving.mbtiles Hafen.mbtiles Stadt.mbtiles");
  listed = nord_shelf_list_maps ();
  g_assert_cmpuint (listed->len, ==, 3);
  world_close (&world);
}

static void
test_faults (void)
{
  World world;
  g_autoptr (GFile) good = NULL, none = NULL, gone = NULL;
  g_autofree char *path = NULL;

  world_open (&world);
  good = make_pack (&world, "Stadt.mbtiles");
  path = g_build_filename (world.folder, "Brief.pmtiles", NULL);
  g_assert_true (g_file_set_contents (path, "Sehr geehrte", -1, NULL));
  none = g_file_new_for_path (path);
  gone = g_file_resolve_relative_path (good, "../weg.mbtiles");
  add (&world, none);
  add (&world, good);
  add (&world, good);
  add (&world, gone);
  wait (&world);
  g_assert_nonnull (strstr (world.told->str, "! Brief.pmtiles: This file is not a map pack"));
  g_assert_nonnull (strstr (world.told->str, "\nMap pack added\n! Stadt.mbtiles: A map pack of"));
  g_assert_nonnull (strstr (world.told->str, "\n! weg.mbtiles: "));
  assert_folder ("Stadt.mbtiles");
  world_close (&world);
}

/* Those behind it go on; nothing of it stays. */
static void
test_cancel (void)
{
  World world;
  g_autoptr (GFile) first = NULL, second = NULL;

  world_open (&world);
  first = make_pack (&world, "Stadt.mbtiles");
  second = make_pack (&world, "Hafen.mbtiles");
  add (&world, first);
  add (&world, second);
  nord_pack_intake_cancel (world.intake);
  wait (&world);
  g_assert_cmpstr (world.told->str, ==, "Map pack added\n");
  assert_folder ("Hafen.mbtiles");
  world_close (&world);
}

/* A removed pack is brought back, but not over another; what an ended program left is cleared up.
 */
static void
test_hidden (void)
{
  World world;
  g_autoptr (GFile) pack = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *maps = nord_shelf_get_maps_folder ();
  g_autofree char *path = g_build_filename (maps, "Stadt.mbtiles", NULL);
  g_autofree char *once = NULL, *twice = NULL;

  world_open (&world);
  pack = make_pack (&world, "Stadt.mbtiles");
  add (&world, pack);
  wait (&world);
  once = nord_shelf_hide_map (path, &error);
  g_assert_no_error (error);
  add (&world, pack);
  wait (&world);
  g_assert_false (nord_shelf_restore (once, path, NULL));
  twice = nord_shelf_hide_map (path, &error);
  g_assert_no_error (error);
  g_assert_true (nord_shelf_restore (once, path, &error));
  nord_shelf_tidy_maps (1);
  g_assert_true (g_file_test (twice, G_FILE_TEST_EXISTS));
  nord_shelf_tidy_maps (0);
  assert_folder ("Stadt.mbtiles");
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/prefs/pack-intake/one-by-one", test_one_by_one);
  g_test_add_func ("/prefs/pack-intake/faults", test_faults);
  g_test_add_func ("/prefs/pack-intake/cancel", test_cancel);
  g_test_add_func ("/prefs/pack-intake/hidden", test_hidden);
  return g_test_run ();
}
