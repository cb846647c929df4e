/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The frame of a group on the free wall. */
#include "ui/cluster/wall-frame.h"

#include "core/cluster/wall-layout.h"
#include "ui/cluster/group-menu.h"

#include <glib/gi18n.h>

#define RADIUS 14
#define LINE 3

struct _NordWallFrame {
  GtkWidget parent_instance;

  NordGroup *group;  /* (owned) */
  GtkWidget *button; /* (owned) the name, which opens the menu */
  GtkWidget *label;  /* (unowned) in the button */
};

G_DEFINE_FINAL_TYPE (NordWallFrame, nord_wall_frame, GTK_TYPE_WIDGET)

static void
show_group (NordWallFrame *self)
{
  const guint n = g_list_model_get_n_items (nord_group_get_ideas (self->group));
  g_autofree char *title = nord_group_dup_title (self->group);
  /* Translators: the name of a group and how many ideas are in it. */
  g_autofree char *text = g_strdup_printf (_ ("%s (%u)"), title, n);
  g_autofree char *menu = g_strdup_printf (_ ("Menu of %s"), title);

  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (self->button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_menu_asked (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = nord_group_menu_new (NORD_WALL_FRAME (data)->group);

  gtk_menu_button_set_menu_model (button, menu);
}

static void
nord_wall_frame_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gtk_widget_measure (NORD_WALL_FRAME (widget)->button, orientation, -1, minimum, natural, NULL,
                      NULL);
}

static void
nord_wall_frame_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NordWallFrame *self = NORD_WALL_FRAME (widget);
  int least, natural, high;

  gtk_widget_measure (self->button, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  gtk_widget_measure (self->button, GTK_ORIENTATION_VERTICAL, -1, &high, NULL, NULL, NULL);
  gtk_widget_allocate (self->button, MAX (least, MIN (natural, width - 8)), high, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (4, 5)));
}

static void
nord_wall_frame_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NordWallFrame *self = NORD_WALL_FRAME (widget);
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  const gboolean target = gtk_widget_has_css_class (widget, "target");
  GdkRGBA line = *nord_group_get_colour (self->group), fill = line;
  GskRoundedRect rect;

  fill.alpha = target ? 0.3f : 0.1f;
  gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT (0, 0, width, height), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, &fill, &rect.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rect,
                              (float[4]){target ? 2 * LINE : LINE, target ? 2 * LINE : LINE,
                                         target ? 2 * LINE : LINE, target ? 2 * LINE : LINE},
                              (GdkRGBA[4]){line, line, line, line});
  gtk_widget_snapshot_child (widget, self->button, snapshot);
}

static void
nord_wall_frame_dispose (GObject *object)
{
  NordWallFrame *self = NORD_WALL_FRAME (object);

  if (self->group != NULL)
    g_signal_handlers_disconnect_by_data (self->group, self);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->group);
  G_OBJECT_CLASS (nord_wall_frame_parent_class)->dispose (object);
}

static void
nord_wall_frame_class_init (NordWallFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nord_wall_frame_dispose;
  widget_class->measure = nord_wall_frame_measure;
  widget_class->size_allocate = nord_wall_frame_size_allocate;
  widget_class->snapshot = nord_wall_frame_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nord_wall_frame_init (NordWallFrame *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->label, "board-title");
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->label);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), on_menu_asked, self, NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
nord_wall_frame_new (NordGroup *group)
{
  NordWallFrame *self = g_object_new (NORD_TYPE_WALL_FRAME, NULL);

  self->group = g_object_ref (group);
  g_signal_connect_object (group, "changed", G_CALLBACK (show_group), self, G_CONNECT_SWAPPED);
  show_group (self);
  return GTK_WIDGET (self);
}

NordGroup *
nord_wall_frame_get_group (NordWallFrame *self)
{
  g_return_val_if_fail (NORD_IS_WALL_FRAME (self), NULL);
  return self->group;
}

void
nord_wall_frame_set_target (NordWallFrame *self, gboolean target)
{
  g_return_if_fail (NORD_IS_WALL_FRAME (self));
  if (gtk_widget_has_css_class (GTK_WIDGET (self), "target") == target)
    return;
  if (target)
    gtk_widget_add_css_class (GTK_WIDGET (self), "target");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "target");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
