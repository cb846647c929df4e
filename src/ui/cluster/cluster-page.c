/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The page where ideas are put in order. */
#include "ui/cluster/cluster-page.h"

#include "ui/cluster/board.h"
#include "ui/cluster/duplicate-dialog.h"
#include "ui/cluster/group-dialog.h"
#include "ui/cluster/group-list.h"
#include "ui/cluster/group-map.h"
#include "ui/cluster/group-row.h"
#include "ui/cluster/group-steps.h"
#include "ui/cluster/list-focus.h"
#include "ui/cluster/no-proposal.h"
#include "ui/cluster/proposal-row.h"
#include "ui/cluster/proposer.h"
#include "ui/map/map-view.h"
#include "ui/widgets/abreast.h"
#include "ui/widgets/drop-choice.h"
#include "ui/widgets/one-stop.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>

struct _NordClusterPage {
  NordPage parent_instance;

  NordProposer *proposer;    /* (owned) */
  NordGroupList *group_list; /* (owned) */
  NordGroupSteps *steps;     /* (owned) (nullable) until there is a session */
  NordShapeLayer *hulls;     /* (unowned) the map owns it */
  NordShapeLayer *titles;    /* (unowned) of the hulls, above the ideas */
  gboolean on_board;         /* the board is shown, not the list */
  gboolean map_beside;       /* the map beside the board */

  AdwLeaflet *leaflet;
  GtkWidget *pane;
  NordBoard *board;
  GtkWidget *map_pane;
  NordMapView *map;
  GtkStack *stack;
  GtkStackPage *proposals_page;
  GtkStackPage *groups_page;
  GtkDropDown *mode;
  GtkWidget *by_distance;
  GtkWidget *radius_label;
  GtkWidget *radius_spin;
  GtkWidget *radius_unit;
  GtkWidget *radius_scale;
  GtkWidget *weight_box;
  GtkAdjustment *weight;
  GtkAdjustment *radius;
  GtkAdjustment *min_size;
  GtkLabel *summary;
  GtkSpinner *spinner;
  GtkStack *proposals_stack;
  AdwStatusPage *nothing;
  GtkListBox *proposals_box;
  GtkStack *groups_stack;
  GtkListView *groups_view;
  GtkRevealer *selection_bar;
  GtkLabel *selection_label;
};

G_DEFINE_FINAL_TYPE (NordClusterPage, nord_cluster_page, NORD_TYPE_PAGE)

enum { PROP_BOARD = 1, PROP_MAP_BESIDE, N_PROPS };
static GParamSpec *properties[N_PROPS];

static NordSession *
session_of (NordClusterPage *self)
{
  return nord_page_get_session (NORD_PAGE (self));
}

static GListModel *
list_of (NordClusterPage *self, NordNounKind noun)
{
  return nord_document_get_list (nord_page_get_document (NORD_PAGE (self)), noun);
}

static gboolean
shows_groups (NordClusterPage *self)
{
  return self->on_board ||
         g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "groups") == 0;
}

static void
select_hull (NordClusterPage *self, const char *id)
{
  nord_shape_layer_set_selected (self->hulls, id);
  nord_shape_layer_set_selected (self->titles, id);
}

static void
show_hulls (NordClusterPage *self)
{
  if (shows_groups (self))
    nord_group_map_show_groups (self->hulls, self->titles,
                                nord_group_list_get_groups (self->group_list));
  else
    nord_group_map_show_proposals (self->hulls, self->titles,
                                   nord_proposer_get_proposals (self->proposer));
}

static void
set_count (GtkStackPage *page, const char *title, guint n)
{
  /* Translators: the name of a list and how many things are in it. */
  g_autofree char *text = n > 0 ? g_strdup_printf (_ ("%s (%u)"), title, n) : g_strdup (title);

  gtk_stack_page_set_title (page, text);
}

