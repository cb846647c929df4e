/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The service manager hears from a main loop that turns, and nothing from one that hangs. */
#include "core/kiosk/watchdog.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

static GSocket *
listen_at (GSocketAddress *address)
{
  g_autoptr (GError) error = NULL;
  GSocket *socket =
    g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_bind (socket, address, FALSE, &error));
  g_assert_no_error (error);
  g_socket_set_blocking (socket, FALSE);
  return socket;
}

/* How many words came; any other word fails. */
static guint
hear (GSocket *socket)
{
  char word[64];
  gssize length;
  guint n = 0;

  while ((length = g_socket_receive (socket, word, sizeof word, NULL, NULL)) > 0) {
    g_assert_cmpmem (word, length, "WATCHDOG=1", 10);
    n++;
  }
  return n;
}

static gboolean
on_end (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
turn (guint milliseconds)
{
  gboolean ended = FALSE;

  g_timeout_add (milliseconds, on_end, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
watch (const char *name, GSocketAddress *address)
{
  g_autoptr (GSocket) socket = listen_at (address);
  guint source;

  g_setenv ("NOTIFY_SOCKET", name, TRUE);
  g_setenv ("WATCHDOG_USEC", "60000", TRUE);
  source = nord_watchdog_begin ();
  g_assert_cmpuint (source, !=, 0);
  g_assert_cmpuint (hear (socket), ==, 1); /* at once */
  turn (400);
  g_assert_cmpuint (hear (socket), >=, 4);
  g_usleep (200000);
  g_assert_cmpuint (hear (socket), ==, 0);
  g_source_remove (source);
  turn (100);
  g_assert_cmpuint (hear (socket), ==, 0);
}

static void
test_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "notify", NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);

  watch (path, address);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_abstract (void)
{
  g_autofree char *name = g_strdup_printf ("@nord-%08x%08x", g_random_int (), g_random_int ());
  g_autoptr (GSocketAddress) address =
    g_unix_socket_address_new_with_type (name + 1, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT);

  watch (name, address);
}

/* Who left is not called back, and only where somebody would call. */
static void
test_left (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nord-XXXXXX", NULL);
  g_autofree char *ours = g_build_filename (folder, "nordwaerts", NULL);
  g_autofree char *path = g_build_filename (ours, "left", NULL);

  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_unsetenv ("NOTIFY_SOCKET");
  nord_watchdog_leave ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_setenv ("NOTIFY_SOCKET", "/nobody/is/here", TRUE);
  nord_watchdog_leave ();
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_rmdir (ours);
  g_rmdir (folder);
  g_unsetenv ("XDG_RUNTIME_DIR");
  nord_watchdog_leave ();
}

static void
test_nobody (void)
{
  guint source;

  g_unsetenv ("NOTIFY_SOCKET");
  g_setenv ("WATCHDOG_USEC", "60000", TRUE);
  g_assert_cmpuint (nord_watchdog_begin (), ==, 0);
  g_setenv ("NOTIFY_SOCKET", "/nobody/is/here", TRUE);
  g_setenv ("WATCHDOG_USEC", "much", TRUE);
  g_assert_cmpuint (nord_watchdog_begin (), ==, 0);
  g_setenv ("NOTIFY_SOCKET", "vsock:2:3", TRUE);
  g_setenv ("WATCHDOG_USEC", "60000", TRUE);
  g_assert_cmpuint (nord_watchdog_begin (), ==, 0);
  /* Whoever watched is gone for a while. */
  g_setenv ("NOTIFY_SOCKET", "/nobody/is/here", TRUE);
  source = nord_watchdog_begin ();
  g_assert_cmpuint (source, !=, 0);
  turn (100);
  g_source_remove (source);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/watchdog/path", test_path);
  g_test_add_func ("/watchdog/abstract", test_abstract);
  g_test_add_func ("/watchdog/nobody", test_nobody);
  g_test_add_func ("/watchdog/left", test_left);
  return g_test_run ();
}
