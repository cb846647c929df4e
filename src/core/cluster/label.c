/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Names for groups: counts words in the group against the whole workshop. */
#include "core/cluster/label.h"
#include "core/cluster/words.h"

#include <math.h>
#include <string.h>

struct _NordLabeller {
  GStringChunk *strings; /* (owned) */
  GHashTable *stems;     /* (owned) stem to its number, plus one */
  GPtrArray *forms;      /* (owned) (element-type GHashTable) a stem's spellings to their counts */
  GArray *n_texts;       /* (owned) (element-type guint) texts that hold the stem */
  GArray *words;         /* (owned) (element-type guint) stems of all texts, each once a text */
  guint *ends;           /* (owned) where the words of each text end */
  guint n;               /* texts */
};

typedef struct {
  guint stem;
  guint count; /* members of the group that hold it */
  double weight;
  const char *form; /* (unowned) */
} Candidate;

/* One form for a word's cases and numbers: "Bank", "Bänke", "Bänken". It is only a key, so it may
 * cut more than a grammar would, as long as it cuts all forms alike. */
static char *
cut_endings (const char *folded)
{
  static const char *const endings[] = {"en", "er", "em", "es", "e", "n", "s", NULL};
  char *word = g_strdup (folded);
  gsize length = strlen (word);

  if (g_str_has_suffix (word, "ungen"))
    length -= 2;
  word[length] = 0;
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; endings[i] != NULL; i++) {
      gsize cut = strlen (endings[i]);

      if (length >= cut + 3 && g_str_has_suffix (word, endings[i])) {
        length -= cut;
        word[length] = 0;
        break;
      }
    }
  return word;
}

typedef struct {
  NordLabeller *labeller;
  GHashTable *seen; /* (unowned) stems of this text */
} Reading;

static void
on_word (const char *form, const char *folded, gpointer data)
{
  Reading *reading = data;
  g_autofree char *stem = cut_endings (folded);
  NordLabeller *self = reading->labeller;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->stems, stem));
  GHashTable *forms;

  if (number == 0) {
    guint none = 0;

    g_ptr_array_add (self->forms, g_hash_table_new (g_str_hash, g_str_equal));
    g_array_append_val (self->n_texts, none);
    number = self->forms->len;
    g_hash_table_insert (self->stems, g_string_chunk_insert (self->strings, stem),
                         GUINT_TO_POINTER (number));
  }
  number--;
  forms = g_ptr_array_index (self->forms, number);
  g_hash_table_insert (forms, g_string_chunk_insert_const (self->strings, form),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (forms, form)) + 1));
  if (g_hash_table_add (reading->seen, GUINT_TO_POINTER (number + 1))) {
    g_array_append_val (self->words, number);
    g_array_index (self->n_texts, guint, number)++;
  }
}

/* The spelling people used most; of equals the one that comes first in the alphabet. */
static const char *
most_used_form (GHashTable *forms)
{
  GHashTableIter iter;
  gpointer form, count;
  const char *best = NULL;
  guint most = 0;

  g_hash_table_iter_init (&iter, forms);
  while (g_hash_table_iter_next (&iter, &form, &count))
    if (GPOINTER_TO_UINT (count) > most ||
        (GPOINTER_TO_UINT (count) == most && strcmp (form, best) < 0)) {
      best = form;
      most = GPOINTER_TO_UINT (count);
    }
  return best;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;

  if (x->weight != y->weight)
    return x->weight < y->weight ? 1 : -1;
  if (x->count != y->count)
    return x->count < y->count ? 1 : -1;
  return strcmp (x->form, y->form);
}

static void
on_word_besides (const char *form, const char *folded, gpointer data)
{
  g_hash_table_add (data, cut_endings (folded));
}

/**
 * nord_labeller_new:
 * @texts: (array length=n_texts) (element-type nullable utf8): what was said, one text an idea
 * @n_texts: how many
 *
 * Counts the words of the whole workshop once. A word is a run of letters; its cases and numbers
 * count as one ("Bank", "Bänke"); words that stand in every wish are left out.
 *
 * Returns: (transfer full): the counts, immutable from here on
 */
NordLabeller *
nord_labeller_new (const char *const *texts, guint n_texts)
{
  NordLabeller *self = g_new0 (NordLabeller, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Reading reading = {self, seen};

  self->strings = g_string_chunk_new (4096);
  self->stems = g_hash_table_new (g_str_hash, g_str_equal);
  self->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  self->n_texts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  self->ends = g_new0 (guint, n_texts);
  self->n = n_texts;
  for (guint i = 0; i < n_texts; i++) {
    g_hash_table_remove_all (seen);
    if (texts[i] != NULL)
      nord_words_for_each (texts[i], on_word, &reading);
    self->ends[i] = self->words->len;
  }
  return self;
}

void
nord_labeller_free (NordLabeller *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->strings);
  g_hash_table_unref (self->stems);
  g_ptr_array_unref (self->forms);
  g_array_unref (self->n_texts);
  g_array_unref (self->words);
  g_free (self->ends);
  g_free (self);
}

/**
 * nord_labeller_pick_words:
 * @self: the counts
 * @members: (array length=n_members): texts of the group, by their place in the array given
 * @n_members: how many
 * @n_words: how many words at most
 * @besides: (nullable): text whose words are not wanted, as the name has them already
 *
 * The words that tell the group: those in the most of its texts, less so the more other texts hold
 * them too (members × ln (1 + all texts / texts with the word), the idea of Spärck Jones 1972).
 * Capitalised words, in German the nouns, count half as much again. A word must be in two texts or
 * more. The same texts give the same words, whatever their order.
 *
 * Returns: (transfer full) (array zero-terminated=1): words as people wrote them mostly, the best
 *   first; may be empty
 */
char **
nord_labeller_pick_words (NordLabeller *self,
                          const guint *members,
                          guint n_members,
                          guint n_words,
                          const char *besides)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) unwanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GStrvBuilder) picked = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (self != NULL && (members != NULL || n_members == 0), NULL);
  if (besides != NULL)
    nord_words_for_each (besides, on_word_besides, unwanted);
  for (guint m = 0; m < n_members; m++) {
    g_return_val_if_fail (members[m] < self->n, NULL);
    for (guint w = members[m] ? self->ends[members[m] - 1] : 0; w < self->ends[members[m]]; w++) {
      key = GUINT_TO_POINTER (g_array_index (self->words, guint, w) + 1);
      g_hash_table_insert (counts, key,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) +
                                             1));
    }
  }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    Candidate candidate = {GPOINTER_TO_UINT (key) - 1, GPOINTER_TO_UINT (value), 0, NULL};

    if (candidate.count < 2)
      continue;
    candidate.form = most_used_form (g_ptr_array_index (self->forms, candidate.stem));
    candidate.weight =
      candidate.count *
      log (1 + (double) self->n / g_array_index (self->n_texts, guint, candidate.stem));
    if (g_unichar_isupper (g_utf8_get_char (candidate.form)))
      candidate.weight *= 1.5;
    g_array_append_val (candidates, candidate);
  }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0, n = 0; i < candidates->len && n < n_words; i++) {
    const char *form = g_array_index (candidates, Candidate, i).form;
    g_autoptr (GHashTable) stem = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    gboolean wanted = TRUE;

    nord_words_for_each (form, on_word_besides, stem);
    g_hash_table_iter_init (&iter, stem);
    while (g_hash_table_iter_next (&iter, &key, NULL))
      wanted = wanted && !g_hash_table_contains (unwanted, key);
    if (wanted) {
      g_strv_builder_add (picked, form);
      n++;
    }
  }
  return g_strv_builder_end (picked);
}
