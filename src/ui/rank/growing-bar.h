/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A bar that grows once to its length, slowly enough to follow; at once where motion is unwanted.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_GROWING_BAR (nord_growing_bar_get_type ())
G_DECLARE_FINAL_TYPE (NordGrowingBar, nord_growing_bar, NORD, GROWING_BAR, GtkWidget)

/* @part: of the width, 0 to 1. @style: a class, "won", "lost", "before" … */
GtkWidget *nord_growing_bar_new (double part, const char *style);

G_END_DECLS
