/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A poll with dots between the workshop's records and the plain arrays of the count. */
#include "core/rank/dots-poll.h"
#include "core/model/json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const channel_words[] = {"touch", "hands", "stickers", "paper"};
static const char *const state_words[] = {"draft", "open", "paused", "closed"};

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

static void
read_options (NordDotsPoll *self, const char *json)
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
    g_ptr_array_add (self->options, option);
  }
}

static int
find_option (const NordDotsPoll *self, const char *id)
{
  for (guint i = 0; i < self->options->len; i++)
    if (strcmp (((NordPollOption *) g_ptr_array_index (self->options, i))->id, id) == 0)
      return (int) i;
  return -1;
}

/**
 * nord_dots_poll_read:
 * @poll: a #NordPoll
 * @ballots: list of #NordBallot of all polls
 *
 * Ballots of this poll that are not voided become plain data; those whose marks name options that
 * the poll does not have are counted as unreadable, not guessed.
 *
 * Returns: (transfer full): what the count needs
 */
NordDotsPoll *
nord_dots_poll_read (NordRecord *poll, GListModel *ballots)
{
  NordDotsPoll *self = g_new0 (NordDotsPoll, 1);
  g_autofree guint *marks = NULL;

  self->options = g_ptr_array_new_with_free_func (option_free);
  self->ballots = g_array_new (FALSE, TRUE, sizeof (NordDotsBallot));
  self->marks = g_array_new (FALSE, TRUE, sizeof (guint));
  read_options (self, nord_record_get_text (poll, NORD_POLL_OPTIONS));
  self->rules.n_options = self->options->len;
  self->rules.dots = (guint) CLAMP (nord_record_get_integer (poll, NORD_POLL_DOTS), 0, 1000);
  self->rules.cap = (guint) CLAMP (nord_record_get_integer (poll, NORD_POLL_CAP), 0, 1000);
  if (self->rules.cap == 0)
    self->rules.cap = self->rules.dots;
  marks = g_new0 (guint, self->options->len + 1);
  for (guint i = 0; i < g_list_model_get_n_items (ballots); i++) {
    g_autoptr (NordRecord) ballot = g_list_model_get_item (ballots, i);
    NordDotsBallot plain = {0};
    gint64 people = nord_record_get_integer (ballot, NORD_BALLOT_PEOPLE);

    if (g_strcmp0 (nord_record_get_text (ballot, NORD_BALLOT_POLL), nord_record_get_id (poll)) != 0)
      continue;
    if (nord_record_get_text (ballot, NORD_BALLOT_VOIDED) != NULL) {
      self->n_voided++;
      continue;
    }
    if (!nord_channel_from_word (nord_record_get_text (ballot, NORD_BALLOT_CHANNEL),
                                 &plain.channel) ||
        people < 0 || people > G_MAXUINT16 || !nord_dots_poll_read_marks (self, ballot, marks)) {
      self->n_unreadable++;
      continue;
    }
    plain.people = (guint) people;
    g_array_append_val (self->ballots, plain);
    g_array_append_vals (self->marks, marks, self->options->len);
  }
  /* Only now the marks have stopped moving. */
  for (guint i = 0; i < self->ballots->len; i++)
    g_array_index (self->ballots, NordDotsBallot, i).marks =
      (const guint *) self->marks->data + (gsize) i * self->options->len;
  return self;
}

void
nord_dots_poll_free (NordDotsPoll *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->options);
  g_array_unref (self->ballots);
  g_array_unref (self->marks);
  g_free (self);
}

NordDotsTally *
nord_dots_poll_count (const NordDotsPoll *self)
{
  /* GArray's data is NULL until something was added; a count of nothing needs no array. */
  return nord_dots_count (&self->rules, (const NordDotsBallot *) self->ballots->data,
                          self->ballots->len);
}

