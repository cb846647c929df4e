/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What will be sent, before it is sent. */
#pragma once

#include "core/kiosk/entry.h"
#include "ui/kiosk/similar-source.h"
#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_CHECK_SCREEN (nord_check_screen_get_type ())
G_DECLARE_FINAL_TYPE (NordCheckScreen, nord_check_screen, NORD, CHECK_SCREEN, AdwBin)

/* Its buttons activate station.send, station.write and station.hide (personal details). Signals:
 * "chosen" (id or NULL): it shall be more of an idea or a project that is there, or of none;
 * "stale" (): show it again, what is similar has changed. */
GtkWidget *nord_check_screen_new (NordWording *wording, NordSimilarSource *source);
void nord_check_screen_show (NordCheckScreen *self, const NordEntry *entry);
/* Nothing of an entry is left in it. */
void nord_check_screen_wipe (NordCheckScreen *self);
/* @low: much wider than high; @wide: wider than high. */
void nord_check_screen_set_low (NordCheckScreen *self, gboolean low, gboolean wide);

G_END_DECLS
