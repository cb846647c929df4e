/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a server introduces itself. */
#include "core/sync/greeting.h"

#include "core/sync/error.h"
#include "core/sync/wire.h"

#include "core/model/json.h"

#include <string.h>

static gboolean
speaks_version (JsonObject *object, gint64 version)
{
  JsonNode *node = json_object_get_member (object, "protocol");
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)) &&
        json_array_get_int_element (array, i) == version)
      return TRUE;
  return FALSE;
}

/**
 * nord_greeting_read:
 * @body: what stands at /.well-known/nordwaerts
 * @error: #NORD_SYNC_ERROR_NOT_OURS, #NORD_SYNC_ERROR_TOO_NEW
 *
 * Returns: (transfer full) (nullable): the id of the server
 */
char *
nord_greeting_read (GBytes *body, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) root = nord_json_parse (text, (gssize) length, NULL);
  const char *server = nord_wire_get_member (root, "server");

  if (g_strcmp0 (nord_wire_get_member (root, "name"), "nordwaerts") != 0 || server == NULL ||
      strlen (server) > 64) {
    g_propagate_error (error, nord_sync_error_new (NORD_SYNC_ERROR_NOT_OURS));
    return NULL;
  }
  if (!speaks_version (json_node_get_object (root), 1)) {
    g_propagate_error (error, nord_sync_error_new (NORD_SYNC_ERROR_TOO_NEW));
    return NULL;
  }
  return g_strdup (server);
}
