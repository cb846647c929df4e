/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which ideas and groups a poll put in front, as a short text: the id of the poll, a colon, and
 * "winners", "all" or a number of places. */
#pragma once

#include "core/document/document.h"

G_BEGIN_DECLS

char *nord_poll_pick_write (const char *poll, const char *part);
/* (transfer full) (nullable) */
GHashTable *nord_poll_pick_list (NordDocument *document, const char *pick);
/* Whether its result may be shown. */
gboolean nord_poll_pick_is_over (NordRecord *poll);

G_END_DECLS
