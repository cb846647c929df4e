/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The actions and keys that move a map: map.zoom-in, map.zoom-out, map.north, map.pan, map.turn. */
#include "ui/map/map-moves.h"

#define STAGE "nord-map-stage"

static NordMapStage *
find_stage (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), STAGE);
}

static void
on_zoom (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_map_stage_zoom_by (find_stage (widget), g_str_has_suffix (name, "in") ? 1 : -1, -1, -1);
}

static void
on_north (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordMapStage *stage = find_stage (widget);
  NordView view;

  nord_map_stage_get_view (stage, &view);
  view.rotation = 0;
  nord_map_stage_set_view (stage, &view, TRUE);
}

static void
on_pan (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordMapStage *stage = find_stage (widget);
  NordView view;
  double dx, dy;

  g_variant_get (parameter, "(dd)", &dx, &dy);
  nord_map_stage_get_view (stage, &view);
  nord_map_stage_pan_by (stage, dx * view.width, dy * view.height);
}

static void
on_turn (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordMapStage *stage = find_stage (widget);
  NordView view;

  nord_map_stage_get_view (stage, &view);
  view.rotation += g_variant_get_double (parameter);
  nord_map_stage_set_view (stage, &view, TRUE);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    const char *action;
  } zooms[] = {
    {GDK_KEY_plus, "map.zoom-in"},
    {GDK_KEY_KP_Add, "map.zoom-in"},
    {GDK_KEY_equal, "map.zoom-in"},
    {GDK_KEY_minus, "map.zoom-out"},
    {GDK_KEY_KP_Subtract, "map.zoom-out"},
    {GDK_KEY_Home, "map.home"},
    {GDK_KEY_0, "map.north"},
    {GDK_KEY_e, "map.layers"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding_action (widget_class, zooms[i].key, 0, zooms[i].action, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_SHIFT_MASK, "map.zoom-in",
                                       NULL);
  /* Arrows belong to the cross, see crosshair.c. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "map.turn", "d",
                                       -15 * G_PI / 180);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "map.turn", "d",
                                       15 * G_PI / 180);
}

void
nord_map_moves_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "map.zoom-in", NULL, on_zoom);
  gtk_widget_class_install_action (klass, "map.zoom-out", NULL, on_zoom);
  gtk_widget_class_install_action (klass, "map.north", NULL, on_north);
  gtk_widget_class_install_action (klass, "map.pan", "(dd)", on_pan);
  gtk_widget_class_install_action (klass, "map.turn", "d", on_turn);
  add_keys (klass);
}

void
nord_map_moves_set_stage (GtkWidget *widget, NordMapStage *stage)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && NORD_IS_MAP_STAGE (stage));
  g_object_set_data (G_OBJECT (widget), STAGE, stage);
}
