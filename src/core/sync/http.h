/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One request to the server and its whole answer, within limits. */
#pragma once

#include "core/sync/error.h"

G_BEGIN_DECLS

#define NORD_HTTP_MAX_ANSWER (4 * 1024 * 1024)

typedef struct {
  guint status;
  GBytes *body;      /* (owned) */
  guint retry_after; /* seconds, 0: not said */
  gint64 date;       /* what the server's clock says, seconds since 1970; 0: not said */
} NordHttpAnswer;

void nord_http_answer_free (NordHttpAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordHttpAnswer, nord_http_answer_free)

#define NORD_TYPE_HTTP (nord_http_get_type ())
G_DECLARE_FINAL_TYPE (NordHttp, nord_http, NORD, HTTP, GObject)

/* Is it an address that a token may be sent to? */
gboolean nord_http_check_address (const char *server, GError **error);

NordHttp *nord_http_new (const char *server, const char *token);
void nord_http_set_tls_database (NordHttp *self, GTlsDatabase *database);
/* The time limits in seconds: for silence, and for the whole. */
void nord_http_set_limits (NordHttp *self, guint silence, guint whole);
guint nord_http_get_n_requests (NordHttp *self);
gint64 nord_http_get_bytes_sent (NordHttp *self);
gint64 nord_http_get_bytes_received (NordHttp *self);

/* @body (nullable) of @type is sent packed where @pack. @max: bytes of the answer. An answer with a
 * status that is not good is an error; its retry-after stands in the error's companion below. */
void nord_http_send_async (NordHttp *self,
                           const char *method,
                           const char *path,
                           const char *type,
                           GBytes *body,
                           gboolean pack,
                           gsize max,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
NordHttpAnswer *nord_http_send_finish (NordHttp *self, GAsyncResult *result, GError **error);
/* Seconds that the last busy server asked to wait, 0: it did not say. */
guint nord_http_get_retry_after (NordHttp *self);

G_END_DECLS
