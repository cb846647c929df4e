/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One photo as large as the screen allows. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (nullable) @title: what the photo belongs to. @bytes: as they are stored. */
void nord_photo_window_show (GtkWindow *parent, const char *title, GBytes *bytes);

G_END_DECLS
