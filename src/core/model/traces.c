/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What was taken out of texts, and where else the same words stand: in the name of a group that was
 * made from the idea, in the option of a poll, in a measure. Words are compared without case and
 * without what stands around them. */
#include "core/model/traces.h"

#include <string.h>

#define BLACK "█████"
#define ELLIPSIS "…"
/* So much of a beginning tells that it is the beginning of that text. */
#define MIN_BEGINNING 3 /* words */
#define MIN_WORD 4      /* characters of a word that counts alone */

/* A word as it is compared, and where it stands. */
typedef struct {
  char *key; /* (owned) */
  gsize start, end;
  gboolean strong; /* a name or a number: not written small */
} Word;

/* Words in a row that are not left. */
typedef struct {
  guint first, n;
  gboolean counts; /* as a whole */
} Run;

/* A text that is not to be read any more. */
typedef struct {
  GArray *words; /* (owned) (element-type Word) of all of it */
  GArray *taken; /* (owned) (element-type Run) */
  char *left;    /* (owned) what is left of it */
  guint first;   /* word that is not left */
} Trace;

struct _NordTraces {
  GPtrArray *all; /* (owned) (element-type Trace) */
};

static void
word_clear (gpointer data)
{
  g_free (((Word *) data)->key);
}

static void
trace_free (gpointer data)
{
  Trace *self = data;

  g_array_unref (self->words);
  g_array_unref (self->taken);
  g_free (self->left);
  g_free (self);
}

/* (transfer full) the words of @text; what has neither letter nor digit is none. */
static GArray *
split (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *p = text;

  g_array_set_clear_func (words, word_clear);
  while (*p != '\0') {
    const char *first = NULL, *last = NULL;

    for (; *p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p))
      if (g_unichar_isalnum (g_utf8_get_char (p))) {
        first = first != NULL ? first : p;
        last = g_utf8_next_char (p);
      }
    if (first != NULL) {
      g_autofree char *plain = g_utf8_normalize (first, last - first, G_NORMALIZE_ALL_COMPOSE);
      Word word = {g_utf8_casefold (plain != NULL ? plain : "", -1), (gsize) (first - text),
                   (gsize) (last - text), !g_unichar_islower (g_utf8_get_char (first))};

      g_array_append_val (words, word);
    }
    if (*p != '\0')
      p = g_utf8_next_char (p);
  }
  return words;
}

static const char *
key_at (const GArray *words, guint i)
{
  return g_array_index (words, Word, i).key;
}

/* The longest row of words that both have in the same order, as marks on those of @was: so words
 * that stand elsewhere too are told from those that were taken out (Wagner and Fischer 1974). */
static gboolean *
mark_kept (const GArray *was, const GArray *left)
{
  const guint n = was->len, m = left->len;
  gboolean *kept = g_new0 (gboolean, n + 1);
  g_autofree guint16 *length = g_new0 (guint16, (gsize) (n + 1) * (m + 1));

  for (guint i = n; i-- > 0;)
    for (guint j = m; j-- > 0;)
      length[i * (m + 1) + j] =
        strcmp (key_at (was, i), key_at (left, j)) == 0
          ? length[(i + 1) * (m + 1) + j + 1] + 1
          : MAX (length[(i + 1) * (m + 1) + j], length[i * (m + 1) + j + 1]);
  for (guint i = 0, j = 0; i < n && j < m;) {
    if (strcmp (key_at (was, i), key_at (left, j)) == 0) {
      kept[i++] = TRUE;
      j++;
    } else if (length[(i + 1) * (m + 1) + j] >= length[i * (m + 1) + j + 1]) {
      i++;
    } else {
      j++;
    }
  }
  return kept;
}

/* A telephone number, an address of e-mail; not a year. */
static gboolean
is_number (const char *key)
{
  return strpbrk (key, "0123456789@") != NULL && strlen (key) > MIN_WORD;
}

/* A word alone counts where it is long enough and nothing was said in its place: what is said in
 * other words is not secret for that. */
static gboolean
counts (const GArray *was, guint first, guint n, gboolean only_taken)
{
  const char *key = key_at (was, first);

  return n > 1 || is_number (key) || (only_taken && g_utf8_strlen (key, -1) >= MIN_WORD);
}

NordTraces *
nord_traces_new (void)
{
  NordTraces *self = g_new0 (NordTraces, 1);

  self->all = g_ptr_array_new_with_free_func (trace_free);
  return self;
}

void
nord_traces_free (NordTraces *self)
{
  g_ptr_array_unref (self->all);
  g_free (self);
}

gboolean
nord_traces_are_empty (NordTraces *self)
{
  return self->all->len == 0;
}

/**
 * nord_traces_add:
 * @self: traces
 * @was: (nullable): a text that is not to be read any more
 * @left: (nullable): what is left of it
 *
 * Notes what was taken out. It is found again where all of a row of words stands, or part of it
 * that holds a number or two words not written small; one word alone counts only where nothing was
 * said in other words, and from four letters on.
 */
