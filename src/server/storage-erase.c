/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Taking what was redacted out of the city's storage. The rule is that of the workshop's file, see
 * nord_merge_strike(): a word that sets moderation to “redacted” and a text, or says that it
 * redacts, takes that text out of every operation about the thing that was not written in its
 * knowledge. Digests stay those of the lines as they came, so who sends one again still hears that
 * it is known. */
#include "server/storage-erase.h"

#include "core/model/json.h"
#include "core/store/chain.h"
#include "core/store/erased.h"
#include "core/store/merge.h"

#include <string.h>

/* Among the heads of a thing: the last operation that redacted it. */
#define MARK ((NordSlice){"_redacted", 9})

/* What an operation says about one text. */
typedef struct {
  gboolean covers; /* it gave the text, or began the thing */
  gboolean redacts, struck;
  char *base; /* (owned) (nullable) */
} Say;

typedef struct {
  gint64 key;
  char hash[NORD_CHAIN_NAME_BYTES];
  GBytes *text;   /* (owned) the line */
  char *id, *hlc; /* (owned) */
  Say says[NORD_ERASE_MOST];
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_bytes_unref (row->text);
  g_free (row->id);
  g_free (row->hlc);
  for (guint t = 0; t < NORD_ERASE_MOST; t++)
    g_free (row->says[t].base);
}

static const char *const *
texts_of (const NordLine *line)
{
  return line->type.at != NULL ? nord_erase_get_texts (line->type.at, line->type.length) : NULL;
}

static gboolean
is_redaction (const NordLine *line)
{
  const NordMember *word;

  if (line->redacts)
    return TRUE;
  if (!nord_slice_is (line->type, "idea"))
    return FALSE;
  word = nord_line_find (line->set, line->n_set, (NordSlice){"moderation", 10});
  return word != NULL && nord_slice_is (word->value, "\"redacted\"");
}

static NordSlice
slice_of (const char *text)
{
  return (NordSlice){text, strlen (text)};
}

static gboolean
sets (const NordLine *line, const char *text)
{
  return nord_line_find (line->set, line->n_set, slice_of (text)) != NULL;
}

static gboolean
sets_any (const NordLine *line)
{
  const char *const *texts = texts_of (line);
  gboolean any = FALSE;

  for (guint t = 0; texts != NULL && texts[t] != NULL; t++)
    any = any || sets (line, texts[t]);
  return any;
}

/* A change that knows of nothing begins the thing, with or without a text. */
static void
listen (const NordLine *line, const char *text, Say *say)
{
  const NordMember *base = nord_line_find (line->base, line->n_base, slice_of (text));
  NordSlice on = base != NULL ? nord_slice_unquote (base->value) : (NordSlice){NULL, 0};

  say->covers = sets (line, text) || line->n_base == 0;
  say->redacts = sets (line, text) && is_redaction (line);
  say->base = on.at != NULL ? g_strndup (on.at, on.length) : NULL;
}

/**
 * nord_storage_erase_mark:
 * @line: an operation that is taken in
 * @heads: (inout): of its thing
 *
 * Whatever is said about the moderation of a thing later on, it was redacted.
 */
void
nord_storage_erase_mark (const NordLine *line, NordHeads *heads)
{
  if (sets_any (line) && is_redaction (line))
    nord_heads_put (heads, MARK, line->id, line->hlc);
}

gboolean
nord_storage_erase_is_due (NordStorageFile *self,
                           gint64 scope,
                           const NordLine *line,
                           const NordHeads *heads)
{
  NordSlice id;
  sqlite3_stmt *read;
  NordLine word;
  const char *reason;
  gboolean due = FALSE;

  if (!sets_any (line))
    return FALSE;
  if (nord_heads_find (heads, MARK, &id))
    return TRUE;
  /* Storages from before there was the mark. */
  if (!nord_heads_find (heads, (NordSlice){"moderation", 10}, &id))
    return FALSE;
  read = nord_storage_file_ready (self, S_OP_LINE);
  sqlite3_bind_int64 (read, 1, scope);
  nord_storage_file_bind (read, 2, id);
  if (sqlite3_step (read) == SQLITE_ROW)
    due = nord_line_scan (&word, sqlite3_column_blob (read, 0),
                          (gsize) sqlite3_column_bytes (read, 0), &reason) &&
          is_redaction (&word);
  sqlite3_reset (read);
  return due;
}

