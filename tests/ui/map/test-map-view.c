/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a page has of the map: the switch for density and the search for places, or not; and what
 * those are told who draw by keys. */
#include "ui/map/map-stage.h"
#include "ui/map/map-view.h"
#include "ui/map/place-names.h"
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

static void
press_key (GtkWidget *stage, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (stage);
  gboolean stop = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !stop; i++) {
    g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (one))
      g_signal_emit_by_name (one, "key-pressed", key, 0, 0, &stop);
  }
  g_assert_true (stop);
}

static GtkLabel *
find_told (GtkWidget *widget)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "map-words"))
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_told (child);
  return found;
}

/* A point that is taken back is told as one that is put down is, until there is none. */
static void
test_back (void)
{
  GtkWidget *window = gtk_window_new (), *map = GTK_WIDGET (nord_map_view_new ());
  GtkWidget *stage = find_type (map, NORD_TYPE_MAP_STAGE);
  GtkLabel *told = find_told (map);
  g_autofree char *two = NULL, *three = NULL;

  gtk_window_set_child (GTK_WINDOW (window), map);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 500);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (stage) < 100)
    g_main_context_iteration (NULL, TRUE);
  nord_map_view_show_bounds (NORD_MAP_VIEW (map), &(NordBounds){7.45, 51.52, 7.47, 51.54}, FALSE);
  nord_map_view_take_tool (NORD_MAP_VIEW (map), NORD_TOOL_AREA);
  press_key (stage, GDK_KEY_Return); /* the cross comes */
  press_key (stage, GDK_KEY_Return);
  g_assert_cmpstr (gtk_label_get_text (told), ==, "1 point");
  press_key (stage, GDK_KEY_Right);
  press_key (stage, GDK_KEY_Right);
  press_key (stage, GDK_KEY_Return);
  two = g_strdup (gtk_label_get_text (told));
  press_key (stage, GDK_KEY_Down);
  press_key (stage, GDK_KEY_Return);
  three = g_strdup (gtk_label_get_text (told));
  g_assert_true (g_str_has_prefix (three, "3 points, "));
  press_key (stage, GDK_KEY_Left);
  press_key (stage, GDK_KEY_Return);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (told), "4 points, "));
  press_key (stage, GDK_KEY_BackSpace);
  g_assert_cmpstr (gtk_label_get_text (told), ==, three);
  /* A button does what the key does. */
  nord_tool_go_back (nord_map_view_get_tool (NORD_MAP_VIEW (map)));
  g_assert_cmpstr (gtk_label_get_text (told), ==, two);
  press_key (stage, GDK_KEY_BackSpace);
  g_assert_cmpstr (gtk_label_get_text (told), ==, "1 point");
  press_key (stage, GDK_KEY_BackSpace);
  g_assert_cmpstr (gtk_label_get_text (told), ==, "0 points");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_test_add_func ("/map-view/back", test_back);
  g_test_add_func ("/map-view/heat", test_heat);
  g_test_add_func ("/map-view/search", test_search);
  status = g_test_run ();
  nord_place_names_settle ();
  return status;
}
