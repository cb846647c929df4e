/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Plurality, anti-plurality, Borda and Bucklin. Ballots may leave out candidates, but
 * anti-plurality needs all of them ranked. */
#include "core/rank/positional.h"

/* All candidates with the greatest (or smallest) score. */
static GArray *
pick (const gint64 *scores, guint n, gboolean greatest)
{
  GArray *winners = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint c = 0; c < n; c++) {
    if (winners->len > 0) {
      gint64 best = scores[g_array_index (winners, guint, 0)];

      if (greatest ? scores[c] < best : scores[c] > best)
        continue;
      if (scores[c] != best)
        g_array_set_size (winners, 0);
    }
    g_array_append_val (winners, c);
  }
  return winners;
}

/* How many people put each candidate from place @from to place @to. */
static gint64 *
count_places (const NordProfile *profile, guint from, guint to)
{
  guint n = profile->n_candidates;
  gint64 *counts = g_new0 (gint64, n + 1);

  for (guint b = 0; b < profile->n_ballots; b++)
    for (guint c = 0; c < n; c++) {
      guint place = profile->places[(gsize) b * n + c];

      if (place >= from && place <= to)
        counts[c] += profile->weights[b];
    }
  return counts;
}

/**
 * nord_rank_plurality:
 * @profile: strict rankings
 *
 * Returns: (transfer full) (element-type guint): those whom most people put first
 */
GArray *
nord_rank_plurality (const NordProfile *profile)
{
  g_autofree gint64 *counts = count_places (profile, 1, 1);

  return pick (counts, profile->n_candidates, TRUE);
}

/**
 * nord_rank_anti_plurality:
 * @profile: strict rankings
 *
 * Returns: (transfer full) (element-type guint): those whom fewest people put last
 */
GArray *
nord_rank_anti_plurality (const NordProfile *profile)
{
  g_autofree gint64 *counts = count_places (profile, profile->n_candidates, profile->n_candidates);

  return pick (counts, profile->n_candidates, FALSE);
}

/**
 * nord_rank_borda:
 * @profile: rankings
 *
 * A place gives as many points as there are places below it (de Borda 1781). With ties and gaps a
 * point for everybody below and minus one for everybody above, which is the same order where there
 * are none (symmetric Borda: Gärdenfors 1973).
 *
 * Returns: (transfer full) (element-type guint): those with most points
 */
GArray *
nord_rank_borda (const NordProfile *profile)
{
  guint n = profile->n_candidates;
  g_autofree gint64 *scores = g_new0 (gint64, n + 1);

  for (guint c = 0; c < n; c++)
    for (guint d = 0; d < n; d++)
      scores[c] += c != d ? nord_profile_get_margin (profile, c, d) : 0;
  return pick (scores, n, TRUE);
}

/**
 * nord_rank_bucklin:
 * @profile: strict rankings
 *
 * First places are counted, then first and second, and so on until somebody has more than half of
 * the people; of those, who has most.
 *
 * Returns: (transfer full) (element-type guint): the winners
 */
GArray *
nord_rank_bucklin (const NordProfile *profile)
{
  for (guint to = 1; to < profile->n_candidates; to++) {
    g_autofree gint64 *counts = count_places (profile, 1, to);

    for (guint c = 0; c < profile->n_candidates; c++)
      if (2 * counts[c] > profile->n_people)
        return pick (counts, profile->n_candidates, TRUE);
  }
  {
    g_autofree gint64 *counts = count_places (profile, 1, profile->n_candidates);

    return pick (counts, profile->n_candidates, TRUE);
  }
}
