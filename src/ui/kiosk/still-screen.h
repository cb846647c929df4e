/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* K8: is anybody still there? All of it is one button. */
#pragma once

#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STILL_SCREEN (nord_still_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordStillScreen, nord_still_screen, NORD, STILL_SCREEN, AdwBin)

GtkWidget *nord_still_screen_new (NordWording *wording);
/* How much of the time is left, 1 to 0: a ring shows it. */
void nord_still_screen_set_left (NordStillScreen *self, double left);

G_END_DECLS
