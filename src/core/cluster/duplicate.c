/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Runs of four letters, each in a list of the texts that hold it. The rarest runs of a text vote
 * for those that hold them, the rarer the heavier; the few with the most votes are measured by all
 * runs. */
#include "core/cluster/duplicate.h"
#include "core/cluster/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RUN 4
#define N_PARTNERS 5 /* of one text, in pairs */
#define BUCKETS 65536
/* The more texts, the more of them share one sentence, and only the runs of another one tell them
 * apart: then more entries of the lists are read, and more texts are measured. */
#define MAX_LOOKED(n) (1500 + (n) / 2)
#define MAX_MEASURED 96
#define N_MEASURED(n) MIN (16 + (n) / 1000, MAX_MEASURED)

struct _NordDuplicates {
  guint n;
  guint *starts;  /* (owned) n + 1: where each text's runs begin */
  guint16 *runs;  /* (owned) each once, by text */
  guint *lists;   /* (owned) BUCKETS + 1: where each run's texts begin */
  guint *texts;   /* (owned) */
  float *weights; /* (owned) BUCKETS: the rarer the heavier */
  float *totals;  /* (owned) n: weight of all its runs */
  float *votes;   /* (owned) n: scratch, 0 between queries */
  guint *touched; /* (owned) n */
  guint64 *asked; /* (owned) BUCKETS bits: runs of the text that is looked for, 0 between queries */
};

static inline gboolean
has_run (const guint64 *seen, guint16 run)
{
  return seen[run / 64] >> (run % 64) & 1;
}

/* Runs over the folded text, each once; short words and spaces count too, so that "am Weg" differs.
 * Their bits are set in @seen, where none was set: forget_runs() clears them. */
static void
read_runs (const char *text, GArray *runs, guint64 *seen)
{
  g_autofree char *folded = nord_words_fold (text != NULL ? text : "");
  g_autofree char *padded = g_strdup_printf (" %s ", folded);
  gsize length = strlen (padded);

  g_array_set_size (runs, 0);
  if (*folded == 0)
    return;
  for (gsize i = 0; i + RUN <= length || i == 0; i++) {
    guint32 h = 2166136261u;
    guint16 run;

    for (gsize j = i; j < MIN (i + RUN, length); j++)
      h = (h ^ (guchar) padded[j]) * 16777619u;
    h ^= h >> 15;
    h *= 0x85ebca6bu;
    run = (guint16) (h >> 16);
    if (has_run (seen, run))
      continue;
    seen[run / 64] |= G_GUINT64_CONSTANT (1) << (run % 64);
    g_array_append_val (runs, run);
  }
}

static void
forget_runs (const GArray *runs, guint64 *seen)
{
  for (guint i = 0; i < runs->len; i++)
    seen[g_array_index (runs, guint16, i) / 64] = 0;
}

/**
 * nord_duplicates_new:
 * @texts: (array length=n) (element-type nullable utf8): what was said so far
 * @n: how many
 *
 * Returns: (transfer full): an index over them, for one thread
 */
NordDuplicates *
nord_duplicates_new (const char *const *texts, guint n)
{
  NordDuplicates *self = g_new0 (NordDuplicates, 1);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_autofree guint *fill = NULL;

  self->n = n;
  self->starts = g_new0 (guint, n + 1);
  self->lists = g_new0 (guint, BUCKETS + 1);
  self->weights = g_new (float, BUCKETS);
  self->totals = g_new0 (float, n + 1);
  self->votes = g_new0 (float, n + 1);
  self->touched = g_new (guint, n + 1);
  self->asked = g_new0 (guint64, BUCKETS / 64);
  for (guint i = 0; i < n; i++) {
    read_runs (texts[i], runs, self->asked);
    forget_runs (runs, self->asked);
    g_array_append_vals (all, runs->data, runs->len);
    self->starts[i + 1] = all->len;
    for (guint r = 0; r < runs->len; r++)
      self->lists[g_array_index (runs, guint16, r) + 1]++;
  }
  for (guint b = 0; b < BUCKETS; b++) {
    self->weights[b] = logf (1 + (float) n / (float) (1 + self->lists[b + 1]));
    self->lists[b + 1] += self->lists[b];
  }
  self->runs = (guint16 *) g_array_steal (all, NULL);
  self->texts = g_new (guint, self->starts[n] + 1);
  fill = g_memdup2 (self->lists, BUCKETS * sizeof *fill);
  for (guint i = 0; i < n; i++)
    for (guint r = self->starts[i]; r < self->starts[i + 1]; r++) {
      self->texts[fill[self->runs[r]]++] = i;
      self->totals[i] += self->weights[self->runs[r]];
    }
  return self;
}

void
nord_duplicates_free (NordDuplicates *self)
{
  if (self == NULL)
    return;
  g_free (self->starts);
  g_free (self->runs);
  g_free (self->lists);
  g_free (self->texts);
  g_free (self->weights);
  g_free (self->totals);
  g_free (self->votes);
  g_free (self->touched);
  g_free (self->asked);
  g_free (self);
}

typedef struct {
  guint length;
  guint16 run;
} Rare;

static int
compare_rare (gconstpointer a, gconstpointer b)
{
  const Rare *x = a, *y = b;

  return x->length != y->length ? (x->length > y->length ? 1 : -1) : (int) x->run - (int) y->run;
}

