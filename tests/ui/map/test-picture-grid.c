/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What threads draw in tiles looks like what is drawn at once in one piece, also after edits. */
#include "ui/map/idea-shapes.h"
#include "ui/map/picture-grid.h"

#include <math.h>
#include <string.h>

#define N 160

typedef struct {
  NordProgramme *programme;
  GListStore *list;
  NordIdeaItems *items;
  guint n_changed; /* calls of the grid */
  gboolean altered;
} World;

static void
on_altered (gpointer data)
{
  ((World *) data)->altered = TRUE;
}

static NordMapPlan *
plan (gpointer data, const NordView *view)
{
  World *world = data;

  return nord_idea_shapes_plan (world->items, view, nord_idea_items_get_zoom (view));
}

static gboolean
on_changed (gpointer data)
{
  ((World *) data)->n_changed++;
  return G_SOURCE_REMOVE;
}

static NordIdea *
make_idea (guint i)
{
  static const char *const categories[] = {"mobility", "green", "work", "social", "land", "safety"};
  g_autofree char *id = g_strdup_printf ("idea-%u", i);
  NordIdea *idea = NORD_IDEA (nord_record_new (NORD_NOUN_IDEA, id));
  double x = g_test_rand_double_range (7.40, 7.48), y = g_test_rand_double_range (51.52, 51.56);
  double wide = g_test_rand_double_range (0.002, 0.02), high = wide * 0.6;
  double line[] = {x, y, x + wide, y + high / 2, x + wide * 1.4, y - high};
  double area[] = {x,        y, x + wide, y + high * 0.2, x + wide * 0.9, y + high, x - high,
                   y + high, x, y};
  g_autoptr (NordShape) shape =
    i % 2 ? nord_shape_new_line (line, 3, NULL) : nord_shape_new_area (area, 5, NULL);
  g_auto (NordValue) value = {0}, category = {0};

  g_assert_nonnull (shape);
  nord_value_set_shape (&value, shape);
  nord_record_put (NORD_RECORD (idea), NORD_IDEA_SHAPE, &value);
  nord_value_set_text (&category, categories[i % G_N_ELEMENTS (categories)]);
  nord_record_put (NORD_RECORD (idea), NORD_IDEA_CATEGORY, &category);
  return idea;
}

static void
world_open (World *world)
{
  memset (world, 0, sizeof *world);
  world->programme = nord_programme_new_default ("de");
  world->list = g_list_store_new (NORD_TYPE_IDEA);
  for (guint i = 0; i < N; i++) {
    g_autoptr (NordIdea) idea = make_idea (i);

    g_list_store_append (world->list, idea);
  }
  world->items = nord_idea_items_new (on_altered, world);
  nord_idea_items_set_programme (world->items, world->programme);
  nord_idea_items_set_ideas (world->items, G_LIST_MODEL (world->list));
  nord_idea_items_count (world->items);
}

static void
world_close (World *world)
{
  nord_idea_items_free (world->items);
  g_object_unref (world->list);
  g_object_unref (world->programme);
}

static cairo_surface_t *
make_surface (const NordView *view, int scale)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) view->width * scale,
                                (int) view->height * scale);

  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

/* The parts of pixels that differ by more than one step of cairo's antialiasing, which has 15 rows
 * a pixel: an edge may fall to either side of one. */
static double
compare (cairo_surface_t *a, cairo_surface_t *b)
{
  int stride = cairo_image_surface_get_stride (a), height = cairo_image_surface_get_height (a);
  const guint8 *one, *two;
  gsize apart = 0;

  cairo_surface_flush (a);
  cairo_surface_flush (b);
  one = cairo_image_surface_get_data (a);
  two = cairo_image_surface_get_data (b);
  for (gsize i = 0; i < (gsize) stride * (gsize) height; i++)
    apart += abs (one[i] - two[i]) > 18;
  return (double) apart / ((double) stride * height);
}

/* @shown: what is on the screen, for a view to which the grid fits with its corner on a pixel. */
static double
compare_to_direct (World *world, NordPictureGrid *grid, const NordView *view, int scale)
{
  g_autoptr (NordMapPlan) direct = plan (world, view);
  cairo_surface_t *shown = make_surface (view, scale), *wanted = make_surface (view, scale);
  cairo_t *cr = cairo_create (shown);
  double apart;

  nord_picture_grid_draw (grid, cr, view);
  cairo_destroy (cr);
  cr = cairo_create (wanted);
  if (direct)
    direct->draw (direct->data, cr, view);
  cairo_destroy (cr);
  apart = compare (shown, wanted);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (wanted);
  return apart;
}

