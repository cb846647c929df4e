/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Multinomial logistic regression with an L2 norm, solved in its dual one example at a time
 * (proximal stochastic dual coordinate ascent: Shalev-Shwartz, Zhang 2014). Its numbers are
 * chances, so that they can be corrected for how large groups are. */
#include "core/cluster/separation.h"

#include "core/cluster/lanes.h"

#include <math.h>
#include <string.h>

#define COST 3      /* of an example that is told wrongly, against the length of the weights */
#define SMOOTH 2    /* the loss bends by at most its inverse */
#define ROUNDS 40   /* for few examples; what many need is told by the steps */
#define CLOSE 0.005 /* mean change of a chance in a round below which nothing moves any more */

typedef struct {
  const NordVectors *vectors;
  const float *rows;
  guint n_columns, width; /* width: groups, padded to whole lanes */
  float *weights;         /* features, then columns, then what is true of every text; × width */
} Separation;

static guint64
next_random (guint64 *state)
{
  *state = *state * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407u;
  return *state >> 33;
}

/* sums (width): what the weights say of text @i */
static void
look (const Separation *self, guint i, float *sums)
{
  const NordVectors *vectors = self->vectors;
  const float *dense = self->weights + (gsize) vectors->n_features * self->width;
  const float *row = self->rows + (gsize) i * self->n_columns;

  memcpy (sums, dense + (gsize) self->n_columns * self->width, self->width * sizeof *sums);
  for (guint c = vectors->starts[i]; c < vectors->starts[i + 1]; c++)
    nord_lanes_add (sums, self->weights + (gsize) vectors->columns[c] * self->width,
                    vectors->values[c], self->width);
  for (guint j = 0; j < self->n_columns; j++)
    nord_lanes_add (sums, dense + (gsize) j * self->width, row[j], self->width);
}

/* weights += text @i × step (width) */
static void
move (Separation *self, guint i, const float *step)
{
  const NordVectors *vectors = self->vectors;
  float *dense = self->weights + (gsize) vectors->n_features * self->width;
  const float *row = self->rows + (gsize) i * self->n_columns;

  nord_lanes_add (dense + (gsize) self->n_columns * self->width, step, 1, self->width);
  for (guint c = vectors->starts[i]; c < vectors->starts[i + 1]; c++)
    nord_lanes_add (self->weights + (gsize) vectors->columns[c] * self->width, step,
                    vectors->values[c], self->width);
  for (guint j = 0; j < self->n_columns; j++)
    nord_lanes_add (dense + (gsize) j * self->width, step, row[j], self->width);
}

/* In place: what the weights say becomes chances; groups without an example have none. */
static void
make_chances (float *sums, const guint *n_in, guint n_groups)
{
  float most = -G_MAXFLOAT, sum = 0;

  for (guint g = 0; g < n_groups; g++)
    if (n_in[g] > 0)
      most = MAX (most, sums[g]);
  for (guint g = 0; g < n_groups; g++)
    sum += sums[g] = n_in[g] > 0 ? expf (sums[g] - most) : 0;
  for (guint g = 0; g < n_groups; g++)
    sums[g] /= sum;
}

/* One step for one example: @dual are the chances that its part of the weights stands for, @chances
 * those that all weights give it. They meet as far as surely raises the dual. Returns the change.
 */
static double
meet (float *dual, const float *chances, guint n_groups, double square, float *step)
{
  double far = 0, gap = 0, part;

  for (guint g = 0; g < n_groups; g++) {
    double d = (double) dual[g] - chances[g];

    far += d * d;
    if (dual[g] > 0)
      gap += dual[g] * log (dual[g] / MAX (chances[g], 1e-30f));
  }
  if (far < 1e-12)
    return 0;
  part = MIN ((MAX (gap, 0) + SMOOTH / 2.0 * far) / (far * (SMOOTH + COST * square)), 1);
  for (guint g = 0; g < n_groups; g++) {
    float change = (float) part * (chances[g] - dual[g]);

    dual[g] += change;
    step[g] = -COST * change;
  }
  return part * sqrt (far);
}

/**
 * nord_separation_learn:
 * @vectors: texts
 * @rows: (array): latent numbers of the texts, n × @n_columns, which tell what is alike beyond the
 *   words of the few examples
 * @n_columns: how many
 * @known: (array length=n): group of the examples, negative or past the last group for the others
 * @n_groups: how many groups
 *
 * Weights over words, runs of letters and latent numbers at once. The same for the
 * same texts in whatever order.
 *
 * Returns: (transfer full) (nullable): n × @n_groups, the chances of each text, each row with the
 *   sum 1; NULL where there is no example
 */
float *
nord_separation_learn (const NordVectors *vectors,
                       const float *rows,
                       guint n_columns,
                       const gint32 *known,
                       guint n_groups)
{
  guint n = vectors->n, n_examples = 0, width = NORD_LANES_ROUND_UP (n_groups);
  gsize n_weights = ((gsize) vectors->n_features + n_columns + 1) * width;
  g_autofree float *weights = g_new0 (float, n_weights + 1);
  g_autofree guint *examples = g_new (guint, n + 1), *n_in = g_new0 (guint, n_groups + 1);
  g_autofree float *sums = g_new0 (float, width + 1), *step = g_new0 (float, width + 1);
  g_autofree float *duals = NULL, *chances = NULL;
  g_autofree guint *order = nord_vectors_sort (vectors);
  Separation self = {vectors, rows, n_columns, width, weights};
  guint64 state = 1;

  for (guint o = 0; o < n; o++) {
    guint i = order[o];

    if (known[i] >= 0 && known[i] < (gint32) n_groups) {
      examples[n_examples++] = i;
      n_in[known[i]]++;
    }
  }
  if (n_examples == 0)
    return NULL;
  duals = g_new0 (float, (gsize) n *n_groups);
  for (guint e = 0; e < n_examples; e++)
    duals[(gsize) examples[e] * n_groups + (guint) known[examples[e]]] = 1;
  for (guint round = 0; round < ROUNDS; round++) {
    double moved = 0;

    for (guint e = n_examples; e > 1; e--) {
      guint other = (guint) (next_random (&state) % e), swap = examples[e - 1];

      examples[e - 1] = examples[other];
      examples[other] = swap;
    }
    for (guint e = 0; e < n_examples; e++) {
      guint i = examples[e];
      /* Words and latent numbers have length 1 each, and so has what is true of every text. */
      double square = vectors->starts[i] == vectors->starts[i + 1] ? 1 : 3;

      look (&self, i, sums);
      make_chances (sums, n_in, n_groups);
      moved += meet (duals + (gsize) i * n_groups, sums, n_groups, square, step);
      move (&self, i, step);
    }
    if (moved < CLOSE * n_examples)
      break;
  }
  chances = g_new (float, (gsize) n *n_groups);
  for (guint i = 0; i < n; i++) {
    look (&self, i, sums);
    make_chances (sums, n_in, n_groups);
    memcpy (chances + (gsize) i * n_groups, sums, n_groups * sizeof *sums);
  }
  return g_steal_pointer (&chances);
}
