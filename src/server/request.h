/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One request on its way through the server. */
#pragma once

#include "server/storage.h"
#include "server/tokens.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct {
  NordStorage *storage;       /* (unowned) */
  SoupServerMessage *message; /* (unowned) */
  const NordToken *token;     /* (unowned) (nullable) where the path is open to all */
  char *name;                 /* (owned) (nullable) of the workshop or blob in the path */
  GHashTable *query;          /* (owned) (nullable) */
  gint64 started_at;          /* monotonic µs */
  guint deadline;             /* source */
  goffset received, max_body; /* bytes of body */
  gpointer upload;            /* (owned by blobs) (nullable) */
} NordRequest;

/* Sends @text as the body, packed where the other end takes that. (transfer full) @text. */
void nord_request_answer (NordRequest *self, const char *type, GString *text);
/* Answers for a failed @error of the storage. */
void nord_request_answer_error (NordRequest *self, const GError *error);
/* The body, unpacked: NULL where that was not possible, and the answer is given. */
GBytes *nord_request_take_body (NordRequest *self, const char *type);

G_END_DECLS
