/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* "Higher or lower?" at a station: two proposals side by side, and one is tapped. */
#pragma once

#include "core/rank/pairing.h"
#include "ui/kiosk/wording.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_VOTE_PAIR (nord_vote_pair_get_type ())
G_DECLARE_FINAL_TYPE (NordVotePair, nord_vote_pair, NORD, VOTE_PAIR, GtkBox)

/* Signal "answered" (): the answers changed. @data and @pairing live longer than it. @low: there is
 * room for one row of buttons. */
GtkWidget *nord_vote_pair_new (NordWording *wording,
                               const NordPolling *data,
                               NordPairing *pairing,
                               gboolean low);

G_END_DECLS
