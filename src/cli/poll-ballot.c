/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* nordwaerts-cli poll ballot, settle, void: one ballot by any channel. */
#include "config.h"

#include "cli/poll-work.h"
#include "core/rank/code.h"
#include "core/rank/paper.h"
#include "core/rank/rating.h"
#include "core/store/urn.h"

#include <glib/gi18n.h>

#include <string.h>

/* OPTION=NUMBER, where the option is its id or its number from 1. The number is that of dots, of
 * people who say yes, or the place; a rating's is the level from 5 (agrees) to 1, or "?". A
 * matrix has IMPACT,EFFORT. Baskets and approvals of one person may leave "=1" out. */
static gboolean
read_mark (const NordPolling *data, const char *text, guint people, guint *marks)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *name = equals != NULL ? g_strndup (text, equals - text) : g_strdup (text);
  const gboolean may_omit =
    data->method == NORD_METHOD_APPROVAL || data->method == NORD_METHOD_BUDGET;
  guint64 number = 1, index = 0;
  gboolean found = FALSE;

  for (guint i = 0; i < data->options->len && !found; i++)
    if (g_str_equal (((NordPollOption *) g_ptr_array_index (data->options, i))->id, name)) {
      index = i;
      found = TRUE;
    }
  if (!found && !g_ascii_string_to_unsigned (name, 10, 1, data->options->len, &index, NULL))
    return FALSE;
  if (!found)
    index--;
  if (equals == NULL && !may_omit)
    return FALSE;
  if (data->method == NORD_METHOD_RATING) {
    guint column = NORD_RATING_CONFUSED;

    if (!g_str_equal (equals + 1, "?")) {
      if (!g_ascii_string_to_unsigned (equals + 1, 10, 1, NORD_RATING_N_LEVELS, &number, NULL))
        return FALSE;
      column = NORD_RATING_N_LEVELS - (guint) number;
    }
    marks[index * data->n_columns + column] = people;
    return TRUE;
  }
  if (data->method == NORD_METHOD_MATRIX) {
    g_auto (GStrv) levels = g_strsplit (equals + 1, ",", -1);
    guint64 impact, effort;

    if (g_strv_length (levels) != NORD_MATRIX_N_COLUMNS ||
        !g_ascii_string_to_unsigned (levels[0], 10, 1, data->options->len, &impact, NULL) ||
        !g_ascii_string_to_unsigned (levels[1], 10, 1, data->options->len, &effort, NULL))
      return FALSE;
    marks[index * data->n_columns + NORD_MATRIX_IMPACT] = (guint) impact;
    marks[index * data->n_columns + NORD_MATRIX_EFFORT] = (guint) effort;
    return TRUE;
  }
  if (equals != NULL && !g_ascii_string_to_unsigned (equals + 1, 10, 0, 1000000, &number, NULL))
    return FALSE;
  marks[index] = (guint) number;
  return TRUE;
}

/* Who votes alone at a screen does it secretly. */
static int
cast_secretly (NordPollWork *work, NordRecord *poll, const NordChange *ballot)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) salt = nord_store_read_code_salt (work->store, &error);
  g_autoptr (GBytes) code = NULL;

  if (salt == NULL)
    return nord_call_failed (work->call, error);
  if (work->options->code != NULL) {
    code = nord_code_prove (work->options->code, salt);
    if (code == NULL)
      return nord_call_misused (work->call, _ ("“%s” is no code: it has eight letters and digits."),
                                work->options->code);
  }
  if (!nord_store_cast (work->store, ballot, code, &error))
    return nord_call_failed (work->call, error);
  return nord_poll_print_id (work, nord_record_get_id (poll), _ ("The ballot is in the urn."));
}

/* What a ballot on the command line is about. */
typedef struct {
  NordRecord *poll;    /* (owned) */
  GListModel *ballots; /* (owned) of all polls */
  NordPolling *data;   /* (owned) */
  guint *marks;        /* (owned) sound */
  guint people;
} Cast;

