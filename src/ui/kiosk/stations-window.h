/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The facilitator's view of the shared screen: who does what at which place; freezes places, hands
 * drafts over, seats people otherwise, ends it. */
#pragma once

#include "core/model/programme.h"
#include "ui/kiosk/kiosk-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STATIONS_WINDOW (nord_stations_window_get_type ())
G_DECLARE_FINAL_TYPE (NordStationsWindow, nord_stations_window, NORD, STATIONS_WINDOW, AdwWindow)

/* Goes with @kiosk. */
GtkWidget *nord_stations_window_new (GtkApplication *application,
                                     NordKioskWindow *kiosk,
                                     NordProgramme *programme);
/* Whether every place that is shown is frozen; freezes them, or lets them go on. */
gboolean nord_stations_window_is_frozen (NordKioskWindow *kiosk);
void nord_stations_window_freeze_all (NordKioskWindow *kiosk, gboolean frozen);

G_END_DECLS
