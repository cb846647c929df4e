/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the server sends. The page is taken in first and the cursor moved after it, so that a death
 * between the two fetches the page again instead of losing it. */
#include "core/sync/inbox.h"

#include "core/sync/wire.h"

static void
count_results (GPtrArray *results, NordSyncReport *report)
{
  for (guint i = 0; i < results->len; i++) {
    const NordIngested *ingested = g_ptr_array_index (results, i);

    switch (ingested->result) {
    case NORD_INGEST_APPLIED:
      report->received++;
      break;
    case NORD_INGEST_CONFLICT:
      report->received++;
      report->conflicts++;
      break;
    case NORD_INGEST_REJECTED:
      report->not_understood++;
      break;
    case NORD_INGEST_DUPLICATE:
    default:
      break;
    }
  }
}

/* Whoever hears the news may answer with changes at once, such as the ballots of an urn whose poll
 * another copy closed: those stand behind the ones that came, and must be sent. */
static gint64
count_written (GPtrArray *results)
{
  gint64 n = 0;

  for (guint i = 0; i < results->len; i++) {
    const NordIngested *ingested = g_ptr_array_index (results, i);

    n += ingested->result == NORD_INGEST_APPLIED || ingested->result == NORD_INGEST_CONFLICT;
  }
  return n;
}

static void
read_counts (NordLedger *ledger, JsonNode *trailer)
{
  JsonNode *counts = json_object_get_member (json_node_get_object (trailer), "counts");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (counts == NULL || !JSON_NODE_HOLDS_OBJECT (counts))
    return;
  g_hash_table_remove_all (ledger->counts);
  json_object_iter_init (&iter, json_node_get_object (counts));
  while (json_object_iter_next (&iter, &name, &node)) {
    gint64 *n;

    if (!JSON_NODE_HOLDS_VALUE (node))
      continue;
    n = g_new (gint64, 1);
    *n = json_node_get_int (node);
    g_hash_table_insert (ledger->counts, g_strdup (name), n);
  }
}

GHashTable *
nord_inbox_read_hlc_eff (JsonNode *trailer)
{
  JsonNode *stamps = json_object_get_member (json_node_get_object (trailer), "hlc_eff");
  g_autoptr (GHashTable) of = NULL;
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  if (stamps == NULL || !JSON_NODE_HOLDS_OBJECT (stamps))
    return NULL;
  of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, json_node_get_object (stamps));
  while (json_object_iter_next (&iter, &id, &node))
    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      g_hash_table_insert (of, g_strdup (id), json_node_dup_string (node));
  return g_steal_pointer (&of);
}

gboolean
nord_inbox_take (NordLedger *ledger,
                 GBytes *answer,
                 NordInboxIngest ingest,
                 gpointer data,
                 GHashTable *known,
                 NordSyncReport *report,
                 gint64 *left,
                 GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (JsonNode) trailer = NULL;

  if (!nord_wire_split (answer, &text, lines, &trailer, error))
    return FALSE;
  if (lines->len > 0) {
    gint64 before = nord_store_count_changes (ledger->store);
    g_autoptr (GHashTable) hlc_eff = nord_inbox_read_hlc_eff (trailer);
    NordNews news = {(const char *const *) lines->pdata, lines->len, hlc_eff};
    g_autoptr (GPtrArray) results = ingest (data, &news, error);

    if (results == NULL)
      return FALSE;
    count_results (results, report);
    nord_ledger_note_pulled (ledger, before, before + count_written (results));
  }
  for (guint i = 0; known != NULL && i < lines->len; i++) {
    char *id = nord_wire_get_text (g_ptr_array_index (lines, i), "id");

    if (id != NULL)
      g_hash_table_add (known, id);
  }
  g_free (ledger->cursor);
  ledger->cursor = g_strdup (nord_wire_get_member (trailer, "cursor"));
  read_counts (ledger, trailer);
  *left = json_object_get_int_member_with_default (json_node_get_object (trailer), "left", 0);
  return nord_ledger_save_soon (ledger, error);
}
