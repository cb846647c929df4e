/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which server answers at an address, and what is known of it. */
#include "core/sync/client-private.h"

#include "core/sync/greeting.h"

#include <string.h>

static gboolean
meet_server (NordSyncClient *self, GBytes *body, GError **error)
{
  g_autofree char *server = nord_greeting_read (body, error);

  if (server == NULL)
    return FALSE;
  if (self->ledger != NULL && strcmp (self->ledger->server, server) == 0)
    return TRUE;
  g_clear_pointer (&self->ledger, nord_ledger_free);
  self->ledger = nord_ledger_load (self->store, server);
  return nord_ledger_set_server (self->store, self->server, server, error);
}

/* The server has lost what it had: everything here is offered again. What it still has it will say
 * itself while we fetch, and that needs not be sent. */
gboolean
nord_sync_client_offer_all_again (NordSyncClient *self, GError **error)
{
  g_autoptr (GHashTable) hlc_eff = NULL;
  g_autoptr (GPtrArray) lines = nord_store_read_hlc_eff (self->store, &hlc_eff, error);
  g_autoptr (GPtrArray) results = NULL;

  if (lines == NULL)
    return FALSE;
  /* The server judges all stamps anew; what the one before said counts no longer. */
  if (lines->len > 0) {
    results =
      self->ingest (self->ingest_data,
                    &(NordNews){(const char *const *) lines->pdata, lines->len, hlc_eff}, error);
    if (results == NULL)
      return FALSE;
  }
  g_clear_pointer (&self->known, g_hash_table_unref);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return nord_ledger_forget (self->ledger, error) && nord_ledger_save (self->ledger, error);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = nord_sync_client_receive (self, result, &error);

  if (answer == NULL || !meet_server (self, answer->body, &error)) {
    nord_sync_client_stumble (self, error);
    return;
  }
  nord_sync_client_step (self, NORD_SYNC_NEXT);
}

void
nord_sync_client_find (NordSyncClient *self)
{
  nord_sync_client_request (self, "GET", "/.well-known/nordwaerts", NULL, NULL, 65536, on_found);
}
