/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map as every page shows it: base map, districts, ideas, the tool in hand, and the controls.
 */
#include "ui/map/map-view.h"

#include "ui/map/extra-layers.h"
#include "ui/map/layers-window.h"
#include "ui/map/map-aids.h"
#include "ui/map/map-foot.h"
#include "ui/map/map-framing.h"
#include "ui/map/map-hand.h"
#include "ui/map/map-moves.h"
#include "ui/map/map-stage.h"
#include "ui/map/map-subject.h"
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

struct _NordMapView {
  GtkWidget parent_instance;

  GtkOverlay *overlay;
  GtkOrientable *controls;
  NordMapStage *stage;
  GtkLabel *licence;
  GtkWidget *strip;
  GtkWidget *compass_button;
  GtkWidget *layers_button;
  GtkWidget *heat_button;

  ShumateMap *map;           /* (unowned) */
  ShumateViewport *viewport; /* (unowned) */
  NordBaseLayer *base;       /* (owned) */
  NordExtraLayers *extras;   /* (owned) */
  NordIdeaLayer *ideas;      /* (unowned) */
  NordSketchLayer *sketch;   /* (unowned) */
  NordMapAids *aids;         /* (owned) (nullable) */
  NordMapHand *hand;         /* (owned) */
  NordMapSubject *subject;   /* (owned) (nullable) */
  NordSession *session;      /* (owned) (nullable) */
  gboolean shown;            /* there was room, and home or more was shown */
};

G_DEFINE_FINAL_TYPE (NordMapView, nord_map_view, GTK_TYPE_WIDGET)

enum {
  TOOL_CHANGED,
  TOOL_FINISHED,
  TOOL_REFUSED,
  TOOL_CANCELLED,
  PLACE_CHOSEN,
  LIST_WANTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_tool_changed (NordMapView *self)
{
  g_signal_emit (self, signals[TOOL_CHANGED], 0);
}

static void
on_tool_finished (NordMapView *self, NordShape *shape)
{
  g_signal_emit (self, signals[TOOL_FINISHED], 0, shape);
}

static void
on_tool_refused (NordMapView *self, NordToolRefusal why)
{
  g_signal_emit (self, signals[TOOL_REFUSED], 0, (int) why);
}

static void
on_tool_cancelled (NordMapView *self)
{
  g_signal_emit (self, signals[TOOL_CANCELLED], 0);
}

static void
on_place_chosen (NordMapView *self, const NordFound *found)
{
  NordBounds bounds = nord_shape_get_bounds (found->shape);

  nord_map_view_show_bounds (self, &bounds, TRUE);
  g_signal_emit (self, signals[PLACE_CHOSEN], 0, found);
}

static void
on_list_wanted (NordMapView *self)
{
  g_signal_emit (self, signals[LIST_WANTED], 0);
}

static void
on_moved (NordMapStage *stage, NordMapView *self)
{
  NordView view;

  nord_map_stage_get_view (stage, &view);
  if (view.width < 1 || view.height < 1)
    return;
  if (!self->shown) {
    self->shown = TRUE;
    nord_map_view_go_home (self, FALSE);
  }
  {
    NordBounds seen = nord_view_get_bounds (&view, 0);

    nord_map_aids_set_view (self->aids, &seen);
    if (self->session)
      nord_session_set_extent (self->session, seen);
  }
}

static void
on_rotation_changed (NordMapView *self)
{
  gtk_widget_set_visible (self->compass_button,
                          fabs (remainder (shumate_viewport_get_rotation (self->viewport),
                                           2 * G_PI)) > 1e-3);
}

static void
on_bubble_opened (NordIdeaLayer *layer, const NordBounds *bounds, NordMapView *self)
{
  nord_map_framing_open (self->stage, bounds);
}

static void
on_licence_changed (NordMapView *self)
{
  const char *licence = nord_base_layer_get_licence (self->base);

  gtk_label_set_text (self->licence, licence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->licence), licence);
  gtk_widget_set_visible (GTK_WIDGET (self->licence), *licence != '\0');
}

