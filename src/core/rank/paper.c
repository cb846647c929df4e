/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Both entries are ballots in the log, marked so that no count takes them. Two copies of a workshop
 * may each hold a first entry; when they meet, the later one is the second. */
#include "core/rank/paper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_of (NordRecord *poll, NordRecord *ballot, const char *number)
{
  return g_strcmp0 (nord_record_get_text (ballot, NORD_BALLOT_POLL), nord_record_get_id (poll)) ==
           0 &&
         g_strcmp0 (nord_record_get_text (ballot, NORD_BALLOT_PAPER), number) == 0 &&
         nord_record_get_text (ballot, NORD_BALLOT_VOIDED) == NULL;
}

NordPaperState
nord_paper_find (NordRecord *poll,
                 GListModel *ballots,
                 const char *number,
                 NordPaperEntries *entries)
{
  *entries = (NordPaperEntries){NORD_PAPER_NEW, NULL, NULL};
  for (guint i = 0; i < g_list_model_get_n_items (ballots); i++) {
    g_autoptr (NordRecord) ballot = g_list_model_get_item (ballots, i);
    const char *entry;

    if (!is_of (poll, ballot, number))
      continue;
    entry = nord_record_get_text (ballot, NORD_BALLOT_ENTRY);
    if (entry == NULL || strcmp (entry, "agreed") == 0) {
      nord_paper_entries_clear (entries);
      entries->first = g_steal_pointer (&ballot);
      entries->state = NORD_PAPER_COUNTED;
      return entries->state;
    }
    if (entries->first == NULL)
      entries->first = g_steal_pointer (&ballot);
    else if (entries->second == NULL)
      entries->second = g_steal_pointer (&ballot);
    entries->state = entries->second != NULL ? NORD_PAPER_TWICE : NORD_PAPER_ONCE;
  }
  /* The ids are random: which came first is in the words. */
  if (entries->second != NULL &&
      g_strcmp0 (nord_record_get_text (entries->first, NORD_BALLOT_ENTRY), "second") == 0) {
    NordRecord *held = entries->first;

    entries->first = entries->second;
    entries->second = held;
  }
  return entries->state;
}

void
nord_paper_entries_clear (NordPaperEntries *self)
{
  g_clear_object (&self->first);
  g_clear_object (&self->second);
  self->state = NORD_PAPER_NEW;
}

static gboolean
says (const NordPolling *data, NordRecord *ballot, guint people, const guint *marks)
{
  const guint n = nord_polling_get_n_marks (data);
  g_autofree guint *theirs = g_new0 (guint, n + 1);

  return nord_record_get_integer (ballot, NORD_BALLOT_PEOPLE) == people &&
         nord_polling_read_marks (data, ballot, theirs) &&
         memcmp (theirs, marks, n * sizeof *marks) == 0;
}

static NordChange *
agree (NordRecord *ballot)
{
  NordChange *change = nord_change_new_update (ballot);

  nord_change_set_text (change, NORD_BALLOT_ENTRY, "agreed");
  return change;
}

/**
 * nord_paper_enter:
 * @poll: a #NordPoll
 * @ballots: list of #NordBallot
 * @data: what nord_polling_read() gave for it
 * @number: what is written on the paper
 * @people: people it stands for
 * @marks: its marks, sound
 * @state: (out): how the paper stands afterwards
 *
 * The first entry waits. The second counts where it says the same; else both wait for
 * nord_paper_settle().
 */
NordChangeSet *
nord_paper_enter (NordRecord *poll,
                  GListModel *ballots,
                  const NordPolling *data,
                  const char *number,
                  guint people,
                  const guint *marks,
                  NordPaperState *state)
{
  g_auto (NordPaperEntries) entries = {0};
  NordChangeSet *set;
  NordChange *change;

  *state = nord_paper_find (poll, ballots, number, &entries);
  if (*state == NORD_PAPER_COUNTED || *state == NORD_PAPER_TWICE)
    return NULL;
  if (*state == NORD_PAPER_ONCE && says (data, entries.first, people, marks)) {
    set = nord_change_set_group_new (_ ("Second Entry of Paper"));
    nord_change_set_group_add (set, agree (entries.first));
    *state = NORD_PAPER_COUNTED;
    return set;
  }
  set = nord_polling_cast (poll, data, NORD_CHANNEL_PAPER, people, marks);
  g_free (set->label);
  set->label =
    g_strdup (*state == NORD_PAPER_NEW ? _ ("First Entry of Paper") : _ ("Second Entry of Paper"));
  change = set->changes->pdata[0];
  nord_change_set_text (change, NORD_BALLOT_PAPER, number);
  nord_change_set_text (change, NORD_BALLOT_ENTRY, *state == NORD_PAPER_NEW ? "first" : "second");
  *state = *state == NORD_PAPER_NEW ? NORD_PAPER_ONCE : NORD_PAPER_TWICE;
  return set;
}

GArray *
nord_paper_compare (const NordPolling *data, const NordPaperEntries *entries)
{
  GArray *differ = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint n = nord_polling_get_n_marks (data);
  g_autofree guint *first = g_new0 (guint, n + 1), *second = g_new0 (guint, n + 1);
  const gboolean people = nord_record_get_integer (entries->first, NORD_BALLOT_PEOPLE) !=
                          nord_record_get_integer (entries->second, NORD_BALLOT_PEOPLE);

  nord_polling_read_marks (data, entries->first, first);
  nord_polling_read_marks (data, entries->second, second);
  for (guint o = 0; o < data->options->len; o++)
    if (people || memcmp (first + o * data->n_columns, second + o * data->n_columns,
                          data->n_columns * sizeof *first) != 0)
      g_array_append_val (differ, o);
  return differ;
}

/**
 * nord_paper_settle:
 * @data: what nord_polling_read() gave for the poll
 * @entries: both entries of a paper
 * @people: people it stands for
 * @marks: what it really says, sound
 *
 * The first entry becomes the ballot that counts; the second goes. What each said stays in the log.
 */
NordChangeSet *
nord_paper_settle (const NordPolling *data,
                   const NordPaperEntries *entries,
                   guint people,
                   const guint *marks)
{
  NordChangeSet *set = nord_change_set_group_new (_ ("Settle Paper"));
  NordChange *change = agree (entries->first);
  g_autofree char *json = nord_polling_format_marks (data, marks);

  nord_change_set_integer (change, NORD_BALLOT_PEOPLE, people);
  nord_change_set_json (change, NORD_BALLOT_MARKS, json);
  nord_change_set_group_add (set, change);
  nord_change_set_group_add (set, nord_change_new_delete (entries->second));
  return set;
}

char *
nord_paper_next_number (const char *number)
{
  gsize end = strlen (number), start = end;
  guint64 value;

  while (start > 0 && g_ascii_isdigit (number[start - 1]) && end - start < 15)
    start--;
  if (start == end)
    return g_strdup (number);
  value = g_ascii_strtoull (number + start, NULL, 10) + 1;
  return g_strdup_printf ("%.*s%0*" G_GUINT64_FORMAT, (int) start, number, (int) (end - start),
                          value);
}
