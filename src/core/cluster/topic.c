/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Topics: k-means on latent numbers, centres from seed words, and what examples tell. */
#include "core/cluster/topic.h"

#include "core/cluster/lanes.h"
#include "core/cluster/separation.h"

#include <math.h>
#include <string.h>

#define MIN_LATENT 8 /* numbers a text, whole lanes */
#define MAX_LATENT 48
#define FIRST_LATENT 20   /* those that tell broad topics: fewer pits for k-means */
#define SEED_SHARPNESS 20 /* how fast a text's share falls with what it has not in common */
#define SIZE_ROUNDS 5
#define SOFT_ROUNDS 20 /* with many more, the largest swallow the others */
#define DRAW_ROUNDS 3
#define TRIES 6
/* A word counts twice, as its stem and as its runs of letters: each half as evidence. */
#define FREE_TRUST 0.5f
#define MAX_ROUNDS 40

/* How many numbers tell a text: more texts carry more topics that can be told from chance. In whole
 * lanes. */
static guint
count_latent (guint n)
{
  guint root = (guint) sqrt (n);

  return NORD_LANES_ROUND_UP (CLAMP (root, MIN_LATENT, MAX_LATENT));
}

/* One stream a run, always the same. */
static double
next_random (guint64 *state)
{
  *state = *state * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407u;
  return (double) (*state >> 11) / 9007199254740992.0;
}

/* k-means++ (Arthur, Vassilvitskii 2007): the next centre is far from those there are. */
static void
start_centres (const float *rows,
               const guint *order,
               guint n,
               guint k,
               guint n_groups,
               guint64 *state,
               float *centres)
{
  g_autofree double *far = g_new (double, n);

  for (guint g = 0; g < n_groups; g++) {
    guint pick = 0;
    double sum = 0, at;

    for (guint o = 0; o < n; o++) {
      guint i = order[o];
      double d = g == 0 ? 1 : 1 - nord_lanes_dot (rows + i * k, centres + (g - 1) * k, k);

      far[i] = g <= 1 ? MAX (d, 0) : MIN (far[i], MAX (d, 0));
      sum += far[i];
    }
    at = next_random (state) * sum;
    while (pick + 1 < n && (at -= far[order[pick]]) > 0)
      pick++;
    memcpy (centres + g * k, rows + order[pick] * k, k * sizeof *centres);
  }
}

/* Gives each row to its nearest centre and moves the centres, until none changes. Returns how near
 * all are together. */
static double
settle (const float *rows, guint n, guint k, guint n_groups, float *centres, gint32 *labels)
{
  double sum = 0;

  for (guint round = 0; round < MAX_ROUNDS; round++) {
    gboolean changed = FALSE;

    sum = 0;
    for (guint i = 0; i < n; i++) {
      gint32 best = 0;
      float nearest = -2;

      for (guint g = 0; g < n_groups; g++) {
        float near = nord_lanes_dot (rows + i * k, centres + g * k, k);

        if (near > nearest) {
          nearest = near;
          best = (gint32) g;
        }
      }
      changed = changed || labels[i] != best;
      labels[i] = best;
      sum += nearest;
    }
    if (!changed)
      break;
    memset (centres, 0, n_groups * k * sizeof *centres);
    for (guint i = 0; i < n; i++)
      for (guint j = 0; j < k; j++)
        centres[(guint) labels[i] * k + j] += rows[i * k + j];
    for (guint g = 0; g < n_groups; g++) {
      float length = sqrtf (nord_lanes_dot (centres + g * k, centres + g * k, k));

      for (guint j = 0; j < k && length > 0; j++)
        centres[g * k + j] /= length;
    }
  }
  return sum;
}

static gboolean
says_nothing (const NordVectors *vectors, guint i)
{
  return vectors->starts[i] == vectors->starts[i + 1];
}

/* Makes shares of nearness in place: each row of @near sums to 1 then. */
static void
make_shares (float *near, guint n, guint n_groups, float sharpness)
{
  for (guint i = 0; i < n; i++) {
    float *row = near + (gsize) i * n_groups, most = -G_MAXFLOAT, sum = 0;

    for (guint g = 0; g < n_groups; g++)
      most = MAX (most, row[g]);
    for (guint g = 0; g < n_groups; g++)
      sum += row[g] = expf ((row[g] - most) * sharpness);
    for (guint g = 0; g < n_groups; g++)
      row[g] /= sum;
  }
}

/* Groups are of different size, and neither seeds nor a few examples tell how large: that is read
 * from all texts (Saerens, Latinne, Decaestecker 2002). A few rounds only, as many would give all
 * to the largest. @before: sizes that @shares took for granted. */
