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

/* Hostile texts: nothing, only signs, very long words, broken sequences of marks. */
static void
test_hostile (void)
{
  g_autofree char *longest = g_strnfill (5000, 'x');
  const char *const texts[] = {NULL, "", "!!! …", longest, longest, "\xcc\x81\xcc\x81", "a b c"};
  g_autoptr (NordVectors) vectors = nord_vectors_new (texts, G_N_ELEMENTS (texts), "de");
  g_autoptr (NordVectors) none = nord_vectors_new (texts, 0, "de");
  g_autofree float *rows = nord_vectors_condense (vectors, 5, NULL);
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
  g_test_add_func ("/cluster/topic/hostile", test_hostile);
  return g_test_run ();
}
