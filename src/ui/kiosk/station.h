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

/* @number: from 1, as it stands on the ideas. @low: much wider than high. @guard belongs to the
 * window: all stations guess at the one PIN together. Signal "left" (): the staff ends the shared
 * screen. */
NordStation *
nord_station_new (NordDocument *document, guint number, gboolean low, NordPinGuard *guard);
/* The staff knocks, by the hidden corner or by a key. */
void nord_station_call_staff (NordStation *self);

G_END_DECLS
