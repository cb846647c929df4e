/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* However many lines and areas there are: an edit is to be seen in the next frame. */
#include "ui/map/idea-layer.h"

#include <adwaita.h>

#define WIDTH 900
#define HEIGHT 600
#define LON 7.46
#define LAT 51.53
/* Degrees; far from all others, and in the view. */
#define EDIT_LON (LON + 0.012)
#define EDIT_LAT (LAT + 0.006)

typedef struct {
  GtkWidget *window;
  ShumateViewport *viewport;
  NordIdeaLayer *layer;
  GListStore *ideas;
  guint n_frames;
} World;

static NordIdea *
make_idea (guint i, double lon, double lat, double size)
{
  g_autofree char *id = g_strdup_printf ("idea-%u", i);
  NordIdea *idea = NORD_IDEA (nord_record_new (NORD_NOUN_IDEA, id));
  double area[] = {lon - size,       lat - size,        lon + size, lat - size,       lon + size,
                   lat + size * 0.8, lon - size * 0.75, lat + size, lon - size * 1.1, lat,
                   lon - size,       lat - size};
  g_autoptr (NordShape) shape = nord_shape_new_area (area, 6, NULL);
  g_auto (NordValue) value = {0}, category = {0};

  nord_value_set_shape (&value, shape);
  nord_record_put (NORD_RECORD (idea), NORD_IDEA_SHAPE, &value);
  nord_value_set_text (&category, i % 2 ? "green" : "safety");
  nord_record_put (NORD_RECORD (idea), NORD_IDEA_CATEGORY, &category);
  return idea;
}

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

static gboolean
is_settled (World *world)
{
  NordBounds seen = {LON - 0.005, LAT - 0.003, LON + 0.005, LAT + 0.003};

  return nord_map_layer_is_current (NORD_MAP_LAYER (world->layer), &seen);
}

static void
world_open (World *world, guint n)
{
  g_autoptr (NordProgramme) programme = nord_programme_new_default ("de");
  g_autoptr (GPtrArray) ideas = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *map = GTK_WIDGET (shumate_map_new ());
  g_autoptr (ShumateMapSourceRegistry) sources = shumate_map_source_registry_new_with_defaults ();

  world->n_frames = 0;
  world->ideas = g_list_store_new (NORD_TYPE_IDEA);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ideas, make_idea (i, LON + g_test_rand_double_range (-0.006, 0.006),
                                       LAT + g_test_rand_double_range (-0.003, 0.002), 0.002));
  g_list_store_splice (world->ideas, 0, 0, ideas->pdata, ideas->len);
  world->viewport = shumate_map_get_viewport (SHUMATE_MAP (map));
  shumate_viewport_set_reference_map_source (
    world->viewport,
    shumate_map_source_registry_get_by_id (sources, SHUMATE_MAP_SOURCE_OSM_MAPNIK));
  world->layer = nord_idea_layer_new (world->viewport);
  nord_idea_layer_set_programme (world->layer, programme);
  nord_idea_layer_set_ideas (world->layer, G_LIST_MODEL (world->ideas));
  shumate_map_add_layer (SHUMATE_MAP (map), SHUMATE_LAYER (world->layer));
  world->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (world->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (world->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (world->window), map);
  gtk_window_present (GTK_WINDOW (world->window));
  shumate_viewport_set_max_zoom_level (world->viewport, 20);
  shumate_viewport_set_zoom_level (world->viewport, 15);
  shumate_location_set_location (SHUMATE_LOCATION (world->viewport), LAT, LON);
  g_signal_connect (gtk_widget_get_frame_clock (world->window), "after-paint",
                    G_CALLBACK (on_painted), world);
  gdk_frame_clock_begin_updating (gtk_widget_get_frame_clock (world->window));
  while (!is_settled (world))
    wait_frames (world, 1);
}

static void
world_close (World *world)
{
  gdk_frame_clock_end_updating (gtk_widget_get_frame_clock (world->window));
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (world->window), world);
  gtk_window_destroy (GTK_WINDOW (world->window));
  g_object_unref (world->ideas);
}

/* How opaque what the last frame showed is at a place. */
static guint
look (World *world, double lon, double lat)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (world->layer));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (GTK_WIDGET (world->layer));
  int height = gtk_widget_get_height (GTK_WIDGET (world->layer));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;
  double x, y;
  guint alpha;
  NordView view;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node)
    gsk_render_node_draw (node, cr);
  g_clear_pointer (&node, gsk_render_node_unref);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  nord_map_layer_get_view (NORD_MAP_LAYER (world->layer), &view);
  nord_view_to_screen (&view, lon, lat, &x, &y);
  g_assert_true (x > 0 && y > 0 && x < width && y < height);
  alpha = cairo_image_surface_get_data (
    surface)[(int) y * cairo_image_surface_get_stride (surface) + 4 * (int) x + 3];
  cairo_surface_destroy (surface);
  return alpha;
}

static void
check_edits (World *world, double lon, double lat, guint before)
{
  g_autoptr (NordIdea) idea = make_idea (100000, lon, lat, 0.0015);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (world->ideas)), shown;

  g_assert_cmpuint (look (world, lon + 0.0008, lat - 0.0005), ==, before);
  g_list_store_append (world->ideas, idea);
  wait_frames (world, 1);
  shown = look (world, lon + 0.0008, lat - 0.0005);
  g_assert_cmpuint (shown, >, before);
  /* What came at once is not other than what a thread makes of it later. */
  while (!is_settled (world))
    wait_frames (world, 1);
  g_assert_cmpuint (look (world, lon + 0.0008, lat - 0.0005), ==, shown);
  g_list_store_remove (world->ideas, n);
  wait_frames (world, 1);
  g_assert_cmpuint (look (world, lon + 0.0008, lat - 0.0005), ==, before);
}

static void
test_edit (void)
{
  static const guint sizes[] = {1, 2500};

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    World world;

    world_open (&world, sizes[i]);
    check_edits (&world, EDIT_LON, EDIT_LAT, 0);
    world_close (&world);
  }
}

/* In the thick of all others there is no time to draw them all anew: what comes is shown above them
 * until a thread has. */
static void
test_crowded (void)
{
  g_autoptr (NordIdea) idea = make_idea (100000, LON, LAT, 0.0045);
  World world;
  guint before;

  world_open (&world, 2500);
  before = look (&world, LON + 0.0002, LAT + 0.0041);
  g_list_store_append (world.ideas, idea);
  wait_frames (&world, 1);
  g_assert_cmpuint (look (&world, LON + 0.0002, LAT + 0.0041), >, before);
  while (!is_settled (&world))
    wait_frames (&world, 1);
  g_assert_cmpuint (look (&world, LON + 0.0002, LAT + 0.0041), >, before);
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  gtk_init ();
  g_test_add_func ("/idea-layer/edit", test_edit);
  g_test_add_func ("/idea-layer/crowded", test_crowded);
  return g_test_run ();
}
