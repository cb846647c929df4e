/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One group on the board. */
#include "ui/cluster/board-column.h"

#include "ui/cluster/group-menu.h"
#include "config.h"

#include <glib/gi18n.h>

/* Thickness of the line in the colour of the group. */
#define LINE 5

struct _NordBoardColumn {
  GtkBox parent_instance;

  NordGroup *group; /* (owned) */
  gboolean live;    /* the cards stand */

  GtkLabel *title;
  GtkLabel *count;
  GtkMenuButton *menu_button;
  GtkListView *view;
};

G_DEFINE_FINAL_TYPE (NordBoardColumn, nord_board_column, GTK_TYPE_BOX)

static void
show_group (NordBoardColumn *self)
{
  guint n = g_list_model_get_n_items (nord_group_get_ideas (self->group));
  g_autofree char *title = nord_group_dup_title (self->group);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *said = g_strdup_printf (ngettext ("%u idea", "%u ideas", n), n);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, said);
  g_autofree char *menu = g_strdup_printf (_ ("Menu of %s"), title);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->count, count);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), said);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GtkWidget *
find_card (NordBoardColumn *self, NordRecord *idea)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->view)); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    GtkWidget *card = gtk_widget_get_first_child (row);

    if (NORD_IS_BOARD_CARD (card) && nord_board_card_get_idea (NORD_BOARD_CARD (card)) == idea)
      return card;
  }
  return NULL;
}

static void
on_menu_asked (GtkMenuButton *button, gpointer data)
{
  NordBoardColumn *self = data;
  g_autoptr (GMenuModel) menu = nord_group_menu_new (self->group);

  gtk_menu_button_set_menu_model (button, menu);
}

static void
nord_board_column_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordBoardColumn *self = NORD_BOARD_COLUMN (widget);
  const int width = gtk_widget_get_width (widget);

  GTK_WIDGET_CLASS (nord_board_column_parent_class)->snapshot (widget, snapshot);
  if (nord_group_get_id (self->group) != NULL)
    gtk_snapshot_append_color (snapshot, nord_group_get_colour (self->group),
                               &GRAPHENE_RECT_INIT (12, 0, width - 24, LINE));
}

/* All cards are one stop of Tab, however many they are; arrow keys go from one to the next. */
static gboolean
nord_board_column_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NordBoardColumn *self = NORD_BOARD_COLUMN (widget);

  if (gtk_widget_get_focus_child (GTK_WIDGET (self->view)) != NULL) {
    if (direction == GTK_DIR_TAB_FORWARD)
      return FALSE;
    if (direction == GTK_DIR_TAB_BACKWARD)
      return gtk_widget_child_focus (GTK_WIDGET (self->menu_button), direction);
  }
  return GTK_WIDGET_CLASS (nord_board_column_parent_class)->focus (widget, direction);
}

static void
nord_board_column_dispose (GObject *object)
{
  NordBoardColumn *self = NORD_BOARD_COLUMN (object);

  if (self->group != NULL)
    g_signal_handlers_disconnect_by_data (self->group, self);
  g_clear_object (&self->group);
  G_OBJECT_CLASS (nord_board_column_parent_class)->dispose (object);
}

static void
nord_board_column_class_init (NordBoardColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_board_column_dispose;
  widget_class->focus = nord_board_column_focus;
  widget_class->snapshot = nord_board_column_snapshot;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/cluster/board-column.ui");
  gtk_widget_class_bind_template_child (widget_class, NordBoardColumn, title);
  gtk_widget_class_bind_template_child (widget_class, NordBoardColumn, count);
  gtk_widget_class_bind_template_child (widget_class, NordBoardColumn, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NordBoardColumn, view);
}

static void
nord_board_column_init (NordBoardColumn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
nord_board_column_new (NordGroup *group, GtkListItemFactory *factory)
{
  NordBoardColumn *self = g_object_new (NORD_TYPE_BOARD_COLUMN, NULL);

  self->group = g_object_ref (group);
  /* The labels inside ask for room, but all columns are equally wide. */
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_list_view_set_factory (self->view, factory);
  /* A menu of every column would cost more than its cards. */
  gtk_menu_button_set_create_popup_func (self->menu_button, on_menu_asked, self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), nord_group_get_id (group) != NULL);
  g_signal_connect_object (group, "changed", G_CALLBACK (show_group), self, G_CONNECT_SWAPPED);
  show_group (self);
  return GTK_WIDGET (self);
}

NordGroup *
nord_board_column_get_group (NordBoardColumn *self)
{
  g_return_val_if_fail (NORD_IS_BOARD_COLUMN (self), NULL);
  return self->group;
}

void
nord_board_column_show_cards (NordBoardColumn *self)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  g_return_if_fail (NORD_IS_BOARD_COLUMN (self));
  if (self->live)
    return;
  self->live = TRUE;
  model =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (nord_group_get_ideas (self->group))));
  gtk_list_view_set_model (self->view, model);
}

gboolean
nord_board_column_focus_card (NordBoardColumn *self, guint position)
{
  GListModel *ideas;
  g_autoptr (NordRecord) idea = NULL;
  GtkWidget *card;
  guint n;

  g_return_val_if_fail (NORD_IS_BOARD_COLUMN (self), FALSE);
  ideas = nord_group_get_ideas (self->group);
  n = g_list_model_get_n_items (ideas);
  if (n == 0)
    return FALSE;
  position = MIN (position, n - 1);
  nord_board_column_show_cards (self);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  idea = g_list_model_get_item (ideas, position);
  card = find_card (self, idea);
  return card != NULL && gtk_widget_grab_focus (card);
}

NordBoardCard *
nord_board_column_get_focus_card (NordBoardColumn *self, guint *position)
{
  GtkWidget *row, *card;
  GListModel *ideas;

  g_return_val_if_fail (NORD_IS_BOARD_COLUMN (self), NULL);
  row = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  card = row != NULL ? gtk_widget_get_first_child (row) : NULL;
  if (!NORD_IS_BOARD_CARD (card) || !gtk_widget_has_focus (card))
    return NULL;
  ideas = nord_group_get_ideas (self->group);
  for (guint i = 0; i < g_list_model_get_n_items (ideas); i++) {
    g_autoptr (NordRecord) idea = g_list_model_get_item (ideas, i);

    if (idea == nord_board_card_get_idea (NORD_BOARD_CARD (card))) {
      *position = i;
      return NORD_BOARD_CARD (card);
    }
  }
  return NULL;
}
