/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Titles of groups. */
#include "core/exchange/export-titles.h"

GHashTable *
nord_export_titles (const GPtrArray *clusters)
{
  GHashTable *titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; clusters != NULL && i < clusters->len; i++) {
    NordRecord *cluster = g_ptr_array_index (clusters, i);
    const char *title = nord_record_get_text (cluster, NORD_CLUSTER_TITLE);

    if (title != NULL)
      g_hash_table_insert (titles, (gpointer) nord_record_get_id (cluster), (gpointer) title);
  }
  return titles;
}
