/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A poll between the workshop's records and the plain arrays of the counts. */
#include "core/rank/polling.h"
#include "core/model/json.h"
#include "core/rank/doubled.h"
#include "core/rank/rating.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const channel_words[] = {"touch", "hands", "stickers", "paper"};
static const char *const state_words[] = {"draft", "open", "paused", "closed"};

/* The first of the rules is the default. */
static const char *const ranking_rules[] = {"schulze", "borda", "ranked-pairs", "instant-runoff",
                                            NULL};
static const char *const budget_rules[] = {
  "mes-add1", "mes-cost", "greedy-votes", "greedy-votes-per-cost", "phragmen", "knapsack", NULL};

static const struct {
  const char *word; /* as in the table of nouns */
  guint n_columns;
  const char *const *rules; /* (nullable) */
} methods[NORD_N_METHODS] = {
  [NORD_METHOD_DOTS] = {"dots", 1, NULL},
  [NORD_METHOD_APPROVAL] = {"approval", 1, NULL},
  [NORD_METHOD_RATING] = {"rating", NORD_RATING_N_COLUMNS, NULL},
  [NORD_METHOD_RANKING] = {"ranking", 1, ranking_rules},
  [NORD_METHOD_BUDGET] = {"budget", 1, budget_rules},
  [NORD_METHOD_MATRIX] = {"matrix", NORD_MATRIX_N_COLUMNS, NULL},
};

/* A closed poll stays closed: whoever closed it too early undoes that, which the log shows. */
static const struct {
  NordPollState from;
  NordPollEvent event;
  NordPollState to;
} steps[] = {
  {NORD_POLL_STATE_DRAFT, NORD_POLL_EVENT_OPEN, NORD_POLL_STATE_OPEN},
  {NORD_POLL_STATE_OPEN, NORD_POLL_EVENT_PAUSE, NORD_POLL_STATE_PAUSED},
  {NORD_POLL_STATE_PAUSED, NORD_POLL_EVENT_OPEN, NORD_POLL_STATE_OPEN},
  {NORD_POLL_STATE_OPEN, NORD_POLL_EVENT_CLOSE, NORD_POLL_STATE_CLOSED},
  {NORD_POLL_STATE_PAUSED, NORD_POLL_EVENT_CLOSE, NORD_POLL_STATE_CLOSED},
};

static void
option_free (gpointer data)
{
  NordPollOption *option = data;

  g_free (option->id);
  g_free (option->noun);
  g_free (option->label);
  g_free (option);
}

static const char *
string_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static gint64
integer_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_INT64
           ? json_node_get_int (node)
           : 0;
}

static void
read_options (NordPolling *self, const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? nord_json_parse (json, -1, NULL) : NULL;
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);
    NordPollOption *option;
    JsonObject *object;

    if (!JSON_NODE_HOLDS_OBJECT (element))
      continue;
    object = json_node_get_object (element);
    if (string_member (object, "id") == NULL)
      continue;
    option = g_new0 (NordPollOption, 1);
    option->id = g_strdup (string_member (object, "id"));
    option->noun = g_strdup (string_member (object, "noun"));
    option->label = g_strdup (string_member (object, "label"));
    if (option->label == NULL)
      option->label = g_strdup ("");
    option->cost = CLAMP (integer_member (object, "cost"), 0, NORD_POLL_MOST_EUROS);
    g_ptr_array_add (self->options, option);
  }
}

static int
find_option (const NordPolling *self, const char *id)
{
  for (guint i = 0; i < self->options->len; i++)
    if (strcmp (((NordPollOption *) g_ptr_array_index (self->options, i))->id, id) == 0)
      return (int) i;
  return -1;
}

/* (transfer full): @rule where @method may be counted by it, else the default. */
static char *
dup_rule (NordPollMethod method, const char *rule)
{
  const char *const *rules = methods[method].rules;

  if (rules == NULL)
    return g_strdup ("");
  return g_strdup (rule != NULL && g_strv_contains (rules, rule) ? rule : rules[0]);
}

/* See core/rank/paper.h. */
static gboolean
is_waiting (NordRecord *ballot)
{
  const char *entry = nord_record_get_text (ballot, NORD_BALLOT_ENTRY);

  return entry != NULL && strcmp (entry, "agreed") != 0;
}

