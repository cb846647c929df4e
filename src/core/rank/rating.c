/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which of two rating sheets stands higher: majority judgment, in whole numbers. */
#include "core/rank/rating.h"

static guint64
count_levels (const guint64 *counts)
{
  guint64 sum = 0;

  for (guint level = 0; level < NORD_RATING_N_LEVELS; level++)
    sum += counts[level];
  return sum;
}

/* A person's judgment at a place, 1 being the worst of all, and how far the same judgment reaches
 * to both sides. */
static guint
level_at (const guint64 *counts, guint64 factor, guint64 place, guint64 *down, guint64 *up)
{
  guint64 before = 0;

  for (guint level = NORD_RATING_N_LEVELS; level-- > 0;) {
    guint64 after = before + counts[level] * factor;

    if (place <= after) {
      *down = place - before;
      *up = after - place + 1;
      return level;
    }
    before = after;
  }
  g_assert_not_reached ();
}

/**
 * nord_rating_get_median:
 * @counts: (array fixed-size=6): people by column
 *
 * Returns: the level that a majority gives at least, the lower one of two in the middle, or -1
 * where nobody gave one
 */
int
nord_rating_get_median (const guint64 *counts)
{
  guint64 n = count_levels (counts), down, up;

  return n == 0 ? -1 : (int) level_at (counts, 1, (n + 1) / 2, &down, &up);
}

/**
 * nord_rating_compare:
 * @a: (array fixed-size=6): people by column
 * @b: (array fixed-size=6): the same of another sheet
 *
 * The sheet with the better median stands higher; of equal ones one judgment in the middle is taken
 * away from both, again and again, until the medians differ. Sheets with different numbers of
 * people are compared as if each had as many as both numbers multiplied. Who is confused judges
 * nothing. A sheet that nobody judged stands last.
 *
 * Source: Balinski, Laraki: Majority Judgment (MIT Press 2011), chapter 1. What is taken away goes
 * from the middle to the outside by turns, so equal stretches are passed in one step.
 *
 * Returns: below 0 where @a stands higher, 0 where nothing tells them apart
 */
int
nord_rating_compare (const guint64 *a, const guint64 *b)
{
  const guint64 n_a = count_levels (a), n_b = count_levels (b);
  guint64 n, middle, far = 1, down, up;
  guint at_a, at_b;
  gboolean odd;

  if (n_a == 0 || n_b == 0)
    return (n_a == 0) - (n_b == 0);
  g_return_val_if_fail (n_a <= G_MAXUINT32 && n_b <= G_MAXUINT32 / 2, 0);
  n = n_a * n_b;
  odd = n % 2 == 1;
  middle = (n + 1) / 2;
  at_a = level_at (a, n_b, middle, &down, &up);
  at_b = level_at (b, n_a, middle, &down, &up);
  if (at_a != at_b)
    return at_a < at_b ? -1 : 1;
  while (middle + far <= n) {
    guint64 reach, a_down = G_MAXUINT64, b_down = G_MAXUINT64, a_up, b_up, unused;
    const guint high_a = level_at (a, n_b, middle + far, &unused, &a_up);
    const guint high_b = level_at (b, n_a, middle + far, &unused, &b_up);
    const gboolean has_low = far < middle;
    const guint low_a = has_low ? level_at (a, n_b, middle - far, &a_down, &unused) : 0;
    const guint low_b = has_low ? level_at (b, n_a, middle - far, &b_down, &unused) : 0;

    /* With an odd number the lower neighbour is the next median, with an even one the upper. */
    if (odd && low_a != low_b)
      return low_a < low_b ? -1 : 1;
    if (high_a != high_b)
      return high_a < high_b ? -1 : 1;
    if (low_a != low_b)
      return low_a < low_b ? -1 : 1;
    reach = MIN (MIN (a_up, b_up), MIN (a_down, b_down));
    far += reach;
  }
  return 0;
}
