/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words of ideas that were copied into other things: a group is named after its first idea, a poll
 * asks about ideas by their titles, a measure says what an idea said. Where an idea is redacted
 * these words go there too, now and in the log. */
#include "core/store/copies.h"

#include "core/model/idea.h"
#include "core/model/json.h"
#include "core/store/gone.h"

#include <string.h>

#define LABEL "label" /* member of a list of options that is to be read */

/* --- What is taken out --------------------------------------------------------------------------
 */

static gboolean
trace_thing (NordStore *self,
             NordTraces *traces,
             const char *id,
             const char *title,
             const char *body,
             GError **error)
{
  g_autoptr (GPtrArray) ops = nord_store_read_thing_log (self, id, error);

  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const NordOpEdit *was_title = nord_op_find (ops->pdata[i], NORD_IDEA_TITLE);
    const NordOpEdit *was_body = nord_op_find (ops->pdata[i], NORD_IDEA_BODY);

    if (was_title != NULL && was_title->value.kind == NORD_VALUE_TEXT)
      nord_traces_add (traces, was_title->value.text, title);
    if (was_body != NULL && was_body->value.kind == NORD_VALUE_TEXT)
      nord_traces_add (traces, was_body->value.text, body);
  }
  return ops != NULL;
}

NordTraces *
nord_copies_trace (NordStore *self, const NordRedaction *what, GError **error)
{
  g_autoptr (NordTraces) traces = nord_traces_new ();

  /* What the others said before they said something else counts as what these said. */
  for (guint i = 0; i < what->n_ideas; i++)
    if (!trace_thing (self, traces, nord_record_get_id (what->ideas[i]), what->title, what->body,
                      error))
      return NULL;
  for (guint i = 0; i < what->n_gone; i++)
    if (!trace_thing (self, traces, what->gone[i], what->title, what->body, error))
      return NULL;
  return g_steal_pointer (&traces);
}

/* --- Where it stands ----------------------------------------------------------------------------
 */

/* (transfer full) (nullable) a list of options without it. */
static char *
clean_options (NordTraces *traces, const char *json)
{
  g_autoptr (JsonNode) root = nord_json_parse (json, -1, NULL);
  JsonArray *options =
    root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  gboolean any = FALSE;
  GString *text;

  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++) {
    JsonNode *node = json_array_get_element (options, i);
    JsonObject *option = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    g_autofree char *label =
      option != NULL
        ? nord_traces_clean (traces,
                             json_object_get_string_member_with_default (option, LABEL, NULL))
        : NULL;

    if (label == NULL)
      continue;
    json_object_set_string_member (option, LABEL, label);
    any = TRUE;
  }
  if (!any)
    return NULL;
  text = g_string_new (NULL);
  nord_json_append_node (text, root);
  return g_string_free (text, FALSE);
}

static gboolean
clean_value (NordTraces *traces, const NordValue *value, NordValue *clean)
{
  g_autofree char *text = NULL;

  if (value == NULL || (value->kind != NORD_VALUE_TEXT && value->kind != NORD_VALUE_JSON))
    return FALSE;
  text = value->kind == NORD_VALUE_JSON ? clean_options (traces, value->text)
                                        : nord_traces_clean (traces, value->text);
  if (text == NULL)
    return FALSE;
  if (value->kind == NORD_VALUE_JSON)
    nord_value_set_json (clean, text);
  else
    nord_value_set_text (clean, text);
  return TRUE;
}

/* Did the field ever say it? */
static gboolean
ever_said (NordTraces *traces, GPtrArray *ops, int field)
{
  gboolean said = FALSE;

  for (guint i = 0; !said && i < ops->len; i++) {
    const NordOpEdit *edit = nord_op_find (ops->pdata[i], field);
    NordValue clean = NORD_VALUE_INIT;

    said = edit != NULL && clean_value (traces, &edit->value, &clean);
    nord_value_clear (&clean);
  }
  return said;
}

/* --- What is written there ----------------------------------------------------------------------
 */

/* What a field is to say: said again even where it stays, or what it said before would stay too. */
typedef struct {
  int field;
  NordValue value;
} Said;

static void
said_clear (gpointer data)
{
  nord_value_clear (&((Said *) data)->value);
}

