/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* All layers of a map draw into one piece, and what happens in any of them is seen in it; the ink
 * of a hand has a piece of its own, no larger than it is, and nothing of it is cut. */
#include "ui/map/pointer-layer.h"
#include "ui/map/shape-layer.h"
#include "ui/map/sketch-layer.h"

#include <adwaita.h>

#define SIZE 400
#define LON 7.46
#define LAT 51.53

typedef struct {
  GtkWidget *window, *map;
  ShumateViewport *viewport;
  NordShapeLayer *plans;
  NordPointerLayer *pointer;
  guint n_frames;
} World;

static void
on_painted (GdkFrameClock *clock, World *world)
{
  world->n_frames++;
}

static void
wait_frames (World *world, guint n)
{
  guint until = world->n_frames + n;

  while (world->n_frames < until)
    g_main_context_iteration (NULL, TRUE);
}

static void
world_open (World *world)
{
  g_autoptr (ShumateMapSourceRegistry) sources = shumate_map_source_registry_new_with_defaults ();

  world->n_frames = 0;
  world->map = GTK_WIDGET (shumate_map_new ());
  world->viewport = shumate_map_get_viewport (SHUMATE_MAP (world->map));
  shumate_viewport_set_reference_map_source (
    world->viewport,
    shumate_map_source_registry_get_by_id (sources, SHUMATE_MAP_SOURCE_OSM_MAPNIK));
  world->plans = nord_shape_layer_new (world->viewport, NORD_SHAPE_LOOK_PLAN);
  world->pointer = nord_pointer_layer_new (world->viewport);
  shumate_map_add_layer (SHUMATE_MAP (world->map), SHUMATE_LAYER (world->plans));
  shumate_map_add_layer (SHUMATE_MAP (world->map), SHUMATE_LAYER (world->pointer));
  world->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (world->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (world->window), SIZE, SIZE);
  gtk_window_set_child (GTK_WINDOW (world->window), world->map);
  gtk_window_present (GTK_WINDOW (world->window));
  shumate_viewport_set_max_zoom_level (world->viewport, 20);
  shumate_viewport_set_zoom_level (world->viewport, 15);
  shumate_location_set_location (SHUMATE_LOCATION (world->viewport), LAT, LON);
  g_signal_connect (gtk_widget_get_frame_clock (world->window), "after-paint",
                    G_CALLBACK (on_painted), world);
  gdk_frame_clock_begin_updating (gtk_widget_get_frame_clock (world->window));
  wait_frames (world, 3);
}

static void
world_close (World *world)
{
  gdk_frame_clock_end_updating (gtk_widget_get_frame_clock (world->window));
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (world->window), world);
  gtk_window_destroy (GTK_WINDOW (world->window));
}

static guint
count_cairo (GskRenderNode *node)
{
  guint n = 0;

  switch (gsk_render_node_get_node_type (node)) {
  case GSK_CAIRO_NODE:
    return 1;
  case GSK_CONTAINER_NODE:
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      n += count_cairo (gsk_container_node_get_child (node, i));
    return n;
  case GSK_TRANSFORM_NODE:
    return count_cairo (gsk_transform_node_get_child (node));
  case GSK_CLIP_NODE:
    return count_cairo (gsk_clip_node_get_child (node));
  case GSK_DEBUG_NODE:
    return count_cairo (gsk_debug_node_get_child (node));
  default:
    return 0;
  }
}

/* What the last frame showed (BGRA) at a pixel; @pieces: (nullable) how many cairo nodes it has. */
static guint32
look (World *world, int x, int y, guint *pieces)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (world->map);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;
  guint32 pixel;

  gdk_paintable_snapshot (paintable, snapshot, SIZE, SIZE);
  node = gtk_snapshot_to_node (snapshot);
  if (pieces)
    *pieces = node ? count_cairo (node) : 0;
  if (node)
    gsk_render_node_draw (node, cr);
  g_clear_pointer (&node, gsk_render_node_unref);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixel = *(guint32 *) (void *) (cairo_image_surface_get_data (surface) +
                                 y * cairo_image_surface_get_stride (surface) + 4 * x);
  cairo_surface_destroy (surface);
  return pixel;
}

static void
add_plan (World *world, double size)
{
  const double ring[] = {LON - size, LAT - size, LON + size, LAT - size, LON + size,
                         LAT + size, LON - size, LAT + size, LON - size, LAT - size};
  const GdkRGBA red = {1, 0, 0, 1};
  g_autoptr (NordShape) shape = nord_shape_new_area (ring, 5, NULL);

  nord_shape_layer_add (world->plans, "plan", shape, NULL, &red);
}

