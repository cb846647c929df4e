/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Counts a poll by its method and its rule. */
#include "core/rank/poll-result.h"
#include "core/rank/budget-rules.h"
#include "core/rank/ranking-rules.h"

#include <string.h>

static const NordPollBallot *
ballot_at (const NordPolling *data, guint index)
{
  return &g_array_index (data->ballots, NordPollBallot, index);
}

static gboolean
is_sound (const NordPolling *data, const NordPollBallot *ballot)
{
  return ballot->channel < NORD_N_CHANNELS &&
         nord_polling_check (data, ballot->people, ballot->marks, NULL) == NORD_POLLING_SOUND;
}

/* Gives places to options that stand in order, @compare telling which are equal. */
static void
give_places (NordPollResult *self, GCompareDataFunc compare, gpointer user_data)
{
  for (guint o = 0; o < self->n_options; o++)
    self->order[o] = o;
  g_qsort_with_data (self->order, (int) self->n_options, sizeof (guint), compare, user_data);
  for (guint i = 0; i < self->n_options; i++) {
    NordOptionResult *option = &self->options[self->order[i]];
    NordOptionResult *before = i > 0 ? &self->options[self->order[i - 1]] : NULL;

    option->place = i + 1;
    /* The comparison falls back on the order of the options; before it they were equal. */
    if (before != NULL && ABS (compare (&self->order[i - 1], &self->order[i], user_data)) < 2) {
      option->place = before->place;
      option->tied = before->tied = TRUE;
    }
  }
}

/* Comparisons give ±2 where the count decides and ±1 where only the order of the options does. */
static int
fall_back (guint x, guint y)
{
  return x < y ? -1 : x > y;
}

static int
compare_votes (gconstpointer a, gconstpointer b, gpointer data)
{
  const NordPollResult *self = data;
  guint x = *(const guint *) a, y = *(const guint *) b;

  if (self->options[x].votes != self->options[y].votes)
    return self->options[x].votes < self->options[y].votes ? 2 : -2;
  return fall_back (x, y);
}

static int
compare_ratings (gconstpointer a, gconstpointer b, gpointer data)
{
  const NordPollResult *self = data;
  guint x = *(const guint *) a, y = *(const guint *) b;
  int sign = nord_rating_compare (self->options[x].levels, self->options[y].levels);

  return sign != 0 ? (sign < 0 ? -2 : 2) : fall_back (x, y);
}

/* By the round of a ranking rule in which they won. */
static int
compare_rounds (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint *rounds = data;
  guint x = *(const guint *) a, y = *(const guint *) b;

  if (rounds[x] != rounds[y])
    return rounds[x] < rounds[y] ? -2 : 2;
  return fall_back (x, y);
}

typedef struct {
  const NordPollResult *result;
  const guint *bought; /* by option: the round, from 1; 0 is not at all */
} Purchases;

/* Who is paid for stands first, in the order of purchase; the others by votes. */
static int
compare_purchases (gconstpointer a, gconstpointer b, gpointer data)
{
  const Purchases *purchases = data;
  guint x = *(const guint *) a, y = *(const guint *) b;
  guint round_x = purchases->bought[x], round_y = purchases->bought[y];

  if (round_x != round_y)
    return round_y == 0 || (round_x != 0 && round_x < round_y) ? -2 : 2;
  return compare_votes (a, b, (gpointer) purchases->result);
}

