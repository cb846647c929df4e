/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ranked pairs with every way of ordering majorities of equal strength. */
#include "core/rank/ranked-pairs.h"

#include <string.h>

/* Orders of ties that are followed before one order must do: so many, or as many as this work (in
 * words of 64 bits gone over) allows where there are many candidates. */
#define MAX_STATES 20000
#define MAX_WORK 3000000

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
  const Majority *all; /* the strongest first */
  guint n_all;
  GHashTable *seen; /* (element-type GBytes) closures met where there was a choice */
  guint64 *wins;    /* (unowned) words: who wins in one of the orders so far */
  guint64 *lost;    /* (unowned) words: who is known to win in none */
  gboolean tried;   /* each was given the order that favours it */
  guint64 work;
  gboolean cut; /* an order was left out that might have told of another winner */
} Search;

/* Whether somebody whom nobody is locked in over is not known as a winner yet. */
static gboolean
can_tell_more (const Search *self, const guint64 *closure)
{
  for (guint w = 0; w < self->shape->words; w++) {
    const guint rest = self->shape->n - 64 * w;
    guint64 beaten = self->wins[w] | self->lost[w];

    for (guint c = 0; c < self->shape->n; c++)
      beaten |= closure[c * self->shape->words + w];
    if (~beaten & (rest >= 64 ? ~(guint64) 0 : ((guint64) 1 << rest) - 1))
      return TRUE;
  }
  return FALSE;
}

static void
note_winners (Search *self, const guint64 *closure)
{
  for (guint c = 0; c < self->shape->n; c++) {
    gboolean beaten = FALSE;

    for (guint d = 0; d < self->shape->n && !beaten; d++)
      beaten = has (self->shape, closure, d, c);
    if (!beaten)
      self->wins[c / 64] |= (guint64) 1 << (c % 64);
  }
  self->work += (guint64) self->shape->n * self->shape->words;
}

static gboolean
is_open (const Search *self, const guint64 *closure, const Majority *majority)
{
  return !has (self->shape, closure, majority->from, majority->to) &&
         !has (self->shape, closure, majority->to, majority->from);
}

/* Locks in what every order of the majorities from @start to @end locks in: those that are in no
 * circle, though all of them were. Returns the number that is left to order. */
static guint
lock_in_sure (Search *self, guint64 *closure, guint start, guint end)
{
  const gsize size = (gsize) self->shape->n * self->shape->words * sizeof (guint64);
  g_autofree guint64 *all = NULL;
  guint n_open = 0, n_left = 0, last = start;

  for (guint i = start; i < end; i++)
    if (is_open (self, closure, &self->all[i])) {
      n_open++;
      last = i;
    }
  self->work += (guint64) n_open * self->shape->n * self->shape->words;
  if (n_open <= 1) {
    if (n_open == 1)
      lock_in (self->shape, closure, self->all[last].from, self->all[last].to);
    return 0;
  }
  all = g_memdup2 (closure, size);
  for (guint i = start; i < end; i++)
    if (is_open (self, closure, &self->all[i]))
      lock_in (self->shape, all, self->all[i].from, self->all[i].to);
  for (guint i = start; i < end; i++) {
    const Majority *majority = &self->all[i];

    if (!is_open (self, closure, majority))
      continue;
    if (has (self->shape, all, majority->to, majority->from))
      n_left++;
    else
      lock_in (self->shape, closure, majority->from, majority->to);
  }
  return n_left;
}

/* Who is beaten by a majority that no order can leave out: nothing of the same strength or a
 * greater one leads from her to whom she is beaten by, so no circle is ever closed by it.
 * Warshall's closure, with strengths. */
static void
find_lost (Search *self)
{
  const guint n = self->shape->n;
  g_autofree gint64 *widest = g_new0 (gint64, (gsize) n * n + 1);

  for (guint i = 0; i < self->n_all; i++)
    widest[self->all[i].from * n + self->all[i].to] = self->all[i].margin;
  for (guint via = 0; via < n; via++)
    for (guint a = 0; a < n; a++) {
      const gint64 first = widest[a * n + via];

      for (guint b = 0; first > 0 && b < n; b++)
        widest[a * n + b] = MAX (widest[a * n + b], MIN (first, widest[via * n + b]));
    }
  for (guint i = 0; i < self->n_all; i++) {
    const Majority *majority = &self->all[i];

    if (widest[majority->to * n + majority->from] < majority->margin)
      self->lost[majority->to / 64] |= (guint64) 1 << (majority->to % 64);
  }
  self->work += (guint64) n * n * n / 64;
}

/* One order of the majorities from @start on, the one that is best for @candidate: of equal ones
 * those first that lead on from what she is locked in over. */
