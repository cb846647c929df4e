/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A clock that is set while the system runs: by how much what was written before is moved. */
#include "core/model/clock-step.h"

#include <string.h>

#define MINUTE (G_GINT64_CONSTANT (60) * 1000)
#define IN_2009 G_GINT64_CONSTANT (1230768000000)
#define IN_2026 G_GINT64_CONSTANT (1795000000000)

/* As the store does it: through the text of the setting each time. */
static char *
note (char *text, const char *boot, gint64 since, gint64 wall, gint64 next, gboolean fresh)
{
  g_autoptr (NordClockSteps) steps = nord_clock_steps_new (text);

  g_assert_cmpint (nord_clock_steps_note (steps, boot, since, wall, next), ==, fresh);
  g_free (text);
  return nord_clock_steps_write (steps);
}

static gint64
find (const char *text, gint64 n)
{
  g_autoptr (NordClockSteps) steps = nord_clock_steps_new (text);
  g_autofree char *named = nord_clock_steps_name_moves (steps);
  g_autoptr (GArray) moves = named != NULL ? nord_clock_moves_parse (named) : NULL;

  g_assert_true (named == NULL || moves != NULL);
  return nord_clock_moves_find (moves, n);
}

static void
test_put_right (void)
{
  g_autofree char *text = NULL;

  text = note (text, "b1", 2 * MINUTE, IN_2009, 1, TRUE);
  g_assert_cmpint (find (text, 1), ==, 0);
  /* An hour of work: the two clocks go alike, but for drift. */
  text = note (text, "b1", 62 * MINUTE, IN_2009 + 60 * MINUTE + 900, 40, FALSE);
  /* The network puts it right after two. */
  text = note (text, "b1", 122 * MINUTE, IN_2026, 58, TRUE);
  g_assert_cmpint (find (text, 1), ==, IN_2026 - IN_2009 - 120 * MINUTE);
  g_assert_cmpint (find (text, 57), ==, IN_2026 - IN_2009 - 120 * MINUTE);
  g_assert_cmpint (find (text, 58), ==, 0);
  /* Known after the next start, too. */
  text = note (text, "b2", MINUTE, IN_2026 + 500 * MINUTE, 60, TRUE);
  g_assert_cmpint (find (text, 57), ==, IN_2026 - IN_2009 - 120 * MINUTE);
  g_assert_cmpint (find (text, 59), ==, 0);
}

/* There and back within one run: what lies between is moved, the rest is not. */
static void
test_there_and_back (void)
{
  g_autofree char *text = NULL;

  text = note (text, "b1", 0, IN_2026, 1, TRUE);
  text = note (text, "b1", 10 * MINUTE, IN_2009, 5, TRUE);
  g_assert_cmpint (find (text, 4), ==, IN_2009 - IN_2026 - 10 * MINUTE);
  text = note (text, "b1", 20 * MINUTE, IN_2026 + 20 * MINUTE, 9, TRUE);
  g_assert_cmpint (find (text, 4), ==, 0);
  g_assert_cmpint (find (text, 5), ==, IN_2026 - IN_2009 + 10 * MINUTE);
  g_assert_cmpint (find (text, 9), ==, 0);
}

/* Another run of the system tells nothing of an earlier one: whether the clock was set in between,
 * and when, nobody knows. */
static void
test_another_run (void)
{
  g_autofree char *text = NULL;

  text = note (text, "b1", 0, IN_2009, 1, TRUE);
  text = note (text, "b2", 0, IN_2026, 5, TRUE);
  g_assert_cmpint (find (text, 3), ==, 0);
}

/* A clock set many times while nothing is written leaves one line, and a long life no more than
 * there is room for. */
static void
test_bounds (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 500; i++)
    text = note (text, "b1", 0, IN_2009 + i * 10 * MINUTE, 1, TRUE);
  g_assert_null (strchr (text, '\n'));
  for (guint i = 1; i < 500; i++)
    text = note (text, "b1", 0, IN_2026 + i * 10 * MINUTE, 1 + i, TRUE);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 64);
  g_assert_cmpint (find (text, 499), ==, 10 * MINUTE);
}

static void
test_spoilt (void)
{
  const char *const bad[] = {"x",       "1",      "1-2",
                             "1-2:",    "1:2",    "2-1:5",
                             "0-1:5",   "1-2:5,", ",1-2:5",
                             "1-2:5x",  "-1-2:5", "1-2:99999999999999999999",
                             "1-2:5;3", "1 -2:5", "1-2-3:4",
                             "",        "1-:5",   "1-2:9999999999999999"};
  GString *long_text = g_string_new ("1-1:1");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (nord_clock_moves_parse (bad[i]));
  for (guint i = 0; i < 64; i++)
    g_string_append (long_text, ",1-1:1");
  g_assert_null (nord_clock_moves_parse (long_text->str));
  g_string_free (long_text, TRUE);
  /* Of a setting that somebody altered, what can be read. */
  {
    g_autofree char *text = g_strdup ("rubbish\n1 b1 5\n\n1 b1 1230768000000 0\n7 b1 x 0");

    text = note (text, "b1", 0, IN_2026, 5, TRUE);
    g_assert_cmpint (find (text, 4), ==, IN_2026 - IN_2009);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-step/put-right", test_put_right);
  g_test_add_func ("/clock-step/there-and-back", test_there_and_back);
  g_test_add_func ("/clock-step/another-run", test_another_run);
  g_test_add_func ("/clock-step/bounds", test_bounds);
  g_test_add_func ("/clock-step/spoilt", test_spoilt);
  return g_test_run ();
}
