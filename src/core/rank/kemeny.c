/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Kemeny-Young by dynamic programming over sets of candidates. */
#include "core/rank/kemeny.h"

#define MAX_CANDIDATES 22 /* 2^22 sets of 8 bytes: 32 MiB and about a second */

/**
 * nord_rank_kemeny_young:
 * @profile: rankings of at most 22 candidates
 *
 * Source: Kemeny: Mathematics without numbers (1959); the recursion over sets after Held and Karp
 * (1962), O(2ⁿ n²).
 *
 * Returns: (transfer full) (nullable) (element-type guint): the first of every ranking that
 * contradicts the ballots least; %NULL for more candidates than can be searched
 */
GArray *
nord_rank_kemeny_young (const NordProfile *profile)
{
  guint n = profile->n_candidates, full = n < 32 ? (1u << n) - 1 : 0;
  g_autofree gint64 *least = NULL;
  GArray *winners;

  if (n > MAX_CANDIDATES)
    return NULL;
  /* least[set]: the least that must be contradicted to rank the set among itself. Whoever comes
   * first in it contradicts all who prefer another of the set. */
  least = g_new0 (gint64, (gsize) full + 1);
  winners = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint set = 1; set <= full && n > 0; set++) {
    least[set] = G_MAXINT64;
    for (guint first = 0; first < n; first++) {
      gint64 against = 0;

      if (!(set & 1u << first))
        continue;
      for (guint other = 0; other < n; other++)
        if (set & 1u << other)
          against += profile->support[(gsize) other * n + first];
      against += least[set & ~(1u << first)];
      if (set == full && against <= least[set]) {
        if (against < least[set])
          g_array_set_size (winners, 0);
        g_array_append_val (winners, first);
      }
      least[set] = MIN (least[set], against);
    }
  }
  return winners;
}
