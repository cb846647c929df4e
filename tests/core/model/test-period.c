/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Spans of days as text: what is in them, at their edges and across a change of the clock. */
#include "core/model/period.h"

static gboolean
holds (const char *text, const char *stamp)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) now = NULL;
  NordPeriod period;

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  now = g_date_time_new (zone, 2026, 3, 30, 9, 30, 0);
  g_assert_true (nord_period_parse (text, now, &period));
  return nord_period_holds (&period, nord_period_read_stamp (stamp, zone));
}

static void
test_words (void)
{
  g_assert_true (holds ("today", "2026-03-30T07:00:00Z"));
  g_assert_true (holds ("today", "2026-03-30"));
  g_assert_false (holds ("today", "2026-03-29"));
  g_assert_true (holds ("days:7", "2026-03-24"));
  g_assert_false (holds ("days:7", "2026-03-23"));
  g_assert_true (holds ("year", "2026-01-01"));
  g_assert_false (holds ("year", "2025-12-31"));
  /* What is not known is never in a period. */
  g_assert_false (holds ("year", NULL));
  g_assert_false (holds ("../..", "heute"));
}

static void
test_days (void)
{
  g_assert_true (holds ("2026-03-01/2026-03-05", "2026-03-01"));
  g_assert_true (holds ("2026-03-01/2026-03-05", "2026-03-05T20:00:00Z"));
  g_assert_false (holds ("2026-03-01/2026-03-05", "2026-03-06T01:00:00Z"));
  g_assert_false (holds ("2026-03-05/2026-03-01", "2026-03-03"));
  g_assert_true (holds ("../2026-03-05", "1999-01-01"));
  g_assert_true (holds ("2026-03-05/..", "2100-01-01"));
  g_assert_true (holds ("../..", "1970-01-01T00:00:00Z"));
}

/* Days begin where people live, also on the night when the clock is put forward. */
static void
test_clock (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");

  if (zone == NULL) {
    g_test_skip ("no time zones here");
    return;
  }
  g_assert_false (holds ("2026-03-29/2026-03-29", "2026-03-28T22:59:59Z"));
  g_assert_true (holds ("2026-03-29/2026-03-29", "2026-03-28T23:00:00Z"));
  g_assert_true (holds ("2026-03-29/2026-03-29", "2026-03-29T21:59:59Z"));
  g_assert_false (holds ("2026-03-29/2026-03-29", "2026-03-29T22:00:00Z"));
}

static void
test_nonsense (void)
{
  static const char *const texts[] = {"",
                                      "gestern",
                                      "days:",
                                      "days:0",
                                      "days:-3",
                                      "days:99999999999999999999",
                                      "days:7x",
                                      "/",
                                      "2026-02-30/..",
                                      "../2026-13-01",
                                      "2026-3-1/..",
                                      "2026-03-01",
                                      "..",
                                      "2026-03-01/2026-03-05/2026-03-07"};
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    NordPeriod period;

    g_assert_false (nord_period_parse (texts[i], now, &period));
  }
}

static void
test_write (void)
{
  g_autofree char *both = nord_period_write ("2026-03-01", "2026-03-05");
  g_autofree char *open = nord_period_write (NULL, "2026-03-05");

  g_assert_cmpstr (both, ==, "2026-03-01/2026-03-05");
  g_assert_cmpstr (open, ==, "../2026-03-05");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/period/words", test_words);
  g_test_add_func ("/period/days", test_days);
  g_test_add_func ("/period/clock", test_clock);
  g_test_add_func ("/period/nonsense", test_nonsense);
  g_test_add_func ("/period/write", test_write);
  return g_test_run ();
}
