/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The method of equal shares, fast in floating point and exact wherever a comparison is close.
 *
 * Source: Peters, Pierczyński, Skowron: Proportional Participatory Budgeting with Additive
 * Utilities (NeurIPS 2021); add-one completion after the same authors.
 *
 * People with the same ballot are one group. Groups that paid for the same projects have the same
 * money left; they share a purse. A purse knows the purse it came from and the purchase between, so
 * its exact content can always be worked out as a fraction, but is only worked out when floating
 * point with its error bound cannot decide: two projects that look equally good, a purse that looks
 * just empty, supporters who look just rich enough. */
#include "core/rank/equal-shares.h"
#include "core/rank/electorate.h"
#include "core/rank/greedy.h"

#include <gmp.h>
#include <string.h>

#define ROUNDING 4.5e-16 /* two units in the last place */

#define EMPTY_PURSE G_MAXUINT

typedef struct {
  guint parent;  /* a purse, or G_MAXUINT for the first one */
  guint round;   /* the purchase that came between */
  double weight; /* times the price of a point was paid */
  double left;
  double error; /* |left - exact| is at most this */
} Purse;

typedef struct {
  guint purse;
  gint64 people;
} Poor;

typedef struct {
  guint project;
  double price; /* a supporter with one point pays this, or all that is left */
  double error;
  double rich;  /* points of those who can pay */
  GArray *poor; /* (owned) (element-type Poor): those who gave all they had */
  mpq_t exact;
  gboolean is_exact;
} Purchase;

typedef struct {
  double price, error; /* of one point */
  double low;          /* lower bound of price / worth, never falls */
  gboolean gone;       /* bought, or its supporters hold less than its cost */
  double rich;
} Candidate;

typedef struct {
  const NordElectorate *electorate;
  const NordBudget *budget;
  gint64 extra;          /* currency units more a person */
  GArray *purses;        /* (owned) (element-type Purse) */
  guint *purse_of;       /* (owned) n_groups */
  double *left;          /* (owned) n_groups: what the purse holds, 0 for the empty one */
  double *error;         /* (owned) n_groups: of left, 0 for the empty one */
  GPtrArray *purchases;  /* (owned) (element-type Purchase) */
  Candidate *candidates; /* (owned) n_projects */
  gint64 *coefficients;  /* (owned) n_projects: scratch */
} Run;

static void
purchase_free (gpointer data)
{
  Purchase *purchase = data;

  g_array_unref (purchase->poor);
  if (purchase->is_exact)
    mpq_clear (purchase->exact);
  g_free (purchase);
}

static inline const Purse *
purse_at (const Run *run, guint purse)
{
  return &g_array_index (run->purses, Purse, purse);
}

/* --- Exact numbers -------------------------------------------------------------------------------
 */

static void price_exactly (Run *run, Purchase *purchase);

static void
share_exactly (const Run *run, mpq_t share)
{
  mpq_set_si (share, run->budget->budget, MAX (run->budget->n_ballots, 1));
  mpq_canonicalize (share);
  if (run->extra > 0) {
    mpq_t extra;

    mpq_init (extra);
    mpq_set_si (extra, run->extra * run->budget->unit, 1);
    mpq_add (share, share, extra);
    mpq_clear (extra);
  }
}

/* @sum becomes what the @people of each of @poor have left together. */
static void
sum_exactly (Run *run, const Poor *poor, guint n_poor, mpq_t sum)
{
  gint64 people = 0;
  mpq_t term;

  memset (run->coefficients, 0, run->purchases->len * sizeof *run->coefficients);
  for (guint i = 0; i < n_poor; i++) {
    if (poor[i].purse == EMPTY_PURSE)
      continue;
    people += poor[i].people;
    for (const Purse *purse = purse_at (run, poor[i].purse); purse->parent != G_MAXUINT;
         purse = purse_at (run, purse->parent))
      run->coefficients[purse->round] += poor[i].people * (gint64) purse->weight;
  }
  mpq_init (term);
  share_exactly (run, sum);
  mpq_set_si (term, people, 1);
  mpq_mul (sum, sum, term);
  {
    g_autofree gint64 *coefficients =
      g_memdup2 (run->coefficients, (run->purchases->len + 1) * sizeof *coefficients);

    for (guint r = 0; r < run->purchases->len; r++) {
      Purchase *purchase;

      if (coefficients[r] == 0)
        continue;
      purchase = g_ptr_array_index (run->purchases, r);
      price_exactly (run, purchase);
      mpq_set_si (term, coefficients[r], 1);
      mpq_mul (term, term, purchase->exact);
      mpq_sub (sum, sum, term);
    }
  }
  mpq_clear (term);
}