static void
test_one_piece (void)
{
  const int middle = SIZE / 2;
  World world;
  guint32 area, cross;
  guint pieces;

  world_open (&world);
  g_assert_true (nord_map_layer_is_cairo (NORD_MAP_LAYER (world.plans)));
  g_assert_cmphex (look (&world, middle, middle, NULL), ==, 0);
  add_plan (&world, 0.004);
  wait_frames (&world, 1);
  area = look (&world, middle, middle, NULL);
  g_assert_cmphex (area, !=, 0);
  /* What is said to the upper layer only, is seen, and over the lower one. */
  nord_pointer_layer_set_cross (world.pointer, TRUE, LON, LAT);
  wait_frames (&world, 1);
  cross = look (&world, middle, middle - 10, &pieces);
  g_assert_cmphex (cross, !=, area);
  g_assert_cmpuint (pieces, ==, 1);
  nord_pointer_layer_set_cross (world.pointer, FALSE, LON, LAT);
  wait_frames (&world, 1);
  g_assert_cmphex (look (&world, middle, middle - 10, NULL), ==, area);
  world_close (&world);
}

/* Whatever comes and goes, also the lowest layer, in whose piece all others draw. */
static void
test_coming_and_going (void)
{
  const int middle = SIZE / 2;
  World world;
  guint32 both, cross;

  world_open (&world);
  add_plan (&world, 0.004);
  nord_pointer_layer_set_cross (world.pointer, TRUE, LON, LAT);
  wait_frames (&world, 1);
  both = look (&world, middle, middle - 10, NULL);
  gtk_widget_set_visible (GTK_WIDGET (world.plans), FALSE);
  wait_frames (&world, 2);
  cross = look (&world, middle, middle - 10, NULL);
  g_assert_cmphex (cross, !=, 0);
  g_assert_cmphex (look (&world, middle + 60, middle + 60, NULL), ==, 0);
  gtk_widget_set_visible (GTK_WIDGET (world.plans), TRUE);
  wait_frames (&world, 2);
  g_assert_cmphex (look (&world, middle, middle - 10, NULL), ==, both);
  g_assert_cmphex (look (&world, middle + 60, middle + 60, NULL), !=, 0);
  shumate_map_remove_layer (SHUMATE_MAP (world.map), SHUMATE_LAYER (world.pointer));
  wait_frames (&world, 2);
  g_assert_cmphex (look (&world, middle, middle - 10, NULL), !=, both);
  g_assert_cmphex (look (&world, middle + 60, middle + 60, NULL), !=, 0);
  shumate_map_remove_layer (SHUMATE_MAP (world.map), SHUMATE_LAYER (world.plans));
  wait_frames (&world, 2);
  g_assert_cmphex (look (&world, middle + 60, middle + 60, NULL), ==, 0);
  world_close (&world);
}

static void
list_cairo (GskRenderNode *node, GPtrArray *found)
{
  switch ((int) gsk_render_node_get_node_type (node)) {
  case GSK_CAIRO_NODE:
    g_ptr_array_add (found, gsk_render_node_ref (node));
    break;
  case GSK_CONTAINER_NODE:
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      list_cairo (gsk_container_node_get_child (node, i), found);
    break;
  case GSK_TRANSFORM_NODE:
    list_cairo (gsk_transform_node_get_child (node), found);
    break;
  case GSK_CLIP_NODE:
    list_cairo (gsk_clip_node_get_child (node), found);
    break;
  case GSK_DEBUG_NODE:
    list_cairo (gsk_debug_node_get_child (node), found);
    break;
  default:
    break;
  }
}

/* (element-type GskRenderNode) the pieces of the map, from the lowest to the highest. */
static GPtrArray *
take_pieces (World *world)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (world->map);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, SIZE, SIZE);
  node = gtk_snapshot_to_node (snapshot);
  if (node != NULL)
    list_cairo (node, pieces);
  g_clear_pointer (&node, gsk_render_node_unref);
  return pieces;
}

/* Nothing is painted in the outermost pixels of @node, where those are inside of the map: nothing
 * was cut off there. */
static void
check_whole (GskRenderNode *node)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  graphene_rect_t ink;
  const guchar *data;
  guint painted = 0;
  int x0, y0, x1, y1, stride;

  gsk_render_node_get_bounds (node, &ink);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  x0 = (int) ink.origin.x;
  y0 = (int) ink.origin.y;
  x1 = x0 + (int) ink.size.width - 1;
  y1 = y0 + (int) ink.size.height - 1;
  for (int y = y0; y <= y1; y++)
    for (int x = x0; x <= x1; x++) {
      const gboolean edge = (x == x0 && x > 0) || (y == y0 && y > 0) || (x == x1 && x + 1 < SIZE) ||
                            (y == y1 && y + 1 < SIZE);

      painted += data[y * stride + x] > 0;
      g_assert_true (!edge || data[y * stride + x] == 0);
    }
  /* Beside the map there may be only the room around it. */
  if (x0 > 0 && y0 > 0 && x1 + 1 < SIZE && y1 + 1 < SIZE)
    g_assert_cmpuint (painted, >, 20);
  cairo_surface_destroy (surface);
}

