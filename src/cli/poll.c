/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli poll: a poll with dots, from its making to its result. */
#include "config.h"

#include "cli/command.h"
#include "core/model/cluster.h"
#include "core/model/idea.h"
#include "core/rank/dots-poll.h"

#include <glib/gi18n.h>

#include <string.h>

typedef struct {
  char *title, *options, *channel;
  int dots, cap, people;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->title);
  g_free (self->options);
  g_free (self->channel);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What every verb works on. */
typedef struct {
  NordCall *call;          /* (not owned) */
  const Options *options;  /* (not owned) */
  NordStore *store;        /* (not owned) */
  const char *const *rest; /* arguments behind the verb */
} Work;

static GListModel *
read_list (NordStore *store, NordNounKind noun, GError **error)
{
  g_autoptr (GPtrArray) records = nord_store_read_all (store, noun, error);
  GListStore *list;

  if (records == NULL)
    return NULL;
  list = g_list_store_new (NORD_TYPE_RECORD);
  g_list_store_splice (list, 0, 0, records->pdata, records->len);
  return G_LIST_MODEL (list);
}

static NordRecord *
find_poll (Work *work, GError **error)
{
  const char *id = work->rest[0];
  g_autoptr (GPtrArray) polls = nord_store_read_all (work->store, NORD_NOUN_POLL, error);

  if (polls == NULL)
    return NULL;
  /* The only poll needs no name. */
  if (id == NULL && polls->len == 1)
    return g_object_ref (g_ptr_array_index (polls, 0));
  for (guint i = 0; id != NULL && i < polls->len; i++) {
    NordRecord *poll = g_ptr_array_index (polls, i);

    if (g_str_equal (nord_record_get_id (poll), id))
      return g_object_ref (poll);
  }
  if (id != NULL)
    g_set_error (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID, _ ("There is no poll “%s”"),
                 id);
  else
    g_set_error_literal (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         polls->len == 0 ? _ ("There is no poll") : _ ("Which poll? Give its id"));
  return NULL;
}

static int
print_id (Work *work, const char *id, const char *said)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  nord_call_add_text (json, "poll", id);
  json_builder_end_object (json);
  nord_call_print_json (work->call, json);
  nord_call_print (work->call, "%s", id);
  nord_call_say (work->call, "%s", said);
  return NORD_EXIT_OK;
}

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
    nord_record_get_text (record,
                          noun->kind == NORD_NOUN_CLUSTER ? NORD_CLUSTER_TITLE : NORD_IDEA_TITLE);
  NordPollOption option = {g_strdup (nord_record_get_id (record)), g_strdup (noun->name),
                           g_strdup (label != NULL ? label : nord_record_get_id (record))};

  g_array_append_val (to, option);
}

/* "clusters", "ideas", or ids with commas between them. */
static GArray *
collect_options (Work *work, GError **error)
{
  const char *wanted = work->options->options != NULL ? work->options->options : "clusters";
  g_autoptr (GArray) options = g_array_new (FALSE, TRUE, sizeof (NordPollOption));
  g_autoptr (GPtrArray) ideas = nord_store_read_all (work->store, NORD_NOUN_IDEA, error);
  g_autoptr (GPtrArray) clusters =
    ideas != NULL ? nord_store_read_all (work->store, NORD_NOUN_CLUSTER, error) : NULL;
  g_auto (GStrv) ids = g_strsplit (wanted, ",", -1);
  const gboolean all_ideas = g_str_equal (wanted, "ideas");
  const gboolean all_clusters = g_str_equal (wanted, "clusters");

  if (clusters == NULL)
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
  if (options->len < 2 || (!all_ideas && !all_clusters && options->len != g_strv_length (ids))) {
    g_set_error_literal (error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         options->len < 2 ? _ ("A poll needs two options or more")
                                          : _ ("Not every option is there"));
    return NULL;
  }
  return g_steal_pointer (&options);
}

static int
create (Work *work)
{
  g_autoptr (GError) error = NULL;
  const int dots = work->options->dots, cap = work->options->cap;

  if (work->options->title == NULL || *work->options->title == '\0')
    return nord_call_misused (work->call, _ ("Give the poll a title with --title."));
  if (dots < 1 || dots > 1000 || cap < 1)
    return nord_call_misused (work->call, _ ("A person has from 1 to 1000 dots."));
  g_autoptr (GArray) options = collect_options (work, &error);
  if (options == NULL)
    return nord_call_failed (work->call, error);
  g_autoptr (NordChangeSet) changes =
    nord_dots_poll_create (work->options->title, (const NordPollOption *) (gpointer) options->data,
                           options->len, (guint) dots, (guint) MIN (cap, dots));
  g_autofree char *id = g_strdup (((NordChange *) g_ptr_array_index (changes->changes, 0))->target);
  if (!nord_store_apply (work->store, changes, &error))
    return nord_call_failed (work->call, error);
  return print_id (work, id, _ ("The poll is made; open it to take ballots."));
}

