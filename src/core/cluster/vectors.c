/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* TF-IDF (Spärck Jones 1972; Salton, Buckley 1988) over stems and over runs of three to five
 * letters: runs see "Radweg" in "Fahrradweg" and forgive a wrong letter. Then latent semantic
 * analysis (Deerwester et al. 1990) by subspace iteration (Halko, Martinsson, Tropp 2011). */
/* The loops over columns are short and many: worth the wide registers. */
#pragma GCC optimize("O3")

#include "core/cluster/vectors.h"

#include "core/cluster/lanes.h"
#include "core/cluster/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MIN_RUN 3
#define MAX_RUN 5
#define MIN_TEXTS 3   /* texts that a run must be in; a stem must be in two */
#define MAX_SHARE 0.3 /* of the texts: what stands in more tells nothing */
#define SPARE 4       /* columns that make the iteration certain of the last ones asked for */
#define ROUNDS 4
#define MOST_LANES 13 /* that fit into registers: what 2,300 texts ask for */

/* Keys to numbers: open addressing, as a workshop has some hundred thousand runs. */
typedef struct {
  guint64 *keys;
  guint32 *numbers;
  guint mask, used;
} Lookup;

static Lookup *
lookup_new (guint bits)
{
  Lookup *self = g_new0 (Lookup, 1);

  self->mask = (1u << bits) - 1;
  self->keys = g_new0 (guint64, self->mask + 1);
  self->numbers = g_new (guint32, self->mask + 1);
  return self;
}

static void
lookup_free (Lookup *self)
{
  if (self == NULL)
    return;
  g_free (self->keys);
  g_free (self->numbers);
  g_free (self);
}

static guint
lookup_find (const Lookup *self, guint64 key)
{
  guint at = (guint) (key >> 20) & self->mask;

  while (self->keys[at] != 0 && self->keys[at] != key)
    at = (at + 1) & self->mask;
  return at;
}

static guint32
lookup_add (Lookup *self, guint64 key)
{
  guint at = lookup_find (self, key);

  if (self->keys[at] == 0) {
    if (self->used * 2 > self->mask) {
      Lookup *more = lookup_new (g_bit_storage (self->mask) + 1);

      for (guint i = 0; i <= self->mask; i++)
        if (self->keys[i] != 0) {
          guint to = lookup_find (more, self->keys[i]);

          more->keys[to] = self->keys[i];
          more->numbers[to] = self->numbers[i];
        }
      g_free (self->keys);
      g_free (self->numbers);
      self->keys = more->keys;
      self->numbers = more->numbers;
      self->mask = more->mask;
      g_free (more);
      at = lookup_find (self, key);
    }
    self->keys[at] = key;
    self->numbers[at] = self->used++;
  }
  return self->numbers[at];
}

