/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How well words stand out from their ground, measured where they are drawn. */
#pragma once

#include <gtk/gtk.h>

/* What WCAG 2.2, 1.4.3 asks for of text of any size. */
#define LEGIBLE_LEAST 4.5

typedef void (*LegibleFault) (GtkWidget *label, double contrast, gpointer data);

/* Draws @window and calls @fault for each label of @station that stands out less than
 * LEGIBLE_LEAST, words of buttons that can not be pressed aside, which the same rule leaves out,
 * but where the resident asked for the strongest contrast. Returns the number of labels looked at.
 */
guint legible_check (GtkWindow *window, GtkWidget *station, LegibleFault fault, gpointer data);

/* Where the letters of @label stand in @station, without the empty room of the label. */
graphene_rect_t legible_find_text (GtkWidget *label, GtkWidget *station);
/* A sign that parts words stands between them, never at the end of a line. */
gboolean legible_hangs (GtkLabel *label);
/* What is written on a button keeps off its rim; the keys of the keyboard share what room there is.
 */
gboolean legible_touches_rim (GtkWidget *label, GtkWidget *station);
