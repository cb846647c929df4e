/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The draft that the last resident left unsent: for two minutes the staff can bring it back. In
 * memory only. */
#pragma once

#include "core/kiosk/entry.h"

G_BEGIN_DECLS

typedef struct {
  NordEntry entry;
  char *language; /* (owned) (nullable) */
  gint64 until;   /* monotonic microseconds */
} NordLostDraft;

/* Takes what is in @entry, which is empty then; an empty one leaves what was there. */
void nord_lost_draft_keep (NordLostDraft *self, NordEntry *entry, const char *language, gint64 now);
/* FALSE: there is none, and after two minutes it is gone for good. */
gboolean nord_lost_draft_look (NordLostDraft *self, gint64 now);
/* Moves it into @entry; (transfer full) its language. */
char *nord_lost_draft_take (NordLostDraft *self, NordEntry *entry);
void nord_lost_draft_clear (NordLostDraft *self);

G_END_DECLS
