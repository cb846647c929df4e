/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Polls: what a ballot may hold, what ballots come to by each method, and a poll from draft to
 * result. */
#include "core/rank/budget-insight.h"
#include "core/model/uuid.h"
#include "core/rank/insertion.h"
#include "core/rank/marking.h"
#include "core/rank/option-order.h"
#include "core/rank/paper.h"
#include "core/rank/poll-result.h"

#include <string.h>

static void
free_option (gpointer data)
{
  NordPollOption *option = data;

  g_free (option->id);
  g_free (option->label);
  g_free (option);
}

/* What nord_polling_read () would give; the ballots stay the caller's. */
static NordPolling *
new_data (NordPollMethod method, guint n_options, const NordPollBallot *ballots, guint n_ballots)
{
  NordPolling *data = g_new0 (NordPolling, 1);

  data->method = method;
  data->n_columns = method == NORD_METHOD_RATING   ? NORD_RATING_N_COLUMNS
                    : method == NORD_METHOD_MATRIX ? NORD_MATRIX_N_COLUMNS
                                                   : 1;
  data->rules = (NordDotsRules){n_options, n_options, 1};
  data->rule = g_strdup (
    nord_poll_method_list_rules (method) != NULL ? nord_poll_method_list_rules (method)[0] : "");
  data->options = g_ptr_array_new_with_free_func (free_option);
  data->marks = g_array_new (FALSE, TRUE, sizeof (guint));
  data->ballots = g_array_new (FALSE, TRUE, sizeof (NordPollBallot));
  for (guint o = 0; o < n_options; o++) {
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g"};
    NordPollOption *option = g_new0 (NordPollOption, 1);

    option->id = g_strdup (ids[o]);
    option->label = g_strdup (ids[o]);
    g_ptr_array_add (data->options, option);
  }
  if (n_ballots > 0)
    g_array_append_vals (data->ballots, ballots, n_ballots);
  return data;
}

