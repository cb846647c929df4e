/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One request on its way through the server: its body unpacked within limits, its answer packed. */
#include "server/request.h"

#include "server/problem.h"

#include <zlib.h>
#include <string.h>

/* Below this, packing costs more than it saves. */
#define MIN_PACKED_BYTES 1024

/* Inflates @packed into at most @max bytes; a bomb ends there. */
static GByteArray *
inflate_within (GBytes *packed, gsize max, guint *status)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  z_stream stream = {0};
  gsize length;
  int code = Z_OK;

  *status = 400;
  stream.next_in = (Bytef *) g_bytes_get_data (packed, &length);
  stream.avail_in = (uInt) length;
  if (inflateInit2 (&stream, 16 + MAX_WBITS) != Z_OK)
    return NULL;
  while (code == Z_OK) {
    Bytef buffer[32768];

    stream.next_out = buffer;
    stream.avail_out = sizeof buffer;
    code = inflate (&stream, Z_NO_FLUSH);
    g_byte_array_append (plain, buffer, sizeof buffer - stream.avail_out);
    if (plain->len > max) {
      *status = 413;
      break;
    }
  }
  inflateEnd (&stream);
  if (code != Z_STREAM_END || stream.avail_in > 0 || plain->len > max)
    return NULL;
  return g_steal_pointer (&plain);
}

static gboolean
deflate_text (GString *text, GString *packed)
{
  z_stream stream = {0};
  int code;

  /* The fastest level: a hall's network is slower than it, an office's is not worth more. */
  if (deflateInit2 (&stream, 1, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK)
    return FALSE;
  g_string_set_size (packed, deflateBound (&stream, text->len));
  stream.next_in = (Bytef *) text->str;
  stream.avail_in = (uInt) text->len;
  stream.next_out = (Bytef *) packed->str;
  stream.avail_out = (uInt) packed->len;
  code = deflate (&stream, Z_FINISH);
  g_string_set_size (packed, stream.total_out);
  deflateEnd (&stream);
  return code == Z_STREAM_END;
}

void
nord_request_answer (NordRequest *self, const char *type, GString *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (self->message);

  if (text->len >= MIN_PACKED_BYTES &&
      soup_message_headers_header_contains (asked, "Accept-Encoding", "gzip")) {
    GString *packed = g_string_new (NULL);

    if (deflate_text (text, packed)) {
      soup_message_headers_replace (headers, "Content-Encoding", "gzip");
      g_string_free (text, TRUE);
      text = packed;
    } else {
      g_string_free (packed, TRUE);
    }
  }
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_server_message_set_status (self->message, 200, NULL);
  {
    gsize length = text->len;

    soup_server_message_set_response (self->message, type, SOUP_MEMORY_TAKE,
                                      g_string_free (text, FALSE), length);
  }
}

void
nord_request_answer_error (NordRequest *self, const GError *error)
{
  static const struct {
    guint status;
    const char *kind;
  } answers[] = {
    [NORD_STORAGE_ERROR_FAILED] = {500, NULL},
    [NORD_STORAGE_ERROR_BUSY] = {503, NULL},
    [NORD_STORAGE_ERROR_FULL] = {507, NULL},
    [NORD_STORAGE_ERROR_NOT_OURS] = {500, NULL},
    [NORD_STORAGE_ERROR_UNKNOWN_SCOPE] = {404, "unknown-workshop"},
    [NORD_STORAGE_ERROR_FORBIDDEN] = {403, "no-new-workshop"},
    [NORD_STORAGE_ERROR_GONE] = {410, "other-epoch"},
  };
  guint code = error->domain == NORD_STORAGE_ERROR ? (guint) error->code : 0;

  if (answers[code].status >= 500) {
    /* What the database says is for the log; strangers learn nothing of it. */
    g_printerr ("storage: %s\n", error->message);
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                  "Retry-After", "5");
    nord_problem_answer (self->message, answers[code].status, NULL,
                         "The server could not store or read; nothing was changed.");
    return;
  }
  nord_problem_answer (self->message, answers[code].status, answers[code].kind, error->message);
}

GBytes *
nord_request_take_body (NordRequest *self, const char *type)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char *given = soup_message_headers_get_content_type (headers, NULL);
  const char *packing = soup_message_headers_get_one (headers, "Content-Encoding");
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (self->message));
  GByteArray *plain;
  guint status;

  if (g_strcmp0 (given, type) != 0) {
    nord_problem_answer (self->message, 415, NULL, type);
    return NULL;
  }
  if (packing == NULL || g_ascii_strcasecmp (packing, "identity") == 0)
    return g_steal_pointer (&body);
  if (g_ascii_strcasecmp (packing, "gzip") != 0) {
    nord_problem_answer (self->message, 415, NULL, "Only gzip is known as a Content-Encoding.");
    return NULL;
  }
  plain = inflate_within (body, (gsize) self->max_body, &status);
  if (plain == NULL) {
    nord_problem_answer (self->message, status, NULL,
                         status == 413 ? "The body is too large when unpacked."
                                       : "The body is not sound gzip.");
    return NULL;
  }
  return g_byte_array_free_to_bytes (plain);
}
