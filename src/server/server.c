/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The city server: which request goes where, and what holds for all of them. The head of a request
 * is judged before its body is read; logs name operations and sizes, never addresses or content. */
#include "config.h"
#include "server/server.h"

#include "server/blobs.h"
#include "server/feed.h"
#include "server/guard.h"
#include "server/line.h"
#include "server/listener.h"
#include "server/problem.h"

#include <string.h>

/* What is read of a connection that was refused, so that the other end comes to read why. */
#define LINGER_BYTES (4 * 1024 * 1024)
#define LINGER_MS 500      /* of silence */
#define LINGER_MAX_MS 2000 /* in all */
/* Slower than this, an upload is not one. */
#define MIN_BYTES_PER_SECOND 8192

typedef enum {
  ROUTE_DISCOVERY,
  ROUTE_HEALTH,
  ROUTE_READY,
  ROUTE_OPS,
  ROUTE_CHANGES,
  ROUTE_SCOPE,
  ROUTE_MISSING,
  ROUTE_BLOB,
  N_ROUTES
} Route;

enum { METHOD_GET = 1, METHOD_HEAD = 2, METHOD_POST = 4, METHOD_PUT = 8 };

static const struct {
  const char *label; /* for the log */
  guint methods;
  const char *allow;
  gboolean open; /* without a token */
} routes[N_ROUTES] = {
  [ROUTE_DISCOVERY] = {"discovery", METHOD_GET | METHOD_HEAD, "GET, HEAD", TRUE},
  [ROUTE_HEALTH] = {"health", METHOD_GET | METHOD_HEAD, "GET, HEAD", TRUE},
  [ROUTE_READY] = {"ready", METHOD_GET | METHOD_HEAD, "GET, HEAD", TRUE},
  [ROUTE_OPS] = {"ops", METHOD_POST, "POST", FALSE},
  [ROUTE_CHANGES] = {"changes", METHOD_GET, "GET", FALSE},
  [ROUTE_SCOPE] = {"workshop", METHOD_GET, "GET", FALSE},
  [ROUTE_MISSING] = {"missing", METHOD_POST, "POST", FALSE},
  [ROUTE_BLOB] = {"blob", METHOD_GET | METHOD_HEAD | METHOD_PUT, "GET, HEAD, PUT", FALSE},
};

struct _NordServer {
  GObject parent_instance;
  SoupServer *soup;       /* (owned) */
  NordListener *listener; /* (owned) */
  NordStorage *storage;   /* (owned) */
  NordTokens *tokens;     /* (owned) */
  NordFeed *feed;         /* (owned) */
  NordBlobs *blobs;       /* (owned) */
  NordServerLimits limits;
  guint n_requests;
  GSourceOnceFunc stopped; /* (nullable) while it runs */
  gpointer stopped_data;   /* (unowned) */
};

G_DEFINE_FINAL_TYPE (NordServer, nord_server, G_TYPE_OBJECT)

typedef struct {
  NordRequest request;
  NordServer *server; /* (unowned) outlives its requests */
  Route route;
  gboolean known; /* the path leads somewhere */
  gboolean over;  /* the connection was taken away */
} Visit;

static void
visit_free (gpointer data)
{
  Visit *self = data;

  g_clear_handle_id (&self->request.deadline, g_source_remove);
  g_free (self->request.name);
  g_clear_pointer (&self->request.query, g_hash_table_unref);
  g_free (self);
}

static Visit *
get_visit (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), "nord-visit");
}

static guint
method_bit (const char *method)
{
  if (g_strcmp0 (method, "GET") == 0)
    return METHOD_GET;
  if (g_strcmp0 (method, "HEAD") == 0)
    return METHOD_HEAD;
  if (g_strcmp0 (method, "POST") == 0)
    return METHOD_POST;
  if (g_strcmp0 (method, "PUT") == 0)
    return METHOD_PUT;
  return 0;
}

