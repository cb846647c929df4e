/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Redaction: what was written about an idea, and copied from it, goes, from its row, from every
 * change in the log, from the free room of pages (secure_delete) and from the write-ahead log. The
 * log keeps who did what and when, and its chain, which rests on the hashes of the changes as they
 * were. */
#include "core/store/erase.h"

#include "core/model/idea.h"
#include "core/model/json.h"
#include "core/model/sha256.h"
#include "core/store/chain.h"
#include "core/store/merge.h"
#include "core/store/store-private.h"

#include <string.h>

/* One change of a thing that is looked at. */
typedef struct {
  gint64 seq;
  char hash[NORD_CHAIN_NAME_BYTES];
  char *body; /* (owned) the line as it lies there */
  NordOp *op; /* (owned) the same */
  gboolean struck[NORD_ERASE_MOST];
} Row;

static void
row_clear (gpointer data)
{
  g_free (((Row *) data)->body);
  nord_op_free (((Row *) data)->op);
}

static const char *const *
texts_of (const NordNoun *noun)
{
  return noun != NULL ? nord_erase_get_texts (noun->name, strlen (noun->name)) : NULL;
}

static gboolean
read_rows (NordStore *self, const char *target, GArray *rows, GError **error)
{
  sqlite3_stmt *read = nord_store_sql (self, NORD_SQL_READ_BODIES, error);
  gboolean has = TRUE, ok = read != NULL;

  if (read)
    sqlite3_bind_text (read, 1, target, -1, SQLITE_STATIC);
  while (ok && (ok = nord_db_step (self->db, read, &has, error)) && has) {
    Row row = {.seq = sqlite3_column_int64 (read, 0)};

    if (sqlite3_column_bytes (read, 2) != NORD_HASH_BYTES)
      continue;
    nord_chain_name (row.hash, sqlite3_column_blob (read, 2));
    row.body = g_strdup ((const char *) sqlite3_column_text (read, 1));
    row.op = nord_op_parse (row.body, -1, error);
    ok = row.op != NULL;
    if (!ok)
      g_free (row.body);
    if (ok)
      g_array_append_val (rows, row);
  }
  if (read)
    sqlite3_reset (read);
  return ok;
}

gboolean
nord_erase_is_word (const NordOp *op, int field)
{
  const char *const *texts = texts_of (op->noun);
  const NordOpEdit *word;

  if (texts == NULL || field < 0 || !g_strv_contains (texts, op->noun->fields[field].name) ||
      nord_op_find (op, field) == NULL)
    return FALSE;
  if (op->redacts)
    return TRUE;
  word = op->noun->kind == NORD_NOUN_IDEA ? nord_op_find (op, NORD_IDEA_MODERATION) : NULL;
  return word != NULL && word->value.kind == NORD_VALUE_TEXT &&
         strcmp (word->value.text, "redacted") == 0;
}

/* Which of the changes hold a text that was taken out; see nord_merge_strike(). */
static void
strike (const GArray *rows, const NordNoun *noun)
{
  const char *const *texts = texts_of (noun);
  g_autofree NordMergeEdit *edits = g_new (NordMergeEdit, rows->len);
  g_autofree Row **of = g_new (Row *, rows->len);

  for (guint t = 0; texts[t] != NULL; t++) {
    const int field = nord_noun_find_field (noun, texts[t]);
    guint n = 0;

    for (guint i = 0; i < rows->len; i++) {
      Row *row = &g_array_index (rows, Row, i);
      const char *base;

      if (!nord_op_covers (row->op, field, &base))
        continue;
      edits[n] = (NordMergeEdit){
        .id = row->op->id,
        .hlc = row->op->hlc_text,
        .base = base,
        .redacts = nord_erase_is_word (row->op, field),
      };
      of[n++] = row;
    }
    nord_merge_strike (edits, n);
    for (guint i = 0; i < n; i++)
      of[i]->struck[t] = edits[i].struck;
  }
}

