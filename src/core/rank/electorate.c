/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups equal ballots and turns them round: from people's projects to projects' people. */
#include "core/rank/electorate.h"

#include <stdlib.h>
#include <string.h>

#define AT_ONCE 64 /* ballots looked for together */

static gboolean
equal_ballots (const guint64 *a, const guint64 *b)
{
  return a[0] == b[0] && memcmp (a, b, (a[0] + 1) * sizeof *a) == 0;
}

static guint64
hash_ballot (const guint64 *ballot)
{
  guint64 hash = ballot[0];

  for (guint64 i = 1; i <= ballot[0]; i++)
    hash = (hash ^ ballot[i]) * 0x9e3779b97f4a7c15u, hash ^= hash >> 29;
  return hash * 0xbf58476d1ce4e5b9u;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

/* Ballots are short, and often sorted already. */
static void
sort_words (guint64 *words, guint64 n)
{
  if (n > 64) {
    qsort (words, n, sizeof *words, compare_words);
    return;
  }
  for (guint64 i = 1; i < n; i++) {
    guint64 word = words[i], j = i;

    for (; j > 0 && words[j - 1] > word; j--)
      words[j] = words[j - 1];
    words[j] = word;
  }
}

void
nord_electorate_init (NordElectorate *self, const NordBudget *budget, NordSatisfaction satisfaction)
{
  guint n_marks = nord_budget_get_n_marks (budget);
  /* A ballot as words: how many, then project and points of each mark, sorted. */
  g_autofree guint64 *words = g_new (guint64, (gsize) 2 * n_marks + budget->n_ballots + 1);
  g_autofree guint64 **first = g_new (guint64 *, budget->n_ballots + 1);
  /* Open addressing, at most half full; a slot holds a group's number from 1. */
  guint bits = MAX (g_bit_storage (budget->n_ballots) + 1, 4);
  g_autofree guint *slots = g_new0 (guint, (gsize) 1 << bits);
  g_autofree guint *counts = g_new0 (guint, budget->n_projects + 1);
  guint64 *next = words;
  gboolean points = satisfaction == NORD_SATISFACTION_POINTS;

  self->budget = budget;
  self->satisfaction = satisfaction;
  self->n_groups = 0;
  self->sizes = g_new0 (guint, budget->n_ballots + 1);
  for (guint from = 0; from < budget->n_ballots; from += AT_ONCE) {
    const guint until = MIN (from + AT_ONCE, budget->n_ballots);
    guint64 *written = next, hashes[AT_ONCE];

    /* First where each is looked for, so that the memory is on its way. */
    for (guint b = from; b < until; b++) {
      guint64 *ballot = written;
      const guint start = b > 0 ? budget->ends[b - 1] : 0;

      ballot[0] = 0;
      for (guint i = start; i < budget->ends[b]; i++)
        if (!points || budget->points[i] > 0)
          ballot[++ballot[0]] = (guint64) budget->marks[i] << 40 |
                                (points ? (guint64) budget->points[i] & 0xffffffffff : 1);
      written += ballot[0] + 1;
      sort_words (ballot + 1, ballot[0]);
      hashes[b - from] = hash_ballot (ballot) >> (64 - bits);
      __builtin_prefetch (&slots[hashes[b - from]]);
    }
    written = next;
    for (guint b = from; b < until; b++) {
      guint64 *ballot = written;
      gsize slot = hashes[b - from];

      written += ballot[0] + 1;
      if (ballot[0] == 0)
        continue; /* has a share, but nothing to spend it on */
      while (slots[slot] != 0 && !equal_ballots (first[slots[slot] - 1], ballot))
        slot = (slot + 1) & (((gsize) 1 << bits) - 1);
      if (slots[slot] != 0) {
        self->sizes[slots[slot] - 1]++;
        continue;
      }
      memmove (next, ballot, (ballot[0] + 1) * sizeof *ballot);
      slots[slot] = self->n_groups + 1;
      first[self->n_groups] = next;
      self->sizes[self->n_groups++] = 1;
      for (guint64 i = 1; i <= next[0]; i++)
        counts[next[i] >> 40]++;
      next += next[0] + 1;
    }
  }

  self->starts = g_new (guint, budget->n_projects + 1);
  self->starts[0] = 0;
  for (guint p = 0; p < budget->n_projects; p++)
    self->starts[p + 1] = self->starts[p] + counts[p];
  self->supporters = g_new (NordSupporter, self->starts[budget->n_projects] + 1);
  self->people = g_new0 (double, budget->n_projects + 1);
  memset (counts, 0, budget->n_projects * sizeof *counts);
  for (guint g = 0; g < self->n_groups; g++)
    for (guint64 i = 1; i <= first[g][0]; i++) {
      guint p = (guint) (first[g][i] >> 40);

      self->supporters[self->starts[p] + counts[p]++] =
        (NordSupporter){g, self->sizes[g], (double) (first[g][i] & 0xffffffffff)};
      self->people[p] += self->sizes[g];
    }
}

void
nord_electorate_clear (NordElectorate *self)
{
  g_free (self->sizes);
  g_free (self->people);
  g_free (self->starts);
  g_free (self->supporters);
}