static void
on_proposals_updated (NordClusterPage *self)
{
  GListModel *proposals = nord_proposer_get_proposals (self->proposer);
  NordDocument *document = nord_page_get_document (NORD_PAGE (self));
  guint n = g_list_model_get_n_items (proposals), n_in = 0;
  guint n_ideas = nord_proposer_get_n_ideas (self->proposer);

  for (guint i = 0; i < n; i++) {
    g_autoptr (NordProposal) proposal = g_list_model_get_item (proposals, i);

    n_in += nord_proposal_get_size (proposal);
  }
  set_count (self->proposals_page, C_ ("cluster", "Proposals"), n);
  if (n > 0) {
    g_autofree char *groups = g_strdup_printf (ngettext ("%u proposal", "%u proposals", n), n);
    /* Translators: "12 proposals for 64 of 83 ideas" */
    g_autofree char *text =
      g_strdup_printf (ngettext ("%s for %u of %u idea", "%s for %u of %u ideas", n_ideas), groups,
                       n_in, n_ideas);

    gtk_label_set_label (self->summary, text);
  } else {
    nord_no_proposal_show (self->nothing, self->by_distance,
                           document ? g_list_model_get_n_items (list_of (self, NORD_NOUN_IDEA)) : 0,
                           n_ideas, (NordProposeMode) gtk_drop_down_get_selected (self->mode));
  }
  gtk_stack_set_visible_child_name (self->proposals_stack, n > 0 ? "list" : "nothing");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cluster.accept-all", n > 0);
  if (!shows_groups (self))
    show_hulls (self);
}

static void
on_groups_updated (NordClusterPage *self)
{
  guint n = nord_group_list_get_n_groups (self->group_list);
  NordDocument *document = nord_page_get_document (NORD_PAGE (self));

  set_count (self->groups_page, C_ ("cluster", "Groups"), n);
  gtk_stack_set_visible_child_name (self->groups_stack,
                                    document != NULL && g_list_model_get_n_items (
                                                          list_of (self, NORD_NOUN_IDEA)) > 0
                                      ? "list"
                                      : "nothing");
  if (shows_groups (self))
    show_hulls (self);
}

static void
on_shown_list_changed (NordClusterPage *self)
{
  if (self->hulls != NULL)
    show_hulls (self);
}

static void
on_selection_changed (NordClusterPage *self)
{
  g_auto (GStrv) ids = nord_group_steps_list_selected (self->steps);
  guint n = g_strv_length (ids);
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u idea selected", "%u ideas selected", n), n);
  const char *selected = nord_session_get_selected (session_of (self));

  gtk_label_set_label (self->selection_label, text);
  gtk_revealer_set_reveal_child (self->selection_bar, n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cluster.form", n > 0);
  if (shows_groups (self))
    select_hull (self, selected);
}

static void
show_shape (NordClusterPage *self, const NordShape *shape)
{
  NordBounds box;

  if (shape == NULL)
    return;
  box = nord_shape_get_bounds (shape);
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->map_pane);
  nord_map_view_show_bounds (self->map, &box, TRUE);
}

static void
on_proposal_activated (NordClusterPage *self, GtkListBoxRow *row)
{
  NordProposal *proposal = nord_proposal_row_get_proposal (NORD_PROPOSAL_ROW (row));
  g_autofree char *id = g_strdup_printf ("%d", gtk_list_box_row_get_index (row));

  if (nord_proposal_get_hull (proposal) == NULL)
    return;
  select_hull (self, id);
  show_shape (self, nord_proposal_get_hull (proposal));
}

static void
on_hull_activated (NordClusterPage *self, const char *id)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->pane);
  select_hull (self, id);
  if (shows_groups (self)) {
    nord_session_select (session_of (self), id);
  } else {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->proposals_box, atoi (id));

    if (row != NULL)
      gtk_widget_grab_focus (GTK_WIDGET (row));
  }
}

