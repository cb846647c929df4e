/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Dots: what a ballot may hold, what ballots come to, and a poll from draft to result. */
#include "core/rank/dots-poll.h"

#include <string.h>

static void
test_check (void)
{
  const NordDotsRules rules = {3, 5, 2};
  static const struct {
    guint people, marks[3];
    NordDotsFault fault;
    guint option;
  } cases[] = {
    {1, {2, 2, 1}, NORD_DOTS_SOUND, 0},
    {1, {0, 0, 0}, NORD_DOTS_SOUND, 0},
    {0, {0, 0, 0}, NORD_DOTS_NOBODY, 0},
    {1, {2, 2, 2}, NORD_DOTS_TOO_MANY, 0},
    {1, {0, 3, 0}, NORD_DOTS_OVER_CAP, 1},
    {4, {8, 8, 4}, NORD_DOTS_SOUND, 0},
    {4, {8, 8, 5}, NORD_DOTS_TOO_MANY, 0},
    {4, {0, 0, 9}, NORD_DOTS_OVER_CAP, 2},
    {65535, {G_MAXUINT, 0, 0}, NORD_DOTS_OVER_CAP, 0},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint option = 99;

    g_test_message ("case %u", i);
    g_assert_cmpint (nord_dots_check (&rules, cases[i].people, cases[i].marks, &option), ==,
                     cases[i].fault);
    if (cases[i].fault == NORD_DOTS_OVER_CAP)
      g_assert_cmpuint (option, ==, cases[i].option);
  }
}

/* What the doc comment of nord_dots_check () claims: a sound ballot of several people is the sum of
 * sound ballots of one, and sums of sound ballots are sound. The people named as least and most who
 * voted for an option are within reach too. */
static void
test_sums (void)
{
  for (guint round = 0; round < 2000; round++) {
    guint n = (guint) g_test_rand_int_range (1, 6), people = (guint) g_test_rand_int_range (1, 12);
    NordDotsRules rules = {n, (guint) g_test_rand_int_range (1, 7),
                           (guint) g_test_rand_int_range (1, 5)};
    NordDotsBallot ballots[12];
    guint marks[12][6] = {0}, sum[6] = {0}, backers[6] = {0};
    g_autoptr (NordDotsTally) singly = NULL, together = NULL;
    NordDotsBallot one = {NORD_CHANNEL_HANDS, people, sum};

    for (guint p = 0; p < people; p++) {
      guint left = rules.dots;

      for (guint o = 0; o < n; o++) {
        guint give = (guint) g_test_rand_int_range (0, (int) MIN (left, rules.cap) + 1);

        marks[p][o] = give;
        left -= give;
        sum[o] += give;
        backers[o] += give > 0;
      }
      ballots[p] = (NordDotsBallot){NORD_CHANNEL_PAPER, 1, marks[p]};
    }
    g_assert_cmpint (nord_dots_check (&rules, people, sum, NULL), ==, NORD_DOTS_SOUND);
    singly = nord_dots_count (&rules, ballots, people);
    together = nord_dots_count (&rules, &one, 1);
    g_assert_cmpuint (singly->votes, ==, together->votes);
    g_assert_cmpuint (singly->people, ==, people);
    g_assert_cmpuint (together->people, ==, people);
    g_assert_cmpuint (singly->votes + singly->unused, ==, (guint64) people * rules.dots);
    for (guint o = 0; o < n; o++) {
      g_assert_cmpuint (singly->options[o].votes, ==, together->options[o].votes);
      g_assert_cmpuint (singly->options[o].people_most, ==, backers[o]);
      g_assert_cmpuint (together->options[o].people_least, <=, backers[o]);
      g_assert_cmpuint (together->options[o].people_most, >=, backers[o]);
    }
  }
  /* The other way: any sound sums can be dealt out, option after option round the people. */
  for (guint round = 0; round < 2000; round++) {
    guint n = (guint) g_test_rand_int_range (1, 6), people = (guint) g_test_rand_int_range (1, 12);
    NordDotsRules rules = {n, (guint) g_test_rand_int_range (1, 7),
                           (guint) g_test_rand_int_range (1, 5)};
    guint marks[6], has[12] = {0}, next = 0;

    for (guint o = 0; o < n; o++)
      marks[o] = (guint) g_test_rand_int_range (0, (int) (people * rules.cap) + 2);
    if (nord_dots_check (&rules, people, marks, NULL) != NORD_DOTS_SOUND)
      continue;
    for (guint o = 0; o < n; o++) {
      guint of_this[12] = {0};

      for (guint k = 0; k < marks[o]; k++, next = (next + 1) % people) {
        g_assert_cmpuint (++of_this[next], <=, rules.cap);
        g_assert_cmpuint (++has[next], <=, rules.dots);
      }
    }
  }
}

