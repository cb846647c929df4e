/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Sorting in silence: says so, and how much time is left. Nothing happens by itself at the end. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_SILENT_BAR (nord_silent_bar_get_type ())
G_DECLARE_FINAL_TYPE (NordSilentBar, nord_silent_bar, NORD, SILENT_BAR, AdwBin)

void nord_silent_bar_start (NordSilentBar *self, guint minutes);
gboolean nord_silent_bar_is_running (NordSilentBar *self); /* paused counts as running */

G_END_DECLS
