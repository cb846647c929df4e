/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Phragmén's sequential rule for budgets, fast in floating point and exact where it is close.
 *
 * Source: Los, Christoff, Grossi: Proportional Budget Allocations (IJCAI 2022), after Phragmén
 * 1894; loads in Brill, Freeman, Janson, Lackner: Phragmén's Voting Methods (2017).
 *
 * After a purchase all its supporters bear the same load, so a person's load is known by the last
 * purchase they supported: it is one of few numbers, and exact sums are cheap. */
#include "core/rank/phragmen.h"

#include <gmp.h>

#define ROUNDING 4.5e-16

typedef struct {
  const NordBudget *budget;
  guint *starts;     /* (owned) n_projects + 1 */
  guint *supporters; /* (owned) ballots */
  guint *last;       /* (owned) n_ballots: number of the last purchase supported, 0 for none */
  double *loads;     /* (owned) load after each purchase; loads[0] is 0 */
  mpq_t *exact;      /* (owned) the same, exactly */
  guint n_bought;
} Run;

static double
load_after (const Run *run, guint project, double *error)
{
  double sum = (double) run->budget->costs[project];
  guint n = run->starts[project + 1] - run->starts[project];

  for (guint s = run->starts[project]; s < run->starts[project + 1]; s++)
    sum += run->loads[run->last[run->supporters[s]]];
  *error = sum * ROUNDING * (n + 2) / n;
  return sum / n;
}

static void
load_exactly (const Run *run, guint project, mpq_t load)
{
  g_autofree gint64 *counts = g_new0 (gint64, run->n_bought + 1);
  mpq_t term;

  for (guint s = run->starts[project]; s < run->starts[project + 1]; s++)
    counts[run->last[run->supporters[s]]]++;
  mpq_init (term);
  mpq_set_si (load, run->budget->costs[project], 1);
  for (guint i = 1; i <= run->n_bought; i++) {
    if (counts[i] == 0)
      continue;
    mpq_set_si (term, counts[i], 1);
    mpq_mul (term, term, run->exact[i]);
    mpq_add (load, load, term);
  }
  mpq_set_si (term, run->starts[project + 1] - run->starts[project], 1);
  mpq_div (load, load, term);
  mpq_clear (term);
}

static void
run_init (Run *run, const NordBudget *budget)
{
  g_autofree guint *next = g_new0 (guint, budget->n_projects + 1);
  guint n_marks = nord_budget_get_n_marks (budget);

  run->budget = budget;
  run->starts = g_new0 (guint, budget->n_projects + 1);
  for (guint i = 0; i < n_marks; i++)
    run->starts[budget->marks[i] + 1]++;
  for (guint p = 0; p < budget->n_projects; p++) {
    run->starts[p + 1] += run->starts[p];
    next[p] = run->starts[p];
  }
  run->supporters = g_new (guint, n_marks + 1);
  for (guint b = 0, i = 0; b < budget->n_ballots; b++)
    for (; i < budget->ends[b]; i++)
      run->supporters[next[budget->marks[i]]++] = b;
  run->last = g_new0 (guint, budget->n_ballots + 1);
  run->loads = g_new0 (double, budget->n_projects + 1);
  run->exact = g_new (mpq_t, budget->n_projects + 1);
  for (guint i = 0; i <= budget->n_projects; i++)
    mpq_init (run->exact[i]);
  run->n_bought = 0;
}

static void
run_clear (Run *run)
{
  for (guint i = 0; i <= run->budget->n_projects; i++)
    mpq_clear (run->exact[i]);
  g_free (run->exact);
  g_free (run->loads);
  g_free (run->last);
  g_free (run->supporters);
  g_free (run->starts);
}

static gboolean
has_votes (const Run *run, guint project)
{
  return run->starts[project + 1] > run->starts[project];
}

/* The projects that nobody voted for, when all others are bought: their loads are the same,
 * infinite. */