static void
test_ink (void)
{
  static const NordToolKind kinds[] = {NORD_TOOL_PIN, NORD_TOOL_LINE, NORD_TOOL_AREA};
  World world;
  NordSketchLayer *sketch;

  world_open (&world);
  add_plan (&world, 0.004);
  sketch = nord_sketch_layer_new (world.viewport);
  shumate_map_add_layer (SHUMATE_MAP (world.map), SHUMATE_LAYER (sketch));
  wait_frames (&world, 2);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++) {
    g_autoptr (NordTool) tool = nord_tool_new (kinds[k], NULL, NULL);
    NordContact at = {150, 120, 1000, TRUE};
    NordView view;

    nord_map_layer_get_view (NORD_MAP_LAYER (sketch), &view);
    nord_sketch_layer_set_tool (sketch, tool);
    nord_tool_press (tool, &view, &at);
    for (guint i = 0; i < 40; i++) {
      g_autoptr (GPtrArray) before = NULL;
      g_autoptr (GPtrArray) after = NULL;
      graphene_rect_t ink;

      /* Out of the map, too. */
      at.x += g_test_rand_int_range (-12, 24);
      at.y += g_test_rand_int_range (-14, 24);
      at.time += 60;
      before = take_pieces (&world);
      nord_tool_move (tool, &view, &at);
      nord_map_layer_queue_draw (NORD_MAP_LAYER (sketch));
      wait_frames (&world, 1);
      after = take_pieces (&world);
      if (after->len < 2)
        continue;
      g_assert_cmpuint (after->len, ==, 2);
      /* The map below is the very same. */
      if (before->len == 2)
        g_assert_true (before->pdata[0] == after->pdata[0]);
      check_whole (after->pdata[1]);
      gsk_render_node_get_bounds (after->pdata[1], &ink);
      if (kinds[k] == NORD_TOOL_PIN)
        g_assert_cmpfloat (ink.size.width * ink.size.height, <, 60 * 60);
    }
    nord_sketch_layer_set_tool (sketch, NULL);
    wait_frames (&world, 1);
  }
  world_close (&world);
}

/* Pixels of the map that are painted at all. */
static guint
count_ink (World *world)
{
  g_autoptr (GPtrArray) pieces = take_pieces (world);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  const guchar *data;
  guint painted = 0;

  for (guint i = 0; i < pieces->len; i++)
    gsk_render_node_draw (pieces->pdata[i], cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      painted += data[y * cairo_image_surface_get_stride (surface) + x] > 0;
  cairo_surface_destroy (surface);
  return painted;
}

/* However the map lies, the name of a district is there whole or not at all; and while the middle
 * of the district is in sight, it is there. */
static void
test_names (void)
{
  const double ring[] = {LON - 0.02,  LAT - 0.004, LON + 0.02,  LAT - 0.004, LON + 0.02,
                         LAT + 0.004, LON - 0.02,  LAT + 0.004, LON - 0.02,  LAT - 0.004};
  static const NordShapeLook looks[] = {NORD_SHAPE_LOOK_NAME, NORD_SHAPE_LOOK_TITLE};
  World world;

  world_open (&world);
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++) {
    NordShapeLayer *names = nord_shape_layer_new (world.viewport, looks[look]);
    g_autoptr (NordShape) shape = nord_shape_new_area (ring, 5, NULL);
    guint whole, n_moved = 0, n_left_out = 0;

    nord_shape_layer_set_limit (names, 20);
    nord_shape_layer_add (names, "name", shape, "Lütgendortmund", NULL);
    shumate_map_add_layer (SHUMATE_MAP (world.map), SHUMATE_LAYER (names));
    shumate_location_set_location (SHUMATE_LOCATION (world.viewport), LAT, LON);
    wait_frames (&world, 2);
    whole = count_ink (&world);
    g_assert_cmpuint (whole, >, 1000);
    for (int step = 0; step < 60; step++) {
      /* From inside to out of each side in turn. */
      const double way = (step / 4 - 1) * 0.0011, across = step % 2 ? way : 0,
                   up = step % 2 ? 0 : way * 0.62, sign = step / 2 % 2 ? 1 : -1;
      NordView view;
      double x, y;
      guint ink;

      shumate_location_set_location (SHUMATE_LOCATION (world.viewport), LAT + sign * up,
                                     LON + sign * across);
      wait_frames (&world, 2);
      nord_map_layer_get_view (NORD_MAP_LAYER (names), &view);
      nord_view_to_screen (&view, LON, LAT, &x, &y);
      ink = count_ink (&world);
      if (ink != 0)
        g_assert_cmpuint (ink, ==, whole);
      if (x >= 0 && y >= 0 && x <= SIZE && y <= SIZE)
        g_assert_cmpuint (ink, ==, whole);
      n_moved += ink == whole && (x < 50 || y < 10 || x > SIZE - 50 || y > SIZE - 10);
      n_left_out += ink == 0;
    }
    g_test_message ("%u moved into sight, %u left out", n_moved, n_left_out);
    g_assert_cmpuint (n_moved, >, 3);
    g_assert_cmpuint (n_left_out, >, 3);
    shumate_map_remove_layer (SHUMATE_MAP (world.map), SHUMATE_LAYER (names));
  }
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  gtk_init ();
  g_test_add_func ("/map-layer/one-piece", test_one_piece);
  g_test_add_func ("/map-layer/coming-and-going", test_coming_and_going);
  g_test_add_func ("/map-layer/ink", test_ink);
  g_test_add_func ("/map-layer/names", test_names);
  return g_test_run ();
}