static void
cast_clear (Cast *self)
{
  g_clear_object (&self->poll);
  g_clear_object (&self->ballots);
  g_clear_pointer (&self->data, nord_polling_free);
  g_clear_pointer (&self->marks, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cast, cast_clear)

/* NORD_EXIT_OK and a sound ballot for an open poll, or what was told. */
static int
read_cast (NordPollWork *work, Cast *to)
{
  static const char *const faults[] = {
    [NORD_POLLING_NOBODY] = N_ ("A ballot stands for one person at least"),
    [NORD_POLLING_TOO_MANY] = N_ ("These are more dots than its people have"),
    [NORD_POLLING_OVER_CAP] = N_ ("One option has more than its people may give it"),
    [NORD_POLLING_OVER_PEOPLE] = N_ ("One option has more judgments than the ballot has people"),
    [NORD_POLLING_OVER_BUDGET] = N_ ("The basket costs more than the sum"),
  };
  g_autoptr (GError) error = NULL;
  NordPollingFault fault;

  if (work->rest[0] != NULL && strchr (work->rest[0], '=') != NULL)
    return nord_call_misused (work->call,
                              _ ("Before “%s” the id of the poll is missing; “list FILE --noun "
                                 "poll” shows it."),
                              work->rest[0]);
  to->people = (guint) MAX (work->options->people, 0);
  to->poll = nord_poll_find (work, &error);
  if (to->poll == NULL)
    return nord_call_failed (work->call, error);
  if (nord_poll_read_state (to->poll) != NORD_POLL_STATE_OPEN) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         _ ("The poll is not open"));
    return nord_call_failed (work->call, error);
  }
  to->ballots = nord_poll_read_list (work->store, NORD_NOUN_BALLOT, &error);
  if (to->ballots == NULL)
    return nord_call_failed (work->call, error);
  to->data = nord_polling_read (to->poll, to->ballots);
  to->marks = g_new0 (guint, nord_polling_get_n_marks (to->data) + 1);
  for (const char *const *mark = work->rest[0] != NULL ? work->rest + 1 : work->rest; *mark != NULL;
       mark++)
    if (!read_mark (to->data, *mark, to->people, to->marks))
      return nord_call_misused (work->call, _ ("“%s” is no OPTION=NUMBER of this poll."), *mark);
  fault = nord_polling_check (to->data, to->people, to->marks, NULL);
  if (fault != NORD_POLLING_SOUND) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID, _ (faults[fault]));
    return nord_call_failed (work->call, error);
  }
  return NORD_EXIT_OK;
}

static void
add_numbers (JsonBuilder *json, const char *name, const guint *numbers, guint n)
{
  json_builder_set_member_name (json, name);
  if (n == 1) {
    json_builder_add_int_value (json, numbers[0]);
    return;
  }
  json_builder_begin_array (json);
  for (guint i = 0; i < n; i++)
    json_builder_add_int_value (json, numbers[i]);
  json_builder_end_array (json);
}

/* How a paper stands, and where two entries differ. */
static int
tell_paper (NordPollWork *work, const Cast *cast, NordPaperState state)
{
  static const char *const words[] = {"new", "once", "differs", "counted"};
  static const char *const said[] = {
    N_ ("Nobody has entered this paper."),
    N_ ("The paper is entered once; it counts when a second person enters the same."),
    N_ ("The two entries differ. Look at the paper again and say what it holds with “settle”."),
    N_ ("Both entries say the same: the paper counts."),
  };
  g_autoptr (JsonBuilder) json = json_builder_new ();
  const guint n_columns = cast->data->n_columns;

  json_builder_begin_object (json);
  nord_call_add_text (json, "poll", nord_record_get_id (cast->poll));
  nord_call_add_text (json, "paper", work->options->paper);
  nord_call_add_text (json, "entry", words[state]);
  if (state == NORD_PAPER_TWICE) {
    g_auto (NordPaperEntries) entries = {0};
    g_autoptr (GListModel) ballots = nord_poll_read_list (work->store, NORD_NOUN_BALLOT, NULL);
    g_autoptr (GArray) differ = NULL;
    g_autofree guint *first = g_new0 (guint, nord_polling_get_n_marks (cast->data) + 1);
    g_autofree guint *second = g_new0 (guint, nord_polling_get_n_marks (cast->data) + 1);

    nord_paper_find (cast->poll, ballots, work->options->paper, &entries);
    differ = nord_paper_compare (cast->data, &entries);
    nord_polling_read_marks (cast->data, entries.first, first);
    nord_polling_read_marks (cast->data, entries.second, second);
    json_builder_set_member_name (json, "differences");
    json_builder_begin_array (json);
    for (guint i = 0; i < differ->len; i++) {
      const guint o = g_array_index (differ, guint, i);
      const NordPollOption *option = g_ptr_array_index (cast->data->options, o);

      json_builder_begin_object (json);
      nord_call_add_text (json, "id", option->id);
      nord_call_add_text (json, "label", option->label);
      add_numbers (json, "first", first + o * n_columns, n_columns);
      add_numbers (json, "second", second + o * n_columns, n_columns);
      json_builder_end_object (json);
      nord_call_print (work->call, "%s", option->label);
    }
    json_builder_end_array (json);
  }
  json_builder_end_object (json);
  nord_call_print_json (work->call, json);
  nord_call_say (work->call, "%s", _ (said[state]));
  return NORD_EXIT_OK;
}

static int
enter_paper (NordPollWork *work, const Cast *cast)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordChangeSet) changes = NULL;
  NordPaperState state;

  if (work->options->paper == NULL || *work->options->paper == '\0')
    return nord_call_misused (work->call,
                              _ (
                                "Give the number on the paper with --paper: two people enter it."));
  changes = nord_paper_enter (cast->poll, cast->ballots, cast->data, work->options->paper,
                              cast->people, cast->marks, &state);
  if (changes == NULL) {
    g_set_error (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                 state == NORD_PAPER_COUNTED
                   ? _ ("Paper %s is counted already")
                   : _ ("Both entries of paper %s are there and differ; settle them"),
                 work->options->paper);
    return nord_call_failed (work->call, error);
  }
  if (!nord_store_apply (work->store, changes, &error))
    return nord_call_failed (work->call, error);
  return tell_paper (work, cast, state);
}

