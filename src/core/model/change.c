/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Making changes: which fields, from what to what. */
#include "core/model/change.h"

#include "core/model/sha256.h"
#include "core/model/uuid.h"

static void
clear_edit (gpointer data)
{
  NordEdit *edit = data;

  nord_value_clear (&edit->before);
  nord_value_clear (&edit->after);
}

static NordChange *
change_new (NordChangeKind kind, const NordNoun *noun, char *target)
{
  NordChange *self = g_new0 (NordChange, 1);

  self->kind = kind;
  self->noun = noun;
  self->target = target;
  self->edits = g_array_new (FALSE, TRUE, sizeof (NordEdit));
  g_array_set_clear_func (self->edits, clear_edit);
  return self;
}

/**
 * nord_change_new_create:
 * @noun: what kind of thing
 * @target: (nullable): its id, NULL for a new one: version 7, for ballots version 4, because ids in
 *   order of time would tell who voted when
 *
 * Returns: (transfer full): a change that brings the thing into being
 */
NordChange *
nord_change_new_create (NordNounKind noun, const char *target)
{
  char *id = target                     ? g_strdup (target)
             : noun == NORD_NOUN_BALLOT ? nord_uuid_new_v4 ()
                                        : nord_uuid_new_v7 ();

  return change_new (NORD_CHANGE_CREATE, nord_noun_get (noun), id);
}

/**
 * nord_change_new_update:
 * @record: (transfer none): the thing; its values of now are the values before
 *
 * Returns: (transfer full): a change without edits
 */
NordChange *
nord_change_new_update (NordRecord *record)
{
  NordChange *self = change_new (NORD_CHANGE_UPDATE, nord_record_get_noun (record),
                                 g_strdup (nord_record_get_id (record)));

  self->record = g_object_ref (record);
  return self;
}

NordChange *
nord_change_new_delete (NordRecord *record)
{
  return change_new (NORD_CHANGE_DELETE, nord_record_get_noun (record),
                     g_strdup (nord_record_get_id (record)));
}

NordChange *
nord_change_new_restore (NordNounKind noun, const char *target)
{
  return change_new (NORD_CHANGE_RESTORE, nord_noun_get (noun), g_strdup (target));
}

/**
 * nord_change_new_keep:
 * @noun: what kind of thing
 * @target: its id
 * @field: name of the field in conflict, or "_deleted"
 * @loser: id of the change that does not show
 *
 * Returns: (transfer full): the decision that the field stays as it shows, in the knowledge of
 *   @loser
 */
NordChange *
nord_change_new_keep (const NordNoun *noun,
                      const char *target,
                      const char *field,
                      const char *loser)
{
  NordChange *self = change_new (NORD_CHANGE_UPDATE, noun, g_strdup (target));

  nord_change_settle (self, field, loser);
  return self;
}

/**
 * nord_change_settle:
 * @self: a change that says what the field is to be
 * @field: name of the field in conflict, or "_deleted"
 * @loser: id of the change that does not show
 *
 * Makes @self a decision: whoever receives it need not look at @loser any more.
 */
void
nord_change_settle (NordChange *self, const char *field, const char *loser)
{
  g_free (self->settles);
  g_free (self->settled_field);
  self->settles = g_strdup (loser);
  self->settled_field = g_strdup (field);
}

NordChange *
nord_change_copy (const NordChange *self)
{
  NordChange *copy = change_new (self->kind, self->noun, g_strdup (self->target));

  g_array_set_size (copy->edits, self->edits->len);
  for (guint i = 0; i < self->edits->len; i++) {
    const NordEdit *from = &g_array_index (self->edits, NordEdit, i);
    NordEdit *to = &g_array_index (copy->edits, NordEdit, i);

    to->field = from->field;
    nord_value_copy (&to->before, &from->before);
    nord_value_copy (&to->after, &from->after);
  }
  copy->id = g_strdup (self->id);
  copy->hlc = g_strdup (self->hlc);
  copy->device = g_strdup (self->device);
  copy->n = self->n;
  copy->settles = g_strdup (self->settles);
  copy->settled_field = g_strdup (self->settled_field);
  copy->record = self->record ? g_object_ref (self->record) : NULL;
  return copy;
}

void
nord_change_free (NordChange *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->edits);
  g_free (self->target);
  g_free (self->id);
  g_free (self->hlc);
  g_free (self->device);
  g_free (self->settles);
  g_free (self->settled_field);
  g_free (self->prepared);
  g_clear_object (&self->record);
  g_free (self);
}

