/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Media by their SHA-256, one file each. */
#pragma once

#include "server/request.h"

G_BEGIN_DECLS

typedef struct _NordBlobs NordBlobs;

NordBlobs *nord_blobs_new (const char *directory);
void nord_blobs_free (NordBlobs *self);
gboolean nord_blobs_check_ready (NordBlobs *self, GError **error);

/* Called when the head of a PUT has been read; FALSE: the answer is given. */
gboolean nord_blobs_begin_put (NordBlobs *self, NordRequest *request);
void nord_blobs_add_chunk (NordBlobs *self, NordRequest *request, GBytes *chunk);
void nord_blobs_put (NordBlobs *self, NordRequest *request);
void nord_blobs_get (NordBlobs *self, NordRequest *request); /* GET and HEAD */
void nord_blobs_post_missing (NordBlobs *self, NordRequest *request);
/* The request is over, whatever became of it. */
void nord_blobs_forget (NordBlobs *self, NordRequest *request);
/* For good: the bytes go, and are never taken in again. */
void nord_blobs_remove (NordBlobs *self, const char *name);
gboolean nord_blobs_is_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordBlobs, nord_blobs_free)

G_END_DECLS
