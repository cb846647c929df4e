/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shows how a group came about, the newest step first. */
#include "ui/cluster/trail-window.h"

#include "ui/cluster/group-trail.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/plain-text.h"

#include <glib/gi18n.h>

#define MAX_STEPS 500

void
nord_trail_window_show (GtkWindow *parent, const char *title, GPtrArray *steps)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *list = gtk_list_box_new ();
  GtkWidget *clamp = adw_clamp_new ();
  /* Translators: title of a window; %s is the name of a group. */
  g_autofree char *words = g_strdup_printf (_ ("History of “%s”"), title);
  GtkShortcut *escape = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                          gtk_named_action_new ("window.close"));
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < steps->len && i < MAX_STEPS; i++) {
    const NordTrailStep *step = g_ptr_array_index (steps, i);
    GtkWidget *row = adw_action_row_new ();

    nord_plain_set_row (ADW_ACTION_ROW (row), step->what, step->about);
    gtk_list_box_append (GTK_LIST_BOX (list), row);
  }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  adw_clamp_set_child (ADW_CLAMP (clamp), list);
  gtk_widget_set_margin_top (clamp, 12);
  gtk_widget_set_margin_bottom (clamp, 12);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_window_set_title (GTK_WINDOW (window), words);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 560);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), escape);
  gtk_widget_add_controller (window, controller);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (window), box);
  nord_naming_apply (window);
  gtk_window_present (GTK_WINDOW (window));
}
