/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One resident's side of the shared screen: a language, a map, tools and a draft of its own. */
#pragma once

#include "core/document/document.h"
#include "core/kiosk/pin.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STATION (nord_station_get_type ())
G_DECLARE_FINAL_TYPE (NordStation, nord_station, NORD, STATION, AdwBin)

/* @number: from 1, as it stands on the ideas. @guard belongs to the window: all stations guess at
 * the one PIN together. Signals, all asked for by the staff: "left" (): ends the shared screen;
 * "turned" (): a quarter further; "locked" (gboolean): all stations, or no longer; "scaled"
 * (double): pixels a millimetre. */
NordStation *nord_station_new (NordDocument *document, guint number, NordPinGuard *guard);
/* The staff knocks, by the hidden corner or by a key. */
void nord_station_call_staff (NordStation *self);
void nord_station_lock (NordStation *self, gboolean locked);
/* How much of the screen it has; its own pixels may be smaller where its words need more. */
void nord_station_set_seat (NordStation *self, int width, int height);
void nord_station_set_scale (NordStation *self, double per_mm);

G_END_DECLS
