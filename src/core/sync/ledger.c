/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a workshop file knows of one server. The ledger is written after the exchange it speaks of:
 * if the program dies between the two, the same is sent or fetched once more, which does no harm.
 */
#include "core/sync/ledger.h"

#include "core/model/json.h"
#include "core/model/medium.h"
#include "core/model/sha256.h"

#include <string.h>

static char *
address_key (const char *address)
{
  g_autofree char *digest = NULL;
  gsize length = strlen (address);

  while (length > 0 && address[length - 1] == '/')
    length--;
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, (gssize) length);
  digest[16] = '\0';
  return g_strconcat ("sync.address.", digest, NULL);
}

static char *
ledger_key (const char *server, const char *part)
{
  return g_strconcat ("sync.", part, ".", server, NULL);
}

static JsonObject *
read_object (NordStore *store, const char *server, const char *part, JsonNode **root)
{
  g_autofree char *key = ledger_key (server, part);
  g_autofree char *text = nord_store_get_setting (store, key);

  *root = text != NULL ? nord_json_parse (text, -1, NULL) : NULL;
  return *root != NULL && JSON_NODE_HOLDS_OBJECT (*root) ? json_node_get_object (*root) : NULL;
}

void
nord_ledger_add_medium (NordLedger *self, const char *digest)
{
  if (nord_sha256_is_name (digest))
    g_hash_table_add (self->blobs, g_strdup (digest));
}

static void
read_progress (NordLedger *self)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = read_object (self->store, self->server, "progress", &root);
  JsonArray *array;

  if (object == NULL)
    return;
  g_free (self->cursor);
  self->cursor = g_strdup (json_object_get_string_member_with_default (object, "cursor", ""));
  self->pushed = json_object_get_int_member_with_default (object, "pushed", 0);
  self->last_at = json_object_get_int_member_with_default (object, "last", 0);
  self->ack = json_object_get_int_member_with_default (object, "ack", 0);
  self->durable = json_object_get_int_member_with_default (object, "durable", 0);
  if (json_object_has_member (object, "skip") &&
      (array = json_object_get_array_member (object, "skip")) != NULL) {
    for (guint i = 0; i < json_array_get_length (array); i++) {
      gint64 position = json_array_get_int_element (array, i);

      g_array_append_val (self->skip, position);
    }
  }
  if (json_object_has_member (object, "blobs") &&
      (array = json_object_get_array_member (object, "blobs")) != NULL)
    for (guint i = 0; i < json_array_get_length (array); i++)
      nord_ledger_add_medium (self, json_array_get_string_element (array, i));
  if (json_object_has_member (object, "counts")) {
    JsonObjectIter iter;
    const char *name;
    JsonNode *node;

    json_object_iter_init (&iter, json_object_get_object_member (object, "counts"));
    while (json_object_iter_next (&iter, &name, &node)) {
      gint64 *n = g_new (gint64, 1);

      *n = json_node_get_int (node);
      g_hash_table_insert (self->counts, g_strdup (name), n);
    }
  }
}

static void
read_refusals (NordLedger *self)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = read_object (self->store, self->server, "refused", &root);
  JsonArray *array = object != NULL && json_object_has_member (object, "list")
                       ? json_object_get_array_member (object, "list")
                       : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonObject *entry = json_array_get_object_element (array, i);
    NordRefusal *refusal = g_new0 (NordRefusal, 1);

    refusal->id = g_strdup (json_object_get_string_member_with_default (entry, "id", ""));
    refusal->target = g_strdup (json_object_get_string_member_with_default (entry, "doc", ""));
    refusal->type = g_strdup (json_object_get_string_member_with_default (entry, "type", ""));
    refusal->reason = g_strdup (json_object_get_string_member_with_default (entry, "reason", ""));
    refusal->status = (guint) json_object_get_int_member_with_default (entry, "status", 0);
    refusal->n = json_object_get_int_member_with_default (entry, "n", 0);
    refusal->at = json_object_get_int_member_with_default (entry, "at", 0);
    g_ptr_array_add (self->refusals, refusal);
  }
}