static gboolean
write_present (NordStore *self,
               const NordThing *thing,
               const char *id,
               const GArray *said,
               NordChangeSet *set,
               GError **error)
{
  g_autoptr (NordRecord) record = nord_store_read_one (self, thing->noun->kind, id, error);
  g_autoptr (NordChange) change = NULL;

  if (record == NULL)
    return FALSE;
  change = nord_change_new_update (record);
  change->redacts = TRUE;
  for (guint i = 0; i < said->len; i++) {
    const Said *one = &g_array_index (said, Said, i);
    NordEdit edit = {(guint) one->field, NORD_VALUE_INIT, NORD_VALUE_INIT};

    nord_value_copy (&edit.before, nord_record_peek (record, edit.field));
    nord_value_copy (&edit.after, &one->value);
    g_array_append_val (change->edits, edit);
  }
  if (!nord_store_add (self, change, error))
    return FALSE;
  nord_change_set_group_add (set, g_steal_pointer (&change));
  return TRUE;
}

/* It comes back, without the words, and goes again. */
static gboolean
write_gone (NordStore *self, NordThing *thing, const char *id, const GArray *said, GError **error)
{
  g_autoptr (NordOp) delete =
    nord_store_read_op (self, nord_thing_winner (thing, NORD_OP_DELETED), error);
  g_autoptr (NordOp) op = nord_op_new ();

  if (delete == NULL)
    return FALSE;
  op->noun = thing->noun;
  op->target = id;
  op->redacts = TRUE;
  nord_value_set_boolean (&nord_op_add (op, "_deleted", NORD_OP_DELETED)->value, FALSE);
  for (guint i = 0; i < said->len; i++) {
    const Said *one = &g_array_index (said, Said, i);

    nord_value_copy (&nord_op_add (op, thing->noun->fields[one->field].name, one->field)->value,
                     &one->value);
  }
  return nord_gone_write (self, thing, op, error) &&
         nord_gone_delete_again (self, thing, id, delete, error);
}

static gboolean
redact_thing (NordStore *self,
              NordTraces *traces,
              const char *id,
              NordChangeSet *set,
              GError **error)
{
  g_autoptr (GPtrArray) ops = nord_store_read_thing_log (self, id, error);
  g_autoptr (GArray) said = g_array_new (FALSE, FALSE, sizeof (Said));
  const NordValue *values[NORD_MAX_FIELDS] = {NULL};
  const char *const *texts;
  NordThing thing, copy;

  if (ops == NULL || !nord_thing_find (self, id, &thing, error))
    return FALSE;
  if (thing.fid == 0)
    return TRUE;
  copy = thing;
  nord_fold (ops, &copy, values, NULL);
  g_array_set_clear_func (said, said_clear);
  texts = nord_erase_get_texts (thing.noun->name, strlen (thing.noun->name));
  for (guint t = 0; texts != NULL && texts[t] != NULL; t++) {
    Said one = {nord_noun_find_field (thing.noun, texts[t]), NORD_VALUE_INIT};

    if (!ever_said (traces, ops, one.field))
      continue;
    if (!clean_value (traces, values[one.field], &one.value) && values[one.field] != NULL)
      nord_value_copy (&one.value, values[one.field]);
    g_array_append_val (said, one);
  }
  if (said->len == 0)
    return TRUE;
  return thing.deleted ? write_gone (self, &thing, id, said, error)
                       : write_present (self, &thing, id, said, set, error);
}

gboolean
nord_copies_redact (NordStore *self, NordTraces *traces, NordChangeSet *set, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *list;
  gboolean row = TRUE, ok;

  if (nord_traces_are_empty (traces))
    return TRUE;
  list = nord_store_sql (self, NORD_SQL_LIST_COPIES, error);
  ok = list != NULL;
  while (ok && (ok = nord_db_step (self->db, list, &row, error)) && row)
    g_ptr_array_add (ids, g_strdup ((const char *) sqlite3_column_text (list, 0)));
  if (list != NULL)
    sqlite3_reset (list);
  for (guint i = 0; ok && i < ids->len; i++)
    ok = redact_thing (self, traces, ids->pdata[i], set, error);
  return ok;
}
