/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The one door: changes become rows of the log and of the tables in one transaction. */
#include "core/store/bulk.h"
#include "core/store/erase.h"
#include "core/store/removal.h"
#include "core/store/store-private.h"

#include "core/model/json.h"
#include "core/model/text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Whole numbers that every JSON reader keeps exactly (RFC 7493, section 2.2). */
#define MAX_INTEGER ((G_GINT64_CONSTANT (1) << 53) - 1)

static gboolean
is_word (const NordField *field, const char *text)
{
  return field->words == NULL || g_strv_contains (field->words, text);
}

static gboolean
check_value (const NordField *field, const NordValue *value, GError **error)
{
  g_autofree char *canonical = NULL;

  if (value->kind == NORD_VALUE_NULL)
    return TRUE;
  if (value->kind != field->kind)
    return nord_store_refuse (error, _ ("A value is not of the kind of its field"));
  switch (value->kind) {
  case NORD_VALUE_INTEGER:
    return ABS (value->integer) <= MAX_INTEGER ||
           nord_store_refuse (error, _ ("A number is too large"));
  case NORD_VALUE_REAL:
    return isfinite (value->real) || nord_store_refuse (error, _ ("A number is not finite"));
  case NORD_VALUE_TEXT: {
    gsize length = strlen (value->text);

    if (length > NORD_TEXT_MAX)
      return nord_store_refuse (error, _ ("A text is too long"));
    if (length == 0 || !nord_text_is_clean (value->text, length))
      return nord_store_refuse (error, _ ("A text holds characters that cannot be kept"));
    return is_word (field, value->text) ||
           nord_store_refuse (error, _ ("A word is none of those that the field knows"));
  }
  case NORD_VALUE_JSON:
    if (strlen (value->text) > NORD_TEXT_MAX)
      return nord_store_refuse (error, _ ("A text is too long"));
    canonical = nord_json_canonicalise (value->text, -1, NULL);
    return (canonical && strcmp (canonical, value->text) == 0) ||
           nord_store_refuse (error, _ ("A value is not in canonical form"));
  default:
    return TRUE;
  }
}

static int
find_settled_field (const NordChange *change)
{
  int field;

  if (g_strcmp0 (change->settled_field, "_deleted") == 0)
    return NORD_OP_DELETED;
  field = change->settled_field ? nord_noun_find_field (change->noun, change->settled_field) : -1;
  return field >= 0 ? field : NORD_OP_UNKNOWN;
}

static gboolean
check_edits (const NordChange *change, GError **error)
{
  for (guint i = 0; i < change->edits->len; i++) {
    const NordEdit *edit = &g_array_index (change->edits, NordEdit, i);

    if (edit->field >= change->noun->n_fields)
      return nord_store_refuse (error, _ ("A field is not one of this kind of thing"));
    if (!check_value (&change->noun->fields[edit->field], &edit->after, error)) {
      g_prefix_error (error, "%s: ", change->noun->fields[edit->field].name);
      return FALSE;
    }
  }
  return TRUE;
}

/* What the model does not allow is refused before anything is written. */
static gboolean
check_change (NordStore *self, const NordChange *change, GError **error)
{
  if (!nord_uuid_is_valid (change->target))
    return nord_store_refuse (error, _ ("A thing is not named by an id"));
  if (change->noun->kind == NORD_NOUN_WORKSHOP && change->kind != NORD_CHANGE_UPDATE &&
      (change->kind != NORD_CHANGE_CREATE || strcmp (change->target, self->scope) != 0))
    return nord_store_refuse (error, _ ("A file holds exactly one workshop"));
  if (change->settles &&
      (!nord_uuid_is_valid (change->settles) || find_settled_field (change) == NORD_OP_UNKNOWN))
    return nord_store_refuse (error, _ ("A decision names a field and a change"));
  return change->prepared || check_edits (change, error);
}

