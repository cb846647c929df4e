/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Lines to others and from others. */
#include "core/store/erase.h"
#include "core/store/removal.h"
#include "core/store/store-private.h"

#include "core/model/sha256.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a line that is no change, this much is kept for a person to look at. */
#define KEPT_BYTES 65536

/* In place of a stamp: that of the writer counts, whatever was said before. */
#define CLAIMED -1

static void
ingested_free (gpointer data)
{
  NordIngested *self = data;

  g_free (self->id);
  g_free (self->reason);
  g_free (self);
}

static gboolean
reject (NordStore *self,
        NordIngested *result,
        const char *reason,
        const char *line,
        gsize length,
        GError **error)
{
  sqlite3_stmt *add = nord_store_sql (self, NORD_SQL_ADD_REJECTED, error);
  g_autofree char *kept = g_utf8_make_valid (line, MIN (length, KEPT_BYTES));

  if (add == NULL)
    return FALSE;
  result->result = NORD_INGEST_REJECTED;
  result->reason = g_strdup (reason);
  sqlite3_bind_int64 (add, 1, self->wall_ms);
  sqlite3_bind_text (add, 2, reason, -1, SQLITE_STATIC);
  sqlite3_bind_text (add, 3, kept, -1, SQLITE_STATIC);
  return nord_db_finish (self->db, add, error);
}

typedef enum { FRESH, KNOWN, ALTERED, DOUBLED, BROKEN } Standing;

/* Is the id in the log, and of the same change? */
static gboolean
find_id (NordStore *self, const NordOp *op, const guint8 *hash, Standing *standing, GError **error)
{
  sqlite3_stmt *find = nord_store_sql (self, NORD_SQL_FIND_CHANGE, error);
  gboolean row, ok;

  *standing = FRESH;
  if (find == NULL)
    return FALSE;
  sqlite3_bind_text (find, 1, op->id, -1, SQLITE_STATIC);
  ok = nord_db_step (self->db, find, &row, error);
  if (ok && row)
    *standing = sqlite3_column_bytes (find, 0) == NORD_HASH_BYTES &&
                    memcmp (sqlite3_column_blob (find, 0), hash, NORD_HASH_BYTES) == 0
                  ? KNOWN
                  : ALTERED;
  sqlite3_reset (find);
  return ok;
}

/* Reads the last change of a writer, where it is not the one whose changes are coming in. */
static gboolean
read_top (NordStore *self, gint64 device, GError **error)
{
  sqlite3_stmt *find;
  gboolean row, ok;

  if (self->top.device == device)
    return TRUE;
  find = nord_store_sql (self, NORD_SQL_FIND_TOP, error);
  if (find == NULL)
    return FALSE;
  sqlite3_bind_int64 (find, 1, device);
  ok = nord_db_step (self->db, find, &row, error);
  if (ok) {
    self->top = (NordTop){.device = device};
    if (row)
      self->top.n = sqlite3_column_int64 (find, 0);
    if (row && sqlite3_column_bytes (find, 1) == NORD_HASH_BYTES)
      memcpy (self->top.hash, sqlite3_column_blob (find, 1), NORD_HASH_BYTES);
  }
  sqlite3_reset (find);
  return ok;
}

static gboolean
names (const char *prev, const guint8 *hash)
{
  char name[NORD_CHAIN_NAME_BYTES];

  nord_chain_name (name, hash);
  return prev != NULL && strcmp (prev, name) == 0;
}