static void
on_group_activated (NordClusterPage *self, guint position)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->groups_view);
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);

  if (NORD_IS_GROUP (item)) {
    g_autoptr (NordShape) hull = NULL;

    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
    if (nord_group_get_id (NORD_GROUP (item)) == NULL || adw_leaflet_get_folded (self->leaflet))
      return;
    hull = nord_group_map_new_hull (nord_group_get_ideas (NORD_GROUP (item)));
    select_hull (self, nord_group_get_id (NORD_GROUP (item)));
    show_shape (self, hull);
  } else {
    nord_session_reveal (session_of (self), nord_record_get_id (NORD_RECORD (item)));
  }
}

static void
on_accepted (NordClusterPage *self, NordProposalRow *row)
{
  NordProposal *proposal = nord_proposal_row_get_proposal (row);

  nord_group_steps_accept (self->steps, &proposal, 1);
}

/* At the first thing of what is shown: the first card, or the head of the lists. */
static void
start_focus (NordClusterPage *self)
{
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  if (self->on_board)
    nord_board_start_focus (self->board);
  else
    gtk_widget_child_focus (self->pane, GTK_DIR_TAB_FORWARD);
}

static void
on_accept_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordClusterPage *self = NORD_CLUSTER_PAGE (widget);
  GListModel *list = nord_proposer_get_proposals (self->proposer);
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (proposals, g_list_model_get_item (list, i));
  if (proposals->len > 0)
    nord_group_steps_accept (self->steps, (NordProposal *const *) proposals->pdata, proposals->len);
  start_focus (self);
}

static void
on_proposal_named (NordClusterPage *self, NordGroupDialog *dialog)
{
  nord_proposal_set_name (g_object_get_data (G_OBJECT (dialog), "about"),
                          nord_group_dialog_get_name (dialog));
  show_hulls (self);
}

static void
on_rename_asked (NordClusterPage *self, NordProposalRow *row)
{
  NordProposal *proposal = nord_proposal_row_get_proposal (row);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  NordGroupDialog *dialog =
    NORD_GROUP_DIALOG (nord_group_dialog_new (window, _ ("Rename Group"), NULL, _ ("_Rename")));

  nord_group_dialog_ask_name (dialog, nord_proposal_get_name (proposal));
  g_object_set_data_full (G_OBJECT (dialog), "about", g_object_ref (proposal), g_object_unref);
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_proposal_named), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_show (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordClusterPage *self = NORD_CLUSTER_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  NordGroup *group = nord_group_list_find (self->group_list, id);

  if (group != NULL) {
    g_autoptr (NordShape) hull = nord_group_map_new_hull (nord_group_get_ideas (group));

    select_hull (self, id);
    show_shape (self, hull);
  } else {
    NordRecord *idea = nord_document_lookup (nord_page_get_document (NORD_PAGE (self)), id);

    show_shape (self, idea != NULL ? nord_record_get_shape (idea, NORD_IDEA_SHAPE) : NULL);
    nord_session_reveal (session_of (self), id);
  }
}

/* The actions on groups and ideas, each with the id it is about or "" for what is selected. */
static const struct {
  const char *action;
  void (*step) (NordGroupSteps *, const char *);
} group_actions[] = {
  {"cluster.rename", nord_group_steps_rename},
  {"cluster.merge", nord_group_steps_merge},
  {"cluster.names", nord_group_steps_propose_name},
  {"cluster.reason", nord_group_steps_give_reason},
  {"cluster.split", nord_group_steps_split},
  {"cluster.dissolve", nord_group_steps_dissolve},
  {"cluster.move", nord_group_steps_move},
  {"cluster.take-out", nord_group_steps_take_out},
  {"cluster.history", nord_group_steps_show_history},
  {"cluster.similar", nord_duplicate_dialog_show},
};

