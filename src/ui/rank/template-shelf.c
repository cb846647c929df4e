/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Own templates are kept twice: in the settings of this person, for all workshops, and in the file
 * of the workshop, so that they go with it to another laptop. */
#include "ui/rank/template-shelf.h"
#include "config.h"

#include <gio/gio.h>

#define KEY "poll-templates"

static gboolean
has (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((NordPollTemplate *) list->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
nord_template_shelf_list (NordDocument *document)
{
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);
  g_autofree char *mine = g_settings_get_string (settings, KEY);
  g_autofree char *here =
    nord_store_get_setting (nord_document_get_store (document), NORD_POLL_TEMPLATES);
  GPtrArray *list = nord_poll_template_list (mine);
  g_autoptr (GPtrArray) brought = nord_poll_template_list (here);

  while (brought->len > 0) {
    NordPollTemplate *one = g_ptr_array_steal_index (brought, 0);

    if (has (list, one->name))
      nord_poll_template_free (one);
    else
      g_ptr_array_add (list, one);
  }
  return list;
}

gboolean
nord_template_shelf_keep (NordDocument *document, NordRecord *poll, GError **error)
{
  NordStore *store = nord_document_get_store (document);
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);
  g_autoptr (NordPollTemplate) kept =
    nord_poll_template_from_poll (poll, nord_record_get_text (poll, NORD_POLL_TITLE));
  g_autofree char *mine = g_settings_get_string (settings, KEY);
  g_autofree char *here = nord_store_get_setting (store, NORD_POLL_TEMPLATES);
  g_autofree char *mine_now = nord_poll_template_keep (mine, kept);
  g_autofree char *here_now = nord_poll_template_keep (here, kept);

  if (!nord_store_set_setting (store, NORD_POLL_TEMPLATES, here_now, error))
    return FALSE;
  g_settings_set_string (settings, KEY, mine_now);
  return TRUE;
}
