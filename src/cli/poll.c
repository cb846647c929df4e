/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli poll: a poll by any method, from its making to its result. */
#include "config.h"

#include "cli/poll-result.h"
#include "cli/poll-work.h"
#include "core/exchange/pabulib-budget.h"
#include "core/model/cluster.h"
#include "core/model/idea.h"
#include "core/model/programme.h"
#include "core/model/project.h"
#include "core/model/workshop.h"
#include "core/rank/code-sheet.h"
#include "core/rank/code.h"
#include "core/rank/poll-template.h"
#include "core/rank/polling.h"
#include "core/store/urn.h"

#include <glib/gi18n.h>

#include <string.h>

static void
clear_option (gpointer data)
{
  NordPollOption *option = data;

  g_free (option->id);
  g_free (option->noun);
  g_free (option->label);
}

static void
add_option (GArray *to, NordRecord *record)
{
  const NordNoun *noun = nord_record_get_noun (record);
  const char *label =
    nord_record_get_text (record, noun->kind == NORD_NOUN_CLUSTER   ? NORD_CLUSTER_TITLE
                                  : noun->kind == NORD_NOUN_PROJECT ? NORD_PROJECT_TITLE
                                                                    : NORD_IDEA_TITLE);
  NordPollOption option = {g_strdup (nord_record_get_id (record)), g_strdup (noun->name),
                           g_strdup (label != NULL ? label : nord_record_get_id (record))};

  /* The register knows what a project costs; what else costs is said by --cost. */
  option.cost =
    noun->kind == NORD_NOUN_PROJECT &&
        nord_record_peek (record, NORD_PROJECT_COST)->kind == NORD_VALUE_INTEGER
      ? CLAMP (nord_record_get_integer (record, NORD_PROJECT_COST), 0, NORD_POLL_MOST_EUROS)
      : -1;

  g_array_append_val (to, option);
}

/* "clusters", "ideas", "projects", or ids with commas between them. */
static GArray *
collect_options (NordPollWork *work, GError **error)
{
  const char *wanted = work->options->options != NULL ? work->options->options : "clusters";
  g_autoptr (GArray) options = g_array_new (FALSE, TRUE, sizeof (NordPollOption));
  g_autoptr (GPtrArray) ideas = nord_store_read_all (work->store, NORD_NOUN_IDEA, error);
  g_autoptr (GPtrArray) clusters =
    ideas != NULL ? nord_store_read_all (work->store, NORD_NOUN_CLUSTER, error) : NULL;
  g_autoptr (GPtrArray) projects =
    clusters != NULL ? nord_store_read_all (work->store, NORD_NOUN_PROJECT, error) : NULL;
  g_auto (GStrv) ids = g_strsplit (wanted, ",", -1);
  const gboolean all_projects = g_str_equal (wanted, "projects");
  const gboolean all_ideas = g_str_equal (wanted, "ideas");
  const gboolean all_clusters = g_str_equal (wanted, "clusters");

  if (projects == NULL)
    return NULL;
  g_array_set_clear_func (options, clear_option);
  for (guint i = 0; i < clusters->len; i++) {
    NordRecord *cluster = g_ptr_array_index (clusters, i);

    /* What went into another group is no group to vote on any more. */
    if (nord_record_get_text (cluster, NORD_CLUSTER_MERGED_INTO) == NULL &&
        (all_clusters || g_strv_contains ((const char *const *) ids, nord_record_get_id (cluster))))
      add_option (options, cluster);
  }
  for (guint i = 0; i < ideas->len; i++) {
    NordRecord *idea = g_ptr_array_index (ideas, i);

    if (all_ideas || g_strv_contains ((const char *const *) ids, nord_record_get_id (idea)))
      add_option (options, idea);
  }
  for (guint i = 0; i < projects->len; i++) {
    NordRecord *project = g_ptr_array_index (projects, i);

    if (all_projects || g_strv_contains ((const char *const *) ids, nord_record_get_id (project)))
      add_option (options, project);
  }
  if (options->len < 2 ||
      (!all_projects && !all_ideas && !all_clusters && options->len != g_strv_length (ids))) {
    g_set_error_literal (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         options->len < 2 ? _ ("A poll needs two options or more")
                                          : _ ("Not every option is there"));
    return NULL;
  }
  return g_steal_pointer (&options);
}

