/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Asks who sorts. What is said is kept in the history alone: with the next start nobody has said.
 */
#include "ui/cluster/who-button.h"

#include <glib/gi18n.h>

struct _NordWhoButton {
  AdwBin parent_instance;

  NordGroupSteps *steps; /* (owned) (nullable) */
  GtkWidget *button;     /* (unowned) the child */
  GtkWidget *popover;    /* (unowned) of the button */
  GtkWidget *entry;      /* (unowned) in the popover */
};

G_DEFINE_FINAL_TYPE (NordWhoButton, nord_who_button, ADW_TYPE_BIN)

static void
show_who (NordWhoButton *self)
{
  const char *who = self->steps != NULL ? nord_group_steps_get_who (self->steps) : NULL;
  g_autofree char *text = who != NULL
                            /* Translators: %s is a name or a role: who puts ideas in order. */
                            ? g_strdup_printf (_ ("Sorted by: %s"), who)
                            : g_strdup (_ ("Who Sorts?"));

  gtk_widget_set_tooltip_text (self->button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  if (who != NULL)
    gtk_widget_add_css_class (self->button, "accent");
  else
    gtk_widget_remove_css_class (self->button, "accent");
}

static void
on_changed (NordWhoButton *self)
{
  if (self->steps == NULL)
    return;
  nord_group_steps_set_who (self->steps, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  show_who (self);
}

static void
on_activated (NordWhoButton *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
nord_who_button_dispose (GObject *object)
{
  g_clear_object (&NORD_WHO_BUTTON (object)->steps);
  G_OBJECT_CLASS (nord_who_button_parent_class)->dispose (object);
}

static void
nord_who_button_class_init (NordWhoButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_who_button_dispose;
}

static void
nord_who_button_init (NordWhoButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *hint =
    gtk_label_new (_ ("Stands in the history of the groups and goes to the city with "
                      "them. A role is enough; nobody has to say."));

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Name or role"));
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 60);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name or role"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activated), self);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 34);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "nord-person-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_add_css_class (self->button, "flat");
  adw_bin_set_child (ADW_BIN (self), self->button);
  show_who (self);
}

void
nord_who_button_set_steps (NordWhoButton *self, NordGroupSteps *steps)
{
  g_return_if_fail (NORD_IS_WHO_BUTTON (self));
  g_set_object (&self->steps, steps);
  show_who (self);
}
