/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What several maps on one screen keep has one bound for all of them, and what any of them shows is
 * kept; maps of the same packs read them once. */
#include "ui/map/base-layer.h"
#include "ui/map/tile-layer.h"

#include <adwaita.h>

#define N_MAPS 4
#define WIDTH 320
#define HEIGHT 240
#define ZOOM 15
/* Of 512 px each, twice as many as may be kept. */
#define STEPS (2 * NORD_TILE_LAYER_CACHE / (4 * 512 * 512))
/* Degrees of longitude of two squares at that level. */
#define STEP (2 * 360.0 / (1 << (ZOOM - 1)))

typedef struct {
  GtkWidget *window;
  ShumateViewport *viewports[N_MAPS];
  NordTileLayer *layers[N_MAPS];
  gsize most; /* bytes kept after a frame */
} World;

static void
on_painted (GdkFrameClock *clock, World *world)
{
  world->most = MAX (world->most, nord_tile_layer_get_kept ());
}

static void
world_open (World *world)
{
  g_autoptr (NordTileStack) stack = nord_tile_stack_new (NULL, 0);
  g_autoptr (NordMapStyle) style = nord_map_style_new (NORD_MAP_STYLE_LIGHT, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  world->most = 0;
  world->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (world->window), box);
  for (guint i = 0; i < N_MAPS; i++) {
    GtkWidget *map = GTK_WIDGET (shumate_map_new ());
    g_autoptr (NordTileSource) source = nord_tile_source_new (stack, style);

    gtk_widget_set_size_request (map, WIDTH, HEIGHT);
    gtk_box_append (GTK_BOX (box), map);
    world->viewports[i] = shumate_map_get_viewport (SHUMATE_MAP (map));
    shumate_viewport_set_reference_map_source (world->viewports[i], SHUMATE_MAP_SOURCE (source));
    world->layers[i] = nord_tile_layer_new (world->viewports[i], source);
    shumate_map_add_layer (SHUMATE_MAP (map), SHUMATE_LAYER (world->layers[i]));
    shumate_viewport_set_zoom_level (world->viewports[i], ZOOM);
    shumate_location_set_location (SHUMATE_LOCATION (world->viewports[i]), 51.53, 7.46);
  }
  gtk_window_present (GTK_WINDOW (world->window));
  g_signal_connect_after (gtk_widget_get_frame_clock (world->window), "after-paint",
                          G_CALLBACK (on_painted), world);
}

static void
world_close (World *world)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (world->window), world);
  gtk_window_destroy (GTK_WINDOW (world->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
wait_for_frame (World *world)
{
  world->most = 0;
  while (world->most == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_until_ready (World *world, guint map)
{
  while (!nord_tile_layer_is_ready (world->layers[map]))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_bound (void)
{
  World world;
  gsize most = 0, least;

  world_open (&world);
  for (guint i = 0; i < N_MAPS; i++)
    wait_until_ready (&world, i);
  least = nord_tile_layer_get_kept ();
  g_assert_cmpuint (least, >=, N_MAPS * WIDTH * HEIGHT * 4);
  /* One map goes far while the others stand still, then the next one goes. */
  for (guint i = 0; i < N_MAPS; i++)
    for (guint step = 1; step <= STEPS / N_MAPS; step++) {
      shumate_location_set_location (SHUMATE_LOCATION (world.viewports[i]), 51.53,
                                     7.46 + (i * STEPS + step) * STEP);
      wait_for_frame (&world);
      wait_until_ready (&world, i);
      most = MAX (most, world.most);
      for (guint other = 0; other < N_MAPS; other++)
        g_assert_true (nord_tile_layer_is_ready (world.layers[other]));
    }
  g_assert_cmpuint (most, <=, NORD_TILE_LAYER_CACHE);
  g_assert_cmpuint (most, >, NORD_TILE_LAYER_CACHE * 3 / 4);
  world_close (&world);
  g_assert_cmpuint (nord_tile_layer_get_kept (), ==, 0);
}

/* What a map has that nobody sees goes before what is seen, and comes again when it is seen. */
static void
test_hidden (void)
{
  World world;
  gsize one;

  world_open (&world);
  for (guint i = 0; i < N_MAPS; i++)
    wait_until_ready (&world, i);
  one = nord_tile_layer_get_kept () / N_MAPS;
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (world.layers[0])), FALSE);
  for (guint step = 1; step <= STEPS; step++) {
    shumate_location_set_location (SHUMATE_LOCATION (world.viewports[1]), 51.53,
                                   7.46 + step * STEP);
    wait_for_frame (&world);
    wait_until_ready (&world, 1);
  }
  g_assert_false (nord_tile_layer_is_ready (world.layers[0]));
  g_assert_true (nord_tile_layer_is_ready (world.layers[2]));
  g_assert_cmpuint (nord_tile_layer_get_kept (), >, 4 * one);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (world.layers[0])), TRUE);
  wait_for_frame (&world);
  wait_until_ready (&world, 0);
  world_close (&world);
}

/* The same packs are one stack as long as a map has them; what is read for paper has its own. */
static void
test_packs (void)
{
  g_autoptr (NordTileStack) all = nord_base_layer_share_packs (NULL);
  g_autoptr (NordTileStack) own = nord_base_layer_open_packs (NULL);
  g_autoptr (NordTileStack) one = nord_base_layer_share_packs ("city.mbtiles");
  g_autoptr (NordTileStack) still = nord_base_layer_share_packs (NULL);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "nordwaerts", "maps", NULL);
  g_autofree char *path = g_build_filename (folder, "city.mbtiles", NULL);
  g_autoptr (NordTileStack) later = NULL, replaced = NULL;

  g_assert_true (all != own);
  g_assert_true (all == still);
  g_assert_true (all != one);
  /* A file that came or was replaced makes it another map. */
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "no pack", -1, NULL));
  later = nord_base_layer_share_packs (NULL);
  g_assert_true (later != all);
  g_assert_true (g_file_set_contents (path, "no pack either", -1, NULL));
  replaced = nord_base_layer_share_packs (NULL);
  g_assert_true (replaced != later && replaced != all);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_test_add_func ("/map/tile-layer/bound", test_bound);
  g_test_add_func ("/map/tile-layer/hidden", test_hidden);
  g_test_add_func ("/map/tile-layer/packs", test_packs);
  return g_test_run ();
}
