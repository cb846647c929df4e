/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The changes that redact ideas: those that are there, what others said before, and those that were
 * deleted. What goes out of the log with them is the matter of erase.c. */
#include "core/store/copies.h"
#include "core/store/gone.h"

#include "core/model/idea.h"
#include "core/model/moderation.h"

static void
add_text (NordChange *change, NordRecord *idea, guint field, const char *left)
{
  NordEdit edit = {field, NORD_VALUE_INIT, NORD_VALUE_INIT};

  /* Said again even where it stays: only what this change sets is erased before it. */
  nord_value_copy (&edit.before, nord_record_peek (idea, field));
  if (left != NULL && *left != 0)
    nord_value_set_text (&edit.after, left);
  g_array_append_val (change->edits, edit);
}

static NordChange *
new_redaction (NordRecord *idea, const char *title, const char *body, const char *reason)
{
  NordChange *change = nord_change_new_update (idea);
  NordEdit state = {NORD_IDEA_MODERATION, NORD_VALUE_INIT, NORD_VALUE_INIT};

  add_text (change, idea, NORD_IDEA_TITLE, title);
  add_text (change, idea, NORD_IDEA_BODY, body);
  nord_change_set_text (change, NORD_IDEA_MODERATION_REASON, reason);
  nord_value_copy (&state.before, nord_record_peek (idea, NORD_IDEA_MODERATION));
  nord_value_set_text (&state.after, "redacted");
  g_array_append_val (change->edits, state);
  return change;
}

/* After its redaction: hidden, waiting or released as before, with the reason of before. */
static NordChange *
new_return (NordRecord *idea, const NordChange *redaction)
{
  NordChange *change = nord_change_new_update (idea);

  for (guint e = 0; e < redaction->edits->len; e++) {
    const NordEdit *done = &g_array_index (redaction->edits, NordEdit, e);
    NordEdit edit = {done->field, NORD_VALUE_INIT, NORD_VALUE_INIT};

    if (done->field != NORD_IDEA_MODERATION && done->field != NORD_IDEA_MODERATION_REASON)
      continue;
    nord_value_copy (&edit.before, &done->after);
    nord_value_copy (&edit.after, nord_record_peek (idea, done->field));
    g_array_append_val (change->edits, edit);
  }
  return change;
}

/* --- What was deleted ---------------------------------------------------------------------------
 */

static NordOp *
new_op (const NordThing *thing, const char *id)
{
  NordOp *op = nord_op_new ();

  op->noun = thing->noun;
  op->target = id;
  return op;
}

static NordOpEdit *
add_edit (NordOp *op, int field)
{
  return nord_op_add (op, field < 0 ? "_deleted" : op->noun->fields[field].name, field);
}

static void
add_words (NordOp *op, int field, const char *words)
{
  NordOpEdit *edit = add_edit (op, field);

  if (words != NULL && *words != 0)
    nord_value_set_text (&edit->value, words);
}

/* What was deleted is redacted in one change that also brings it back, so that no copy ever shows
 * what it said, and deleted again. */
static gboolean
redact_gone (NordStore *self, const char *id, const NordRedaction *what, GError **error)
{
  const NordValue *values[NORD_MAX_FIELDS] = {NULL};
  const NordValue *state, *reason;
  g_autoptr (NordOp) op = NULL, again = NULL, delete = NULL;
  g_autoptr (GPtrArray) ops = NULL;
  NordThing thing, copy;
  NordOpEdit *edit;

  if (!nord_thing_find (self, id, &thing, error))
    return FALSE;
  if (thing.fid == 0 || !thing.deleted || thing.noun->kind != NORD_NOUN_IDEA)
    return TRUE;
  ops = nord_store_read_thing_log (self, id, error);
  delete =
    ops ? nord_store_read_op (self, nord_thing_winner (&thing, NORD_OP_DELETED), error) : NULL;
  if (delete == NULL)
    return FALSE;
  copy = thing;
  nord_fold (ops, &copy, values, NULL);
  state = values[NORD_IDEA_MODERATION];
  reason = values[NORD_IDEA_MODERATION_REASON];

  op = new_op (&thing, id);
  nord_value_set_boolean (&add_edit (op, NORD_OP_DELETED)->value, FALSE);
  add_words (op, NORD_IDEA_TITLE, what->title);
  add_words (op, NORD_IDEA_BODY, what->body);
  add_words (op, NORD_IDEA_MODERATION, "redacted");
  add_words (op, NORD_IDEA_MODERATION_REASON, what->reason);
  if (!nord_gone_write (self, &thing, op, error))
    return FALSE;
  if (!nord_moderation_is_public (state && state->kind == NORD_VALUE_TEXT ? state->text : NULL)) {
    again = new_op (&thing, id);
    if (state)
      nord_value_copy (&add_edit (again, NORD_IDEA_MODERATION)->value, state);
    else
      add_edit (again, NORD_IDEA_MODERATION);
    edit = add_edit (again, NORD_IDEA_MODERATION_REASON);
    if (reason)
      nord_value_copy (&edit->value, reason);
    if (!nord_gone_write (self, &thing, again, error))
      return FALSE;
  }
  return nord_gone_delete_again (self, &thing, id, delete, error);
}