/* How a change stands to what the log has of its writer already. */
static gboolean
compare_with_log (NordStore *self,
                  const NordOp *op,
                  const guint8 *hash,
                  Standing *standing,
                  GError **error)
{
  gint64 device = GPOINTER_TO_SIZE (g_hash_table_lookup (self->devices, op->device));
  sqlite3_stmt *find;
  gboolean row;

  if (!find_id (self, op, hash, standing, error))
    return FALSE;
  if (*standing != FRESH || device == 0)
    return TRUE;
  if (!read_top (self, device, error))
    return FALSE;
  /* Mostly changes come in the order in which they were written. */
  if (op->n > self->top.n) {
    if (op->n == self->top.n + 1 && self->top.n > 0 && !names (op->prev, self->top.hash))
      *standing = BROKEN;
    return TRUE;
  }
  find = nord_store_sql (self, NORD_SQL_FIND_N, error);
  if (find == NULL)
    return FALSE;
  for (gint64 n = op->n - 1; n <= op->n + 1 && *standing == FRESH; n++) {
    sqlite3_bind_int64 (find, 1, device);
    sqlite3_bind_int64 (find, 2, n);
    if (!nord_db_step (self->db, find, &row, error)) {
      sqlite3_reset (find);
      return FALSE;
    }
    if (row && n == op->n) {
      *standing = DOUBLED;
    } else if (row && n < op->n) {
      if (!names (op->prev, sqlite3_column_blob (find, 0)))
        *standing = BROKEN;
    } else if (row) {
      g_autoptr (NordOp) next = nord_op_parse ((const char *) sqlite3_column_text (find, 1),
                                               sqlite3_column_bytes (find, 1), NULL);

      if (next == NULL || !names (next->prev, hash))
        *standing = BROKEN;
    }
    sqlite3_reset (find);
  }
  return TRUE;
}

/* The common case: the change was made on top of what shows here, so it simply follows. */
static gboolean
simply_follows (const NordThing *thing, const NordOp *op)
{
  const NordOpEdit *deleted = nord_op_find (op, NORD_OP_DELETED);

  if (nord_op_is_creation (op) || op->over || (thing->deleted && deleted == NULL))
    return FALSE;
  for (guint i = 0; i < op->edits->len; i++) {
    const NordOpEdit *edit = &g_array_index (op->edits, NordOpEdit, i);

    if (edit->field == NORD_OP_UNKNOWN)
      continue;
    if (edit->base == NULL || g_strcmp0 (edit->base, nord_thing_winner (thing, edit->field)) != 0)
      return FALSE;
  }
  if (deleted && deleted->value.boolean) {
    g_autoptr (NordOp) mine = nord_op_new ();
    gboolean same;

    nord_thing_see (thing, mine);
    same = op->seen != NULL && mine->seen->len == op->seen->len;
    for (guint i = 0; same && i < op->seen->len; i++)
      same = g_strcmp0 (mine->seen->pdata[i], op->seen->pdata[i]) == 0;
    return same;
  }
  return TRUE;
}

static void
add_edit (NordChange *change, guint field, const NordValue *after)
{
  NordEdit edit = {.field = field};

  if (after)
    nord_value_copy (&edit.after, after);
  g_array_append_val (change->edits, edit);
}

/* Brings the row of the thing from the state @before to @after and tells what that means. */
static gboolean
turn_row (NordStore *self,
          const NordOp *op,
          const NordThing *before,
          const NordThing *after,
          const NordValue *const *values,
          NordChangeSet *applied,
          GError **error)
{
  static const NordValue nothing = NORD_VALUE_INIT;
  const NordValue *changed[NORD_MAX_FIELDS] = {NULL};
  gboolean was = before->fid != 0 && !before->deleted, is = !after->deleted, any = FALSE;
  NordChange *change = NULL;

  if (!was && !is)
    return TRUE;
  if (!was && applied == NULL)
    return nord_table_insert (self, after->noun, after->fid, op->target, values, error);
  if (was && !is) {
    if (!nord_table_delete (self, after->noun, after->fid, error))
      return FALSE;
    change = nord_change_new_restore (after->noun->kind, op->target);
    change->kind = NORD_CHANGE_DELETE;
  } else if (!was) {
    if (!nord_table_insert (self, after->noun, after->fid, op->target, values, error))
      return FALSE;
    change = nord_change_new_create (after->noun->kind, op->target);
    for (guint i = 0; i < after->noun->n_fields; i++)
      if (values[i])
        add_edit (change, i, values[i]);
  } else {
    for (guint i = 0; i < after->noun->n_fields; i++)
      if (g_strcmp0 (nord_thing_winner (before, i), nord_thing_winner (after, i)) != 0) {
        changed[i] = values[i] ? values[i] : &nothing;
        any = TRUE;
      }
    if (!any)
      return TRUE;
    if (!nord_table_update (self, after->noun, after->fid, changed, error))
      return FALSE;
    change = nord_change_new_restore (after->noun->kind, op->target);
    change->kind = NORD_CHANGE_UPDATE;
    for (guint i = 0; i < after->noun->n_fields; i++)
      if (changed[i])
        add_edit (change, i, changed[i]);
  }
  change->id = g_strdup (op->id);
  change->hlc = g_strdup (op->hlc_text);
  change->device = g_strdup (op->device);
  change->n = op->n;
  if (applied)
    nord_change_set_group_add (applied, change);
  else
    nord_change_free (change);
  return TRUE;
}