/* Finds where @path leads. Names in it are checked here, once, for everybody. */
static gboolean
find_route (const char *path, Route *route, char **name)
{
  static const struct {
    const char *path;
    Route route;
  } fixed[] = {
    {"/.well-known/nordwaerts", ROUTE_DISCOVERY},
    {"/healthz", ROUTE_HEALTH},
    {"/readyz", ROUTE_READY},
    {"/v1/blobs/missing", ROUTE_MISSING},
  };
  g_auto (GStrv) parts = NULL;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (strcmp (path, fixed[i].path) == 0)
      return *route = fixed[i].route, TRUE;
  parts = g_strsplit (path, "/", 6);
  n = g_strv_length (parts);
  if (n < 4 || n > 5 || *parts[0] != '\0' || strcmp (parts[1], "v1") != 0)
    return FALSE;
  if (strcmp (parts[2], "blobs") == 0 && n == 4 && nord_blobs_is_name (parts[3])) {
    *route = ROUTE_BLOB;
  } else if (strcmp (parts[2], "scopes") == 0 &&
             nord_slice_is_uuid ((NordSlice){parts[3], strlen (parts[3])})) {
    if (n == 4)
      *route = ROUTE_SCOPE;
    else if (strcmp (parts[4], "ops") == 0)
      *route = ROUTE_OPS;
    else if (strcmp (parts[4], "changes") == 0)
      *route = ROUTE_CHANGES;
    else
      return FALSE;
  } else {
    return FALSE;
  }
  *name = g_strdup (parts[3]);
  return TRUE;
}

/* --- Refusing without reading on ---------------------------------------------------------------
 */

typedef struct {
  GIOStream *stream; /* (owned) */
  GBytes *answer;    /* (owned) */
  gsize drained;
  gint64 since;              /* monotonic µs */
  GCancellable *cancellable; /* (owned) */
  guint timeout;
} Farewell;

static void
farewell_free (Farewell *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_io_stream_close (self->stream, NULL, NULL);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static gboolean
on_lingered (gpointer data)
{
  Farewell *self = data;

  self->timeout = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
linger (Farewell *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (LINGER_MS, on_lingered, self);
}

static void
on_drained (GObject *source, GAsyncResult *result, gpointer data)
{
  Farewell *self = data;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  gsize length = bytes != NULL ? g_bytes_get_size (bytes) : 0;

  self->drained += length;
  if (length == 0 || self->drained > LINGER_BYTES ||
      g_get_monotonic_time () - self->since > LINGER_MAX_MS * 1000) {
    farewell_free (self);
    return;
  }
  linger (self);
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), 65536, G_PRIORITY_LOW,
                                   self->cancellable, on_drained, self);
}

static void
on_farewell_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  Farewell *self = data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL)) {
    farewell_free (self);
    return;
  }
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (self->stream), 65536,
                                   G_PRIORITY_LOW, self->cancellable, on_drained, self);
}

static void
log_visit (Visit *visit, guint status)
{
  const NordRequest *request = &visit->request;

  if (!visit->server->limits.quiet)
    g_printerr ("%s %s %u %" G_GOFFSET_FORMAT " B %" G_GINT64_FORMAT " ms\n",
                soup_server_message_get_method (request->message),
                visit->known ? routes[visit->route].label : "?", status, request->received,
                (g_get_monotonic_time () - request->started_at) / 1000);
}

/* Takes the connection away from SoupServer, which would read all of a body that nobody wants. */
static void
cut (Visit *visit, NordFault fault)
{
  SoupServerMessage *message = visit->request.message;
  Farewell *farewell = g_new0 (Farewell, 1);
  gsize length;
  const char *text;

  if (fault.status != 0)
    log_visit (visit, fault.status);
  farewell->stream = soup_server_message_steal_connection (message);
  farewell->cancellable = g_cancellable_new ();
  farewell->since = g_get_monotonic_time ();
  if (fault.status == 0 || farewell->stream == NULL) {
    if (farewell->stream != NULL)
      farewell_free (farewell);
    return;
  }
  farewell->answer = nord_problem_to_bytes (fault.status, fault.detail);
  linger (farewell);
  text = g_bytes_get_data (farewell->answer, &length);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (farewell->stream), text, length,
                                   G_PRIORITY_DEFAULT, farewell->cancellable, on_farewell_sent,
                                   farewell);
}

