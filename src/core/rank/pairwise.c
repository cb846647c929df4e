/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Condorcet, Copeland, Llull, minimax and the Smith set. Ties and gaps in ballots are allowed. */
#include "core/rank/pairwise.h"

static GArray *
pick_greatest (const gint64 *scores, guint n)
{
  GArray *winners = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 best = G_MININT64;

  for (guint c = 0; c < n; c++) {
    if (scores[c] < best)
      continue;
    if (scores[c] > best)
      g_array_set_size (winners, 0);
    best = scores[c];
    g_array_append_val (winners, c);
  }
  return winners;
}

/* Two points for a win and @tie for a tie, over all others. */
static gint64 *
score_duels (const NordProfile *profile, gint64 tie)
{
  guint n = profile->n_candidates;
  gint64 *scores = g_new0 (gint64, n + 1);

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++) {
      gint64 margin = nord_profile_get_margin (profile, a, b);

      if (a != b)
        scores[a] += margin > 0 ? 2 : margin == 0 ? tie : 0;
    }
  return scores;
}

/**
 * nord_rank_condorcet:
 * @profile: rankings
 *
 * Returns: (transfer full) (element-type guint): who beats everybody else, or all where nobody does
 */
GArray *
nord_rank_condorcet (const NordProfile *profile)
{
  g_autofree gint64 *scores = score_duels (profile, 0);
  gboolean decided = FALSE;

  for (guint c = 0; c < profile->n_candidates; c++)
    decided |= scores[c] == 2 * (gint64) (profile->n_candidates - 1);
  for (guint c = 0; !decided && c < profile->n_candidates; c++)
    scores[c] = 0;
  return pick_greatest (scores, profile->n_candidates);
}

/**
 * nord_rank_copeland:
 * @profile: rankings
 *
 * Returns: (transfer full) (element-type guint): those with most wins less losses (Copeland 1951)
 */
GArray *
nord_rank_copeland (const NordProfile *profile)
{
  g_autofree gint64 *scores = score_duels (profile, 1);

  return pick_greatest (scores, profile->n_candidates);
}

/**
 * nord_rank_llull:
 * @profile: rankings
 *
 * Returns: (transfer full) (element-type guint): those who win or tie most duels (Llull 1299)
 */
GArray *
nord_rank_llull (const NordProfile *profile)
{
  g_autofree gint64 *scores = score_duels (profile, 2);

  return pick_greatest (scores, profile->n_candidates);
}

/**
 * nord_rank_minimax:
 * @profile: rankings
 *
 * Returns: (transfer full) (element-type guint): those whose worst defeat is smallest (Simpson
 * 1969)
 */
GArray *
nord_rank_minimax (const NordProfile *profile)
{
  guint n = profile->n_candidates;
  g_autofree gint64 *scores = g_new0 (gint64, n + 1);

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      if (a != b)
        scores[a] = MIN (scores[a], nord_profile_get_margin (profile, a, b));
  return pick_greatest (scores, n);
}

/**
 * nord_rank_smith_set:
 * @profile: rankings
 *
 * Returns: (transfer full) (element-type guint): the smallest set whose members beat all others
 * (Smith 1973)
 */
GArray *
nord_rank_smith_set (const NordProfile *profile)
{
  guint n = profile->n_candidates;
  g_autofree gint64 *scores = score_duels (profile, 1);
  g_autofree gboolean *inside = g_new0 (gboolean, n + 1);
  g_autoptr (GArray) best = pick_greatest (scores, n);
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean grown = TRUE;

  /* Copeland's winners are members; so is whoever a member does not beat. */
  for (guint i = 0; i < best->len; i++)
    inside[g_array_index (best, guint, i)] = TRUE;
  while (grown) {
    grown = FALSE;
    for (guint a = 0; a < n; a++)
      for (guint b = 0; inside[a] && b < n; b++)
        if (!inside[b] && nord_profile_get_margin (profile, a, b) <= 0)
          inside[b] = grown = TRUE;
  }
  for (guint c = 0; c < n; c++)
    if (inside[c])
      g_array_append_val (members, c);
  return members;
}