/* Merges a change that stands in the log already into the tables. */
static gboolean
merge (NordStore *self,
       const NordOp *op,
       NordThing *before,
       NordIngested *result,
       NordChangeSet *applied,
       GError **error)
{
  const NordValue *values[NORD_MAX_FIELDS] = {NULL};
  g_autoptr (GPtrArray) ops = NULL;
  NordThing after = *before;
  gboolean conflicts = FALSE, added = before->fid == 0;

  if (!added && !nord_store_has_conflict (self, op->target, &conflicts, error))
    return FALSE;
  if (!added && !conflicts && simply_follows (before, op)) {
    const NordOpEdit *deleted = nord_op_find (op, NORD_OP_DELETED);

    for (guint i = 0; i < op->edits->len; i++) {
      const NordOpEdit *edit = &g_array_index (op->edits, NordOpEdit, i);

      if (edit->field == NORD_OP_UNKNOWN)
        continue;
      nord_thing_set_winner (&after, edit->field, op->id);
      if (edit->field >= 0)
        values[edit->field] = &edit->value;
    }
    if (deleted)
      after.deleted = deleted->value.boolean;
    if (deleted && before->deleted && !after.deleted)
      ops = nord_store_read_thing_log (self, op->target, error);
    if (deleted && before->deleted && !after.deleted) {
      if (ops == NULL)
        return FALSE;
      nord_fold (ops, &after, values, NULL);
    }
  } else {
    g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (NordFoldConflict));
    gboolean fresh = FALSE;

    if (added) {
      after.fid = self->standing.seq;
      ops = g_ptr_array_new ();
      g_ptr_array_add (ops, (gpointer) op);
    } else
      ops = nord_store_read_thing_log (self, op->target, error);
    if (ops == NULL)
      return FALSE;
    nord_fold (ops, &after, values, found);
    if ((conflicts || found->len > 0) &&
        !nord_store_put_conflicts (self, op->target, after.noun, found, &fresh, error))
      return FALSE;
    if (fresh)
      result->result = NORD_INGEST_CONFLICT;
  }
  return nord_thing_save (self, &after, op->target, added, error) &&
         turn_row (self, op, before, &after, values, applied, error);
}

/* Says of a change in the log which stamp counts for it; @changed: another one did so far. */
static gboolean
note_hlc_eff (NordStore *self, const NordOp *op, gint64 hlc, gboolean *changed, GError **error)
{
  sqlite3_stmt *set =
    nord_store_sql (self, hlc == CLAIMED ? NORD_SQL_DROP_HLC_EFF : NORD_SQL_SET_HLC_EFF, error);

  if (set == NULL)
    return FALSE;
  sqlite3_bind_text (set, 1, op->id, -1, SQLITE_STATIC);
  if (hlc != CLAIMED)
    sqlite3_bind_int64 (set, 2, hlc);
  if (!nord_db_finish (self->db, set, error))
    return FALSE;
  *changed = sqlite3_changes (self->db->handle) > 0;
  return TRUE;
}

/* The stamp of a change that is merged already counts for something else: then another one of
 * several concurrent edits may be the one that shows. */
static gboolean
merge_again (NordStore *self,
             const NordOp *op,
             const NordThing *before,
             NordChangeSet *applied,
             GError **error)
{
  const NordValue *values[NORD_MAX_FIELDS] = {NULL};
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (NordFoldConflict));
  g_autoptr (GPtrArray) ops = nord_store_read_thing_log (self, op->target, error);
  NordThing after = *before;
  gboolean fresh;

  if (ops == NULL)
    return FALSE;
  nord_fold (ops, &after, values, found);
  return nord_store_put_conflicts (self, op->target, after.noun, found, &fresh, error) &&
         nord_thing_save (self, &after, op->target, FALSE, error) &&
         turn_row (self, op, before, &after, values, applied, error);
}

