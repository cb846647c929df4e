/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The door: accepts connections for a SoupServer with limits that SoupServer does not have. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define NORD_TYPE_LISTENER (nord_listener_get_type ())
G_DECLARE_FINAL_TYPE (NordListener, nord_listener, NORD, LISTENER, GObject)

NordListener *nord_listener_new (SoupServer *server, guint max_connections, guint idle_seconds);
/* @address: `127.0.0.1:8080`, `[::1]:0`. Anything but loopback only where @open says so. */
gboolean
nord_listener_listen (NordListener *self, const char *address, gboolean open, GError **error);
const char *nord_listener_get_address (NordListener *self); /* (nullable) with the real port */
void nord_listener_stop (NordListener *self);

G_END_DECLS
