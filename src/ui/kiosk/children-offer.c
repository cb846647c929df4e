/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A list of workshops in the settings of this computer: it is the team at the screen that decides.
 */
#include "ui/kiosk/children-offer.h"

#include "config.h"

gboolean
nord_children_offer_get (NordDocument *workshop)
{
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);
  g_auto (GStrv) offered = g_settings_get_strv (settings, NORD_CHILDREN_OFFER_KEY);
  NordRecord *record = nord_document_get_workshop (workshop);

  return record != NULL &&
         g_strv_contains ((const char *const *) offered, nord_record_get_id (record));
}

void
nord_children_offer_set (NordDocument *workshop, gboolean offered)
{
  g_autoptr (GSettings) settings = g_settings_new (NORD_APP_ID);
  g_auto (GStrv) before = g_settings_get_strv (settings, NORD_CHILDREN_OFFER_KEY);
  g_autoptr (GStrvBuilder) after = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  NordRecord *record = nord_document_get_workshop (workshop);

  if (record == NULL)
    return;
  for (guint i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], nord_record_get_id (record)))
      g_strv_builder_add (after, before[i]);
  if (offered)
    g_strv_builder_add (after, nord_record_get_id (record));
  list = g_strv_builder_end (after);
  g_settings_set_strv (settings, NORD_CHILDREN_OFFER_KEY, (const char *const *) list);
}
