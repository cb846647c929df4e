/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One request to the server and its whole answer. libsoup speaks; here are the limits: no redirect
 * is followed, no answer is larger than asked for after unpacking, no request lasts for ever. */
#include "config.h"
#include "core/sync/http.h"

#include "core/model/json.h"

#include <string.h>

#define CHUNK_BYTES 65536
#define MAX_RETRY_AFTER 3600

struct _NordHttp {
  GObject parent_instance;
  SoupSession *session; /* (owned) */
  char *server;         /* (owned) without a slash at the end */
  char *token;          /* (owned) (nullable) */
  guint whole_seconds;
  guint n_requests;
  guint retry_after;
  gint64 bytes_sent, bytes_received;
};

G_DEFINE_FINAL_TYPE (NordHttp, nord_http, G_TYPE_OBJECT)

typedef struct {
  SoupMessage *message;      /* (owned) */
  GInputStream *stream;      /* (owned) (nullable) */
  GByteArray *bytes;         /* (owned) */
  GCancellable *cancellable; /* (owned) triggered by the caller's, or by time */
  GCancellable *outer;       /* (owned) (nullable) */
  gulong outer_handler;
  guint timeout;
  gboolean timed_out;
  gsize max;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->outer_handler != 0)
    g_cancellable_disconnect (self->outer, self->outer_handler);
  g_clear_object (&self->outer);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_free (self);
}

static gboolean
is_local_host (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".local"))
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL &&
         (g_inet_address_get_is_loopback (address) || g_inet_address_get_is_site_local (address) ||
          g_inet_address_get_is_link_local (address));
}

static gboolean
is_loopback (const char *server)
{
  g_autoptr (GUri) uri = g_uri_parse (server, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return g_strcmp0 (host, "localhost") == 0 ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}

/* --- The answer --------------------------------------------------------------------------------
 */

static gboolean
looks_like_page (SoupMessage *message, const GByteArray *bytes)
{
  const char *type =
    soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  guint i = 0;

  if (type != NULL &&
      (g_str_has_prefix (type, "text/html") || g_str_has_prefix (type, "application/xhtml")))
    return TRUE;
  while (i < bytes->len && g_ascii_isspace ((char) bytes->data[i]))
    i++;
  return i < bytes->len && bytes->data[i] == '<';
}

/* What a structured error (RFC 9457) says of itself. */
static void
read_problem (GByteArray *bytes, char **kind, char **detail)
{
  g_autoptr (JsonNode) root = nord_json_parse ((const char *) bytes->data, bytes->len, NULL);
  JsonObject *object;
  const char *type;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  object = json_node_get_object (root);
  type = json_object_get_string_member_with_default (object, "type", "");
  if (g_str_has_prefix (type, "urn:nordwaerts:"))
    *kind = g_strdup (type + strlen ("urn:nordwaerts:"));
  *detail = g_strdup (json_object_get_string_member_with_default (object, "detail", NULL));
}

static guint
read_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return (guint) MIN (seconds, MAX_RETRY_AFTER);
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return 0;
  return (guint) CLAMP (g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC, 0,
                        MAX_RETRY_AFTER);
}

static gint64
read_date (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

static void
return_answer (GTask *task)
{
  NordHttp *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  guint status = soup_message_get_status (exchange->message);
  g_autofree char *kind = NULL;
  g_autofree char *detail = NULL;
  NordHttpAnswer *answer;
  GError *error;

  self->bytes_received += exchange->bytes->len;
  self->retry_after = read_retry_after (headers);
  if (looks_like_page (exchange->message, exchange->bytes)) {
    /* A failing proxy also answers with a page; then the status says more than the page. */
    if (status == 429 || status >= 500)
      g_task_return_error (task, nord_sync_error_from_status (status, NULL, NULL));
    else
      g_task_return_error (task, nord_sync_error_new (NORD_SYNC_ERROR_PORTAL));
    return;
  }
  if (status < 200 || status >= 300)
    read_problem (exchange->bytes, &kind, &detail);
  error = nord_sync_error_from_status (status, kind, detail);
  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  answer = g_new0 (NordHttpAnswer, 1);
  answer->status = status;
  answer->date = read_date (headers);
  answer->retry_after = self->retry_after;
  answer->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->bytes));
  g_task_return_pointer (task, answer, (GDestroyNotify) nord_http_answer_free);
}

static void
return_error (GTask *task, const GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (exchange->timed_out)
    g_task_return_error (task, nord_sync_error_new (NORD_SYNC_ERROR_BROKEN));
  else
    g_task_return_error (task, nord_sync_error_from_transport (error, exchange->message));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length;
  const guchar *at;

  if (bytes == NULL) {
    return_error (task, error);
    return;
  }
  at = g_bytes_get_data (bytes, &length);
  if (length == 0) {
    return_answer (task);
    return;
  }
  if (exchange->bytes->len + length > exchange->max) {
    /* Counted after unpacking: a bomb ends here as well. The connection is given up, or libsoup
     * would read on to the end. */
    soup_session_abort (NORD_HTTP (g_task_get_source_object (task))->session);
    g_task_return_error (task, nord_sync_error_new (NORD_SYNC_ERROR_ANSWER));
    return;
  }
  g_byte_array_append (exchange->bytes, at, (guint) length);
  g_input_stream_read_bytes_async (exchange->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, on_read, g_steal_pointer (&task));
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL) {
    return_error (task, error);
    return;
  }
  g_input_stream_read_bytes_async (exchange->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, on_read, g_steal_pointer (&task));
}

static gboolean
on_time_over (gpointer data)
{
  Exchange *exchange = data;

  exchange->timeout = 0;
  exchange->timed_out = TRUE;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer, gpointer data)
{
  g_cancellable_cancel (data);
}