static NordPollResult *
count (NordPolling *data)
{
  g_autoptr (GError) error = NULL;
  NordPollResult *result = nord_poll_result_new (data, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static NordPollResult *
count_dots (const NordDotsRules *rules, const NordPollBallot *ballots, guint n_ballots)
{
  g_autoptr (NordPolling) data = new_data (NORD_METHOD_DOTS, rules->n_options, ballots, n_ballots);

  data->rules = *rules;
  return count (data);
}

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
    NordPollBallot ballots[12];
    guint marks[12][6] = {0}, sum[6] = {0}, backers[6] = {0};
    g_autoptr (NordPollResult) singly = NULL;
    g_autoptr (NordPollResult) together = NULL;
    NordPollBallot one = {NORD_CHANNEL_HANDS, people, sum};

    for (guint p = 0; p < people; p++) {
      guint left = rules.dots;

      for (guint o = 0; o < n; o++) {
        guint give = (guint) g_test_rand_int_range (0, (int) MIN (left, rules.cap) + 1);

        marks[p][o] = give;
        left -= give;
        sum[o] += give;
        backers[o] += give > 0;
      }
      ballots[p] = (NordPollBallot){NORD_CHANNEL_PAPER, 1, marks[p]};
    }
    g_assert_cmpint (nord_dots_check (&rules, people, sum, NULL), ==, NORD_DOTS_SOUND);
    singly = count_dots (&rules, ballots, people);
    together = count_dots (&rules, &one, 1);
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
  const NordPollBallot ballots[] = {
    {NORD_CHANNEL_TOUCH, 1, a},
    {NORD_CHANNEL_PAPER, 3, b},
    {NORD_CHANNEL_STICKERS, 8, c},
    {NORD_CHANNEL_TOUCH, 1, bad},
  };
  g_autoptr (NordPollResult) tally = count_dots (&rules, ballots, 4);
  g_autoptr (NordPollResult) empty = count_dots (&rules, NULL, 0);

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
  NordPollOption options[] = {{(char *) "id-1", (char *) "cluster", (char *) "Licht & „Weg“", 0},
                              {(char *) "id-2", (char *) "idea", (char *) "", 0}};
  g_autoptr (GListStore) ballots = g_list_store_new (NORD_TYPE_RECORD);
  g_autoptr (NordRecord) poll = NULL, first = NULL, stranger = NULL;
  g_autoptr (NordPolling) data = NULL;
  g_autoptr (NordPollResult) tally = NULL;
  static const guint a[] = {2, 1}, b[] = {5, 7};
  guint marks[2];

  const NordPollDraft draft = {.title = "Was zuerst?",
                               .method = NORD_METHOD_DOTS,
                               .options = options,
                               .n_options = 2,
                               .dots = 3,
                               .cap = 2};

  apply (nord_polling_create (&draft), &poll, ballots);
  data = nord_polling_read (poll, G_LIST_MODEL (ballots));
  g_assert_cmpuint (data->options->len, ==, 2);
  g_assert_cmpstr (((NordPollOption *) g_ptr_array_index (data->options, 0))->label, ==,
                   "Licht & „Weg“");
  g_assert_cmpuint (data->rules.cap, ==, 2);

  /* The table of states. */
  g_assert_null (nord_polling_step (poll, NORD_POLL_EVENT_CLOSE));
  g_assert_false (nord_poll_may (poll, NORD_POLL_EVENT_PAUSE));
  apply (nord_polling_step (poll, NORD_POLL_EVENT_OPEN), &poll, ballots);
  g_assert_cmpint (nord_poll_read_state (poll), ==, NORD_POLL_STATE_OPEN);
  g_assert_nonnull (nord_record_get_text (poll, NORD_POLL_OPENED));
  g_assert_false (nord_poll_may (poll, NORD_POLL_EVENT_OPEN));
  apply (nord_polling_step (poll, NORD_POLL_EVENT_PAUSE), &poll, ballots);
  apply (nord_polling_step (poll, NORD_POLL_EVENT_OPEN), &poll, ballots);

  apply (nord_polling_cast (poll, data, NORD_CHANNEL_TOUCH, 1, a), &poll, ballots);
  apply (nord_polling_cast (poll, data, NORD_CHANNEL_HANDS, 6, b), &poll, ballots);
  first = g_list_model_get_item (G_LIST_MODEL (ballots), 0);
  g_assert_cmpstr (nord_record_get_text (first, NORD_BALLOT_MARKS), ==, "{\"id-1\":2,\"id-2\":1}");
  g_assert_true (nord_polling_read_marks (data, first, marks));
  g_assert_cmpuint (marks[0], ==, 2);
  apply (nord_polling_correct (poll, data, first, "vertippt", NORD_CHANNEL_TOUCH, 1,
                               (const guint[]){0, 2}),
         &poll, ballots);
  apply (nord_polling_step (poll, NORD_POLL_EVENT_CLOSE), &poll, ballots);
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
  g_clear_pointer (&data, nord_polling_free);
  data = nord_polling_read (poll, G_LIST_MODEL (ballots));
  tally = count (data);
  g_assert_cmpuint (data->n_voided, ==, 1);
  g_assert_cmpuint (data->n_unreadable, ==, 1);
  g_assert_cmpuint (tally->people, ==, 7);
  g_assert_cmpuint (tally->options[0].votes, ==, 5);
  g_assert_cmpuint (tally->options[1].votes, ==, 9);
  {
    g_autoptr (NordChangeSet) set = nord_polling_delete (poll, G_LIST_MODEL (ballots));

    g_assert_cmpuint (set->changes->len, ==, 5);
  }
}

/* Majority judgment as the book defines it: take the lower median away from both, again and again.
 */
static int
compare_slowly (const guint64 *a, const guint64 *b)
{
  guint64 left_a[5], left_b[5], n_a = 0, n_b = 0;

  for (guint l = 0; l < 5; l++) {
    n_a += a[l];
    n_b += b[l];
  }
  for (guint l = 0; l < 5; l++) {
    left_a[l] = a[l] * n_b;
    left_b[l] = b[l] * n_a;
  }
  for (guint64 n = n_a * n_b; n > 0; n--) {
    int at_a = nord_rating_get_median (left_a), at_b = nord_rating_get_median (left_b);

    if (at_a != at_b)
      return at_a < at_b ? -1 : 1;
    left_a[at_a]--;
    left_b[at_b]--;
  }
  return 0;
}

static void
test_rating (void)
{
  const guint64 none[6] = {0, 0, 0, 0, 0, 9}, one[6] = {0, 0, 0, 0, 1, 0};

  g_assert_cmpint (nord_rating_get_median (none), ==, -1);
  g_assert_cmpint (nord_rating_compare (one, none), <, 0);
  g_assert_cmpint (nord_rating_compare (none, none), ==, 0);
  for (guint round = 0; round < 3000; round++) {
    guint64 a[6] = {0}, b[6] = {0};

    for (guint l = 0; l < 5; l++) {
      a[l] = (guint64) g_test_rand_int_range (0, 5);
      b[l] = (guint64) g_test_rand_int_range (0, 5);
    }
    a[g_test_rand_int_range (0, 5)]++;
    b[g_test_rand_int_range (0, 5)]++;
    g_assert_cmpint (nord_rating_compare (a, b), ==, compare_slowly (a, b));
    g_assert_cmpint (nord_rating_compare (a, b), ==, -nord_rating_compare (b, a));
    g_assert_cmpint (nord_rating_compare (a, a), ==, 0);
  }
}

static void
test_rating_poll (void)
{
  /* Two options; 3 of 4 agree with the first, the room is split on the second. */
  static const guint hands[] = {1, 2, 0, 1, 0, 0, 2, 0, 0, 0, 2, 0};
  static const guint paper[] = {0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0};
  static const guint crowd[] = {9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  const NordPollBallot ballots[] = {{NORD_CHANNEL_HANDS, 4, hands},
                                    {NORD_CHANNEL_PAPER, 1, paper},
                                    {NORD_CHANNEL_PAPER, 8, crowd}};
  g_autoptr (NordPolling) data = new_data (NORD_METHOD_RATING, 2, ballots, 3);
  g_autoptr (NordPollResult) result = count (data);
  guint option = 9;

  g_assert_cmpuint (result->n_unsound, ==, 1);
  g_assert_cmpint (nord_polling_check (data, 8, crowd, &option), ==, NORD_POLLING_OVER_PEOPLE);
  g_assert_cmpuint (option, ==, 0);
  g_assert_cmpuint (result->people, ==, 5);
  g_assert_cmpint (result->options[0].median, ==, 1);
  g_assert_cmpuint (result->options[0].levels[NORD_RATING_CONFUSED], ==, 1);
  g_assert_cmpuint (result->options[1].place, ==, 1);
  g_assert_cmpint (result->options[1].median, ==, 0);
}

static void
test_ranking_poll (void)
{
  /* Condorcet's order is b, a, c; d is ranked by nobody. */
  static const guint x[] = {2, 1, 3, 0}, y[] = {1, 2, 3, 0}, z[] = {3, 1, 2, 0}, none[4] = {0};
  const NordPollBallot ballots[] = {{NORD_CHANNEL_PAPER, 1, x},
                                    {NORD_CHANNEL_PAPER, 1, y},
                                    {NORD_CHANNEL_TOUCH, 1, z},
                                    {NORD_CHANNEL_TOUCH, 1, none}};
  static const guint bad[] = {5, 0, 0, 0};
  g_autoptr (NordPolling) data = new_data (NORD_METHOD_RANKING, 4, ballots, 4);
  g_autoptr (NordPollResult) result = count (data);

  g_assert_cmpuint (result->order[0], ==, 1);
  g_assert_cmpuint (result->order[1], ==, 0);
  g_assert_cmpuint (result->order[2], ==, 2);
  g_assert_cmpuint (result->options[3].place, ==, 4);
  g_assert_cmpuint (result->abstained, ==, 1);
  g_assert_cmpuint (result->options[0].votes, ==, 3);
  g_assert_cmpint (nord_polling_check (data, 1, bad, NULL), ==, NORD_POLLING_OVER_CAP);
}

static void
test_budget_poll (void)
{
  /* Ten people, 100 euros. Six want a (60), four want b (40) and c (45): equal shares gives each
   * group what it can pay for, though c has as many votes as b. */
  static const guint first[] = {1, 0, 0}, second[] = {0, 1, 1}, over[] = {1, 1, 1};
  const NordPollBallot ballots[] = {{NORD_CHANNEL_PAPER, 6, first},
                                    {NORD_CHANNEL_PAPER, 4, second},
                                    {NORD_CHANNEL_PAPER, 1, over}};
  static const gint64 costs[] = {60, 40, 45};
  g_autoptr (NordPolling) data = new_data (NORD_METHOD_BUDGET, 3, ballots, 2);
  g_autoptr (NordPollResult) result = NULL;
  g_autoptr (GArray) misses = NULL;
  const NordNearMiss *miss;

  data->budget = 100;
  for (guint o = 0; o < 3; o++)
    ((NordPollOption *) g_ptr_array_index (data->options, o))->cost = costs[o];
  g_assert_cmpint (nord_polling_check (data, 1, over, NULL), ==, NORD_POLLING_OVER_BUDGET);
  result = count (data);
  g_assert_true (result->options[0].wins && result->options[1].wins);
  g_assert_false (result->options[2].wins);
  g_assert_cmpint (result->outcome->cost, ==, 100);
  g_assert_cmpfloat_with_epsilon (result->outcome->share, 10, 1e-9);
  g_assert_cmpuint (result->options[2].place, ==, 3);
  misses = nord_budget_find_near_misses (result->budget, result->outcome);
  g_assert_cmpuint (misses->len, ==, 1);
  miss = &g_array_index (misses, NordNearMiss, 0);
  g_assert_cmpuint (miss->project, ==, 2);
  g_assert_cmpuint (miss->supporters, ==, 4);
  /* All four paid 10 for b. */
  g_assert_cmpfloat_with_epsilon (miss->held, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (miss->missing, 45, 1e-9);
}

/* Asked about options of secret heights, the insertion finds their order with few questions; any
 * answer can be taken back. */
static void
test_insertion (void)
{
  for (guint round = 0; round < 300; round++) {
    const guint n = (guint) g_test_rand_int_range (0, 13);
    g_autoptr (NordInsertion) insertion = nord_insertion_new (n);
    guint heights[13], levels[13], option, other, questions = 0;

    for (guint o = 0; o < n; o++)
      heights[o] = (guint) g_test_rand_int_range (0, 9);
    while (nord_insertion_ask (insertion, &option, &other)) {
      const int sign = (heights[option] > heights[other]) - (heights[option] < heights[other]);

      g_assert_cmpuint (option, !=, other);
      if (g_test_rand_int_range (0, 4) == 0) {
        guint again, against;

        nord_insertion_answer (insertion, -sign);
        nord_insertion_go_back (insertion);
        g_assert_true (nord_insertion_ask (insertion, &again, &against));
        g_assert_cmpuint (again, ==, option);
        g_assert_cmpuint (against, ==, other);
      }
      nord_insertion_answer (insertion, sign);
      questions++;
    }
    /* Of 12 the last needs four questions at most. */
    g_assert_cmpuint (questions, <=, n * 4);
    nord_insertion_read_levels (insertion, levels);
    for (guint a = 0; a < n; a++) {
      g_assert_cmpuint (levels[a], >=, 1);
      g_assert_cmpuint (levels[a], <=, nord_insertion_get_n_levels (insertion));
      for (guint b = 0; b < n; b++)
        g_assert_cmpint ((heights[a] > heights[b]) - (heights[a] < heights[b]), ==,
                         (levels[a] > levels[b]) - (levels[a] < levels[b]));
    }
  }
}

static void
test_matrix_poll (void)
{
  static const guint one[] = {3, 1, 0, 0, 1, 2}, two[] = {1, 1, 2, 2, 0, 0};
  static const guint bad[] = {4, 1, 0, 0, 0, 0};
  const NordPollBallot ballots[] = {{NORD_CHANNEL_HANDS, 3, one}, {NORD_CHANNEL_PAPER, 1, two}};
  g_autoptr (NordPolling) data = new_data (NORD_METHOD_MATRIX, 3, ballots, 2);
  g_autoptr (NordPollResult) result = count (data);

  g_assert_cmpuint (result->people, ==, 4);
  g_assert_cmpfloat_with_epsilon (result->options[0].impact, 2.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (result->options[0].effort, 1, 1e-9);
  g_assert_cmpuint (result->options[1].votes, ==, 1);
  g_assert_cmpfloat_with_epsilon (result->options[2].effort, 2, 1e-9);
  g_assert_cmpint (nord_polling_check (data, 1, bad, NULL), ==, NORD_POLLING_OVER_CAP);
}

static void
test_option_order (void)
{
  static const char ballot[] = "3f1f7c3e-8d0b-4a3c-9a53-0c1df3a86c55";
  g_autofree guint *one = nord_option_order_new (ballot, 6);
  g_autofree guint *same = nord_option_order_new (ballot, 6);
  guint at[6][6] = {0};
  double sum = 0;

  g_assert_cmpmem (one, 6 * sizeof *one, same, 6 * sizeof *same);
  for (guint b = 0; b < 6000; b++) {
    g_autofree char *id = nord_uuid_new_v4 ();
    g_autofree guint *order = nord_option_order_new (id, 6);
    guint seen = 0;

    for (guint i = 0; i < 6; i++) {
      seen |= 1u << order[i];
      at[i][order[i]]++;
    }
    g_assert_cmpuint (seen, ==, 63);
  }
  /* Pearson's test: each option stands in each place as often; 25 degrees of freedom, 60 is far
   * beyond one in ten thousand. */
  for (guint i = 0; i < 6; i++)
    for (guint o = 0; o < 6; o++)
      sum += (at[i][o] - 1000.0) * (at[i][o] - 1000.0) / 1000.0;
  g_assert_cmpfloat (sum, <, 60);
}

/* Whatever is tapped in whatever order, the ballot keeps the rules. */
static void
test_marking (void)
{
  for (guint method = 0; method < NORD_N_METHODS; method++) {
    g_autoptr (NordPolling) data = new_data ((NordPollMethod) method, 5, NULL, 0);
    g_autofree guint *marks = g_new0 (guint, nord_polling_get_n_marks (data) + 1);
    guint n_done = 0;

    if (method == NORD_METHOD_DOTS)
      data->rules = (NordDotsRules){5, 4, 2};
    data->budget = 100;
    for (guint o = 0; o < 5; o++)
      ((NordPollOption *) g_ptr_array_index (data->options, o))->cost = 20 + 15 * o;
    g_assert_true (nord_marking_is_empty (data, marks));
    for (guint i = 0; i < 3000; i++) {
      const guint o = (guint) g_test_rand_int_range (0, 5);

      n_done += g_test_rand_bit ()
                  ? nord_marking_take_back (data, marks, o)
                  : nord_marking_tap (data, marks, o,
                                      (guint) g_test_rand_int_range (0, (int) data->n_columns));
      g_assert_cmpint (nord_polling_check (data, 1, marks, NULL), ==, NORD_POLLING_SOUND);
      g_assert_cmpint (nord_marking_get_rest (data, marks), >=, 0);
      if (method == NORD_METHOD_RANKING) {
        guint places = 0, n = 0;

        /* Places from 1 without a gap. */
        for (guint p = 0; p < 5; p++) {
          places |= 1u << marks[p];
          n += marks[p] > 0;
        }
        g_assert_cmpuint (places >> 1, ==, (1u << n) - 1);
      }
    }
    g_assert_true ((n_done > 0) == (method != NORD_METHOD_MATRIX));
  }
}

/* Places that were typed may have gaps and equal ones: the next tap still has one of its own. */
static void
test_marking_typed (void)
{
  g_autoptr (NordPolling) data = new_data (NORD_METHOD_RANKING, 4, NULL, 0);
  guint marks[4] = {4, 2, 0, 4};

  g_assert_true (nord_marking_tap (data, marks, 2, 0));
  g_assert_cmpuint (marks[1], ==, 1);
  g_assert_cmpuint (marks[0], ==, 2);
  g_assert_cmpuint (marks[3], ==, 2);
  g_assert_cmpuint (marks[2], ==, 3);
  g_assert_cmpint (nord_polling_check (data, 1, marks, NULL), ==, NORD_POLLING_SOUND);
}

static void
test_paper_numbers (void)
{
  static const char *const pairs[][2] = {{"7", "8"},
                                         {"09", "10"},
                                         {"A-99", "A-100"},
                                         {"x", "x"},
                                         {"", ""}};

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *after = nord_paper_next_number (pairs[i][0]);

    g_assert_cmpstr (after, ==, pairs[i][1]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/polling/check", test_check);
  g_test_add_func ("/polling/sums", test_sums);
  g_test_add_func ("/polling/tally", test_tally);
  g_test_add_func ("/polling/poll", test_poll);
  g_test_add_func ("/polling/rating", test_rating);
  g_test_add_func ("/polling/rating-poll", test_rating_poll);
  g_test_add_func ("/polling/ranking-poll", test_ranking_poll);
  g_test_add_func ("/polling/budget-poll", test_budget_poll);
  g_test_add_func ("/polling/insertion", test_insertion);
  g_test_add_func ("/polling/matrix-poll", test_matrix_poll);
  g_test_add_func ("/polling/option-order", test_option_order);
  g_test_add_func ("/polling/marking", test_marking);
  g_test_add_func ("/polling/marking-typed", test_marking_typed);
  g_test_add_func ("/polling/paper-numbers", test_paper_numbers);
  return g_test_run ();
}