static void
favour (Search *self, guint64 *closure, guint start, guint candidate)
{
  const Shape *shape = self->shape;

  for (guint end = start; start < self->n_all; start = end) {
    gboolean again = TRUE;

    while (end < self->n_all && self->all[end].margin == self->all[start].margin)
      end++;
    while (again) {
      again = FALSE;
      for (guint i = start; i < end; i++) {
        const Majority *majority = &self->all[i];

        if ((majority->from == candidate || has (shape, closure, candidate, majority->from)) &&
            is_open (self, closure, majority)) {
          lock_in (shape, closure, majority->from, majority->to);
          self->work += (guint64) shape->n * shape->words;
          again = TRUE;
        }
      }
    }
    for (guint i = start; i < end; i++)
      if (is_open (self, closure, &self->all[i])) {
        lock_in (shape, closure, self->all[i].from, self->all[i].to);
        self->work += (guint64) shape->n * shape->words;
      }
  }
}

/* Most who can win do so in the order that favours them; whoever then is neither known to win nor
 * to lose has to be searched for. */
static void
try_each (Search *self, const guint64 *closure, guint start)
{
  const gsize size = (gsize) self->shape->n * self->shape->words * sizeof (guint64);

  self->tried = TRUE;
  find_lost (self);
  for (guint c = 0; c < self->shape->n; c++) {
    g_autofree guint64 *next = NULL;

    if (((self->wins[c / 64] | self->lost[c / 64]) >> (c % 64)) & 1)
      continue;
    next = g_memdup2 (closure, size);
    favour (self, next, start, c);
    note_winners (self, next);
  }
}

/* Follows the majorities from @start on, and where an order of equal ones matters each that can be
 * the first. @closure becomes something else. */
static void
search (Search *self, guint64 *closure, guint start)
{
  const gsize size = (gsize) self->shape->n * self->shape->words * sizeof (guint64);
  guint end = start;
  gboolean followed = FALSE;

  for (;; start = end) {
    if (!can_tell_more (self, closure))
      return;
    if (start == self->n_all) {
      note_winners (self, closure);
      return;
    }
    for (end = start; end < self->n_all && self->all[end].margin == self->all[start].margin;)
      end++;
    if (lock_in_sure (self, closure, start, end) > 0)
      break;
  }
  if (!self->tried) {
    try_each (self, closure, start);
    if (!can_tell_more (self, closure))
      return;
  }
  /* Two groups never leave the same closure and a choice: the choice is not locked in yet. */
  if (!g_hash_table_add (self->seen, g_bytes_new (closure, size)))
    return;
  for (guint i = start; i < end; i++) {
    g_autofree guint64 *next = NULL;

    if (!is_open (self, closure, &self->all[i]))
      continue;
    /* Once the limit is met, one order has to do: the first. */
    if (followed && (g_hash_table_size (self->seen) >= MAX_STATES || self->work >= MAX_WORK)) {
      self->cut = self->cut || can_tell_more (self, closure);
      return;
    }
    next = g_memdup2 (closure, size);
    lock_in (self->shape, next, self->all[i].from, self->all[i].to);
    search (self, next, start);
    followed = TRUE;
  }
}

/**
 * nord_rank_ranked_pairs_told:
 * @profile: rankings
 * @all: (out): whether every order was followed that could tell of another winner
 *
 * Source: Tideman: Independence of clones as a criterion for voting rules (1987). Majorities of
 * equal strength are taken in every order (which is hard in general: Brill, Fischer 2012) that can
 * tell of another winner: nobody is searched for who wins in the order that favours her, nor whom
 * one majority beats in all of them. Beyond 20,000 choices, fewer among many candidates, only one
 * order, by the candidates' numbers, is followed further.
 *
 * Returns: (transfer full) (element-type guint): whoever nobody is locked in over, in one of the
 * orders
 */
GArray *
nord_rank_ranked_pairs_told (const NordProfile *profile, gboolean *all)
{
  guint n = profile->n_candidates;
  Shape shape = {n, (n + 63) / 64};
  g_autofree guint64 *closure = g_new0 (guint64, (gsize) n * shape.words + 1);
  g_autofree guint64 *wins = g_new0 (guint64, shape.words + 1);
  g_autofree guint64 *lost = g_new0 (guint64, shape.words + 1);
  g_autoptr (GArray) majorities = g_array_new (FALSE, FALSE, sizeof (Majority));
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  Search run = {.shape = &shape, .seen = seen, .wins = wins, .lost = lost};
  GArray *winners = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++) {
      Majority majority = {a, b, nord_profile_get_margin (profile, a, b)};

      if (a != b && majority.margin > 0)
        g_array_append_val (majorities, majority);
    }
  g_array_sort (majorities, compare_majorities);
  run.all = (const Majority *) majorities->data;
  run.n_all = majorities->len;
  search (&run, closure, 0);
  for (guint c = 0; c < n; c++)
    if (wins[c / 64] >> (c % 64) & 1)
      g_array_append_val (winners, c);
  *all = !run.cut;
  return winners;
}

GArray *
nord_rank_ranked_pairs (const NordProfile *profile)
{
  gboolean all;

  return nord_rank_ranked_pairs_told (profile, &all);
}