/* By its id or its number from 1; -1 where there is none. */
static int
find_option (GArray *options, const char *name)
{
  guint64 number;

  for (guint i = 0; i < options->len; i++)
    if (g_str_equal (g_array_index (options, NordPollOption, i).id, name))
      return (int) i;
  return g_ascii_string_to_unsigned (name, 10, 1, options->len, &number, NULL) ? (int) number - 1
                                                                               : -1;
}

/* Each of --cost is OPTION=EUROS; every option needs one. */
static gboolean
read_costs (NordPollWork *work, GArray *options, GError **error)
{
  char **costs = work->options->costs;

  for (guint i = 0; costs != NULL && costs[i] != NULL; i++) {
    const char *equals = strrchr (costs[i], '=');
    g_autofree char *name = equals != NULL ? g_strndup (costs[i], equals - costs[i]) : NULL;
    const int option = name != NULL ? find_option (options, name) : -1;
    guint64 euros;

    if (option < 0 ||
        !g_ascii_string_to_unsigned (equals + 1, 10, 0, NORD_POLL_MOST_EUROS, &euros, NULL)) {
      g_set_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                   _ ("“%s” is no OPTION=EUROS of this poll"), costs[i]);
      return FALSE;
    }
    g_array_index (options, NordPollOption, option).cost = (gint64) euros;
  }
  for (guint o = 0; o < options->len; o++)
    if (g_array_index (options, NordPollOption, o).cost < 0) {
      g_set_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                   _ ("“%s” has no price: give it with --cost"),
                   g_array_index (options, NordPollOption, o).label);
      return FALSE;
    }
  return TRUE;
}

int
nord_poll_create (NordPollWork *work, gboolean twice)
{
  g_autoptr (GError) error = NULL;
  const int dots = work->options->dots, cap = work->options->cap;
  NordPollMethod method = NORD_METHOD_DOTS;
  const char *const *rules;

  if (work->options->title == NULL || *work->options->title == '\0')
    return nord_call_misused (work->call, _ ("Give the poll a title with --title."));
  if (work->options->method != NULL && !nord_poll_method_from_word (work->options->method, &method))
    return nord_call_misused (work->call,
                              _ ("A method is dots, approval, rating, ranking, budget or matrix."));
  if (method == NORD_METHOD_DOTS && (dots < 1 || dots > 1000 || cap < 1))
    return nord_call_misused (work->call, _ ("A person has from 1 to 1000 dots."));
  if (method == NORD_METHOD_BUDGET && work->options->budget < 1)
    return nord_call_misused (work->call, _ ("Give the sum in euros with --budget."));
  rules = nord_poll_method_list_rules (method);
  if (work->options->rule != NULL &&
      (rules == NULL || !g_strv_contains (rules, work->options->rule))) {
    g_autofree char *known = rules != NULL ? g_strjoinv (", ", (char **) rules) : NULL;

    return known != NULL
             ? nord_call_misused (work->call, _ ("--rule must be one of: %s"), known)
             : nord_call_misused (work->call, _ ("This method has no rules to choose from."));
  }
  g_autoptr (GArray) options = collect_options (work, &error);
  if (options == NULL || (method == NORD_METHOD_BUDGET && !read_costs (work, options, &error)))
    return nord_call_failed (work->call, error);
  const NordPollDraft draft = {
    .title = work->options->title,
    .method = method,
    .options = (const NordPollOption *) (gpointer) options->data,
    .n_options = options->len,
    .dots = (guint) dots,
    .cap = (guint) MIN (cap, dots),
    .budget = MIN (work->options->budget, NORD_POLL_MOST_EUROS),
    .rule = work->options->rule,
    .codes = work->options->codes,
  };
  g_autoptr (NordChangeSet) changes = nord_polling_create (&draft);
  if (twice)
    nord_poll_template_add_second (changes);
  g_autofree char *id = g_strdup (((NordChange *) g_ptr_array_index (changes->changes, 0))->target);
  if (!nord_store_apply (work->store, changes, &error))
    return nord_call_failed (work->call, error);
  return nord_poll_print_id (work, id, _ ("The poll is made; open it to take ballots."));
}