/* FNV-1a with a finisher; the last bit tells stems from runs. */
static guint64
hash (const char *text, gsize length, gboolean run)
{
  guint64 h = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < length; i++)
    h = (h ^ (guchar) text[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  h ^= h >> 31;
  h *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  h ^= h >> 29;
  return (h & ~G_GUINT64_CONSTANT (1)) | run | 2;
}

/* A word that was read: its numbers lie in the pool. */
typedef struct {
  guint start, n;
} Seen;

typedef struct {
  NordStemmer *stemmer;
  GHashTable *seen; /* (element-type utf8 Seen) by form, of one language; people use few words */
  GHashTable *languages; /* (element-type utf8 GHashTable) */
  GArray *pool;          /* (element-type guint32) */
  GArray *text;          /* (element-type guint32) numbers of the text at hand */
  Lookup *lookup;
  GArray *keys; /* (element-type guint64) (nullable) of each number; NULL: no new ones are given */
} Reader;

static void
reader_init (Reader *self, Lookup *lookup, GArray *keys)
{
  self->stemmer = nord_stemmer_new ();
  self->seen = NULL;
  self->languages =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->pool = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->text = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->lookup = lookup;
  self->keys = keys;
}

static void
reader_clear (Reader *self)
{
  nord_stemmer_free (self->stemmer);
  g_hash_table_unref (self->languages);
  g_array_unref (self->pool);
  g_array_unref (self->text);
}

static void
take_key (Reader *self, guint64 key)
{
  guint32 number;

  if (self->keys != NULL) {
    number = lookup_add (self->lookup, key);
    if (number == self->keys->len)
      g_array_append_val (self->keys, key);
  } else {
    guint at = lookup_find (self->lookup, key);

    if (self->lookup->keys[at] == 0 || self->lookup->numbers[at] == G_MAXUINT32)
      return;
    number = self->lookup->numbers[at];
  }
  g_array_append_val (self->pool, number);
}

/* Appends the numbers of a word to the pool: its stem and its runs. */
static void
take_apart (Reader *reader, const char *form, const char *folded)
{
  const char *stem = nord_stemmer_stem (reader->stemmer, form);
  char padded[128];
  guint ends[128], n = 0;
  gsize length = strlen (folded);

  take_key (reader, hash (stem, strlen (stem), FALSE));
  if (length > sizeof padded - 3)
    return;
  padded[0] = ' ';
  memcpy (padded + 1, folded, length);
  padded[++length] = ' ';
  padded[++length] = 0;
  for (const char *at = padded; *at != 0; at = g_utf8_next_char (at))
    ends[n++] = (guint) (at - padded);
  ends[n] = (guint) length;
  for (guint i = 0; i < n; i++)
    for (guint run = MIN_RUN; run <= MAX_RUN && i + run <= n; run++)
      take_key (reader, hash (padded + ends[i], ends[i + run] - ends[i], TRUE));
}

static void
read_word (const char *form, const char *folded, gpointer data)
{
  Reader *reader = data;
  Seen *seen = g_hash_table_lookup (reader->seen, form);

  if (seen == NULL) {
    seen = g_new (Seen, 1);
    seen->start = reader->pool->len;
    take_apart (reader, form, folded);
    seen->n = reader->pool->len - seen->start;
    g_hash_table_insert (reader->seen, g_strdup (form), seen);
  }
  if (seen->n > 0)
    g_array_append_vals (reader->text, &g_array_index (reader->pool, guint32, seen->start),
                         seen->n);
}

static void
read_text (Reader *reader, const char *text, const char *otherwise)
{
  const char *language;

  g_array_set_size (reader->text, 0);
  if (text == NULL)
    return;
  language = nord_words_guess_language (text, otherwise);
  nord_stemmer_set_language (reader->stemmer, language);
  reader->seen = g_hash_table_lookup (reader->languages, language);
  if (reader->seen == NULL) {
    reader->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_hash_table_insert (reader->languages, g_strdup (language), reader->seen);
  }
  nord_words_for_each (text, read_word, reader);
}

typedef struct {
  guint32 column, count;
} Count;

/* Where a number was met. */
typedef struct {
  guint last; /* text + 1 */
  guint slot; /* its count there */
  guint in_texts;
} Use;

/* Weighs a row: stems and runs each to the same length, then both to length 1. */
static void
weigh (NordVectors *self, const NordVectors *words, const Count *counts, guint n)
{
  guint start = self->starts[self->n];
  double squares[2] = {0, 0};
  float scale[2];

  for (guint i = 0; i < n; i++) {
    guint32 column = counts[i].column;
    float value = (1 + logf ((float) counts[i].count)) * words->weights[column];

    self->columns[start + i] = column;
    self->values[start + i] = value;
    squares[words->keys[column] & 1] += (double) value * value;
  }
  for (guint kind = 0; kind < 2; kind++)
    scale[kind] =
      squares[kind] > 0 ? (float) (1 / sqrt (squares[kind] * (squares[!kind] > 0 ? 2 : 1))) : 0;
  for (guint i = 0; i < n; i++)
    self->values[start + i] *= scale[words->keys[counts[i].column] & 1];
  self->starts[++self->n] = start + n;
}

/**
 * nord_vectors_new:
 * @texts: (array length=n) (element-type nullable utf8): what was said
 * @n: how many
 * @language: language of texts that do not tell theirs
 *
 * Returns: (transfer full): one row a text; columns are stems that two texts hold and runs of
 *   letters that three do, without what stands in a third of them
 */
NordVectors *
nord_vectors_new (const char *const *texts, guint n, const char *language)
{
  NordVectors *self = g_new0 (NordVectors, 1);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (Count));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) uses = g_array_new (FALSE, TRUE, sizeof (Use));
  g_autofree guint *ends = g_new0 (guint, n + 1);
  g_autofree guint32 *column_of = NULL;
  Lookup *lookup = lookup_new (16);
  Reader reader;
  guint kept = 0, most;

  reader_init (&reader, lookup, all);
  for (guint i = 0; i < n; i++) {
    read_text (&reader, texts[i], language);
    g_array_set_size (uses, all->len);
    for (guint k = 0; k < reader.text->len; k++) {
      guint32 number = g_array_index (reader.text, guint32, k);
      Use *use = &g_array_index (uses, Use, number);

      if (use->last != i + 1) {
        Count count = {number, 1};

        use->last = i + 1;
        use->slot = counts->len;
        use->in_texts++;
        g_array_append_val (counts, count);
      } else {
        g_array_index (counts, Count, use->slot).count++;
      }
    }
    ends[i] = counts->len;
  }
  reader_clear (&reader);
  column_of = g_new (guint32, all->len + 1);
  self->keys = g_new (guint64, all->len + 1);
  self->weights = g_new (float, all->len + 1);
  most = MAX ((guint) (MAX_SHARE * n), MIN (n, 6));
  for (guint c = 0; c < all->len; c++) {
    guint found = g_array_index (uses, Use, c).in_texts;
    guint64 key = g_array_index (all, guint64, c);

    column_of[c] = G_MAXUINT32;
    if (found < (key & 1 && n > 50 ? MIN_TEXTS : 2) || found > most)
      continue;
    column_of[c] = self->n_features;
    self->keys[self->n_features] = key;
    self->weights[self->n_features++] = 1 + logf ((float) (1 + n) / (float) (1 + found));
  }
  for (guint i = 0; i <= lookup->mask; i++)
    if (lookup->keys[i] != 0)
      lookup->numbers[i] = column_of[lookup->numbers[i]];
  self->lookup = lookup;
  self->starts = g_new0 (guint, n + 1);
  self->columns = g_new (guint32, counts->len + 1);
  self->values = g_new (float, counts->len + 1);
  for (guint i = 0; i < n; i++) {
    Count *row = (Count *) counts->data + (i ? ends[i - 1] : 0);

    kept = 0;
    for (guint k = 0; k < ends[i] - (i ? ends[i - 1] : 0); k++)
      if (column_of[row[k].column] != G_MAXUINT32)
        row[kept++] = (Count){column_of[row[k].column], row[k].count};
    weigh (self, self, row, kept);
  }
  return self;
}

