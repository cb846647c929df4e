/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Collects rankings and keeps the table of preferences up to date, so that a live count only adds.
 */
#include "core/rank/preferences.h"

#include <string.h>

/**
 * nord_profile_new:
 * @n_candidates: how many can be ranked
 *
 * Returns: (transfer full): a profile without ballots
 */
NordProfile *
nord_profile_new (guint n_candidates)
{
  NordProfile *self = g_new0 (NordProfile, 1);

  self->n_candidates = n_candidates;
  self->support = g_new0 (gint64, (gsize) n_candidates * n_candidates + 1);
  return self;
}

/**
 * nord_profile_add:
 * @self: a profile
 * @places: the place of each candidate, 1 is best, %NORD_UNRANKED for none
 * @weight: people who voted like this; negative takes ballots back
 *
 * Adds a ballot and its preferences.
 */
void
nord_profile_add (NordProfile *self, const guint16 *places, gint64 weight)
{
  guint n = self->n_candidates;

  self->weights = g_renew (gint64, self->weights, self->n_ballots + 1);
  self->places = g_renew (guint16, self->places, (gsize) (self->n_ballots + 1) * n + 1);
  self->weights[self->n_ballots] = weight;
  memcpy (self->places + (gsize) self->n_ballots * n, places, n * sizeof *places);
  self->n_ballots++;
  self->n_people += weight;
  for (guint a = 0; a < n; a++) {
    gint64 *row = self->support + (gsize) a * n;
    guint16 place = places[a];

    for (guint b = 0; b < n; b++)
      row[b] += place < places[b] ? weight : 0;
  }
}

void
nord_profile_free (NordProfile *self)
{
  if (self == NULL)
    return;
  g_free (self->weights);
  g_free (self->places);
  g_free (self->support);
  g_free (self);
}

/**
 * nord_profile_is_strict:
 * @self: a profile
 *
 * Returns: whether every ballot ranks every candidate and ties none
 */
gboolean
nord_profile_is_strict (const NordProfile *self)
{
  g_autofree guint *seen = g_new0 (guint, self->n_candidates + 1);

  for (guint b = 0; b < self->n_ballots; b++)
    for (guint c = 0; c < self->n_candidates; c++) {
      guint16 place = self->places[(gsize) b * self->n_candidates + c];

      if (place == 0 || place > self->n_candidates || seen[place] == b + 1)
        return FALSE;
      seen[place] = b + 1;
    }
  return TRUE;
}

gint64
nord_profile_get_margin (const NordProfile *self, guint a, guint b)
{
  return self->support[(gsize) a * self->n_candidates + b] -
         self->support[(gsize) b * self->n_candidates + a];
}