static int
create (NordPollWork *work)
{
  return nord_poll_create (work, FALSE);
}

static int
step (NordPollWork *work, NordPollEvent event, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) poll = nord_poll_find (work, &error);

  if (poll == NULL)
    return nord_call_failed (work->call, error);
  g_autoptr (NordChangeSet) changes = nord_polling_step (poll, event);
  /* First the ballots, so that no closed poll lacks any. */
  if (changes != NULL && event == NORD_POLL_EVENT_CLOSE) {
    g_autoptr (NordChangeSet) ballots =
      nord_store_empty_urn (work->store, nord_record_get_id (poll), &error);

    if (ballots == NULL)
      return nord_call_failed (work->call, error);
  }
  if (changes == NULL) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         _ ("The poll is not in a state for that"));
    return nord_call_failed (work->call, error);
  }
  if (!nord_store_apply (work->store, changes, &error))
    return nord_call_failed (work->call, error);
  return nord_poll_print_id (work, nord_record_get_id (poll), said);
}

static int
open_poll (NordPollWork *work)
{
  return step (work, NORD_POLL_EVENT_OPEN, _ ("The poll is open."));
}

static int
pause_poll (NordPollWork *work)
{
  return step (work, NORD_POLL_EVENT_PAUSE, _ ("The poll is paused."));
}

static int
close_poll (NordPollWork *work)
{
  return step (work, NORD_POLL_EVENT_CLOSE, _ ("The poll is closed."));
}

/* Hidden until closed: who sees how others voted, votes after them. */
static int
show_result (NordPollWork *work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) poll = nord_poll_find (work, &error);

  if (poll == NULL)
    return nord_call_failed (work->call, error);
  if (nord_poll_read_state (poll) != NORD_POLL_STATE_CLOSED) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         _ ("The result stays hidden until the poll is closed"));
    return nord_call_failed (work->call, error);
  }
  g_autoptr (GListModel) ballots = nord_poll_read_list (work->store, NORD_NOUN_BALLOT, &error);
  if (ballots == NULL)
    return nord_call_failed (work->call, error);
  g_autoptr (NordPolling) data = nord_polling_read (poll, ballots);
  g_autoptr (NordPollResult) result = nord_poll_result_new (data, work->call->cancellable, &error);
  if (result == NULL)
    return nord_call_failed (work->call, error);
  nord_poll_result_print (work->call, poll, data, result);
  return NORD_EXIT_OK;
}

/* The baskets of a closed budget for others: `.pb`. */
static int
save_budget (NordPollWork *work)
{
  g_autoptr (GError) error = NULL;
  const char *output = nord_poll_take_output (work);
  g_autoptr (NordRecord) poll = NULL;

  if (output == NULL)
    return nord_call_misused (work->call, _ ("Say where to save it: FILE save [POLL] OUTPUT.pb"));
  poll = nord_poll_find (work, &error);
  if (poll == NULL)
    return nord_call_failed (work->call, error);
  g_autoptr (GListModel) ballots = nord_poll_read_list (work->store, NORD_NOUN_BALLOT, &error);
  if (ballots == NULL)
    return nord_call_failed (work->call, error);
  g_autoptr (NordPolling) data = nord_polling_read (poll, ballots);
  if (data->method != NORD_METHOD_BUDGET || nord_poll_read_state (poll) != NORD_POLL_STATE_CLOSED) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         _ ("Only a closed budget can be saved as a .pb file"));
    return nord_call_failed (work->call, error);
  }
  g_autoptr (NordBudget) budget = nord_poll_result_make_budget (data, 0);
  g_autoptr (NordProgramme) programme = nord_programme_new_default (NULL);
  const NordPabulibHead head = {
    .title = nord_record_get_text (poll, NORD_POLL_TITLE),
    .country = nord_programme_get_country (programme),
    .unit = nord_programme_get_city (programme),
    .rule = data->rule,
    .begin = nord_record_get_text (poll, NORD_POLL_OPENED),
    .end = nord_record_get_text (poll, NORD_POLL_CLOSED),
  };
  g_autofree char *text = nord_pabulib_format_budget (budget, &head);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output);
  if (!g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                work->call->cancellable, &error))
    return nord_call_failed (work->call, error);
  return nord_poll_print_id (work, nord_record_get_id (poll), _ ("The budget is saved."));
}

