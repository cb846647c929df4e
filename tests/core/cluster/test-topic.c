/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words in any language of a workshop, and the three ways of grouping by them. */
#include "core/cluster/topic.h"
#include "core/cluster/words.h"

#include <math.h>
#include <string.h>

static void
test_fold (void)
{
  g_autofree char *german = nord_words_fold ("  Straße, ÄRGER & Öl-Tank! ");
  g_autofree char *turkish = nord_words_fold ("IŞIK ışık Işık İyi");
  g_autofree char *parted = nord_words_fold ("cafe\xcc\x81");

  g_assert_cmpstr (german, ==, "strasse arger ol tank");
  g_assert_cmpstr (turkish, ==, "isik isik isik iyi");
  g_assert_cmpstr (parted, ==, "cafe");
}

static void
test_language (void)
{
  g_assert_cmpstr (nord_words_guess_language ("Die Bank ist kaputt", "en"), ==, "de");
  g_assert_cmpstr (nord_words_guess_language ("There is not a bench here", "de"), ==, "en");
  g_assert_cmpstr (nord_words_guess_language ("Burada daha çok ışık olsun", "de"), ==, "tr");
  g_assert_cmpstr (nord_words_guess_language ("نحتاج إلى مقاعد", "de"), ==, "ar");
  g_assert_cmpstr (nord_words_guess_language ("Здесь темно", "de"), ==, "ru");
  g_assert_cmpstr (nord_words_guess_language ("Licht!", "de"), ==, "de");
  g_assert_cmpstr (nord_words_guess_language ("", "ro"), ==, "ro");
}

static void
assert_one_stem (const char *language, const char *a, const char *b)
{
  g_autoptr (NordStemmer) stemmer = nord_stemmer_new ();
  const char *first;

  nord_stemmer_set_language (stemmer, language);
  first = nord_stemmer_stem (stemmer, a);
  g_assert_cmpstr (first, ==, nord_stemmer_stem (stemmer, b));
}

static void
test_stems (void)
{
  assert_one_stem ("de", "Bänke", "Bänken");
  assert_one_stem ("de", "Radweg", "Radwege");
  assert_one_stem ("en", "bench", "benches");
  assert_one_stem ("tr", "ışıklar", "ışık");
  assert_one_stem ("ru", "лавки", "лавка");
  assert_one_stem ("ro", "bănci", "bănci");
  /* A language without a stemmer leaves words as they are. */
  assert_one_stem ("xx", "Bank", "bank");
}

static const char *const said[] = {
  "Mehr Licht im Park, der Weg ist dunkel",
  "Laterne fehlt, dunkler Weg am Park",
  "Beleuchtung am dunklen Weg: neue Laternen und Licht",
  "Licht und Laternen am Parkweg",
  "Spielplatz mit Rutsche für Kinder",
  "Die Kinder brauchen eine Schaukel auf dem Spielplatz",
  "Spielplätze: Rutsche und Schaukel kaputt",
  "Neue Schaukel, neue Rutsche für die Kinder vom Spielplatz",
  NULL,
};

static void
test_free (void)
{
  g_autoptr (NordVectors) vectors = nord_vectors_new (said, 8, "de");
  gint32 labels[8], again[8];

  nord_topic_group (vectors, 2, labels);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (labels[i], ==, i >= 4);
  nord_topic_group (vectors, 2, again);
  g_assert_cmpmem (labels, sizeof labels, again, sizeof again);
}

static void
test_seeds (void)
{
  const char *const texts[] = {said[0], said[1], said[2], said[3], said[4],
                               said[5], said[6], said[7], "",      "xyzzy"};
  const char *const seeds[] = {"Spielplatz Kinder Rutsche", "Licht Laterne dunkel"};
  g_autoptr (NordVectors) vectors = nord_vectors_new (texts, 10, "de");
  gint32 labels[10];

  nord_topic_group_around (vectors, seeds, 2, labels);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (labels[i], ==, i < 4);
  g_assert_cmpint (labels[8], ==, NORD_TOPIC_NONE);
  g_assert_cmpint (labels[9], ==, NORD_TOPIC_NONE);
}

