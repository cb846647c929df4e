/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The door. SoupServer's own listener knows no limit of connections and waits for ever for the
 * first byte; so connections are accepted here, looked at, given a time limit, and only then
 * handed over, each for one request: libsoup 3.2 never lets go of a connection that is kept
 * for a second one and then closed by the other side, and some hundred of those would shut the
 * door. SoupServer ends them after an answer because it listens nowhere itself. */
#include "server/listener.h"

#include "server/guard.h"
#include "server/problem.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#define PEEK_BYTES 16384

struct _NordListener {
  GObject parent_instance;
  SoupServer *server;      /* (owned) */
  GSocketService *service; /* (owned) */
  char *address;           /* (owned) (nullable) */
  guint max_connections;
  guint idle_seconds;
  guint n_connections;
};

G_DEFINE_FINAL_TYPE (NordListener, nord_listener, G_TYPE_OBJECT)

static void
on_gone (gpointer data, GObject *where_it_was)
{
  NordListener *self = data;

  self->n_connections--;
  g_object_unref (self);
}

static void
refuse (GSocketConnection *connection, guint status, const char *detail)
{
  g_autoptr (GBytes) answer = nord_problem_to_bytes (status, detail);
  gsize length;
  const char *text = g_bytes_get_data (answer, &length);
  char unread[PEEK_BYTES];

  /* What is left unread would turn the answer into a reset. */
  if (recv (g_socket_get_fd (g_socket_connection_get_socket (connection)), unread, sizeof unread,
            MSG_DONTWAIT) < 0)
    g_debug ("nothing to read");
  g_socket_send_with_blocking (g_socket_connection_get_socket (connection), text, length, FALSE,
                               NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

/* libsoup 3.2 keeps the addresses it is given without a reference of its own, later ones take one:
 * the count tells which. */
static void
let_go (GSocketAddress *address)
{
  if (g_atomic_int_get ((gint *) &G_OBJECT (address)->ref_count) > 1)
    g_object_unref (address);
}

/* The first bytes are there: look at them without taking them out, and hand over. */
static gboolean
on_readable (GSocket *socket, GIOCondition condition, gpointer data)
{
  GSocketConnection *connection = data;
  NordListener *self = g_object_get_data (G_OBJECT (connection), "nord-listener");
  char bytes[PEEK_BYTES];
  gssize length = recv (g_socket_get_fd (socket), bytes, sizeof bytes, MSG_PEEK | MSG_DONTWAIT);
  GSocketAddress *addresses[2];
  NordFault fault = {0};

  if (length <= 0) {
    g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    return G_SOURCE_REMOVE;
  }
  fault = nord_guard_check_start (bytes, (gsize) length);
  if (fault.status != 0) {
    refuse (connection, fault.status, fault.detail);
    return G_SOURCE_REMOVE;
  }
  addresses[0] = g_socket_get_local_address (socket, NULL);
  addresses[1] = g_socket_get_remote_address (socket, NULL);
  if (addresses[0] && addresses[1]) {
    soup_server_accept_iostream (self->server, G_IO_STREAM (connection), addresses[0], addresses[1],
                                 NULL);
    let_go (addresses[0]);
    let_go (addresses[1]);
  } else {
    g_clear_object (&addresses[0]);
    g_clear_object (&addresses[1]);
    g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  }
  return G_SOURCE_REMOVE;
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  NordListener *self = data;
  GSocket *socket = g_socket_connection_get_socket (connection);
  g_autoptr (GSource) readable = NULL;

  self->n_connections++;
  g_object_weak_ref (G_OBJECT (connection), on_gone, g_object_ref (self));
  if (self->n_connections > self->max_connections) {
    refuse (connection, 503, "Too many connections; come again in a moment.");
    return TRUE;
  }
  g_socket_set_timeout (socket, self->idle_seconds);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  g_object_set_data_full (G_OBJECT (connection), "nord-listener", g_object_ref (self),
                          g_object_unref);
  readable = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (readable, G_SOURCE_FUNC (on_readable), g_object_ref (connection),
                         g_object_unref);
  g_source_attach (readable, g_main_context_get_thread_default ());
  return TRUE;
}

static void
nord_listener_finalize (GObject *object)
{
  NordListener *self = NORD_LISTENER (object);

  g_clear_object (&self->service);
  g_clear_object (&self->server);
  g_free (self->address);
  G_OBJECT_CLASS (nord_listener_parent_class)->finalize (object);
}

static void
nord_listener_class_init (NordListenerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_listener_finalize;
}

static void
nord_listener_init (NordListener *self)
{
  self->service = g_socket_service_new ();
  /* A hall full of telephones comes at once. */
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service), 512);
}

NordListener *
nord_listener_new (SoupServer *server, guint max_connections, guint idle_seconds)
{
  NordListener *self = g_object_new (NORD_TYPE_LISTENER, NULL);

  self->server = g_object_ref (server);
  self->max_connections = max_connections;
  self->idle_seconds = idle_seconds;
  return self;
}

gboolean
nord_listener_listen (NordListener *self, const char *address, gboolean open, GError **error)
{
  g_autoptr (GSocketConnectable) where = g_network_address_parse (address, 0, error);
  g_autoptr (GInetAddress) inet = NULL;
  g_autoptr (GSocketAddress) wanted = NULL;
  g_autoptr (GSocketAddress) effective = NULL;
  g_autofree char *host = NULL;

  if (where == NULL)
    return FALSE;
  inet =
    g_inet_address_new_from_string (g_network_address_get_hostname (G_NETWORK_ADDRESS (where)));
  if (inet == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "%s: give the address as numbers, such as 127.0.0.1:8080", address);
    return FALSE;
  }
  if (!open && !g_inet_address_get_is_loopback (inet)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "%s is not a loopback address. In an office, put nginx in front and listen on "
                 "127.0.0.1; in a hall, say --room-network if it is the room's own network",
                 address);
    return FALSE;
  }
  wanted = g_inet_socket_address_new (inet, g_network_address_get_port (G_NETWORK_ADDRESS (where)));
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective,
                                      error))
    return FALSE;
  host = g_inet_address_to_string (inet);
  g_free (self->address);
  self->address =
    g_strdup_printf (g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6 ? "[%s]:%u" : "%s:%u",
                     host, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_socket_service_start (self->service);
  return TRUE;
}

const char *
nord_listener_get_address (NordListener *self)
{
  return self->address;
}

void
nord_listener_stop (NordListener *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
}