/* All operations about the thing. */
static gboolean
read_rows (NordStorageFile *self,
           gint64 scope,
           const NordLine *about,
           const char *const *texts,
           GArray *rows,
           GError **error)
{
  sqlite3_stmt *read = nord_storage_file_ready (self, S_OPS_ABOUT);
  int code;

  sqlite3_bind_int64 (read, 1, scope);
  nord_storage_file_bind (read, 2, about->doc);
  nord_storage_file_bind (read, 3, about->type);
  while ((code = sqlite3_step (read)) == SQLITE_ROW) {
    const char *text = sqlite3_column_blob (read, 2);
    gsize length = (gsize) sqlite3_column_bytes (read, 2);
    const char *reason;
    NordLine line;
    Row row = {.key = sqlite3_column_int64 (read, 0)};

    if (!nord_line_scan (&line, text, length, &reason) ||
        !nord_slice_equal (line.doc, about->doc) ||
        sqlite3_column_bytes (read, 1) != NORD_DIGEST_BYTES)
      continue;
    nord_chain_name (row.hash, sqlite3_column_blob (read, 1));
    row.id = g_strndup (line.id.at, line.id.length);
    row.hlc = g_strndup (line.hlc.at, line.hlc.length);
    for (guint t = 0; texts[t] != NULL; t++)
      listen (&line, texts[t], &row.says[t]);
    row.text = g_bytes_new (text, length);
    g_array_append_val (rows, row);
  }
  sqlite3_reset (read);
  return code == SQLITE_DONE || nord_storage_file_fail (self, error);
}

static void
strike (const GArray *rows, const char *const *texts)
{
  g_autofree NordMergeEdit *edits = g_new (NordMergeEdit, rows->len);
  g_autofree Say **of = g_new (Say *, rows->len);

  for (guint t = 0; texts[t] != NULL; t++) {
    guint n = 0;

    for (guint i = 0; i < rows->len; i++) {
      Row *row = &g_array_index (rows, Row, i);
      Say *say = &row->says[t];

      if (!say->covers)
        continue;
      edits[n] =
        (NordMergeEdit){.id = row->id, .hlc = row->hlc, .base = say->base, .redacts = say->redacts};
      of[n++] = say;
    }
    nord_merge_strike (edits, n);
    for (guint i = 0; i < n; i++)
      of[i]->struck = edits[i].struck;
  }
}

/**
 * nord_storage_erase:
 * @self: a storage in a transaction
 * @scope: key of the workshop
 * @line: an operation about a thing that was redacted; must outlive the call
 * @any: (out): whether something was taken out
 * @error: #NORD_STORAGE_ERROR
 */
gboolean
nord_storage_erase (NordStorageFile *self,
                    gint64 scope,
                    const NordLine *line,
                    gboolean *any,
                    GError **error)
{
  const char *const *texts = texts_of (line);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  sqlite3_stmt *drop;

  *any = FALSE;
  g_return_val_if_fail (texts != NULL, FALSE);
  g_array_set_clear_func (rows, row_clear);
  if (!read_rows (self, scope, line, texts, rows, error))
    return FALSE;
  strike (rows, texts);
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = &g_array_index (rows, Row, i);
    gsize length;
    const char *text = g_bytes_get_data (row->text, &length);
    g_autoptr (JsonNode) root = nord_json_parse (text, (gssize) length, NULL);
    g_autoptr (GString) body = NULL;
    gboolean stripped = FALSE;
    sqlite3_stmt *put;

    for (guint t = 0; root != NULL && texts[t] != NULL; t++)
      if (row->says[t].struck)
        stripped |= nord_erase_strip (root, row->hash, texts[t]);
    if (!stripped)
      continue;
    body = g_string_new (NULL);
    nord_json_append_node (body, root);
    put = nord_storage_file_ready (self, S_OP_ERASE);
    sqlite3_bind_int64 (put, 1, row->key);
    sqlite3_bind_blob (put, 2, body->str, (int) body->len, SQLITE_STATIC);
    if (!nord_storage_file_run (self, put, error))
      return FALSE;
    *any = TRUE;
  }
  if (!*any)
    return TRUE;
  drop = nord_storage_file_ready (self, S_ASIDE_FORGET);
  sqlite3_bind_int64 (drop, 1, scope);
  nord_storage_file_bind (drop, 2, line->doc);
  return nord_storage_file_run (self, drop, error);
}

void
nord_storage_erase_finish (NordStorageFile *self)
{
  /* A reader in the way only lets the log be emptied later. */
  sqlite3_wal_checkpoint_v2 (self->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}
