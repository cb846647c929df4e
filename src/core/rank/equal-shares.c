/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The method of equal shares and its completions. Source: Peters, Pierczyński, Skowron:
 * Proportional Participatory Budgeting with Additive Utilities (NeurIPS 2021); add-one completion
 * after the same authors. */
#include "core/rank/equal-shares.h"

#include "core/rank/equal-shares-run.h"
#include "core/rank/greedy.h"

/* Runs with so much extra money follow each other, but do not need each other: as many as there are
 * processors go at once, and those behind the one that ends the search are thrown away. */
#define MOST_AT_ONCE 8
#define SMALL 4000 /* groups of supporters of all projects together */

typedef struct {
  const NordElectorate *electorate;
  gint64 extra;
  GCancellable *cancellable;
  NordBudgetOutcome *outcome; /* (owned) (nullable) */
} Attempt;

static gpointer
attempt (gpointer data)
{
  Attempt *self = data;

  self->outcome = nord_equal_shares_run (self->electorate, self->extra, self->cancellable);
  return NULL;
}

static void
attempt_all (Attempt *attempts, guint n)
{
  GThread *threads[MOST_AT_ONCE] = {NULL};

  for (guint i = 1; i < n; i++)
    threads[i] = g_thread_try_new ("equal-shares", attempt, &attempts[i], NULL);
  for (guint i = 0; i < n; i++)
    if (threads[i] == NULL)
      attempt (&attempts[i]);
  for (guint i = 1; i < n; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
}

/* Whether no project with a vote (or a point, where points count) fits any more. One that costs
 * nothing always fits, and more money for everybody would not help it. */
static gboolean
is_exhaustive (const NordBudget *budget, const gint64 *votes, const NordBudgetOutcome *outcome)
{
  for (guint p = 0; p < budget->n_projects; p++)
    if (votes[p] > 0 && budget->costs[p] > 0 &&
        budget->costs[p] <= budget->budget - outcome->cost && !nord_budget_outcome_has (outcome, p))
      return FALSE;
  return TRUE;
}

/* (transfer full): what @outcome becomes, which it takes, with one currency unit more a person
 * again and again. */
static NordBudgetOutcome *
add_one (const NordElectorate *electorate,
         const gint64 *votes,
         NordBudgetOutcome *outcome,
         GCancellable *cancellable)
{
  const NordBudget *budget = electorate->budget;
  /* What a workshop has is counted sooner than a thread begins. */
  const guint at_once = electorate->starts[budget->n_projects] < SMALL
                          ? 1
                          : CLAMP (g_get_num_processors (), 1, MOST_AT_ONCE);
  gboolean done = is_exhaustive (budget, votes, outcome);

  for (gint64 extra = 1; !done && !g_cancellable_is_cancelled (cancellable); extra += at_once) {
    Attempt attempts[MOST_AT_ONCE];

    for (guint i = 0; i < at_once; i++)
      attempts[i] = (Attempt){electorate, extra + i, cancellable, NULL};
    attempt_all (attempts, at_once);
    for (guint i = 0; i < at_once; i++) {
      if (!done && attempts[i].outcome->cost <= budget->budget) {
        nord_budget_outcome_free (outcome);
        outcome = g_steal_pointer (&attempts[i].outcome);
        done = is_exhaustive (budget, votes, outcome);
      } else {
        done = TRUE;
      }
      g_clear_pointer (&attempts[i].outcome, nord_budget_outcome_free);
    }
  }
  return outcome;
}

/**
 * nord_rank_equal_shares:
 * @budget: a budget with its ballots; empty ballots have a share too
 * @satisfaction: what a project is worth to a supporter
 * @completion: what becomes of the rest of the money
 * @cancellable: (nullable): stops early; the outcome is then incomplete
 *
 * Everybody starts with budget / number of ballots. Each round buys the project whose supporters
 * pay the least for what it is worth to them; who has less gives all. A project whose supporters
 * hold less than its cost is out for good. All comparisons are exact; ties go by the budget's tie
 * order. A project that costs nothing comes first where people have something of it; where its
 * worth is its cost, they have nothing of it, and only a completion takes it.
 *
 * The add-one completion starts again with one currency unit more a person until nothing more fits,
 * or the outcome would cost more than the budget: then the outcome before counts. The greedy
 * completion goes by votes, and where points count by points for the money.
 *
 * Returns: (transfer full): the outcome with its rounds
 */
NordBudgetOutcome *
nord_rank_equal_shares (const NordBudget *budget,
                        NordSatisfaction satisfaction,
                        NordCompletion completion,
                        GCancellable *cancellable)
{
  NordElectorate electorate = {0};
  NordBudgetOutcome *outcome;

  nord_electorate_init (&electorate, budget, satisfaction);
  outcome = nord_equal_shares_run (&electorate, 0, cancellable);
  if (completion == NORD_COMPLETION_ADD1 || completion == NORD_COMPLETION_ADD1_THEN_GREEDY) {
    g_autofree gint64 *votes =
      nord_rank_sum_support (budget, satisfaction == NORD_SATISFACTION_POINTS);

    outcome = add_one (&electorate, votes, outcome, cancellable);
  }
  if (completion == NORD_COMPLETION_GREEDY || completion == NORD_COMPLETION_ADD1_THEN_GREEDY)
    nord_rank_greedy_complete (budget,
                               satisfaction == NORD_SATISFACTION_POINTS
                                 ? NORD_GREEDY_POINTS_PER_COST
                                 : NORD_GREEDY_VOTES,
                               outcome);
  nord_electorate_clear (&electorate);
  return outcome;
}