static char *
progress_to_json (NordLedger *self)
{
  GString *json = g_string_new ("{\"ack\":");
  GHashTableIter iter;
  gpointer key, value;
  const char *comma = "";

  g_string_append_printf (json, "%" G_GINT64_FORMAT ",\"blobs\":[", self->ack);
  g_hash_table_iter_init (&iter, self->blobs);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    g_string_append (json, comma);
    nord_json_append_string (json, key);
    comma = ",";
  }
  g_string_append (json, "],\"counts\":{");
  comma = "";
  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    g_string_append (json, comma);
    nord_json_append_string (json, key);
    g_string_append_printf (json, ":%" G_GINT64_FORMAT, *(gint64 *) value);
    comma = ",";
  }
  g_string_append (json, "},\"cursor\":");
  nord_json_append_string (json, self->cursor);
  g_string_append_printf (json,
                          ",\"durable\":%" G_GINT64_FORMAT ",\"last\":%" G_GINT64_FORMAT
                          ",\"pushed\":%" G_GINT64_FORMAT ",\"skip\":[",
                          self->durable, self->last_at, self->pushed);
  for (guint i = 0; i < self->skip->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (self->skip, gint64, i));
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

static gboolean
save_refusals (NordLedger *self, GError **error)
{
  g_autofree char *key = ledger_key (self->server, "refused");
  g_autoptr (GString) json = g_string_new ("{\"list\":[");

  for (guint i = 0; i < self->refusals->len; i++) {
    const NordRefusal *refusal = g_ptr_array_index (self->refusals, i);

    g_string_append_printf (json, "%s{\"at\":%" G_GINT64_FORMAT ",\"doc\":", i > 0 ? "," : "",
                            refusal->at);
    nord_json_append_string (json, refusal->target);
    g_string_append (json, ",\"id\":");
    nord_json_append_string (json, refusal->id);
    g_string_append_printf (json, ",\"n\":%" G_GINT64_FORMAT ",\"reason\":", refusal->n);
    nord_json_append_string (json, refusal->reason);
    g_string_append_printf (json, ",\"status\":%u,\"type\":", refusal->status);
    nord_json_append_string (json, refusal->type);
    g_string_append_c (json, '}');
  }
  g_string_append (json, "]}");
  return nord_store_set_setting (self->store, key, json->str, error);
}

/* Drops and joins what lies below the watermark, so that the list stays short. */
static void
tidy (NordLedger *self)
{
  while (self->skip->len >= 2 && g_array_index (self->skip, gint64, 0) <= self->pushed + 1) {
    self->pushed = MAX (self->pushed, g_array_index (self->skip, gint64, 1));
    g_array_remove_range (self->skip, 0, 2);
  }
}

char *
nord_ledger_find_server (NordStore *store, const char *address)
{
  g_autofree char *key = address_key (address);

  return nord_store_get_setting (store, key);
}

gboolean
nord_ledger_set_server (NordStore *store, const char *address, const char *server, GError **error)
{
  g_autofree char *key = address_key (address);

  return nord_store_set_setting (store, key, server, error);
}

NordLedger *
nord_ledger_load (NordStore *store, const char *server)
{
  NordLedger *self = g_new0 (NordLedger, 1);

  self->store = g_object_ref (store);
  self->server = g_strdup (server);
  self->cursor = g_strdup ("");
  self->skip = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->blobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_refusal_free);
  read_progress (self);
  read_refusals (self);
  return self;
}

gboolean
nord_ledger_save (NordLedger *self, GError **error)
{
  g_autofree char *key = ledger_key (self->server, "progress");
  g_autofree char *json = progress_to_json (self);
  g_autofree char *before = nord_store_get_setting (self->store, key);

  if (self->refusals_changed && !save_refusals (self, error))
    return FALSE;
  self->refusals_changed = FALSE;
  self->saved_at = g_get_monotonic_time ();
  if (g_strcmp0 (before, json) == 0)
    return TRUE;
  return nord_store_set_setting (self->store, key, json, error);
}

gboolean
nord_ledger_save_soon (NordLedger *self, GError **error)
{
  if (!self->refusals_changed && g_get_monotonic_time () - self->saved_at < G_USEC_PER_SEC)
    return TRUE;
  return nord_ledger_save (self, error);
}

