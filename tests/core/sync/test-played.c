/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Whatever can be done at a laptop reaches the city and the other laptop: two of them do what
 * chance wants, with all nouns, and meet at the real server between; it refuses nothing. */
#include "../store/play.h"
#include "room.h"

#include "core/sync/ledger.h"

/* Staff, for chance also moderates. */
static void
meet (Room *room, NordStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordSyncReport) report = run (room, store, "token-of-staff", FALSE, &error);
  g_autofree char *server = nord_ledger_find_server (store, room->url);
  g_autoptr (NordLedger) ledger = nord_ledger_load (store, server);

  g_assert_no_error (error);
  for (guint i = 0; i < ledger->refusals->len; i++) {
    const NordRefusal *refusal = ledger->refusals->pdata[i];

    g_test_message ("%d %s: %s", refusal->status, refusal->target, refusal->reason);
  }
  g_assert_cmpuint (ledger->refusals->len, ==, 0);
  g_assert_cmpuint (report->refused + report->not_understood, ==, 0);
}

static void
test_played (Room *room, gconstpointer data)
{
  const guint rounds = play_volume (12, 40);
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autoptr (GPtrArray) dead_here = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) dead_there = g_ptr_array_new_with_free_func (g_free);
  NordStore *stores[] = {room->first, room->second};

  for (guint i = 0; i < rounds; i++) {
    g_autofree char *first = NULL, *second = NULL;

    for (guint s = 0; s < G_N_ELEMENTS (stores); s++)
      for (guint n = g_rand_int_range (rand, 0, 40); n > 0; n--)
        play_step (stores[s], rand, s ? dead_there : dead_here);
    for (guint s = 0; s < 4; s++)
      meet (room, stores[s % 2]);
    first = play_state (nord_store_get_path (room->first));
    second = play_state (nord_store_get_path (room->second));
    g_assert_cmpstr (first, ==, second);
    play_assert_sound (room->first);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/sync/played", Room, NULL, set_up, test_played, tear_down);
  return g_test_run ();
}