static void
price_exactly (Run *run, Purchase *purchase)
{
  mpq_t sum;

  if (purchase->is_exact)
    return;
  mpq_init (purchase->exact);
  mpq_init (sum);
  sum_exactly (run, (const Poor *) purchase->poor->data, purchase->poor->len, sum);
  mpq_set_si (purchase->exact, run->budget->costs[purchase->project], 1);
  mpq_sub (purchase->exact, purchase->exact, sum);
  mpq_set_si (sum, (gint64) purchase->rich, 1);
  mpq_div (purchase->exact, purchase->exact, sum);
  purchase->is_exact = TRUE;
  mpq_clear (sum);
}

/* The sign of (left in @purse) - @weight * @price. */
static int
compare_exactly (Run *run, guint purse, double weight, const mpq_t price)
{
  Poor one = {purse, 1};
  mpq_t left, due;
  int sign;

  mpq_init (left);
  mpq_init (due);
  sum_exactly (run, &one, 1, left);
  mpq_set_si (due, (gint64) weight, 1);
  mpq_mul (due, due, price);
  sign = mpq_cmp (left, due);
  mpq_clear (left);
  mpq_clear (due);
  return sign;
}

/* Works out who pays what for @project: @purchase gets the poor, the points of the rich, and the
 * exact price if @exact asks for it or a purse is too close to call. */
static void
settle (Run *run, guint project, Purchase *purchase, gboolean exact)
{
  const NordElectorate *electorate = run->electorate;
  const Candidate *candidate = &run->candidates[project];
  guint start = electorate->starts[project], end = electorate->starts[project + 1];
  g_autoptr (GArray) close = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean changed = TRUE;

  purchase->project = project;
  purchase->price = candidate->price;
  purchase->error = candidate->error;
  purchase->poor = g_array_new (FALSE, FALSE, sizeof (Poor));
  purchase->rich = 0;
  for (guint s = start; s < end; s++) {
    const NordSupporter *supporter = &electorate->supporters[s];
    guint purse = run->purse_of[supporter->group];
    double due = supporter->weight * purchase->price, gap;
    Poor poor = {purse, supporter->size};

    if (purse == EMPTY_PURSE)
      continue;
    gap = purse_at (run, purse)->left - due;
    if (ABS (gap) <= purse_at (run, purse)->error + supporter->weight * purchase->error)
      g_array_append_val (close, s);
    else if (gap < 0)
      g_array_append_val (purchase->poor, poor);
    else
      purchase->rich += supporter->weight * poor.people;
  }
  if (close->len == 0 && !exact)
    return;

  /* From below: all the close ones count as rich, which makes the price too low; those who cannot
   * pay it drop out, which raises it, until nobody drops out. Exactly enough may stand on either
   * side. */
  {
    guint n_sure = purchase->poor->len;
    double sure_rich = purchase->rich;
    g_autofree gboolean *is_poor = g_new0 (gboolean, close->len + 1);

    while (changed) {
      guint last_purse = EMPTY_PURSE;
      double last_weight = 0;
      gboolean last_poor = FALSE;

      g_array_set_size (purchase->poor, n_sure);
      purchase->rich = sure_rich;
      for (guint i = 0; i < close->len; i++) {
        const NordSupporter *supporter = &electorate->supporters[g_array_index (close, guint, i)];
        Poor poor = {run->purse_of[supporter->group], supporter->size};

        if (is_poor[i])
          g_array_append_val (purchase->poor, poor);
        else
          purchase->rich += supporter->weight * poor.people;
      }
      if (purchase->is_exact)
        mpq_clear (purchase->exact);
      purchase->is_exact = FALSE;
      price_exactly (run, purchase);
      changed = FALSE;
      for (guint i = 0; i < close->len; i++) {
        const NordSupporter *supporter = &electorate->supporters[g_array_index (close, guint, i)];
        guint purse = run->purse_of[supporter->group];

        if (is_poor[i])
          continue;
        if (purse != last_purse || supporter->weight != last_weight) {
          last_purse = purse;
          last_weight = supporter->weight;
          last_poor = compare_exactly (run, purse, last_weight, purchase->exact) < 0;
        }
        is_poor[i] = last_poor;
        changed |= last_poor;
      }
    }
  }
}

