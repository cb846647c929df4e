/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The monitor for a window that others look at: not the one somebody works on. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full) (nullable) The one that setting @key names where it is there and @window is not
 * on it, else the first that @window is not on; NULL where there is none. @window: (nullable)
 * nobody works at this computer. */
GdkMonitor *nord_other_monitor_find (GtkWindow *window, GSettings *settings, const char *key);
/* (transfer full) (nullable) the one of that name. */
GdkMonitor *nord_other_monitor_get (GdkDisplay *display, const char *name);
/* Its plug, which stays the same: "DP-1"; (transfer full) */
char *nord_other_monitor_get_name (GdkMonitor *monitor);
/* (transfer full) for people: "DP-1 · Dell P2419H · 1920 × 1080" */
char *nord_other_monitor_describe (GdkMonitor *monitor);
/* Fills it with @window, now or when that is shown, also where the manager of the windows only
 * knows of the monitor that a window is on. */
void nord_other_monitor_fill (GdkMonitor *monitor, GtkWindow *window);
/* When @window goes, setting @key will say where it was. */
void nord_other_monitor_remember (GtkWindow *window, GSettings *settings, const char *key);

G_END_DECLS
