/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The shared screen: stations over the whole monitor, and no way out but the staff's. */
#pragma once

#include "core/document/document.h"
#include "core/kiosk/seating.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_KIOSK_WINDOW (nord_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (NordKioskWindow, nord_kiosk_window, NORD, KIOSK_WINDOW, GtkApplicationWindow)

GtkWindow *
nord_kiosk_window_new (GtkApplication *application, NordDocument *document, NordSeating seating);

/* Closes it without the PIN: the workshop it shows is being closed. */
void nord_kiosk_window_end (NordKioskWindow *self);
/* Fills a monitor that @other is not on, where there is one. */
void nord_kiosk_window_keep_off (NordKioskWindow *self, GtkWindow *other);

G_END_DECLS