/**
 * nord_polling_read:
 * @poll: a #NordPoll
 * @ballots: list of #NordBallot of all polls
 *
 * Ballots of this poll that are not voided become plain data; those whose marks name options that
 * the poll does not have are counted as unreadable, not guessed. Two copies of a workshop that did
 * not know of each other may have taken the same code: see nord_doubled_find().
 *
 * Returns: (transfer full): what the count needs
 */
NordPolling *
nord_polling_read (NordRecord *poll, GListModel *ballots)
{
  NordPolling *self = g_new0 (NordPolling, 1);
  g_autofree guint *marks = NULL;

  self->options = g_ptr_array_new_with_free_func (option_free);
  self->ballots = g_array_new (FALSE, TRUE, sizeof (NordPollBallot));
  self->marks = g_array_new (FALSE, TRUE, sizeof (guint));
  if (!nord_poll_method_from_word (nord_record_get_text (poll, NORD_POLL_METHOD), &self->method))
    self->method = NORD_METHOD_DOTS;
  self->n_columns = methods[self->method].n_columns;
  self->budget = CLAMP (nord_record_get_integer (poll, NORD_POLL_BUDGET), 0, NORD_POLL_MOST_EUROS);
  self->rule = dup_rule (self->method, nord_record_get_text (poll, NORD_POLL_RULE));
  read_options (self, nord_record_get_text (poll, NORD_POLL_OPTIONS));
  self->rules.n_options = self->options->len;
  self->rules.dots = (guint) CLAMP (nord_record_get_integer (poll, NORD_POLL_DOTS), 0, 1000);
  self->rules.cap = (guint) CLAMP (nord_record_get_integer (poll, NORD_POLL_CAP), 0, 1000);
  if (self->rules.cap == 0)
    self->rules.cap = self->rules.dots;
  if (self->method == NORD_METHOD_APPROVAL) {
    self->rules.dots = self->options->len;
    self->rules.cap = 1;
  }
  self->set_aside = nord_doubled_find (poll, ballots);
  marks = g_new0 (guint, nord_polling_get_n_marks (self) + 1);
  for (guint i = 0; i < g_list_model_get_n_items (ballots); i++) {
    g_autoptr (NordRecord) ballot = g_list_model_get_item (ballots, i);
    NordPollBallot plain = {0};
    gint64 people = nord_record_get_integer (ballot, NORD_BALLOT_PEOPLE);

    if (g_strcmp0 (nord_record_get_text (ballot, NORD_BALLOT_POLL), nord_record_get_id (poll)) != 0)
      continue;
    if (nord_record_get_text (ballot, NORD_BALLOT_VOIDED) != NULL) {
      self->n_voided++;
      continue;
    }
    if (g_hash_table_contains (self->set_aside, nord_record_get_id (ballot)))
      continue;
    if (is_waiting (ballot)) {
      self->n_waiting += g_strcmp0 (nord_record_get_text (ballot, NORD_BALLOT_ENTRY), "first") == 0;
      continue;
    }
    if (!nord_channel_from_word (nord_record_get_text (ballot, NORD_BALLOT_CHANNEL),
                                 &plain.channel) ||
        people < 0 || people > G_MAXUINT16 || !nord_polling_read_marks (self, ballot, marks)) {
      self->n_unreadable++;
      continue;
    }
    plain.people = (guint) people;
    g_array_append_val (self->ballots, plain);
    g_array_append_vals (self->marks, marks, nord_polling_get_n_marks (self));
  }
  /* Only now the marks have stopped moving. */
  for (guint i = 0; i < self->ballots->len; i++)
    g_array_index (self->ballots, NordPollBallot, i).marks =
      (const guint *) self->marks->data + (gsize) i * nord_polling_get_n_marks (self);
  return self;
}

void
nord_polling_free (NordPolling *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->options);
  g_array_unref (self->ballots);
  g_array_unref (self->marks);
  g_clear_pointer (&self->set_aside, g_hash_table_unref);
  g_free (self->rule);
  g_free (self);
}

