/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Saying something to people who do not see it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void nord_announce (GtkWidget *near, const char *text);
void nord_announce_along (GtkWidget *near, const char *text);

G_END_DECLS