static void
on_dark_changed (NordMapView *self)
{
  nord_extra_layers_set_dark (self->extras, nord_base_layer_is_dark (self->base));
}

static void
on_reveal (NordMapView *self, const NordBounds *bounds)
{
  nord_map_view_reveal_bounds (self, bounds, TRUE);
}

static void
on_subject_changed (NordMapView *self)
{
  const NordBounds home = nord_map_subject_get_home (self->subject);

  nord_map_hand_drop (self->hand);
  nord_map_stage_set_limits (self->stage, &(NordBounds){home.west - 0.5, home.south - 0.35,
                                                        home.east + 0.5, home.north + 0.35});
  self->shown = gtk_widget_get_width (GTK_WIDGET (self->stage)) > 0;
  if (self->shown)
    nord_map_view_go_home (self, FALSE);
}

static void
on_layers (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordMapView *self = NORD_MAP_VIEW (widget);

  if (self->session)
    nord_layers_window_present (widget, self->session);
}

static void
on_home (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_map_view_go_home (NORD_MAP_VIEW (widget), TRUE);
}

static void
on_find_place (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_map_aids_open_search (NORD_MAP_VIEW (widget)->aids);
}

static gboolean
nord_map_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NORD_MAP_VIEW (widget)->stage));
}

/* Taking the focus means the map itself here: a widget that does so when Tab goes backward out of
 * its children would never let it go. */
static gboolean
nord_map_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (GTK_WIDGET (NORD_MAP_VIEW (widget)->overlay), direction);
}

static void
nord_map_view_dispose (GObject *object)
{
  NordMapView *self = NORD_MAP_VIEW (object);

  if (self->stage)
    nord_map_hand_drop (self->hand);
  g_clear_object (&self->subject);
  g_clear_object (&self->session);
  g_clear_object (&self->base);
  g_clear_object (&self->extras);
  g_clear_object (&self->aids);
  if (self->overlay)
    gtk_widget_unparent (GTK_WIDGET (self->overlay));
  self->overlay = NULL;
  self->stage = NULL;
  G_OBJECT_CLASS (nord_map_view_parent_class)->dispose (object);
}

static void
nord_map_view_finalize (GObject *object)
{
  NordMapView *self = NORD_MAP_VIEW (object);

  /* Not before: a tool that runs may be what lets go of the map. */
  g_clear_object (&self->hand);
  G_OBJECT_CLASS (nord_map_view_parent_class)->finalize (object);
}

