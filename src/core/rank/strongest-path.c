/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Schulze's beat path and split cycle, both from the table of strongest paths. */
#include "core/rank/strongest-path.h"

/* [a * n + b]: the strongest path of majorities from a to b, its weakest link; 0 for none. */
static gint64 *
find_strongest_paths (const NordProfile *profile)
{
  guint n = profile->n_candidates;
  gint64 *paths = g_new0 (gint64, (gsize) n * n + 1);

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      paths[(gsize) a * n + b] = a == b ? 0 : MAX (nord_profile_get_margin (profile, a, b), 0);
  for (guint via = 0; via < n; via++) {
    const gint64 *onward = paths + (gsize) via * n;

    for (guint a = 0; a < n; a++) {
      gint64 *row = paths + (gsize) a * n;
      gint64 first = row[via];

      if (a == via || first == 0)
        continue;
      for (guint b = 0; b < n; b++) {
        gint64 path = MIN (first, onward[b]);

        row[b] = MAX (row[b], path);
      }
    }
  }
  for (guint a = 0; a < n; a++)
    paths[(gsize) a * n + a] = 0;
  return paths;
}

/* Those whom nobody defeats; @schulze compares paths with paths, else a majority with the path
 * back. */
static GArray *
pick_undefeated (const NordProfile *profile, gboolean schulze)
{
  guint n = profile->n_candidates;
  g_autofree gint64 *paths = find_strongest_paths (profile);
  GArray *winners = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint c = 0; c < n; c++) {
    gboolean defeated = FALSE;

    for (guint d = 0; d < n && !defeated; d++) {
      gint64 against = schulze ? paths[(gsize) d * n + c] : nord_profile_get_margin (profile, d, c);

      defeated = d != c && against > 0 && against > paths[(gsize) c * n + d];
    }
    if (!defeated)
      g_array_append_val (winners, c);
  }
  return winners;
}

/**
 * nord_rank_schulze:
 * @profile: rankings
 *
 * Source: Schulze: A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
 * single-winner election method (2011), with margins; O(n³).
 *
 * Returns: (transfer full) (element-type guint): those with a path to everybody at least as strong
 * as the path back
 */
GArray *
nord_rank_schulze (const NordProfile *profile)
{
  return pick_undefeated (profile, TRUE);
}

/**
 * nord_rank_split_cycle:
 * @profile: rankings
 *
 * Source: Holliday, Pacuit: Split Cycle (2023): a majority counts unless it is the weakest of a
 * circle.
 *
 * Returns: (transfer full) (element-type guint): those whom nobody defeats
 */
GArray *
nord_rank_split_cycle (const NordProfile *profile)
{
  return pick_undefeated (profile, FALSE);
}