static int
step (Work *work, NordPollEvent event, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) poll = find_poll (work, &error);

  if (poll == NULL)
    return nord_call_failed (work->call, error);
  g_autoptr (NordChangeSet) changes = nord_dots_poll_step (poll, event);
  if (changes == NULL) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         _ ("The poll is not in a state for that"));
    return nord_call_failed (work->call, error);
  }
  if (!nord_store_apply (work->store, changes, &error))
    return nord_call_failed (work->call, error);
  return print_id (work, nord_record_get_id (poll), said);
}

static int
open_poll (Work *work)
{
  return step (work, NORD_POLL_EVENT_OPEN, _ ("The poll is open."));
}

static int
pause_poll (Work *work)
{
  return step (work, NORD_POLL_EVENT_PAUSE, _ ("The poll is paused."));
}

static int
close_poll (Work *work)
{
  return step (work, NORD_POLL_EVENT_CLOSE, _ ("The poll is closed."));
}

/* OPTION=DOTS, where the option is its id or its number from 1. */
static gboolean
read_mark (const NordDotsPoll *data, const char *text, guint *marks)
{
  const char *equals = strrchr (text, '=');
  guint64 dots, number;

  if (equals == NULL || !g_ascii_string_to_unsigned (equals + 1, 10, 0, 1000000, &dots, NULL))
    return FALSE;
  g_autofree char *name = g_strndup (text, equals - text);
  for (guint i = 0; i < data->options->len; i++)
    if (g_str_equal (((NordPollOption *) g_ptr_array_index (data->options, i))->id, name)) {
      marks[i] = (guint) dots;
      return TRUE;
    }
  if (!g_ascii_string_to_unsigned (name, 10, 1, data->options->len, &number, NULL))
    return FALSE;
  marks[number - 1] = (guint) dots;
  return TRUE;
}

static int
cast (Work *work)
{
  static const char *const faults[] = {
    [NORD_DOTS_NOBODY] = N_ ("A ballot stands for one person at least"),
    [NORD_DOTS_TOO_MANY] = N_ ("These are more dots than its people have"),
    [NORD_DOTS_OVER_CAP] = N_ ("One option has more dots than its people may give it"),
  };
  g_autoptr (GError) error = NULL;
  NordChannel channel = NORD_CHANNEL_HANDS;
  NordDotsFault fault;
  guint option;

  if (work->options->channel != NULL && !nord_channel_from_word (work->options->channel, &channel))
    return nord_call_misused (work->call, _ ("A channel is touch, hands, stickers or paper."));
  g_autoptr (NordRecord) poll = find_poll (work, &error);
  if (poll == NULL)
    return nord_call_failed (work->call, error);
  if (nord_poll_read_state (poll) != NORD_POLL_STATE_OPEN) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         _ ("The poll is not open"));
    return nord_call_failed (work->call, error);
  }
  g_autoptr (GListModel) ballots = read_list (work->store, NORD_NOUN_BALLOT, &error);
  if (ballots == NULL)
    return nord_call_failed (work->call, error);
  g_autoptr (NordDotsPoll) data = nord_dots_poll_read (poll, ballots);
  g_autofree guint *marks = g_new0 (guint, data->options->len + 1);
  for (const char *const *mark = work->rest[0] != NULL ? work->rest + 1 : work->rest; *mark != NULL;
       mark++)
    if (!read_mark (data, *mark, marks))
      return nord_call_misused (work->call, _ ("“%s” is no OPTION=DOTS of this poll."), *mark);
  fault = nord_dots_check (&data->rules, (guint) MAX (work->options->people, 0), marks, &option);
  if (fault != NORD_DOTS_SOUND) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID, _ (faults[fault]));
    return nord_call_failed (work->call, error);
  }
  g_autoptr (NordChangeSet) changes =
    nord_dots_poll_cast (poll, data, channel, (guint) work->options->people, marks);
  if (!nord_store_apply (work->store, changes, &error))
    return nord_call_failed (work->call, error);
  return print_id (work, nord_record_get_id (poll), _ ("The ballot is saved."));
}