/* What no copy of this workshop can take in, whatever else it knows. */
static const char *
find_objection (NordStore *self, const NordOp *op, const NordThing *thing)
{
  const NordOpEdit *deleted = nord_op_find (op, NORD_OP_DELETED);

  if (strcmp (op->scope, self->scope) != 0)
    return _ ("The change belongs to another workshop");
  if (op->noun && thing->fid && thing->noun != op->noun)
    return _ ("The change is about another kind of thing than the one of this id");
  if (op->noun && op->noun->kind == NORD_NOUN_WORKSHOP &&
      (strcmp (op->target, self->scope) != 0 || (deleted && deleted->value.boolean)))
    return _ ("A file holds exactly one workshop");
  return NULL;
}

/**
 * nord_store_take_line:
 * @self: a store in a transaction
 * @line: one change
 * @length: its bytes
 * @hlc_eff: the stamp that counts for it, ms << 16 | counter; 0 for the one that its writer gave it
 * @result: (out caller-allocates): what became of it
 * @applied: (nullable): gets what changed in the tables
 * @error: #NORD_DB_ERROR: the file failed, not the line
 */
gboolean
nord_store_take_line (NordStore *self,
                      const char *line,
                      gsize length,
                      gint64 hlc_eff,
                      NordIngested *result,
                      NordChangeSet *applied,
                      GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (NordOp) op = nord_op_parse (line, length, &fault);
  guint8 hash[NORD_HASH_BYTES], now[NORD_HASH_BYTES];
  gboolean erased, is_new, changed = FALSE;
  GString text = {(char *) line, length, length};
  const char *objection = NULL;
  Standing standing;
  NordThing thing;

  result->result = NORD_INGEST_APPLIED;
  if (op == NULL)
    return reject (self, result, fault->message, line, length, error);
  result->id = g_strdup (op->id);
  nord_sha256 (hash, (const guint8 *) line, length);
  memcpy (now, hash, sizeof now);
  erased = nord_erase_read_hash (line, length, hash);
  if (!compare_with_log (self, op, hash, &standing, error) ||
      !nord_thing_find (self, op->target, &thing, error))
    return FALSE;
  switch (standing) {
  case KNOWN:
    result->result = NORD_INGEST_DUPLICATE;
    if (hlc_eff != 0 && !note_hlc_eff (self, op, hlc_eff, &changed, error))
      return FALSE;
    return !changed || op->noun == NULL || merge_again (self, op, &thing, applied, error);
  case ALTERED:
    objection = _ ("The change is known with another content");
    break;
  case DOUBLED:
    objection = _ ("Its writer has given this number to another change");
    break;
  case BROKEN:
    objection = _ ("The change does not follow the one before it of the same writer");
    break;
  case FRESH:
  default:
    objection = find_objection (self, op, &thing);
  }
  if (objection)
    return reject (self, result, objection, line, length, error);
  if (!nord_store_log (self, op, &text, hash, error))
    return FALSE;
  if (erased && !nord_erase_note (self, self->standing.seq, now, error))
    return FALSE;
  hlc_eff = hlc_eff == CLAIMED ? 0 : hlc_eff;
  if (hlc_eff != 0 && !note_hlc_eff (self, op, hlc_eff, &changed, error))
    return FALSE;
  nord_op_set_eff (op, hlc_eff);
  self->standing.clock = nord_hlc_receive (self->standing.clock, op->hlc, self->wall_ms);
  /* A kind of thing that only a newer version knows is kept and handed on. */
  if (op->noun == NULL)
    return TRUE;
  /* About a new thing nobody has said anything yet. */
  is_new = thing.fid == 0;
  return merge (self, op, &thing, result, applied, error) &&
         (is_new || (nord_erase_after (self, op, error) && nord_removal_after (self, op, error)));
}

/**
 * nord_store_read_lines:
 * @self: a store
 * @after: a position in the log, 0 for its start
 * @limit: at most so many
 * @last: (out): position of the last line returned; @after where there is none
 * @error: #NORD_STORE_ERROR
 *
 * Returns: (transfer full) (element-type utf8) (nullable): changes, own and others', without line
 *   ends
 */
