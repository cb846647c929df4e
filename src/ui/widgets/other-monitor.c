/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Monitors are told by their plug: GTK's objects for them come and go. */
#include "ui/widgets/other-monitor.h"

char *
nord_other_monitor_get_name (GdkMonitor *monitor)
{
  const char *plug = gdk_monitor_get_connector (monitor);
  const char *model = gdk_monitor_get_model (monitor);

  return g_strdup (plug != NULL ? plug : (model != NULL ? model : ""));
}

char *
nord_other_monitor_describe (GdkMonitor *monitor)
{
  const char *maker = gdk_monitor_get_manufacturer (monitor);
  const char *model = gdk_monitor_get_model (monitor);
  g_autofree char *name = nord_other_monitor_get_name (monitor);
  GString *text = g_string_new (name);
  GdkRectangle at;

  gdk_monitor_get_geometry (monitor, &at);
  if (maker != NULL || (model != NULL && !g_str_equal (model, name)))
    g_string_append_printf (text, " · %s%s%s", maker != NULL ? maker : "",
                            maker != NULL && model != NULL ? " " : "", model != NULL ? model : "");
  g_string_append_printf (text, " · %d × %d", at.width, at.height);
  return g_string_free (text, FALSE);
}

GdkMonitor *
nord_other_monitor_get (GdkDisplay *display, const char *name)
{
  GListModel *monitors = gdk_display_get_monitors (display);

  for (guint i = 0; *name != '\0' && i < g_list_model_get_n_items (monitors); i++) {
    g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
    g_autofree char *own = nord_other_monitor_get_name (monitor);

    if (g_str_equal (own, name))
      return g_steal_pointer (&monitor);
  }
  return NULL;
}

static GdkMonitor *
get_monitor_of (GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  return surface != NULL
           ? gdk_display_get_monitor_at_surface (gtk_widget_get_display (GTK_WIDGET (window)),
                                                 surface)
           : NULL;
}

GdkMonitor *
nord_other_monitor_find (GtkWindow *window, GSettings *settings, const char *key)
{
  GdkDisplay *display =
    window != NULL ? gtk_widget_get_display (GTK_WIDGET (window)) : gdk_display_get_default ();
  GdkMonitor *taken = window != NULL ? get_monitor_of (window) : NULL;
  GListModel *monitors = gdk_display_get_monitors (display);
  g_autofree char *name = g_settings_get_string (settings, key);
  g_autoptr (GdkMonitor) known = nord_other_monitor_get (display, name);

  if (known != NULL && known != taken)
    return g_steal_pointer (&known);
  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++) {
    g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

    if (monitor != taken)
      return g_steal_pointer (&monitor);
  }
  return NULL;
}

/* --- Filling it ---------------------------------------------------------------------------------
 *
 * GTK moves a window of X11 there before it becomes full, but a window that is not shown yet is
 * placed by its manager, and one that is full already stays where it is. So what came up elsewhere
 * is made small, and full again from there. */

#define SETTLE_MS 200
#define MOST_TRIES 3

typedef struct {
  GtkWindow *window;   /* (unowned) owns this */
  GdkMonitor *monitor; /* (owned) where it shall be */
  guint tries;
  gboolean small; /* on the way to being full again */
  guint settling; /* source id */
} Aim;

static void
aim_free (gpointer data)
{
  Aim *aim = data;

  g_clear_handle_id (&aim->settling, g_source_remove);
  g_object_unref (aim->monitor);
  g_free (aim);
}

static gboolean
on_settled (gpointer data)
{
  Aim *aim = data;

  aim->settling = 0;
  if (aim->small) {
    aim->small = FALSE;
    gtk_window_fullscreen_on_monitor (aim->window, aim->monitor);
  } else if (gtk_window_is_fullscreen (aim->window) && gdk_monitor_is_valid (aim->monitor) &&
             get_monitor_of (aim->window) != aim->monitor && aim->tries++ < MOST_TRIES) {
    aim->small = TRUE;
    gtk_window_unfullscreen (aim->window);
  }
  return G_SOURCE_REMOVE;
}

/* What the manager says of state and place comes in pieces. */
static void
on_fullscreened (GtkWindow *window, GParamSpec *pspec, gpointer data)
{
  Aim *aim = g_object_get_data (G_OBJECT (window), "nord-aim");

  if (aim != NULL && aim->settling == 0)
    aim->settling = g_timeout_add (SETTLE_MS, on_settled, aim);
}

void
nord_other_monitor_fill (GdkMonitor *monitor, GtkWindow *window)
{
  Aim *aim = g_new0 (Aim, 1);

  g_return_if_fail (GTK_IS_WINDOW (window));
  if (g_object_get_data (G_OBJECT (window), "nord-aim") == NULL)
    g_signal_connect (window, "notify::fullscreened", G_CALLBACK (on_fullscreened), NULL);
  aim->window = window;
  aim->monitor = g_object_ref (monitor);
  g_object_set_data_full (G_OBJECT (window), "nord-aim", aim, aim_free);
  gtk_window_fullscreen_on_monitor (window, monitor);
  on_fullscreened (window, NULL, NULL);
}

/* --- Remembering it -----------------------------------------------------------------------------
 */

typedef struct {
  GSettings *settings; /* (owned) */
  char *key;           /* (owned) */
} Memory;

static void
memory_free (gpointer data, GClosure *closure)
{
  Memory *memory = data;

  g_object_unref (memory->settings);
  g_free (memory->key);
  g_free (memory);
}

static void
on_unmapped (GtkWindow *window, Memory *memory)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window)));
  GdkMonitor *monitor = get_monitor_of (window);
  g_autofree char *name = NULL;

  /* On the only one there was no choice. */
  if (monitor == NULL || g_list_model_get_n_items (monitors) < 2)
    return;
  name = nord_other_monitor_get_name (monitor);
  g_settings_set_string (memory->settings, memory->key, name);
}

void
nord_other_monitor_remember (GtkWindow *window, GSettings *settings, const char *key)
{
  Memory *memory = g_new (Memory, 1);

  g_return_if_fail (GTK_IS_WINDOW (window));
  *memory = (Memory){g_object_ref (settings), g_strdup (key)};
  g_signal_connect_data (window, "unmap", G_CALLBACK (on_unmapped), memory, memory_free, 0);
}
