/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What waits to be sent: the next batch, and what becomes of it when the server has answered. */
#pragma once

#include "core/sync/inbox.h"
#include "core/sync/ledger.h"
#include "core/sync/report.h"

G_BEGIN_DECLS

#define NORD_OUTBOX_MAX_LINES 1000
#define NORD_OUTBOX_MAX_BYTES (1024 * 1024)

typedef struct {
  GPtrArray *lines; /* (owned) (element-type utf8) */
  GBytes *body;     /* (owned) */
  gint64 last;      /* position up to which the log is answered then; 0: refused ones once more */
} NordBatch;

void nord_batch_free (NordBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordBatch, nord_batch_free)

/* The next batch; NULL without @error: nothing waits. @known (nullable) (element-type utf8): ids
 * that the server is known to have; they are passed over. */
NordBatch *
nord_outbox_next (NordLedger *ledger, GHashTable *known, guint max_lines, GError **error);
/* Those refused once, to be tried again. NULL without @error: there are none. */
NordBatch *nord_outbox_again (NordLedger *ledger, GError **error);
/* Notes what the server answered. @ingest, @data: who hears that stamps of the batch count for
 * something else than they say. @behind: the server has more than we know. FALSE: the answer does
 * not belong to the batch, or the workshop could not be written, and nothing is noted. */
gboolean nord_outbox_settle (NordLedger *ledger,
                             const NordBatch *batch,
                             GBytes *answer,
                             NordInboxIngest ingest,
                             gpointer data,
                             NordSyncReport *report,
                             gboolean *behind,
                             GError **error);

G_END_DECLS