GPtrArray *
nord_store_read_lines (NordStore *self, gint64 after, guint limit, gint64 *last, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GError *inner = NULL;
  sqlite3_stmt *read;
  gboolean row;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, NULL);
  g_return_val_if_fail (self->owner == g_thread_self (), NULL);

  *last = after;
  read = nord_store_sql (self, NORD_SQL_READ_LINES, &inner);
  if (read) {
    sqlite3_bind_int64 (read, 1, after);
    sqlite3_bind_int64 (read, 2, limit);
    while (nord_db_step (self->db, read, &row, &inner) && row) {
      *last = sqlite3_column_int64 (read, 0);
      g_ptr_array_add (lines, g_strndup ((const char *) sqlite3_column_text (read, 1),
                                         sqlite3_column_bytes (read, 1)));
    }
    sqlite3_reset (read);
  }
  if (inner) {
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  return g_steal_pointer (&lines);
}

/* The stamp that counts for the change on @line, where the news say so. */
static gint64
read_hlc_eff (const NordNews *news, const char *line)
{
  g_autoptr (NordOp) op = NULL;
  g_autofree char *device = NULL;
  const char *text;
  NordHlc hlc;

  if (news->hlc_eff == NULL || g_hash_table_size (news->hlc_eff) == 0)
    return 0;
  op = nord_op_parse (line, -1, NULL);
  text = op ? g_hash_table_lookup (news->hlc_eff, op->id) : NULL;
  if (text != NULL && *text == 0)
    return CLAIMED;
  if (text == NULL || !nord_hlc_parse (text, &hlc, &device) || strcmp (device, op->device) != 0)
    return 0;
  return hlc.ms << 16 | hlc.counter;
}

/**
 * nord_store_ingest:
 * @self: a store
 * @news: changes from elsewhere, one a line, and which stamps count for something else
 * @applied: (out) (optional) (transfer full): what changed in the tables
 * @error: #NORD_STORE_ERROR: the file failed and nothing was taken in
 *
 * Takes in changes from elsewhere, in one transaction. A line that is not understood or that was
 * altered never stops the others; it is kept aside with the reason.
 *
 * Returns: (transfer full) (element-type NordIngested) (nullable): what became of each line
 */
GPtrArray *
nord_store_ingest (NordStore *self, const NordNews *news, NordChangeSet **applied, GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (ingested_free);
  g_autoptr (NordChangeSet) changes = applied ? nord_change_set_group_new (NULL) : NULL;
  GError *inner = NULL;

  g_return_val_if_fail (NORD_IS_STORE (self), NULL);

  if (!nord_store_begin (self, NULL, error))
    return NULL;
  for (guint i = 0; inner == NULL && i < news->n_lines; i++) {
    const char *line = news->lines[i];
    NordIngested *result = g_new0 (NordIngested, 1);

    g_ptr_array_add (results, result);
    nord_store_take_line (self, line, strlen (line), read_hlc_eff (news, line), result, changes,
                          &inner);
  }
  if (inner) {
    nord_store_rollback (self);
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  if (!nord_store_end_step (self, error))
    return NULL;
  if (applied)
    *applied = g_steal_pointer (&changes);
  return g_steal_pointer (&results);
}

GPtrArray *
nord_store_read_hlc_eff (NordStore *self, GHashTable **hlc_eff, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GError *inner = NULL;
  sqlite3_stmt *read;
  gboolean row;

  g_return_val_if_fail (NORD_IS_STORE (self) && self->db != NULL, NULL);

  read = nord_store_sql (self, NORD_SQL_READ_HLC_EFF_LINES, &inner);
  while (read && nord_db_step (self->db, read, &row, &inner) && row) {
    g_hash_table_insert (of, g_strdup ((const char *) sqlite3_column_text (read, 0)),
                         g_strdup (""));
    g_ptr_array_add (lines, g_strdup ((const char *) sqlite3_column_text (read, 1)));
  }
  if (read)
    sqlite3_reset (read);
  if (inner) {
    nord_store_wrap_error (self->path, inner, error);
    return NULL;
  }
  *hlc_eff = g_steal_pointer (&of);
  return g_steal_pointer (&lines);
}