void
nord_traces_add (NordTraces *self, const char *was, const char *left)
{
  const char *bare = left != NULL ? left : "";
  g_autoptr (GArray) words = NULL, rest = NULL;
  g_autofree gboolean *kept = NULL;
  guint n_kept = 0;
  Trace *trace;

  if (was == NULL || *was == '\0' || strcmp (was, bare) == 0 || !g_utf8_validate (was, -1, NULL) ||
      !g_utf8_validate (bare, -1, NULL))
    return;
  words = split (was);
  rest = split (bare);
  /* A text of the longest kind is compared as a whole only. */
  if ((guint64) words->len * rest->len < 4000000)
    kept = mark_kept (words, rest);
  else
    kept = g_new0 (gboolean, words->len + 1);
  for (guint i = 0; i < words->len; i++)
    n_kept += kept[i] ? 1 : 0;
  if (n_kept == words->len)
    return;
  trace = g_new0 (Trace, 1);
  trace->taken = g_array_new (FALSE, FALSE, sizeof (Run));
  for (guint i = 0, n; i < words->len; i += MAX (n, 1)) {
    for (n = 0; i + n < words->len && !kept[i + n];)
      n++;
    if (n > 0) {
      Run run = {i, n, counts (words, i, n, n_kept == rest->len)};

      g_array_append_val (trace->taken, run);
    }
  }
  while (kept[trace->first])
    trace->first++;
  trace->words = g_steal_pointer (&words);
  trace->left = g_strstrip (g_strdup (bare));
  g_ptr_array_add (self->all, trace);
}

/* Is @text, of @words, the cut beginning of what was said? */
static gboolean
is_beginning (const Trace *trace, const char *text, const GArray *words)
{
  const guint n = words->len;

  if (!g_str_has_suffix (text, ELLIPSIS) || n < MIN_BEGINNING || n > trace->words->len ||
      trace->first >= n)
    return FALSE;
  for (guint i = 0; i + 1 < n; i++)
    if (strcmp (key_at (words, i), key_at (trace->words, i)) != 0)
      return FALSE;
  return g_str_has_prefix (key_at (trace->words, n - 1), key_at (words, n - 1));
}

static gboolean
is_all (const Trace *trace, const GArray *words)
{
  if (words->len == 0 || words->len != trace->words->len)
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    if (strcmp (key_at (words, i), key_at (trace->words, i)) != 0)
      return FALSE;
  return TRUE;
}

/* A name that was cut stays as short. */
static char *
shorten_like (const char *left, const char *text)
{
  const glong most = g_utf8_strlen (text, -1);
  g_autofree char *one_line = g_strdelimit (g_strdup (left), "\n\r\t", ' ');

  if (*left == '\0')
    return g_strdup (BLACK);
  if (!g_str_has_suffix (text, ELLIPSIS) || g_utf8_strlen (one_line, -1) <= most)
    return g_steal_pointer (&one_line);
  *g_utf8_offset_to_pointer (one_line, most - 1) = '\0';
  return g_strconcat (g_strchomp (one_line), ELLIPSIS, NULL);
}

/* How many words from @at on are words of the run, in its order; 0 where they say nothing. Part of
 * it says something where it holds a number or, as names do, two words that are not written small.
 */
static guint
count_taken (const Trace *trace, const Run *run, const GArray *words, guint at)
{
  guint best = 0;

  for (guint from = 0; from < run->n; from++) {
    guint n = 0, n_strong = 0;
    gboolean number = FALSE;

    while (from + n < run->n && at + n < words->len &&
           strcmp (key_at (words, at + n), key_at (trace->words, run->first + from + n)) == 0) {
      n_strong += g_array_index (trace->words, Word, run->first + from + n).strong ? 1 : 0;
      number = number || is_number (key_at (words, at + n));
      n++;
    }
    if (n > best && (number || n_strong > 1 || (n == run->n && run->counts)))
      best = n;
  }
  return best;
}

/* (transfer full) (nullable) @text without the run; NULL where it does not stand there. */
static char *
black_out (const char *text, const Trace *trace, const Run *run)
{
  g_autoptr (GArray) words = split (text);
  g_autoptr (GString) clean = NULL;
  gsize done = 0;

  for (guint i = 0; i < words->len; i++) {
    gsize start = g_array_index (words, Word, i).start;
    guint n = count_taken (trace, run, words, i);

    if (n == 0)
      continue;
    clean = clean != NULL ? clean : g_string_new (NULL);
    g_string_append_len (clean, text + done, (gssize) (start - done));
    g_string_append (clean, BLACK);
    i += n - 1;
    done = g_array_index (words, Word, i).end;
  }
  if (clean == NULL)
    return NULL;
  g_string_append (clean, text + done);
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/**
 * nord_traces_clean:
 * @self: traces
 * @text: (nullable): a text that may hold some of it
 *
 * Where @text says what was said, or begins as it did and is cut, what is left stands in its place;
 * else what was taken out is blacked out.
 *
 * Returns: (transfer full) (nullable): @text without them; NULL where none stands in it
 */
char *
nord_traces_clean (NordTraces *self, const char *text)
{
  g_autofree char *clean = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  for (guint i = 0; i < self->all->len; i++) {
    const Trace *trace = g_ptr_array_index (self->all, i);
    const char *now = clean != NULL ? clean : text;
    g_autoptr (GArray) words = split (now);

    if (is_all (trace, words) || is_beginning (trace, now, words)) {
      char *left = shorten_like (trace->left, now);

      g_free (clean);
      clean = left;
      continue;
    }
    for (guint t = 0; t < trace->taken->len; t++) {
      char *without =
        black_out (clean != NULL ? clean : text, trace, &g_array_index (trace->taken, Run, t));

      if (without == NULL)
        continue;
      g_free (clean);
      clean = without;
    }
  }
  return g_strcmp0 (clean, text) != 0 ? g_steal_pointer (&clean) : NULL;
}
