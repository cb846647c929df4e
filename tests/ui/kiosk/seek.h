/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finds widgets of a station, depth first. */
#pragma once

#include <gtk/gtk.h>

/* The first of @type, @widget included; NULL: there is none. */
GtkWidget *seek_type (GtkWidget *widget, GType type);
/* The first of CSS class @class after *@skip others, which it counts down. */
GtkWidget *seek_class (GtkWidget *widget, const char *class, guint *skip);
/* Whether a mapped label says just @text. */
gboolean seek_written (GtkWidget *widget, const char *text);
/* Lays all out and lets what waits for that happen, without drawing. */
void seek_settle (void);
