/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Instant runoff in two ways of treating ties, Coombs and Baldwin. Ballots may tie and leave
 * out candidates; Coombs needs all of them ranked. */
#include "core/rank/runoff.h"

#include <string.h>

typedef enum {
  COUNT_FIRST, /* first places among those left */
  COUNT_LAST,  /* last places, as a penalty */
  COUNT_BORDA, /* points by place among those left */
} Count;

/* Scores of those left; the fewest points are struck out. A ballot that ties several counts for
 * each. Returns the people who still have a choice. */
static gint64
score (const NordProfile *profile, const gboolean *left, Count count, gint64 *scores)
{
  guint n = profile->n_candidates;
  gint64 counted = 0;

  memset (scores, 0, n * sizeof *scores);
  for (guint b = 0; b < profile->n_ballots; b++) {
    const guint16 *places = profile->places + (gsize) b * n;
    guint best = G_MAXUINT;

    if (count == COUNT_BORDA) {
      for (guint c = 0; c < n; c++)
        for (guint d = 0; left[c] && d < n; d++)
          if (left[d] && places[c] < places[d])
            scores[c] += profile->weights[b];
      continue;
    }
    for (guint c = 0; c < n; c++)
      if (left[c] && (best == G_MAXUINT ||
                      (count == COUNT_FIRST ? places[c] < places[best] : places[c] > places[best])))
        best = c;
    /* Whoever ranked none of those left has no first choice any more. */
    if (best == G_MAXUINT || (count == COUNT_FIRST && places[best] == NORD_UNRANKED))
      continue;
    counted += profile->weights[b];
    for (guint c = 0; c < n; c++)
      if (left[c] && places[c] == places[best])
        scores[c] += count == COUNT_FIRST ? profile->weights[b] : -profile->weights[b];
  }
  return counted;
}

static GArray *
list (const gboolean *left, guint n)
{
  GArray *winners = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint c = 0; c < n; c++)
    if (left[c])
      g_array_append_val (winners, c);
  return winners;
}

/* Who is first for more than half of the people, G_MAXUINT for nobody. */
static guint
find_majority (const NordProfile *profile, const gboolean *left, gint64 *scores)
{
  gint64 counted = score (profile, left, COUNT_FIRST, scores);

  for (guint c = 0; c < profile->n_candidates; c++)
    if (left[c] && 2 * scores[c] > counted)
      return c;
  return G_MAXUINT;
}

/* Strikes out all of the weakest at once, until the rest are level or (with @majority) one has more
 * than half of the first places. */
static GArray *
strike_out (const NordProfile *profile, Count count, gboolean majority)
{
  guint n = profile->n_candidates;
  g_autofree gboolean *left = g_new (gboolean, n + 1);
  g_autofree gint64 *scores = g_new0 (gint64, n + 1);

  for (guint c = 0; c < n; c++)
    left[c] = TRUE;
  for (;;) {
    gint64 least = G_MAXINT64, most = G_MININT64;
    guint winner = majority ? find_majority (profile, left, scores) : G_MAXUINT;

    if (winner != G_MAXUINT) {
      GArray *winners = g_array_new (FALSE, FALSE, sizeof (guint));

      g_array_append_val (winners, winner);
      return winners;
    }
    score (profile, left, count, scores);
    for (guint c = 0; c < n; c++)
      if (left[c]) {
        least = MIN (least, scores[c]);
        most = MAX (most, scores[c]);
      }
    if (least == most || n == 0)
      return list (left, n);
    for (guint c = 0; c < n; c++)
      left[c] = left[c] && scores[c] != least;
  }
}

/**
 * nord_rank_instant_runoff:
 * @profile: rankings
 *
 * Whoever is first for fewest people is struck out, all who tie at once, until one is first for
 * more than half.
 *
 * Returns: (transfer full) (element-type guint): the winners
 */
GArray *
nord_rank_instant_runoff (const NordProfile *profile)
{
  return strike_out (profile, COUNT_FIRST, TRUE);
}

/**
 * nord_rank_coombs:
 * @profile: strict rankings
 *
 * As instant runoff, but whoever is last for most people is struck out (Coombs 1964).
 *
 * Returns: (transfer full) (element-type guint): the winners
 */
GArray *
nord_rank_coombs (const NordProfile *profile)
{
  return strike_out (profile, COUNT_LAST, TRUE);
}

/**
 * nord_rank_baldwin:
 * @profile: rankings
 *
 * Whoever has fewest Borda points among those left is struck out (Baldwin 1926).
 *
 * Returns: (transfer full) (element-type guint): the winners
 */
GArray *
nord_rank_baldwin (const NordProfile *profile)
{
  return strike_out (profile, COUNT_BORDA, FALSE);
}

typedef struct {
  const NordProfile *profile;
  GHashTable *seen; /* (owned) sets of those left that were followed already */
  gboolean *winners;
} Universes;

static void
follow (Universes *self, gboolean *left)
{
  guint n = self->profile->n_candidates, n_left = 0;
  g_autofree gint64 *scores = g_new0 (gint64, n + 1);
  GBytes *key = g_bytes_new (left, n * sizeof *left);
  gint64 least = G_MAXINT64;
  guint winner;

  if (!g_hash_table_add (self->seen, key))
    return;
  winner = find_majority (self->profile, left, scores);
  for (guint c = 0; c < n; c++)
    if (left[c]) {
      n_left++;
      least = MIN (least, scores[c]);
    }
  for (guint c = 0; c < n; c++) {
    if (!left[c])
      continue;
    if (winner != G_MAXUINT || n_left == 1) {
      self->winners[c] |= winner == c || n_left == 1;
    } else if (scores[c] == least) {
      left[c] = FALSE;
      follow (self, left);
      left[c] = TRUE;
    }
  }
}

/**
 * nord_rank_instant_runoff_put:
 * @profile: rankings
 *
 * As instant runoff, but where several tie for being struck out each way is followed (parallel
 * universes), and whoever wins in one of them is a winner.
 *
 * Returns: (transfer full) (element-type guint): the winners
 */
GArray *
nord_rank_instant_runoff_put (const NordProfile *profile)
{
  guint n = profile->n_candidates;
  g_autofree gboolean *left = g_new (gboolean, n + 1), *winners = g_new0 (gboolean, n + 1);
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  Universes universes = {profile, seen, winners};

  for (guint c = 0; c < n; c++)
    left[c] = TRUE;
  if (n > 0)
    follow (&universes, left);
  return list (winners, n);
}