/**
 * nord_vectors_read:
 * @self: rows of a workshop
 * @texts: (array length=n): other texts, as seed words
 * @n: how many
 *
 * Returns: (transfer full): rows over the columns of @self, which must outlive them
 */
NordVectors *
nord_vectors_read (const NordVectors *self, const char *const *texts, guint n)
{
  NordVectors *rows = g_new0 (NordVectors, 1);
  g_autofree Count *counts = g_new (Count, self->n_features + 1);
  g_autofree guint32 *slot = g_new0 (guint32, self->n_features + 1);
  Reader reader;
  guint room = 0;

  reader_init (&reader, self->lookup, NULL);
  rows->n_features = self->n_features;
  rows->starts = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++) {
    guint n_counts = 0;

    read_text (&reader, texts[i], "de");
    for (guint k = 0; k < reader.text->len; k++) {
      guint32 column = g_array_index (reader.text, guint32, k);

      if (slot[column] == 0) {
        counts[n_counts] = (Count){column, 0};
        slot[column] = ++n_counts;
      }
      counts[slot[column] - 1].count++;
    }
    room += n_counts;
    rows->columns = g_renew (guint32, rows->columns, room + 1);
    rows->values = g_renew (float, rows->values, room + 1);
    weigh (rows, self, counts, n_counts);
    for (guint c = 0; c < n_counts; c++)
      slot[counts[c].column] = 0;
  }
  reader_clear (&reader);
  return rows;
}

