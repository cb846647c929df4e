/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Keeps the draft of a station where it outlives the program, but never the computer's sleep: in
 * the session's folder in memory, not on a disk. */
#pragma once

#include "core/kiosk/entry.h"

G_BEGIN_DECLS

typedef struct _NordDraftKeeper NordDraftKeeper;

/* @workshop: path of its file; @station: from 1. Where there is no folder in memory it keeps
 * nothing. */
NordDraftKeeper *nord_draft_keeper_new (const char *workshop, guint station);
void nord_draft_keeper_free (NordDraftKeeper *self);
void nord_draft_keeper_save (NordDraftKeeper *self, const NordEntry *entry, const char *language);
/* Reads what an earlier run left. FALSE: nothing. @language: (transfer full). */
gboolean nord_draft_keeper_find (NordDraftKeeper *self, NordEntry *entry, char **language);
void nord_draft_keeper_wipe (NordDraftKeeper *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordDraftKeeper, nord_draft_keeper_free)

G_END_DECLS