/* What a paper really says, after a second look. */
int
nord_poll_settle (NordPollWork *work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordChangeSet) changes = NULL;
  g_auto (NordPaperEntries) entries = {0};
  g_auto (Cast) to = {0};
  const int status = read_cast (work, &to);

  if (status != NORD_EXIT_OK)
    return status;
  if (work->options->paper == NULL)
    return nord_call_misused (work->call,
                              _ (
                                "Give the number on the paper with --paper: two people enter it."));
  if (nord_paper_find (to.poll, to.ballots, work->options->paper, &entries) != NORD_PAPER_TWICE) {
    g_set_error (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                 _ ("Paper %s has no two entries that differ"), work->options->paper);
    return nord_call_failed (work->call, error);
  }
  changes = nord_paper_settle (to.data, &entries, to.people, to.marks);
  if (!nord_store_apply (work->store, changes, &error))
    return nord_call_failed (work->call, error);
  return tell_paper (work, &to, NORD_PAPER_COUNTED);
}

int
nord_poll_cast (NordPollWork *work)
{
  g_autoptr (GError) error = NULL;
  g_auto (Cast) to = {0};
  NordChannel channel = NORD_CHANNEL_HANDS;
  int status;

  if (work->options->channel != NULL && !nord_channel_from_word (work->options->channel, &channel))
    return nord_call_misused (work->call, _ ("A channel is touch, hands, stickers or paper."));
  status = read_cast (work, &to);
  if (status != NORD_EXIT_OK)
    return status;
  if (channel == NORD_CHANNEL_PAPER)
    return enter_paper (work, &to);
  g_autoptr (NordChangeSet) changes =
    nord_polling_cast (to.poll, to.data, channel, to.people, to.marks);
  if (channel == NORD_CHANNEL_TOUCH && to.people == 1)
    return cast_secretly (work, to.poll, changes->changes->pdata[0]);
  if (!nord_store_apply (work->store, changes, &error))
    return nord_call_failed (work->call, error);
  return nord_poll_print_id (work, nord_record_get_id (to.poll), _ ("The ballot is saved."));
}

/* The ballot stays, and with it the reason for the minutes. */
int
nord_poll_void (NordPollWork *work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NordRecord) ballot = NULL, poll = NULL;
  g_autoptr (NordChangeSet) changes = NULL;
  gboolean closed, waits;
  const char *entry;
  g_autofree char *reason =
    g_strstrip (g_strdup (work->options->reason != NULL ? work->options->reason : ""));

  if (work->rest[0] == NULL || work->rest[1] != NULL)
    return nord_call_misused (work->call, _ ("Say which ballot: FILE void BALLOT --reason TEXT; "
                                             "“list FILE --noun ballot” shows the ids."));
  if (*reason == '\0')
    return nord_call_misused (work->call,
                              _ ("Say with --reason why it does not count: the minutes tell it."));
  ballot = nord_store_read_one (work->store, NORD_NOUN_BALLOT, work->rest[0], &error);
  if (error != NULL)
    return nord_call_failed (work->call, error);
  if (ballot == NULL) {
    g_set_error (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID, _ ("There is no ballot “%s”"),
                 work->rest[0]);
    return nord_call_failed (work->call, error);
  }
  if (nord_record_get_text (ballot, NORD_BALLOT_VOIDED) != NULL) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         _ ("The ballot does not count already"));
    return nord_call_failed (work->call, error);
  }
  poll = nord_store_read_one (work->store, NORD_NOUN_POLL,
                              nord_record_get_text (ballot, NORD_BALLOT_POLL), &error);
  if (error != NULL)
    return nord_call_failed (work->call, error);
  closed = poll != NULL && nord_poll_read_state (poll) == NORD_POLL_STATE_CLOSED;
  if (closed && !work->options->after_close) {
    g_set_error_literal (&error, NORD_STORE_ERROR, NORD_STORE_ERROR_INVALID,
                         _ ("The poll is closed and its result was shown. With --after-close the "
                            "ballot is taken out of it all the same"));
    return nord_call_failed (work->call, error);
  }
  entry = nord_record_get_text (ballot, NORD_BALLOT_ENTRY);
  waits = entry != NULL && !g_str_equal (entry, "agreed");
  changes = nord_polling_void (ballot, reason);
  if (!nord_store_apply (work->store, changes, &error))
    return nord_call_failed (work->call, error);
  if (waits)
    return nord_poll_print_id (work, nord_record_get_text (ballot, NORD_BALLOT_POLL),
                               _ (
                                 "The entry of the paper is void, though it did not count yet; the "
                                 "paper can be entered anew, and “undo” brings the entry back."));
  return nord_poll_print_id (work, nord_record_get_text (ballot, NORD_BALLOT_POLL),
                             closed
                               ? _ ("The ballot does not count, and the result is another; save "
                                    "the minutes again. “undo” brings it back.")
                               : _ ("The ballot does not count; “undo” brings it back."));
}
