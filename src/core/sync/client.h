/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One workshop's side of the exchange with a server: fetches, sends, tries again. */
#pragma once

#include "core/sync/inbox.h"
#include "core/sync/report.h"
#include "core/sync/state.h"

G_BEGIN_DECLS

#define NORD_TYPE_SYNC_CLIENT (nord_sync_client_get_type ())
G_DECLARE_FINAL_TYPE (NordSyncClient, nord_sync_client, NORD, SYNC_CLIENT, GObject)

/* Properties: "state" (NordSyncState). Signal: "progress" (gint64 done, gint64 total): of what the
 * state says; total 0 where it is not known. */

/* @server: `https://…`. @token (nullable): none. */
NordSyncClient *nord_sync_client_new (NordStore *store, const char *server, const char *token);
/* Lines from the server go through here; without it into the store. */
void nord_sync_client_set_ingest (NordSyncClient *self,
                                  NordInboxIngest ingest,
                                  gpointer data,
                                  GDestroyNotify destroy);
/* For a server that this computer does not know by itself. */
void nord_sync_client_set_tls_database (NordSyncClient *self, GTlsDatabase *database);
/* How often trouble is tried again, with which longest pause, and how long silence may last, in
 * seconds. */
void nord_sync_client_set_patience (NordSyncClient *self, guint tries, guint pause, guint silence);
/* How many changes a request fetches or sends: a window wants short steps, a program long ones. */
void nord_sync_client_set_page (NordSyncClient *self, guint n_changes);
/* Sends once more what was refused, in the next exchange. */
void nord_sync_client_retry_refused (NordSyncClient *self);

NordSyncState nord_sync_client_get_state (NordSyncClient *self);
/* (nullable) (transfer none) what is known of the server; NULL before the first contact. */
NordLedger *nord_sync_client_get_ledger (NordSyncClient *self);

/* One exchange. It may be cancelled at any time; what was done by then stays done. */
void nord_sync_client_run_async (NordSyncClient *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
NordSyncReport *
nord_sync_client_run_finish (NordSyncClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