static void
add_result (JsonBuilder *json, const NordPollOption *option, const NordDotsResult *result)
{
  json_builder_begin_object (json);
  nord_call_add_integer (json, "place", result->place);
  nord_call_add_text (json, "id", option->id);
  nord_call_add_text (json, "noun", option->noun);
  nord_call_add_text (json, "label", option->label);
  nord_call_add_integer (json, "votes", (gint64) result->votes);
  nord_call_add_integer (json, "people_least", (gint64) result->people_least);
  nord_call_add_integer (json, "people_most", (gint64) result->people_most);
  nord_call_add_boolean (json, "tied", result->tied);
  json_builder_set_member_name (json, "by_channel");
  json_builder_begin_object (json);
  for (guint c = 0; c < NORD_N_CHANNELS; c++)
    nord_call_add_integer (json, nord_channel_to_word (c), (gint64) result->votes_by_channel[c]);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

/* Hidden until closed: who sees how others voted, votes after them. */
static int
show_result (Work *work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) poll = find_poll (work, &error);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (poll == NULL)
    return nord_call_failed (work->call, error);
  if (nord_poll_read_state (poll) != NORD_POLL_STATE_CLOSED) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         _ ("The result stays hidden until the poll is closed"));
    return nord_call_failed (work->call, error);
  }
  g_autoptr (GListModel) ballots = read_list (work->store, NORD_NOUN_BALLOT, &error);
  if (ballots == NULL)
    return nord_call_failed (work->call, error);
  g_autoptr (NordDotsPoll) data = nord_dots_poll_read (poll, ballots);
  g_autoptr (NordDotsTally) tally = nord_dots_poll_count (data);

  json_builder_begin_object (json);
  nord_call_add_text (json, "poll", nord_record_get_id (poll));
  nord_call_add_text (json, "title", nord_record_get_text (poll, NORD_POLL_TITLE));
  nord_call_add_integer (json, "ballots", tally->n_ballots);
  nord_call_add_integer (json, "people", (gint64) tally->people);
  nord_call_add_integer (json, "votes", (gint64) tally->votes);
  nord_call_add_integer (json, "unused", (gint64) tally->unused);
  nord_call_add_integer (json, "abstained", (gint64) tally->abstained);
  nord_call_add_integer (json, "voided", data->n_voided);
  json_builder_set_member_name (json, "options");
  json_builder_begin_array (json);
  nord_call_print (work->call, "%s", nord_record_get_text (poll, NORD_POLL_TITLE));
  for (guint i = 0; i < tally->n_options; i++) {
    const NordDotsResult *result = &tally->options[tally->order[i]];
    const NordPollOption *option = g_ptr_array_index (data->options, tally->order[i]);

    add_result (json, option, result);
    nord_call_print (work->call, "%4u. %6" G_GUINT64_FORMAT "  %s", result->place, result->votes,
                     option->label);
  }
  json_builder_end_array (json);
  json_builder_end_object (json);
  nord_call_print_json (work->call, json);
  /* Translators: numbers of ballots, people and votes (dots). */
  nord_call_print (work->call, _ ("Ballots: %u, people: %u, votes: %u"), tally->n_ballots,
                   (guint) tally->people, (guint) tally->votes);
  return NORD_EXIT_OK;
}

static const struct {
  const char *name;
  int (*run) (Work *work);
  gboolean reads_only;
} verbs[] = {
  {"create", create, FALSE}, {"open", open_poll, FALSE},   {"pause", pause_poll, FALSE},
  {"ballot", cast, FALSE},   {"close", close_poll, FALSE}, {"result", show_result, TRUE},
};

static int
run_poll (NordCall *call, int argc, char **argv)
{
  g_auto (Options) options = {.dots = 5, .cap = 3, .people = 1};
  const GOptionEntry entries[] = {
    {"title", 't', 0, G_OPTION_ARG_STRING, &options.title, N_ ("What is asked"), N_ ("TITLE")},
    {"options", 0, 0, G_OPTION_ARG_STRING, &options.options,
     N_ ("clusters (if not given), ideas, or ids with commas between them"), N_ ("WHAT")},
    {"dots", 0, 0, G_OPTION_ARG_INT, &options.dots, N_ ("Dots a person has (5)"), N_ ("NUMBER")},
    {"cap", 0, 0, G_OPTION_ARG_INT, &options.cap, N_ ("Of them for one option (3)"), N_ ("NUMBER")},
    {"channel", 'c', 0, G_OPTION_ARG_STRING, &options.channel,
     N_ ("touch, hands (if not given), stickers or paper"), N_ ("CHANNEL")},
    {"people", 'p', 0, G_OPTION_ARG_INT, &options.people,
     N_ ("How many people a ballot stands for (1)"), N_ ("NUMBER")},
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
    Work work = {call, &options, store, (const char *const *) call->arguments + 2};
    status = verbs[i].run (&work);
    nord_store_close (store);
    return status;
  }
  return nord_call_misused (call,
                            _ ("“%s” is none of create, open, pause, ballot, close and result."),
                            call->arguments[1]);
}

const NordCommand nord_command_poll = {
  .name = "poll",
  .arguments = N_ ("FILE create|open|pause|ballot|close|result [POLL] [OPTION=DOTS…]"),
  .summary = N_ ("Vote with dots on groups or ideas"),
  .description = N_ ("The id of the poll may be left out where there is only one, but not before "
                     "OPTION=DOTS. An option is its id or its number from 1. The result stays "
                     "hidden until the poll is closed."),
  .run = run_poll,
};