typedef struct {
  guint64 content;
  guint row;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;

  if (one->content != other->content)
    return one->content < other->content ? -1 : 1;
  return one->row < other->row ? -1 : one->row > other->row;
}

/**
 * nord_vectors_sort:
 * @self: rows of nord_vectors_new()
 *
 * Returns: (transfer full) (array): the rows in an order that follows from what they say, so that
 *   it matters to nobody in which order texts came
 */
guint *
nord_vectors_sort (const NordVectors *self)
{
  g_autofree Place *places = g_new (Place, self->n + 1);
  guint *order = g_new (guint, self->n + 1);

  for (guint i = 0; i < self->n; i++) {
    places[i] = (Place){0, i};
    for (guint c = self->starts[i]; c < self->starts[i + 1]; c++)
      places[i].content += self->keys[self->columns[c]];
    places[i].content *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  }
  qsort (places, self->n, sizeof *places, compare_places);
  for (guint i = 0; i < self->n; i++)
    order[i] = places[i].row;
  return order;
}

void
nord_vectors_free (NordVectors *self)
{
  if (self == NULL)
    return;
  g_free (self->starts);
  g_free (self->columns);
  g_free (self->values);
  g_free (self->keys);
  g_free (self->weights);
  lookup_free (self->lookup);
  g_free (self);
}

/* Rows turned: of each column, the texts that hold it, in their order. */
typedef struct {
  guint *starts;
  guint32 *texts;
  float *values;
} Turned;

static void
turned_init (Turned *self, const NordVectors *rows)
{
  const guint n_features = rows->n_features, n_values = rows->starts[rows->n];

  self->starts = g_new0 (guint, n_features + 2);
  self->texts = g_new (guint32, n_values + 1);
  self->values = g_new (float, n_values + 1);
  for (guint c = 0; c < n_values; c++)
    self->starts[rows->columns[c] + 2]++;
  for (guint f = 2; f <= n_features; f++)
    self->starts[f] += self->starts[f - 1];
  /* Filling moves each start to where the next one begins. */
  for (guint i = 0; i < rows->n; i++)
    for (guint c = rows->starts[i]; c < rows->starts[i + 1]; c++) {
      const guint to = self->starts[rows->columns[c] + 1]++;

      self->texts[to] = i;
      self->values[to] = rows->values[c];
    }
}

static void
turned_clear (Turned *self)
{
  g_free (self->starts);
  g_free (self->texts);
  g_free (self->values);
}

/* @n_lanes is known where this is built in, so that the sums stay in registers. */
static inline __attribute__ ((always_inline)) void
sum_lanes (const guint32 *at,
           const float *values,
           guint n,
           const float *from,
           guint k,
           float *to,
           const guint n_lanes)
{
  NordLanes sums[MOST_LANES] = {0};

  for (guint c = 0; c < n; c++) {
    const NordLanes *in = (const NordLanes *) (from + (gsize) at[c] * k);
    const float by = values[c];

#pragma GCC unroll 16
    for (guint j = 0; j < n_lanes; j++)
      sums[j] += by * in[j];
  }
  for (guint j = 0; j < n_lanes; j++)
    ((NordLanes *) to)[j] = sums[j];
}

