/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a page has of the map: the switch for density and the search for places, or not. */
#include "ui/map/map-view.h"
#include "ui/map/place-search.h"

/* (nullable) the first thing within @widget that does @action. */
static GtkWidget *
find_action (GtkWidget *widget, const char *action)
{
  GtkWidget *found = NULL;

  if (GTK_IS_ACTIONABLE (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_action (child, action);
  return found;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static gboolean
is_heat_on (NordMapView *map)
{
  GActionGroup *actions = nord_idea_layer_get_actions (nord_map_view_get_idea_layer (map));
  g_autoptr (GVariant) state = g_action_group_get_action_state (actions, "heat");

  return g_variant_get_boolean (state);
}

/* Switched on it goes off with its switch, and stays off when that comes back. */
static void
test_heat (void)
{
  GtkWidget *window = gtk_window_new (), *map = GTK_WIDGET (nord_map_view_new ());
  GtkWidget *button = find_action (map, "ideas.heat");

  gtk_window_set_child (GTK_WINDOW (window), map);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_true (gtk_widget_activate_action (button, "ideas.heat", NULL));
  g_assert_true (is_heat_on (NORD_MAP_VIEW (map)));
  nord_map_view_offer_heat (NORD_MAP_VIEW (map), TRUE);
  g_assert_true (is_heat_on (NORD_MAP_VIEW (map)));
  nord_map_view_offer_heat (NORD_MAP_VIEW (map), FALSE);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  g_assert_false (is_heat_on (NORD_MAP_VIEW (map)));
  nord_map_view_offer_heat (NORD_MAP_VIEW (map), TRUE);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_false (is_heat_on (NORD_MAP_VIEW (map)));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Where it is not offered its key opens nothing. */
static void
test_search (void)
{
  GtkWidget *window = gtk_window_new (), *map = GTK_WIDGET (nord_map_view_new ());
  GtkWidget *search = find_type (map, NORD_TYPE_PLACE_SEARCH);
  GtkWidget *stack = find_type (search, GTK_TYPE_STACK);

  gtk_window_set_child (GTK_WINDOW (window), map);
  g_assert_true (gtk_widget_get_visible (search));
  nord_map_view_offer_search (NORD_MAP_VIEW (map), FALSE);
  g_assert_false (gtk_widget_get_visible (search));
  g_assert_true (gtk_widget_activate_action (map, "map.find-place", NULL));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "button");
  nord_map_view_offer_search (NORD_MAP_VIEW (map), TRUE);
  g_assert_true (gtk_widget_activate_action (map, "map.find-place", NULL));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "field");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_test_add_func ("/map-view/heat", test_heat);
  g_test_add_func ("/map-view/search", test_search);
  return g_test_run ();
}
