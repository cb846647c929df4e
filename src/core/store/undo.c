/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Undo and redo: the inverse of a step, found in the log, applied as a step of its own. */
#include "core/store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many changes of a step are held at a time. */
#define STEP_PART 500

typedef struct {
  gint64 position, first, last;
  char *label; /* (owned) */
} Entry;

static void
entry_clear (Entry *self)
{
  g_free (self->label);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static gboolean
peek (NordStore *self, int kind, Entry *entry, gboolean *found, GError **error)
{
  sqlite3_stmt *read = nord_store_sql (self, NORD_SQL_PEEK_UNDO, error);
  gboolean ok;

  if (read == NULL)
    return FALSE;
  sqlite3_bind_int (read, 1, kind);
  ok = nord_db_step (self->db, read, found, error);
  if (ok && *found) {
    entry->position = sqlite3_column_int64 (read, 0);
    entry->label = g_strdup ((const char *) sqlite3_column_text (read, 1));
    entry->first = sqlite3_column_int64 (read, 2);
    entry->last = sqlite3_column_int64 (read, 3);
  }
  sqlite3_reset (read);
  return ok;
}

/* The changes of a step from @first to @last, the latest first. */
static GPtrArray *
read_step (NordStore *self, gint64 first, gint64 last, GError **error)
{
  sqlite3_stmt *read = nord_store_sql (self, NORD_SQL_READ_STEP, error);
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_op_free);
  gboolean row = TRUE, ok = read != NULL;

  if (read) {
    sqlite3_bind_int64 (read, 1, first);
    sqlite3_bind_int64 (read, 2, last);
  }
  while (ok && (ok = nord_db_step (self->db, read, &row, error)) && row) {
    NordOp *op = nord_op_parse ((const char *) sqlite3_column_text (read, 0),
                                sqlite3_column_bytes (read, 0), error);

    ok = op != NULL;
    if (op)
      g_ptr_array_add (ops, op);
  }
  if (read)
    sqlite3_reset (read);
  return ok ? g_steal_pointer (&ops) : NULL;
}

/* Does the field still stand as @op left it? After an undo in between another change holds the
 * field, but one that brought this value back. */
static gboolean
still_stands (NordStore *self,
              const NordThing *thing,
              const NordOp *op,
              int field,
              gboolean *stands,
              GError **error)
{
  const char *winner = nord_thing_winner (thing, field);
  g_autoptr (NordOp) current = NULL;

  *stands = FALSE;
  if (winner == NULL)
    return TRUE;
  if (strcmp (winner, op->id) == 0) {
    *stands = TRUE;
    return TRUE;
  }
  current = nord_store_read_op (self, winner, error);
  if (current == NULL)
    return FALSE;
  *stands = g_strcmp0 (nord_op_find_origin (current, field), nord_op_find_origin (op, field)) == 0;
  return TRUE;
}

/* Undoing a creation takes the whole thing away, so nobody else may have worked on it since. */
static gboolean
is_ours_alone (NordStore *self,
               const NordThing *thing,
               const NordOp *op,
               gboolean *ours,
               GError **error)
{
  *ours = TRUE;
  for (guint i = 0; *ours && i < thing->noun->n_fields; i++) {
    g_autoptr (NordOp) winner = NULL;

    if (*thing->fields[i] == 0)
      continue;
    winner = nord_store_read_op (self, thing->fields[i], error);
    if (winner == NULL)
      return FALSE;
    *ours = strcmp (winner->device, op->device) == 0 || strcmp (winner->device, self->device) == 0;
  }
  return TRUE;
}

/* Adds to @inverse the edit that takes back what @op did to one field. @held keeps the strings. */
static gboolean
invert_edit (NordStore *self,
             const NordThing *thing,
             const NordOp *op,
             const NordOpEdit *edit,
             NordOp *inverse,
             GPtrArray *held,
             GError **error)
{
  NordOpEdit *back;
  const NordOpEdit *before = NULL;
  NordOp *base = NULL;
  gboolean stands;

  if (edit->field == NORD_OP_UNKNOWN)
    return TRUE;
  if (!still_stands (self, thing, op, edit->field, &stands, error))
    return FALSE;
  if (!stands)
    return TRUE;
  if (edit->base) {
    base = nord_store_read_op (self, edit->base, error);
    if (base == NULL)
      return FALSE;
    g_ptr_array_add (held, base);
    before = nord_op_find (base, edit->field);
  }
  back = nord_op_add (inverse, edit->name, edit->field);
  back->base = nord_thing_winner (thing, edit->field);
  back->reviving = TRUE;
  back->revived = base ? nord_op_find_origin (base, edit->field) : NULL;
  if (before)
    nord_value_copy (&back->value, &before->value);
  else if (edit->field == NORD_OP_DELETED)
    nord_value_set_boolean (&back->value, TRUE); /* before its creation the thing was not there */
  return TRUE;
}

