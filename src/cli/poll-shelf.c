/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli poll FILE template list|save|use|delete: how polls are held, kept for the next. */
#include "config.h"

#include "cli/poll-work.h"
#include "core/rank/poll-template.h"

#include <glib/gi18n.h>

/* (nullable) of @list the last one called @name: own ones stand behind the program's. */
static const NordPollTemplate *
find (GPtrArray *list, const char *name)
{
  for (guint i = list->len; i > 0; i--)
    if (g_str_equal (((const NordPollTemplate *) list->pdata[i - 1])->name, name))
      return list->pdata[i - 1];
  return NULL;
}

static int
list_templates (NordPollWork *work, const char *own)
{
  g_autoptr (GPtrArray) list = nord_poll_template_list (own);
  g_autoptr (GPtrArray) kept = nord_poll_template_list_own (own);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "templates");
  json_builder_begin_array (json);
  for (guint i = 0; i < list->len; i++) {
    const NordPollTemplate *one = list->pdata[i];

    json_builder_begin_object (json);
    nord_call_add_text (json, "name", one->name);
    nord_call_add_text (json, "method", nord_poll_method_to_word (one->method));
    if (one->method == NORD_METHOD_DOTS) {
      nord_call_add_integer (json, "dots", one->dots);
      nord_call_add_integer (json, "cap", one->cap);
    }
    if (one->method == NORD_METHOD_BUDGET)
      nord_call_add_integer (json, "budget", one->budget);
    if (one->rule != NULL && *one->rule != '\0')
      nord_call_add_text (json, "rule", one->rule);
    nord_call_add_boolean (json, "codes", one->codes);
    nord_call_add_boolean (json, "twice", one->twice);
    nord_call_add_boolean (json, "own", i >= list->len - kept->len);
    json_builder_end_object (json);
    nord_call_print (work->call, "%-8s  %s", nord_poll_method_to_word (one->method), one->name);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
  nord_call_print_json (work->call, json);
  return NORD_EXIT_OK;
}

static int
put (NordPollWork *work, const char *name, const char *own, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (!nord_store_set_setting (work->store, NORD_POLL_TEMPLATES, own, &error))
    return nord_call_failed (work->call, error);
  json_builder_begin_object (json);
  nord_call_add_text (json, "template", name);
  json_builder_end_object (json);
  nord_call_print_json (work->call, json);
  nord_call_say (work->call, "%s", said);
  return NORD_EXIT_OK;
}

static int
save_template (NordPollWork *work, const char *name, const char *own)
{
  g_autoptr (GError) error = NULL;
  NordPollWork of = *work;
  g_autoptr (NordRecord) poll = NULL;
  g_autoptr (NordPollTemplate) kept = NULL;
  g_autofree char *now = NULL;

  of.rest += 2;
  poll = nord_poll_find (&of, &error);
  if (poll == NULL)
    return nord_call_failed (work->call, error);
  kept = nord_poll_template_from_poll (poll, name);
  now = nord_poll_template_keep (own, kept);
  return put (work, name, now, _ ("The template is kept in the workshop."));
}

static int
fail_unknown (NordPollWork *work, const char *name)
{
  g_autoptr (GError) error =
    g_error_new (NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                 _ ("There is no template “%s”: “template list” says which there are"), name);

  return nord_call_failed (work->call, error);
}

static int
delete_template (NordPollWork *work, const char *name, const char *own)
{
  g_autofree char *now = nord_poll_template_drop (own, name);
  g_autoptr (GPtrArray) all = nord_poll_template_list (own);
  g_autoptr (GError) error = NULL;

  if (now != NULL)
    return put (work, name, now, _ ("The template is deleted."));
  if (find (all, name) == NULL)
    return fail_unknown (work, name);
  g_set_error (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
               _ ("“%s” comes with the program and stays"), name);
  return nord_call_failed (work->call, error);
}

/* All that the template knows goes before the options of that kind. */
static int
use_template (NordPollWork *work, const char *name, const char *own)
{
  g_autoptr (GPtrArray) list = nord_poll_template_list (own);
  const NordPollTemplate *found = find (list, name);
  NordPollOptions options = *work->options;
  NordPollWork of = *work;

  if (found == NULL)
    return fail_unknown (work, name);
  options.method = (char *) nord_poll_method_to_word (found->method);
  if (found->rule != NULL && *found->rule != '\0')
    options.rule = found->rule;
  if (found->method == NORD_METHOD_DOTS) {
    options.dots = (int) found->dots;
    options.cap = (int) found->cap;
  }
  if (found->method == NORD_METHOD_BUDGET && options.budget < 1)
    options.budget = found->budget;
  options.codes = found->codes || options.codes;
  of.options = &options;
  return nord_poll_create (&of, found->twice);
}

int
nord_poll_shelf (NordPollWork *work)
{
  static const struct {
    const char *name;
    int (*run) (NordPollWork *work, const char *name, const char *own);
  } verbs[] = {{"save", save_template}, {"use", use_template}, {"delete", delete_template}};
  const char *verb = work->rest[0];
  const char *name = verb != NULL ? work->rest[1] : NULL;
  g_autofree char *own = nord_store_get_setting (work->store, NORD_POLL_TEMPLATES);

  if (verb == NULL || (g_str_equal (verb, "list") && name == NULL))
    return list_templates (work, own);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verb, verbs[i].name))
      return name != NULL && *name != '\0'
               ? verbs[i].run (work, name, own)
               : nord_call_misused (work->call, _ ("Say the name of the template."));
  return nord_call_misused (work->call, _ ("“template” is followed by list, save, use or delete."));
}