static void
learn_sizes (float *shares, guint n, guint n_groups, const double *before)
{
  g_autofree double *size = g_memdup2 (before, n_groups * sizeof *before);
  g_autofree float *row = g_new (float, n_groups);
  g_autofree double *next = g_new (double, n_groups);

  for (guint round = 0; round <= SIZE_ROUNDS; round++) {
    memset (next, 0, n_groups * sizeof *next);
    for (guint i = 0; i < n; i++) {
      float *from = shares + (gsize) i * n_groups, sum = 0;

      for (guint g = 0; g < n_groups; g++)
        sum += row[g] = (float) (from[g] * size[g] / before[g]);
      for (guint g = 0; g < n_groups && sum > 0; g++) {
        row[g] /= sum;
        next[g] += row[g] / n;
      }
      if (round == SIZE_ROUNDS && sum > 0)
        memcpy (from, row, n_groups * sizeof *row);
    }
    for (guint g = 0; g < n_groups; g++)
      size[g] = MAX (next[g], 1e-6);
  }
}

/* One round of expectation and maximisation with a multinomial of features a group (Nigam,
 * McCallum, Thrun, Mitchell 2000): what came near draws along what is said with it. @trust: how
 * much the words of a text weigh against the size of the group. */
static void
draw_along (const NordVectors *vectors, float *shares, guint n_groups, float trust)
{
  guint n = vectors->n, width = NORD_LANES_ROUND_UP (n_groups);
  gsize n_weights = (gsize) vectors->n_features * width;
  g_autofree float *weights = g_new (float, n_weights + 1), *row = g_new0 (float, width);
  g_autofree double *sums = g_new0 (double, width), *sizes = g_new0 (double, width);

  for (gsize w = 0; w < n_weights; w++)
    weights[w] = 0.01f;
  for (guint i = 0; i < n; i++) {
    memcpy (row, shares + (gsize) i * n_groups, n_groups * sizeof *row);
    for (guint g = 0; g < n_groups; g++)
      sizes[g] += row[g];
    for (guint c = vectors->starts[i]; c < vectors->starts[i + 1]; c++)
      nord_lanes_add (weights + (gsize) vectors->columns[c] * width, row, vectors->values[c],
                      width);
  }
  for (gsize w = 0; w < n_weights; w += width)
    for (guint g = 0; g < n_groups; g++)
      sums[g] += weights[w + g];
  for (gsize w = 0; w < n_weights; w += width)
    for (guint g = 0; g < n_groups; g++)
      weights[w + g] = logf (weights[w + g] / (float) sums[g]);
  for (guint i = 0; i < n; i++) {
    memset (row, 0, width * sizeof *row);
    for (guint c = vectors->starts[i]; c < vectors->starts[i + 1]; c++)
      nord_lanes_add (row, weights + (gsize) vectors->columns[c] * width, vectors->values[c],
                      width);
    for (guint g = 0; g < n_groups; g++)
      shares[(gsize) i * n_groups + g] = trust * row[g] + logf ((float) MAX (sizes[g] / n, 1e-6));
  }
  make_shares (shares, n, n_groups, 1);
}

/* Groups are of different size, which k-means does not see: shares by nearness to the centre times
 * the size, and centres by shares in turn, a mixture of von Mises-Fisher distributions of one
 * concentration (Banerjee, Dhillon, Ghosh, Sra 2005). */
static void
soften (const float *rows, guint n, guint k, guint n_groups, float *centres, float *shares)
{
  g_autofree double *sizes = g_new0 (double, n_groups);

  for (gsize w = 0; w < (gsize) n * n_groups; w++)
    sizes[w % n_groups] += shares[w] / n;
  for (guint round = 0; round < SOFT_ROUNDS; round++) {
    memset (centres, 0, n_groups * k * sizeof *centres);
    for (guint i = 0; i < n; i++)
      for (guint g = 0; g < n_groups; g++)
        nord_lanes_add (centres + g * k, rows + i * k, shares[(gsize) i * n_groups + g], k);
    for (guint g = 0; g < n_groups; g++) {
      float length = sqrtf (nord_lanes_dot (centres + g * k, centres + g * k, k));

      for (guint j = 0; j < k && length > 0; j++)
        centres[g * k + j] /= length;
    }
    for (guint i = 0; i < n; i++)
      for (guint g = 0; g < n_groups; g++)
        shares[(gsize) i * n_groups + g] =
          SEED_SHARPNESS * nord_lanes_dot (rows + i * k, centres + g * k, k) +
          logf ((float) MAX (sizes[g], 1e-6));
    make_shares (shares, n, n_groups, 1);
    memset (sizes, 0, n_groups * sizeof *sizes);
    for (gsize w = 0; w < (gsize) n * n_groups; w++)
      sizes[w % n_groups] += shares[w] / n;
  }
}

