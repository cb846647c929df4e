/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A sticker as a picture on a button, as large as there is room. */
#pragma once

#include "core/kiosk/sticker.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @round: the sticker itself; else the picture alone. @least: pixels. */
GtkWidget *nord_sticker_picture_new (NordSticker sticker, gboolean round, int least);

G_END_DECLS