/* Takes what is struck out of a change. */
static gboolean
rewrite (NordStore *self, const Row *row, gboolean *stripped, GError **error)
{
  const char *const *texts = texts_of (row->op->noun);
  sqlite3_stmt *update = nord_store_sql (self, NORD_SQL_ERASE_BODY, error);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (JsonNode) root = update != NULL ? nord_json_parse (row->body, -1, error) : NULL;
  guint8 hash[NORD_HASH_BYTES];

  *stripped = FALSE;
  if (root == NULL)
    return FALSE;
  for (guint t = 0; texts != NULL && texts[t] != NULL; t++)
    if (row->struck[t])
      *stripped |= nord_erase_strip (root, row->hash, texts[t]);
  if (!*stripped)
    return TRUE;
  nord_json_append_node (body, root);
  sqlite3_bind_text (update, 1, body->str, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (update, 2, row->seq);
  if (!nord_db_finish (self->db, update, error))
    return FALSE;
  nord_sha256 (hash, (const guint8 *) body->str, body->len);
  return nord_erase_note (self, row->seq, hash, error);
}

static gboolean
is_redacted (NordStore *self, const char *target, gboolean *redacted, GError **error)
{
  sqlite3_stmt *find = nord_store_sql (self, NORD_SQL_FIND_REDACTED, error);
  gboolean ok;

  if (find == NULL)
    return FALSE;
  sqlite3_bind_text (find, 1, target, -1, SQLITE_STATIC);
  ok = nord_db_step (self->db, find, redacted, error);
  sqlite3_reset (find);
  return ok;
}

/**
 * nord_erase_after:
 * @self: a store in a transaction
 * @op: a change that is in the log since a moment
 * @error: #NORD_DB_ERROR, #NORD_JSON_ERROR
 *
 * A change of an idea that sets moderation to “redacted” and a text with it, and any that says that
 * it redacts, takes out of the log what that text was in all changes that were not made in its
 * knowledge, whoever made them and whenever they come in: so every copy ends with the same log, in
 * whatever order it hears of things. Lines about the thing that were kept aside go as well.
 */
gboolean
nord_erase_after (NordStore *self, const NordOp *op, GError **error)
{
  const char *const *texts = texts_of (op->noun);
  const char *target = op->target;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  gboolean redacted = FALSE, any = FALSE, says = FALSE;
  sqlite3_stmt *forget;

  for (guint t = 0; texts != NULL && texts[t] != NULL; t++)
    says = says || nord_op_find (op, nord_noun_find_field (op->noun, texts[t])) != NULL;
  if (!says)
    return TRUE;
  g_array_set_clear_func (rows, row_clear);
  if (!is_redacted (self, target, &redacted, error))
    return FALSE;
  if (!redacted)
    return TRUE;
  if (!read_rows (self, target, rows, error))
    return FALSE;
  strike (rows, op->noun);
  for (guint i = 0; i < rows->len; i++) {
    gboolean stripped;

    if (!rewrite (self, &g_array_index (rows, Row, i), &stripped, error))
      return FALSE;
    any = any || stripped;
  }
  self->erased = self->erased || any;
  forget = any ? nord_store_sql (self, NORD_SQL_FORGET_REJECTED, error) : NULL;
  if (forget == NULL)
    return !any;
  sqlite3_bind_text (forget, 1, target, -1, SQLITE_STATIC);
  return nord_db_finish (self->db, forget, error);
}

/* In a transaction: row @seq has come in erased. */
gboolean
nord_erase_note (NordStore *self, gint64 seq, const guint8 *hash, GError **error)
{
  sqlite3_stmt *note = nord_store_sql (self, NORD_SQL_NOTE_ERASED, error);

  if (note == NULL)
    return FALSE;
  sqlite3_bind_int64 (note, 1, seq);
  sqlite3_bind_blob (note, 2, hash, NORD_HASH_BYTES, SQLITE_STATIC);
  return nord_db_finish (self->db, note, error);
}

/* It is saved in any case; a reader in the way only lets the log be emptied later. */
void
nord_erase_finish (NordStore *self)
{
  if (!self->erased)
    return;
  self->erased = FALSE;
  nord_db_run (self->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
}
