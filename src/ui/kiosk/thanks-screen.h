/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The thanks, and the code by which the idea is found again. */
#pragma once

#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_THANKS_SCREEN (nord_thanks_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordThanksScreen, nord_thanks_screen, NORD, THANKS_SCREEN, AdwBin)

/* Its buttons activate station.again and station.next. */
GtkWidget *nord_thanks_screen_new (NordWording *wording);
void nord_thanks_screen_show (NordThanksScreen *self, const char *code, double module);
/* How much of the time until it goes by itself is left, 0 to 1. */
void nord_thanks_screen_set_left (NordThanksScreen *self, double left);
void nord_thanks_screen_wipe (NordThanksScreen *self);

G_END_DECLS
