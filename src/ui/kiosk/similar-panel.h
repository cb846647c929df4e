/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* "Same already?" beside what a resident is about to send: released ideas and projects that say
 * nearly the same, to add to. Nobody has to touch it. */
#pragma once

#include "ui/kiosk/similar-source.h"
#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_SIMILAR_PANEL (nord_similar_panel_get_type ())
G_DECLARE_FINAL_TYPE (NordSimilarPanel, nord_similar_panel, NORD, SIMILAR_PANEL, AdwBin)

/* Signals: "chosen" (id or NULL): it shall be more of that, or of nothing; "stale" (): ask again.
 */
GtkWidget *nord_similar_panel_new (NordWording *wording, NordSimilarSource *source);
/* Not visible where nothing is similar. */
void nord_similar_panel_ask (NordSimilarPanel *self, const NordEntry *entry);
/* Nothing of an entry is left in it. */
void nord_similar_panel_wipe (NordSimilarPanel *self);
/* @low: no room for more than two. */
void nord_similar_panel_set_low (NordSimilarPanel *self, gboolean low);

G_END_DECLS