guint
nord_polling_get_n_marks (const NordPolling *self)
{
  return self->options->len * self->n_columns;
}

/* Euros of what @marks have in the basket. */
gint64
nord_polling_sum_costs (const NordPolling *self, const guint *marks)
{
  gint64 sum = 0;

  for (guint o = 0; o < self->options->len; o++)
    if (marks[o] > 0)
      sum += ((NordPollOption *) g_ptr_array_index (self->options, o))->cost;
  return sum;
}

/**
 * nord_polling_check:
 * @self: what nord_polling_read() gave
 * @people: people the ballot stands for
 * @marks: (array): nord_polling_get_n_marks() numbers
 * @option: (out) (optional): where the fault is that of one option, which
 *
 * Ballots for several people hold sums where the method counts options one by one: dots, approvals,
 * judgments by level. A ranking or a basket is one, which all its people share.
 *
 * Returns: %NORD_POLLING_SOUND or what is wrong
 */
NordPollingFault
nord_polling_check (const NordPolling *self, guint people, const guint *marks, guint *option)
{
  static const NordPollingFault of_dots[] = {
    [NORD_DOTS_SOUND] = NORD_POLLING_SOUND,
    [NORD_DOTS_NOBODY] = NORD_POLLING_NOBODY,
    [NORD_DOTS_TOO_MANY] = NORD_POLLING_TOO_MANY,
    [NORD_DOTS_OVER_CAP] = NORD_POLLING_OVER_CAP,
  };

  if (people == 0)
    return NORD_POLLING_NOBODY;
  switch (self->method) {
  case NORD_METHOD_RATING:
    for (guint o = 0; o < self->options->len; o++) {
      guint64 sum = 0;

      for (guint c = 0; c < self->n_columns; c++)
        sum += marks[o * self->n_columns + c];
      if (sum > people) {
        if (option != NULL)
          *option = o;
        return NORD_POLLING_OVER_PEOPLE;
      }
    }
    return NORD_POLLING_SOUND;
  case NORD_METHOD_RANKING:
  case NORD_METHOD_MATRIX:
    for (guint m = 0; m < nord_polling_get_n_marks (self); m++)
      if (marks[m] > self->options->len) {
        if (option != NULL)
          *option = m / self->n_columns;
        return NORD_POLLING_OVER_CAP;
      }
    return NORD_POLLING_SOUND;
  case NORD_METHOD_BUDGET:
    for (guint o = 0; o < self->options->len; o++)
      if (marks[o] > 1) {
        if (option != NULL)
          *option = o;
        return NORD_POLLING_OVER_CAP;
      }
    return nord_polling_sum_costs (self, marks) > self->budget ? NORD_POLLING_OVER_BUDGET
                                                               : NORD_POLLING_SOUND;
  case NORD_METHOD_DOTS:
  case NORD_METHOD_APPROVAL:
  case NORD_N_METHODS:
  default:
    return of_dots[nord_dots_check (&self->rules, people, marks, option)];
  }
}

/* One number, or a list of n_columns of them. */
static gboolean
read_numbers (JsonNode *node, guint *numbers, guint n)
{
  JsonArray *array = n > 1 && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (n > 1 && (array == NULL || json_array_get_length (array) != n))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    JsonNode *value = array != NULL ? json_array_get_element (array, i) : node;
    gint64 number;

    if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_INT64)
      return FALSE;
    number = json_node_get_int (value);
    if (number < 0 || number > G_MAXINT32)
      return FALSE;
    numbers[i] = (guint) number;
  }
  return TRUE;
}

gboolean
nord_polling_read_marks (const NordPolling *self, NordRecord *ballot, guint *marks)
{
  const char *json = nord_record_get_text (ballot, NORD_BALLOT_MARKS);
  g_autoptr (JsonNode) node = json != NULL ? nord_json_parse (json, -1, NULL) : NULL;
  JsonObjectIter iter;
  const char *id;
  JsonNode *value;

  memset (marks, 0, nord_polling_get_n_marks (self) * sizeof *marks);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &id, &value)) {
    int option = find_option (self, id);

    if (option < 0 ||
        !read_numbers (value, marks + option * (int) self->n_columns, self->n_columns))
      return FALSE;
  }
  return TRUE;
}

