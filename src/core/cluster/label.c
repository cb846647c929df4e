/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Names for groups: counts words in the group against the whole workshop. */
#include "core/cluster/label.h"

#include <math.h>
#include <string.h>

/* Shorter runs of letters say nothing in German. */
#define MIN_LETTERS 3

/* Words that stand in every second sentence: articles, pronouns, prepositions, auxiliaries, and
 * what people write in every wish. German first, then the languages of the workshops. Folded as
 * words are (no umlauts). */
static const char stop_words[] =
  " aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes "
  "auch auf aus bei beim bessere besserer besseres besser bin bis bist bitte brauchen braucht da "
  "dabei dadurch dafur damit danach dann daran darauf darf darfst darum das dass davor dazu dein "
  "deine dem den denn der deren des deshalb dich die dies diese diesem diesen dieser dieses dir "
  "doch dort du durch durfen ein eine einem einen einer eines einfach einige einmal er erst es "
  "etwas euch euer eure fehlen fehlt fur ganz ganze ganzen gar gegen genug gerne gern gibt gut "
  "gute guten guter gutes haben habe hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre "
  "ihrem ihren ihrer im immer in ins ist ja jede jedem jeden jeder jedes jemand jetzt kann kein "
  "keine keinem keinen keiner konnen konnte konnten kommen kommt leider machen macht man manche "
  "manchmal mehr mein meine meinem meinen meiner meist mich mir mit mochte mochten muss mussen "
  "musste nach nachts neben nein neu neue neuen neuer neues nicht nichts nie niemand noch nun nur "
  "ob oben oder oft ohne schon schone schonen schoner schones sehr sei sein seine seinem seinen "
  "seiner seit sich sie sind so soll sollen sollte sollten sondern sonst statt stehen steht tun "
  "uber uberall um und uns unser unsere unserem unseren unserer unter vergessen viel viele vielen "
  "vieler vom von vor wann war waren warum was weil weiter welche welchem welchen welcher "
  "welches wenig wenige weniger wenn wer werde werden wer wie wieder will wir wird wo wollen "
  "worden wunsche wunschen wunscht wurde wurden ware waren zu zum zur zwei zwischen "
  /* English */
  "about all and any are but can for from had has have here how into its just like more need not "
  "our out should some that the their them then there these they this too very was were what when "
  "where which who will with would you your "
  /* Turkish, folded: c, g, i, o, s, u */
  "bir bu cok daha degil gibi gore hem her icin ile ise kadar olan olarak olsun ve veya var yok "
  /* Polish, Romanian, Spanish, French */
  "jest nie oraz jak ale dla sie czy przez sunt este pentru care din nu mai una los las del por "
  "para con que mas les des une pour dans sur est pas plus ";

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

/* A letter as it counts for comparison: without case, marks and umlauts. Appends to @to. */
static void
append_folded (GString *to, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  c = g_unichar_tolower (c);
  if (c == 0xdf) { /* ß */
    g_string_append (to, "ss");
    return;
  }
  if (c == 0x131) { /* the dotless i of Turkish */
    g_string_append_c (to, 'i');
    return;
  }
  g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
  g_string_append_unichar (to, parts[0]);
}

/* One form for a word's cases and numbers: "Bank", "Bänke", "Bänken". It is only a key, so it may
 * cut more than a grammar would, as long as it cuts all forms alike. */
static void
cut_endings (GString *word)
{
  static const char *const endings[] = {"en", "er", "em", "es", "e", "n", "s", NULL};

  if (g_str_has_suffix (word->str, "ungen"))
    g_string_truncate (word, word->len - 2);
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; endings[i] != NULL; i++)
      if (word->len >= strlen (endings[i]) + 3 && g_str_has_suffix (word->str, endings[i])) {
        g_string_truncate (word, word->len - strlen (endings[i]));
        break;
      }
}

static gboolean
is_stop_word (const char *folded, GString *room)
{
  g_string_printf (room, " %s ", folded);
  return strstr (stop_words, room->str) != NULL;
}

typedef void (*WordFunc) (const char *form, const char *stem, gpointer data);

/* Calls with every word of @text that may name something. */
static void
for_each_word (const char *text, WordFunc func, gpointer data)
{
  g_autoptr (GString) form = g_string_new (NULL);
  g_autoptr (GString) folded = g_string_new (NULL);
  g_autoptr (GString) room = g_string_new (NULL);
  const char *at = text;

  while (*at != 0) {
    guint n_letters = 0;

    g_string_truncate (form, 0);
    g_string_truncate (folded, 0);
    for (; *at != 0; at = g_utf8_next_char (at)) {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalpha (c)) {
        g_string_append_unichar (form, c);
        append_folded (folded, c);
        n_letters++;
      } else if (g_unichar_ismark (c) && n_letters > 0) {
        g_string_append_unichar (form, c);
      } else {
        break;
      }
    }
    if (n_letters >= MIN_LETTERS && !is_stop_word (folded->str, room)) {
      cut_endings (folded);
      func (form->str, folded->str, data);
    }
    if (*at != 0)
      at = n_letters > 0 ? at : g_utf8_next_char (at);
  }
}

typedef struct {
  NordLabeller *labeller;
  GHashTable *seen; /* (unowned) stems of this text */
} Reading;

static void
on_word (const char *form, const char *stem, gpointer data)
{
  Reading *reading = data;
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
on_word_besides (const char *form, const char *stem, gpointer data)
{
  g_hash_table_add (data, g_strdup (stem));
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
      for_each_word (texts[i], on_word, &reading);
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
    for_each_word (besides, on_word_besides, unwanted);
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

    for_each_word (form, on_word_besides, stem);
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
