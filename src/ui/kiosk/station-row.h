/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One place of the shared screen in the facilitator's list: what goes on there in words, never what
 * is drawn or written. */
#pragma once

#include "core/model/programme.h"
#include "ui/kiosk/kiosk-window.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_STATION_ROW (nord_station_row_get_type ())
G_DECLARE_FINAL_TYPE (NordStationRow, nord_station_row, NORD, STATION_ROW, GtkListBoxRow)

/* @index: of the station in @kiosk. */
GtkWidget *nord_station_row_new (NordKioskWindow *kiosk, guint index, NordProgramme *programme);
/* Says what the station reports now. */
void nord_station_row_refresh (NordStationRow *self);
/* "draws on the map"; translated. */
const char *nord_station_row_get_word (NordScreen screen);

G_END_DECLS
