/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One workshop's side of the exchange with a server. Every step can be cut off and repeated: the
 * server knows a change by its id, and the ledger moves only behind what was answered. */
#include "core/sync/client-private.h"

#include "core/sync/error.h"
#include "core/sync/outbox.h"
#include "core/store/urn.h"

#include <string.h>

/* A clock this far off is worth a word; less is a matter of the network. */
#define CLOCK_SECONDS 300

enum { PROP_0, PROP_STATE, N_PROPS };
static GParamSpec *props[N_PROPS];
enum { SIGNAL_PROGRESS, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NordSyncClient, nord_sync_client, G_TYPE_OBJECT)

static void enter (NordSyncClient *self);

static GPtrArray *
ingest_into_store (gpointer data, const NordNews *news, GError **error)
{
  g_autoptr (GPtrArray) results = nord_store_ingest (data, news, NULL, error);

  if (results != NULL && !nord_store_empty_closed (data, NULL, error))
    return NULL;
  return g_steal_pointer (&results);
}

void
nord_sync_client_set_progress (NordSyncClient *self, gint64 done, gint64 total)
{
  self->done = done;
  self->total = total;
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, done, total);
}

/* The one place where an exchange ends, however it went. */
static void
finish (NordSyncClient *self, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  NordSyncReport *report = g_steal_pointer (&self->report);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->batch, nord_batch_free);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->uploads, g_ptr_array_unref);
  g_clear_pointer (&self->downloads, g_ptr_array_unref);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  report->requests = nord_http_get_n_requests (self->http) - report->requests;
  report->bytes_sent = nord_http_get_bytes_sent (self->http) - report->bytes_sent;
  report->bytes_received = nord_http_get_bytes_received (self->http) - report->bytes_received;
  if (error != NULL) {
    nord_sync_report_free (report);
    g_task_return_error (task, error);
  } else {
    g_task_return_pointer (task, report, (GDestroyNotify) nord_sync_report_free);
  }
}

void
nord_sync_client_step (NordSyncClient *self, NordSyncEvent event)
{
  NordSyncState before = self->state;

  if (!nord_sync_step (&self->state, event)) {
    g_critical ("no step %d from %d", event, self->state);
    return;
  }
  if (self->state != before) {
    self->done = 0;
    self->total =
      self->state == NORD_SYNC_PUSHING ? nord_ledger_count_waiting (self->ledger) : self->total;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  }
  enter (self);
}

static gboolean
on_pause_over (gpointer data)
{
  NordSyncClient *self = data;

  self->timer = 0;
  nord_sync_client_step (self, self->ledger != NULL ? NORD_SYNC_RETRY : NORD_SYNC_START_NEW);
  return G_SOURCE_REMOVE;
}

