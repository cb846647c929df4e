/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A draft of one resident. */
#include "core/kiosk/entry.h"

#include "core/model/idea.h"

void
nord_entry_clear (NordEntry *self)
{
  g_clear_pointer (&self->shape, nord_shape_unref);
  g_clear_pointer (&self->category, g_free);
}

void
nord_entry_set_shape (NordEntry *self, NordShape *shape)
{
  NordShape *kept = nord_shape_ref (shape);

  g_clear_pointer (&self->shape, nord_shape_unref);
  self->shape = kept;
}

void
nord_entry_set_category (NordEntry *self, const char *category)
{
  g_free (self->category);
  self->category = g_strdup (category);
}

NordChange *
nord_entry_make_idea (const NordEntry *self, const char *language, guint station)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  NordChange *change = nord_change_new_create (NORD_NOUN_IDEA, NULL);

  nord_change_set_text (change, NORD_IDEA_CATEGORY, self->category);
  nord_change_set_text (change, NORD_IDEA_LANGUAGE, language);
  if (self->shape != NULL)
    nord_change_set_shape (change, NORD_IDEA_SHAPE, self->shape);
  nord_change_set_text (change, NORD_IDEA_ORIGIN, "kiosk");
  nord_change_set_integer (change, NORD_IDEA_STATION, station);
  nord_change_set_text (change, NORD_IDEA_MODERATION, "new");
  nord_change_set_text (change, NORD_IDEA_PATH, "idea");
  nord_change_set_text (change, NORD_IDEA_CREATED, created);
  return change;
}