static void
test_learn (void)
{
  g_autoptr (NordVectors) vectors = nord_vectors_new (said, 8, "de");
  gint32 known[8] = {1, -1, -1, -1, 0, -1, -1, -1}, labels[8];

  nord_topic_learn (vectors, known, 2, labels);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (labels[i], ==, i < 4);
  known[0] = known[4] = -1;
  nord_topic_learn (vectors, known, 2, labels);
  g_assert_cmpint (labels[3], ==, NORD_TOPIC_NONE);
}

/* The fields of a row of comma-separated text with quotes; moves @at past it. */
static GPtrArray *
read_row (const char **at)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  GString *field = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (; **at != 0; (*at)++) {
    if (**at == '"' && quoted && (*at)[1] == '"')
      g_string_append_c (field, *++*at);
    else if (**at == '"')
      quoted = !quoted;
    else if (!quoted && (**at == ',' || **at == '\n')) {
      g_ptr_array_add (fields, g_string_free (field, FALSE));
      field = g_string_new (NULL);
      if (**at == '\n')
        break;
    } else if (**at != '\r')
      g_string_append_c (field, **at);
  }
  g_ptr_array_add (fields, g_string_free (field, FALSE));
  if (**at == '\n')
    (*at)++;
  return fields;
}

/* A town's ideas with the topics that a person gave them. What is measured here is a floor
 * below the figures of the bench; it tells that something broke, not how good it is. */
