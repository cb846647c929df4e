/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The access key where there is no keyring: a file that only its owner reads. */
#include "core/sync/token.h"

#include <glib/gstdio.h>

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static NordTokenPlace
save (const char *server, const char *token)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  NordTokenPlace place;

  nord_token_save_async (server, token, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (nord_token_save_finish (result, &place, &error));
  g_assert_no_error (error);
  return place;
}

static char *
load (const char *server, NordTokenPlace *place)
{
  g_autoptr (GAsyncResult) result = NULL;

  nord_token_load_async (server, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return nord_token_load_finish (result, place);
}

static void
test_file (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "nordwaerts", "tokens", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autofree char *path = NULL;
  g_autofree char *first = NULL, *second = NULL, *gone = NULL;
  NordTokenPlace place;
  GStatBuf status;

  g_assert_cmpint (save ("https://a.example", "key of a"), ==, NORD_TOKEN_FILE);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  path = g_build_filename (folder, g_dir_read_name (dir), NULL);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);

  first = load ("https://a.example", &place);
  g_assert_cmpstr (first, ==, "key of a");
  g_assert_cmpint (place, ==, NORD_TOKEN_FILE);
  second = load ("https://b.example", &place);
  g_assert_null (second);
  g_assert_cmpint (place, ==, NORD_TOKEN_NOWHERE);
  g_assert_cmpint (save ("https://a.example", ""), ==, NORD_TOKEN_NOWHERE);
  gone = load ("https://a.example", &place);
  g_assert_null (gone);
}

static void
test_given_file (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "key", NULL);
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "\n  abcdefgh laptop\nother staff\n", -1, NULL));
  key = nord_token_read_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, "abcdefgh");
  g_assert_true (g_file_set_contents (path, " \n", -1, NULL));
  g_assert_null (nord_token_read_file (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int argc, char *argv[])
{
  /* No session bus, so no keyring. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/token/file", test_file);
  g_test_add_func ("/token/given-file", test_given_file);
  return g_test_run ();
}
