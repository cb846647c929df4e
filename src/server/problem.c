/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Structured errors (RFC 9457). The words are English and for the program at the other end, which
 * knows the statuses and says them in the user's language. */
#include "server/problem.h"

#include "core/model/json.h"

#include <string.h>

char *
nord_problem_to_json (guint status, const char *kind, const char *detail)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\"type\":\"%s%s\",\"title\":",
                          kind != NULL ? "urn:nordwaerts:" : "about:blank",
                          kind != NULL ? kind : "");
  nord_json_append_string (json, soup_status_get_phrase (status));
  g_string_append_printf (json, ",\"status\":%u", status);
  if (detail != NULL) {
    g_string_append (json, ",\"detail\":");
    nord_json_append_string (json, detail);
  }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

void
nord_problem_answer (SoupServerMessage *message, guint status, const char *kind, const char *detail)
{
  char *json = nord_problem_to_json (status, kind, detail);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/problem+json", SOUP_MEMORY_TAKE, json,
                                    strlen (json));
}

GBytes *
nord_problem_to_bytes (guint status, const char *detail)
{
  g_autofree char *json = nord_problem_to_json (status, NULL, detail);
  char *text = g_strdup_printf ("HTTP/1.1 %u %s\r\n"
                                "Content-Type: application/problem+json\r\n"
                                "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                                "Connection: close\r\n\r\n%s",
                                status, soup_status_get_phrase (status), strlen (json), json);

  return g_bytes_new_take (text, strlen (text));
}
