/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Says in the window somebody works in that the monitor of another one is gone, and what to do. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_LOST_BAR (nord_lost_bar_get_type ())
G_DECLARE_FINAL_TYPE (NordLostBar, nord_lost_bar, NORD, LOST_BAR, AdwBin)

/* Hides @lost, whose monitor is gone, and tells so in @worked by @text: it may be shown there or
 * ended; several are told of one after the other. FALSE where @worked has no such bar, and nothing
 * is done. */
gboolean nord_lost_bar_tell (GtkWindow *worked, GtkWindow *lost, const char *text);
/* Its monitor is there again: @lost is shown and nothing is told any more. */
void nord_lost_bar_forget (GtkWindow *worked, GtkWindow *lost);

G_END_DECLS
