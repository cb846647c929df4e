/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One workshop's side of the exchange with a server. Every step can be cut off and repeated: the
 * server knows a change by its id, and the ledger moves only behind what was answered. */
#include "core/sync/client.h"

#include "core/sync/digests.h"
#include "core/sync/error.h"
#include "core/sync/greeting.h"
#include "core/sync/http.h"
#include "core/sync/outbox.h"
#include "core/sync/patience.h"

#include <string.h>

#define MAX_BLOB (64 * 1024 * 1024)
/* A clock this far off is worth a word; less is a matter of the network. */
#define CLOCK_SECONDS 300

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

enum { PROP_0, PROP_STATE, N_PROPS };
static GParamSpec *props[N_PROPS];
enum { SIGNAL_PROGRESS, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NordSyncClient, nord_sync_client, G_TYPE_OBJECT)

static void enter (NordSyncClient *self);

static GPtrArray *
ingest_into_store (gpointer data, const char *const *lines, guint n_lines, GError **error)
{
  return nord_store_ingest (data, lines, n_lines, NULL, error);
}

static void
set_progress (NordSyncClient *self, gint64 done, gint64 total)
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

static void
step (NordSyncClient *self, NordSyncEvent event)
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
  step (self, self->ledger != NULL ? NORD_SYNC_RETRY : NORD_SYNC_START_NEW);
  return G_SOURCE_REMOVE;
}

/* Trouble: wait and begin again, or end here. */
static void
stumble (NordSyncClient *self, const GError *error)
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

static void
request (NordSyncClient *self,
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
static NordHttpAnswer *
receive (NordSyncClient *self, GAsyncResult *result, GError **error)
{
  NordHttpAnswer *answer = nord_http_send_finish (self->http, result, error);

  if (answer != NULL && answer->date != 0) {
    gint64 offset = g_get_real_time () / G_USEC_PER_SEC - answer->date;

    self->report->clock_offset = ABS (offset) >= CLOCK_SECONDS ? offset : 0;
  }
  return answer;
}

/* --- Finding the server ------------------------------------------------------------------------
 */

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
static gboolean
offer_all_again (NordSyncClient *self, GError **error)
{
  g_clear_pointer (&self->known, g_hash_table_unref);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return nord_ledger_forget (self->ledger, error) && nord_ledger_save (self->ledger, error);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = receive (self, result, &error);

  if (answer == NULL || !meet_server (self, answer->body, &error)) {
    stumble (self, error);
    return;
  }
  step (self, NORD_SYNC_NEXT);
}

/* --- Fetching ----------------------------------------------------------------------------------
 */

static void
on_pulled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = receive (self, result, &error);
  guint64 before = self->report->received;
  gint64 left = 0;

  if (g_error_matches (error, NORD_SYNC_ERROR, NORD_SYNC_ERROR_NO_WORKSHOP)) {
    g_clear_error (&error);
    if ((self->ledger->pushed > 0 || *self->ledger->cursor != '\0') &&
        !offer_all_again (self, &error))
      stumble (self, error);
    else
      step (self, NORD_SYNC_NEXT);
    return;
  }
  if (g_error_matches (error, NORD_SYNC_ERROR, NORD_SYNC_ERROR_EPOCH) && !self->fresh) {
    self->fresh = TRUE;
    if (offer_all_again (self, &error))
      step (self, NORD_SYNC_OTHER_EPOCH);
    else
      stumble (self, error);
    return;
  }
  if (answer == NULL ||
      !nord_inbox_take (self->ledger, answer->body, self->ingest, self->ingest_data, self->known,
                        self->report, &left, &error)) {
    stumble (self, error);
    return;
  }
  self->patience.troubles = 0;
  set_progress (self, self->done + (gint64) (self->report->received - before),
                self->done + (gint64) (self->report->received - before) + left);
  step (self, left > 0 ? NORD_SYNC_MORE : NORD_SYNC_NEXT);
}

static void
pull (NordSyncClient *self)
{
  g_autofree char *cursor = g_uri_escape_string (self->ledger->cursor, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/changes?limit=%u&cursor=%s",
                                           nord_store_get_scope (self->store), self->page, cursor);

  request (self, "GET", path, NULL, NULL, NORD_HTTP_MAX_ANSWER, on_pulled);
}

