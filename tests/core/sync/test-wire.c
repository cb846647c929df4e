/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What needs no server: the steps of an exchange, its lines, patience and addresses. */
#include "core/sync/error.h"
#include "core/sync/http.h"
#include "core/sync/patience.h"
#include "core/sync/state.h"
#include "core/sync/wire.h"

#include <string.h>

static void
test_steps (void)
{
  NordSyncState state = NORD_SYNC_IDLE;

  g_assert_false (nord_sync_step (&state, NORD_SYNC_NEXT));
  g_assert_false (nord_sync_step (&state, NORD_SYNC_CANCEL));
  g_assert_cmpuint (state, ==, NORD_SYNC_IDLE);
  for (guint from = 0; from < NORD_SYNC_N_STATES; from++) {
    for (guint event = 0; event < NORD_SYNC_N_EVENTS; event++) {
      state = (NordSyncState) from;
      if (nord_sync_step (&state, (NordSyncEvent) event))
        g_assert_cmpuint (state, <, NORD_SYNC_N_STATES);
      else
        g_assert_cmpuint (state, ==, from);
    }
    /* Whatever is going on can be left. */
    state = (NordSyncState) from;
    if (nord_sync_state_is_busy (state))
      g_assert_true (nord_sync_step (&state, NORD_SYNC_CANCEL));
  }
}

static void
test_wire (void)
{
  const char *line = "{\"base\":{\"id\":\"wrong\"},\"doc\":\"d\",\"id\":\"right\",\"n\":3,"
                     "\"set\":{\"id\":\"wrong\",\"title\":\"\\\"id\\\":\\\"wrong\\\"\"}}";
  g_autofree char *id = nord_wire_get_text (line, "id");
  g_autofree char *number = nord_wire_get_text (line, "n");

  g_assert_cmpstr (id, ==, "right");
  g_assert_null (number);
  for (gsize cut = 0; cut < strlen (line); cut++) {
    g_autofree char *part = g_strndup (line, cut);
    g_autofree char *text = nord_wire_get_text (part, "set");

    g_assert_null (text);
  }
}

static void
test_answers_cut_anywhere (void)
{
  const char *answer = "{\"id\":\"a\",\"result\":\"applied\"}\n{\"cursor\":\"x\",\"ack\":{}}\n";

  for (gsize cut = 0; cut < strlen (answer); cut++) {
    g_autoptr (GBytes) body = g_bytes_new (answer, cut);
    g_autofree char *text = NULL;
    g_autoptr (GPtrArray) lines = g_ptr_array_new ();
    g_autoptr (JsonNode) trailer = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_false (nord_wire_split (body, &text, lines, &trailer, &error));
    g_assert_nonnull (error);
    g_assert_null (trailer);
  }
}

static void
test_patience (void)
{
  g_autoptr (GError) passing = nord_sync_error_new (NORD_SYNC_ERROR_BUSY);
  g_autoptr (GError) lasting = nord_sync_error_new (NORD_SYNC_ERROR_TOKEN);
  NordPatience patience = {.tries = 12, .pause = 300};
  guint wait, longest = 0;

  g_assert_false (nord_patience_bear (&patience, lasting, 0, &wait));
  g_assert_false (nord_patience_bear (&patience, passing, 3600, &wait));
  patience.troubles = 0;
  for (guint i = 0; i < 12; i++) {
    g_assert_true (nord_patience_bear (&patience, passing, 0, &wait));
    g_assert_cmpuint (wait, <=, MIN (1000u << i, 300000u));
    longest = MAX (longest, wait);
  }
  g_assert_cmpuint (longest, >, 1000);
  g_assert_false (nord_patience_bear (&patience, passing, 0, &wait));
  patience.troubles = 0;
  g_assert_true (nord_patience_bear (&patience, passing, 20, &wait));
  g_assert_cmpuint (wait, >=, 20000);
}

static void
test_addresses (void)
{
  static const char *const good[] = {"https://werkstatt.dortmund.de",
                                     "http://127.0.0.1:8080",
                                     "http://localhost",
                                     "http://192.168.1.5:8080",
                                     "http://hub.local",
                                     "http://[::1]:1",
                                     "https://a/b/"};
  static const char *const bad[] = {"",
                                    "werkstatt",
                                    "http://werkstatt.dortmund.de",
                                    "ftp://127.0.0.1",
                                    "https://",
                                    "http://8.8.8.8",
                                    "https://user:word@example.org",
                                    "file:///etc/passwd",
                                    "http://127.0.0.1.evil.org",
                                    "https://a?b"};

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (nord_http_check_address (good[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", bad[i]);
    g_assert_false (nord_http_check_address (bad[i], &error));
    g_assert_error (error, NORD_SYNC_ERROR, NORD_SYNC_ERROR_ADDRESS);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/steps", test_steps);
  g_test_add_func ("/sync/wire", test_wire);
  g_test_add_func ("/sync/answers-cut-anywhere", test_answers_cut_anywhere);
  g_test_add_func ("/sync/patience", test_patience);
  g_test_add_func ("/sync/addresses", test_addresses);
  return g_test_run ();
}