gboolean
nord_store_check_writable (NordStore *self, GError **error)
{
  g_return_val_if_fail (self->owner == g_thread_self (), FALSE);

  if (self->db == NULL)
    return nord_store_refuse (error, _ ("The workshop is closed"));
  if (self->failure) {
    g_set_error_literal (error, NORD_STORE_ERROR, NORD_STORE_ERROR_FAILED, self->failure);
    return FALSE;
  }
  if (self->read_only) {
    g_set_error (
      error, NORD_STORE_ERROR, NORD_STORE_ERROR_READ_ONLY,
      _ ("“%s” is open for reading only. Save a copy in a folder of your own to work on."),
      self->path);
    return FALSE;
  }
  return TRUE;
}

/* Turns an error of the file into one of the store, and remembers what cannot be trusted further:
 * after a failed write to the medium nobody knows what is on it, and a second try would only seem
 * to succeed, because the kernel drops what it could not write (fsyncgate, 2018). */
static gboolean
give_up (NordStore *self, GError *inner, GError **error)
{
  gboolean lost = g_error_matches (inner, NORD_DB_ERROR, NORD_DB_ERROR_FAILED) ||
                  g_error_matches (inner, NORD_DB_ERROR, NORD_DB_ERROR_DAMAGED);
  g_autoptr (GError) outer = NULL;

  self->spoilt = TRUE;
  nord_store_wrap_error (self->path, inner, &outer);
  if (lost && self->failure == NULL)
    self->failure = g_strdup (outer->message);
  g_propagate_error (error, g_steal_pointer (&outer));
  return FALSE;
}

/* --- Transactions --- */

static void
forget_step (NordStore *self)
{
  self->in_step = FALSE;
  nord_bulk_end (self);
  self->step_first = 0;
  g_clear_pointer (&self->step_label, g_free);
  for (guint i = 0; i < NORD_N_NOUNS; i++)
    self->extents[i].touched = self->extents[i].grown = FALSE;
}

static gboolean
is_late (gpointer device, gpointer number, gpointer data)
{
  return GPOINTER_TO_SIZE (number) > GPOINTER_TO_SIZE (data);
}

static void
undo_everything (NordStore *self)
{
  gint64 known = 0;
  sqlite3_stmt *count;

  if (!sqlite3_get_autocommit (self->db->handle)) {
    sqlite3_stmt *statement = nord_store_sql (self, NORD_SQL_ROLLBACK, NULL);

    if (statement)
      nord_db_finish (self->db, statement, NULL);
  }
  self->standing = self->standing_before;
  g_clear_pointer (&self->clock_steps, nord_clock_steps_free);
  /* Writers that were numbered in this transaction are not known after all. */
  if (sqlite3_prepare_v2 (self->db->handle, "SELECT count(*) FROM change_device", -1, &count,
                          NULL) == SQLITE_OK) {
    if (sqlite3_step (count) == SQLITE_ROW)
      known = sqlite3_column_int64 (count, 0);
    sqlite3_finalize (count);
  }
  g_hash_table_foreach_remove (self->devices, is_late, GSIZE_TO_POINTER (known));
  for (guint i = 0; i < NORD_N_NOUNS; i++)
    self->extents[i].known = self->extents[i].any = FALSE;
  forget_step (self);
}

static gboolean
begin (NordStore *self, const char *label, guint n_changes, GError **error)
{
  sqlite3_stmt *statement;
  GError *inner = NULL;
  gboolean begun;

  if (!nord_store_check_writable (self, error))
    return FALSE;
  g_return_val_if_fail (!self->in_step, FALSE);
  if (!nord_bulk_check_room (self, n_changes, error))
    return FALSE;
  if (nord_bulk_is_due (n_changes)) {
    begun = nord_bulk_begin (self, &inner);
  } else {
    statement = nord_store_sql (self, NORD_SQL_BEGIN, &inner);
    begun = statement != NULL && nord_db_finish (self->db, statement, &inner);
  }
  if (!begun)
    return nord_store_wrap_error (self->path, inner, error);
  self->in_step = TRUE;
  self->spoilt = FALSE;
  self->standing_before = self->standing;
  self->step_first = 0;
  self->top.device = 0;
  self->wall_ms = g_get_real_time () / 1000;
  self->step_label = g_strdup (label);
  if (!nord_store_note_clock (self, &inner)) {
    undo_everything (self);
    return give_up (self, inner, error);
  }
  return TRUE;
}

