/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A window for the room stays with the monitor that others look at. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills the monitor that the window which @window belongs to is not on; where there is only one,
 * that. While the other is gone it waits out of sight (see lost-bar), and setting @key remembers
 * which it was. */
void nord_follow_monitor (GtkWindow *window, GSettings *settings, const char *key);

G_END_DECLS
