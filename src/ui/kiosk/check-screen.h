/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What will be sent, before it is sent. */
#pragma once

#include "core/kiosk/entry.h"
#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_CHECK_SCREEN (nord_check_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordCheckScreen, nord_check_screen, NORD, CHECK_SCREEN, AdwBin)

/* Its buttons activate station.send, station.write and station.hide (personal details). */
GtkWidget *nord_check_screen_new (NordWording *wording);
void nord_check_screen_show (NordCheckScreen *self, const NordEntry *entry);
/* Nothing of an entry is left in it. */
void nord_check_screen_wipe (NordCheckScreen *self);
/* @low: much wider than high. */
void nord_check_screen_set_low (NordCheckScreen *self, gboolean low);

G_END_DECLS
