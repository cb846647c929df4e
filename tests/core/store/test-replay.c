/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Thousands of random changes: the log makes the same tables again, byte for byte, and undo brings
 * back what was. */
#include "play.h"

#include <glib/gstdio.h>

/* What the replay must make again: everything but the state of one copy. */
static const char *const tables[] = {
  "workshop",      "step",          "idea",          "medium",
  "cluster",       "poll",          "ballot",        "project",
  "answer",        "measure",       "medium_blob",   "change",
  "change_device", "change_winner", "gpkg_contents", "gpkg_geometry_columns",
  "nordwaerts",
};

static char *
dump_all (const char *path)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1", tables[i]);
    g_autofree char *dump = play_dump (path, sql);

    g_string_append_printf (all, "== %s\n%s", tables[i], dump);
  }
  return g_string_free (all, FALSE);
}

static void
compare (const char *a, const char *b)
{
  g_auto (GStrv) x = g_strsplit (a, "\n", -1), y = g_strsplit (b, "\n", -1);

  for (guint i = 0; x[i] || y[i]; i++) {
    g_assert_cmpstr (x[i], ==, y[i]);
    if (x[i] == NULL || y[i] == NULL)
      break;
  }
}

static void
test_replay (void)
{
  guint32 seed = play_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *path = play_path ("played.gpkg");
  g_autofree char *copy = g_strconcat (path, ".replayed.gpkg", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Replay", &error);
  g_autoptr (GPtrArray) dead = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = g_bytes_new ("not really a photo", 18);
  g_autofree char *sha = NULL;
  guint steps = play_volume (1500, 20000);

  g_assert_no_error (error);
  sha = nord_store_put_blob (store, bytes, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < steps; i++) {
    play_step (store, rand, dead);
    if (i % 97 == 0) {
      nord_store_close (store);
      g_clear_object (&store);
      store = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);
      g_assert_no_error (error);
    }
  }
  g_test_message ("%" G_GINT64_FORMAT " changes", nord_store_count_changes (store));
  g_assert_cmpint (nord_store_count_changes (store), >, steps);
  play_assert_sound (store);
  g_assert_true (nord_store_replay (store, copy, &error));
  g_assert_no_error (error);
  nord_store_close (store);
  before = dump_all (path);
  after = dump_all (copy);
  g_assert_cmpuint (strlen (before), >, 100000);
  compare (before, after);
}

/* Undo back to the beginning and redo to the end, across restarts, gives the same things. */
static void
test_there_and_back (void)
{
  guint32 seed = play_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *path = play_path ("undone.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Undo", &error);
  g_autoptr (GPtrArray) dead = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  static const char sql[] =
    "SELECT 'i', * FROM idea UNION ALL SELECT 'p', * FROM (SELECT fid, id, title, method, options, "
    "dots, cap, state, opened, closed, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM poll) UNION ALL "
    "SELECT 'w', * FROM (SELECT fid, id, title, place, held_on, aim, state, programme, area, "
    "base_map, scope, 0, 0, 0, 0, 0, 0, 0, 0 FROM workshop) ORDER BY 1, 2";
  guint n = 0;

  g_assert_no_error (error);
  play_spares_texts = TRUE;
  for (guint i = 0; i < play_volume (150, 1000); i++) {
    gint64 count = nord_store_count_changes (store);

    /* Only new steps here, so that every state has a way back. */
    do {
      g_autoptr (NordChangeSet) set = nord_change_set_group_new ("step");
      NordNounKind noun = g_rand_boolean (rand) ? NORD_NOUN_IDEA : NORD_NOUN_POLL;
      g_autoptr (GPtrArray) living = nord_store_read_all (store, noun, &error);
      NordChange *change;

      if (living->len > 0 && g_rand_int_range (rand, 0, 3)) {
        NordRecord *record = living->pdata[g_rand_int_range (rand, 0, living->len)];

        if (g_rand_int_range (rand, 0, 4) == 0)
          change = nord_change_new_delete (record);
        else {
          change = nord_change_new_update (record);
          play_edits (rand, change);
        }
      } else {
        change = nord_change_new_create (noun, NULL);
        play_edits (rand, change);
      }
      nord_change_set_group_add (set, change);
      g_assert_true (nord_store_apply (store, set, &error));
      g_assert_no_error (error);
    } while (nord_store_count_changes (store) == count);
    g_ptr_array_add (states, play_dump (path, sql));
  }
  n = states->len;
  for (guint round = 0; round < 2; round++) {
    for (guint i = n - 1; i > 0; i--) {
      g_autoptr (NordChangeSet) undone = nord_store_undo (store, &error);
      g_autofree char *now = NULL;

      g_assert_no_error (error);
      now = play_dump (path, sql);
      compare (states->pdata[i - 1], now);
      if (i % 40 == 0) {
        g_object_unref (store);
        store = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);
        g_assert_no_error (error);
      }
    }
    for (guint i = 1; i < n; i++) {
      g_autoptr (NordChangeSet) redone = nord_store_redo (store, &error);
      g_autofree char *now = NULL;

      g_assert_no_error (error);
      now = play_dump (path, sql);
      compare (states->pdata[i], now);
    }
  }
  g_assert_null (nord_store_get_redo_label (store));
  play_assert_sound (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/replay", test_replay);
  g_test_add_func ("/store/there-and-back", test_there_and_back);
  return g_test_run ();
}