NordPollState
nord_poll_read_state (NordRecord *poll)
{
  const char *word = nord_record_get_text (poll, NORD_POLL_STATE);

  for (guint i = 0; i < G_N_ELEMENTS (state_words); i++)
    if (g_strcmp0 (word, state_words[i]) == 0)
      return (NordPollState) i;
  return NORD_POLL_STATE_DRAFT;
}

gboolean
nord_poll_may (NordRecord *poll, NordPollEvent event)
{
  NordPollState state = nord_poll_read_state (poll);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].from == state && steps[i].event == event)
      return TRUE;
  return FALSE;
}

char *
nord_polling_format_marks (const NordPolling *data, const guint *marks)
{
  GString *json = g_string_new (NULL);
  gboolean first = TRUE;

  g_string_append_c (json, '{');
  for (guint o = 0; o < data->options->len; o++, marks += data->n_columns) {
    const NordPollOption *option = g_ptr_array_index (data->options, o);
    guint64 sum = 0;

    for (guint c = 0; c < data->n_columns; c++)
      sum += marks[c];
    if (sum == 0)
      continue;
    if (!first)
      g_string_append_c (json, ',');
    first = FALSE;
    nord_json_append_string (json, option->id);
    g_string_append (json, data->n_columns > 1 ? ":[" : ":");
    for (guint c = 0; c < data->n_columns; c++)
      g_string_append_printf (json, c > 0 ? ",%u" : "%u", marks[c]);
    if (data->n_columns > 1)
      g_string_append_c (json, ']');
  }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/**
 * nord_polling_create:
 * @draft: what is asked, and how
 *
 * Returns: (transfer full): a poll in draft
 */
NordChangeSet *
nord_polling_create (const NordPollDraft *draft)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("New Poll"));
  NordChange *change = nord_change_new_create (NORD_NOUN_POLL, NULL);
  const gboolean budget = draft->method == NORD_METHOD_BUDGET;
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < draft->n_options; i++) {
    const NordPollOption *option = &draft->options[i];

    g_string_append (json, i > 0 ? ",{" : "{");
    if (budget)
      g_string_append_printf (json, "\"cost\":%" G_GINT64_FORMAT ",", option->cost);
    g_string_append (json, "\"id\":");
    nord_json_append_string (json, option->id);
    g_string_append (json, ",\"label\":");
    nord_json_append_string (json, option->label);
    g_string_append (json, ",\"noun\":");
    nord_json_append_string (json, option->noun);
    g_string_append_c (json, '}');
  }
  g_string_append_c (json, ']');
  nord_change_set_text (change, NORD_POLL_TITLE, draft->title);
  nord_change_set_text (change, NORD_POLL_METHOD, methods[draft->method].word);
  nord_change_set_json (change, NORD_POLL_OPTIONS, json->str);
  if (draft->method == NORD_METHOD_DOTS) {
    nord_change_set_integer (change, NORD_POLL_DOTS, draft->dots);
    nord_change_set_integer (change, NORD_POLL_CAP, draft->cap);
  }
  nord_change_set_text (change, NORD_POLL_STATE, "draft");
  if (methods[draft->method].rules != NULL) {
    g_autofree char *rule = dup_rule (draft->method, draft->rule);

    nord_change_set_text (change, NORD_POLL_RULE, rule);
  }
  if (budget)
    nord_change_set_integer (change, NORD_POLL_BUDGET, draft->budget);
  if (draft->codes)
    nord_change_set_boolean (change, NORD_POLL_CODES, TRUE);
  nord_change_set_group_add (set, change);
  return set;
}

/**
 * nord_polling_repeat:
 * @poll: a #NordPoll
 * @title: what the new one is called
 *
 * Returns: (transfer full): a draft with the same options and rules
 */
