/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The map of a station speaks the language of the station, not that of the program. */
#pragma once

#include "ui/kiosk/wording.h"
#include "ui/map/map-view.h"

G_BEGIN_DECLS

/* Its buttons are named anew with every language, and what it tells of a point in hand is asked of
 * @wording, which must outlive it. No tooltips: they would stand upright on a turned station, in
 * the language of the program. */
void nord_map_wording_say (NordWording *wording, NordMapView *map);

G_END_DECLS