/* The contents table of the GeoPackage tells when a layer changed and where it lies. */
gboolean
nord_store_touch_contents (NordStore *self, GError **error)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->wall_ms / 1000);
  g_autofree char *seconds = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *when = g_strdup_printf ("%s.%03dZ", seconds, (int) (self->wall_ms % 1000));

  for (guint i = 0; i < NORD_N_NOUNS; i++) {
    NordExtent *extent = &self->extents[i];
    sqlite3_stmt *touch;

    if (!extent->touched)
      continue;
    touch = nord_store_sql (self, NORD_SQL_TOUCH, error);
    if (touch == NULL)
      return FALSE;
    sqlite3_clear_bindings (touch);
    sqlite3_bind_text (touch, 1, nord_noun_get (i)->name, -1, SQLITE_STATIC);
    sqlite3_bind_text (touch, 2, when, -1, SQLITE_STATIC);
    if (extent->grown) {
      sqlite3_bind_double (touch, 3, extent->bounds.west);
      sqlite3_bind_double (touch, 4, extent->bounds.south);
      sqlite3_bind_double (touch, 5, extent->bounds.east);
      sqlite3_bind_double (touch, 6, extent->bounds.north);
    }
    if (!nord_db_finish (self->db, touch, error))
      return FALSE;
    extent->touched = extent->grown = FALSE;
  }
  return TRUE;
}

