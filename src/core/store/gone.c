/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Changes about what was deleted: it comes back with them, and goes again. */
#include "core/store/gone.h"

gboolean
nord_gone_write (NordStore *self, NordThing *thing, NordOp *op, GError **error)
{
  /* The bases point into this, as @thing moves on while it is written. */
  NordThing seen = *thing;
  const NordOpEdit *deleted = nord_op_find (op, NORD_OP_DELETED);
  gboolean ok;

  for (guint i = 0; i < op->edits->len; i++) {
    NordOpEdit *edit = &g_array_index (op->edits, NordOpEdit, i);

    edit->base = nord_thing_winner (&seen, edit->field);
  }
  if (deleted && deleted->value.boolean)
    nord_thing_see (&seen, op);
  ok = nord_store_write_op (self, thing, op, error);
  g_free ((char *) op->hlc_text);
  g_free ((char *) op->id);
  op->id = op->hlc_text = NULL;
  return ok;
}

gboolean
nord_gone_delete_again (NordStore *self,
                        NordThing *thing,
                        const char *id,
                        const NordOp *delete,
                        GError **error)
{
  g_autoptr (NordOp) last = nord_op_new ();
  NordOpEdit *edit;

  last->noun = thing->noun;
  last->target = id;
  edit = nord_op_add (last, "_deleted", NORD_OP_DELETED);
  nord_value_set_boolean (&edit->value, TRUE);
  edit->reviving = TRUE;
  edit->revived = nord_op_find_origin (delete, NORD_OP_DELETED);
  return nord_gone_write (self, thing, last, error);
}