/* --- The request -------------------------------------------------------------------------------
 */

static GBytes *
pack_bytes (GBytes *plain)
{
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 4);
  g_autoptr (GOutputStream) target = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (target, G_CONVERTER (packer));
  gsize length;
  const void *at = g_bytes_get_data (plain, &length);

  if (!g_output_stream_write_all (stream, at, length, NULL, NULL, NULL) ||
      !g_output_stream_close (stream, NULL, NULL))
    return g_bytes_ref (plain);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (target));
}

static void
nord_http_dispose (GObject *object)
{
  NordHttp *self = NORD_HTTP (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nord_http_parent_class)->dispose (object);
}

static void
nord_http_finalize (GObject *object)
{
  NordHttp *self = NORD_HTTP (object);

  g_free (self->server);
  g_free (self->token);
  G_OBJECT_CLASS (nord_http_parent_class)->finalize (object);
}

static void
nord_http_class_init (NordHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nord_http_dispose;
  G_OBJECT_CLASS (klass)->finalize = nord_http_finalize;
}

static void
nord_http_init (NordHttp *self)
{
  self->session =
    soup_session_new_with_options ("user-agent", "nordwaerts/" NORD_VERSION, "max-conns-per-host",
                                   2, "timeout", 30, "idle-timeout", 60, NULL);
  self->whole_seconds = 120;
}

gboolean
nord_http_check_address (const char *server, GError **error)
{
  g_autoptr (GUri) uri =
    server != NULL ? g_uri_parse (server, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;

  if (uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
      g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL &&
      g_uri_get_fragment (uri) == NULL &&
      (g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ||
       (g_strcmp0 (g_uri_get_scheme (uri), "http") == 0 && is_local_host (g_uri_get_host (uri)))))
    return TRUE;
  g_propagate_error (error, nord_sync_error_new (NORD_SYNC_ERROR_ADDRESS));
  return FALSE;
}

NordHttp *
nord_http_new (const char *server, const char *token)
{
  NordHttp *self = g_object_new (NORD_TYPE_HTTP, NULL);
  gsize length = strlen (server);

  while (length > 0 && server[length - 1] == '/')
    length--;
  self->server = g_strndup (server, length);
  /* Between this computer and itself stands no proxy, and asking for one takes its time. */
  if (is_loopback (self->server))
    g_object_set (self->session, "proxy-resolver", NULL, NULL);
  self->token = g_strdup (token);
  return self;
}

void
nord_http_set_tls_database (NordHttp *self, GTlsDatabase *database)
{
  soup_session_set_tls_database (self->session, database);
}

void
nord_http_set_limits (NordHttp *self, guint silence, guint whole)
{
  soup_session_set_timeout (self->session, silence);
  self->whole_seconds = whole;
}

guint
nord_http_get_n_requests (NordHttp *self)
{
  return self->n_requests;
}

gint64
nord_http_get_bytes_sent (NordHttp *self)
{
  return self->bytes_sent;
}

gint64
nord_http_get_bytes_received (NordHttp *self)
{
  return self->bytes_received;
}

guint
nord_http_get_retry_after (NordHttp *self)
{
  return self->retry_after;
}

void
nord_http_send_async (NordHttp *self,
                      const char *method,
                      const char *path,
                      const char *type,
                      GBytes *body,
                      gboolean pack,
                      gsize max,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autofree char *address = g_strconcat (self->server, path, NULL);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  SoupMessageHeaders *headers;
  Exchange *exchange;
  guint more = 0;

  g_task_set_source_tag (task, nord_http_send_async);
  self->retry_after = 0;
  if (!nord_http_check_address (self->server, &error) ||
      (message = soup_message_new (method, address)) == NULL) {
    g_task_return_error (task, error != NULL ? g_steal_pointer (&error)
                                             : nord_sync_error_new (NORD_SYNC_ERROR_ADDRESS));
    return;
  }
  headers = soup_message_get_request_headers (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->token != NULL) {
    g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);

    soup_message_headers_replace (headers, "Authorization", bearer);
  }
  if (body != NULL) {
    g_autoptr (GBytes) sent = pack ? pack_bytes (body) : g_bytes_ref (body);

    if (pack && sent != body)
      soup_message_headers_replace (headers, "Content-Encoding", "gzip");
    soup_message_set_request_body_from_bytes (message, type, sent);
    self->bytes_sent += (gint64) g_bytes_get_size (sent);
    more = (guint) (g_bytes_get_size (sent) / 8192);
  }
  self->n_requests++;

  exchange = g_new0 (Exchange, 1);
  exchange->message = g_steal_pointer (&message);
  exchange->bytes = g_byte_array_new ();
  exchange->max = max;
  /* A large medium over a slow line takes its time; silence ends it sooner. */
  if (max > NORD_HTTP_MAX_ANSWER)
    more += (guint) (max / 8192);
  exchange->timeout = g_timeout_add_seconds (self->whole_seconds + more, on_time_over, exchange);
  exchange->cancellable = g_cancellable_new ();
  g_task_set_task_data (task, exchange, exchange_free);
  if (cancellable != NULL) {
    exchange->outer = g_object_ref (cancellable);
    exchange->outer_handler =
      g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled),
                             g_object_ref (exchange->cancellable), g_object_unref);
  }
  soup_session_send_async (self->session, exchange->message, G_PRIORITY_DEFAULT,
                           exchange->cancellable, on_sent, g_steal_pointer (&task));
}

NordHttpAnswer *
nord_http_send_finish (NordHttp *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
nord_http_answer_free (NordHttpAnswer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}
