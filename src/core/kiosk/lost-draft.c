/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One entry with a time on it. */
#include "core/kiosk/lost-draft.h"

#define SECONDS 120

void
nord_lost_draft_clear (NordLostDraft *self)
{
  nord_entry_clear (&self->entry);
  g_clear_pointer (&self->language, g_free);
}

void
nord_lost_draft_keep (NordLostDraft *self, NordEntry *entry, const char *language, gint64 now)
{
  if (nord_entry_is_empty (entry))
    return;
  nord_lost_draft_clear (self);
  self->entry = *entry;
  *entry = (NordEntry){0};
  self->language = g_strdup (language);
  self->until = now + SECONDS * G_USEC_PER_SEC;
}

gboolean
nord_lost_draft_look (NordLostDraft *self, gint64 now)
{
  if (!nord_entry_is_empty (&self->entry) && now >= self->until)
    nord_lost_draft_clear (self);
  return !nord_entry_is_empty (&self->entry);
}

char *
nord_lost_draft_take (NordLostDraft *self, NordEntry *entry)
{
  nord_entry_clear (entry);
  *entry = self->entry;
  self->entry = (NordEntry){0};
  return g_steal_pointer (&self->language);
}