static void
buy_unwanted (const Run *run, NordBudgetOutcome *outcome)
{
  const NordBudget *budget = run->budget;

  for (;;) {
    NordBudgetRound round = {.project = G_MAXUINT};

    for (guint p = 0; p < budget->n_projects; p++) {
      if (has_votes (run, p) || budget->costs[p] > budget->budget ||
          nord_budget_outcome_has (outcome, p))
        continue;
      if (budget->costs[p] > budget->budget - outcome->cost)
        return;
      if (round.project == G_MAXUINT || budget->tie_order[p] < budget->tie_order[round.project])
        round.project = p;
    }
    if (round.project == G_MAXUINT)
      return;
    round.spent = (double) budget->costs[round.project] / (double) budget->unit;
    nord_budget_outcome_buy (outcome, budget, &round);
  }
}

/**
 * nord_rank_phragmen:
 * @budget: a budget with its ballots
 *
 * Buys, again and again, the project whose supporters would bear the smallest load, which is its
 * cost and their loads before, shared equally. Projects dearer than the whole budget are left out
 * first; the rule stops as soon as any of the projects tied for the smallest load would break the
 * budget. Projects without a vote have an infinite load: they are tied behind all others, and
 * come in as long as each of them that is left would fit. Comparisons are exact; ties go by the
 * budget's tie order.
 *
 * Returns: (transfer full): the outcome; `each` of a round is the load in currency units
 */
NordBudgetOutcome *
nord_rank_phragmen (const NordBudget *budget)
{
  NordBudgetOutcome *outcome = nord_budget_outcome_new ();
  g_autofree gboolean *gone = g_new0 (gboolean, budget->n_projects + 1);
  g_autofree double *loads = g_new (double, budget->n_projects + 1);
  g_autofree double *errors = g_new (double, budget->n_projects + 1);
  Run run = {0};

  run_init (&run, budget);
  for (guint p = 0; p < budget->n_projects; p++)
    gone[p] = !has_votes (&run, p) || budget->costs[p] > budget->budget;

  for (;;) {
    guint best = G_MAXUINT, n_close = 0;
    double high = G_MAXDOUBLE;
    gboolean breaks = FALSE;
    mpq_t smallest, load;
    NordBudgetRound round = {0};

    for (guint p = 0; p < budget->n_projects; p++) {
      if (gone[p])
        continue;
      loads[p] = load_after (&run, p, &errors[p]);
      high = MIN (high, loads[p] + errors[p]);
    }
    mpq_inits (smallest, load, NULL);
    for (guint p = 0; p < budget->n_projects; p++) {
      int sign;

      if (gone[p] || loads[p] - errors[p] > high)
        continue;
      load_exactly (&run, p, load);
      sign = n_close++ == 0 ? -1 : mpq_cmp (load, smallest);
      if (sign > 0)
        continue;
      if (sign < 0) {
        mpq_set (smallest, load);
        breaks = FALSE;
        best = p;
      } else if (budget->tie_order[p] < budget->tie_order[best]) {
        best = p;
      }
      breaks |= budget->costs[p] > budget->budget - outcome->cost;
    }
    if (best != G_MAXUINT && !breaks) {
      run.n_bought++;
      mpq_set (run.exact[run.n_bought], smallest);
      run.loads[run.n_bought] = mpq_get_d (smallest);
    }
    mpq_clears (smallest, load, NULL);
    if (best == G_MAXUINT)
      buy_unwanted (&run, outcome);
    if (best == G_MAXUINT || breaks)
      break;
    for (guint s = run.starts[best]; s < run.starts[best + 1]; s++)
      run.last[run.supporters[s]] = run.n_bought;
    gone[best] = TRUE;
    round.project = best;
    round.spent = (double) budget->costs[best] / (double) budget->unit;
    round.each = run.loads[run.n_bought] / (double) budget->unit;
    round.n_paying = run.starts[best + 1] - run.starts[best];
    nord_budget_outcome_buy (outcome, budget, &round);
  }
  run_clear (&run);
  return outcome;
}