static void
finish (World *world, NordPictureGrid *grid, const NordView *view)
{
  double nothing = 0;

  while (nord_picture_grid_request (grid, view, &nothing) > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_same (void)
{
  static const NordView views[] = {{7.44, 51.54, 14.3, 0, 1180, 700},
                                   {7.43, 51.53, 12.7, 0.4, 900, 640},
                                   {7.45, 51.55, 16, -2.1, 700, 500}};
  World world;

  world_open (&world);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++) {
    for (int scale = 1; scale <= 2; scale++) {
      g_autoptr (NordPictureGrid) grid =
        nord_picture_grid_new (&views[i], scale, FALSE, plan, on_changed, &world);
      g_autoptr (NordPictureGrid) direct =
        nord_picture_grid_new (&views[i], scale, FALSE, plan, on_changed, &world);
      double lots = G_MAXDOUBLE;

      g_assert_true (nord_picture_grid_fits (grid, &views[i], scale));
      finish (&world, grid, &views[i]);
      g_assert_cmpfloat (compare_to_direct (&world, grid, &views[i], scale), <, 2e-5);
      g_assert_cmpuint (nord_picture_grid_request (direct, &views[i], &lots), ==, 0);
      g_assert_cmpfloat (compare_to_direct (&world, direct, &views[i], scale), <, 2e-5);
    }
  }
  g_assert_cmpuint (world.n_changed, >, 0);
  world_close (&world);
}

/* Moved by whole pixels the picture is still the same, and what lay beside the view is in it. */
static void
test_moved (void)
{
  NordView view = {7.44, 51.54, 14.3, 0.3, 1000, 600}, moved = view;
  g_autoptr (NordPictureGrid) grid = NULL;
  World world;

  world_open (&world);
  grid = nord_picture_grid_new (&view, 1, FALSE, plan, on_changed, &world);
  finish (&world, grid, &view);
  for (int step = 0; step < 12; step++) {
    nord_view_to_place (&moved, moved.width / 2 + 250, moved.height / 2 - 130, &moved.lon,
                        &moved.lat);
    finish (&world, grid, &moved);
    g_assert_cmpfloat (compare_to_direct (&world, grid, &moved, 1), <, 2e-5);
  }
  /* What was passed by long ago is forgotten. */
  g_assert_cmpuint (nord_picture_grid_get_memory (grid), <=, 3 * 20 * 512 * 512 * 4);
  world_close (&world);
}

static void
repair (World *world, NordPictureGrid *grid, double budget)
{
  g_autoptr (GArray) altered = g_array_new (FALSE, FALSE, sizeof (NordBounds));

  g_assert_true (world->altered);
  world->altered = FALSE;
  g_assert_true (nord_idea_items_take_altered (world->items, altered));
  g_assert_cmpuint (altered->len, >, 0);
  for (guint i = 0; i < altered->len; i++)
    nord_picture_grid_repair (grid, &g_array_index (altered, NordBounds, i), &budget);
}

/* Comes, goes, or is replaced by another. */
static void
edit (World *world, guint i)
{
  g_autoptr (NordIdea) idea = make_idea (N + i);
  guint at =
    (guint) g_test_rand_int_range (0,
                                   (gint32) g_list_model_get_n_items (G_LIST_MODEL (world->list)));

  if (i % 3 != 0)
    g_list_store_remove (world->list, at);
  if (i % 3 != 1)
    g_list_store_insert (world->list, at, idea);
}

/* At once if there is time for it, */
static void
test_repaired (void)
{
  NordView view = {7.44, 51.54, 14.3, 0.2, 1000, 600};
  g_autoptr (NordPictureGrid) grid = NULL;
  World world;

  world_open (&world);
  grid = nord_picture_grid_new (&view, 1, FALSE, plan, on_changed, &world);
  finish (&world, grid, &view);
  world.altered = FALSE;
  for (guint i = 0; i < 40; i++) {
    edit (&world, i);
    repair (&world, grid, G_MAXDOUBLE);
    g_assert_cmpfloat (compare_to_direct (&world, grid, &view, 1), <, 2e-5);
  }
  world_close (&world);
}

/* otherwise by threads, even if it alters once more while they draw. */
static void
test_overtaken (void)
{
  NordView view = {7.44, 51.54, 14.3, 0, 1000, 600};
  NordBounds all = nord_view_get_bounds (&view, -20); /* beside it, tiles may still be awaited */
  g_autoptr (NordPictureGrid) grid = NULL;
  double nothing = 0;
  World world;

  world_open (&world);
  grid = nord_picture_grid_new (&view, 1, FALSE, plan, on_changed, &world);
  finish (&world, grid, &view);
  world.altered = FALSE;
  for (guint i = 0; i < 30; i++) {
    edit (&world, i);
    repair (&world, grid, 0);
    nord_picture_grid_request (grid, &view, &nothing);
    if (i % 2)
      g_main_context_iteration (NULL, FALSE);
  }
  finish (&world, grid, &view);
  g_assert_true (nord_picture_grid_is_current (grid, &all));
  g_assert_cmpfloat (compare_to_direct (&world, grid, &view, 1), <, 2e-5);
  /* A grid that goes while threads draw for it takes nothing with it. */
  nord_picture_grid_repair (grid, &all, &nothing);
  nord_picture_grid_request (grid, &view, &nothing);
  g_assert_false (nord_picture_grid_is_current (grid, &all));
  g_clear_pointer (&grid, nord_picture_grid_free);
  for (guint i = 0; i < 20; i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (5000);
  }
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/picture-grid/same", test_same);
  g_test_add_func ("/picture-grid/moved", test_moved);
  g_test_add_func ("/picture-grid/repaired", test_repaired);
  g_test_add_func ("/picture-grid/overtaken", test_overtaken);
  return g_test_run ();
}
