/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which ideas and groups a poll put in front. */
#include "ui/collect/poll-pick.h"

#include "core/model/poll.h"
#include "core/rank/poll-result.h"

#include <string.h>

/* (transfer full) */
char *
nord_poll_pick_write (const char *poll, const char *part)
{
  return g_strconcat (poll, ":", part, NULL);
}

gboolean
nord_poll_pick_is_over (NordRecord *poll)
{
  return nord_poll_read_state (poll) == NORD_POLL_STATE_CLOSED;
}

static gboolean
is_picked (const NordPolling *poll,
           const NordOptionResult *option,
           const char *part,
           guint64 places)
{
  if (strcmp (part, "all") == 0)
    return TRUE;
  if (strcmp (part, "winners") == 0)
    return poll->method == NORD_METHOD_BUDGET ? option->wins : option->place == 1;
  return option->place <= places;
}

/**
 * nord_poll_pick_list:
 * @pick: as nord_poll_pick_write () gives it
 *
 * Returns: (transfer full) (nullable) (element-type utf8): ids of ideas and groups; %NULL if there
 * is no such poll, it is not over, or it cannot be counted
 */
GHashTable *
nord_poll_pick_list (NordDocument *document, const char *pick)
{
  const char *part = strrchr (pick, ':');
  g_autofree char *id = part ? g_strndup (pick, (gsize) (part - pick)) : NULL;
  NordRecord *poll = id ? nord_document_lookup (document, id) : NULL;
  g_autoptr (NordPolling) data = NULL;
  g_autoptr (NordPollResult) result = NULL;
  guint64 places = 0;
  GHashTable *ids;

  if (poll == NULL || !NORD_IS_POLL (poll) || !nord_poll_pick_is_over (poll))
    return NULL;
  part++;
  if (strcmp (part, "all") != 0 && strcmp (part, "winners") != 0 &&
      !g_ascii_string_to_unsigned (part, 10, 1, G_MAXUINT, &places, NULL))
    return NULL;
  data = nord_polling_read (poll, nord_document_get_list (document, NORD_NOUN_BALLOT));
  result = nord_poll_result_new (data, NULL, NULL);
  if (result == NULL)
    return NULL;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < result->n_options; i++) {
    const NordPollOption *option = g_ptr_array_index (data->options, i);

    if (is_picked (data, &result->options[i], part, places))
      g_hash_table_add (ids, g_strdup (option->id));
  }
  return ids;
}
