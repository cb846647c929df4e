/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Sending what waits here, batch by batch. */
#include "core/sync/client-private.h"

static void
on_pushed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = nord_sync_client_receive (self, result, &error);

  if (answer == NULL ||
      !nord_outbox_settle (self->ledger, self->batch, answer->body, self->ingest, self->ingest_data,
                           self->report, &self->behind, &error)) {
    nord_sync_client_stumble (self, error);
    return;
  }
  self->patience.troubles = 0;
  nord_sync_client_set_progress (self,
                                 MIN (self->done + (gint64) self->batch->lines->len, self->total),
                                 self->total);
  g_clear_pointer (&self->batch, nord_batch_free);
  nord_sync_client_step (self, NORD_SYNC_MORE);
}

void
nord_sync_client_push (NordSyncClient *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *moves = NULL;

  if (self->again) {
    self->again = FALSE;
    self->batch = nord_outbox_again (self->ledger, &error);
  }
  if (self->batch == NULL && error == NULL)
    self->batch = nord_outbox_next (self->ledger, self->known, self->page, &error);
  if (error != NULL) {
    nord_sync_client_stumble (self, error);
    return;
  }
  if (self->batch == NULL) {
    gboolean behind = self->behind;

    self->behind = FALSE;
    if (!nord_ledger_save (self->ledger, &error))
      nord_sync_client_stumble (self, error);
    else
      nord_sync_client_step (self, behind ? NORD_SYNC_BEHIND : NORD_SYNC_NEXT);
    return;
  }
  /* The media it speaks of are noted before it leaves, or a death on the way would forget them. */
  if (g_hash_table_size (self->ledger->blobs) > 0 && !nord_ledger_save (self->ledger, &error)) {
    nord_sync_client_stumble (self, error);
    return;
  }
  /* What our clock says as the batch leaves tells the server how far its stamps are wrong. */
  moves = nord_store_name_clock_moves (self->store);
  path = g_strdup_printf ("/v1/scopes/%s/ops?dev=%s&sent_at=%" G_GINT64_FORMAT "%s%s",
                          nord_store_get_scope (self->store), nord_store_get_device (self->store),
                          g_get_real_time () / 1000, moves != NULL ? "&moved=" : "",
                          moves != NULL ? moves : "");
  nord_sync_client_request (self, "POST", path, "application/x-ndjson", self->batch->body,
                            NORD_HTTP_MAX_ANSWER, on_pushed);
}
