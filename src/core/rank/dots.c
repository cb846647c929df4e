/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Cumulative voting with dots: what a ballot may hold, and what ballots come to. */
#include "core/rank/dots.h"

/**
 * nord_dots_check:
 * @rules: number of options, dots a person, cap
 * @people: people the ballot stands for
 * @marks: (array): dots on each option, as many as @rules has options
 * @option: (out) (optional): where the fault is that of one option, which
 *
 * A ballot of n people is sound where they could have given it together: at most n × dots in all,
 * and n × cap on one option. That is enough: any such sums can be dealt out to n people who keep
 * the rules each (the dots of each option go round the people, so no one gets more than a cap of
 * it).
 *
 * Returns: %NORD_DOTS_SOUND or what is wrong
 */
NordDotsFault
nord_dots_check (const NordDotsRules *rules, guint people, const guint *marks, guint *option)
{
  guint64 sum = 0;

  g_return_val_if_fail (rules != NULL && (marks != NULL || rules->n_options == 0),
                        NORD_DOTS_NOBODY);
  if (people == 0)
    return NORD_DOTS_NOBODY;
  for (guint o = 0; o < rules->n_options; o++) {
    if (marks[o] > (guint64) people * MIN (rules->cap, rules->dots)) {
      if (option != NULL)
        *option = o;
      return NORD_DOTS_OVER_CAP;
    }
    sum += marks[o];
  }
  return sum > (guint64) people * rules->dots ? NORD_DOTS_TOO_MANY : NORD_DOTS_SOUND;
}

static void
add_ballot (NordDotsTally *self, const NordDotsRules *rules, const NordDotsBallot *ballot)
{
  guint cap = MAX (MIN (rules->cap, rules->dots), 1);
  guint64 sum = 0;

  for (guint o = 0; o < rules->n_options; o++) {
    NordDotsResult *option = &self->options[o];
    guint marks = ballot->marks[o];

    option->votes += marks;
    option->votes_by_channel[ballot->channel] += marks;
    option->people_least += (marks + cap - 1) / cap;
    option->people_most += MIN (marks, ballot->people);
    sum += marks;
  }
  self->votes += sum;
  self->votes_by_channel[ballot->channel] += sum;
  self->unused += (guint64) ballot->people * rules->dots - sum;
  self->people += ballot->people;
  self->people_by_channel[ballot->channel] += ballot->people;
  if (sum == 0)
    self->abstained += ballot->people;
  self->n_ballots++;
  self->ballots_by_channel[ballot->channel]++;
}

static int
compare_options (gconstpointer a, gconstpointer b, gpointer data)
{
  const NordDotsTally *tally = data;
  guint x = *(const guint *) a, y = *(const guint *) b;

  if (tally->options[x].votes != tally->options[y].votes)
    return tally->options[x].votes < tally->options[y].votes ? 1 : -1;
  return x < y ? -1 : x > y;
}

/**
 * nord_dots_count:
 * @rules: number of options, dots a person, cap
 * @ballots: (array length=n_ballots): the ballots, voided ones left out by the caller
 * @n_ballots: how many
 *
 * Votes and people are counted apart and by channel, so that a wall of stickers is not taken for
 * a crowd (consuldemocracy#5794). Unsound ballots are left out and counted. Ties are told, never
 * broken: the order of options with equal votes is that of the poll.
 *
 * Returns: (transfer full): what the ballots come to
 */
NordDotsTally *
nord_dots_count (const NordDotsRules *rules, const NordDotsBallot *ballots, guint n_ballots)
{
  NordDotsTally *self;

  g_return_val_if_fail (rules != NULL && (ballots != NULL || n_ballots == 0), NULL);
  self = g_new0 (NordDotsTally, 1);
  self->n_options = rules->n_options;
  self->options = g_new0 (NordDotsResult, MAX (rules->n_options, 1));
  self->order = g_new0 (guint, MAX (rules->n_options, 1));
  for (guint b = 0; b < n_ballots; b++)
    if (ballots[b].channel < NORD_N_CHANNELS &&
        nord_dots_check (rules, ballots[b].people, ballots[b].marks, NULL) == NORD_DOTS_SOUND)
      add_ballot (self, rules, &ballots[b]);
    else
      self->n_unsound++;
  for (guint o = 0; o < self->n_options; o++)
    self->order[o] = o;
  g_qsort_with_data (self->order, (int) self->n_options, sizeof (guint), compare_options, self);
  for (guint i = 0; i < self->n_options; i++) {
    NordDotsResult *option = &self->options[self->order[i]];
    NordDotsResult *before = i > 0 ? &self->options[self->order[i - 1]] : NULL;

    option->place = i + 1;
    if (before != NULL && before->votes == option->votes) {
      option->place = before->place;
      option->tied = before->tied = TRUE;
    }
  }
  return self;
}

void
nord_dots_tally_free (NordDotsTally *self)
{
  if (self == NULL)
    return;
  g_free (self->options);
  g_free (self->order);
  g_free (self);
}