/* Trouble: wait and begin again, or end here. */
void
nord_sync_client_stumble (NordSyncClient *self, const GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  guint wait_ms;

  g_clear_pointer (&self->batch, nord_batch_free);
  if (self->ledger != NULL)
    nord_ledger_save (self->ledger, NULL);
  if (cancelled || !nord_patience_bear (&self->patience, error,
                                        nord_http_get_retry_after (self->http), &wait_ms)) {
    nord_sync_step (&self->state, cancelled ? NORD_SYNC_CANCEL : NORD_SYNC_GIVE_UP);
    finish (self, g_error_copy (error));
    return;
  }
  nord_sync_step (&self->state, NORD_SYNC_TROUBLE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  self->timer = g_timeout_add (wait_ms, on_pause_over, self);
}

void
nord_sync_client_request (NordSyncClient *self,
                          const char *method,
                          const char *path,
                          const char *type,
                          GBytes *body,
                          gsize max,
                          GAsyncReadyCallback callback)
{
  nord_http_send_async (self->http, method, path, type, body,
                        body != NULL && type != NULL && strcmp (type, "application/x-ndjson") == 0,
                        max, g_task_get_cancellable (self->task), callback, g_object_ref (self));
}

/* What a request ended with: the answer, or NULL where the error has been dealt with. */
NordHttpAnswer *
nord_sync_client_receive (NordSyncClient *self, GAsyncResult *result, GError **error)
{
  NordHttpAnswer *answer = nord_http_send_finish (self->http, result, error);

  if (answer != NULL && answer->date != 0) {
    gint64 offset = g_get_real_time () / G_USEC_PER_SEC - answer->date;

    self->report->clock_offset = ABS (offset) >= CLOCK_SECONDS ? offset : 0;
  }
  return answer;
}

static void
conclude (NordSyncClient *self)
{
  g_autoptr (GError) error = NULL;

  /* The time of the last exchange is kept to the minute, so that an exchange without news does not
   * write more often than anybody looks. */
  self->ledger->last_at = g_get_real_time () / G_USEC_PER_SEC / 60 * 60;
  nord_ledger_save (self->ledger, &error);
  finish (self, g_steal_pointer (&error));
}

static void
enter (NordSyncClient *self)
{
  switch (self->state) {
  case NORD_SYNC_FINDING:
    nord_sync_client_find (self);
    break;
  case NORD_SYNC_PULLING:
    nord_sync_client_pull (self);
    break;
  case NORD_SYNC_PUSHING:
    nord_sync_client_push (self);
    break;
  case NORD_SYNC_OFFERING:
    nord_sync_client_offer (self);
    break;
  case NORD_SYNC_UPLOADING:
    nord_sync_client_upload (self);
    break;
  case NORD_SYNC_DOWNLOADING:
    nord_sync_client_download (self);
    break;
  case NORD_SYNC_DONE:
    conclude (self);
    break;
  default:
    break;
  }
}

static void
nord_sync_client_dispose (GObject *object)
{
  NordSyncClient *self = NORD_SYNC_CLIENT (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->http);
  g_clear_pointer (&self->ledger, nord_ledger_free);
  g_clear_object (&self->store);
  if (self->ingest_destroy != NULL)
    g_steal_pointer (&self->ingest_destroy) (self->ingest_data);
  G_OBJECT_CLASS (nord_sync_client_parent_class)->dispose (object);
}

static void
nord_sync_client_finalize (GObject *object)
{
  NordSyncClient *self = NORD_SYNC_CLIENT (object);

  g_free (self->server);
  G_OBJECT_CLASS (nord_sync_client_parent_class)->finalize (object);
}

static void
nord_sync_client_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_uint (value, NORD_SYNC_CLIENT (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nord_sync_client_class_init (NordSyncClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nord_sync_client_dispose;
  object_class->finalize = nord_sync_client_finalize;
  object_class->get_property = nord_sync_client_get_property;
  props[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, NORD_SYNC_N_STATES, 0,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_PROGRESS] =
    g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
nord_sync_client_init (NordSyncClient *self)
{
  self->patience = (NordPatience){.tries = 4, .pause = 30};
  self->page = NORD_OUTBOX_MAX_LINES;
}

NordSyncClient *
nord_sync_client_new (NordStore *store, const char *server, const char *token)
{
  NordSyncClient *self = g_object_new (NORD_TYPE_SYNC_CLIENT, NULL);
  g_autofree char *id = nord_ledger_find_server (store, server);

  self->store = g_object_ref (store);
  self->server = g_strdup (server);
  self->http = nord_http_new (server, token);
  self->ingest = ingest_into_store;
  self->ingest_data = store;
  if (id != NULL)
    self->ledger = nord_ledger_load (store, id);
  return self;
}

void
nord_sync_client_set_ingest (NordSyncClient *self,
                             NordInboxIngest ingest,
                             gpointer data,
                             GDestroyNotify destroy)
{
  self->ingest = ingest;
  self->ingest_data = data;
  self->ingest_destroy = destroy;
}

void
nord_sync_client_set_tls_database (NordSyncClient *self, GTlsDatabase *database)
{
  nord_http_set_tls_database (self->http, database);
}

void
nord_sync_client_set_patience (NordSyncClient *self, guint tries, guint pause, guint silence)
{
  self->patience = (NordPatience){.tries = tries, .pause = pause};
  nord_http_set_limits (self->http, silence, silence * 4);
}

void
nord_sync_client_set_page (NordSyncClient *self, guint n_changes)
{
  self->page = CLAMP (n_changes, 1, NORD_OUTBOX_MAX_LINES);
}

void
nord_sync_client_retry_refused (NordSyncClient *self)
{
  self->again = TRUE;
}

NordSyncState
nord_sync_client_get_state (NordSyncClient *self)
{
  return self->state;
}

NordLedger *
nord_sync_client_get_ledger (NordSyncClient *self)
{
  return self->ledger;
}

void
nord_sync_client_run_async (NordSyncClient *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (self->task, nord_sync_client_run_async);
  self->report = g_new0 (NordSyncReport, 1);
  self->report->requests = nord_http_get_n_requests (self->http);
  self->report->bytes_sent = nord_http_get_bytes_sent (self->http);
  self->report->bytes_received = nord_http_get_bytes_received (self->http);
  self->state = NORD_SYNC_IDLE;
  self->patience.troubles = 0;
  self->behind = self->fresh = self->downloads_asked = FALSE;
  self->done = self->total = 0;
  nord_sync_client_step (self, self->ledger != NULL ? NORD_SYNC_START : NORD_SYNC_START_NEW);
}

NordSyncReport *
nord_sync_client_run_finish (NordSyncClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