typedef struct {
  SoupServerMessage *message; /* (owned) */
  NordFault fault;
} Cut;

static gboolean
on_cut (gpointer data)
{
  Cut *self = data;
  Visit *visit = get_visit (self->message);

  if (visit != NULL)
    cut (visit, self->fault);
  return G_SOURCE_REMOVE;
}

static void
cut_free (gpointer data)
{
  Cut *self = data;

  g_object_unref (self->message);
  g_free (self);
}

/* In a callback of SoupServer the connection cannot be taken away; it is stopped and taken then. */
static void
cut_soon (Visit *visit, NordFault fault)
{
  Cut *data;

  if (visit->over)
    return;
  visit->over = TRUE;
  data = g_new0 (Cut, 1);
  data->message = g_object_ref (visit->request.message);
  data->fault = fault;
  soup_message_body_set_accumulate (soup_server_message_get_request_body (visit->request.message),
                                    FALSE);
  soup_server_message_pause (visit->request.message);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_cut, data, cut_free);
}

/* --- The head of a request ---------------------------------------------------------------------
 */

static gboolean
on_deadline (gpointer data)
{
  Visit *visit = data;
  g_autoptr (SoupServerMessage) message = g_object_ref (visit->request.message);

  visit->request.deadline = 0;
  visit->over = TRUE;
  cut (visit, (NordFault){408, "The request took too long."});
  return G_SOURCE_REMOVE;
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  Visit *visit = data;
  NordRequest *request = &visit->request;

  request->received += (goffset) g_bytes_get_size (chunk);
  if (visit->over)
    return;
  if (request->received > request->max_body) {
    cut_soon (visit, (NordFault){413, "The body is larger than this server takes at this place."});
    return;
  }
  if (request->upload != NULL)
    nord_blobs_add_chunk (visit->server->blobs, request, chunk);
}

static goffset
max_body_of (NordServer *self, const Visit *visit)
{
  if (!visit->known)
    return 65536;
  switch (visit->route) {
  case ROUTE_OPS:
    return NORD_FEED_MAX_BYTES;
  case ROUTE_BLOB:
    return self->limits.max_blob;
  default:
    return 128 * 1024;
  }
}

/* Who asks, and may they ask now? FALSE: the answer is given. */
static gboolean
admit (NordServer *self, Visit *visit)
{
  SoupServerMessage *message = visit->request.message;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  NordToken *token = NULL;
  guint wait = 0;

  if (!visit->known || !routes[visit->route].open) {
    token = nord_tokens_find (
      self->tokens, soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                  "Authorization"));
  }
  if ((token != NULL || (visit->known && !routes[visit->route].open)) &&
      !nord_tokens_spend (self->tokens, token, self->limits.rate, self->limits.burst, &wait)) {
    g_autofree char *seconds = g_strdup_printf ("%u", wait);

    soup_message_headers_replace (headers, "Retry-After", seconds);
    nord_problem_answer (message, 429, NULL, "This token asks too often.");
    return FALSE;
  }
  if (token == NULL && !(visit->known && routes[visit->route].open)) {
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"nordwaerts\"");
    nord_problem_answer (message, 401, NULL, "The token is missing or not known here.");
    return FALSE;
  }
  visit->request.token = token;
  return TRUE;
}

/* May this token do this here? FALSE: the answer is given. */
static gboolean
permit (Visit *visit)
{
  SoupServerMessage *message = visit->request.message;
  const NordToken *token = visit->request.token;
  gboolean writes =
    visit->route == ROUTE_OPS ||
    (visit->route == ROUTE_BLOB && soup_server_message_get_method (message) == SOUP_METHOD_PUT);
  gboolean scoped =
    visit->route == ROUTE_OPS || visit->route == ROUTE_CHANGES || visit->route == ROUTE_SCOPE;

  if (token == NULL)
    return TRUE;
  if (scoped && token->scope != NULL && strcmp (token->scope, visit->request.name) != 0) {
    nord_problem_answer (message, 403, "other-workshop", "This token is for another workshop.");
    return FALSE;
  }
  if (writes && !nord_role_may_push (token->role)) {
    nord_problem_answer (message, 403, "may-not-write", "This token may only read.");
    return FALSE;
  }
  return TRUE;
}