void
nord_ledger_free (NordLedger *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->store);
  g_free (self->server);
  g_free (self->cursor);
  g_clear_pointer (&self->skip, g_array_unref);
  g_clear_pointer (&self->blobs, g_hash_table_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->refusals, g_ptr_array_unref);
  g_free (self);
}

gboolean
nord_ledger_forget (NordLedger *self, GError **error)
{
  g_autoptr (GPtrArray) media = nord_store_read_all (self->store, NORD_NOUN_MEDIUM, error);

  if (media == NULL)
    return FALSE;
  for (guint i = 0; i < media->len; i++)
    nord_ledger_add_medium (self, nord_record_get_text (g_ptr_array_index (media, i),
                                                        NORD_MEDIUM_SHA256));
  g_free (self->cursor);
  self->cursor = g_strdup ("");
  self->pushed = 0;
  self->ack = self->durable = 0;
  g_array_set_size (self->skip, 0);
  g_hash_table_remove_all (self->counts);
  return TRUE;
}

gboolean
nord_ledger_next_span (NordLedger *self, gint64 *after, guint *limit)
{
  tidy (self);
  *after = self->pushed;
  if (self->skip->len >= 2) {
    gint64 room = g_array_index (self->skip, gint64, 0) - 1 - self->pushed;

    *limit = (guint) MIN ((gint64) *limit, room);
  }
  return self->pushed < nord_store_count_changes (self->store);
}

void
nord_ledger_note_pushed (NordLedger *self, gint64 position)
{
  self->pushed = MAX (self->pushed, position);
  tidy (self);
}

void
nord_ledger_note_pulled (NordLedger *self, gint64 from, gint64 to)
{
  gint64 first = from + 1;

  if (to <= from)
    return;
  if (self->skip->len >= 2 && g_array_index (self->skip, gint64, self->skip->len - 1) == from) {
    g_array_index (self->skip, gint64, self->skip->len - 1) = to;
  } else {
    g_array_append_val (self->skip, first);
    g_array_append_val (self->skip, to);
  }
  tidy (self);
}

void
nord_ledger_keep_missing (NordLedger *self, GPtrArray *digests, GHashTable *missing)
{
  for (guint i = digests->len; i-- > 0;) {
    const char *digest = g_ptr_array_index (digests, i);

    if (!g_hash_table_contains (missing, digest)) {
      g_hash_table_remove (self->blobs, digest);
      g_ptr_array_remove_index_fast (digests, i);
      continue;
    }
    /* Named by others, and not here either: stays on the list until somebody has it. */
    if (!nord_store_has_blob (self->store, digest))
      g_ptr_array_remove_index_fast (digests, i);
  }
}

gint64
nord_ledger_count_waiting (NordLedger *self)
{
  gint64 waiting = nord_store_count_changes (self->store) - self->pushed;

  for (guint i = 0; i + 1 < self->skip->len; i += 2)
    waiting -=
      g_array_index (self->skip, gint64, i + 1) - g_array_index (self->skip, gint64, i) + 1;
  return MAX (waiting, 0);
}

void
nord_ledger_refuse (NordLedger *self, NordRefusal *refusal)
{
  nord_ledger_clear_refusal (self, refusal->id);
  g_ptr_array_add (self->refusals, refusal);
  self->refusals_changed = TRUE;
}

gboolean
nord_ledger_clear_refusal (NordLedger *self, const char *id)
{
  for (guint i = 0; i < self->refusals->len; i++) {
    const NordRefusal *refusal = g_ptr_array_index (self->refusals, i);

    if (strcmp (refusal->id, id) == 0) {
      g_ptr_array_remove_index (self->refusals, i);
      return self->refusals_changed = TRUE;
    }
  }
  return FALSE;
}

const NordRefusal *
nord_ledger_find_refusal (NordLedger *self, const char *id)
{
  for (guint i = 0; i < self->refusals->len; i++) {
    const NordRefusal *refusal = g_ptr_array_index (self->refusals, i);

    if (strcmp (refusal->id, id) == 0)
      return refusal;
  }
  return NULL;
}

void
nord_refusal_free (NordRefusal *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->target);
  g_free (self->type);
  g_free (self->reason);
  g_free (self);
}