static gboolean
push_undo (NordStore *self, GError **error)
{
  sqlite3_stmt *clear, *push;

  if (self->step_label == NULL || self->step_first == 0)
    return TRUE;
  clear = nord_store_sql (self, NORD_SQL_CLEAR_REDO, error);
  push = clear ? nord_store_sql (self, NORD_SQL_PUSH_UNDO, error) : NULL;
  if (push == NULL || !nord_db_finish (self->db, clear, error))
    return FALSE;
  sqlite3_bind_int (push, 1, 0);
  sqlite3_bind_text (push, 2, self->step_label, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (push, 3, self->step_first);
  sqlite3_bind_int64 (push, 4, self->standing.seq);
  return nord_db_finish (self->db, push, error);
}

/* Ends the transaction that nord_store_begin() opened. Only when this has returned TRUE is anything
 * saved. */
gboolean
nord_store_end_step (NordStore *self, GError **error)
{
  GError *inner = NULL;
  sqlite3_stmt *commit;

  if (self->spoilt) {
    undo_everything (self);
    return nord_store_refuse (error, _ ("A part of this step failed, so nothing of it was saved"));
  }
  if (!push_undo (self, &inner) || !nord_store_touch_contents (self, &inner)) {
    undo_everything (self);
    return give_up (self, inner, error);
  }
  commit = nord_store_sql (self, NORD_SQL_COMMIT, &inner);
  if (commit == NULL || !nord_db_finish (self->db, commit, &inner)) {
    undo_everything (self);
    return give_up (self, inner, error);
  }
  self->saved_at = g_get_real_time ();
  nord_erase_finish (self);
  forget_step (self);
  nord_store_refresh_labels (self);
  return TRUE;
}

/* --- One change --- */

static void
collect (const NordOp *op, const NordValue **values)
{
  for (guint i = 0; i < op->edits->len; i++) {
    const NordOpEdit *edit = &g_array_index (op->edits, NordOpEdit, i);

    if (edit->field >= 0)
      values[edit->field] = &edit->value;
  }
}

/**
 * nord_store_fold:
 * @self: a store in a transaction
 * @thing: a thing without a row
 * @target: its id
 * @error: #NORD_DB_ERROR
 *
 * Makes the row of the thing again from the changes that won.
 */
gboolean
nord_store_fold (NordStore *self, NordThing *thing, const char *target, GError **error)
{
  g_autoptr (GPtrArray) ops = nord_store_read_thing_log (self, target, error);
  const NordValue *values[NORD_MAX_FIELDS] = {NULL};

  if (ops == NULL)
    return FALSE;
  for (guint i = 0; i < thing->noun->n_fields; i++) {
    const char *winner = nord_thing_winner (thing, i);

    for (guint j = 0; winner && j < ops->len; j++) {
      const NordOp *op = ops->pdata[j];
      const NordOpEdit *edit;

      if (strcmp (op->id, winner) != 0)
        continue;
      edit = nord_op_find (op, i);
      values[i] = edit ? &edit->value : NULL;
    }
  }
  return nord_table_insert (self, thing->noun, thing->fid, target, values, error);
}

/**
 * nord_store_write_op:
 * @self: a store in a transaction
 * @thing: (inout): the state of the thing, fid 0 for a new one
 * @op: a change of this device, without id, number and stamp; it knows all that went before, so it
 *   wins every field it names
 * @error: #NORD_DB_ERROR
 *
 * Stamps the change and writes it into log and tables. The caller owns `op->id` and `op->hlc_text`
 * afterwards.
 */
gboolean
nord_store_write_op (NordStore *self, NordThing *thing, NordOp *op, GError **error)
{
  const NordValue *values[NORD_MAX_FIELDS] = {NULL};
  const NordOpEdit *deleted = nord_op_find (op, NORD_OP_DELETED);
  gboolean added = thing->fid == 0, was_deleted;
  NordHlc after = {0};

  if (!added) {
    sqlite3_stmt *latest = nord_store_sql (self, NORD_SQL_LATEST_HLC, error);
    gboolean row;

    if (latest == NULL)
      return FALSE;
    sqlite3_bind_text (latest, 1, op->target, -1, SQLITE_STATIC);
    if (!nord_db_step (self->db, latest, &row, error))
      return FALSE;
    if (row)
      after = (NordHlc){sqlite3_column_int64 (latest, 0) >> 16,
                        sqlite3_column_int64 (latest, 0) & 0xffff};
    sqlite3_reset (latest);
  }
  op->device = self->device;
  op->scope = self->scope;
  op->type = op->noun->name;
  op->n = self->standing.n + 1;
  op->prev = *self->standing.prev ? self->standing.prev : NULL;
  op->id = nord_uuid_new_v7 ();
  nord_store_stamp (self, op, after);
  op->hlc_text = nord_hlc_format (op->hlc, self->device);
  g_string_truncate (self->line, 0);
  nord_op_append (op, self->line);
  if (added) {
    thing->fid = self->standing.seq + 1;
    thing->noun = op->noun;
    memcpy (thing->all, op->id, sizeof thing->all);
  }
  for (guint i = 0; i < op->edits->len; i++)
    nord_thing_set_winner (thing, g_array_index (op->edits, NordOpEdit, i).field, op->id);
  was_deleted = thing->deleted;
  if (deleted)
    thing->deleted = deleted->value.boolean;
  if (!nord_thing_save (self, thing, op->target, added, error) ||
      !nord_store_log (self, op, self->line, NULL, error))
    return FALSE;
  if (!added && (!nord_store_refresh_conflicts (self, op, error) ||
                 !nord_erase_after (self, op, error) || !nord_removal_after (self, op, error)))
    return FALSE;
  collect (op, values);
  if (added)
    return nord_table_insert (self, op->noun, thing->fid, op->target, values, error);
  /* A decision may leave a thing as it was, there or not. */
  if (was_deleted == thing->deleted && (deleted || thing->deleted))
    return TRUE;
  if (deleted && deleted->value.boolean)
    return nord_table_delete (self, op->noun, thing->fid, error);
  if (deleted)
    return nord_store_fold (self, thing, op->target, error);
  return nord_table_update (self, op->noun, thing->fid, values, error);
}

static void
lend_edits (NordOp *op, const NordThing *thing, const NordChange *change)
{
  for (guint i = 0; i < change->edits->len; i++) {
    const NordEdit *from = &g_array_index (change->edits, NordEdit, i);
    NordOpEdit *edit = nord_op_add (op, change->noun->fields[from->field].name, from->field);

    edit->value = from->after;
    edit->lent = TRUE;
    edit->base = thing && thing->fid ? nord_thing_winner (thing, from->field) : NULL;
  }
}

static NordOpEdit *
add_presence (NordOp *op, const NordChange *change)
{
  NordOpEdit *edit = nord_op_add (op, "_deleted", NORD_OP_DELETED);

  nord_value_set_boolean (&edit->value, change->kind == NORD_CHANGE_DELETE);
  return edit;
}

/**
 * nord_store_prepare:
 * @change: a change that is not edited any more
 *
 * Does beforehand, in any thread, what nord_store_add() has to do with a change and needs no file
 * for. A change that would be refused stays as it is, and is refused then.
 */
void
nord_store_prepare (NordChange *change)
{
  if (change->prepared || change->kind != NORD_CHANGE_CREATE || !check_edits (change, NULL))
    return;
  g_autoptr (NordOp) op = nord_op_new ();
  GString *set = g_string_sized_new (512);
  add_presence (op, change);
  lend_edits (op, NULL, change);
  nord_op_append_set (op, set);
  change->prepared = g_string_free (set, FALSE);
}

/* A decision that what shows stays says so once more, in the knowledge of the other. @held owns the
 * strings. */
static gboolean
add_kept_value (NordStore *self,
                NordOp *op,
                const NordThing *thing,
                int field,
                NordOp **held,
                GError **error)
{
  const char *winner = nord_thing_winner (thing, field);
  const NordOpEdit *shown = NULL;
  NordOpEdit *edit;

  if (field == NORD_OP_DELETED) {
    edit = nord_op_add (op, "_deleted", field);
    nord_value_set_boolean (&edit->value, thing->deleted);
    edit->base = winner;
    if (thing->deleted)
      nord_thing_see (thing, op);
    return TRUE;
  }
  if (winner) {
    *held = nord_store_read_op (self, winner, error);
    if (*held == NULL)
      return FALSE;
    shown = nord_op_find (*held, field);
  }
  edit = nord_op_add (op, op->noun->fields[field].name, field);
  edit->base = winner;
  if (shown)
    nord_value_copy (&edit->value, &shown->value);
  return TRUE;
}

/* Finds the thing and says whether the change fits its state. */
static gboolean
find_for (NordStore *self, const NordChange *change, NordThing *thing, GError **error)
{
  GError *inner = NULL;

  if (!nord_thing_find (self, change->target, thing, &inner))
    return give_up (self, inner, error);
  if (change->kind == NORD_CHANGE_CREATE)
    return thing->fid == 0 || nord_store_refuse (error, _ ("There is a thing of this id already"));
  if (thing->fid == 0 || thing->noun != change->noun)
    return nord_store_refuse (error, _ ("There is no thing of this id"));
  if (change->settles && change->kind == NORD_CHANGE_UPDATE && change->edits->len == 0)
    return TRUE;
  if (change->kind == NORD_CHANGE_RESTORE)
    return thing->deleted || nord_store_refuse (error, _ ("The thing is not deleted"));
  return !thing->deleted || nord_store_refuse (error, _ ("The thing is deleted"));
}

static gboolean
add (NordStore *self, NordChange *change, GError **error)
{
  g_autoptr (NordOp) held = NULL;
  NordOp *op = self->op;
  GError *inner = NULL;
  NordThing thing;
  int settled = find_settled_field (change);

  if (nord_change_is_empty (change))
    return TRUE;
  if (!find_for (self, change, &thing, error))
    return FALSE;
  nord_op_reset (op);
  op->noun = change->noun;
  op->target = change->target;
  op->set = change->prepared;
  op->redacts = change->redacts;
  if (change->kind != NORD_CHANGE_UPDATE) {
    NordOpEdit *edit = add_presence (op, change);

    edit->base = thing.fid ? nord_thing_winner (&thing, NORD_OP_DELETED) : NULL;
  }
  if (change->kind == NORD_CHANGE_DELETE)
    nord_thing_see (&thing, op);
  else if (change->kind == NORD_CHANGE_UPDATE && change->edits->len == 0) {
    if (!add_kept_value (self, op, &thing, settled, &held, &inner))
      return give_up (self, inner, error);
  } else
    lend_edits (op, &thing, change);
  if (change->settles)
    nord_op_add_verdict (op, settled, change->settles, TRUE);
  if (!nord_store_write_op (self, &thing, op, &inner)) {
    g_free ((char *) op->id);
    g_free ((char *) op->hlc_text);
    op->id = op->hlc_text = NULL;
    return give_up (self, inner, error);
  }
  g_free (change->id);
  g_free (change->hlc);
  g_free (change->device);
  change->id = (char *) g_steal_pointer (&op->id);
  change->hlc = (char *) g_steal_pointer (&op->hlc_text);
  change->device = g_strdup (self->device);
  change->n = op->n;
  return TRUE;
}

static void
take_stamp (NordChange *change)
{
  g_clear_pointer (&change->id, g_free);
  g_clear_pointer (&change->hlc, g_free);
  g_clear_pointer (&change->device, g_free);
  change->n = 0;
}

/**
 * nord_store_begin:
 * @self: a store
 * @label: (nullable): what will be done, translated, for "Undo: …"; NULL for a step that cannot be
 *   undone
 * @error: #NORD_STORE_ERROR
 *
 * Opens a transaction, to be filled by nord_store_add() and ended by nord_store_commit() or
 * nord_store_rollback().
 */
gboolean
nord_store_begin (NordStore *self, const char *label, GError **error)
{
  g_return_val_if_fail (NORD_IS_STORE (self), FALSE);

  return begin (self, label, 1, error);
}

/* Undo will call it so; for steps whose size is known at their end only. */
void
nord_store_set_label (NordStore *self, const char *label)
{
  g_return_if_fail (NORD_IS_STORE (self) && self->in_step);

  g_free (self->step_label);
  self->step_label = g_strdup (label);
}

/**
 * nord_store_begin_many:
 * @self: a store
 * @label: (nullable): as for nord_store_begin()
 * @n_changes: about how many changes will come
 * @error: #NORD_STORE_ERROR
 *
 * The same for imports: with thousands of changes the file is written in another way meanwhile,
 * which is as safe and takes half the writing.
 */
gboolean
nord_store_begin_many (NordStore *self, const char *label, guint n_changes, GError **error)
{
  g_return_val_if_fail (NORD_IS_STORE (self), FALSE);

  return begin (self, label, n_changes, error);
}

/**
 * nord_store_add:
 * @self: a store in a transaction
 * @change: gets its stamps
 * @error: #NORD_STORE_ERROR_INVALID: this change was left out and the transaction goes on; any
 *   other: the transaction can only be rolled back
 */
gboolean
nord_store_add (NordStore *self, NordChange *change, GError **error)
{
  g_return_val_if_fail (NORD_IS_STORE (self) && self->in_step, FALSE);

  return check_change (self, change, error) && add (self, change, error);
}

gboolean
nord_store_commit (NordStore *self, GError **error)
{
  g_return_val_if_fail (NORD_IS_STORE (self) && self->in_step, FALSE);

  return nord_store_end_step (self, error);
}

void
nord_store_rollback (NordStore *self)
{
  g_return_if_fail (NORD_IS_STORE (self) && self->in_step);

  undo_everything (self);
}

gboolean
nord_store_apply (NordStore *self, NordChangeSet *changes, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (NORD_IS_STORE (self), FALSE);

  if (!begin (self, changes->label, changes->changes->len, error))
    return FALSE;
  ok = nord_store_put_blobs (self, changes, error);
  for (guint i = 0; ok && i < changes->changes->len; i++)
    ok = nord_store_add (self, changes->changes->pdata[i], error);
  if (ok)
    ok = nord_store_end_step (self, error);
  else
    undo_everything (self);
  for (guint i = 0; !ok && i < changes->changes->len; i++)
    take_stamp (changes->changes->pdata[i]);
  return ok;
}