static gboolean
judge_head (NordServer *self, Visit *visit)
{
  SoupServerMessage *message = visit->request.message;

  if (!admit (self, visit))
    return FALSE;
  if (!visit->known) {
    nord_problem_answer (message, 404, NULL, "Nothing is here.");
    return FALSE;
  }
  if ((method_bit (soup_server_message_get_method (message)) & routes[visit->route].methods) == 0) {
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                  routes[visit->route].allow);
    nord_problem_answer (message, 405, NULL, routes[visit->route].allow);
    return FALSE;
  }
  return permit (visit);
}

static void
on_head (SoupServer *soup,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer data)
{
  NordServer *self = data;
  Visit *visit = get_visit (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  NordFault fault;
  goffset length;

  visit->known = find_route (path, &visit->route, &visit->request.name);
  visit->request.max_body = max_body_of (self, visit);
  if (query != NULL)
    visit->request.query = g_hash_table_ref (query);
  /* Parts of files are never asked for, and libsoup's reading of ranges had holes. */
  soup_message_headers_remove (headers, "Range");
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), visit);

  fault = nord_guard_check_head (message, visit->request.max_body);
  if (fault.status != 0) {
    cut_soon (visit, fault);
    return;
  }
  length = soup_message_headers_get_content_length (headers);
  if (!judge_head (self, visit)) {
    if (length > 65536)
      cut_soon (visit, (NordFault){soup_server_message_get_status (message), NULL});
    return;
  }
  if (visit->route == ROUTE_BLOB && soup_server_message_get_method (message) == SOUP_METHOD_PUT) {
    guint more = (guint) (MAX (length, 0) / MIN_BYTES_PER_SECOND);

    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
    g_clear_handle_id (&visit->request.deadline, g_source_remove);
    visit->request.deadline =
      g_timeout_add_seconds (self->limits.request_seconds + more, on_deadline, visit);
    if (!nord_blobs_begin_put (self->blobs, &visit->request) && length > 65536)
      cut_soon (visit, (NordFault){soup_server_message_get_status (message), NULL});
  }
}

/* --- Answers -----------------------------------------------------------------------------------
 */

static void
answer_discovery (NordServer *self, NordRequest *request)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (
    json,
    "{\"name\":\"nordwaerts\",\"protocol\":[1],\"version\":\"%s\",\"server\":\"%s\","
    "\"epoch\":\"%s\",\"limits\":{\"ops\":%d,\"bytes\":%d,\"line\":%d,\"blob\":%" G_GOFFSET_FORMAT
    ",\"wait\":%d},\"features\":[\"gzip\",\"wait\",\"blobs\"]}\n",
    NORD_VERSION, nord_storage_get_id (self->storage), nord_storage_get_epoch (self->storage),
    NORD_FEED_MAX_OPS, 1024 * 1024, NORD_LINE_MAX_BYTES, self->limits.max_blob, NORD_FEED_MAX_WAIT);
  nord_request_answer (request, "application/json", json);
}

static void
answer_ready (NordServer *self, NordRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (nord_storage_check_ready (self->storage, &error) &&
      nord_blobs_check_ready (self->blobs, &error)) {
    nord_request_answer (request, "application/json", g_string_new ("{\"ready\":true}\n"));
    return;
  }
  g_printerr ("not ready: %s\n", error->message);
  nord_problem_answer (request->message, 503, NULL, "The store cannot be written.");
}

