/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The operations of a workshop: taking them in and handing them out. */
#pragma once

#include "server/blobs.h"

G_BEGIN_DECLS

#define NORD_FEED_MAX_OPS 1000
#define NORD_FEED_MAX_BYTES (1024 * 1024 + 4096)
#define NORD_FEED_MAX_WAIT 55 /* seconds */

typedef struct _NordFeed NordFeed;

NordFeed *nord_feed_new (NordStorage *storage, NordBlobs *blobs);
void nord_feed_free (NordFeed *self);

void nord_feed_post_ops (NordFeed *self, NordRequest *request);
void nord_feed_get_changes (NordFeed *self, NordRequest *request);
void nord_feed_get_scope (NordFeed *self, NordRequest *request);
/* Answers everybody who waits for news. */
void nord_feed_release (NordFeed *self);
/* The request is over, whatever became of it. */
void nord_feed_forget (NordFeed *self, NordRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordFeed, nord_feed_free)

G_END_DECLS
