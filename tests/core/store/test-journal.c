/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A laptop goes off in the middle of a workshop: the newest changes stand in the write-ahead log
 * only. A torn end of it is the usual trace of that and no reason to be asked anything; a wrong
 * place before its end would take with it, without a word, what was saved after. */
#include "core/db/wal.h"
#include "play.h"

#include "core/model/idea.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_BEFORE 250 /* ideas that the file itself has */
#define N_IDEAS 60
#define FRAME (24 + 8192)

static char *base, *journal;              /* the bytes of both files */
static gsize base_length, journal_length; /* how many */
static gsize ends[N_IDEAS];               /* of the log after each idea */

static gsize
find_length (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gsize) status.st_size : 0;
}

static void
add_idea (NordStore *store, guint i)
{
  g_autoptr (NordChangeSet) set = nord_change_set_group_new ("new");
  g_autofree char *title = g_strdup_printf ("Bank Nummer %u", i);
  NordChange *idea = nord_change_new_create (NORD_NOUN_IDEA, NULL);
  g_autoptr (GError) error = NULL;

  nord_change_set_text (idea, NORD_IDEA_TITLE, title);
  nord_change_set_group_add (set, idea);
  nord_store_apply (store, set, &error);
  g_assert_no_error (error);
}

static void
test_make (void)
{
  g_autofree char *path = play_path ("live.gpkg"), *beside = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_create (path, "Heil", &error);

  g_assert_no_error (error);
  /* While it is written nobody who looks in is alarmed; also not when the log begins anew. */
  for (guint i = 0; i < N_BEFORE; i++) {
    add_idea (store, 1000 + i);
    g_assert_false (nord_wal_is_damaged (beside));
    if (i % 100 == 99)
      nord_store_gather (store);
  }
  nord_store_close (store);
  g_clear_object (&store);
  store = nord_store_open (path, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_IDEAS; i++) {
    add_idea (store, i);
    ends[i] = find_length (beside);
  }
  g_assert_true (g_file_get_contents (path, &base, &base_length, &error));
  g_assert_true (g_file_get_contents (beside, &journal, &journal_length, &error));
  g_assert_cmpuint (journal_length, ==, ends[N_IDEAS - 1]);
  nord_store_close (store);
}

static void
write_pair (const char *path, const char *bytes, gsize length)
{
  g_autofree char *beside = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, base, base_length, &error));
  g_assert_true (g_file_set_contents (beside, bytes, length, &error));
}

/* How many of the ideas that only the log had are in the file; -1 where it says it is damaged. */
static int
count (const char *path, NordStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordStore) store = nord_store_open (path, flags, &error);
  int n = -1;

  if (store == NULL)
    g_assert_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_DAMAGED);
  else {
    n = (int) nord_store_count (store, NORD_NOUN_IDEA, &error) - N_BEFORE;
    nord_store_close (store);
  }
  return n;
}