/* What the maker of a delete knows of the thing. Where a decision is undone that is what the delete
 * before it knew, or the edit that nobody had seen would count as seen. */
static void
see (const NordThing *thing, const NordOp *op, GPtrArray *held, NordOp *inverse)
{
  const NordOp *before = op->over && held->len > 0 ? held->pdata[held->len - 1] : NULL;

  if (before == NULL || before->seen == NULL) {
    nord_thing_see (thing, inverse);
    return;
  }
  inverse->seen = g_ptr_array_new ();
  g_ptr_array_extend (inverse->seen, before->seen, NULL, NULL);
}

static NordChange *
describe (NordStore *self, const NordOp *inverse, NordRecord *before)
{
  const NordOpEdit *deleted = nord_op_find (inverse, NORD_OP_DELETED);
  NordChange *change;

  if (deleted) {
    change = nord_change_new_restore (inverse->noun->kind, inverse->target);
    if (deleted->value.boolean)
      change->kind = NORD_CHANGE_DELETE;
  } else {
    change = nord_change_new_update (before);
    for (guint i = 0; i < inverse->edits->len; i++) {
      const NordOpEdit *edit = &g_array_index (inverse->edits, NordOpEdit, i);

      if (edit->field >= 0)
        nord_change_set (change, edit->field, &edit->value);
    }
  }
  change->id = (char *) inverse->id;
  change->hlc = (char *) inverse->hlc_text;
  change->device = g_strdup (self->device);
  change->n = inverse->n;
  return change;
}

/* Applies the inverse of one change, as far as it still stands. */
static gboolean
invert (NordStore *self, const NordOp *op, NordChangeSet *applied, GError **error)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_op_free);
  g_autoptr (NordOp) inverse = nord_op_new ();
  g_autoptr (NordRecord) before = NULL;
  const NordOpEdit *deleted = nord_op_find (op, NORD_OP_DELETED);
  NordThing thing;

  if (op->noun == NULL)
    return TRUE;
  if (!nord_thing_find (self, op->target, &thing, error))
    return FALSE;
  if (thing.fid == 0 || (thing.deleted && deleted == NULL && op->over == NULL))
    return TRUE;
  inverse->noun = op->noun;
  inverse->target = op->target;
  if (deleted) {
    gboolean ours = TRUE;

    /* Of a creation only the being there is taken back; its values stay in the log. */
    if (nord_op_is_creation (op) && !is_ours_alone (self, &thing, op, &ours, error))
      return FALSE;
    if (ours && !invert_edit (self, &thing, op, deleted, inverse, held, error))
      return FALSE;
  } else
    for (guint i = 0; i < op->edits->len; i++)
      if (!invert_edit (self, &thing, op, &g_array_index (op->edits, NordOpEdit, i), inverse, held,
                        error))
        return FALSE;
  if (inverse->edits->len == 0)
    return TRUE;
  /* An undone decision is open again. */
  for (guint i = 0; op->over && i < op->over->len; i++) {
    const NordOpVerdict *verdict = &g_array_index (op->over, NordOpVerdict, i);

    if (nord_op_find (inverse, verdict->field))
      nord_op_add_verdict (inverse, verdict->field, verdict->id, !verdict->settled);
  }
  deleted = nord_op_find (inverse, NORD_OP_DELETED);
  if (deleted && deleted->value.boolean == thing.deleted && inverse->over == NULL)
    return TRUE;
  if (deleted == NULL && !thing.deleted) {
    before = nord_store_read_one (self, op->noun->kind, op->target, error);
    if (before == NULL)
      return FALSE;
  }
  {
    NordThing seen = thing;

    if (deleted && deleted->value.boolean)
      see (&seen, op, held, inverse);
    /* The bases point into @seen, as @thing moves on while it is written. */
    for (guint i = 0; i < inverse->edits->len; i++) {
      NordOpEdit *edit = &g_array_index (inverse->edits, NordOpEdit, i);

      edit->base = nord_thing_winner (&seen, edit->field);
    }
    if (!nord_store_write_op (self, &thing, inverse, error)) {
      g_free ((char *) inverse->id);
      g_free ((char *) inverse->hlc_text);
      return FALSE;
    }
  }
  if (thing.deleted && deleted == NULL) {
    /* A decision about a thing that is gone: nothing shows of it. */
    g_free ((char *) inverse->id);
    g_free ((char *) inverse->hlc_text);
    return TRUE;
  }
  nord_change_set_group_add (applied, describe (self, inverse, before));
  return TRUE;
}

