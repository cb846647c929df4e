/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* From all changes of one thing to its state. Pure: it sees neither file nor network. */
#include "core/store/store-private.h"

#include "core/store/erase.h"
#include "core/store/merge.h"

#include <string.h>

static const NordOp *
find (GPtrArray *ops, const char *id)
{
  for (guint i = 0; id && i < ops->len; i++)
    if (strcmp (((const NordOp *) ops->pdata[i])->id, id) == 0)
      return ops->pdata[i];
  return NULL;
}

static const NordValue *
value_of (const NordOp *op, int field)
{
  const NordOpEdit *edit = op ? nord_op_find (op, field) : NULL;

  return edit ? &edit->value : NULL;
}

static gboolean
same_value (const NordOp *a, const NordOp *b, int field)
{
  static const NordValue nothing = NORD_VALUE_INIT;
  const NordValue *x = value_of (a, field), *y = value_of (b, field);

  return nord_value_equal (x ? x : &nothing, y ? y : &nothing);
}

static void
add_conflict (GArray *conflicts, int field, const char *winner, const char *loser, gboolean same)
{
  NordFoldConflict conflict = {field, winner, loser, same};

  if (conflicts)
    g_array_append_val (conflicts, conflict);
}

/* Which change of a field the maker of a delete had seen. */
static const char *
find_seen (const NordOp *delete, const char *name)
{
  const char *all = NULL;

  for (guint i = 0; delete->seen && i < delete->seen->len; i += 2) {
    if (strcmp (delete->seen->pdata[i], name) == 0)
      return delete->seen->pdata[i + 1];
    if (strcmp (delete->seen->pdata[i], "*") == 0)
      all = delete->seen->pdata[i + 1];
  }
  return all;
}

/* Is @id the change @from or one that @from knew of? */
static gboolean
is_known_to (GPtrArray *ops, const char *id, const char *from, int field)
{
  /* No chain is longer than the list; forged ones may run in circles. */
  for (guint i = 0; from && i <= ops->len; i++) {
    const NordOp *op;

    if (strcmp (from, id) == 0)
      return TRUE;
    op = find (ops, from);
    if (op == NULL || !nord_op_covers (op, field, &from))
      return FALSE;
  }
  return FALSE;
}

/* Did a person decide against the change @id? Of several words the latest counts, so that an undone
 * decision is open again in every copy. */
static gboolean
is_settled (GPtrArray *ops, int field, const char *id)
{
  const NordOp *last = NULL;
  gboolean settled = FALSE;

  for (guint i = 0; i < ops->len; i++) {
    const NordOp *op = ops->pdata[i];

    for (guint j = 0; op->over && j < op->over->len; j++) {
      const NordOpVerdict *verdict = &g_array_index (op->over, NordOpVerdict, j);

      /* Who may not say what the field is to be does not decide about it either. */
      if (verdict->field != field || strcmp (verdict->id, id) != 0 ||
          nord_op_find (op, field) == NULL)
        continue;
      if (last == NULL || nord_op_compare (op, last) > 0) {
        last = op;
        settled = verdict->settled;
      }
    }
  }
  return settled;
}

/**
 * nord_fold:
 * @ops: (element-type NordOp): all changes of one thing, at least one of a known noun, in any order
 * @thing: (inout): gets everything but fid
 * @values: (array) (out caller-allocates): %NORD_MAX_FIELDS values that point into @ops, NULL for
 *   nothing
 * @conflicts: (element-type NordFoldConflict) (nullable): gets the concurrent edits
 *
 * The result depends on the set of changes only, not on their order.
 */
void
nord_fold (GPtrArray *ops, NordThing *thing, const NordValue **values, GArray *conflicts)
{
  g_autofree NordMergeEdit *edits = g_new (NordMergeEdit, ops->len);
  g_autofree guint *index = g_new (guint, ops->len);
  const NordOp *deleted_by = NULL, *creation = NULL;
  gint64 fid = thing->fid;
  const NordNoun *noun = NULL;
  gboolean decided = FALSE;

  for (guint i = 0; i < ops->len; i++) {
    const NordOp *op = ops->pdata[i];

    if (noun == NULL)
      noun = op->noun;
    decided = decided || op->over;
    /* Of two creations, which only a restored copy can make, the later counts, by stamp and id. */
    if (nord_op_is_creation (op) && (creation == NULL || nord_op_compare (op, creation) > 0))
      creation = op;
  }
  memset (thing, 0, sizeof *thing);
  memset (values, 0, NORD_MAX_FIELDS * sizeof *values);
  thing->fid = fid;
  thing->noun = noun;
  g_return_if_fail (noun != NULL);
  if (creation)
    memcpy (thing->all, creation->id, sizeof thing->all);

  for (int field = NORD_OP_DELETED; field < (int) noun->n_fields; field++) {
    guint n = 0, best;
    const NordOp *winner;

    for (guint i = 0; i < ops->len; i++) {
      const NordOp *op = ops->pdata[i];
      const char *base;

      if (!nord_op_covers (op, field, &base))
        continue;
      edits[n] = (NordMergeEdit){
        .id = op->id,
        .hlc = op->hlc_text,
        .eff = op->hlc_eff,
        .base = base,
        .settled = decided && is_settled (ops, field, op->id),
        .redacts = nord_erase_is_word (op, field),
      };
      index[n++] = i;
    }
    if (n == 0)
      continue;
    best = n == 1 ? 0 : nord_merge (edits, n);
    winner = ops->pdata[index[best]];
    nord_thing_set_winner (thing, field, winner->id);
    if (field == NORD_OP_DELETED) {
      const NordValue *value = value_of (winner, field);

      thing->deleted = value && value->boolean;
      if (thing->deleted)
        deleted_by = winner;
    } else
      values[field] = value_of (winner, field);
    for (guint i = 0; n > 1 && i < n; i++)
      if (i != best && edits[i].leaf)
        add_conflict (conflicts, field, winner->id, edits[i].id,
                      same_value (winner, ops->pdata[index[i]], field));
    /* What was edited while somebody else deleted it: nobody shall lose a word unasked. */
    for (guint i = 0; deleted_by && field >= 0 && i < n; i++) {
      gboolean shows = n == 1 || edits[i].leaf;

      if (shows &&
          !is_known_to (ops, edits[i].id, find_seen (deleted_by, noun->fields[field].name),
                        field) &&
          !(decided && is_settled (ops, NORD_OP_DELETED, edits[i].id)))
        add_conflict (conflicts, NORD_OP_DELETED, deleted_by->id, edits[i].id, FALSE);
    }
  }
}
