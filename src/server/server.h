/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The city server: which request goes where, and what holds for all of them. */
#pragma once

#include "server/storage.h"
#include "server/tokens.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct {
  guint max_connections; /* at once */
  guint idle_seconds;    /* a silent connection is closed after these */
  guint request_seconds; /* a whole request may take these, and longer for large bodies */
  double rate, burst;    /* requests a second and token, and how many at once */
  goffset max_blob;      /* bytes */
  gboolean open;         /* may listen on an address that is not loopback */
  gboolean quiet;        /* no line a request */
} NordServerLimits;

#define NORD_SERVER_LIMITS_DEFAULT                                                                 \
  ((NordServerLimits){.max_connections = 256,                                                      \
                      .idle_seconds = 75,                                                          \
                      .request_seconds = 120,                                                      \
                      .rate = 100,                                                                 \
                      .burst = 1000,                                                               \
                      .max_blob = 64 * 1024 * 1024})

#define NORD_TYPE_SERVER (nord_server_get_type ())
G_DECLARE_FINAL_TYPE (NordServer, nord_server, NORD, SERVER, GObject)

/* (transfer full) @tokens. @blobs: the directory of media, made where it does not exist. */
NordServer *nord_server_new (NordStorage *storage,
                             NordTokens *tokens,
                             const char *blobs,
                             const NordServerLimits *limits);
gboolean nord_server_listen (NordServer *self, const char *address, GError **error);
const char *nord_server_get_address (NordServer *self);
/* Takes no new connection, lets running requests end, and calls back when all have. */
void nord_server_stop (NordServer *self, GSourceOnceFunc stopped, gpointer data);

G_END_DECLS