/* Puts @after, whose contents it takes over, in the place of an earlier edit of the same field. */
static void
take (NordChange *self, guint field, NordValue *after)
{
  NordEdit edit = {.field = field};
  guint i = 0;

  g_return_if_fail (self->kind == NORD_CHANGE_CREATE || self->kind == NORD_CHANGE_UPDATE);
  g_return_if_fail (field < self->noun->n_fields);
  g_return_if_fail (after->kind == NORD_VALUE_NULL ||
                    after->kind == self->noun->fields[field].kind);

  g_clear_pointer (&self->prepared, g_free);
  while (i < self->edits->len && g_array_index (self->edits, NordEdit, i).field != field)
    i++;
  if (i < self->edits->len)
    nord_value_copy (&edit.before, &g_array_index (self->edits, NordEdit, i).before);
  else if (self->record)
    nord_value_copy (&edit.before, nord_record_peek (self->record, field));
  if (nord_value_equal (&edit.before, after)) {
    if (i < self->edits->len)
      g_array_remove_index (self->edits, i);
    nord_value_clear (&edit.before);
    nord_value_clear (after);
    return;
  }
  edit.after = *after;
  after->kind = NORD_VALUE_NULL;
  if (i < self->edits->len) {
    clear_edit (&g_array_index (self->edits, NordEdit, i));
    g_array_index (self->edits, NordEdit, i) = edit;
  } else
    g_array_append_val (self->edits, edit);
}

void
nord_change_set (NordChange *self, guint field, const NordValue *after)
{
  g_auto (NordValue) value = NORD_VALUE_INIT;

  nord_value_copy (&value, after);
  take (self, field, &value);
}

void
nord_change_set_text (NordChange *self, guint field, const char *after)
{
  g_auto (NordValue) value = NORD_VALUE_INIT;

  nord_value_set_text (&value, after);
  take (self, field, &value);
}

void
nord_change_set_integer (NordChange *self, guint field, gint64 after)
{
  g_auto (NordValue) value = NORD_VALUE_INIT;

  nord_value_set_integer (&value, after);
  take (self, field, &value);
}

void
nord_change_set_real (NordChange *self, guint field, double after)
{
  g_auto (NordValue) value = NORD_VALUE_INIT;

  nord_value_set_real (&value, after);
  take (self, field, &value);
}

void
nord_change_set_boolean (NordChange *self, guint field, gboolean after)
{
  g_auto (NordValue) value = NORD_VALUE_INIT;

  nord_value_set_boolean (&value, after);
  take (self, field, &value);
}

void
nord_change_set_shape (NordChange *self, guint field, NordShape *after)
{
  g_auto (NordValue) value = NORD_VALUE_INIT;

  nord_value_set_shape (&value, after);
  take (self, field, &value);
}

void
nord_change_set_json (NordChange *self, guint field, const char *after)
{
  g_auto (NordValue) value = NORD_VALUE_INIT;

  nord_value_set_json (&value, after);
  take (self, field, &value);
}

const NordEdit *
nord_change_find (const NordChange *self, guint field)
{
  for (guint i = 0; i < self->edits->len; i++)
    if (g_array_index (self->edits, NordEdit, i).field == field)
      return &g_array_index (self->edits, NordEdit, i);
  return NULL;
}

/**
 * nord_change_is_empty:
 * @self: a change
 *
 * Returns: TRUE for an update that alters and decides nothing; the other kinds always say something
 */
gboolean
nord_change_is_empty (const NordChange *self)
{
  return self->kind == NORD_CHANGE_UPDATE && self->edits->len == 0 && self->settles == NULL;
}

NordChangeSet *
nord_change_set_group_new (const char *label)
{
  NordChangeSet *self = g_new0 (NordChangeSet, 1);

  self->label = g_strdup (label);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_change_free);
  return self;
}

void
nord_change_set_group_add (NordChangeSet *self, NordChange *change)
{
  g_ptr_array_add (self->changes, change);
}

char *
nord_change_set_group_add_blob (NordChangeSet *self, GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  guint8 digest[NORD_SHA256_BYTES];
  GString *hex = g_string_sized_new (2 * NORD_SHA256_BYTES);

  nord_sha256 (digest, data, size);
  for (guint i = 0; i < NORD_SHA256_BYTES; i++)
    g_string_append_printf (hex, "%02x", digest[i]);
  if (self->blobs == NULL)
    self->blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (self->blobs, g_bytes_ref (bytes));
  return g_string_free (hex, FALSE);
}

void
nord_change_set_group_free (NordChangeSet *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_ptr_array_unref (self->changes);
  g_clear_pointer (&self->blobs, g_ptr_array_unref);
  g_free (self);
}