static void
on_group_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordClusterPage *self = NORD_CLUSTER_PAGE (widget);

  for (guint i = 0; i < G_N_ELEMENTS (group_actions); i++)
    if (g_str_equal (name, group_actions[i].action))
      group_actions[i].step (self->steps, g_variant_get_string (parameter, NULL));
}

static void
on_colour (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id;
  int colour;

  g_variant_get (parameter, "(&si)", &id, &colour);
  nord_group_steps_recolour (NORD_CLUSTER_PAGE (widget)->steps, id, (guint) colour);
}

/* Beside a board there is less of the map: the cards are what matters. */
static void
arrange (NordClusterPage *self)
{
  gtk_widget_set_hexpand (self->map_pane, !self->on_board);
  gtk_widget_set_visible (self->map_pane, adw_leaflet_get_folded (self->leaflet) ||
                                            !self->on_board || self->map_beside);
  if (self->on_board)
    adw_leaflet_set_visible_child (self->leaflet, self->pane);
  on_shown_list_changed (self);
}

static void
on_form (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_group_steps_form (NORD_CLUSTER_PAGE (widget)->steps);
}

static void
on_select_none (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nord_session_select (session_of (NORD_CLUSTER_PAGE (widget)), NULL);
}

static void
on_to_list (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordClusterPage *self = NORD_CLUSTER_PAGE (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->pane);
}

static void
on_to_map (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NordClusterPage *self = NORD_CLUSTER_PAGE (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->map_pane);
}

static void
on_to_proposals (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (NORD_CLUSTER_PAGE (widget)->stack, "proposals");
}

static GListModel *
new_children (gpointer item, gpointer data)
{
  return NORD_IS_GROUP (item) ? g_object_ref (nord_group_get_ideas (item)) : NULL;
}

static void
on_row_setup (NordClusterPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, nord_group_row_new (session_of (self)));
}

static void
on_row_bind (NordClusterPage *self, GtkListItem *item)
{
  nord_group_row_bind (NORD_GROUP_ROW (gtk_list_item_get_child (item)),
                       GTK_TREE_LIST_ROW (gtk_list_item_get_item (item)));
}

static void
on_row_unbind (NordClusterPage *self, GtkListItem *item)
{
  nord_group_row_unbind (NORD_GROUP_ROW (gtk_list_item_get_child (item)));
}

