/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What waits to be sent. A change counts as sent when the server has answered for it by its id; an
 * answer that does not fit the batch line by line is none. */
#include "core/sync/outbox.h"

#include "core/sync/error.h"
#include "core/sync/wire.h"

#include "core/model/json.h"
#include "core/model/sha256.h"

#include <string.h>

/* Media that a batch speaks of may be missing at the server from now on. */
static void
note_medium (NordLedger *ledger, const char *line)
{
  static const char key[] = "\"sha256\":\"";
  /* Not in what it stood on, where changes are named. */
  const char *set = strstr (line, "\"set\":{"), *at = set ? strstr (set, key) : NULL;
  g_autofree char *digest = NULL;

  if (at == NULL || strstr (line, "\"type\":\"medium\"") == NULL)
    return;
  digest = g_strndup (at + strlen (key), 2 * NORD_SHA256_BYTES);
  nord_ledger_add_medium (ledger, digest);
}

static NordBatch *
batch_new (GPtrArray *lines, gint64 last)
{
  NordBatch *self = g_new0 (NordBatch, 1);
  GString *body = g_string_sized_new (lines->len * 512);

  for (guint i = 0; i < lines->len; i++) {
    g_string_append (body, g_ptr_array_index (lines, i));
    g_string_append_c (body, '\n');
  }
  self->lines = g_ptr_array_ref (lines);
  self->body = g_string_free_to_bytes (body);
  self->last = last;
  return self;
}

/* How many of @lines fit into one request; at least one. */
static guint
count_fitting (GPtrArray *lines)
{
  gsize bytes = 0;
  guint n = 0;

  for (; n < lines->len; n++) {
    bytes += strlen (g_ptr_array_index (lines, n)) + 1;
    if (bytes > NORD_OUTBOX_MAX_BYTES && n > 0)
      break;
  }
  return n;
}

static void
drop_known (GPtrArray *lines, GHashTable *known)
{
  for (guint i = lines->len; i-- > 0;) {
    g_autofree char *id = nord_wire_get_text (g_ptr_array_index (lines, i), "id");

    if (id != NULL && g_hash_table_contains (known, id))
      g_ptr_array_remove_index (lines, i);
  }
}

static gboolean
wrong_answer (GError **error)
{
  g_propagate_error (error, nord_sync_error_new (NORD_SYNC_ERROR_ANSWER));
  return FALSE;
}

typedef enum { TAKEN, KNOWN, REFUSED, NONSENSE } Verdict;

/* What the server says of @line. Nearly all answers are one of two texts, which need no parser. */
static Verdict
read_verdict (const char *answer, const char *id, JsonNode **node)
{
  g_autofree char *head = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"", id);
  const char *result;

  if (g_str_has_prefix (answer, head)) {
    const char *rest = answer + strlen (head);

    if (strcmp (rest, "applied\"}") == 0)
      return TAKEN;
    if (strcmp (rest, "duplicate\"}") == 0)
      return KNOWN;
  }
  *node = nord_json_parse (answer, -1, NULL);
  result = nord_wire_get_member (*node, "result");
  if (result == NULL || g_strcmp0 (nord_wire_get_member (*node, "id"), id) != 0)
    return NONSENSE;
  if (strcmp (result, "applied") == 0 || strcmp (result, "conflict") == 0)
    return TAKEN;
  if (strcmp (result, "duplicate") == 0)
    return KNOWN;
  if (strcmp (result, "rejected") == 0 || strcmp (result, "held") == 0)
    return REFUSED;
  return NONSENSE;
}

static NordRefusal *
refusal_new (const char *line, JsonNode *node)
{
  NordRefusal *self = g_new0 (NordRefusal, 1);
  JsonObject *object = json_node_get_object (node);
  JsonNode *problem = json_object_get_member (object, "problem");
  const char *detail = nord_wire_get_member (problem, "detail");

  self->id = nord_wire_get_text (line, "id");
  self->target = nord_wire_get_text (line, "doc");
  self->type = nord_wire_get_text (line, "type");
  self->reason = g_strdup (detail != NULL ? detail : "");
  if (problem != NULL && JSON_NODE_HOLDS_OBJECT (problem))
    self->status =
      (guint) json_object_get_int_member_with_default (json_node_get_object (problem), "status", 0);
  self->at = g_get_real_time () / G_USEC_PER_SEC;
  return self;
}

static void
read_acks (NordLedger *ledger, JsonNode *trailer)
{
  JsonObject *object = json_node_get_object (trailer);
  const char *device = nord_store_get_device (ledger->store);
  JsonNode *ack = json_object_get_member (object, "ack");
  JsonNode *durable = json_object_get_member (object, "durable");

  if (ack != NULL && JSON_NODE_HOLDS_OBJECT (ack))
    ledger->ack =
      json_object_get_int_member_with_default (json_node_get_object (ack), device, ledger->ack);
  if (durable != NULL && JSON_NODE_HOLDS_OBJECT (durable))
    ledger->durable = json_object_get_int_member_with_default (json_node_get_object (durable),
                                                               device, ledger->durable);
}

/* What lies between the two places is our own batch: where we stood at the first, we need not fetch
 * it again. */
static void
move_cursor (NordLedger *ledger, JsonNode *trailer, gboolean *behind)
{
  const char *from = nord_wire_get_member (trailer, "from");
  const char *to = nord_wire_get_member (trailer, "cursor");

  if (from == NULL)
    return;
  if (strcmp (from, ledger->cursor) == 0 ||
      (*ledger->cursor == '\0' && g_str_has_suffix (from, ".0.0"))) {
    g_free (ledger->cursor);
    ledger->cursor = g_strdup (to);
  } else if (strcmp (from, to) != 0 || strcmp (to, ledger->cursor) != 0) {
    *behind = TRUE;
  }
}