/* to (n × k) = sparse rows × from (… × k). */
static void
multiply (const guint *starts,
          const guint32 *columns,
          const float *values,
          guint n,
          const float *from,
          guint k,
          float *to)
{
  for (guint i = 0; i < n; i++) {
    const guint32 *at = columns + starts[i];
    const float *by = values + starts[i];
    const guint n_values = starts[i + 1] - starts[i];
    guint j = 0;

    for (; j + MOST_LANES * NORD_LANES <= k; j += MOST_LANES * NORD_LANES)
      sum_lanes (at, by, n_values, from + j, k, to + (gsize) i * k + j, MOST_LANES);
    for (; j + 6 * NORD_LANES <= k; j += 6 * NORD_LANES)
      sum_lanes (at, by, n_values, from + j, k, to + (gsize) i * k + j, 6);
    for (; j < k; j += NORD_LANES)
      sum_lanes (at, by, n_values, from + j, k, to + (gsize) i * k + j, 1);
  }
}

/* a (k × k) = its columns' products among each other; summed in single precision for a few rows,
 * in double over all. */
static void
square (const float *rows, guint n, guint k, double *a)
{
  g_autofree float *part = g_new0 (float, k *k);

  memset (a, 0, (gsize) k * k * sizeof *a);
  for (guint i = 0; i < n; i++) {
    const float *row = rows + (gsize) i * k;

    for (guint p = 0; p < k; p++)
      if (row[p] != 0)
        nord_lanes_add (part + p * k, row, row[p], NORD_LANES_ROUND_UP (p + 1));
    if (i % 64 == 63 || i + 1 == n) {
      for (guint p = 0; p < k * k; p++)
        a[p] += (double) part[p];
      memset (part, 0, (gsize) k * k * sizeof *part);
    }
  }
  for (guint p = 0; p < k; p++)
    for (guint q = p + 1; q < k; q++)
      a[p * k + q] = a[q * k + p];
}

/* Jacobi's method: eigenvalues of @a into its diagonal, vectors into the columns of @v. */
static void
find_axes (double *a, double *v, guint k)
{
  for (guint i = 0; i < k * k; i++)
    v[i] = i % (k + 1) == 0;
  for (guint sweep = 0; sweep < 30; sweep++) {
    double off = 0, on = 0;

    for (guint p = 0; p < k; p++)
      for (guint q = 0; q < k; q++)
        *(p == q ? &on : &off) += a[p * k + q] * a[p * k + q];
    if (off <= on * 1e-18)
      return;
    for (guint p = 0; p < k; p++)
      for (guint q = p + 1; q < k; q++) {
        double theta, t, c, s;

        if (a[p * k + q] == 0)
          continue;
        theta = (a[q * k + q] - a[p * k + p]) / (2 * a[p * k + q]);
        t = (theta < 0 ? -1 : 1) / (fabs (theta) + sqrt (theta * theta + 1));
        c = 1 / sqrt (t * t + 1);
        s = t * c;
        for (guint i = 0; i < k; i++) {
          double x = a[i * k + p], y = a[i * k + q];

          a[i * k + p] = c * x - s * y;
          a[i * k + q] = s * x + c * y;
        }
        for (guint i = 0; i < k; i++) {
          double x = a[p * k + i], y = a[q * k + i], vx = v[i * k + p], vy = v[i * k + q];

          a[p * k + i] = c * x - s * y;
          a[q * k + i] = s * x + c * y;
          v[i * k + p] = c * vx - s * vy;
          v[i * k + q] = s * vx + c * vy;
        }
      }
  }
}

/* How to turn @rows (n × k) so that its columns stand upright on each other, longest first:
 * @turn (k × k) from old to new, @lengths of the new. */
