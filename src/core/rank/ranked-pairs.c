/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ranked pairs with every way of ordering majorities of equal strength. */
#include "core/rank/ranked-pairs.h"

#include <string.h>

#define MAX_STATES 20000 /* orders of ties that are followed before one order must do */

typedef struct {
  guint from, to;
  gint64 margin;
} Majority;

/* What is locked in, as its closure: one bit for each ordered pair, rows of words. */
typedef struct {
  guint n, words;
} Shape;

static int
compare_majorities (gconstpointer a, gconstpointer b)
{
  const Majority *x = a, *y = b;

  if (x->margin != y->margin)
    return x->margin > y->margin ? -1 : 1;
  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return x->to < y->to ? -1 : x->to > y->to;
}

static gboolean
has (const Shape *shape, const guint64 *closure, guint from, guint to)
{
  return closure[from * shape->words + to / 64] >> (to % 64) & 1;
}

/* Locks from -> to in, with all that follows from it. */
static void
lock_in (const Shape *shape, guint64 *closure, guint from, guint to)
{
  for (guint a = 0; a < shape->n; a++) {
    guint64 *row = closure + a * shape->words;

    if (a != from && !has (shape, closure, a, from))
      continue;
    for (guint w = 0; w < shape->words; w++)
      row[w] |= closure[to * shape->words + w];
    row[to / 64] |= (guint64) 1 << (to % 64);
  }
}

typedef struct {
  const Shape *shape;
  const Majority *group; /* of equal strength */
  guint n_group;
  GHashTable *seen;    /* (element-type GBytes) closures met on the way */
  GHashTable *results; /* (element-type GBytes) closures in which nothing of the group is open */
} Search;

/* From @closure on, locks in each open majority of the group first once. */
static void
search (Search *self, const guint64 *closure)
{
  gsize size = (gsize) self->shape->n * self->shape->words * sizeof (guint64);
  GBytes *key = g_bytes_new (closure, size);
  gboolean open = FALSE;

  if (!g_hash_table_add (self->seen, key))
    return;
  for (guint i = 0; i < self->n_group; i++) {
    const Majority *majority = &self->group[i];

    if (has (self->shape, closure, majority->from, majority->to) ||
        has (self->shape, closure, majority->to, majority->from))
      continue;
    /* Once the limit is met, one order has to do: the first. */
    if (!open || g_hash_table_size (self->seen) < MAX_STATES) {
      g_autofree guint64 *next = g_memdup2 (closure, size);

      lock_in (self->shape, next, majority->from, majority->to);
      search (self, next);
    }
    open = TRUE;
  }
  if (!open)
    g_hash_table_add (self->results, g_bytes_ref (key));
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
}

/**
 * nord_rank_ranked_pairs:
 * @profile: rankings
 *
 * Source: Tideman: Independence of clones as a criterion for voting rules (1987). Majorities of
 * equal strength are taken in every order (which is hard in general: Brill, Fischer 2012); beyond
 * 20,000 ways only one order, by the candidates' numbers, is followed further.
 *
 * Returns: (transfer full) (element-type guint): whoever nobody is locked in over, in one of the
 * orders
 */
GArray *
nord_rank_ranked_pairs (const NordProfile *profile)
{
  guint n = profile->n_candidates;
  Shape shape = {n, (n + 63) / 64};
  gsize size = (gsize) n * shape.words * sizeof (guint64);
  g_autoptr (GArray) majorities = g_array_new (FALSE, FALSE, sizeof (Majority));
  g_autoptr (GHashTable) states = new_set ();
  g_autofree gboolean *wins = g_new0 (gboolean, n + 1);
  GArray *winners = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer key;

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++) {
      Majority majority = {a, b, nord_profile_get_margin (profile, a, b)};

      if (a != b && majority.margin > 0)
        g_array_append_val (majorities, majority);
    }
  g_array_sort (majorities, compare_majorities);
  g_hash_table_add (states, g_bytes_new_take (g_malloc0 (size), size));
  for (guint start = 0, end; start < majorities->len; start = end) {
    const Majority *all = (const Majority *) majorities->data;
    g_autoptr (GHashTable) seen = new_set (), results = new_set ();
    Search run = {&shape, all + start, 0, seen, results};

    for (end = start; end < majorities->len && all[end].margin == all[start].margin; end++)
      run.n_group++;
    g_hash_table_iter_init (&iter, states);
    while (g_hash_table_iter_next (&iter, &key, NULL))
      search (&run, g_bytes_get_data (key, NULL));
    g_hash_table_unref (states);
    states = g_steal_pointer (&results);
  }
  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    const guint64 *closure = g_bytes_get_data (key, NULL);

    for (guint c = 0; c < n; c++) {
      gboolean beaten = FALSE;

      for (guint d = 0; d < n && !beaten; d++)
        beaten = has (&shape, closure, d, c);
      wins[c] |= !beaten;
    }
  }
  for (guint c = 0; c < n; c++)
    if (wins[c])
      g_array_append_val (winners, c);
  return winners;
}
