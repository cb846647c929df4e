/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What must be wrong with no request. SoupServer 3.2 accepts a length beside chunks, two hosts and
 * lines that end in LF alone (all tried): the shapes by which one request is smuggled inside
 * another past a proxy. */
#include "server/guard.h"

#include <string.h>

#define OK ((NordFault){0, NULL})
#define FAULT(status, detail) ((NordFault){status, detail})

typedef struct {
  guint n_host, n_length, n_encoding, n_authorization, n_content_encoding, n_content_type;
  const char *encoding, *length;
  gboolean odd;
} Head;

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-.^_`|~", c) != NULL);
}

static void
count_header (const char *name, const char *value, gpointer data)
{
  Head *head = data;

  if (g_ascii_strcasecmp (name, "Host") == 0)
    head->n_host++;
  else if (g_ascii_strcasecmp (name, "Authorization") == 0)
    head->n_authorization++;
  else if (g_ascii_strcasecmp (name, "Content-Encoding") == 0)
    head->n_content_encoding++;
  else if (g_ascii_strcasecmp (name, "Content-Type") == 0)
    head->n_content_type++;
  else if (g_ascii_strcasecmp (name, "Content-Length") == 0) {
    head->n_length++;
    head->length = value;
  } else if (g_ascii_strcasecmp (name, "Transfer-Encoding") == 0) {
    head->n_encoding++;
    head->encoding = value;
  }
  for (const char *at = name; *at != '\0'; at++)
    if (!is_name_character (*at))
      head->odd = TRUE;
  for (const char *at = value; *at != '\0'; at++)
    if ((guchar) *at < 0x20 && *at != '\t')
      head->odd = TRUE;
}

static gboolean
is_plain_number (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= 15 && strspn (text, "0123456789") == length;
}

/* Does the line begin with a name and a colon, without a space between? */
static gboolean
has_plain_name (const char *at, const char *end)
{
  const char *colon = at;

  while (colon < end && is_name_character (*colon))
    colon++;
  return colon > at && colon < end && *colon == ':';
}

/* A line that ends in LF alone, or a header that begins with a space (a folded line). Only what
 * has arrived can be seen, which is enough for a head that comes in one piece. */
NordFault
nord_guard_check_start (const char *bytes, gsize length)
{
  const char *end = bytes + length;

  for (const char *at = bytes; at < end;) {
    const char *eol = memchr (at, '\n', (gsize) (end - at));

    if (eol == NULL)
      return OK;
    if (eol == bytes || eol[-1] != '\r')
      return FAULT (400, "Lines end in CR LF.");
    if (eol == at + 1)
      return OK;
    if (at != bytes && (*at == ' ' || *at == '\t'))
      return FAULT (400, "Folded headers are not accepted.");
    if (at != bytes && !has_plain_name (at, eol))
      return FAULT (400, "A header has a name that HTTP does not know.");
    at = eol + 1;
  }
  return OK;
}

NordFault
nord_guard_check_head (SoupServerMessage *message, goffset max_body)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  Head head = {0};

  soup_message_headers_foreach (headers, count_header, &head);
  if (head.odd)
    return FAULT (400, "A header has a name or value that HTTP does not know.");
  if (head.n_host > 1)
    return FAULT (400, "There is more than one Host.");
  if (head.n_host == 0 && soup_server_message_get_http_version (message) != SOUP_HTTP_1_0)
    return FAULT (400, "There is no Host.");
  if (head.n_length > 0 && head.n_encoding > 0)
    return FAULT (400, "Content-Length and Transfer-Encoding stand side by side.");
  if (head.n_length > 1 || head.n_encoding > 1 || head.n_authorization > 1 ||
      head.n_content_encoding > 1 || head.n_content_type > 1)
    return FAULT (400, "A header stands twice that may stand once.");
  if (head.length != NULL && !is_plain_number (head.length))
    return FAULT (400, "Content-Length is not a number.");
  if (head.encoding != NULL && g_ascii_strcasecmp (head.encoding, "chunked") != 0)
    return FAULT (501, "Only chunked is known as a Transfer-Encoding.");
  if (head.encoding != NULL && soup_server_message_get_http_version (message) == SOUP_HTTP_1_0)
    return FAULT (400, "HTTP/1.0 has no Transfer-Encoding.");
  if (strlen (path) > 512)
    return FAULT (414, NULL);
  if (head.length != NULL && g_ascii_strtoll (head.length, NULL, 10) > max_body)
    return FAULT (413, "The body is larger than this server takes at this place.");
  return OK;
}