/* (transfer full): the strongest @n_first of @k numbers of each text, with length 1 again. */
static float *
take_first (const float *rows, guint n, guint k, guint n_first)
{
  float *first = g_new (float, (gsize) n *n_first);

  for (guint i = 0; i < n; i++) {
    float *to = first + (gsize) i * n_first, length;

    memcpy (to, rows + (gsize) i * k, n_first * sizeof *to);
    length = sqrtf (nord_lanes_dot (to, to, n_first));
    for (guint j = 0; j < n_first && length > 0; j++)
      to[j] /= length;
  }
  return first;
}

static gint32
best_of (const float *row, guint n_groups)
{
  gint32 best = 0;

  for (guint g = 1; g < n_groups; g++)
    if (row[g] > row[best])
      best = (gint32) g;
  return best;
}

/* Adds @labels to @shares, a @part each. The numbers of groups mean nothing across starts: a group
 * gets the number of the one in @best that it has most members in common with, the largest first.
 */
static void
add_aligned (float *shares,
             const gint32 *labels,
             const gint32 *best,
             guint n,
             guint n_groups,
             float part)
{
  g_autofree guint *common = g_new0 (guint, n_groups * n_groups);
  g_autofree gint32 *number = g_new (gint32, n_groups);
  g_autofree gboolean *taken = g_new0 (gboolean, n_groups);

  for (guint i = 0; i < n; i++)
    common[(guint) labels[i] * n_groups + (guint) best[i]]++;
  memset (number, 0xff, n_groups * sizeof *number);
  for (guint step = 0; step < n_groups; step++) {
    guint from = n_groups, to = 0;

    for (guint g = 0; g < n_groups; g++)
      for (guint h = 0; number[g] < 0 && h < n_groups; h++)
        if (!taken[h] &&
            (from == n_groups || common[g * n_groups + h] > common[from * n_groups + to])) {
          from = g;
          to = h;
        }
    number[from] = (gint32) to;
    taken[to] = TRUE;
  }
  for (guint i = 0; i < n; i++)
    shares[(gsize) i * n_groups + (guint) number[labels[i]]] += part;
}

/**
 * nord_topic_group:
 * @vectors: texts
 * @n_groups: how many groups, at least 1
 * @labels: (out caller-allocates) (array length=n): number of the group, or %NORD_TOPIC_NONE where
 *   a text has no word in common with another
 *
 * Spherical k-means (Dhillon, Modha 2001) on the strongest latent numbers, from a few starts, which
 * are always the same. No start is to be trusted alone: a text begins with shares in the groups
 * that it came into, by vote (Dudoit, Fridlyand 2003; Strehl, Ghosh 2002). From there, with all
 * latent numbers, groups may differ in size; at last words draw along what is said with them.
 * Groups are numbered by their first member.
 */
void
nord_topic_group (const NordVectors *vectors, guint n_groups, gint32 *labels)
{
  guint n = vectors->n, k = count_latent (n), n_first = MIN (k, FIRST_LATENT);
  g_autofree float *rows = NULL, *centres = g_new (float, n_groups *k), *shares = NULL,
                   *first = NULL;
  g_autofree gint32 *found = g_new (gint32, (gsize) n * TRIES + 1),
                    *number = g_new (gint32, n_groups);
  double most = -G_MAXDOUBLE;
  guint best = 0;
  guint64 state = 20260101;
  g_autofree guint *order = NULL;
  gint32 next = 0;

  g_return_if_fail (n_groups > 0 && (labels != NULL || n == 0));
  if (n == 0)
    return;
  rows = nord_vectors_condense (vectors, k);
  order = nord_vectors_sort (vectors);
  first = take_first (rows, n, k, n_first);
  for (guint run = 0; run < TRIES; run++) {
    double near;

    memset (found + (gsize) run * n, 0xff, n * sizeof *found);
    start_centres (first, order, n, n_first, n_groups, &state, centres);
    near = settle (first, n, n_first, n_groups, centres, found + (gsize) run * n);
    if (near > most) {
      most = near;
      best = run;
    }
  }
  shares = g_new0 (float, (gsize) n *n_groups);
  for (guint run = 0; run < TRIES; run++)
    add_aligned (shares, found + (gsize) run * n, found + (gsize) best * n, n, n_groups,
                 1.0f / TRIES);
  soften (rows, n, k, n_groups, centres, shares);
  for (guint round = 0; round < DRAW_ROUNDS; round++)
    draw_along (vectors, shares, n_groups, FREE_TRUST);
  for (guint i = 0; i < n; i++)
    labels[i] = best_of (shares + (gsize) i * n_groups, n_groups);
  memset (number, 0xff, n_groups * sizeof *number);
  for (guint i = 0; i < n; i++) {
    if (says_nothing (vectors, i)) {
      labels[i] = NORD_TOPIC_NONE;
      continue;
    }
    if (number[labels[i]] < 0)
      number[labels[i]] = next++;
    labels[i] = number[labels[i]];
  }
}

