/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The lines that go to and fro, as far as the one who carries them needs to read them. */
#include "core/sync/wire.h"

#include "core/sync/error.h"

#include "core/model/json.h"

#include <string.h>

/* The end of the string that begins at @at, behind its quote. */
static const char *
skip_string (const char *at)
{
  for (at++; *at != '\0' && *at != '"'; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;
  return *at == '"' ? at + 1 : at;
}

/**
 * nord_wire_get_text:
 * @line: a line of the log, in canonical form
 * @name: a member of the outermost object
 *
 * Reads one plain text without parsing the whole, for all lines pass here.
 */
char *
nord_wire_get_text (const char *line, const char *name)
{
  gsize length = strlen (name);
  int depth = 0;

  for (const char *at = line; *at != '\0';) {
    if (*at == '"') {
      const char *end = skip_string (at);

      if (depth == 1 && *end == ':' && (gsize) (end - at) == length + 2 &&
          memcmp (at + 1, name, length) == 0 && end[1] == '"') {
        const char *stop = skip_string (end + 1);

        if (memchr (end + 2, '\\', (gsize) (stop - end - 2)) != NULL)
          return NULL;
        return g_strndup (end + 2, (gsize) (stop - end - 3));
      }
      at = end;
      continue;
    }
    if (*at == '{' || *at == '[')
      depth++;
    else if (*at == '}' || *at == ']')
      depth--;
    at++;
  }
  return NULL;
}

const char *
nord_wire_get_member (JsonNode *node, const char *name)
{
  JsonNode *member = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    member = json_object_get_member (json_node_get_object (node), name);
  return member != NULL && JSON_NODE_HOLDS_VALUE (member) &&
             json_node_get_value_type (member) == G_TYPE_STRING
           ? json_node_get_string (member)
           : NULL;
}

gboolean
nord_wire_split (GBytes *body, char **text, GPtrArray *lines, JsonNode **trailer, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (body, &length);
  g_autofree char *copy = NULL;
  char *at;

  /* The last line must have come to its end: an answer that was cut is none. */
  if (length == 0 || bytes[length - 1] != '\n' || memchr (bytes, '\0', length) != NULL)
    return g_propagate_error (error, nord_sync_error_new (NORD_SYNC_ERROR_BROKEN)), FALSE;
  copy = g_strndup (bytes, length);
  for (at = copy; *at != '\0';) {
    char *eol = strchr (at, '\n');

    *eol = '\0';
    if (eol > at)
      g_ptr_array_add (lines, at);
    at = eol + 1;
  }
  *trailer =
    lines->len > 0 ? nord_json_parse (g_ptr_array_index (lines, lines->len - 1), -1, NULL) : NULL;
  if (nord_wire_get_member (*trailer, "cursor") == NULL) {
    g_clear_pointer (trailer, json_node_unref);
    g_propagate_error (error, nord_sync_error_new (NORD_SYNC_ERROR_ANSWER));
    return FALSE;
  }
  g_ptr_array_set_size (lines, (int) lines->len - 1);
  *text = g_steal_pointer (&copy);
  return TRUE;
}
