/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The names are read once for all who ask, however many ask at a time, and are gone with the last.
 */
#include "ui/map/place-names.h"

typedef struct {
  NordFinder *finder; /* (owned) (nullable) */
  GError *error;      /* (owned) (nullable) */
  gboolean called;
} Answer;

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->called = TRUE;
  answer->finder = nord_place_names_read_finish (result, &answer->error);
}

static void
wait_for (const Answer *answer)
{
  while (!answer->called)
    g_main_context_iteration (NULL, TRUE);
}

/* The reading thread may hold them for a moment longer than who asked. */
static void
wait_until_gone (void)
{
  const gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (nord_place_names_peek () != NULL && g_get_monotonic_time () < until) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  g_assert_null (nord_place_names_peek ());
}

static void
test_once (void)
{
  Answer answers[3] = {0};
  g_autoptr (GPtrArray) found = NULL;

  g_assert_null (nord_place_names_peek ());
  nord_place_names_read_async (NULL, on_read, &answers[0]);
  nord_place_names_read_async (NULL, on_read, &answers[1]);
  wait_for (&answers[0]);
  wait_for (&answers[1]);
  nord_place_names_read_async (NULL, on_read, &answers[2]);
  /* Never within the call: who asks may not be ready yet. */
  g_assert_false (answers[2].called);
  wait_for (&answers[2]);
  g_assert_true (NORD_IS_FINDER (answers[0].finder));
  for (int i = 0; i < 3; i++) {
    g_assert_no_error (answers[i].error);
    g_assert_true (answers[i].finder == answers[0].finder);
  }
  g_assert_true (nord_place_names_peek () == answers[0].finder);
  found = nord_finder_find (answers[0].finder, "Mallinckrodtstr", NULL, 3);
  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpstr (((NordFound *) found->pdata[0])->name, ==, "Mallinckrodtstraße");
  for (int i = 0; i < 3; i++)
    g_object_unref (answers[i].finder);
  wait_until_gone ();
}

/* One who no longer wants them takes nothing from the others, and they can be read again. */
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer gone = {0}, stays = {0};

  nord_place_names_read_async (cancellable, on_read, &gone);
  nord_place_names_read_async (NULL, on_read, &stays);
  g_cancellable_cancel (cancellable);
  wait_for (&gone);
  wait_for (&stays);
  g_assert_error (gone.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (gone.finder);
  g_assert_true (NORD_IS_FINDER (stays.finder));
  g_error_free (gone.error);
  g_object_unref (stays.finder);
  wait_until_gone ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/place-names/once", test_once);
  g_test_add_func ("/place-names/cancelled", test_cancelled);
  return g_test_run ();
}