static void
nord_map_view_class_init (NordMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  g_type_ensure (NORD_TYPE_MAP_STAGE);
  g_type_ensure (SHUMATE_TYPE_COMPASS);
  object_class->dispose = nord_map_view_dispose;
  object_class->finalize = nord_map_view_finalize;
  widget_class->focus = nord_map_view_focus;
  widget_class->grab_focus = nord_map_view_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, NORD_APP_PATH "/ui/map/map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NordMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, NordMapView, controls);
  gtk_widget_class_bind_template_child (widget_class, NordMapView, stage);
  gtk_widget_class_bind_template_child (widget_class, NordMapView, licence);
  gtk_widget_class_bind_template_child (widget_class, NordMapView, strip);
  gtk_widget_class_bind_template_child (widget_class, NordMapView, compass_button);
  gtk_widget_class_bind_template_child (widget_class, NordMapView, layers_button);
  gtk_widget_class_bind_template_child (widget_class, NordMapView, heat_button);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
  gtk_widget_class_install_action (widget_class, "map.home", NULL, on_home);
  gtk_widget_class_install_action (widget_class, "map.layers", NULL, on_layers);
  gtk_widget_class_install_action (widget_class, "map.find-place", NULL, on_find_place);
  nord_map_moves_install (widget_class);
  signals[TOOL_CHANGED] =
    g_signal_new ("tool-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOOL_FINISHED] = g_signal_new ("tool-finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, NORD_TYPE_SHAPE);
  signals[TOOL_REFUSED] = g_signal_new ("tool-refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[PLACE_CHOSEN] = g_signal_new ("place-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[LIST_WANTED] =
    g_signal_new ("list-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOOL_CANCELLED] =
    g_signal_new ("tool-cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nord_map_view_init (NordMapView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_map_moves_set_stage (GTK_WIDGET (self), self->stage);
  self->map = nord_map_stage_get_map (self->stage);
  self->viewport = shumate_map_get_viewport (self->map);
  self->base = nord_base_layer_new (self->map);
  self->extras = nord_extra_layers_new (self->map, nord_base_layer_get_labels (self->base));
  self->ideas = nord_idea_layer_new (self->viewport);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "ideas",
                                  nord_idea_layer_get_actions (self->ideas));
  self->sketch = nord_sketch_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->ideas));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->sketch));
  self->aids = nord_map_aids_new (self->overlay, self->stage);
  g_signal_connect_object (self->aids, "chosen", G_CALLBACK (on_place_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->aids, "list", G_CALLBACK (on_list_wanted), self,
                           G_CONNECT_SWAPPED);
  self->hand = nord_map_hand_new (self->stage, self->sketch, self->aids);
  nord_map_hand_add_layer (self->hand, NORD_MAP_LAYER (self->ideas));
  g_signal_connect_object (self->hand, "changed", G_CALLBACK (on_tool_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hand, "finished", G_CALLBACK (on_tool_finished), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hand, "refused", G_CALLBACK (on_tool_refused), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hand, "cancelled", G_CALLBACK (on_tool_cancelled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewport, "notify::rotation", G_CALLBACK (on_rotation_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->base, "notify::licence", G_CALLBACK (on_licence_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->base, "notify::dark", G_CALLBACK (on_dark_changed), self,
                           G_CONNECT_SWAPPED);
  self->subject = nord_map_subject_new (self->base, self->extras, self->ideas, self->aids);
  g_signal_connect_object (self->subject, "changed", G_CALLBACK (on_subject_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->subject, "reveal", G_CALLBACK (on_reveal), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ideas, "opened", G_CALLBACK (on_bubble_opened), self, 0);
  {
    GtkWidget *compass = GTK_WIDGET (shumate_compass_new (self->viewport));
    GtkWidget *scale = GTK_WIDGET (shumate_scale_new (self->viewport));

    gtk_button_set_child (GTK_BUTTON (self->compass_button), compass);
    shumate_scale_set_unit (SHUMATE_SCALE (scale), SHUMATE_UNIT_METRIC);
    gtk_widget_set_valign (scale, GTK_ALIGN_END);
    gtk_box_prepend (GTK_BOX (self->strip), scale);
  }
  on_rotation_changed (self);
  on_licence_changed (self);
  on_dark_changed (self);
}

NordMapView *
nord_map_view_new (void)
{
  return g_object_new (NORD_TYPE_MAP_VIEW, NULL);
}

void
nord_map_view_set_session (NordMapView *self, NordSession *session)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self) && NORD_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  nord_map_subject_set_session (self->subject, session);
}

void
nord_map_view_set_ideas (NordMapView *self, GListModel *ideas)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  nord_map_subject_set_ideas (self->subject, ideas);
}

ShumateViewport *
nord_map_view_get_viewport (NordMapView *self)
{
  g_return_val_if_fail (NORD_IS_MAP_VIEW (self), NULL);
  return self->viewport;
}

void
nord_map_view_offer_layers (NordMapView *self)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  gtk_widget_set_visible (self->layers_button, TRUE);
}

void
nord_map_view_offer_heat (NordMapView *self, gboolean offered)
{
  GActionGroup *actions;
  g_autoptr (GVariant) on = NULL;

  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  gtk_widget_set_visible (self->heat_button, offered);
  actions = nord_idea_layer_get_actions (self->ideas);
  on = g_action_group_get_action_state (actions, "heat");
  /* All is drawn anew for it. */
  if (!offered && g_variant_get_boolean (on))
    g_action_group_change_action_state (actions, "heat", g_variant_new_boolean (FALSE));
}

void
nord_map_view_offer_search (NordMapView *self, gboolean offered)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  nord_map_aids_offer_search (self->aids, offered);
}

