/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The cable is pulled, and there again. */
#include "ui/widgets/follow-monitor.h"

#include "ui/widgets/lost-bar.h"
#include "ui/widgets/other-monitor.h"
#include "config.h"

#include <glib/gi18n.h>

typedef struct {
  GSettings *settings; /* (owned) */
  char *key;           /* (owned) */
  gboolean away;       /* it was on another monitor than the work */
} Follow;

static void
follow_free (gpointer data)
{
  Follow *follow = data;

  g_object_unref (follow->settings);
  g_free (follow->key);
  g_free (follow);
}

static void
go_to_monitor (GtkWindow *window)
{
  Follow *follow = g_object_get_data (G_OBJECT (window), "nord-follow");
  GtkWindow *worked = gtk_window_get_transient_for (window);
  g_autoptr (GdkMonitor) other = nord_other_monitor_find (worked, follow->settings, follow->key);

  if (other != NULL) {
    follow->away = TRUE;
    nord_lost_bar_forget (worked, window);
    nord_other_monitor_fill (other, window);
  } else if (!follow->away ||
             !nord_lost_bar_tell (worked, window,
                                  _ ("The projector is gone. Check its cable and its "
                                     "power: what it showed comes back by itself, on "
                                     "the same page."))) {
    gtk_window_fullscreen (window);
  }
}

void
nord_follow_monitor (GtkWindow *window, GSettings *settings, const char *key)
{
  Follow *follow = g_new0 (Follow, 1);

  g_return_if_fail (GTK_IS_WINDOW (window));
  *follow = (Follow){g_object_ref (settings), g_strdup (key), FALSE};
  g_object_set_data_full (G_OBJECT (window), "nord-follow", follow, follow_free);
  go_to_monitor (window);
  nord_other_monitor_remember (window, settings, key);
  g_signal_connect_object (gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window))),
                           "items-changed", G_CALLBACK (go_to_monitor), window, G_CONNECT_SWAPPED);
}