/* Sums over all ballots. */
static void
add_up (NordPollResult *self, const NordPolling *data)
{
  const gboolean dots = data->method == NORD_METHOD_DOTS || data->method == NORD_METHOD_APPROVAL;
  const guint cap = dots ? MAX (MIN (data->rules.cap, data->rules.dots), 1) : 1;

  for (guint b = 0; b < data->ballots->len; b++) {
    const NordPollBallot *ballot = ballot_at (data, b);
    guint64 sum = 0;

    if (!is_sound (data, ballot)) {
      self->n_unsound++;
      continue;
    }
    for (guint o = 0; o < self->n_options; o++) {
      NordOptionResult *option = &self->options[o];
      guint64 votes = 0;

      for (guint c = 0; c < data->n_columns; c++) {
        const guint mark = ballot->marks[o * data->n_columns + c];

        votes += mark;
        if (data->method == NORD_METHOD_RATING)
          option->levels[c] += mark;
      }
      if (data->method == NORD_METHOD_MATRIX && votes > 0) {
        const guint *levels = ballot->marks + o * data->n_columns;

        option->impact += (double) levels[NORD_MATRIX_IMPACT] * ballot->people;
        option->effort += (double) levels[NORD_MATRIX_EFFORT] * ballot->people;
      }
      if (data->method == NORD_METHOD_RANKING || data->method == NORD_METHOD_BUDGET ||
          data->method == NORD_METHOD_MATRIX)
        votes = votes > 0 ? ballot->people : 0;
      option->votes += votes;
      option->votes_by_channel[ballot->channel] += votes;
      option->people_least += (votes + cap - 1) / cap;
      option->people_most += MIN (votes, ballot->people);
      sum += votes;
    }
    self->votes += sum;
    self->votes_by_channel[ballot->channel] += sum;
    if (data->method == NORD_METHOD_DOTS)
      self->unused += (guint64) ballot->people * data->rules.dots - sum;
    self->people += ballot->people;
    self->people_by_channel[ballot->channel] += ballot->people;
    if (sum == 0)
      self->abstained += ballot->people;
    self->n_ballots++;
  }
}

/* The rule names the best; without them it names the next ones, and so on. */
static void
rank_by_rule (NordPollResult *self, const NordPolling *data)
{
  gboolean strict;
  NordRankingRule rule = nord_rank_find_rule (data->rule, &strict);
  const guint n = self->n_options;
  g_autofree guint *left = g_new (guint, n + 1), *rounds = g_new0 (guint, n + 1);
  guint n_left = n;

  for (guint o = 0; o < n; o++)
    left[o] = o;
  for (guint round = 1; n_left > 0; round++) {
    g_autoptr (NordProfile) profile = nord_profile_new (n_left);
    g_autofree guint16 *places = g_new (guint16, n_left);
    g_autoptr (GArray) best = NULL;
    guint n_kept = 0;
    gboolean all;

    for (guint b = 0; b < data->ballots->len; b++) {
      const NordPollBallot *ballot = ballot_at (data, b);

      if (!is_sound (data, ballot))
        continue;
      for (guint i = 0; i < n_left; i++) {
        const guint place = ballot->marks[left[i]];

        places[i] = place == 0 ? NORD_UNRANKED : (guint16) place;
      }
      nord_profile_add (profile, places, ballot->people);
    }
    best = nord_rank_rule_count (rule, profile, &all);
    self->ties_untried = self->ties_untried || !all;
    for (guint i = 0, w = 0; i < n_left; i++) {
      if (w < best->len && g_array_index (best, guint, w) == i) {
        rounds[left[i]] = round;
        w++;
      } else {
        left[n_kept++] = left[i];
      }
    }
    if (n_kept == n_left) { /* a rule without a winner: the rest share the place */
      for (guint i = 0; i < n_left; i++)
        rounds[left[i]] = round;
      n_kept = 0;
    }
    n_left = n_kept;
  }
  give_places (self, compare_rounds, rounds);
}

