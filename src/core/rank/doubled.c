/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ballots that one code gave the right to, in copies that did not know of each other. */
#include "core/rank/doubled.h"

#include "core/model/ballot.h"

#include <string.h>

/**
 * nord_doubled_find:
 * @poll: a #NordPoll
 * @ballots: list of #NordBallot of all polls
 *
 * Two laptops that had no net between them may each have taken the same code. Of its ballots that
 * are not voided the one with the smallest id counts. Ids are random, so this favours neither the
 * first nor the last nor anybody's laptop, and every copy comes to the same, whatever order they
 * met in; the others are set aside, and seen.
 *
 * Returns: (transfer full) (element-type utf8 utf8): the ids of those set aside, to that of the one
 *   that counts
 */
GHashTable *
nord_doubled_find (NordRecord *poll, GListModel *ballots)
{
  GHashTable *doubled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const guint n = g_list_model_get_n_items (ballots);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++) {
      g_autoptr (NordRecord) ballot = g_list_model_get_item (ballots, i);
      const char *token = nord_record_get_text (ballot, NORD_BALLOT_TOKEN);
      const char *id = nord_record_get_id (ballot), *best;

      if (token == NULL || nord_record_get_text (ballot, NORD_BALLOT_VOIDED) != NULL ||
          g_strcmp0 (nord_record_get_text (ballot, NORD_BALLOT_POLL), nord_record_get_id (poll)) !=
            0)
        continue;
      best = g_hash_table_lookup (counts, token);
      if (pass == 0 && (best == NULL || strcmp (id, best) < 0))
        /* The list keeps its records as long as this looks. */
        g_hash_table_insert (counts, (gpointer) token, (gpointer) id);
      else if (pass == 1 && strcmp (id, best) != 0)
        g_hash_table_insert (doubled, g_strdup (id), g_strdup (best));
    }
  return doubled;
}
