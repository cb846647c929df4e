/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A line in the list of groups. */
#include "ui/cluster/group-row.h"

#include "core/model/idea.h"
#include "ui/cluster/group-menu.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"
#include "config.h"

#include <glib/gi18n.h>

struct _NordGroupRow {
  AdwBin parent_instance;

  NordSession *session; /* (owned) */
  NordGroup *group;     /* (owned) (nullable) */
  NordRecord *idea;     /* (owned) (nullable) */
  gboolean in_group;    /* the idea is in a group, not alone */

  GtkTreeExpander *expander;
  GtkCheckButton *check;
  GtkDrawingArea *dot;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (NordGroupRow, nord_group_row, ADW_TYPE_BIN)

static void
draw_dot (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  NordGroupRow *self = data;

  if (self->group == NULL)
    return;
  gdk_cairo_set_source_rgba (cr, nord_group_get_colour (self->group));
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
show_group (NordGroupRow *self)
{
  guint n = g_list_model_get_n_items (nord_group_get_ideas (self->group));
  g_autofree char *title = nord_group_dup_title (self->group);
  g_autofree char *count = g_strdup_printf (ngettext ("%u idea", "%u ideas", n), n);
  g_autofree char *name = g_strdup_printf (_ ("Menu of %s"), title);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->dot));
}

static void
show_idea (NordGroupRow *self)
{
  const char *title = nord_record_get_text (self->idea, NORD_IDEA_TITLE);
  g_autofree char *line = nord_plain_shorten (
    title != NULL && *title != 0 ? title : nord_record_get_text (self->idea, NORD_IDEA_BODY), 120);
  g_autofree char *name = NULL;

  if (line == NULL || *line == 0) {
    g_free (line);
    line = g_strdup (_ ("Idea without a title"));
  }
  gtk_label_set_label (self->title, line);
  name = g_strdup_printf (_ ("Select “%s”"), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_free (name);
  name = g_strdup_printf (_ ("Menu of %s"), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
on_check_toggled (NordGroupRow *self)
{
  const char *id = self->idea != NULL ? nord_record_get_id (self->idea) : NULL;

  if (id != NULL &&
      nord_session_is_selected (self->session, id) != gtk_check_button_get_active (self->check))
    nord_session_toggle_selected (self->session, id);
}

static void
on_selection_changed (NordGroupRow *self)
{
  if (self->idea != NULL)
    gtk_check_button_set_active (self->check,
                                 nord_session_is_selected (self->session,
                                                           nord_record_get_id (self->idea)));
}

static void
on_secondary_pressed (NordGroupRow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->menu_button)))
    gtk_menu_button_popup (self->menu_button);
}

static void
nord_group_row_dispose (GObject *object)
{
  NordGroupRow *self = NORD_GROUP_ROW (object);

  nord_group_row_unbind (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_group_row_parent_class)->dispose (object);
}

static void
nord_group_row_class_init (NordGroupRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_group_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               NORD_APP_PATH "/ui/cluster/group-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NordGroupRow, expander);
  gtk_widget_class_bind_template_child (widget_class, NordGroupRow, check);
  gtk_widget_class_bind_template_child (widget_class, NordGroupRow, dot);
  gtk_widget_class_bind_template_child (widget_class, NordGroupRow, title);
  gtk_widget_class_bind_template_child (widget_class, NordGroupRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, NordGroupRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_check_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_pressed);
}

static void
nord_group_row_init (NordGroupRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->dot, draw_dot, self, NULL);
}

GtkWidget *
nord_group_row_new (NordSession *session)
{
  NordGroupRow *self = g_object_new (NORD_TYPE_GROUP_ROW, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
nord_group_row_bind (NordGroupRow *self, GtkTreeListRow *row)
{
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);
  g_autoptr (GMenuModel) menu = NULL;

  gtk_tree_expander_set_list_row (self->expander, row);
  if (NORD_IS_GROUP (item)) {
    self->group = NORD_GROUP (g_steal_pointer (&item));
    g_signal_connect_object (self->group, "changed", G_CALLBACK (show_group), self,
                             G_CONNECT_SWAPPED);
    if (nord_group_get_id (self->group) != NULL)
      menu = nord_group_menu_new (self->group);
    show_group (self);
  } else {
    g_autoptr (GtkTreeListRow) parent = gtk_tree_list_row_get_parent (row);
    g_autoptr (NordGroup) around = gtk_tree_list_row_get_item (parent);

    self->idea = NORD_RECORD (g_steal_pointer (&item));
    self->in_group = nord_group_get_cluster (around) != NULL;
    g_signal_connect_object (self->idea, "notify::title", G_CALLBACK (show_idea), self,
                             G_CONNECT_SWAPPED);
    menu = nord_group_menu_new_for_idea (nord_record_get_id (self->idea), self->in_group);
    show_idea (self);
    on_selection_changed (self);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->check), self->idea != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->dot),
                          self->group != NULL && nord_group_get_id (self->group) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), self->group != NULL);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), menu != NULL);
  if (self->group != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");
}

void
nord_group_row_unbind (NordGroupRow *self)
{
  if (self->group != NULL)
    g_signal_handlers_disconnect_by_data (self->group, self);
  if (self->idea != NULL)
    g_signal_handlers_disconnect_by_data (self->idea, self);
  g_clear_object (&self->group);
  g_clear_object (&self->idea);
  if (self->expander != NULL)
    gtk_tree_expander_set_list_row (self->expander, NULL);
}
