/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* They are found by what they are and do: the map is that of everybody. */
#include "ui/kiosk/map-parts.h"

#include "ui/map/place-search.h"

#define HEAT "ideas.heat"

static void
hide_search (GtkWidget *widget)
{
  if (NORD_IS_PLACE_SEARCH (widget))
    gtk_widget_set_visible (widget, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hide_search (child);
}

static void
offer_heat (GtkWidget *widget, gboolean offered)
{
  if (GTK_IS_TOGGLE_BUTTON (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), HEAT) == 0) {
    gtk_widget_set_visible (widget, offered);
    if (!offered && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget)))
      gtk_widget_activate_action (widget, HEAT, NULL);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    offer_heat (child, offered);
}

void
nord_map_parts_hide_search (NordMapView *map)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (map));
  hide_search (GTK_WIDGET (map));
}

void
nord_map_parts_offer_heat (NordMapView *map, gboolean offered)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (map));
  offer_heat (GTK_WIDGET (map), offered);
}
