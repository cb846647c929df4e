/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The bar at the lower edge of a map covers neither the licence, however long, nor the buttons. */
#include "ui/map/map-foot.h"

#include <adwaita.h>

#define LICENCE                                                                                    \
  "© OpenStreetMap contributors · © Stadt Dortmund, Vermessungs- und Katasteramt, Datenlizenz " \
  "Deutschland Namensnennung 2.0"

typedef struct {
  GtkWidget *window, *overlay, *strip, *controls, *bar;
  GtkWidget *fixed; /* what gives the bar its least width */
} World;

static void
world_open (World *world, int width, int least, int wanted, GtkTextDirection direction)
{
  GtkWidget *label = gtk_label_new ("Weiter tippen, oder zum Beenden auf die erste Ecke");

  gtk_widget_set_default_direction (direction);
  world->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (world->overlay), gtk_drawing_area_new ());
  world->strip = gtk_label_new (LICENCE);
  gtk_label_set_wrap (GTK_LABEL (world->strip), TRUE);
  gtk_widget_set_valign (world->strip, GTK_ALIGN_END);
  gtk_widget_set_margin_start (world->strip, 170);
  world->controls = gtk_drawing_area_new ();
  gtk_widget_set_size_request (world->controls, 34, 170);
  gtk_widget_set_halign (world->controls, GTK_ALIGN_START);
  gtk_widget_set_valign (world->controls, GTK_ALIGN_END);
  gtk_widget_set_margin_start (world->controls, 8);
  gtk_widget_set_margin_bottom (world->controls, 32);
  world->bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  world->fixed = gtk_drawing_area_new ();
  gtk_widget_set_size_request (world->fixed, least, 42);
  gtk_widget_set_halign (world->fixed, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_label_set_max_width_chars (GTK_LABEL (label), wanted);
  gtk_box_append (GTK_BOX (world->bar), label);
  gtk_box_append (GTK_BOX (world->bar), world->fixed);
  gtk_widget_set_halign (world->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (world->bar, GTK_ALIGN_END);
  gtk_widget_set_margin_bottom (world->bar, 32);
  gtk_overlay_add_overlay (GTK_OVERLAY (world->overlay), world->strip);
  gtk_overlay_add_overlay (GTK_OVERLAY (world->overlay), world->controls);
  nord_map_foot_add (GTK_OVERLAY (world->overlay), world->strip, world->controls, world->bar);
  world->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (world->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (world->window), width, 620);
  gtk_window_set_child (GTK_WINDOW (world->window), world->overlay);
  gtk_window_present (GTK_WINDOW (world->window));
  while (gtk_widget_get_width (world->bar) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
world_close (World *world)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static graphene_rect_t
lies (World *world, GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, world->overlay, &bounds));
  g_test_message ("%g,%g %gx%g", bounds.origin.x, bounds.origin.y, bounds.size.width,
                  bounds.size.height);
  return bounds;
}

/* Nothing lies over something else, and all lies on the map. */
static void
check_apart (World *world)
{
  graphene_rect_t all = lies (world, world->overlay);
  graphene_rect_t places[] = {lies (world, world->strip), lies (world, world->controls),
                              lies (world, world->bar)};

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_assert_true (graphene_rect_contains_rect (&all, &places[i]));
    for (guint k = 0; k < i; k++)
      g_assert_false (graphene_rect_intersection (&places[i], &places[k], NULL));
  }
}

static void
test_wide (void)
{
  World world;
  graphene_rect_t bar;

  world_open (&world, 1100, 270, 34, GTK_TEXT_DIR_LTR);
  bar = lies (&world, world.bar);
  g_assert_cmpfloat_with_epsilon (bar.origin.x + bar.size.width / 2, 550, 1);
  g_assert_cmpfloat (lies (&world, world.controls).origin.y, ==, 620 - 32 - 170);
  check_apart (&world);
  world_close (&world);
}

/* The hint wraps beside the buttons, which stay where they are. */
static void
test_narrow (void)
{
  const GtkTextDirection directions[] = {GTK_TEXT_DIR_LTR, GTK_TEXT_DIR_RTL};

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++) {
    World world;

    world_open (&world, 360, 270, 60, directions[i]);
    g_assert_cmpfloat (lies (&world, world.controls).origin.y, ==, 620 - 32 - 170);
    check_apart (&world);
    world_close (&world);
  }
}

/* Letters so large that the bar needs the whole width: the buttons go above it. */
static void
test_large (void)
{
  World world;

  world_open (&world, 360, 340, 60, GTK_TEXT_DIR_LTR);
  g_assert_cmpfloat (lies (&world, world.controls).origin.y, <, 620 - 32 - 170);
  check_apart (&world);
  world_close (&world);
}

/* The field of the search takes what its results would need, but not from the button beside it. */
static void
test_corner (void)
{
  World world;
  GtkWidget *list = gtk_drawing_area_new ();
  GtkWidget *search = gtk_label_new ("Bushaltestelle · Nordmarkt, Innenstadt-Nord, Dortmund");
  graphene_rect_t places[2];

  world_open (&world, 360, 270, 60, GTK_TEXT_DIR_LTR);
  gtk_widget_set_size_request (list, 82, 34);
  gtk_widget_set_size_request (search, 232, -1);
  gtk_label_set_wrap (GTK_LABEL (search), TRUE);
  gtk_widget_set_halign (list, GTK_ALIGN_START);
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_widget_set_halign (search, GTK_ALIGN_END);
  gtk_widget_set_valign (search, GTK_ALIGN_START);
  gtk_overlay_add_overlay (GTK_OVERLAY (world.overlay), search);
  nord_map_foot_add_corner (GTK_OVERLAY (world.overlay), list, search);
  while (gtk_widget_get_width (search) == 0)
    g_main_context_iteration (NULL, TRUE);
  places[0] = lies (&world, list);
  places[1] = lies (&world, search);
  g_assert_cmpfloat (places[1].origin.x + places[1].size.width, ==, 360);
  g_assert_false (graphene_rect_intersection (&places[0], &places[1], NULL));
  world_close (&world);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

  g_test_add_func ("/ui/map/foot/wide", test_wide);
  g_test_add_func ("/ui/map/foot/narrow", test_narrow);
  g_test_add_func ("/ui/map/foot/large", test_large);
  g_test_add_func ("/ui/map/foot/corner", test_corner);

  return g_test_run ();
}
