/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One distance of words and place, and average linkage over it (UPGMA, Sokal, Michener 1958) by
 * chains of nearest neighbours (Murtagh 1983): no start to choose, so no chance; a weight moved a
 * little moves distances a little, so what is clear stays together. */
#include "core/cluster/blend.h"
#include "core/cluster/place.h"
#include "core/cluster/vectors.h"
#include "core/geo/relate.h"

#include <math.h>
#include <string.h>

#define N_LATENT 20
#define WALK 300.0 /* metres: two thirds of "elsewhere" */
/* Means of distances up to which ideas are one group, where no number of groups is asked for. */
#define TOGETHER 0.5f

typedef struct {
  guint32 a, b;
  float height;
} Merge;

static inline gsize
pair (guint a, guint b)
{
  return a > b ? (gsize) a * (a - 1) / 2 + b : (gsize) b * (b - 1) / 2 + a;
}

static double
place_distance (const NordShape *a, const NordShape *b)
{
  if (a == NULL || b == NULL)
    return 1;
  return 1 - exp (-nord_relate_distance (a, b) / WALK);
}

static float *
find_distances (const NordShape *const *shapes, const char *const *texts, guint n, double weight)
{
  float *distances = g_new (float, (gsize) n *(n - 1) / 2 + 1);
  g_autofree float *rows = NULL;

  if (weight > 0) {
    g_autoptr (NordVectors) vectors = nord_vectors_new (texts, n, "de");

    rows = nord_vectors_condense (vectors, N_LATENT);
  }
  for (guint a = 1; a < n; a++)
    for (guint b = 0; b < a; b++) {
      double sum = weight < 1 ? (1 - weight) * place_distance (shapes[b], shapes[a]) : 0;

      if (weight > 0) {
        float near = 0;

        for (guint k = 0; k < N_LATENT; k++)
          near += rows[a * N_LATENT + k] * rows[b * N_LATENT + k];
        sum += weight * (1 - CLAMP (near, 0, 1));
      }
      distances[pair (a, b)] = (float) sum;
    }
  return distances;
}

static int
compare_merges (gconstpointer a, gconstpointer b)
{
  const Merge *x = a, *y = b;

  if (x->height != y->height)
    return x->height > y->height ? 1 : -1;
  return x->a != y->a ? (x->a > y->a ? 1 : -1) : (x->b > y->b) - (x->b < y->b);
}

/* All n - 1 merges; groups go by one member each. Uses up @distances. */
static Merge *
link_all (float *distances, guint n)
{
  Merge *merges = g_new (Merge, n);
  g_autofree guint *size = g_new (guint, n), *chain = g_new (guint, n);
  guint n_chain = 0, n_merges = 0;

  for (guint i = 0; i < n; i++)
    size[i] = 1;
  while (n_merges + 1 < n) {
    guint at, best = n;
    float least = G_MAXFLOAT;

    if (n_chain == 0)
      for (guint i = 0; i < n && n_chain == 0; i++)
        if (size[i] > 0)
          chain[n_chain++] = i;
    at = chain[n_chain - 1];
    /* The one before stays the nearest where others are as near, or the chain would not end. */
    if (n_chain > 1) {
      best = chain[n_chain - 2];
      least = distances[pair (at, best)];
    }
    for (guint i = 0; i < n; i++)
      if (i != at && size[i] > 0 && distances[pair (at, i)] < least) {
        least = distances[pair (at, i)];
        best = i;
      }
    if (n_chain < 2 || best != chain[n_chain - 2]) {
      chain[n_chain++] = best;
      continue;
    }
    n_chain -= 2;
    merges[n_merges++] = (Merge){MIN (at, best), MAX (at, best), least};
    {
      guint into = MIN (at, best), from = MAX (at, best);
      float share = (float) size[into] / (float) (size[into] + size[from]);

      for (guint i = 0; i < n; i++)
        if (size[i] > 0 && i != into && i != from)
          distances[pair (into, i)] =
            share * distances[pair (into, i)] + (1 - share) * distances[pair (from, i)];
      size[into] += size[from];
      size[from] = 0;
    }
  }
  qsort (merges, n_merges, sizeof *merges, compare_merges);
  return merges;
}

static guint32
find_root (guint32 *root, guint32 at)
{
  while (root[at] != at)
    at = root[at] = root[root[at]];
  return at;
}

/**
 * nord_blend_group:
 * @shapes: (array length=n) (element-type nullable NordShape): where; what has no place is far from
 *   all
 * @texts: (array length=n) (element-type nullable utf8): what was said
 * @n: how many, at most %NORD_BLEND_MAX
 * @weight: from 0, the same place, to 1, the same words
 * @min_size: ideas that make a group, 2 or more; others stay alone
 * @n_groups: into how many parts to cut, or 0: where ideas are no longer near
 * @labels: (out caller-allocates) (array length=n): number of the group, or %NORD_PLACE_ALONE
 *
 * Distances are 1 - cosine of latent words (nord_vectors_condense()) and 1 - exp (-metres / 300),
 * between nearest positions, weighed. Always the same for the same input; groups are numbered by
 * their first member.
 *
 * Returns: number of groups
 */
guint
nord_blend_group (const NordShape *const *shapes,
                  const char *const *texts,
                  guint n,
                  double weight,
                  guint min_size,
                  guint n_groups,
                  gint32 *labels)
{
  g_autofree float *distances = NULL;
  g_autofree Merge *merges = NULL;
  g_autofree guint32 *root = g_new (guint32, n + 1);
  g_autofree guint *size = g_new0 (guint, n + 1);
  g_autofree gint32 *number = g_new (gint32, n + 1);
  gint32 next = 0;

  g_return_val_if_fail (n <= NORD_BLEND_MAX && weight >= 0 && weight <= 1 && min_size >= 2, 0);
  if (n == 0)
    return 0;
  distances = find_distances (shapes, texts, n, weight);
  merges = link_all (distances, n);
  for (guint i = 0; i < n; i++) {
    root[i] = i;
    number[i] = NORD_PLACE_ALONE;
  }
  for (guint m = 0; m + 1 < n; m++) {
    if (n_groups > 0 ? n - m <= n_groups : merges[m].height > TOGETHER)
      break;
    root[find_root (root, merges[m].b)] = find_root (root, merges[m].a);
  }
  for (guint i = 0; i < n; i++)
    size[find_root (root, i)]++;
  for (guint i = 0; i < n; i++) {
    guint32 at = find_root (root, i);

    if (size[at] >= min_size && number[at] < 0)
      number[at] = next++;
    labels[i] = number[at];
  }
  return (guint) next;
}
