/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which signs would cover each other at one scale of the map, and so share a bubble. */
#include "ui/map/idea-groups.h"

#include <math.h>

static gint64
cell_of (double x, double y, double radius)
{
  return (gint64) floor (x / radius) * G_GINT64_CONSTANT (1000003) + (gint64) floor (y / radius);
}

static void
add_member (NordIdeaGroups *self, NordIdeaGroup *group, const double *xy, guint member)
{
  double x = xy[2 * member], y = xy[2 * member + 1];

  self->next[member] = group->first;
  group->first = member;
  group->x += (x - group->x) / (group->count + 1);
  group->y += (y - group->y) / (group->count + 1);
  group->count++;
  group->west = MIN (group->west, x);
  group->east = MAX (group->east, x);
  group->north = MIN (group->north, y);
  group->south = MAX (group->south, y);
}

/* Greedy, in the given order: each free one takes all free ones within @radius. A hash of cells
 * keeps it linear. */
NordIdeaGroups *
nord_idea_groups_new (const double *xy, guint n, const guint *wanted, guint n_wanted, double radius)
{
  NordIdeaGroups *self = g_new0 (NordIdeaGroups, 1);
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree guint *chain = g_new (guint, MAX (n, 1));
  g_autofree guint8 *taken = g_new0 (guint8, MAX (n, 1));

  self->groups = g_array_new (FALSE, FALSE, sizeof (NordIdeaGroup));
  self->next = g_new (guint, MAX (n, 1));
  for (guint i = n_wanted; i > 0; i--) {
    guint at = wanted[i - 1];
    gint64 key = cell_of (xy[2 * at], xy[2 * at + 1], radius);
    gpointer head = g_hash_table_lookup (cells, &key);

    chain[at] = head ? GPOINTER_TO_UINT (head) - 1 : G_MAXUINT;
    g_hash_table_insert (cells, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (at + 1));
  }
  for (guint i = 0; i < n_wanted; i++) {
    guint seed = wanted[i];
    double x = xy[2 * seed], y = xy[2 * seed + 1];
    NordIdeaGroup group = {x, y, x, y, x, y, G_MAXUINT, 0};

    if (taken[seed])
      continue;
    for (int cell = 0; cell < 9; cell++) {
      gint64 key = cell_of (x + (cell % 3 - 1) * radius, y + (cell / 3 - 1) * radius, radius);
      gpointer head = g_hash_table_lookup (cells, &key);
      guint at = head ? GPOINTER_TO_UINT (head) - 1 : G_MAXUINT;

      for (; at != G_MAXUINT; at = chain[at]) {
        if (taken[at] || hypot (xy[2 * at] - x, xy[2 * at + 1] - y) > radius)
          continue;
        taken[at] = TRUE;
        add_member (self, &group, xy, at);
      }
    }
    g_array_append_val (self->groups, group);
  }
  return self;
}

void
nord_idea_groups_free (NordIdeaGroups *self)
{
  g_array_unref (self->groups);
  g_free (self->next);
  g_free (self);
}
