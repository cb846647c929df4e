/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Taking a text out of a change, and telling such changes from spoilt ones. */
#include "core/store/erased.h"

#include "core/model/json.h"
#include "core/model/sha256.h"
#include "core/store/chain.h"

#include <sodium.h>
#include <string.h>

const char *const *
nord_erase_get_texts (const char *noun, gsize length)
{
  static const struct {
    const char *noun, *texts[NORD_ERASE_MOST + 1];
  } all[] = {
    {"idea", {"title", "body"}},    {"cluster", {"title", "note", "reason"}},
    {"poll", {"title", "options"}}, {"board_mark", {"text"}},
    {"measure", {"title"}},
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (strlen (all[i].noun) == length && memcmp (all[i].noun, noun, length) == 0)
      return all[i].texts;
  return NULL;
}

/**
 * nord_erase_read_hash:
 * @line: a change
 * @length: its bytes
 * @hash: (inout): SHA-256 of @line; becomes that of the change before its texts were erased
 *
 * Returns: whether texts were erased from it
 */
gboolean
nord_erase_read_hash (const char *line, gsize length, guint8 *hash)
{
  static const char key[] = "\"" NORD_ERASED "\":\"sha256:";
  const char *at = g_strstr_len (line, (gssize) length, key);
  g_autoptr (JsonNode) root = NULL;
  const char *name;
  guint8 bytes[NORD_HASH_BYTES];
  gsize n = 0;

  /* Texts may hold these letters too: the member itself counts. */
  if (at == NULL || (root = nord_json_parse (line, (gssize) length, NULL)) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  name = json_object_get_string_member_with_default (json_node_get_object (root), NORD_ERASED, "");
  if (!g_str_has_prefix (name, "sha256:") ||
      sodium_hex2bin (bytes, sizeof bytes, name + 7, strlen (name + 7), NULL, &n, NULL) != 0 ||
      n != sizeof bytes)
    return FALSE;
  memcpy (hash, bytes, sizeof bytes);
  return TRUE;
}

/**
 * nord_erase_strip:
 * @root: a change
 * @hash: name of its hash as it was (see nord_chain_name())
 * @field: a field that holds a text, or texts among other things
 *
 * Takes the text out; the change then says itself what it was, so it can be sent, replayed and
 * salvaged.
 *
 * Returns: whether there was one
 */
gboolean
nord_erase_strip (JsonNode *root, const char *hash, const char *field)
{
  JsonObject *line = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *set = line != NULL ? json_object_get_member (line, "set") : NULL;
  JsonObject *fields;
  JsonNode *said;

  if (set == NULL || !JSON_NODE_HOLDS_OBJECT (set))
    return FALSE;
  fields = json_node_get_object (set);
  said = json_object_get_member (fields, field);
  if (said == NULL || JSON_NODE_HOLDS_NULL (said))
    return FALSE;
  json_object_set_null_member (fields, field);
  if (!json_object_has_member (line, NORD_ERASED))
    json_object_set_string_member (line, NORD_ERASED, hash);
  return TRUE;
}

/* Came the row out of a damaged file, where the word that redacted it may have been lost? */
static gboolean
is_salvaged (NordDb *db, gint64 seq)
{
  g_autoptr (sqlite3_stmt) read =
    nord_db_prepare (db,
                     "SELECT 1 FROM local_setting WHERE key='" NORD_SALVAGED "' AND "
                     "CAST(value AS INTEGER) >= ?",
                     NULL);
  gboolean row = FALSE;

  if (read == NULL)
    return FALSE;
  sqlite3_bind_int64 (read, 1, seq);
  return nord_db_step (db, read, &row, NULL) && row;
}

/* Does the log itself say, whole and unaltered, that the thing was redacted? */
static gboolean
has_word (NordDb *db, const char *target)
{
  g_autoptr (sqlite3_stmt) read = nord_db_prepare (
    db,
    "SELECT body, hash FROM change WHERE target=? AND "
    "(instr(body, '\"moderation\":\"redacted\"') OR instr(body, '\"redacts\":true'))",
    NULL);
  gboolean row = FALSE, found = FALSE;

  if (read == NULL)
    return FALSE;
  sqlite3_bind_text (read, 1, target, -1, SQLITE_STATIC);
  while (!found && nord_db_step (db, read, &row, NULL) && row) {
    const guint8 *body = sqlite3_column_blob (read, 0);
    gsize length = (gsize) sqlite3_column_bytes (read, 0);
    guint8 hash[NORD_HASH_BYTES];

    nord_sha256 (hash, body, length);
    nord_erase_read_hash ((const char *) body, length, hash);
    found = sqlite3_column_bytes (read, 1) == NORD_HASH_BYTES &&
            memcmp (sqlite3_column_blob (read, 1), hash, NORD_HASH_BYTES) == 0;
  }
  return found;
}

gboolean
nord_erase_explains (NordDb *db, gint64 seq, const guint8 *hash)
{
  g_autoptr (sqlite3_stmt) read = nord_db_prepare (
    db,
    "SELECT erased.hash, change.hash, change.body, change.target FROM change_erased AS erased "
    "JOIN change USING (seq) WHERE seq=?",
    NULL);
  guint8 was[NORD_HASH_BYTES];
  gboolean row = FALSE;

  if (read == NULL)
    return FALSE;
  sqlite3_bind_int64 (read, 1, seq);
  return nord_db_step (db, read, &row, NULL) && row &&
         sqlite3_column_bytes (read, 0) == NORD_HASH_BYTES &&
         memcmp (sqlite3_column_blob (read, 0), hash, NORD_HASH_BYTES) == 0 &&
         nord_erase_read_hash ((const char *) sqlite3_column_text (read, 2),
                               (gsize) sqlite3_column_bytes (read, 2), was) &&
         sqlite3_column_bytes (read, 1) == NORD_HASH_BYTES &&
         memcmp (sqlite3_column_blob (read, 1), was, NORD_HASH_BYTES) == 0 &&
         (is_salvaged (db, seq) || has_word (db, (const char *) sqlite3_column_text (read, 3)));
}
