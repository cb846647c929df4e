/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What was taken out of a text is found where it was copied to, and nothing else is. */
#include "core/model/traces.h"

static void
assert_clean (NordTraces *traces, const char *text, const char *wanted)
{
  g_autofree char *clean = nord_traces_clean (traces, text);

  g_assert_cmpstr (clean, ==, wanted);
}

static void
test_words (void)
{
  g_autoptr (NordTraces) traces = nord_traces_new ();

  g_assert_true (nord_traces_are_empty (traces));
  nord_traces_add (traces, "Bank bei Erika Mustermann am Platz", "Bank bei █████ am Platz");
  g_assert_false (nord_traces_are_empty (traces));
  assert_clean (traces, "Bank bei Erika Mustermann am Platz", "Bank bei █████ am Platz");
  assert_clean (traces, "bank bei erika mustermann am platz!", "Bank bei █████ am Platz");
  assert_clean (traces, "Wünsche von „Erika Mustermann“, Nr. 2", "Wünsche von „█████“, Nr. 2");
  /* Cut names keep their length. */
  assert_clean (traces, "Bank bei Erika Must…", "Bank bei █████ am P…");
  assert_clean (traces, "Bank bei …", NULL);
  /* Other words of it, and parts of what was taken out, are nobody's. */
  assert_clean (traces, "Bank am Platz", NULL);
  assert_clean (traces, "Erika", NULL);
  assert_clean (traces, "Mustermann Erika", NULL);
  nord_traces_add (traces, "Für Otto Normal in der Straße", "Für viele");
  assert_clean (traces, "Wunsch von Otto Normal", "Wunsch von █████");
  assert_clean (traces, "Spielplatz in der Nordstadt", NULL);
  assert_clean (traces, "", NULL);
  assert_clean (traces, NULL, NULL);
}

static void
test_single (void)
{
  g_autoptr (NordTraces) taken = nord_traces_new (), said = nord_traces_new ();

  /* Blacked out: also a word alone. */
  nord_traces_add (taken, "Bank für Mustermann", "Bank für █████");
  assert_clean (taken, "Mustermann: Bank", "█████: Bank");
  assert_clean (taken, "Mustermanns Bank", NULL);
  /* Said in other words: names of other groups are not spoilt by that. */
  nord_traces_add (said, "Licht am Platz", "Beleuchtung am Platz");
  assert_clean (said, "Mehr Licht", NULL);
  assert_clean (said, "Licht am Platz", "Beleuchtung am Platz");
  nord_traces_add (said, "Ruft an: 0231-5550199", "Ruft bitte an");
  assert_clean (said, "Rückruf 0231-5550199", "Rückruf █████");
}

static void
test_nothing (void)
{
  g_autoptr (NordTraces) traces = nord_traces_new ();

  nord_traces_add (traces, NULL, "Bank");
  nord_traces_add (traces, "", NULL);
  nord_traces_add (traces, "Bank", "Bank");
  nord_traces_add (traces, "Bank", "Eine Bank bitte");
  g_assert_true (nord_traces_are_empty (traces));
  nord_traces_add (traces, "Meine Adresse", NULL);
  assert_clean (traces, "Meine Adresse", "█████");
}

/* Several in one text, and the longest texts there are. */
static void
test_many (void)
{
  g_autoptr (NordTraces) traces = nord_traces_new ();
  g_autoptr (GString) text = g_string_new (NULL), left = g_string_new ("und");

  nord_traces_add (traces, "A: Erika Mustermann, B: Otto Normal", "A: █████, B: █████");
  assert_clean (traces, "Otto Normal trifft Erika Mustermann und Otto Normal",
                "█████ trifft █████ und █████");
  while (text->len < 65000)
    g_string_append (text, "ein Wort und ");
  while (left->len < 65000)
    g_string_append (left, " und noch");
  nord_traces_add (traces, text->str, left->str);
  assert_clean (traces, "ein Wort", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/traces/words", test_words);
  g_test_add_func ("/traces/single", test_single);
  g_test_add_func ("/traces/nothing", test_nothing);
  g_test_add_func ("/traces/many", test_many);
  return g_test_run ();
}
