/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Starts the shared screen beside a facilitator's window, shows its places there, and ends it with
 * the workshop. */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_KIOSK_HOST (nord_kiosk_host_get_type ())
G_DECLARE_FINAL_TYPE (NordKioskHost, nord_kiosk_host, NORD, KIOSK_HOST, GObject)

/* Adds win.kiosk (the name of a seating), win.stations and win.freeze-stations to @window, which
 * owns this. */
NordKioskHost *nord_kiosk_host_new (GtkApplicationWindow *window, NordSession *session);

G_END_DECLS