static void
find_turn (const float *rows, guint n, guint k, float *turn, double *lengths)
{
  g_autofree double *a = g_new (double, k *k), *v = g_new (double, k *k);
  g_autofree guint *order = g_new (guint, k);

  square (rows, n, k, a);
  find_axes (a, v, k);
  for (guint i = 0; i < k; i++)
    order[i] = i;
  for (guint i = 0; i < k; i++)
    for (guint j = i + 1; j < k; j++)
      if (a[order[j] * k + order[j]] > a[order[i] * k + order[i]]) {
        guint swap = order[i];

        order[i] = order[j];
        order[j] = swap;
      }
  for (guint j = 0; j < k; j++) {
    lengths[j] = sqrt (MAX (a[order[j] * k + order[j]], 0));
    for (guint p = 0; p < k; p++)
      turn[p * k + j] = (float) v[p * k + order[j]];
  }
}

/* Turns @rows and scales its columns to length 1. Columns that say nothing become 0. */
static void
straighten (float *rows, guint n, guint k, const float *turn, const double *lengths)
{
  g_autofree float *row = g_new (float, k);

  for (guint i = 0; i < n; i++) {
    float *out = rows + (gsize) i * k;

    memset (row, 0, k * sizeof *row);
    for (guint p = 0; p < k; p++)
      nord_lanes_add (row, turn + p * k, out[p], k);
    for (guint j = 0; j < k; j++)
      out[j] = lengths[j] > lengths[0] * 1e-6 ? row[j] / (float) lengths[j] : 0;
  }
}

static void
scale_rows (float *rows, guint n, guint k)
{
  for (guint i = 0; i < n; i++) {
    float *row = rows + (gsize) i * k;
    double square_sum = 0;

    for (guint j = 0; j < k; j++)
      square_sum += (double) row[j] * row[j];
    for (guint j = 0; j < k && square_sum > 0; j++)
      row[j] = (float) (row[j] / sqrt (square_sum));
  }
}

/**
 * nord_vectors_condense:
 * @self: rows
 * @n_columns: how many numbers a text shall have
 *
 * The first singular vectors, their lengths evened out by the square root, so that the few
 * strongest do not drown the rest. The start comes from what columns stand for: the same texts in
 * another order give the same numbers but for rounding.
 *
 * Returns: (transfer full): n × @n_columns, each row of length 1 (or all 0 where a text says
 *   nothing)
 */
float *
nord_vectors_condense (const NordVectors *self, guint n_columns)
{
  guint k = NORD_LANES_ROUND_UP (n_columns + SPARE);
  g_autofree float *y = g_new0 (float, (gsize) self->n *k + 1);
  g_autofree float *z = g_new0 (float, (gsize) self->n_features *k + 1);
  g_autofree float *turn = g_new (float, k *k), *row = g_new (float, k);
  g_autofree double *lengths = g_new0 (double, k);
  float *out = g_new0 (float, (gsize) self->n *n_columns + 1);
  Turned turned;

  turned_init (&turned, self);
  for (guint f = 0; f < self->n_features; f++) {
    guint64 random = self->keys[f];

    for (guint j = 0; j < k; j++) {
      random = random * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407u;
      z[(gsize) f * k + j] = (float) ((double) (random >> 33) / 4294967296.0 * 4 - 1);
    }
  }
  for (guint round = 0; round < ROUNDS; round++) {
    multiply (self->starts, self->columns, self->values, self->n, z, k, y);
    find_turn (y, self->n, k, turn, lengths);
    straighten (y, self->n, k, turn, lengths);
    multiply (turned.starts, turned.texts, turned.values, self->n_features, y, k, z);
  }
  /* The texts stand in y, upright but not yet along the axes: those are found in z. */
  find_turn (z, self->n_features, k, turn, lengths);
  for (guint i = 0; i < self->n; i++) {
    memset (row, 0, k * sizeof *row);
    for (guint p = 0; p < k; p++)
      nord_lanes_add (row, turn + p * k, y[(gsize) i * k + p], k);
    for (guint j = 0; j < n_columns; j++)
      out[(gsize) i * n_columns + j] = row[j] * (float) sqrt (lengths[j]);
  }
  scale_rows (out, self->n, n_columns);
  turned_clear (&turned);
  return out;
}
