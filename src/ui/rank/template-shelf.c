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

/* Behind @list, which it gives back, come those of @more, which it takes, with a name of their own.
 */
static GPtrArray *
join (GPtrArray *list, GPtrArray *more)
{
  while (more->len > 0) {
    NordPollTemplate *one = g_ptr_array_steal_index (more, 0);

    if (has (list, one->name))
      nord_poll_template_free (one);
    else
      g_ptr_array_add (list, one);
  }
  g_ptr_array_unref (more);
  return list;
}

GPtrArray *
nord_template_shelf_list (NordDocument *document)
{
  return join (nord_poll_template_list (NULL), nord_template_shelf_list_own (document));
}

GPtrArray *
nord_template_shelf_list_own (NordDocument *document)
{
  g_auto (GStrv) now = nord_template_shelf_save (document);

  return join (nord_poll_template_list_own (now[0]), nord_poll_template_list_own (now[1]));
}

GStrv
nord_template_shelf_save (NordDocument *document)
{
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);
  g_autoptr (GStrvBuilder) saved = g_strv_builder_new ();
  g_autofree char *mine = g_settings_get_string (settings, KEY);
  g_autofree char *here =
    nord_store_get_setting (nord_document_get_store (document), NORD_POLL_TEMPLATES);

  g_strv_builder_add_many (saved, mine, here != NULL ? here : "", NULL);
  return g_strv_builder_end (saved);
}

gboolean
nord_template_shelf_restore (NordDocument *document, GStrv saved, GError **error)
{
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);

  if (!nord_store_set_setting (nord_document_get_store (document), NORD_POLL_TEMPLATES, saved[1],
                               error))
    return FALSE;
  g_settings_set_string (settings, KEY, saved[0]);
  return TRUE;
}

gboolean
nord_template_shelf_replace (NordDocument *document,
                             const char *name,
                             const NordPollTemplate *changed,
                             GError **error)
{
  g_auto (GStrv) now = nord_template_shelf_save (document);
  g_autoptr (GPtrArray) own = nord_template_shelf_list_own (document);

  if (changed != NULL && g_strcmp0 (changed->name, name) != 0 && has (own, changed->name))
    return FALSE;
  for (guint i = 0; i < 2; i++) {
    char *next = changed != NULL ? nord_poll_template_replace (now[i], name, changed)
                                 : nord_poll_template_drop (now[i], name);

    if (next == NULL)
      continue;
    g_free (now[i]);
    now[i] = next;
  }
  return nord_template_shelf_restore (document, now, error);
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