/* --- Sending -----------------------------------------------------------------------------------
 */

static void
on_pushed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = receive (self, result, &error);

  if (answer == NULL || !nord_outbox_settle (self->ledger, self->batch, answer->body, self->report,
                                             &self->behind, &error)) {
    stumble (self, error);
    return;
  }
  self->patience.troubles = 0;
  set_progress (self, MIN (self->done + (gint64) self->batch->lines->len, self->total),
                self->total);
  g_clear_pointer (&self->batch, nord_batch_free);
  step (self, NORD_SYNC_MORE);
}

static void
push (NordSyncClient *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/ops", nord_store_get_scope (self->store));

  if (self->again) {
    self->again = FALSE;
    self->batch = nord_outbox_again (self->ledger, &error);
  }
  if (self->batch == NULL && error == NULL)
    self->batch = nord_outbox_next (self->ledger, self->known, self->page, &error);
  if (error != NULL) {
    stumble (self, error);
    return;
  }
  if (self->batch == NULL) {
    gboolean behind = self->behind;

    self->behind = FALSE;
    if (!nord_ledger_save (self->ledger, &error))
      stumble (self, error);
    else
      step (self, behind ? NORD_SYNC_BEHIND : NORD_SYNC_NEXT);
    return;
  }
  /* The media it speaks of are noted before it leaves, or a death on the way would forget them. */
  if (g_hash_table_size (self->ledger->blobs) > 0 && !nord_ledger_save (self->ledger, &error)) {
    stumble (self, error);
    return;
  }
  request (self, "POST", path, "application/x-ndjson", self->batch->body, NORD_HTTP_MAX_ANSWER,
           on_pushed);
}

/* --- Media -------------------------------------------------------------------------------------
 */

static void
on_offered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = receive (self, result, &error);
  g_autoptr (GHashTable) missing = NULL;

  if (answer == NULL) {
    stumble (self, error);
    return;
  }
  missing = nord_digests_read (answer->body);
  nord_ledger_keep_missing (self->ledger, self->uploads, missing);
  if (!nord_ledger_save (self->ledger, &error)) {
    stumble (self, error);
    return;
  }
  set_progress (self, 0, self->uploads->len);
  step (self, self->uploads->len > 0 ? NORD_SYNC_MORE : NORD_SYNC_NEXT);
}

static void
offer (NordSyncClient *self)
{
  g_autoptr (GBytes) body = NULL;
  GHashTableIter iter;
  gpointer digest;

  g_clear_pointer (&self->uploads, g_ptr_array_unref);
  self->uploads = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->ledger->blobs);
  while (self->uploads->len < NORD_DIGESTS_MAX && g_hash_table_iter_next (&iter, &digest, NULL))
    g_ptr_array_add (self->uploads, g_strdup (digest));
  if (self->uploads->len == 0) {
    step (self, NORD_SYNC_NEXT);
    return;
  }
  body = nord_digests_join (self->uploads);
  request (self, "POST", "/v1/blobs/missing", "text/plain", body, 128 * 1024, on_offered);
}

static void
on_uploaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = receive (self, result, &error);
  const char *digest = g_ptr_array_index (self->uploads, self->uploads->len - 1);

  if (answer == NULL && !g_error_matches (error, NORD_SYNC_ERROR, NORD_SYNC_ERROR_ANSWER)) {
    stumble (self, error);
    return;
  }
  self->patience.troubles = 0;
  if (answer != NULL) {
    self->report->media_sent++;
    g_hash_table_remove (self->ledger->blobs, digest);
  } else {
    /* One medium that the server will not have does not hold up the others. */
    self->report->media_refused++;
    g_clear_error (&error);
  }
  g_ptr_array_remove_index (self->uploads, self->uploads->len - 1);
  if (!nord_ledger_save (self->ledger, &error)) {
    stumble (self, error);
    return;
  }
  set_progress (self, self->done + 1, self->total);
  step (self, NORD_SYNC_MORE);
}

