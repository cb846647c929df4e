/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Looking at ideas before the public does: what waits, who looks at what, and the decisions. */
#pragma once

#include "core/model/change.h"
#include "core/model/idea.h"

G_BEGIN_DECLS

/* So long a claim counts: who has not decided by then has gone. */
#define NORD_MODERATION_CLAIM (15 * 60) /* s */

gboolean nord_moderation_is_public (const char *moderation);
gboolean nord_moderation_waits (NordRecord *idea);
gint64 nord_moderation_read_claim (NordRecord *idea, const char *device, gint64 now);
gboolean nord_moderation_is_claimed_by (NordRecord *idea, const char *device, gint64 now);

/* (transfer full) one set of changes, one step of undo. */
NordChangeSet *nord_moderation_claim (NordRecord *idea, const char *device, gint64 now);
NordChangeSet *nord_moderation_release (NordRecord *idea);
NordChangeSet *nord_moderation_hide (NordRecord *idea, const char *reason);
NordChangeSet *nord_moderation_ask (NordRecord *idea, const char *question);
NordChangeSet *nord_moderation_take_back (NordRecord *idea, const char *device, gint64 now);

G_END_DECLS
