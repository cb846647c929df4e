/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups equal ballots and turns them round: from people's projects to projects' people. */
#include "core/rank/electorate.h"

#define AT_ONCE 64 /* ballots looked for together */

/* Open addressing, at most half full. */
typedef struct {
  guint32 tag;   /* of the hash: most of what is not the same is told by that */
  guint32 group; /* number from 1; 0 is an empty slot */
} Slot;

typedef struct {
  const NordBudget *budget;
  gboolean points;
  gint64 *seen; /* (owned) n_projects: scratch, -1 */
} Ballots;

/* What a mark counts; 0 is none. */
static inline gint64
weigh (const Ballots *ballots, guint mark)
{
  return ballots->points ? ballots->budget->points[mark] : 1;
}

/* In whatever order the projects stand: a sum needs no sorting. (The mixing is that of SplitMix64.)
 */
static guint64
hash_ballot (const Ballots *ballots, guint start, guint end, guint *n_marks)
{
  guint64 hash = 0;
  guint n = 0;

  for (guint i = start; i < end; i++) {
    const gint64 weight = weigh (ballots, i);
    guint64 mixed = (guint64) ballots->budget->marks[i] * 0x9e3779b97f4a7c15u + (guint64) weight;

    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed ^= mixed >> 27;
    hash += weight > 0 ? mixed : 0;
    n += weight > 0;
  }
  *n_marks = n;
  return hash * 0x94d049bb133111ebu;
}

static inline guint
start_of (const Ballots *ballots, guint ballot)
{
  return ballot > 0 ? ballots->budget->ends[ballot - 1] : 0;
}

/* A ballot names no project twice. */
static gboolean
equal_ballots (const Ballots *ballots, guint a, guint b)
{
  const guint *marks = ballots->budget->marks;
  const guint a_start = start_of (ballots, a), a_end = ballots->budget->ends[a];
  const guint b_start = start_of (ballots, b), b_end = ballots->budget->ends[b];
  guint n_same = 0, n_a = 0, n_b = 0;

  for (guint i = a_start; i < a_end; i++)
    if (weigh (ballots, i) > 0) {
      ballots->seen[marks[i]] = weigh (ballots, i);
      n_a++;
    }
  for (guint i = b_start; i < b_end; i++)
    if (weigh (ballots, i) > 0) {
      n_same += ballots->seen[marks[i]] == weigh (ballots, i);
      n_b++;
    }
  for (guint i = a_start; i < a_end; i++)
    ballots->seen[marks[i]] = -1;
  return n_a == n_b && n_same == n_a;
}

void
nord_electorate_init (NordElectorate *self, const NordBudget *budget, NordSatisfaction satisfaction)
{
  const Ballots ballots = {budget, satisfaction == NORD_SATISFACTION_POINTS,
                           g_new (gint64, budget->n_projects + 1)};
  const guint bits = MAX (g_bit_storage (budget->n_ballots) + 1, 4);
  const guint mask = (guint) (((gsize) 1 << bits) - 1);
  g_autofree Slot *slots = g_new0 (Slot, (gsize) 1 << bits);
  g_autofree guint *first = g_new (guint, budget->n_ballots + 1); /* ballot of each group */
  g_autofree guint *counts = g_new0 (guint, budget->n_projects + 1);

  for (guint p = 0; p < budget->n_projects; p++)
    ballots.seen[p] = -1;
  self->budget = budget;
  self->satisfaction = satisfaction;
  self->n_groups = 0;
  self->sizes = g_new0 (guint, budget->n_ballots + 1);
  for (guint from = 0; from < budget->n_ballots; from += AT_ONCE) {
    const guint until = MIN (from + AT_ONCE, budget->n_ballots);
    guint64 hashes[AT_ONCE];
    guint n_marks[AT_ONCE];

    /* First where each is looked for, so that the memory is on its way. */
    for (guint b = from; b < until; b++) {
      hashes[b - from] =
        hash_ballot (&ballots, start_of (&ballots, b), budget->ends[b], &n_marks[b - from]);
      __builtin_prefetch (&slots[hashes[b - from] >> (64 - bits)]);
    }
    for (guint b = from; b < until; b++) {
      guint slot = (guint) (hashes[b - from] >> (64 - bits));
      const guint32 tag = (guint32) hashes[b - from];

      if (n_marks[b - from] == 0)
        continue; /* has a share, but nothing to spend it on */
      while (slots[slot].group != 0 &&
             (slots[slot].tag != tag || !equal_ballots (&ballots, first[slots[slot].group - 1], b)))
        slot = (slot + 1) & mask;
      if (slots[slot].group != 0) {
        self->sizes[slots[slot].group - 1]++;
        continue;
      }
      first[self->n_groups] = b;
      self->sizes[self->n_groups++] = 1;
      slots[slot] = (Slot){tag, self->n_groups};
      for (guint i = start_of (&ballots, b); i < budget->ends[b]; i++)
        counts[budget->marks[i]] += weigh (&ballots, i) > 0;
    }
  }

  self->starts = g_new (guint, budget->n_projects + 1);
  self->starts[0] = 0;
  for (guint p = 0; p < budget->n_projects; p++)
    self->starts[p + 1] = self->starts[p] + counts[p];
  self->groups = g_new (guint, self->starts[budget->n_projects] + 1);
  self->weights = ballots.points ? g_new (double, self->starts[budget->n_projects] + 1) : NULL;
  self->people = g_new0 (double, budget->n_projects + 1);
  for (guint p = 0; p < budget->n_projects; p++)
    counts[p] = self->starts[p];
  for (guint g = 0; g < self->n_groups; g++)
    for (guint i = start_of (&ballots, first[g]); i < budget->ends[first[g]]; i++) {
      const guint p = budget->marks[i];

      if (weigh (&ballots, i) == 0)
        continue;
      if (ballots.points)
        self->weights[counts[p]] = (double) weigh (&ballots, i);
      self->groups[counts[p]++] = g;
      self->people[p] += self->sizes[g];
    }
  g_free (ballots.seen);
}

void
nord_electorate_clear (NordElectorate *self)
{
  g_free (self->sizes);
  g_free (self->people);
  g_free (self->starts);
  g_free (self->groups);
  g_free (self->weights);
}