static void
on_code_made (guint done, guint n, gpointer data)
{
  NordPollWork *work = data;

  if (done % 50 == 0 && done < n)
    nord_call_say (work->call, _ ("%u of %u codes are made"), done, n);
}

/* One code a person, for all polls of the workshop that want one. */
static int
make_codes (NordPollWork *work)
{
  g_autoptr (GError) error = NULL;
  const char *output = work->rest[0];
  const int people = work->options->people;
  g_autoptr (GBytes) salt = NULL, pdf = NULL;
  g_autoptr (GPtrArray) hashes = NULL, workshops = NULL;
  g_autoptr (JsonBuilder) json = NULL;
  g_autoptr (GFile) file = NULL;
  char **codes;
  const char *title;
  gboolean good;

  if (output == NULL || work->rest[1] != NULL)
    return nord_call_misused (work->call, _ ("Say where to print them: FILE codes OUTPUT.pdf"));
  if (people < 1 || people > NORD_CODE_MOST)
    return nord_call_misused (work->call, _ ("Codes are made for 1 to %d people (--people)."),
                              NORD_CODE_MOST);
  workshops = nord_store_read_all (work->store, NORD_NOUN_WORKSHOP, &error);
  salt = workshops != NULL ? nord_store_read_code_salt (work->store, &error) : NULL;
  if (salt == NULL)
    return nord_call_failed (work->call, error);
  title = workshops->len > 0 ? nord_record_get_text (workshops->pdata[0], NORD_WORKSHOP_TITLE) : "";
  codes = nord_code_make ((guint) people, salt, on_code_made, work, work->call->cancellable,
                          &hashes, &error);
  if (codes == NULL)
    return nord_call_failed (work->call, error);
  pdf = nord_code_sheet_make_pdf (codes, title, &error);
  nord_code_forget (codes);
  file = g_file_new_for_commandline_arg (output);
  /* First the paper: codes that nobody has in hand would be good for nothing. */
  good =
    pdf != NULL &&
    g_file_replace_contents (file, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL,
                             FALSE, G_FILE_CREATE_PRIVATE, NULL, work->call->cancellable, &error);
  if (good && !nord_store_add_codes (work->store, hashes, work->options->anew, &error)) {
    g_file_delete (file, NULL, NULL);
    good = FALSE;
  }
  if (!good)
    return nord_call_failed (work->call, error);
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "codes");
  json_builder_add_int_value (json, people);
  json_builder_set_member_name (json, "valid");
  json_builder_add_int_value (json, nord_store_count_codes (work->store));
  json_builder_end_object (json);
  nord_call_print_json (work->call, json);
  nord_call_say (work->call, _ ("The codes are printed. Cut the sheets apart, let everybody draw "
                                "one, and delete the file."));
  return NORD_EXIT_OK;
}

static const struct {
  const char *name;
  int (*run) (NordPollWork *work);
  gboolean reads_only;
} verbs[] = {
  {"create", create, FALSE},
  {"open", open_poll, FALSE},
  {"pause", pause_poll, FALSE},
  {"ballot", nord_poll_cast, FALSE},
  {"close", close_poll, FALSE},
  {"result", show_result, TRUE},
  {"save", save_budget, TRUE},
  {"codes", make_codes, FALSE},
  {"settle", nord_poll_settle, FALSE},
  {"void", nord_poll_void, FALSE},
  {"template", nord_poll_shelf, FALSE},
  {"minutes", nord_poll_save_minutes, TRUE},
};

