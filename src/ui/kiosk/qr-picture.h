/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A short text as a QR code. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_QR_PICTURE (nord_qr_picture_get_type ())
G_DECLARE_FINAL_TYPE (NordQrPicture, nord_qr_picture, NORD, QR_PICTURE, GtkWidget)

GtkWidget *nord_qr_picture_new (void);
/* (nullable) @text: NULL shows nothing. @module: pixels of one little square at least. */
void nord_qr_picture_set (NordQrPicture *self, const char *text, double module);

G_END_DECLS
