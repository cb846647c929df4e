/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One photo as large as the screen allows. */
#include "ui/collect/photo-window.h"

#include "core/exchange/photo.h"
#include "ui/widgets/stored-picture.h"
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

void
nord_photo_window_show (GtkWindow *parent, const char *title, GBytes *bytes)
{
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *words = title && *title ? title : _ ("Photo");
  GtkWidget *picture =
    nord_stored_picture_new (bytes, NORD_PHOTO_SIDE, words, GTK_CONTENT_FIT_SCALE_DOWN);
  GtkShortcut *escape = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                          gtk_named_action_new ("window.close"));
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_window_set_title (GTK_WINDOW (window), words);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), escape);
  gtk_widget_add_controller (window, controller);
  gtk_widget_set_vexpand (picture, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), picture);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}