static void
upload (NordSyncClient *self)
{
  g_autoptr (GError) error = NULL;

  while (self->uploads->len > 0) {
    const char *digest = g_ptr_array_index (self->uploads, self->uploads->len - 1);
    g_autoptr (GBytes) bytes = nord_store_get_blob (self->store, digest, &error);
    g_autofree char *path = g_strconcat ("/v1/blobs/", digest, NULL);

    if (error != NULL) {
      stumble (self, error);
      return;
    }
    if (bytes != NULL && g_bytes_get_size (bytes) <= MAX_BLOB) {
      request (self, "PUT", path, "application/octet-stream", bytes, 65536, on_uploaded);
      return;
    }
    if (bytes != NULL)
      self->report->media_refused++;
    g_ptr_array_remove_index (self->uploads, self->uploads->len - 1);
  }
  step (self, NORD_SYNC_NEXT);
}

static void
on_downloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = receive (self, result, &error);
  const char *digest = g_ptr_array_index (self->downloads, self->downloads->len - 1);
  g_autofree char *real = NULL;

  if (answer != NULL) {
    real = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, answer->body);
    if (strcmp (real, digest) != 0) {
      /* Not what was asked for: not kept, and asked for again next time. */
      self->report->media_waiting++;
    } else {
      g_autofree char *stored = nord_store_put_blob (self->store, answer->body, &error);

      if (stored != NULL) {
        self->report->media_received++;
        self->patience.troubles = 0;
      }
    }
  }
  if (g_error_matches (error, NORD_SYNC_ERROR, NORD_SYNC_ERROR_NO_FILE)) {
    self->report->media_waiting++;
    g_clear_error (&error);
  }
  if (error != NULL) {
    stumble (self, error);
    return;
  }
  g_ptr_array_remove_index (self->downloads, self->downloads->len - 1);
  set_progress (self, self->done + 1, self->total);
  step (self, NORD_SYNC_MORE);
}

/* Which of those that are missing here are missing there as well? */
static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NordSyncClient) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NordHttpAnswer) answer = receive (self, result, &error);
  g_autoptr (GHashTable) missing = NULL;

  if (answer == NULL) {
    stumble (self, error);
    return;
  }
  missing = nord_digests_read (answer->body);
  for (guint i = self->downloads->len; i-- > 0;)
    if (g_hash_table_contains (missing, g_ptr_array_index (self->downloads, i))) {
      self->report->media_waiting++;
      g_ptr_array_remove_index_fast (self->downloads, i);
    }
  set_progress (self, 0, self->downloads->len);
  step (self, NORD_SYNC_MORE);
}

static void
download (NordSyncClient *self)
{
  if (self->downloads == NULL || !self->downloads_asked) {
    g_clear_pointer (&self->downloads, g_ptr_array_unref);
    self->downloads = nord_store_list_missing_blobs (self->store);
    if (self->downloads->len > NORD_DIGESTS_MAX)
      g_ptr_array_set_size (self->downloads, NORD_DIGESTS_MAX);
    self->report->media_waiting = 0;
    self->downloads_asked = TRUE;
    if (self->downloads->len > 0) {
      g_autoptr (GBytes) body = nord_digests_join (self->downloads);

      request (self, "POST", "/v1/blobs/missing", "text/plain", body, 128 * 1024, on_asked);
      return;
    }
  }
  if (self->downloads->len > 0) {
    g_autofree char *path =
      g_strconcat ("/v1/blobs/", g_ptr_array_index (self->downloads, self->downloads->len - 1),
                   NULL);

    request (self, "GET", path, NULL, NULL, MAX_BLOB, on_downloaded);
    return;
  }
  step (self, NORD_SYNC_NEXT);
}

/* --- The exchange ------------------------------------------------------------------------------
 */

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
    request (self, "GET", "/.well-known/nordwaerts", NULL, NULL, 65536, on_found);
    break;
  case NORD_SYNC_PULLING:
    pull (self);
    break;
  case NORD_SYNC_PUSHING:
    push (self);
    break;
  case NORD_SYNC_OFFERING:
    offer (self);
    break;
  case NORD_SYNC_UPLOADING:
    upload (self);
    break;
  case NORD_SYNC_DOWNLOADING:
    download (self);
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
  step (self, self->ledger != NULL ? NORD_SYNC_START : NORD_SYNC_START_NEW);
}

NordSyncReport *
nord_sync_client_run_finish (NordSyncClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