NordBudget *
nord_poll_result_make_budget (const NordPolling *data, gint64 more)
{
  const guint n = data->options->len;
  g_autofree const char **ids = g_new0 (const char *, n + 1);
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree gint64 *costs = g_new0 (gint64, n + 1);
  g_autofree guint *marks = g_new0 (guint, n + 1);
  NordBudget *budget;

  for (guint o = 0; o < n; o++) {
    const NordPollOption *option = g_ptr_array_index (data->options, o);

    ids[o] = option->id;
    names[o] = option->label;
    costs[o] = option->cost;
  }
  budget = nord_budget_new (n, ids, names, costs, data->budget + MAX (more, 0), 1);
  /* Equals go in the order in which the poll shows them, not by ids that nobody sees. */
  for (guint o = 0; o < n; o++)
    budget->tie_order[o] = o;
  for (guint b = 0; b < data->ballots->len; b++) {
    const NordPollBallot *ballot = ballot_at (data, b);
    guint n_marks = 0;

    if (!is_sound (data, ballot))
      continue;
    for (guint o = 0; o < n; o++)
      if (ballot->marks[o] > 0)
        marks[n_marks++] = o;
    for (guint person = 0; person < ballot->people; person++)
      nord_budget_add_ballot (budget, marks, NULL, n_marks);
  }
  return budget;
}

static gboolean
spend (NordPollResult *self, const NordPolling *data, GCancellable *cancellable, GError **error)
{
  const NordBudgetRule *rule = nord_rank_find_budget_rule (data->rule);
  g_autofree guint *bought = g_new0 (guint, self->n_options + 1);
  Purchases purchases = {self, bought};

  self->budget = nord_poll_result_make_budget (data, 0);
  self->outcome = nord_budget_rule_count (rule, self->budget, cancellable, error);
  if (self->outcome == NULL)
    return FALSE;
  for (guint r = 0; r < self->outcome->rounds->len; r++)
    bought[g_array_index (self->outcome->rounds, NordBudgetRound, r).project] = r + 1;
  for (guint w = 0; w < self->outcome->winners->len; w++)
    self->options[g_array_index (self->outcome->winners, guint, w)].wins = TRUE;
  give_places (self, compare_purchases, &purchases);
  return TRUE;
}

/* A matrix gives no places: what to do with a quadrant the room decides. The order stays that of
 * the poll. */
static void
average_levels (NordPollResult *self)
{
  for (guint o = 0; o < self->n_options; o++) {
    NordOptionResult *option = &self->options[o];

    self->order[o] = o;
    if (option->votes > 0) {
      option->impact /= (double) option->votes;
      option->effort /= (double) option->votes;
    }
  }
}

/**
 * nord_poll_result_new:
 * @data: what nord_polling_read() gave
 * @cancellable: (nullable): stops a long count
 * @error: where to say why it could not be counted
 *
 * Votes and people are counted apart and by channel. Unsound ballots are left out and counted. Ties
 * are told, never broken silently: equal options stand in the order of the poll and share a place.
 *
 * Returns: (transfer full) (nullable): the result
 */
NordPollResult *
nord_poll_result_new (const NordPolling *data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NordPollResult) self = g_new0 (NordPollResult, 1);

  g_return_val_if_fail (data != NULL, NULL);
  self->n_options = data->options->len;
  self->options = g_new0 (NordOptionResult, MAX (self->n_options, 1));
  self->order = g_new0 (guint, MAX (self->n_options, 1));
  add_up (self, data);
  for (guint o = 0; o < self->n_options; o++)
    self->options[o].median = nord_rating_get_median (self->options[o].levels);
  switch (data->method) {
  case NORD_METHOD_RATING:
    give_places (self, compare_ratings, self);
    break;
  case NORD_METHOD_RANKING:
    rank_by_rule (self, data);
    break;
  case NORD_METHOD_BUDGET:
    if (!spend (self, data, cancellable, error))
      return NULL;
    break;
  case NORD_METHOD_MATRIX:
    average_levels (self);
    break;
  case NORD_METHOD_DOTS:
  case NORD_METHOD_APPROVAL:
  case NORD_N_METHODS:
  default:
    give_places (self, compare_votes, self);
    break;
  }
  return g_steal_pointer (&self);
}

void
nord_poll_result_free (NordPollResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->budget, nord_budget_free);
  g_clear_pointer (&self->outcome, nord_budget_outcome_free);
  g_free (self->options);
  g_free (self->order);
  g_free (self);
}