static int
run_poll (NordCall *call, int argc, char **argv)
{
  g_auto (NordPollOptions) options = {.dots = 5, .cap = 3, .people = 1};
  const GOptionEntry entries[] = {
    {"title", 't', 0, G_OPTION_ARG_STRING, &options.title, N_ ("What is asked"), N_ ("TITLE")},
    {"options", 0, 0, G_OPTION_ARG_STRING, &options.options,
     N_ ("clusters (if not given), ideas, projects, or ids with commas between them"), N_ ("WHAT")},
    {"method", 'm', 0, G_OPTION_ARG_STRING, &options.method,
     N_ ("dots (if not given), approval, rating, ranking, budget or matrix"), N_ ("METHOD")},
    {"rule", 'r', 0, G_OPTION_ARG_STRING, &options.rule,
     N_ ("How a ranking or a budget is counted (schulze, mes-add1)"), N_ ("RULE")},
    {"budget", 'b', 0, G_OPTION_ARG_INT64, &options.budget, N_ ("Euros to spend"), N_ ("EUROS")},
    {"cost", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.costs,
     N_ ("Price of an option, by its id or its number; for each of them"), N_ ("OPTION=EUROS")},
    {"dots", 0, 0, G_OPTION_ARG_INT, &options.dots, N_ ("Dots a person has (5)"), N_ ("NUMBER")},
    {"cap", 0, 0, G_OPTION_ARG_INT, &options.cap, N_ ("Of them for one option (3)"), N_ ("NUMBER")},
    {"channel", 'c', 0, G_OPTION_ARG_STRING, &options.channel,
     N_ ("touch, hands (if not given), stickers or paper"), N_ ("CHANNEL")},
    {"people", 'p', 0, G_OPTION_ARG_INT, &options.people,
     N_ ("How many people a ballot stands for, or codes are for (1)"), N_ ("NUMBER")},
    {"codes", 0, 0, G_OPTION_ARG_NONE, &options.codes,
     N_ ("create: at a screen everybody needs a code"), NULL},
    {"code", 0, 0, G_OPTION_ARG_STRING, &options.code, N_ ("ballot: the code of the person"),
     N_ ("CODE")},
    {"paper", 0, 0, G_OPTION_ARG_STRING, &options.paper,
     N_ ("ballot, settle: the number on the paper"), N_ ("NUMBER")},
    {"reason", 0, 0, G_OPTION_ARG_STRING, &options.reason,
     N_ ("void: why the ballot does not count, for the minutes"), N_ ("TEXT")},
    {"after-close", 0, 0, G_OPTION_ARG_NONE, &options.after_close,
     N_ ("void: also where the poll is closed and its result was shown"), NULL},
    {"anew", 0, 0, G_OPTION_ARG_NONE, &options.anew,
     N_ ("codes: those that were printed before are good for nothing any more"), NULL},
    {NULL},
  };
  int status;

  if (!nord_call_parse (call, entries, argc, argv, 2, 10000, &status))
    return status;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++) {
    if (!g_str_equal (call->arguments[1], verbs[i].name))
      continue;
    g_autoptr (NordStore) store =
      nord_call_open (call, call->arguments[0],
                      verbs[i].reads_only ? NORD_STORE_OPEN_READ_ONLY : NORD_STORE_OPEN_DEFAULT);
    if (store == NULL)
      return NORD_EXIT_FAILED;
    NordPollWork work = {call, &options, store, (const char *const *) call->arguments + 2};
    status = verbs[i].run (&work);
    nord_store_close (store);
    return status;
  }
  return nord_call_misused (
    call,
    _ ("“%s” is none of create, open, pause, codes, ballot, settle, void, close, result, minutes, "
       "save and template."),
    call->arguments[1]);
}

const NordCommand nord_command_poll = {
  .name = "poll",
  .arguments =
    N_ ("FILE create|open|pause|codes|ballot|settle|void|close|result|minutes|save|template [POLL] "
        "[OPTION=NUMBER…]"),
  .summary = N_ ("Vote on groups or ideas: dots, approval, rating, ranking, budget"),
  .description = N_ (
    "The id of the poll may be left out where there is only one, but not before "
    "OPTION=NUMBER. An option is its id or its number from 1; the number is that "
    "of dots, of people who say yes, the place of a ranking, or a level from 5 "
    "(agrees) to 1 or “?”. The result stays hidden until the poll is closed; "
    "then “minutes” saves it as a page for the minutes, with all corrections, and a budget can be "
    "saved as a .pb file. “codes” prints one code a "
    "person; a ballot by touch is secret and can be taken back by nobody; one on paper counts when "
    "it was entered twice alike. “void BALLOT --reason TEXT” takes one ballot out of the count. "
    "“template list”, “template save NAME [POLL]”, “template use NAME” "
    "(with --title, --options and --cost) and “template delete NAME” keep how polls are held; they "
    "stand in the file of the workshop."),
  .run = run_poll,
};