NordChangeSet *
nord_polling_repeat (NordRecord *poll, const char *title)
{
  static const guint same[] = {NORD_POLL_METHOD, NORD_POLL_OPTIONS, NORD_POLL_DOTS, NORD_POLL_CAP,
                               NORD_POLL_RULE,   NORD_POLL_BUDGET,  NORD_POLL_CODES};
  NordChangeSet *set = nord_change_set_group_new (_ ("Vote Again"));
  NordChange *change = nord_change_new_create (NORD_NOUN_POLL, NULL);

  nord_change_set_text (change, NORD_POLL_TITLE, title);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (nord_record_peek (poll, same[i])->kind != NORD_VALUE_NULL)
      nord_change_set (change, same[i], nord_record_peek (poll, same[i]));
  nord_change_set_text (change, NORD_POLL_STATE, "draft");
  nord_change_set_text (change, NORD_POLL_EARLIER, nord_record_get_id (poll));
  nord_change_set_group_add (set, change);
  return set;
}

/**
 * nord_polling_step:
 * @poll: a #NordPoll
 * @event: what happens to it
 *
 * Returns: (transfer full) (nullable): the change, or NULL where its state does not allow it
 */
NordChangeSet *
nord_polling_step (NordRecord *poll, NordPollEvent event)
{
  static const char *const labels[] = {N_ ("Open Poll"), N_ ("Pause Poll"), N_ ("Close Poll")};
  NordPollState state = nord_poll_read_state (poll);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autoptr (GDateTime) now = NULL;
    g_autofree char *stamp = NULL;
    NordChangeSet *set;
    NordChange *change;

    if (steps[i].from != state || steps[i].event != event)
      continue;
    now = g_date_time_new_now_utc ();
    stamp = g_date_time_format_iso8601 (now);
    set = nord_change_set_group_new (_ (labels[event]));
    change = nord_change_new_update (poll);
    nord_change_set_text (change, NORD_POLL_STATE, state_words[steps[i].to]);
    if (event == NORD_POLL_EVENT_OPEN && nord_record_get_text (poll, NORD_POLL_OPENED) == NULL)
      nord_change_set_text (change, NORD_POLL_OPENED, stamp);
    if (event == NORD_POLL_EVENT_CLOSE)
      nord_change_set_text (change, NORD_POLL_CLOSED, stamp);
    nord_change_set_group_add (set, change);
    return set;
  }
  return NULL;
}

static NordChange *
new_ballot (const char *id,
            NordRecord *poll,
            const NordPolling *data,
            NordChannel channel,
            guint people,
            const guint *marks)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_BALLOT, id);
  g_autofree char *json = nord_polling_format_marks (data, marks);

  nord_change_set_text (change, NORD_BALLOT_POLL, nord_record_get_id (poll));
  nord_change_set_text (change, NORD_BALLOT_CHANNEL, channel_words[channel]);
  nord_change_set_integer (change, NORD_BALLOT_PEOPLE, people);
  nord_change_set_json (change, NORD_BALLOT_MARKS, json);
  return change;
}

/**
 * nord_polling_cast:
 * @poll: a #NordPoll
 * @data: what nord_polling_read() gave for it
 * @channel: how it was given
 * @people: people it stands for
 * @marks: in the order of the options; must be sound, see nord_polling_check()
 *
 * Returns: (transfer full): one more ballot
 */
NordChangeSet *
nord_polling_cast (NordRecord *poll,
                   const NordPolling *data,
                   NordChannel channel,
                   guint people,
                   const guint *marks)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Add Ballot"));

  g_warn_if_fail (nord_polling_check (data, people, marks, NULL) == NORD_POLLING_SOUND);
  nord_change_set_group_add (set, new_ballot (NULL, poll, data, channel, people, marks));
  return set;
}

/**
 * nord_polling_cast_as:
 * @id: a random UUID, from which the order of the options on the ballot came
 * @poll: a #NordPoll
 * @data: what nord_polling_read() gave for it
 * @marks: in the order of the options; must be sound
 *
 * Returns: (transfer full): the ballot of one person at a screen, for the urn
 */
NordChangeSet *
nord_polling_cast_as (const char *id, NordRecord *poll, const NordPolling *data, const guint *marks)
{
  NordChangeSet *set = nord_change_set_group_new (NULL);

  g_warn_if_fail (nord_polling_check (data, 1, marks, NULL) == NORD_POLLING_SOUND);
  nord_change_set_group_add (set, new_ballot (id, poll, data, NORD_CHANNEL_TOUCH, 1, marks));
  return set;
}

