/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Templates as values and as the JSON that a workshop keeps them in. */
#include "core/rank/poll-template.h"

#include "core/model/json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST 50
#define MOST_DOTS 1000

static const NordPollTemplate ours[] = {
  {.name = (char *) N_ ("5 dots a person"), .method = NORD_METHOD_DOTS, .dots = 5, .cap = 2},
  {.name = (char *) N_ ("Budget of €50,000, shared fairly"),
   .method = NORD_METHOD_BUDGET,
   .budget = 50000,
   .rule = (char *) "mes-add1",
   .codes = TRUE},
  {.name = (char *) N_ ("Before and after the discussion"),
   .method = NORD_METHOD_DOTS,
   .dots = 5,
   .cap = 2,
   .twice = TRUE},
  {.name = (char *) N_ ("Rating sheet"), .method = NORD_METHOD_RATING},
  {.name = (char *) N_ ("Impact and effort"), .method = NORD_METHOD_MATRIX},
};

void
nord_poll_template_free (NordPollTemplate *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->rule);
  g_free (self);
}

static NordPollTemplate *
copy (const NordPollTemplate *from, const char *name)
{
  NordPollTemplate *self = g_memdup2 (from, sizeof *from);

  self->name = g_strdup (name);
  self->rule = g_strdup (from->rule);
  return self;
}

static gint64
read_number (JsonObject *object, const char *name, gint64 most)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_INT64
           ? CLAMP (json_node_get_int (node), 0, most)
           : 0;
}

static const char *
read_word (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static void
read_own (GPtrArray *to, const char *own)
{
  g_autoptr (JsonNode) node = own != NULL ? nord_json_parse (own, -1, NULL) : NULL;
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MOST); i++) {
    JsonNode *element = json_array_get_element (array, i);
    NordPollTemplate plain = {0};
    JsonObject *object;
    const char *rule;

    if (!JSON_NODE_HOLDS_OBJECT (element))
      continue;
    object = json_node_get_object (element);
    if (read_word (object, "name") == NULL ||
        !nord_poll_method_from_word (read_word (object, "method"), &plain.method))
      continue;
    plain.dots = (guint) read_number (object, "dots", MOST_DOTS);
    plain.cap = (guint) read_number (object, "cap", MOST_DOTS);
    plain.budget = read_number (object, "budget", NORD_POLL_MOST_EUROS);
    plain.codes = read_number (object, "codes", 1) != 0;
    plain.twice = read_number (object, "twice", 1) != 0;
    rule = read_word (object, "rule");
    plain.rule = (char *) rule;
    g_ptr_array_add (to, copy (&plain, read_word (object, "name")));
  }
}

GPtrArray *
nord_poll_template_list (const char *own)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_poll_template_free);

  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    g_ptr_array_add (list, copy (&ours[i], _ (ours[i].name)));
  read_own (list, own);
  return list;
}

NordPollTemplate *
nord_poll_template_from_poll (NordRecord *poll, const char *name)
{
  NordPollTemplate plain = {0};

  if (!nord_poll_method_from_word (nord_record_get_text (poll, NORD_POLL_METHOD), &plain.method))
    plain.method = NORD_METHOD_DOTS;
  plain.dots = (guint) CLAMP (nord_record_get_integer (poll, NORD_POLL_DOTS), 0, MOST_DOTS);
  plain.cap = (guint) CLAMP (nord_record_get_integer (poll, NORD_POLL_CAP), 0, MOST_DOTS);
  plain.budget = CLAMP (nord_record_get_integer (poll, NORD_POLL_BUDGET), 0, NORD_POLL_MOST_EUROS);
  plain.codes = nord_record_get_boolean (poll, NORD_POLL_CODES);
  plain.rule = (char *) nord_record_get_text (poll, NORD_POLL_RULE);
  return copy (&plain, name);
}

static void
write_one (GString *json, const NordPollTemplate *self)
{
  g_string_append_printf (json, "%s{\"name\":", json->len > 1 ? "," : "");
  nord_json_append_string (json, self->name);
  g_string_append_printf (json,
                          ",\"method\":\"%s\",\"dots\":%u,\"cap\":%u,\"budget\":%" G_GINT64_FORMAT
                          ",\"codes\":%d,\"twice\":%d",
                          nord_poll_method_to_word (self->method), self->dots, self->cap,
                          self->budget, self->codes, self->twice);
  if (self->rule != NULL) {
    g_string_append (json, ",\"rule\":");
    nord_json_append_string (json, self->rule);
  }
  g_string_append_c (json, '}');
}

GPtrArray *
nord_poll_template_list_own (const char *own)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) nord_poll_template_free);

  read_own (list, own);
  return list;
}

/* (nullable) which of @list is called @name. */
static const NordPollTemplate *
find (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (((const NordPollTemplate *) list->pdata[i])->name, name) == 0)
      return list->pdata[i];
  return NULL;
}

/* @list with @changed (nullable) in the place of @at. */
static char *
write_list (GPtrArray *list, const NordPollTemplate *at, const NordPollTemplate *changed)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < list->len; i++)
    if (list->pdata[i] != at)
      write_one (json, list->pdata[i]);
    else if (changed != NULL)
      write_one (json, changed);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

char *
nord_poll_template_drop (const char *own, const char *name)
{
  g_autoptr (GPtrArray) list = nord_poll_template_list_own (own);
  const NordPollTemplate *at = find (list, name);

  return at != NULL ? write_list (list, at, NULL) : NULL;
}

char *
nord_poll_template_replace (const char *own, const char *name, const NordPollTemplate *changed)
{
  g_autoptr (GPtrArray) list = nord_poll_template_list_own (own);
  const NordPollTemplate *at = find (list, name), *other = find (list, changed->name);

  return at != NULL && (other == NULL || other == at) ? write_list (list, at, changed) : NULL;
}

char *
nord_poll_template_keep (const char *own, const NordPollTemplate *added)
{
  g_autofree char *without = nord_poll_template_drop (own, added->name);
  g_autoptr (GPtrArray) list = nord_poll_template_list_own (without != NULL ? without : own);

  /* The oldest makes room: what was just kept must not be the one that is not read. */
  while (list->len >= MOST)
    g_ptr_array_remove_index (list, 0);
  g_ptr_array_add (list, copy (added, added->name));
  return write_list (list, NULL, NULL);
}

void
nord_poll_template_add_second (NordChangeSet *set)
{
  const NordChange *first = set->changes->pdata[0];
  NordChange *second = nord_change_new_create (NORD_NOUN_POLL, NULL);

  for (guint i = 0; i < first->edits->len; i++) {
    const NordEdit *edit = &g_array_index (first->edits, NordEdit, i);
    const NordValue *value = &edit->after;

    if (edit->field == NORD_POLL_TITLE) {
      /* Translators: %s is what a poll asks. */
      g_autofree char *title = g_strdup_printf (_ ("%s (after the discussion)"), value->text);

      nord_change_set_text (second, NORD_POLL_TITLE, title);
    } else if (value->kind == NORD_VALUE_TEXT) {
      nord_change_set_text (second, edit->field, value->text);
    } else if (value->kind == NORD_VALUE_JSON) {
      nord_change_set_json (second, edit->field, value->text);
    } else if (value->kind == NORD_VALUE_INTEGER) {
      nord_change_set_integer (second, edit->field, value->integer);
    } else if (value->kind == NORD_VALUE_BOOLEAN) {
      nord_change_set_boolean (second, edit->field, value->boolean);
    }
  }
  nord_change_set_text (second, NORD_POLL_EARLIER, first->target);
  nord_change_set_group_add (set, second);
}
