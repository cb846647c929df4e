/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The side of the program in sd_notify(3) and sd_watchdog_enabled(3): a word on a socket, which the
 * service manager names in the environment. Between it and this program stands cage, so the process
 * that WATCHDOG_PID names is another one, and the unit says NotifyAccess=all. */
#include "core/kiosk/watchdog.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>

#define WORD "WATCHDOG=1"

typedef struct {
  GSocket *socket;         /* (owned) */
  GSocketAddress *address; /* (owned) */
} Watch;

static void
watch_free (gpointer data)
{
  Watch *self = data;

  g_clear_object (&self->socket);
  g_clear_object (&self->address);
  g_free (self);
}

/* Nobody there to hear it is no reason to stop: the next time there may be. */
static gboolean
on_time (gpointer data)
{
  Watch *self = data;

  g_socket_send_to (self->socket, self->address, WORD, strlen (WORD), NULL, NULL);
  return G_SOURCE_CONTINUE;
}

/**
 * nord_watchdog_begin:
 *
 * From now on the main loop tells the service manager that it turns, three times in the time that
 * this has set (WATCHDOG_USEC); the first time at once.
 *
 * Returns: number of the source in the main loop; 0 where nobody watches
 */
guint
nord_watchdog_begin (void)
{
  const char *path = g_getenv ("NOTIFY_SOCKET"), *time = g_getenv ("WATCHDOG_USEC");
  const guint64 limit_us = time != NULL ? g_ascii_strtoull (time, NULL, 10) : 0;
  Watch *self;

  if (path == NULL || (*path != '/' && *path != '@') || limit_us < 3000)
    return 0;
  self = g_new0 (Watch, 1);
  self->socket =
    g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  if (self->socket == NULL) {
    watch_free (self);
    return 0;
  }
  g_socket_set_blocking (self->socket, FALSE);
  self->address =
    *path == '@'
      ? g_unix_socket_address_new_with_type (path + 1, -1, G_UNIX_SOCKET_ADDRESS_ABSTRACT)
      : g_unix_socket_address_new (path);
  on_time (self);
  return g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) MIN (limit_us / 3000, (guint64) G_MAXINT),
                             on_time, self, watch_free);
}

/**
 * nord_watchdog_leave:
 *
 * The team ends the program for good: where a service manager would start it again, it finds a file
 * `nordwaerts/left` in XDG_RUNTIME_DIR, which its unit looks for (and takes away) before each
 * start. Does nothing where there is no service manager.
 */
void
nord_watchdog_leave (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *folder = NULL, *path = NULL;

  if (g_getenv ("NOTIFY_SOCKET") == NULL || runtime == NULL || *runtime == '\0')
    return;
  folder = g_build_filename (runtime, "nordwaerts", NULL);
  path = g_build_filename (folder, "left", NULL);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_file_set_contents (path, "", 0, NULL);
}