/**
 * nord_polling_void:
 * @ballot: a #NordBallot
 * @reason: why it does not count, for the minutes; not empty
 *
 * Returns: (transfer full): the change; the ballot stays, marked
 */
NordChangeSet *
nord_polling_void (NordRecord *ballot, const char *reason)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Void Ballot"));
  NordChange *change = nord_change_new_update (ballot);

  nord_change_set_text (change, NORD_BALLOT_VOIDED, reason);
  nord_change_set_group_add (set, change);
  return set;
}

/**
 * nord_polling_correct:
 * @poll: a #NordPoll
 * @data: what nord_polling_read() gave for it
 * @ballot: the ballot that was entered wrongly; it stays, voided
 * @reason: why, for the minutes
 * @channel: how the right one was given
 * @people: people it stands for
 * @marks: its marks
 *
 * Returns: (transfer full): the old one voided and the right one added, one step of undo
 */
NordChangeSet *
nord_polling_correct (NordRecord *poll,
                      const NordPolling *data,
                      NordRecord *ballot,
                      const char *reason,
                      NordChannel channel,
                      guint people,
                      const guint *marks)
{
  NordChangeSet *set = nord_polling_void (ballot, reason);
  NordChange *change = new_ballot (NULL, poll, data, channel, people, marks);
  const char *paper = nord_record_get_text (ballot, NORD_BALLOT_PAPER);
  const char *token = nord_record_get_text (ballot, NORD_BALLOT_TOKEN);

  /* Or the paper could be entered once more. */
  if (paper != NULL && channel == NORD_CHANNEL_PAPER) {
    nord_change_set_text (change, NORD_BALLOT_PAPER, paper);
    nord_change_set_text (change, NORD_BALLOT_ENTRY, "agreed");
  }
  /* Or the code would count twice again. */
  if (token != NULL)
    nord_change_set_text (change, NORD_BALLOT_TOKEN, token);
  g_free (set->label);
  set->label = g_strdup (_ ("Correct Ballot"));
  nord_change_set_group_add (set, change);
  return set;
}

/**
 * nord_polling_delete:
 * @poll: a #NordPoll
 * @ballots: list of #NordBallot
 *
 * Returns: (transfer full): the poll goes with all its ballots, so that undo brings all back
 */
NordChangeSet *
nord_polling_delete (NordRecord *poll, GListModel *ballots)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Delete Poll"));

  for (guint i = 0; i < g_list_model_get_n_items (ballots); i++) {
    g_autoptr (NordRecord) ballot = g_list_model_get_item (ballots, i);

    if (g_strcmp0 (nord_record_get_text (ballot, NORD_BALLOT_POLL), nord_record_get_id (poll)) == 0)
      nord_change_set_group_add (set, nord_change_new_delete (ballot));
  }
  nord_change_set_group_add (set, nord_change_new_delete (poll));
  return set;
}

const char *
nord_channel_to_word (NordChannel channel)
{
  g_return_val_if_fail (channel < NORD_N_CHANNELS, NULL);
  return channel_words[channel];
}

gboolean
nord_channel_from_word (const char *word, NordChannel *channel)
{
  for (guint i = 0; i < NORD_N_CHANNELS; i++)
    if (g_strcmp0 (word, channel_words[i]) == 0) {
      *channel = (NordChannel) i;
      return TRUE;
    }
  return FALSE;
}

const char *
nord_poll_method_to_word (NordPollMethod method)
{
  g_return_val_if_fail (method < NORD_N_METHODS, NULL);
  return methods[method].word;
}

gboolean
nord_poll_method_from_word (const char *word, NordPollMethod *method)
{
  for (guint i = 0; i < NORD_N_METHODS; i++)
    if (g_strcmp0 (word, methods[i].word) == 0) {
      *method = (NordPollMethod) i;
      return TRUE;
    }
  return FALSE;
}

const char *const *
nord_poll_method_list_rules (NordPollMethod method)
{
  g_return_val_if_fail (method < NORD_N_METHODS, NULL);
  return methods[method].rules;
}