static int
count_saved (const char *path)
{
  g_autofree char *saved = g_strconcat (path, ".saved.gpkg", NULL);
  g_autofree char *beside = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize length_before, length_after;
  g_autoptr (NordCheck) check = NULL;
  g_autoptr (NordStore) store = NULL;
  int n;

  g_assert_true (g_file_get_contents (beside, &before, &length_before, &error));
  check = nord_store_salvage (path, saved, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (beside, &after, &length_after, &error));
  g_assert_cmpmem (before, length_before, after, length_after);
  store = nord_store_open (saved, NORD_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  play_assert_sound (store);
  n = (int) nord_store_count (store, NORD_NOUN_IDEA, &error) - N_BEFORE;
  nord_store_close (store);
  g_unlink (saved);
  return n;
}

static void
test_torn (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autofree char *path = play_path ("torn.gpkg");
  const guint n = play_volume (40, 2000);

  for (guint i = 0; i < n; i++) {
    g_autofree char *bytes = g_memdup2 (journal, journal_length);
    guint idea = (guint) g_rand_int_range (rand, 1, N_IDEAS);
    gsize length = ends[idea];

    if (i % 2 == 0) /* cut off */
      length = (gsize) g_rand_int_range (rand, (gint32) ends[idea - 1], (gint32) ends[idea]);
    else { /* written out of order: a piece in it never came */
      gsize at = (gsize) g_rand_int_range (rand, (gint32) ends[idea - 1], (gint32) length - 512);

      memset (bytes + at, 0, 512);
      if (memcmp (bytes + at, journal + at, 512) == 0)
        idea++;
    }
    write_pair (path, bytes, length);
    g_assert_cmpint (count (path, NORD_STORE_OPEN_READ_ONLY), ==, (int) idea);
    g_assert_cmpint (count (path, NORD_STORE_OPEN_DEFAULT), ==, (int) idea);
  }
}

static void
test_flipped (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autofree char *path = play_path ("flipped.gpkg");
  const guint n = play_volume (25, 2000);
  guint n_lost = 0;

  for (guint i = 0; i < n; i++) {
    g_autofree char *bytes = g_memdup2 (journal, journal_length);
    /* Also in the head of the log, without which SQLite takes it for none at all. */
    gsize at = i % 8 == 0 ? (gsize) g_rand_int_range (rand, 0, 32)
                          : (gsize) g_rand_int_range (rand, 32, (gint32) ends[N_IDEAS - 3]);
    int saved;

    bytes[at] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
    write_pair (path, bytes, journal_length);
    g_assert_cmpint (count (path, NORD_STORE_OPEN_READ_ONLY), ==, -1);
    g_assert_cmpint (count (path, NORD_STORE_OPEN_DEFAULT), ==, -1);
    saved = count_saved (path);
    g_test_message ("bit at %" G_GSIZE_FORMAT ": %d of %d", at, saved, N_IDEAS);
    g_assert_cmpint (saved, >=, N_IDEAS - 1);
    n_lost += (guint) (N_IDEAS - saved);
    /* Whoever wants to look in first sees what there is, and no less. */
    g_assert_cmpint (count (path, NORD_STORE_OPEN_READ_ONLY | NORD_STORE_OPEN_DAMAGED), >=,
                     saved - 1);
  }
  g_test_message ("%u of %u ideas lost", n_lost, n * N_IDEAS);
}

/* A whole frame is no more. */
static void
test_frame_gone (void)
{
  g_autofree char *path = play_path ("gone.gpkg");
  g_autofree char *bytes = g_memdup2 (journal, journal_length);

  memset (bytes + 32 + 5 * FRAME, 0, FRAME);
  write_pair (path, bytes, journal_length);
  g_assert_cmpint (count (path, NORD_STORE_OPEN_DEFAULT), ==, -1);
  g_assert_cmpint (count_saved (path), >=, N_IDEAS - 1);
}

static void
test_sound_stays (void)
{
  g_autofree char *path = play_path ("sound.gpkg"), *beside = g_strconcat (path, "-wal", NULL);
  g_autofree char *now = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  write_pair (path, journal, journal_length);
  g_assert_true (nord_wal_mend (beside, &error));
  g_assert_true (g_file_get_contents (beside, &now, &length, &error));
  g_assert_cmpmem (now, length, journal, journal_length);
  g_assert_cmpint (count (path, NORD_STORE_OPEN_READ_ONLY), ==, N_IDEAS);
}

static void
test_noise (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (play_seed ());
  g_autofree char *path = play_path ("noise.gpkg"), *beside = g_strconcat (path, "-wal", NULL);
  const guint n = play_volume (60, 3000);

  for (guint i = 0; i < n; i++) {
    g_autofree char *bytes = g_memdup2 (journal, journal_length);
    guint n_hits = (guint) g_rand_int_range (rand, 1, 200);
    gsize length = (gsize) g_rand_int_range (rand, 1, (gint32) journal_length);

    for (guint k = 0; k < n_hits; k++)
      bytes[g_rand_int_range (rand, 0, (gint32) length)] = (char) g_rand_int (rand);
    write_pair (path, bytes, length);
    nord_wal_is_damaged (beside);
    nord_wal_mend (beside, NULL);
    g_assert_false (nord_wal_is_damaged (beside));
  }
  g_unlink (beside);
  g_assert_false (nord_wal_is_damaged (beside));
  g_assert_false (nord_wal_mend (beside, NULL));
}

int
main (int argc, char *argv[])
{
  int code;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/journal/make", test_make);
  g_test_add_func ("/journal/torn", test_torn);
  g_test_add_func ("/journal/flipped", test_flipped);
  g_test_add_func ("/journal/frame-gone", test_frame_gone);
  g_test_add_func ("/journal/sound-stays", test_sound_stays);
  g_test_add_func ("/journal/noise", test_noise);
  code = g_test_run ();
  g_free (base);
  g_free (journal);
  return code;
}