static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  NordServer *self = data;
  Visit *visit = get_visit (message);
  NordRequest *request = &visit->request;

  if (visit->over)
    return;
  switch (visit->route) {
  case ROUTE_DISCOVERY:
    answer_discovery (self, request);
    break;
  case ROUTE_HEALTH:
    nord_request_answer (request, "application/json", g_string_new ("{\"healthy\":true}\n"));
    break;
  case ROUTE_READY:
    answer_ready (self, request);
    break;
  case ROUTE_OPS:
    nord_feed_post_ops (self->feed, request);
    break;
  case ROUTE_CHANGES:
    nord_feed_get_changes (self->feed, request);
    break;
  case ROUTE_SCOPE:
    nord_feed_get_scope (self->feed, request);
    break;
  case ROUTE_MISSING:
    nord_blobs_post_missing (self->blobs, request);
    break;
  case ROUTE_BLOB:
    if (soup_server_message_get_method (message) == SOUP_METHOD_PUT)
      nord_blobs_put (self->blobs, request);
    else
      nord_blobs_get (self->blobs, request);
    break;
  case N_ROUTES:
    g_assert_not_reached ();
  }
}

/* --- The life of a request ---------------------------------------------------------------------
 */

static void
end_if_done (NordServer *self)
{
  if (self->stopped != NULL && self->n_requests == 0) {
    GSourceOnceFunc stopped = g_steal_pointer (&self->stopped);

    g_idle_add_once (stopped, self->stopped_data);
  }
}

static void
on_message_gone (gpointer data, GObject *where_it_was)
{
  NordServer *self = data;

  self->n_requests--;
  end_if_done (self);
}

static void
on_started (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  NordServer *self = data;
  Visit *visit = g_new0 (Visit, 1);

  /* See listener.c: one request a connection. */
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  visit->server = self;
  visit->request.storage = self->storage;
  visit->request.message = message;
  visit->request.started_at = g_get_monotonic_time ();
  visit->request.deadline =
    g_timeout_add_seconds (self->limits.request_seconds, on_deadline, visit);
  g_object_set_data_full (G_OBJECT (message), "nord-visit", visit, visit_free);
  self->n_requests++;
  g_object_weak_ref (G_OBJECT (message), on_message_gone, self);
}

static void
on_ended (SoupServer *soup, SoupServerMessage *message, gpointer data)
{
  NordServer *self = data;
  Visit *visit = get_visit (message);

  if (visit == NULL)
    return;
  g_clear_handle_id (&visit->request.deadline, g_source_remove);
  nord_feed_forget (self->feed, &visit->request);
  nord_blobs_forget (self->blobs, &visit->request);
  if (!visit->over)
    log_visit (visit, soup_server_message_get_status (message));
}

static void
nord_server_finalize (GObject *object)
{
  NordServer *self = NORD_SERVER (object);

  g_clear_object (&self->listener);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->feed, nord_feed_free);
  g_clear_pointer (&self->blobs, nord_blobs_free);
  g_clear_pointer (&self->tokens, nord_tokens_free);
  g_clear_object (&self->storage);
  G_OBJECT_CLASS (nord_server_parent_class)->finalize (object);
}

static void
nord_server_class_init (NordServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nord_server_finalize;
}

static void
nord_server_init (NordServer *self)
{
  self->soup = soup_server_new ("server-header", NULL, NULL);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (on_started), self);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (on_ended), self);
  g_signal_connect (self->soup, "request-aborted", G_CALLBACK (on_ended), self);
  soup_server_add_early_handler (self->soup, NULL, on_head, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
}

NordServer *
nord_server_new (NordStorage *storage,
                 NordTokens *tokens,
                 const char *blobs,
                 const NordServerLimits *limits)
{
  NordServer *self = g_object_new (NORD_TYPE_SERVER, NULL);

  self->storage = g_object_ref (storage);
  self->tokens = tokens;
  self->limits = *limits;
  self->blobs = nord_blobs_new (blobs);
  self->feed = nord_feed_new (storage, self->blobs);
  self->listener = nord_listener_new (self->soup, limits->max_connections, limits->idle_seconds);
  return self;
}

gboolean
nord_server_listen (NordServer *self, const char *address, GError **error)
{
  return nord_listener_listen (self->listener, address, self->limits.open, error);
}

const char *
nord_server_get_address (NordServer *self)
{
  return nord_listener_get_address (self->listener);
}

void
nord_server_stop (NordServer *self, GSourceOnceFunc stopped, gpointer data)
{
  nord_listener_stop (self->listener);
  self->stopped = stopped;
  self->stopped_data = data;
  nord_feed_release (self->feed);
  end_if_done (self);
}