/**
 * nord_topic_group_around:
 * @vectors: texts
 * @seeds: (array length=n_groups): words that tell each group
 * @n_groups: how many, at least 1
 * @labels: (out caller-allocates) (array length=n): number of the group by its seed, or
 *   %NORD_TOPIC_NONE where a text has no word in common with another
 *
 * Each text has shares in the groups by what it has in common with their seeds; how large groups
 * are, and which other words go with the seeds, is read from all texts.
 */
void
nord_topic_group_around (const NordVectors *vectors,
                         const char *const *seeds,
                         guint n_groups,
                         gint32 *labels)
{
  g_autoptr (NordVectors) seed_rows = nord_vectors_read (vectors, seeds, n_groups);
  guint n = vectors->n;
  g_autofree float *wide = g_new0 (float, (gsize) vectors->n_features *n_groups + 1);
  g_autofree float *near = g_new0 (float, (gsize) n *n_groups + 1);
  g_autofree double *even = g_new (double, n_groups + 1);

  g_return_if_fail (n_groups > 0 && (labels != NULL || n == 0));
  for (guint g = 0; g < n_groups; g++) {
    even[g] = 1.0 / n_groups;
    for (guint c = seed_rows->starts[g]; c < seed_rows->starts[g + 1]; c++)
      wide[(gsize) seed_rows->columns[c] * n_groups + g] = seed_rows->values[c];
  }
  for (guint i = 0; i < n; i++)
    for (guint c = vectors->starts[i]; c < vectors->starts[i + 1]; c++)
      for (guint g = 0; g < n_groups; g++)
        near[(gsize) i * n_groups + g] +=
          vectors->values[c] * wide[(gsize) vectors->columns[c] * n_groups + g];
  make_shares (near, n, n_groups, SEED_SHARPNESS);
  learn_sizes (near, n, n_groups, even);
  draw_along (vectors, near, n_groups, 2);
  for (guint i = 0; i < n; i++)
    labels[i] =
      says_nothing (vectors, i) ? NORD_TOPIC_NONE : best_of (near + (gsize) i * n_groups, n_groups);
}

/**
 * nord_topic_learn:
 * @vectors: texts
 * @known: (array length=n): group of the texts that people have put together, %NORD_TOPIC_NONE for
 *   the others
 * @n_groups: how many groups
 * @labels: (out caller-allocates) (array length=n): group of every text; those known stay
 *
 * Chances by nord_separation_learn(), with the sizes of groups read from all texts: people who put
 * a few ideas into each group do not say by that how large groups are. Where nothing is known, all
 * are %NORD_TOPIC_NONE.
 */
void
nord_topic_learn (const NordVectors *vectors, const gint32 *known, guint n_groups, gint32 *labels)
{
  guint n = vectors->n, n_examples = 0, k = count_latent (n);
  g_autofree float *rows = nord_vectors_condense (vectors, k), *chances = NULL;
  g_autofree double *sizes = g_new0 (double, n_groups + 1);

  chances = nord_separation_learn (vectors, rows, k, known, n_groups);
  for (guint i = 0; i < n; i++) {
    labels[i] = NORD_TOPIC_NONE;
    if (known[i] >= 0 && known[i] < (gint32) n_groups) {
      sizes[known[i]]++;
      n_examples++;
    }
  }
  if (chances == NULL)
    return;
  for (guint g = 0; g < n_groups; g++)
    sizes[g] = MAX (sizes[g] / n_examples, 1e-6);
  learn_sizes (chances, n, n_groups, sizes);
  for (guint i = 0; i < n; i++)
    labels[i] = known[i] >= 0 && known[i] < (gint32) n_groups
                  ? known[i]
                  : best_of (chances + (gsize) i * n_groups, n_groups);
}
