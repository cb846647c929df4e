/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What pages share: each change is told once, and nothing is told that did not change. */
#include "ui/session.h"

#include <string.h>

static NordSession *
make_session (void)
{
  g_autoptr (NordProgramme) programme = nord_programme_new_default ("de");
  return nord_session_new (programme);
}

static void
count (guint *n)
{
  (*n)++;
}

static void
assert_selection (NordSession *session, const char *joined)
{
  g_autofree char *found = g_strjoinv (",", (char **) nord_session_get_selection (session));
  g_assert_cmpstr (found, ==, joined);
}

static void
test_selection (void)
{
  g_autoptr (NordSession) session = make_session ();
  const char *three[] = {"a", "b", "c", NULL};
  guint n = 0;

  g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (count), &n);
  assert_selection (session, "");
  g_assert_null (nord_session_get_selected (session));

  nord_session_select (session, NULL);
  g_assert_cmpuint (n, ==, 0);
  nord_session_select (session, "a");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (nord_session_get_selected (session), ==, "a");
  nord_session_select (session, "a");
  g_assert_cmpuint (n, ==, 1);

  nord_session_select_many (session, three);
  g_assert_cmpuint (n, ==, 2);
  /* Several are no single one. */
  g_assert_null (nord_session_get_selected (session));
  g_assert_true (nord_session_is_selected (session, "b"));
  nord_session_toggle_selected (session, "b");
  assert_selection (session, "a,c");
  nord_session_toggle_selected (session, "d");
  assert_selection (session, "a,c,d");
  g_assert_false (nord_session_is_selected (session, "b"));
  g_assert_cmpuint (n, ==, 4);

  /* The selection itself, or one of its ids, may be what is selected next. */
  nord_session_select_many (session, nord_session_get_selection (session));
  g_assert_cmpuint (n, ==, 4);
  nord_session_select (session, nord_session_get_selection (session)[2]);
  assert_selection (session, "d");
}

static void
on_revealed (NordSession *session, const char *id, GString *told)
{
  /* Selected before anyone is asked to show it. */
  g_assert_true (nord_session_is_selected (session, id));
  g_string_append (told, id);
}

static void
test_reveal (void)
{
  g_autoptr (NordSession) session = make_session ();
  g_autoptr (GString) told = g_string_new (NULL);

  g_signal_connect (session, "reveal", G_CALLBACK (on_revealed), told);
  nord_session_reveal (session, "x");
  /* Again: whoever moved away from it wants to go back. */
  nord_session_reveal (session, "x");
  g_assert_cmpstr (told->str, ==, "xx");
}

static void
test_filter (void)
{
  g_autoptr (NordSession) session = make_session ();
  guint n = 0;

  g_signal_connect_swapped (session, "filter-changed", G_CALLBACK (count), &n);
  nord_session_set_search_text (session, "");
  nord_session_clear_filter (session);
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (nord_session_has_filter (session));

  nord_session_set_search_text (session, "Licht");
  nord_session_set_category (session, "safety");
  nord_session_set_district (session, "Eving");
  g_assert_cmpuint (n, ==, 3);
  nord_session_set_district (session, "Eving");
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (nord_session_has_filter (session));

  nord_session_set_filter (session, NORD_FILTER_PERIOD, "days:7");
  nord_session_set_filter (session, NORD_FILTER_PATH, "");
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpstr (nord_session_get_filter (session, NORD_FILTER_PERIOD), ==, "days:7");

  nord_session_clear_filter (session);
  g_assert_cmpuint (n, ==, 5);
  g_assert_null (nord_session_get_filter (session, NORD_FILTER_PERIOD));
  g_assert_null (nord_session_get_search_text (session));
  g_assert_null (nord_session_get_category (session));
  g_assert_null (nord_session_get_district (session));
}

static void
test_extent (void)
{
  g_autoptr (NordSession) session = make_session ();
  NordBounds extent = {7.4, 51.5, 7.5, 51.6};
  guint n = 0;

  g_signal_connect_swapped (session, "extent-changed", G_CALLBACK (count), &n);
  nord_session_set_extent (session, extent);
  nord_session_set_extent (session, extent);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpfloat (nord_session_get_extent (session).north, ==, 51.6);
}

static void
on_reported (NordSession *session, const char *what, const GError *error, GString *told)
{
  g_string_append_printf (told, "%s: %s;", what, error->message);
}

static void
test_report (void)
{
  g_autoptr (NordSession) session = make_session ();
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) failed = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "why");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stop");

  g_signal_connect (session, "reported", G_CALLBACK (on_reported), told);
  nord_session_report (session, "what", failed);
  /* Taken back by the person: nothing to say. */
  nord_session_report (session, "what", cancelled);
  g_assert_cmpstr (told->str, ==, "what: why;");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/ui/session/selection", test_selection);
  g_test_add_func ("/ui/session/reveal", test_reveal);
  g_test_add_func ("/ui/session/filter", test_filter);
  g_test_add_func ("/ui/session/extent", test_extent);
  g_test_add_func ("/ui/session/report", test_report);

  return g_test_run ();
}