static GtkWidget *
new_proposal_row (gpointer item, gpointer data)
{
  GtkWidget *row = nord_proposal_row_new (NORD_PROPOSAL (item));

  g_signal_connect_object (row, "accepted", G_CALLBACK (on_accepted), data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "rename-asked", G_CALLBACK (on_rename_asked), data,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
on_document_set (NordClusterPage *self)
{
  NordDocument *document = nord_page_get_document (NORD_PAGE (self));

  nord_group_list_set_document (self->group_list, document);
  nord_proposer_set_document (self->proposer, document);
}

static void
nord_cluster_page_set_session (NordPage *page, NordSession *session)
{
  NordClusterPage *self = NORD_CLUSTER_PAGE (page);
  GtkTreeListModel *tree;
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  NORD_PAGE_CLASS (nord_cluster_page_parent_class)->set_session (page, session);
  self->steps = nord_group_steps_new (GTK_WIDGET (self), session, self->group_list);
  nord_board_set_up (self->board, session, self->group_list, self->steps);
  nord_map_view_set_session (self->map, session);
  self->hulls = nord_shape_layer_new (nord_map_view_get_viewport (self->map), NORD_SHAPE_LOOK_HULL);
  nord_map_view_add_layer (self->map, NORD_MAP_LAYER (self->hulls));
  self->titles =
    nord_shape_layer_new (nord_map_view_get_viewport (self->map), NORD_SHAPE_LOOK_TITLE);
  nord_map_view_add_names (self->map, NORD_MAP_LAYER (self->titles));
  g_signal_connect_object (self->hulls, "activated", G_CALLBACK (on_hull_activated), self,
                           G_CONNECT_SWAPPED);

  tree = gtk_tree_list_model_new (g_object_ref (nord_group_list_get_groups (self->group_list)),
                                  FALSE, FALSE, new_children, NULL, NULL);
  {
    g_autoptr (GtkSelectionModel) model =
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (tree)));

    g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (factory, "bind", G_CALLBACK (on_row_bind), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (factory, "unbind", G_CALLBACK (on_row_unbind), self,
                             G_CONNECT_SWAPPED);
    gtk_list_view_set_factory (self->groups_view, factory);
    gtk_list_view_set_model (self->groups_view, model);
  }
  nord_list_focus_bind (self->proposals_box, nord_proposer_get_proposals (self->proposer),
                        new_proposal_row, self, GTK_WIDGET (self->mode));

  g_signal_connect_object (session, "notify::document", G_CALLBACK (on_document_set), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  on_document_set (self);
  on_selection_changed (self);
}

static void
nord_cluster_page_activate (NordPage *page)
{
  nord_proposer_set_active (NORD_CLUSTER_PAGE (page)->proposer, TRUE);
}

static void
nord_cluster_page_deactivate (NordPage *page)
{
  nord_proposer_set_active (NORD_CLUSTER_PAGE (page)->proposer, FALSE);
}

static GPtrArray *
nord_cluster_page_list_panes (NordPage *page)
{
  NordClusterPage *self = NORD_CLUSTER_PAGE (page);
  GPtrArray *panes = g_ptr_array_new ();

  g_ptr_array_add (panes, self->pane);
  g_ptr_array_add (panes, self->map);
  return panes;
}

static void
nord_cluster_page_dispose (GObject *object)
{
  NordClusterPage *self = NORD_CLUSTER_PAGE (object);

  if (self->proposer != NULL)
    nord_proposer_set_active (self->proposer, FALSE);
  g_clear_object (&self->proposer);
  g_clear_object (&self->steps);
  g_clear_object (&self->group_list);
  self->hulls = NULL;
  self->titles = NULL;
  G_OBJECT_CLASS (nord_cluster_page_parent_class)->dispose (object);
}

static void
on_folded (NordClusterPage *self)
{
  const gboolean folded = adw_leaflet_get_folded (self->leaflet);

  nord_board_set_narrow (self->board, folded);
  /* Where only one is shown at a time, the map is never beside anything. */
  gtk_widget_set_visible (self->map_pane, folded || !self->on_board || self->map_beside);
}

/* Only what the chosen way asks for is shown. */
static void
on_by_distance (NordClusterPage *self)
{
  gtk_drop_down_set_selected (self->mode, NORD_PROPOSE_RADIUS);
  gtk_widget_grab_focus (GTK_WIDGET (self->mode));
}

static void
on_mode_changed (NordClusterPage *self)
{
  const NordProposeMode mode = (NordProposeMode) gtk_drop_down_get_selected (self->mode);
  GtkWidget *const of_radius[] = {self->radius_label, self->radius_spin, self->radius_unit,
                                  self->radius_scale};

  for (guint i = 0; i < G_N_ELEMENTS (of_radius); i++)
    gtk_widget_set_visible (of_radius[i], mode == NORD_PROPOSE_RADIUS);
  gtk_widget_set_visible (self->weight_box, mode == NORD_PROPOSE_BOTH);
}

static void
nord_cluster_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NordClusterPage *self = NORD_CLUSTER_PAGE (object);

  g_value_set_boolean (value, id == PROP_BOARD ? self->on_board : self->map_beside);
}

static void
nord_cluster_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NordClusterPage *self = NORD_CLUSTER_PAGE (object);
  gboolean *held = id == PROP_BOARD ? &self->on_board : &self->map_beside;

  if (*held == g_value_get_boolean (value))
    return;
  *held = g_value_get_boolean (value);
  arrange (self);
  g_object_notify_by_pspec (object, pspec);
  /* What had the focus has gone; it must not end on the far side of the map. */
  if (id == PROP_BOARD && gtk_widget_get_mapped (self->pane))
    start_focus (self);
}