static void
test_tally (void)
{
  const NordDotsRules rules = {4, 3, 2};
  static const guint a[] = {2, 1, 0, 0}, b[] = {0, 0, 0, 0}, c[] = {0, 9, 10, 0};
  static const guint bad[] = {3, 0, 0, 0};
  const NordDotsBallot ballots[] = {
    {NORD_CHANNEL_TOUCH, 1, a},
    {NORD_CHANNEL_PAPER, 3, b},
    {NORD_CHANNEL_STICKERS, 8, c},
    {NORD_CHANNEL_TOUCH, 1, bad},
  };
  g_autoptr (NordDotsTally) tally = nord_dots_count (&rules, ballots, 4);
  g_autoptr (NordDotsTally) empty = nord_dots_count (&rules, NULL, 0);

  g_assert_cmpuint (tally->votes, ==, 22);
  g_assert_cmpuint (tally->people, ==, 12);
  g_assert_cmpuint (tally->abstained, ==, 3);
  g_assert_cmpuint (tally->unused, ==, 12 * 3 - 22);
  g_assert_cmpuint (tally->n_unsound, ==, 1);
  g_assert_cmpuint (tally->n_ballots, ==, 3);
  g_assert_cmpuint (tally->people_by_channel[NORD_CHANNEL_STICKERS], ==, 8);
  g_assert_cmpuint (tally->people_by_channel[NORD_CHANNEL_HANDS], ==, 0);
  g_assert_cmpuint (tally->votes_by_channel[NORD_CHANNEL_STICKERS], ==, 19);
  g_assert_cmpuint (tally->options[1].votes_by_channel[NORD_CHANNEL_TOUCH], ==, 1);
  /* 10 dots of 8 people with a cap of 2: at least 5 gave some, at most all 8. */
  g_assert_cmpuint (tally->options[2].people_least, ==, 5);
  g_assert_cmpuint (tally->options[2].people_most, ==, 8);
  /* Options 1 and 2 have ten votes each. */
  g_assert_cmpuint (tally->order[0], ==, 1);
  g_assert_cmpuint (tally->order[1], ==, 2);
  g_assert_cmpuint (tally->options[1].place, ==, 1);
  g_assert_cmpuint (tally->options[2].place, ==, 1);
  g_assert_true (tally->options[1].tied && tally->options[2].tied);
  g_assert_cmpuint (tally->options[0].place, ==, 3);
  g_assert_false (tally->options[0].tied);
  g_assert_cmpuint (tally->options[3].place, ==, 4);
  g_assert_cmpuint (empty->people, ==, 0);
  g_assert_true (empty->options[0].tied);
}

static void
apply (NordChangeSet *set, NordRecord **poll, GListStore *ballots)
{
  g_assert_nonnull (set);
  for (guint c = 0; c < set->changes->len; c++) {
    const NordChange *change = g_ptr_array_index (set->changes, c);
    NordRecord *record = NULL;

    if (change->kind == NORD_CHANGE_CREATE) {
      record = nord_record_new (change->noun->kind, change->target);
      if (change->noun->kind == NORD_NOUN_POLL)
        *poll = record;
      else
        g_list_store_append (ballots, record);
    } else if (change->noun->kind == NORD_NOUN_POLL) {
      record = g_object_ref (*poll);
    } else {
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (ballots)); i++) {
        g_autoptr (NordRecord) ballot = g_list_model_get_item (G_LIST_MODEL (ballots), i);

        if (g_str_equal (nord_record_get_id (ballot), change->target))
          record = g_steal_pointer (&ballot);
      }
    }
    for (guint e = 0; e < change->edits->len; e++) {
      const NordEdit *edit = &g_array_index (change->edits, NordEdit, e);

      nord_record_put (record, edit->field, &edit->after);
    }
    if (!(change->kind == NORD_CHANGE_CREATE && change->noun->kind == NORD_NOUN_POLL))
      g_object_unref (record);
  }
  nord_change_set_group_free (set);
}

