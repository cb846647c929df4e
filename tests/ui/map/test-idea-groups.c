/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Bubbles on the map: each sign is in exactly one, and those in one are near each other. */
#include "ui/map/idea-groups.h"

#include <math.h>

static void
test_random (void)
{
  for (int run = 0; run < 200; run++) {
    guint n = g_test_rand_int_range (0, 400), n_wanted = 0, total = 0;
    double radius = g_test_rand_double_range (0.001, 0.2);
    g_autofree double *xy = g_new (double, 2 * n + 2);
    g_autofree guint *wanted = g_new (guint, n + 1), *seen = g_new0 (guint, n + 1);
    g_autoptr (NordIdeaGroups) groups = NULL;

    for (guint i = 0; i < n; i++) {
      xy[2 * i] = g_test_rand_double ();
      /* Some lie exactly on each other. */
      xy[2 * i + 1] = i % 7 == 0 && i > 0 ? xy[2 * i - 1] : g_test_rand_double ();
      if (i % 7 == 0 && i > 0)
        xy[2 * i] = xy[2 * i - 2];
      if (g_test_rand_int_range (0, 5) > 0)
        wanted[n_wanted++] = i;
    }
    groups = nord_idea_groups_new (xy, n, wanted, n_wanted, radius);
    for (guint g = 0; g < groups->groups->len; g++) {
      const NordIdeaGroup *group = &g_array_index (groups->groups, NordIdeaGroup, g);
      guint count = 0;
      double x = 0, y = 0;

      for (guint m = group->first; m != G_MAXUINT; m = groups->next[m]) {
        seen[m]++;
        count++;
        x += xy[2 * m];
        y += xy[2 * m + 1];
        g_assert_true (xy[2 * m] >= group->west && xy[2 * m] <= group->east);
        g_assert_true (xy[2 * m + 1] >= group->north && xy[2 * m + 1] <= group->south);
      }
      g_assert_cmpuint (count, ==, group->count);
      g_assert_cmpuint (count, >, 0);
      g_assert_cmpfloat_with_epsilon (group->x, x / count, 1e-9);
      g_assert_cmpfloat_with_epsilon (group->y, y / count, 1e-9);
      g_assert_cmpfloat (hypot (group->east - group->west, group->south - group->north), <=,
                         2 * sqrt (2) * radius + 1e-9);
      total += count;
    }
    g_assert_cmpuint (total, ==, n_wanted);
    for (guint i = 0; i < n_wanted; i++)
      g_assert_cmpuint (seen[wanted[i]], ==, 1);
  }
}

static void
test_known (void)
{
  static const double xy[] = {0.5, 0.5, 0.501, 0.5, 0.7, 0.5, 0.5, 0.5};
  static const guint wanted[] = {0, 1, 2, 3};
  g_autoptr (NordIdeaGroups) groups = nord_idea_groups_new (xy, 4, wanted, 4, 0.01);
  g_autoptr (NordIdeaGroups) none = nord_idea_groups_new (NULL, 0, NULL, 0, 0.01);

  g_assert_cmpuint (groups->groups->len, ==, 2);
  g_assert_cmpuint (g_array_index (groups->groups, NordIdeaGroup, 0).count, ==, 3);
  g_assert_cmpuint (g_array_index (groups->groups, NordIdeaGroup, 1).count, ==, 1);
  g_assert_cmpuint (none->groups->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/idea-groups/known", test_known);
  g_test_add_func ("/map/idea-groups/random", test_random);
  return g_test_run ();
}