/* --- The search in floating point
 * ----------------------------------------------------------------- */

/* Works out the price of a point of @project from the purses as they are now. FALSE: its supporters
 * hold less than its cost, now and for good. */
static gboolean
evaluate (Run *run, guint project)
{
  const NordElectorate *electorate = run->electorate;
  Candidate *candidate = &run->candidates[project];
  const NordSupporter *supporters = electorate->supporters + electorate->starts[project];
  guint n = electorate->starts[project + 1] - electorate->starts[project];
  double cost = (double) run->budget->costs[project];
  const gboolean fresh =
    run->purchases->len == 0 && electorate->satisfaction != NORD_SATISFACTION_POINTS;
  double total = 0, total_error = 0, price, rich = 0, poor = 0;

  /* Before anybody has paid, all have the same: most of the work, done without going over them. */
  if (fresh) {
    total = purse_at (run, 0)->left * electorate->people[project];
    total_error = purse_at (run, 0)->error * electorate->people[project];
  }
  for (guint s = 0; s < n && !fresh; s++) {
    total += run->left[supporters[s].group] * (double) supporters[s].size;
    total_error += run->error[supporters[s].group] * (double) supporters[s].size;
  }
  total_error += total * ROUNDING * (n + 2) + cost * ROUNDING;
  if (total < cost - total_error || n == 0)
    return FALSE;
  if (total < cost + total_error) {
    g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Poor));
    mpq_t sum, due;
    int sign;

    for (guint s = 0; s < n; s++) {
      Poor poor_group = {run->purse_of[supporters[s].group], supporters[s].size};

      g_array_append_val (all, poor_group);
    }
    mpq_init (sum);
    mpq_init (due);
    sum_exactly (run, (const Poor *) all->data, all->len, sum);
    mpq_set_si (due, run->budget->costs[project], 1);
    sign = mpq_cmp (sum, due);
    mpq_clear (sum);
    mpq_clear (due);
    if (sign < 0)
      return FALSE;
  }

  /* From below, the price only rises, and in a few passes: those who cannot pay it drop out. */
  price = MAX (candidate->price - candidate->error, 0);
  if (fresh) {
    rich = electorate->people[project];
    price = cost / rich;
  }
  for (guint pass = 0; pass < n + 2 && !fresh; pass++) {
    double next;

    /* Without branches: who is poor is as good as random. An empty purse is always poor. */
    rich = poor = 0;
    for (guint s = 0; s < n; s++) {
      double left = run->left[supporters[s].group];
      double size = (double) supporters[s].size;
      gboolean is_poor = left < price * supporters[s].weight || left == 0;

      poor += is_poor ? left * size : 0;
      rich += is_poor ? 0 : supporters[s].weight * size;
    }
    if (rich == 0)
      break;
    next = (cost - poor) / rich;
    if (next <= price * (1 + ROUNDING))
      break;
    price = next;
  }
  candidate->price = price;
  candidate->rich = rich;
  candidate->error = total_error / MAX (rich, 1) + price * ROUNDING * 8;
  return TRUE;
}

