/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Back, another language, cancel: always in the same place, on every screen of a station. */
#pragma once

#include "core/kiosk/flow.h"
#include "ui/kiosk/wording.h"

#include "ui/kiosk/read-aloud.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STATION_BAR (nord_station_bar_get_type ())
G_DECLARE_FINAL_TYPE (NordStationBar, nord_station_bar, NORD, STATION_BAR, AdwBin)

/* Its buttons activate station.back, .switch and .cancel; each has its place, whether it is there
 * or not. @aloud: (transfer floating) stands there as long as it is visible itself, wherever
 * somebody may hear. */
GtkWidget *nord_station_bar_new (NordWording *wording, NordReadAloud *aloud);
/* What there is to do on the screen; on some there is no bar. */
void nord_station_bar_follow (NordStationBar *self, const NordFlow *flow);
gboolean nord_station_bar_may_hear (const NordFlow *flow);

G_END_DECLS