static gboolean
turn (NordStore *self, int kind, const Entry *entry, GError **error)
{
  sqlite3_stmt *pop = nord_store_sql (self, NORD_SQL_POP_UNDO, error);
  sqlite3_stmt *push = pop ? nord_store_sql (self, NORD_SQL_PUSH_UNDO, error) : NULL;

  if (push == NULL)
    return FALSE;
  sqlite3_bind_int64 (pop, 1, entry->position);
  if (!nord_db_finish (self->db, pop, error))
    return FALSE;
  if (self->step_first == 0)
    return TRUE;
  sqlite3_bind_int (push, 1, !kind);
  sqlite3_bind_text (push, 2, entry->label, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (push, 3, self->step_first);
  sqlite3_bind_int64 (push, 4, self->standing.seq);
  return nord_db_finish (self->db, push, error);
}

/* Applies the inverse of a whole step, backwards, holding a few of its changes at a time. */
static gboolean
invert_step (NordStore *self, const Entry *entry, NordChangeSet *applied, GError **error)
{
  gboolean ok = TRUE;

  for (gint64 last = entry->last; ok && last >= entry->first; last -= STEP_PART) {
    g_autoptr (GPtrArray) ops =
      read_step (self, MAX (entry->first, last - STEP_PART + 1), last, error);

    ok = ops != NULL;
    for (guint i = 0; ok && i < ops->len; i++)
      ok = invert (self, ops->pdata[i], applied, error);
  }
  return ok;
}

/* About how many changes it will take; only a hint. */
static guint
count_step (NordStore *self, int kind)
{
  g_auto (Entry) entry = {0};
  gboolean found = FALSE;

  if (self->db == NULL || self->read_only || !peek (self, kind, &entry, &found, NULL) || !found)
    return 1;
  return CLAMP (entry.last - entry.first + 1, 1, G_MAXUINT);
}

static NordChangeSet *
go (NordStore *self, int kind, GError **error)
{
  g_autoptr (NordChangeSet) applied = NULL;
  g_auto (Entry) entry = {0};
  GError *inner = NULL;
  gboolean found = FALSE;

  if (!nord_store_begin_many (self, NULL, count_step (self, kind), error))
    return NULL;
  if (peek (self, kind, &entry, &found, &inner) && found) {
    applied = nord_change_set_group_new (entry.label);
    if (invert_step (self, &entry, applied, &inner))
      turn (self, kind, &entry, &inner);
  }
  if (inner || !found) {
    nord_store_rollback (self);
    if (inner)
      nord_store_wrap_error (self->path, inner, error);
    else
      nord_store_refuse (error, kind == 0 ? _ ("There is nothing to undo")
                                          : _ ("There is nothing to redo"));
    return NULL;
  }
  return nord_store_end_step (self, error) ? g_steal_pointer (&applied) : NULL;
}

/* What stands on the buttons. */
void
nord_store_refresh_labels (NordStore *self)
{
  for (int kind = 0; kind < 2; kind++) {
    g_auto (Entry) entry = {0};
    char **label = kind == 0 ? &self->undo_label : &self->redo_label;
    gboolean found = FALSE;

    g_clear_pointer (label, g_free);
    if (!self->read_only && peek (self, kind, &entry, &found, NULL) && found)
      *label = g_steal_pointer (&entry.label);
  }
}

const char *
nord_store_get_undo_label (NordStore *self)
{
  return self->undo_label;
}

const char *
nord_store_get_redo_label (NordStore *self)
{
  return self->redo_label;
}

/**
 * nord_store_undo:
 * @self: a store
 * @error: #NORD_STORE_ERROR_INVALID where there is nothing to undo, and others
 *
 * Takes back the last step of this writer, where it still stands: what somebody else changed since
 * stays. The undo is a step like any other: it is in the log and goes to the others.
 *
 * Returns: (transfer full) (nullable): the changes that were applied, perhaps none
 */
NordChangeSet *
nord_store_undo (NordStore *self, GError **error)
{
  g_return_val_if_fail (NORD_IS_STORE (self), NULL);

  return go (self, 0, error);
}

NordChangeSet *
nord_store_redo (NordStore *self, GError **error)
{
  g_return_val_if_fail (NORD_IS_STORE (self), NULL);

  return go (self, 1, error);
}