/* What a point is worth in the rule's comparison: price / worth is the smallest for the next. */
static double
worth (const Run *run, guint project)
{
  return run->electorate->satisfaction == NORD_SATISFACTION_COST
           ? (double) run->budget->costs[project]
           : 1;
}

/* Of @n projects that floating point cannot tell apart, the one with the smallest exact price. */
static guint
decide_exactly (Run *run, const guint *projects, guint n)
{
  guint best = projects[0];
  mpq_t best_price, price, divisor;

  mpq_inits (best_price, price, divisor, NULL);
  for (guint i = 0; i < n; i++) {
    Purchase *purchase = g_new0 (Purchase, 1);
    int sign;

    settle (run, projects[i], purchase, TRUE);
    mpq_set_si (divisor, (gint64) worth (run, projects[i]), 1);
    mpq_div (price, purchase->exact, divisor);
    purchase_free (purchase);
    sign = i == 0 ? -1 : mpq_cmp (price, best_price);
    if (sign < 0 ||
        (sign == 0 && run->budget->tie_order[projects[i]] < run->budget->tie_order[best])) {
      best = projects[i];
      mpq_set (best_price, price);
    }
  }
  mpq_clears (best_price, price, divisor, NULL);
  return best;
}

/* The next project to buy, or G_MAXUINT. */
static guint
choose (Run *run)
{
  guint n_projects = run->budget->n_projects;
  g_autofree guint *seen = g_new (guint, n_projects + 1);
  g_autofree gboolean *done = g_new0 (gboolean, n_projects + 1);
  guint n_seen = 0, n_close = 0;
  double best_high = G_MAXDOUBLE;

  for (;;) {
    guint next = G_MAXUINT;
    double high;

    for (guint p = 0; p < n_projects; p++)
      if (!run->candidates[p].gone && !done[p] && run->candidates[p].low <= best_high &&
          (next == G_MAXUINT || run->candidates[p].low < run->candidates[next].low))
        next = p;
    if (next == G_MAXUINT)
      break;
    done[next] = TRUE;
    if (!evaluate (run, next)) {
      run->candidates[next].gone = TRUE;
      continue;
    }
    run->candidates[next].low = MAX (0, run->candidates[next].price - run->candidates[next].error) /
                                worth (run, next) * (1 - ROUNDING);
    high = (run->candidates[next].price + run->candidates[next].error) / worth (run, next) *
           (1 + ROUNDING);
    best_high = MIN (best_high, high);
    seen[n_seen++] = next;
  }
  for (guint i = 0; i < n_seen; i++)
    if (run->candidates[seen[i]].low <= best_high)
      seen[n_close++] = seen[i];
  if (n_close == 0)
    return G_MAXUINT;
  return n_close == 1 ? seen[0] : decide_exactly (run, seen, n_close);
}

typedef struct {
  guint parent, child;
  double weight;
} Split;