void
nord_batch_free (NordBatch *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

NordBatch *
nord_outbox_next (NordLedger *ledger, GHashTable *known, guint max_lines, GError **error)
{
  guint limit = max_lines;
  gint64 after;

  while (nord_ledger_next_span (ledger, &after, &limit)) {
    gint64 last = after;
    g_autoptr (GPtrArray) lines = nord_store_read_lines (ledger->store, after, limit, &last, error);
    guint fitting;

    if (lines == NULL)
      return NULL;
    if (lines->len == 0)
      return NULL;
    fitting = count_fitting (lines);
    if (fitting < lines->len) {
      limit = fitting;
      continue;
    }
    if (known != NULL)
      drop_known (lines, known);
    if (lines->len > 0) {
      for (guint i = 0; i < lines->len; i++)
        note_medium (ledger, g_ptr_array_index (lines, i));
      return batch_new (lines, last);
    }
    nord_ledger_note_pushed (ledger, last);
    limit = max_lines;
  }
  return NULL;
}

NordBatch *
nord_outbox_again (NordLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
  guint left = ledger->refusals->len;
  gint64 position = 0;
  gsize bytes = 0;

  while (left > 0) {
    gint64 last = position;
    g_autoptr (GPtrArray) lines =
      nord_store_read_lines (ledger->store, position, NORD_OUTBOX_MAX_LINES, &last, error);

    if (lines == NULL)
      return NULL;
    if (lines->len == 0)
      break;
    position = last;
    for (guint i = 0; i < lines->len; i++) {
      const char *line = g_ptr_array_index (lines, i);
      g_autofree char *id = nord_wire_get_text (line, "id");

      if (id == NULL || nord_ledger_find_refusal (ledger, id) == NULL)
        continue;
      left--;
      bytes += strlen (line) + 1;
      if (wanted->len > 0 &&
          (bytes > NORD_OUTBOX_MAX_BYTES || wanted->len == NORD_OUTBOX_MAX_LINES))
        return batch_new (wanted, 0);
      g_ptr_array_add (wanted, g_strdup (line));
    }
  }
  return wanted->len > 0 ? batch_new (wanted, 0) : NULL;
}

/* The changes themselves are known; what is new is which stamp counts. */
static gboolean
hear_hlc_eff (const NordBatch *batch,
              JsonNode *trailer,
              NordInboxIngest ingest,
              gpointer data,
              GError **error)
{
  g_autoptr (GHashTable) hlc_eff = nord_inbox_read_hlc_eff (trailer);
  g_autoptr (GPtrArray) lines = g_ptr_array_new (), results = NULL;
  NordNews news = {.hlc_eff = hlc_eff};

  if (hlc_eff == NULL)
    return TRUE;
  for (guint i = 0; i < batch->lines->len; i++) {
    char *line = g_ptr_array_index (batch->lines, i);
    g_autofree char *id = nord_wire_get_text (line, "id");

    if (id != NULL && g_hash_table_contains (hlc_eff, id))
      g_ptr_array_add (lines, line);
  }
  news.lines = (const char *const *) lines->pdata;
  news.n_lines = lines->len;
  results = lines->len > 0 ? ingest (data, &news, error) : NULL;
  return lines->len == 0 || results != NULL;
}

gboolean
nord_outbox_settle (NordLedger *ledger,
                    const NordBatch *batch,
                    GBytes *answer,
                    NordInboxIngest ingest,
                    gpointer data,
                    NordSyncReport *report,
                    gboolean *behind,
                    GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) answers = g_ptr_array_new ();
  g_autoptr (GPtrArray) refusals =
    g_ptr_array_new_with_free_func ((GDestroyNotify) nord_refusal_free);
  g_autoptr (JsonNode) trailer = NULL;
  NordSyncReport sum = {0};

  if (!nord_wire_split (answer, &text, answers, &trailer, error))
    return FALSE;
  if (answers->len != batch->lines->len)
    return wrong_answer (error);
  for (guint i = 0; i < answers->len; i++) {
    const char *line = g_ptr_array_index (batch->lines, i);
    g_autofree char *id = nord_wire_get_text (line, "id");
    g_autoptr (JsonNode) node = NULL;

    switch (read_verdict (g_ptr_array_index (answers, i), id, &node)) {
    case TAKEN:
      sum.sent++;
      break;
    case KNOWN:
      sum.known++;
      break;
    case REFUSED:
      sum.refused++;
      g_ptr_array_add (refusals, refusal_new (line, node));
      break;
    case NONSENSE:
    default:
      return wrong_answer (error);
    }
  }

  /* From here on the whole answer is believed. */
  if (!hear_hlc_eff (batch, trailer, ingest, data, error))
    return FALSE;
  if (ledger->refusals->len > 0) {
    for (guint i = 0; i < batch->lines->len; i++) {
      g_autofree char *id = nord_wire_get_text (g_ptr_array_index (batch->lines, i), "id");

      nord_ledger_clear_refusal (ledger, id);
    }
  }
  while (refusals->len > 0)
    nord_ledger_refuse (ledger, g_ptr_array_steal_index (refusals, 0));
  report->sent += sum.sent;
  report->known += sum.known;
  report->refused += sum.refused;
  read_acks (ledger, trailer);
  move_cursor (ledger, trailer, behind);
  nord_ledger_note_pushed (ledger, batch->last);
  return nord_ledger_save_soon (ledger, error);
}
