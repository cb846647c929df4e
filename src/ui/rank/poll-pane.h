/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One poll: its state and steps, its ballots, and what it came to once it is closed. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_POLL_PANE (nord_poll_pane_get_type ())
G_DECLARE_FINAL_TYPE (NordPollPane, nord_poll_pane, NORD, POLL_PANE, AdwBin)

/* Signal "created" (const char *id): another poll was made from this one. */
void nord_poll_pane_set_session (NordPollPane *self, NordSession *session);
void nord_poll_pane_set_poll (NordPollPane *self, NordRecord *poll); /* (nullable) */
NordRecord *nord_poll_pane_get_poll (NordPollPane *self);            /* (nullable) */
/* Another change of the document: shows it anew. */
void nord_poll_pane_refresh (NordPollPane *self);

G_END_DECLS
