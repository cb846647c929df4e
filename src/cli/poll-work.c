/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Finding the poll, telling what was done. */
#include "cli/poll-work.h"

#include <glib/gi18n.h>

void
nord_poll_options_clear (NordPollOptions *self)
{
  g_free (self->title);
  g_free (self->options);
  g_free (self->channel);
  g_free (self->method);
  g_free (self->rule);
  g_free (self->code);
  g_free (self->paper);
  g_free (self->reason);
  g_strfreev (self->costs);
}

GListModel *
nord_poll_read_list (NordStore *store, NordNounKind noun, GError **error)
{
  g_autoptr (GPtrArray) records = nord_store_read_all (store, noun, error);
  GListStore *list;

  if (records == NULL)
    return NULL;
  list = g_list_store_new (NORD_TYPE_RECORD);
  g_list_store_splice (list, 0, 0, records->pdata, records->len);
  return G_LIST_MODEL (list);
}

NordRecord *
nord_poll_find (NordPollWork *work, GError **error)
{
  const char *id = work->rest[0];
  g_autoptr (GPtrArray) polls = nord_store_read_all (work->store, NORD_NOUN_POLL, error);

  if (polls == NULL)
    return NULL;
  /* The only poll needs no name. */
  if (id == NULL && polls->len == 1)
    return g_object_ref (g_ptr_array_index (polls, 0));
  for (guint i = 0; id != NULL && i < polls->len; i++) {
    NordRecord *poll = g_ptr_array_index (polls, i);

    if (g_str_equal (nord_record_get_id (poll), id))
      return g_object_ref (poll);
  }
  if (id != NULL)
    g_set_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID, _ ("There is no poll “%s”"),
                 id);
  else
    g_set_error_literal (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         polls->len == 0 ? _ ("There is no poll") : _ ("Which poll? Give its id"));
  return NULL;
}

int
nord_poll_print_id (NordPollWork *work, const char *id, const char *said)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  nord_call_add_text (json, "poll", id);
  json_builder_end_object (json);
  nord_call_print_json (work->call, json);
  nord_call_print (work->call, "%s", id);
  nord_call_say (work->call, "%s", said);
  return NORD_EXIT_OK;
}
