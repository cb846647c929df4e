/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli answer: the city's official word on an idea. */
#include "config.h"

#include "cli/command.h"
#include "core/model/answer.h"
#include "core/model/idea.h"

#include <glib/gi18n.h>

typedef struct {
  char *path, *text, *project, *office, *date;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->path);
  g_free (self->text);
  g_free (self->project);
  g_free (self->office);
  g_free (self->date);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static NordRecord *
find_idea (NordStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ideas = nord_store_read_all (store, NORD_NOUN_IDEA, error);

  if (ideas == NULL)
    return NULL;
  for (guint i = 0; i < ideas->len; i++) {
    NordRecord *idea = g_ptr_array_index (ideas, i);

    if (g_str_equal (nord_record_get_id (idea), id))
      return g_object_ref (idea);
  }
  g_set_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID, _ ("There is no idea “%s”"), id);
  return NULL;
}

static int
run_answer (NordCall *call, int argc, char **argv)
{
  const char *const *paths = nord_noun_get (NORD_NOUN_IDEA)->fields[NORD_IDEA_PATH].words;
  g_auto (Options) options = {NULL};
  const GOptionEntry entries[] = {
    {"path", 'p', 0, G_OPTION_ARG_STRING, &options.path,
     N_ ("Where the idea is now: matched, proposal, profile, committees, council, subproject, "
         "bundled, department or store"),
     N_ ("STATE")},
    {"text", 't', 0, G_OPTION_ARG_STRING, &options.text, N_ ("What the city says"), N_ ("TEXT")},
    {"project", 0, 0, G_OPTION_ARG_STRING, &options.project, N_ ("Number of the project"),
     N_ ("NUMBER")},
    {"office", 0, 0, G_OPTION_ARG_STRING, &options.office, N_ ("Who answers"), N_ ("NAME")},
    {"date", 0, 0, G_OPTION_ARG_STRING, &options.date, N_ ("Date of the answer (today)"),
     N_ ("YYYY-MM-DD")},
    {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 2, 2, &status))
    return status;
  if (options.path == NULL && options.text == NULL)
    return nord_call_misused (call, _ ("An answer needs --path, --text or both."));
  if (options.path != NULL && !g_strv_contains (paths, options.path))
    return nord_call_misused (call, _ ("There is no state “%s” on the path of an idea."),
                              options.path);
  g_autoptr (NordStore) store = nord_call_open (call, call->arguments[0], NORD_STORE_OPEN_DEFAULT);
  if (store == NULL)
    return NORD_EXIT_FAILED;
  g_autoptr (NordRecord) idea = find_idea (store, call->arguments[1], &error);
  if (idea == NULL)
    return nord_call_failed (call, error);

  /* Translators: a step that can be undone. */
  g_autoptr (NordChangeSet) changes = nord_change_set_group_new (_ ("Answer an Idea"));
  NordChange *answer = nord_change_new_create (NORD_NOUN_ANSWER, NULL);
  g_autofree char *id = g_strdup (answer->target);
  nord_change_set_text (answer, NORD_ANSWER_IDEA, nord_record_get_id (idea));
  nord_change_set_text (answer, NORD_ANSWER_PATH,
                        options.path != NULL ? options.path
                                             : nord_record_get_text (idea, NORD_IDEA_PATH));
  nord_change_set_text (answer, NORD_ANSWER_BODY, options.text);
  nord_change_set_text (answer, NORD_ANSWER_PROJECT_NUMBER, options.project);
  nord_change_set_text (answer, NORD_ANSWER_OFFICE, options.office);
  nord_change_set_text (answer, NORD_ANSWER_GIVEN_ON, options.date != NULL ? options.date : today);
  nord_change_set_group_add (changes, answer);
  if (options.path != NULL) {
    NordChange *change = nord_change_new_update (idea);

    nord_change_set_text (change, NORD_IDEA_PATH, options.path);
    if (nord_change_is_empty (change))
      nord_change_free (change);
    else
      nord_change_set_group_add (changes, change);
  }
  if (!nord_store_apply (store, changes, &error))
    return nord_call_failed (call, error);

  json_builder_begin_object (json);
  nord_call_add_text (json, "answer", id);
  nord_call_add_text (json, "idea", nord_record_get_id (idea));
  json_builder_end_object (json);
  nord_call_print_json (call, json);
  nord_call_say (call, "%s", _ ("The answer is saved."));
  nord_store_close (store);
  return NORD_EXIT_OK;
}

const NordCommand nord_command_answer = {
  .name = "answer",
  .arguments = N_ ("FILE IDEA"),
  .summary = N_ ("Write the city’s answer to an idea"),
  .run = run_answer,
};