NordBaseLayer *
nord_map_view_get_base (NordMapView *self)
{
  g_return_val_if_fail (NORD_IS_MAP_VIEW (self), NULL);
  return self->base;
}

NordIdeaLayer *
nord_map_view_get_idea_layer (NordMapView *self)
{
  g_return_val_if_fail (NORD_IS_MAP_VIEW (self), NULL);
  return self->ideas;
}

void
nord_map_view_add_layer (NordMapView *self, NordMapLayer *layer)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self) && NORD_IS_MAP_LAYER (layer));
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (layer), SHUMATE_LAYER (self->ideas));
  nord_map_hand_add_layer (self->hand, layer);
}

void
nord_map_view_add_names (NordMapView *self, NordMapLayer *layer)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self) && NORD_IS_MAP_LAYER (layer));
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (layer), SHUMATE_LAYER (self->sketch));
}

void
nord_map_view_remove_layer (NordMapView *self, NordMapLayer *layer)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self) && NORD_IS_MAP_LAYER (layer));
  nord_map_hand_remove_layer (self->hand, layer);
  shumate_map_remove_layer (self->map, SHUMATE_LAYER (layer));
}

void
nord_map_view_lay_controls (NordMapView *self, GtkOrientation orientation)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  gtk_orientable_set_orientation (self->controls, orientation);
}

void
nord_map_view_add_bar (NordMapView *self, GtkWidget *bar)
{
  nord_map_foot_add (self->overlay, self->strip, GTK_WIDGET (self->controls), bar);
}

void
nord_map_view_add_corner (NordMapView *self, GtkWidget *corner)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self) && GTK_IS_WIDGET (corner));
  nord_map_aids_add_corner (self->aids, self->overlay, corner);
}

void
nord_map_view_get_view (NordMapView *self, NordView *view)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  nord_map_stage_get_view (self->stage, view);
}

void
nord_map_view_show_bounds (NordMapView *self, const NordBounds *bounds, gboolean animate)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  self->shown = TRUE;
  nord_map_framing_show (self->stage, bounds, animate);
}

void
nord_map_view_reveal_bounds (NordMapView *self, const NordBounds *bounds, gboolean nearer)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  nord_map_framing_reveal (self->stage, bounds, nearer);
}

void
nord_map_view_go_home (NordMapView *self, gboolean animate)
{
  NordBounds home;

  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  home = nord_map_subject_get_home (self->subject);
  nord_map_framing_go_home (self->stage, self->base, &home, animate);
}

void
nord_map_view_take_tool (NordMapView *self, NordToolKind kind)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self) && kind < NORD_TOOL_EDIT);
  nord_idea_layer_set_hidden (self->ideas, NULL);
  nord_map_hand_take (self->hand, kind);
}

void
nord_map_view_edit_shape (NordMapView *self, const char *id, const NordShape *shape)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self) && shape != NULL);
  nord_idea_layer_set_hidden (self->ideas, id);
  nord_map_hand_edit (self->hand, shape);
}

void
nord_map_view_drop_tool (NordMapView *self)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  nord_idea_layer_set_hidden (self->ideas, NULL);
  if (nord_map_hand_get_tool (self->hand))
    nord_map_hand_drop (self->hand);
}

NordTool *
nord_map_view_get_tool (NordMapView *self)
{
  g_return_val_if_fail (NORD_IS_MAP_VIEW (self), NULL);
  return nord_map_hand_get_tool (self->hand);
}

void
nord_map_view_set_edge_guard (NordMapView *self, double guard)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  nord_map_stage_set_edge_guard (self->stage, guard);
}

void
nord_map_view_mark_place (NordMapView *self, const NordFound *found)
{
  g_return_if_fail (NORD_IS_MAP_VIEW (self));
  nord_map_aids_mark (self->aids, found);
}
