/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Reads words: runs of letters without case and marks, their stems, the language they are in. */
#include "core/cluster/words.h"

#include <libstemmer.h>
#include <string.h>

/* Shorter runs of letters say nothing in German. */
#define MIN_LETTERS 3

#define MAX_GUESS 500 /* bytes of a text that tell its language */

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

static GHashTable *
get_stop_words (void)
{
  static gsize once;
  static GHashTable *set;

  if (g_once_init_enter (&once)) {
    g_auto (GStrv) list = g_strsplit (stop_words, " ", -1);

    set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; list[i] != NULL; i++)
      g_hash_table_add (set, g_strdup (list[i]));
    g_once_init_leave (&once, 1);
  }
  return set;
}

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

/**
 * nord_words_fold:
 * @text: text in UTF-8
 *
 * Returns: (transfer full): letters and digits without case, marks and umlauts, one space between
 *   words
 */
char *
nord_words_fold (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  gboolean gap = FALSE;

  for (; *text != 0; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (g_unichar_isalnum (c)) {
      if (gap && out->len > 0)
        g_string_append_c (out, ' ');
      gap = FALSE;
      append_folded (out, c);
    } else if (!g_unichar_ismark (c)) {
      gap = TRUE;
    }
  }
  return g_string_free (out, FALSE);
}

/**
 * nord_words_for_each:
 * @text: text in UTF-8
 * @func: called with each word that may name something, as written and folded
 * @data: for @func
 *
 * Words that stand in every wish, and those below three letters, are left out.
 */
void
nord_words_for_each (const char *text, NordWordFunc func, gpointer data)
{
  g_autoptr (GString) form = g_string_new (NULL);
  g_autoptr (GString) folded = g_string_new (NULL);
  GHashTable *stops = get_stop_words ();
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
    if (n_letters >= MIN_LETTERS && !g_hash_table_contains (stops, folded->str))
      func (form->str, folded->str, data);
    if (*at != 0)
      at = n_letters > 0 ? at : g_utf8_next_char (at);
  }
}

/* Languages with a stemmer, and words that hardly any sentence does without. Folded. */
static const struct {
  const char *code, *marks;
} languages[] = {
  {"de", " der die das und ist nicht ein eine fur auf mit hier wir auch den im zu es sind werden "},
  {"en", " the and is are for not with this of to that here there it should be we on at "},
  {"tr", " bir ve bu icin cok daha ile olsun var yok gibi da de burada "},
  {"ro", " este si nu pentru mai sunt din care sa pe cu la aici "},
  {"es", " los las del una con para por que hay esta el muy aqui "},
  {"fr", " les des une est pas pour dans il faut et du ici tres "},
  {"it", " il che non per una sono della qui molto piu gli "},
  {"pt", " nao uma para com mais aqui muito os dos "},
  {"nl", " het een niet van voor zijn hier meer en ook "},
};

/* (element-type utf8 uint) marks, with a bit for each language. */
static GHashTable *
get_marks (void)
{
  static gsize once;
  static GHashTable *marks;

  if (g_once_init_enter (&once)) {
    marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
      g_auto (GStrv) list = g_strsplit (languages[i].marks, " ", -1);

      for (guint w = 0; list[w] != NULL; w++) {
        guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (marks, list[w])) | 1u << i;

        g_hash_table_insert (marks, g_strdup (list[w]), GUINT_TO_POINTER (bits));
      }
    }
    g_once_init_leave (&once, 1);
  }
  return marks;
}

struct _NordStemmer {
  GHashTable *stemmers; /* (owned) language to sb_stemmer, or to nothing where there is none */
  GHashTable *known;    /* (owned) language:word to its stem: the same few words come again */
  struct sb_stemmer *current; /* (unowned) (nullable) */
  char *language;             /* (owned) */
};

NordStemmer *
nord_stemmer_new (void)
{
  NordStemmer *self = g_new0 (NordStemmer, 1);

  self->stemmers =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sb_stemmer_delete);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
nord_stemmer_free (NordStemmer *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->stemmers);
  g_hash_table_unref (self->known);
  g_free (self->language);
  g_free (self);
}

/**
 * nord_words_guess_language:
 * @text: text in UTF-8
 * @otherwise: what it is where nothing tells
 *
 * By letters first, then by the words that hardly any sentence does without.
 *
 * Returns: (transfer none): language code of two letters
 */
const char *
nord_words_guess_language (const char *text, const char *otherwise)
{
  g_autofree char *start = NULL, *folded = NULL;
  g_auto (GStrv) list = NULL;
  GHashTable *marks = get_marks ();
  guint counts[G_N_ELEMENTS (languages)] = {0}, best = 0;

  for (const char *at = text; *at != 0; at = g_utf8_next_char (at))
    if ((guchar) *at >= 0xce) {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (at));

      if (script == G_UNICODE_SCRIPT_ARABIC)
        return "ar";
      if (script == G_UNICODE_SCRIPT_CYRILLIC)
        return "ru";
      if (script == G_UNICODE_SCRIPT_GREEK)
        return "el";
    }
  /* The first forty words tell; the rest of a long text is not worth folding. */
  start = strlen (text) > MAX_GUESS
            ? g_strndup (text, (gsize) (g_utf8_find_prev_char (text, text + MAX_GUESS) - text))
            : g_strdup (text);
  folded = nord_words_fold (start);
  list = g_strsplit (folded, " ", 40);
  for (guint w = 0; list[w] != NULL && w < 39; w++) {
    guint bits = *list[w] != 0 ? GPOINTER_TO_UINT (g_hash_table_lookup (marks, list[w])) : 0;

    for (guint i = 0; bits != 0; i++, bits >>= 1)
      counts[i] += bits & 1;
  }
  for (guint i = 1; i < G_N_ELEMENTS (languages); i++)
    if (counts[i] > counts[best])
      best = i;
  return counts[best] > 0 ? languages[best].code : otherwise;
}

/**
 * nord_stemmer_set_language:
 * @self: a stemmer, for one thread
 * @language: code of two letters; one without a stemmer leaves words as they are
 */
void
nord_stemmer_set_language (NordStemmer *self, const char *language)
{
  gpointer found;

  if (g_strcmp0 (self->language, language) == 0)
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  if (!g_hash_table_lookup_extended (self->stemmers, language, NULL, &found)) {
    found = sb_stemmer_new (language, "UTF_8");
    g_hash_table_insert (self->stemmers, g_strdup (language), found);
  }
  self->current = found;
}

/**
 * nord_stemmer_stem:
 * @self: a stemmer
 * @form: a word as written
 *
 * Snowball's stem (Porter 2001), folded.
 *
 * Returns: (transfer none): valid as long as the stemmer
 */
const char *
nord_stemmer_stem (NordStemmer *self, const char *form)
{
  g_autofree char *key = g_strconcat (self->language, ":", form, NULL);
  const char *known = g_hash_table_lookup (self->known, key);
  g_autofree char *lower = NULL, *normal = NULL;
  const char *stem;
  char *folded;

  if (known != NULL)
    return known;
  lower = g_utf8_strdown (form, -1);
  normal = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  stem = normal != NULL ? normal : lower;
  if (self->current != NULL) {
    const sb_symbol *found =
      sb_stemmer_stem (self->current, (const sb_symbol *) stem, (int) strlen (stem));

    if (found != NULL)
      stem = (const char *) found;
  }
  folded = nord_words_fold (stem);
  g_hash_table_insert (self->known, g_steal_pointer (&key), folded);
  return folded;
}