gboolean
nord_dots_poll_read_marks (const NordDotsPoll *self, NordRecord *ballot, guint *marks)
{
  const char *json = nord_record_get_text (ballot, NORD_BALLOT_MARKS);
  g_autoptr (JsonNode) node = json != NULL ? nord_json_parse (json, -1, NULL) : NULL;
  JsonObjectIter iter;
  const char *id;
  JsonNode *value;

  memset (marks, 0, self->options->len * sizeof *marks);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &id, &value)) {
    int option = find_option (self, id);
    gint64 dots;

    if (option < 0 || !JSON_NODE_HOLDS_VALUE (value) ||
        json_node_get_value_type (value) != G_TYPE_INT64)
      return FALSE;
    dots = json_node_get_int (value);
    if (dots < 0 || dots > G_MAXINT32)
      return FALSE;
    marks[option] = (guint) dots;
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

static void
append_marks (GString *json, const NordDotsPoll *data, const guint *marks)
{
  gboolean first = TRUE;

  g_string_append_c (json, '{');
  for (guint o = 0; o < data->options->len; o++) {
    const NordPollOption *option = g_ptr_array_index (data->options, o);

    if (marks[o] == 0)
      continue;
    if (!first)
      g_string_append_c (json, ',');
    first = FALSE;
    nord_json_append_string (json, option->id);
    g_string_append_printf (json, ":%u", marks[o]);
  }
  g_string_append_c (json, '}');
}

/**
 * nord_dots_poll_create:
 * @title: what is asked
 * @options: (array length=n_options): what is voted on
 * @n_options: how many
 * @dots: dots a person has
 * @cap: of them for one option
 *
 * Returns: (transfer full): a poll in draft
 */
NordChangeSet *
nord_dots_poll_create (const char *title,
                       const NordPollOption *options,
                       guint n_options,
                       guint dots,
                       guint cap)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("New Poll"));
  NordChange *change = nord_change_new_create (NORD_NOUN_POLL, NULL);
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < n_options; i++) {
    g_string_append (json, i > 0 ? ",{\"id\":" : "{\"id\":");
    nord_json_append_string (json, options[i].id);
    g_string_append (json, ",\"label\":");
    nord_json_append_string (json, options[i].label);
    g_string_append (json, ",\"noun\":");
    nord_json_append_string (json, options[i].noun);
    g_string_append_c (json, '}');
  }
  g_string_append_c (json, ']');
  nord_change_set_text (change, NORD_POLL_TITLE, title);
  nord_change_set_text (change, NORD_POLL_METHOD, "dots");
  nord_change_set_json (change, NORD_POLL_OPTIONS, json->str);
  nord_change_set_integer (change, NORD_POLL_DOTS, dots);
  nord_change_set_integer (change, NORD_POLL_CAP, cap);
  nord_change_set_text (change, NORD_POLL_STATE, "draft");
  nord_change_set_group_add (set, change);
  return set;
}

/**
 * nord_dots_poll_step:
 * @poll: a #NordPoll
 * @event: what happens to it
 *
 * Returns: (transfer full) (nullable): the change, or NULL where its state does not allow it
 */
NordChangeSet *
nord_dots_poll_step (NordRecord *poll, NordPollEvent event)
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
new_ballot (NordRecord *poll,
            const NordDotsPoll *data,
            NordChannel channel,
            guint people,
            const guint *marks)
{
  NordChange *change = nord_change_new_create (NORD_NOUN_BALLOT, NULL);
  g_autoptr (GString) json = g_string_new (NULL);

  append_marks (json, data, marks);
  nord_change_set_text (change, NORD_BALLOT_POLL, nord_record_get_id (poll));
  nord_change_set_text (change, NORD_BALLOT_CHANNEL, channel_words[channel]);
  nord_change_set_integer (change, NORD_BALLOT_PEOPLE, people);
  nord_change_set_json (change, NORD_BALLOT_MARKS, json->str);
  return change;
}

/**
 * nord_dots_poll_cast:
 * @poll: a #NordPoll
 * @data: what nord_dots_poll_read() gave for it
 * @channel: how it was given
 * @people: people it stands for
 * @marks: dots in the order of the options; must be sound, see nord_dots_check()
 *
 * Returns: (transfer full): one more ballot
 */
NordChangeSet *
nord_dots_poll_cast (NordRecord *poll,
                     const NordDotsPoll *data,
                     NordChannel channel,
                     guint people,
                     const guint *marks)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Add Ballot"));

  g_warn_if_fail (nord_dots_check (&data->rules, people, marks, NULL) == NORD_DOTS_SOUND);
  nord_change_set_group_add (set, new_ballot (poll, data, channel, people, marks));
  return set;
}

/**
 * nord_dots_poll_void:
 * @ballot: a #NordBallot
 * @reason: why it does not count, for the minutes; not empty
 *
 * Returns: (transfer full): the change; the ballot stays, marked
 */
NordChangeSet *
nord_dots_poll_void (NordRecord *ballot, const char *reason)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Void Ballot"));
  NordChange *change = nord_change_new_update (ballot);

  nord_change_set_text (change, NORD_BALLOT_VOIDED, reason);
  nord_change_set_group_add (set, change);
  return set;
}

/**
 * nord_dots_poll_correct:
 * @poll: a #NordPoll
 * @data: what nord_dots_poll_read() gave for it
 * @ballot: the ballot that was entered wrongly; it stays, voided
 * @reason: why, for the minutes
 * @channel: how the right one was given
 * @people: people it stands for
 * @marks: its dots
 *
 * Returns: (transfer full): the old one voided and the right one added, one step of undo
 */
NordChangeSet *
nord_dots_poll_correct (NordRecord *poll,
                        const NordDotsPoll *data,
                        NordRecord *ballot,
                        const char *reason,
                        NordChannel channel,
                        guint people,
                        const guint *marks)
{
  NordChangeSet *set = nord_dots_poll_void (ballot, reason);

  g_free (set->label);
  set->label = g_strdup (_ ("Correct Ballot"));
  nord_change_set_group_add (set, new_ballot (poll, data, channel, people, marks));
  return set;
}

/**
 * nord_dots_poll_delete:
 * @poll: a #NordPoll
 * @ballots: list of #NordBallot
 *
 * Returns: (transfer full): the poll goes with all its ballots, so that undo brings all back
 */
NordChangeSet *
nord_dots_poll_delete (NordRecord *poll, GListModel *ballots)
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