static void
nord_cluster_page_class_init (NordClusterPageClass *klass)
{
  NordPageClass *page_class = NORD_PAGE_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_cluster_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = nord_cluster_page_get_property;
  G_OBJECT_CLASS (klass)->set_property = nord_cluster_page_set_property;
  properties[PROP_BOARD] =
    g_param_spec_boolean ("board", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MAP_BESIDE] =
    g_param_spec_boolean ("map-beside", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  page_class->set_session = nord_cluster_page_set_session;
  page_class->activate = nord_cluster_page_activate;
  page_class->deactivate = nord_cluster_page_deactivate;
  page_class->list_panes = nord_cluster_page_list_panes;

  gtk_widget_class_install_action (widget_class, "cluster.accept-all", NULL, on_accept_all);
  gtk_widget_class_install_action (widget_class, "cluster.show", "s", on_show);
  for (guint i = 0; i < G_N_ELEMENTS (group_actions); i++)
    gtk_widget_class_install_action (widget_class, group_actions[i].action, "s", on_group_action);
  gtk_widget_class_install_action (widget_class, "cluster.colour", "(si)", on_colour);
  gtk_widget_class_install_property_action (widget_class, "cluster.board", "board");
  gtk_widget_class_install_property_action (widget_class, "cluster.map-beside", "map-beside");
  gtk_widget_class_install_action (widget_class, "cluster.form", NULL, on_form);
  gtk_widget_class_install_action (widget_class, "cluster.select-none", NULL, on_select_none);
  gtk_widget_class_install_action (widget_class, "cluster.to-list", NULL, on_to_list);
  gtk_widget_class_install_action (widget_class, "cluster.to-map", NULL, on_to_map);
  gtk_widget_class_install_action (widget_class, "cluster.to-proposals", NULL, on_to_proposals);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "cluster.form",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "cluster.move",
                                       "s", "");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "cluster.rename", "s", "");

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "cluster.board", NULL);

  g_type_ensure (NORD_TYPE_MAP_VIEW);
  g_type_ensure (NORD_TYPE_BOARD);
  g_type_ensure (NORD_TYPE_PROPOSAL_ROW);
  g_type_ensure (NORD_TYPE_GROUP_ROW);
  g_type_ensure (NORD_TYPE_GROUP_DIALOG);
  g_type_ensure (NORD_TYPE_ONE_STOP);
  g_type_ensure (NORD_TYPE_ABREAST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/cluster/cluster-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, pane);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, board);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, map_pane);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, map);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, proposals_page);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, groups_page);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, mode);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, by_distance);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, radius_label);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, radius_spin);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, radius_unit);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, radius_scale);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, weight_box);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, weight);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, radius);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, min_size);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, summary);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, proposals_stack);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, proposals_box);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, groups_stack);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, groups_view);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, NordClusterPage, selection_label);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_list_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_by_distance);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_proposal_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_group_activated);
}

static void
nord_cluster_page_init (NordClusterPage *self)
{
  self->map_beside = TRUE;
  self->proposer = nord_proposer_new ();
  self->group_list = nord_group_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  nord_drop_choice_dress (self->mode);
  g_object_bind_property (self->proposer, "radius", self->radius, "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->mode, "selected", self->proposer, "mode", G_BINDING_DEFAULT);
  g_object_bind_property (self->proposer, "weight", self->weight, "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  on_mode_changed (self);
  g_object_bind_property (self->proposer, "min-size", self->min_size, "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->proposer, "busy", self->spinner, "spinning", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->proposer, "updated", G_CALLBACK (on_proposals_updated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->group_list, "updated", G_CALLBACK (on_groups_updated), self,
                           G_CONNECT_SWAPPED);
}
