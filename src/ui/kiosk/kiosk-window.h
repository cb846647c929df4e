/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The shared screen: stations over the whole monitor, and no way out but the staff's. */
#pragma once

#include "core/document/document.h"
#include "core/kiosk/seating.h"
#include "ui/kiosk/station.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_KIOSK_WINDOW (nord_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (NordKioskWindow, nord_kiosk_window, NORD, KIOSK_WINDOW, GtkApplicationWindow)

/* Signal "reported" (): a station says something else now, or the seating or the monitors have
 * changed. */
GtkWindow *nord_kiosk_window_new (GtkApplication *application,
                                  NordDocument *document,
                                  NordSeating seating,
                                  GtkWindow *worked);

/* Closes it without the PIN: the workshop it shows is being closed. */
void nord_kiosk_window_end (NordKioskWindow *self);
NordDocument *nord_kiosk_window_get_document (NordKioskWindow *self); /* (transfer none) */
NordSeating nord_kiosk_window_get_seating (NordKioskWindow *self);
/* Stations that have no seat in it stay with what was begun there, until another seating. */
void nord_kiosk_window_set_seating (NordKioskWindow *self, NordSeating seating);
/* (transfer none) (nullable) from 0; NULL beyond the last that was ever seated. */
NordStation *nord_kiosk_window_get_station (NordKioskWindow *self, guint index);
/* By a quarter, clockwise; it stays so for this seating, also at the next start. */
void nord_kiosk_window_turn (NordKioskWindow *self, guint index);
/* The one of that name (see widgets/other-monitor.h), unless somebody works on it. */
void nord_kiosk_window_set_monitor (NordKioskWindow *self, const char *name);

G_END_DECLS