static void
test_quality (void)
{
  const char *shared = g_getenv ("NORD_SHARED");
  g_autofree char *path =
    g_build_filename (shared != NULL ? shared : "", "ideas", "bonn_2017_topics.csv", NULL);
  g_autofree char *content = NULL;
  g_autofree gint32 *topics = NULL, *known = NULL, *labels = NULL;
  g_autofree guint *order = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (NordVectors) vectors = NULL;
  guint counts[16] = {0}, right = 0, asked = 0, n;
  double both = 0, ours = 0, theirs = 0, expected, pairs;
  guint table[16][16] = {{0}}, rows[16] = {0}, columns[16] = {0};

  if (shared == NULL || !g_file_get_contents (path, &content, NULL, NULL)) {
    g_test_skip ("the collection of Bonn with topics is not at hand");
    return;
  }
  for (const char *at = strchr (content, '\n') + 1; *at != 0;) {
    g_autoptr (GPtrArray) row = read_row (&at);
    gint32 topic = 0;

    if (row->len < 4)
      continue;
    while (topic < (gint32) kinds->len &&
           strcmp (g_ptr_array_index (kinds, topic), g_ptr_array_index (row, 3)) != 0)
      topic++;
    if (topic == (gint32) kinds->len)
      g_ptr_array_add (kinds, g_strdup (g_ptr_array_index (row, 3)));
    g_ptr_array_add (texts,
                     g_strconcat (g_ptr_array_index (row, 1), " . ", g_ptr_array_index (row, 1),
                                  " . ", g_ptr_array_index (row, 2), NULL));
    g_array_append_val (list, topic);
  }
  n = texts->len;
  topics = g_memdup2 (list->data, n * sizeof *topics);
  known = g_new (gint32, n);
  labels = g_new (gint32, n);
  g_assert_cmpuint (n, ==, 2314);
  g_assert_cmpuint (kinds->len, ==, 8);
  vectors = nord_vectors_new ((const char *const *) texts->pdata, n, "de");
  order = g_new (guint, n);
  for (guint draw = 0; draw < 3; draw++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (draw);

    memset (counts, 0, sizeof counts);
    for (guint i = 0; i < n; i++) {
      guint other = i > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) i + 1) : 0;

      order[i] = order[other];
      order[other] = i;
    }
    for (guint i = 0; i < n; i++)
      known[order[i]] = counts[topics[order[i]]]++ < 20 ? topics[order[i]] : NORD_TOPIC_NONE;
    nord_topic_learn (vectors, known, 8, labels);
    for (guint i = 0; i < n; i++)
      if (known[i] == NORD_TOPIC_NONE) {
        asked++;
        right += labels[i] == topics[i];
      }
  }
  g_test_message ("learned from 20 a topic: micro-F1 %.3f", (double) right / asked);
  g_assert_cmpfloat ((double) right / asked, >=, 0.55);

  nord_topic_group (vectors, 8, labels);
  for (guint i = 0; i < n; i++) {
    g_assert_true (labels[i] >= NORD_TOPIC_NONE && labels[i] < 8);
    table[labels[i] + 1][topics[i]]++;
    rows[labels[i] + 1]++;
    columns[topics[i]]++;
  }
  for (guint a = 0; a < 16; a++) {
    ours += rows[a] * (rows[a] - 1.0) / 2;
    theirs += columns[a] * (columns[a] - 1.0) / 2;
    for (guint b = 0; b < 16; b++)
      both += table[a][b] * (table[a][b] - 1.0) / 2;
  }
  /* In whatever order ideas came, the same are together. */
  {
    g_autofree const char **turned = g_new (const char *, n);
    g_autofree gint32 *again = g_new (gint32, n);
    g_autoptr (NordVectors) other = NULL;
    gint32 number[8] = {-1, -1, -1, -1, -1, -1, -1, -1};
    guint moved = 0;

    for (guint i = 0; i < n; i++)
      turned[n - 1 - i] = g_ptr_array_index (texts, i);
    other = nord_vectors_new (turned, n, "de");
    nord_topic_group (other, 8, again);
    for (guint i = 0; i < n; i++) {
      if (labels[i] < 0)
        continue;
      if (number[labels[i]] < 0)
        number[labels[i]] = again[n - 1 - i];
      moved += number[labels[i]] != again[n - 1 - i];
    }
    g_test_message ("moved in another order: %u", moved);
    g_assert_cmpuint (moved, <=, n / 100); /* what rounding may do */
  }
  pairs = n * (n - 1.0) / 2;
  expected = ours * theirs / pairs;
  g_test_message ("freely: ARI %.3f", (both - expected) / ((ours + theirs) / 2 - expected));
  g_assert_cmpfloat ((both - expected) / ((ours + theirs) / 2 - expected), >=, 0.15);
}

/* Hostile texts: nothing, only signs, very long words, broken sequences of marks. */
static void
test_hostile (void)
{
  g_autofree char *longest = g_strnfill (5000, 'x');
  const char *const texts[] = {NULL, "", "!!! …", longest, longest, "\xcc\x81\xcc\x81", "a b c"};
  g_autoptr (NordVectors) vectors = nord_vectors_new (texts, G_N_ELEMENTS (texts), "de");
  g_autoptr (NordVectors) none = nord_vectors_new (texts, 0, "de");
  g_autofree float *rows = nord_vectors_condense (vectors, 5);
  gint32 labels[G_N_ELEMENTS (texts)];

  for (guint i = 0; i < 5 * G_N_ELEMENTS (texts); i++)
    g_assert_true (isfinite (rows[i]));
  nord_topic_group (vectors, 3, labels);
  g_assert_cmpint (labels[0], ==, NORD_TOPIC_NONE);
  nord_topic_group (none, 3, labels);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cluster/words/fold", test_fold);
  g_test_add_func ("/cluster/words/language", test_language);
  g_test_add_func ("/cluster/words/stems", test_stems);
  g_test_add_func ("/cluster/topic/free", test_free);
  g_test_add_func ("/cluster/topic/seeds", test_seeds);
  g_test_add_func ("/cluster/topic/learn", test_learn);
  g_test_add_func ("/cluster/topic/quality", test_quality);
  g_test_add_func ("/cluster/topic/hostile", test_hostile);
  return g_test_run ();
}