static double
measure (const NordDuplicates *self, float total, guint other)
{
  float both = 0, least = MIN (total, self->totals[other]);
  double overlap, jaccard;

  for (guint r = self->starts[other]; r < self->starts[other + 1]; r++)
    both += has_run (self->asked, self->runs[r]) ? self->weights[self->runs[r]] : 0;
  if (least <= 0)
    return 0;
  jaccard = both / (total + self->totals[other] - both);
  /* A shortened text lies wholly in the long one. */
  overlap = both / least;
  return MIN (0.5 * jaccard + 0.5 * overlap * overlap, 1);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const NordDuplicate *x = a, *y = b;

  if (x->similarity != y->similarity)
    return x->similarity < y->similarity ? 1 : -1;
  return (x->index > y->index) - (x->index < y->index);
}

/**
 * nord_duplicates_find:
 * @self: an index
 * @text: what somebody is writing
 * @besides: a text of the index that is not looked at, or %G_MAXUINT
 * @found: (out caller-allocates) (array length=n_found): the most similar first
 * @n_found: room, at least 16 are looked for
 *
 * Returns: how many were found
 */
guint
nord_duplicates_find (NordDuplicates *self,
                      const char *text,
                      guint besides,
                      NordDuplicate *found,
                      guint n_found)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_autofree Rare *rare = NULL;
  NordDuplicate best[MAX_MEASURED];
  guint n_measured = 0;
  guint n_best = 0, n_rare = 0, n_touched = 0, looked = 0;
  float total = 0;

  g_return_val_if_fail (self != NULL, 0);
  n_measured = N_MEASURED (self->n);
  read_runs (text, runs, self->asked);
  rare = g_new (Rare, runs->len + 1);
  for (guint r = 0; r < runs->len; r++) {
    guint16 run = g_array_index (runs, guint16, r);
    guint length = self->lists[run + 1] - self->lists[run];

    total += self->weights[run];
    if (length > 0)
      rare[n_rare++] = (Rare){length, run};
  }
  qsort (rare, n_rare, sizeof *rare, compare_rare);
  for (guint r = 0; r < n_rare && (r < 2 || looked < MAX_LOOKED (self->n)); r++) {
    float weight = self->weights[rare[r].run];

    looked += rare[r].length;
    for (guint t = self->lists[rare[r].run]; t < self->lists[rare[r].run + 1]; t++) {
      guint other = self->texts[t];

      if (self->votes[other] == 0)
        self->touched[n_touched++] = other;
      self->votes[other] += weight;
    }
  }
  /* The few with the most of them in common. */
  for (guint i = 0; i < n_touched; i++) {
    guint other = self->touched[i];
    guint at = n_best;
    double votes = self->votes[other];

    self->votes[other] = 0;
    if (other == besides || (n_best == n_measured && votes <= best[n_best - 1].similarity))
      continue;
    at = MIN (n_best, n_measured - 1);
    n_best = MIN (n_best + 1, n_measured);
    for (; at > 0 && best[at - 1].similarity < votes; at--)
      best[at] = best[at - 1];
    best[at] = (NordDuplicate){other, votes};
  }
  for (guint i = 0; i < n_best; i++)
    best[i].similarity = measure (self, total, best[i].index);
  forget_runs (runs, self->asked);
  qsort (best, n_best, sizeof *best, compare_found);
  n_found = MIN (n_found, n_best);
  memcpy (found, best, n_found * sizeof *found);
  return n_found;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const NordDuplicatePair *x = a, *y = b;

  if (x->similarity != y->similarity)
    return x->similarity < y->similarity ? 1 : -1;
  return x->a != y->a ? (x->a > y->a ? 1 : -1) : (x->b > y->b) - (x->b < y->b);
}

/**
 * nord_duplicates_find_pairs:
 * @texts: (array length=n): texts
 * @at_least: similarity above 0, at most 1
 * @done: (nullable): counted up to @n, to be read with g_atomic_int_get()
 * @cancellable: (nullable): asked after each text
 * @error: %G_IO_ERROR_CANCELLED, nothing else
 *
 * Looks for each text among all others, for the few that are most like it.
 *
 * Returns: (transfer full) (nullable) (element-type NordDuplicatePair): each pair once, the most
 *   similar first
 */
GArray *
nord_duplicates_find_pairs (const char *const *texts,
                            guint n,
                            double at_least,
                            gint *done,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (NordDuplicates) index = nord_duplicates_new (texts, n);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (NordDuplicatePair));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < n; i++) {
    NordDuplicate found[N_PARTNERS];
    guint n_found;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    n_found = nord_duplicates_find (index, texts[i], i, found, N_PARTNERS);
    for (guint k = 0; k < n_found && found[k].similarity >= at_least; k++) {
      NordDuplicatePair pair = {MIN (i, found[k].index), MAX (i, found[k].index),
                                found[k].similarity};
      gint64 key = (gint64) pair.a << 32 | pair.b;

      if (g_hash_table_add (seen, g_memdup2 (&key, sizeof key)))
        g_array_append_val (pairs, pair);
    }
    if (done != NULL)
      g_atomic_int_set (done, (gint) i + 1);
  }
  g_array_sort (pairs, compare_pairs);
  return g_steal_pointer (&pairs);
}