static void
test_poll (void)
{
  NordPollOption options[] = {{(char *) "id-1", (char *) "cluster", (char *) "Licht & „Weg“"},
                              {(char *) "id-2", (char *) "idea", (char *) ""}};
  g_autoptr (GListStore) ballots = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordRecord) poll = NULL, first = NULL, stranger = NULL;
  g_autoptr (NordDotsPoll) data = NULL;
  g_autoptr (NordDotsTally) tally = NULL;
  static const guint a[] = {2, 1}, b[] = {5, 7};
  guint marks[2];

  apply (nord_dots_poll_create ("Was zuerst?", options, 2, 3, 2), &poll, ballots);
  data = nord_dots_poll_read (poll, G_LIST_MODEL (ballots));
  g_assert_cmpuint (data->options->len, ==, 2);
  g_assert_cmpstr (((NordPollOption *) g_ptr_array_index (data->options, 0))->label, ==,
                   "Licht & „Weg“");
  g_assert_cmpuint (data->rules.cap, ==, 2);

  /* The table of states. */
  g_assert_null (nord_dots_poll_step (poll, NORD_POLL_EVENT_CLOSE));
  g_assert_false (nord_poll_may (poll, NORD_POLL_EVENT_PAUSE));
  apply (nord_dots_poll_step (poll, NORD_POLL_EVENT_OPEN), &poll, ballots);
  g_assert_cmpint (nord_poll_read_state (poll), ==, NORD_POLL_STATE_OPEN);
  g_assert_nonnull (nord_record_get_text (poll, NORD_POLL_OPENED));
  g_assert_false (nord_poll_may (poll, NORD_POLL_EVENT_OPEN));
  apply (nord_dots_poll_step (poll, NORD_POLL_EVENT_PAUSE), &poll, ballots);
  apply (nord_dots_poll_step (poll, NORD_POLL_EVENT_OPEN), &poll, ballots);

  apply (nord_dots_poll_cast (poll, data, NORD_CHANNEL_TOUCH, 1, a), &poll, ballots);
  apply (nord_dots_poll_cast (poll, data, NORD_CHANNEL_HANDS, 6, b), &poll, ballots);
  first = g_list_model_get_item (G_LIST_MODEL (ballots), 0);
  g_assert_cmpstr (nord_record_get_text (first, NORD_BALLOT_MARKS), ==, "{\"id-1\":2,\"id-2\":1}");
  g_assert_true (nord_dots_poll_read_marks (data, first, marks));
  g_assert_cmpuint (marks[0], ==, 2);
  apply (nord_dots_poll_correct (poll, data, first, "vertippt", NORD_CHANNEL_TOUCH, 1,
                                 (const guint[]){0, 2}),
         &poll, ballots);
  apply (nord_dots_poll_step (poll, NORD_POLL_EVENT_CLOSE), &poll, ballots);
  g_assert_nonnull (nord_record_get_text (poll, NORD_POLL_CLOSED));
  g_assert_false (nord_poll_may (poll, NORD_POLL_EVENT_OPEN));

  /* A ballot for another poll, and one whose marks name what is not there. */
  stranger = nord_record_new (NORD_NOUN_BALLOT, "s");
  {
    g_auto (NordValue) value = NORD_VALUE_INIT;

    nord_value_set_text (&value, nord_record_get_id (poll));
    nord_record_put (stranger, NORD_BALLOT_POLL, &value);
    nord_value_set_text (&value, "paper");
    nord_record_put (stranger, NORD_BALLOT_CHANNEL, &value);
    nord_value_set_integer (&value, 1);
    nord_record_put (stranger, NORD_BALLOT_PEOPLE, &value);
    nord_value_set_json (&value, "{\"elsewhere\":1}");
    nord_record_put (stranger, NORD_BALLOT_MARKS, &value);
  }
  g_list_store_append (ballots, stranger);
  g_clear_pointer (&data, nord_dots_poll_free);
  data = nord_dots_poll_read (poll, G_LIST_MODEL (ballots));
  tally = nord_dots_poll_count (data);
  g_assert_cmpuint (data->n_voided, ==, 1);
  g_assert_cmpuint (data->n_unreadable, ==, 1);
  g_assert_cmpuint (tally->people, ==, 7);
  g_assert_cmpuint (tally->options[0].votes, ==, 5);
  g_assert_cmpuint (tally->options[1].votes, ==, 9);
  {
    g_autoptr (NordChangeSet) set = nord_dots_poll_delete (poll, G_LIST_MODEL (ballots));

    g_assert_cmpuint (set->changes->len, ==, 5);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/rank/dots/check", test_check);
  g_test_add_func ("/rank/dots/sums", test_sums);
  g_test_add_func ("/rank/dots/tally", test_tally);
  g_test_add_func ("/rank/dots/poll", test_poll);
  return g_test_run ();
}
