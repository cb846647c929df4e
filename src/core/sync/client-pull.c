/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Fetching what is new at the server, page by page. */
#include "core/sync/client-private.h"

#include "core/sync/error.h"

#include <string.h>

static void
on_pulled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = nord_sync_client_receive (self, result, &error);
  guint64 before = self->report->received;
  gint64 left = 0;
  g_autofree char *was = g_strdup (self->ledger->cursor);

  if (g_error_matches (error, NORD_SYNC_ERROR, NORD_SYNC_ERROR_NO_WORKSHOP)) {
    g_clear_error (&error);
    if ((self->ledger->pushed > 0 || *self->ledger->cursor != '\0') &&
        !nord_sync_client_offer_all_again (self, &error))
      nord_sync_client_stumble (self, error);
    else
      nord_sync_client_step (self, NORD_SYNC_NEXT);
    return;
  }
  if (g_error_matches (error, NORD_SYNC_ERROR, NORD_SYNC_ERROR_EPOCH) && !self->fresh) {
    self->fresh = TRUE;
    if (nord_sync_client_offer_all_again (self, &error))
      nord_sync_client_step (self, NORD_SYNC_OTHER_EPOCH);
    else
      nord_sync_client_stumble (self, error);
    return;
  }
  if (answer == NULL ||
      !nord_inbox_take (self->ledger, answer->body, self->ingest, self->ingest_data, self->known,
                        self->report, &left, &error)) {
    nord_sync_client_stumble (self, error);
    return;
  }
  /* A server that answers, but with nothing new, and takes nothing, is not one to be asked for
   * ever.
   */
  if (strcmp (self->ledger->cursor, was) != 0)
    self->patience.troubles = 0;
  nord_sync_client_set_progress (self, self->done + (gint64) (self->report->received - before),
                                 self->done + (gint64) (self->report->received - before) + left);
  nord_sync_client_step (self, left > 0 ? NORD_SYNC_MORE : NORD_SYNC_NEXT);
}

void
nord_sync_client_pull (NordSyncClient *self)
{
  g_autofree char *cursor = g_uri_escape_string (self->ledger->cursor, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/changes?limit=%u&cursor=%s",
                                           nord_store_get_scope (self->store), self->page, cursor);

  nord_sync_client_request (self, "GET", path, NULL, NULL, NORD_HTTP_MAX_ANSWER, on_pulled);
}
