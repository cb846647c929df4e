/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Lists of media by their digests, as asked for and answered. */
#include "core/sync/digests.h"

/* The question: as many of them as one request may name. */
GBytes *
nord_digests_join (GPtrArray *digests)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (digests->len, NORD_DIGESTS_MAX); i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (digests, i));
  return g_string_free_to_bytes (text);
}

/* The answer: those that are missing there. */
GHashTable *
nord_digests_read (GBytes *body)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  GHashTable *digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_hash_table_add (digests, g_strdup (lines[i]));
  return digests;
}