/* --- The whole of it ----------------------------------------------------------------------------
 */

static NordChangeSet *
new_changes (const NordRedaction *what)
{
  NordChangeSet *set = nord_change_set_group_new (NULL);

  for (guint i = 0; i < what->n_ideas; i++) {
    NordRecord *idea = what->ideas[i];
    NordChange *change = new_redaction (idea, what->title, what->body, what->reason);

    nord_change_set_group_add (set, change);
    if (i > 0 && !nord_moderation_is_public (nord_record_get_text (idea, NORD_IDEA_MODERATION)))
      nord_change_set_group_add (set, new_return (idea, change));
  }
  for (guint i = 0; i < what->n_others; i++) {
    NordRecord *idea = what->others[i];
    NordChange *change = new_redaction (idea, nord_record_get_text (idea, NORD_IDEA_TITLE),
                                        nord_record_get_text (idea, NORD_IDEA_BODY), what->reason);

    nord_change_set_group_add (set, change);
    nord_change_set_group_add (set, new_return (idea, change));
  }
  return set;
}

/**
 * nord_store_redact:
 * @self: a store
 * @what: at least one idea, and what is left of it
 * @applied: (out) (optional) (transfer full): the change in the tables
 * @error: #NORD_STORE_ERROR
 *
 * Puts title and body in the place of what was said, and takes that out of the file for good: no
 * step of undo, and nothing in the log brings it back. An idea is public then; of those after the
 * first, the ones that were not are not either: hidden or waiting, with the reason they had. The
 * others stay as they are, and what was deleted stays deleted; who brings it back finds the words
 * that were left. Where the same words stand in names of groups, polls, reasons or measures, those
 * are redacted as well. All of them or, with @error, none.
 */
gboolean
nord_store_redact (NordStore *self,
                   const NordRedaction *what,
                   NordChangeSet **applied,
                   GError **error)
{
  g_autoptr (NordChangeSet) set = NULL;
  g_autoptr (NordTraces) traces = NULL;
  GError *inner = NULL;
  gboolean ok = TRUE;

  g_return_val_if_fail (NORD_IS_STORE (self) && what->n_ideas > 0, FALSE);
  set = new_changes (what);
  if (!nord_store_begin (self, NULL, error))
    return FALSE;
  traces = nord_copies_trace (self, what, &inner);
  if (traces == NULL) {
    nord_store_rollback (self);
    return nord_store_wrap_error (self->path, inner, error);
  }
  for (guint i = 0; ok && i < set->changes->len; i++)
    ok = nord_store_add (self, g_ptr_array_index (set->changes, i), error);
  if (!ok) {
    nord_store_rollback (self);
    return FALSE;
  }
  for (guint i = 0; ok && i < what->n_gone; i++)
    ok = redact_gone (self, what->gone[i], what, &inner);
  ok = ok && nord_copies_redact (self, traces, set, &inner);
  if (!ok) {
    nord_store_rollback (self);
    return nord_store_wrap_error (self->path, inner, error);
  }
  if (!nord_store_commit (self, error))
    return FALSE;
  if (applied)
    *applied = g_steal_pointer (&set);
  return TRUE;
}