/* Takes the money for @project out of the purses. */
static void
pay (Run *run, guint project, NordBudgetRound *round)
{
  const NordElectorate *electorate = run->electorate;
  Purchase *purchase = g_new0 (Purchase, 1);
  guint start = electorate->starts[project], end = electorate->starts[project + 1];
  guint size = 1u << (g_bit_storage (end - start) + 1);
  g_autofree Split *splits = g_new0 (Split, size);
  guint number = run->purchases->len;

  if (run->budget->costs[project] == 0) {
    g_free (purchase);
    return;
  }
  settle (run, project, purchase, FALSE);
  if (purchase->is_exact) {
    purchase->price = mpq_get_d (purchase->exact);
    purchase->error = purchase->price * ROUNDING;
  }
  for (guint s = start; s < end; s++) {
    const NordSupporter *supporter = &electorate->supporters[s];
    guint purse = run->purse_of[supporter->group], slot;
    double weight = supporter->weight, gap, error;
    guint64 hash;

    if (purse == EMPTY_PURSE)
      continue;
    round->n_paying += supporter->size;
    round->each = MAX (round->each, MIN (purse_at (run, purse)->left, weight * purchase->price));
    hash = ((guint64) purse * 0x9e3779b97f4a7c15u) ^ ((guint64) weight * 0xc2b2ae3d27d4eb4fu);
    slot = (guint) (hash >> 32) & (size - 1);
    while (splits[slot].weight != 0 &&
           (splits[slot].parent != purse || splits[slot].weight != weight))
      slot = (slot + 1) & (size - 1);
    if (splits[slot].weight == 0) {
      Purse child = {purse, number, weight, 0, 0};

      splits[slot] = (Split){purse, EMPTY_PURSE, weight};
      gap = purse_at (run, purse)->left - weight * purchase->price;
      error = purse_at (run, purse)->error + weight * purchase->error;
      if (ABS (gap) <= error) {
        price_exactly (run, purchase);
        if (compare_exactly (run, purse, weight, purchase->exact) > 0)
          gap = MAX (gap, error * 1e-3);
        else
          gap = -1;
      }
      if (gap > 0) {
        child.left = gap;
        child.error = error + ABS (gap) * ROUNDING;
        splits[slot].child = run->purses->len;
        g_array_append_val (run->purses, child);
      }
    }
    run->purse_of[supporter->group] = splits[slot].child;
    run->left[supporter->group] =
      splits[slot].child == EMPTY_PURSE ? 0 : purse_at (run, splits[slot].child)->left;
    run->error[supporter->group] =
      splits[slot].child == EMPTY_PURSE ? 0 : purse_at (run, splits[slot].child)->error;
  }
  round->each /= (double) run->budget->unit;
  g_ptr_array_add (run->purchases, purchase);
}

static NordBudgetOutcome *
run_once (const NordElectorate *electorate, gint64 extra, GCancellable *cancellable)
{
  const NordBudget *budget = electorate->budget;
  g_autoptr (NordBudgetOutcome) outcome = nord_budget_outcome_new ();
  Run run = {
    .electorate = electorate,
    .budget = budget,
    .extra = extra,
    .purses = g_array_sized_new (FALSE, FALSE, sizeof (Purse), electorate->n_groups + 1),
    .purse_of = g_new0 (guint, electorate->n_groups + 1),
    .left = g_new (double, electorate->n_groups + 1),
    .error = g_new (double, electorate->n_groups + 1),
    .purchases = g_ptr_array_new_with_free_func (purchase_free),
    .candidates = g_new0 (Candidate, budget->n_projects + 1),
    .coefficients = g_new0 (gint64, budget->n_projects + 1),
  };
  Purse first = {G_MAXUINT, 0, 0, 0, 0};

  for (guint p = 0; p < budget->n_projects; p++)
    run.candidates[p].gone = worth (&run, p) == 0;
  first.left =
    (double) budget->budget / MAX (budget->n_ballots, 1) + (double) extra * (double) budget->unit;
  first.error = first.left * ROUNDING;
  outcome->share = first.left / (double) budget->unit;
  g_array_append_val (run.purses, first);
  for (guint g = 0; g < electorate->n_groups; g++) {
    run.left[g] = first.left;
    run.error[g] = first.error;
  }

  while (!g_cancellable_is_cancelled (cancellable)) {
    guint project = choose (&run);
    NordBudgetRound round = {.project = project};

    if (project == G_MAXUINT)
      break;
    round.spent = (double) budget->costs[project] / (double) budget->unit;
    pay (&run, project, &round);
    run.candidates[project].gone = TRUE;
    nord_budget_outcome_buy (outcome, budget, &round);
    if (outcome->cost > budget->budget)
      break; /* only with extra money; the caller throws it away */
  }

  g_array_unref (run.purses);
  g_free (run.purse_of);
  g_free (run.left);
  g_free (run.error);
  g_ptr_array_unref (run.purchases);
  g_free (run.candidates);
  g_free (run.coefficients);
  return g_steal_pointer (&outcome);
}

/* --- Add-one ------------------------------------------------------------------------------------
 */

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

  self->outcome = run_once (self->electorate, self->extra, self->cancellable);
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
  outcome = run_once (&electorate, 0, cancellable);
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
