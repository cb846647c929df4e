/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the parts of one exchange share. Each part makes its requests and ends in a step of the
 * state, or stumbles; the client decides what comes next. */
#pragma once

#include "core/sync/client.h"
#include "core/sync/http.h"
#include "core/sync/outbox.h"
#include "core/sync/patience.h"

G_BEGIN_DECLS

struct _NordSyncClient {
  GObject parent_instance;
  NordStore *store;   /* (owned) */
  char *server;       /* (owned) */
  NordHttp *http;     /* (owned) */
  NordLedger *ledger; /* (owned) (nullable) */
  NordInboxIngest ingest;
  gpointer ingest_data; /* (owned by) */
  GDestroyNotify ingest_destroy;
  NordPatience patience;
  guint page;
  gboolean again; /* send refused ones once more */

  /* While one exchange runs: */
  NordSyncState state;
  GTask *task;            /* (owned) (nullable) */
  NordSyncReport *report; /* (owned) (nullable) */
  NordBatch *batch;       /* (owned) (nullable) on its way */
  GHashTable *known;      /* (owned) (nullable) ids the server has, after a change of epoch */
  GPtrArray *uploads;     /* (owned) (nullable) (element-type utf8) digests still to send */
  GPtrArray *downloads;   /* (owned) (nullable) (element-type utf8) digests still to fetch */
  gboolean downloads_asked;
  gboolean behind;
  gboolean fresh; /* the epoch was looked at in this exchange */
  guint timer;
  gint64 done, total;
};

/* client.c */
void nord_sync_client_set_progress (NordSyncClient *self, gint64 done, gint64 total);
void nord_sync_client_step (NordSyncClient *self, NordSyncEvent event);
/* Trouble: waits and begins again, or ends the exchange. */
void nord_sync_client_stumble (NordSyncClient *self, const GError *error);
void nord_sync_client_request (NordSyncClient *self,
                               const char *method,
                               const char *path,
                               const char *type,
                               GBytes *body,
                               gsize max,
                               GAsyncReadyCallback callback);
/* (transfer full) (nullable) the answer to a request. */
NordHttpAnswer *
nord_sync_client_receive (NordSyncClient *self, GAsyncResult *result, GError **error);

/* client-find.c */
void nord_sync_client_find (NordSyncClient *self);
gboolean nord_sync_client_offer_all_again (NordSyncClient *self, GError **error);

/* client-pull.c */
void nord_sync_client_pull (NordSyncClient *self);

/* client-push.c */
void nord_sync_client_push (NordSyncClient *self);

/* client-media.c */
void nord_sync_client_offer (NordSyncClient *self);
void nord_sync_client_upload (NordSyncClient *self);
void nord_sync_client_download (NordSyncClient *self);

G_END_DECLS
