/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One run of equal shares, fast in floating point and exact wherever a comparison is close.
 *
 * Source: Peters, Pierczyński, Skowron: Proportional Participatory Budgeting with Additive
 * Utilities (NeurIPS 2021).
 *
 * People with the same ballot are one group. Groups that paid for the same projects have the same
 * money left; they share a purse. A purse knows the purse it came from and the purchase between, so
 * its exact content can always be worked out as a fraction, but is only worked out when floating
 * point with its error bound cannot decide: two projects that look equally good, a purse that looks
 * just empty, supporters who look just rich enough. */
#include "core/rank/equal-shares-run.h"

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
  double left; /* what the purse holds, 0 for the empty one */
  double size; /* people */
} Group;

typedef struct {
  const NordElectorate *electorate;
  const NordBudget *budget;
  gint64 extra;          /* currency units more a person */
  GArray *purses;        /* (owned) (element-type Purse) */
  guint *purse_of;       /* (owned) n_groups */
  Group *groups;         /* (owned) n_groups: side by side, since they are gone over most */
  double error;          /* the greatest of all purses */
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

static inline double
weight_at (const NordElectorate *electorate, guint s)
{
  return electorate->weights != NULL ? electorate->weights[s] : 1;
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
  /* Where there is nothing to spend nobody is rich: what is free is 0 / 0 then, and goes for 0. */
  mpq_set_si (sum, MAX ((gint64) purchase->rich, 1), 1);
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
    const guint g = electorate->groups[s];
    const Group *group = &run->groups[g];
    const double weight = weight_at (electorate, s);
    const double gap = group->left - weight * purchase->price;

    if (group->left == 0)
      continue;
    /* The purse itself is looked up where it matters. */
    if (gap > run->error + weight * purchase->error) {
      purchase->rich += weight * group->size;
    } else {
      guint purse = run->purse_of[g];
      Poor poor = {purse, electorate->sizes[g]};

      if (ABS (gap) <= purse_at (run, purse)->error + weight * purchase->error)
        g_array_append_val (close, s);
      else if (gap < 0)
        g_array_append_val (purchase->poor, poor);
      else
        purchase->rich += weight * group->size;
    }
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
        const guint s = g_array_index (close, guint, i), g = electorate->groups[s];
        Poor poor = {run->purse_of[g], electorate->sizes[g]};

        if (is_poor[i])
          g_array_append_val (purchase->poor, poor);
        else
          purchase->rich += weight_at (electorate, s) * poor.people;
      }
      if (purchase->is_exact)
        mpq_clear (purchase->exact);
      purchase->is_exact = FALSE;
      price_exactly (run, purchase);
      changed = FALSE;
      for (guint i = 0; i < close->len; i++) {
        const guint s = g_array_index (close, guint, i);
        const guint purse = run->purse_of[electorate->groups[s]];
        const double weight = weight_at (electorate, s);

        if (is_poor[i])
          continue;
        if (purse != last_purse || weight != last_weight) {
          last_purse = purse;
          last_weight = weight;
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

/* What the supporters hold together; of that, what those hold who cannot pay @price a point, and
 * the points of those who can. */
static double
sum_purses (const Run *run, guint project, double price, double *poor, double *rich)
{
  const NordElectorate *electorate = run->electorate;
  const Group *all = run->groups;
  const guint *groups = electorate->groups;
  const guint start = electorate->starts[project], end = electorate->starts[project + 1];
  double total = 0, all_poor = 0, all_rich = 0;

  /* Without branches: who is poor is as good as random. An empty purse is always poor. */
  if (electorate->weights == NULL) {
    /* Above nothing and not below the price; what is so small that it is nothing is nobody's. */
    const double least = MAX (price, G_MINDOUBLE);

    for (guint s = start; s < end; s++) {
      const Group group = all[groups[s]];
      const double money = group.left * group.size;
      const gboolean is_rich = group.left >= least;

      total += money;
      all_poor += is_rich ? 0 : money;
      all_rich += is_rich ? group.size : 0;
    }
  } else {
    for (guint s = start; s < end; s++) {
      const Group group = all[groups[s]];
      const double money = group.left * group.size, weight = electorate->weights[s];
      const gboolean is_poor = group.left < price * weight || group.left == 0;

      total += money;
      all_poor += is_poor ? money : 0;
      all_rich += is_poor ? 0 : weight * group.size;
    }
  }
  *poor = all_poor;
  *rich = all_rich;
  return total;
}

/* Works out the price of a point of @project from the purses as they are now. FALSE: its supporters
 * hold less than its cost, now and for good. */
static gboolean
evaluate (Run *run, guint project)
{
  const NordElectorate *electorate = run->electorate;
  Candidate *candidate = &run->candidates[project];
  guint n = electorate->starts[project + 1] - electorate->starts[project];
  double cost = (double) run->budget->costs[project];
  const gboolean fresh =
    run->purchases->len == 0 && electorate->satisfaction != NORD_SATISFACTION_POINTS;
  double total, total_error, price, rich = 0, poor = 0;

  /* Before anybody has paid, all have the same: most of the work, done without going over them. */
  price = MAX (candidate->price - candidate->error, 0);
  total = fresh ? purse_at (run, 0)->left * electorate->people[project]
                : sum_purses (run, project, price, &poor, &rich);
  total_error =
    run->error * electorate->people[project] + total * ROUNDING * (n + 2) + cost * ROUNDING;
  if (total < cost - total_error || n == 0)
    return FALSE;
  if (total < cost + total_error) {
    g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Poor));
    mpq_t sum, due;
    int sign;

    for (guint s = 0; s < n; s++) {
      const guint g = electorate->groups[electorate->starts[project] + s];
      Poor poor_group = {run->purse_of[g], electorate->sizes[g]};

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
  if (fresh) {
    rich = electorate->people[project];
    price = cost / rich;
  }
  for (guint pass = 0; pass < n + 2 && !fresh && rich > 0; pass++) {
    const double next = (cost - poor) / rich;

    if (next <= price * (1 + ROUNDING))
      break;
    price = next;
    sum_purses (run, project, price, &poor, &rich);
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
  double left; /* in the child */
} Split;

/* Takes the money for @project out of the purses. */
static void
pay (Run *run, guint project, NordBudgetRound *round)
{
  const NordElectorate *electorate = run->electorate;
  Purchase *purchase = g_new0 (Purchase, 1);
  guint start = electorate->starts[project], end = electorate->starts[project + 1];
  /* Where all points are 1 there is one for each purse at most: few, at first. */
  guint n_splits = electorate->satisfaction == NORD_SATISFACTION_POINTS
                     ? end - start
                     : MIN (end - start, run->purses->len);
  guint size = 1u << (g_bit_storage (n_splits) + 1);
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
    const guint g = electorate->groups[s], purse = run->purse_of[g];
    const double weight = weight_at (electorate, s);
    guint slot;
    guint64 hash;

    if (purse == EMPTY_PURSE)
      continue;
    round->n_paying += electorate->sizes[g];
    hash = ((guint64) purse * 0x9e3779b97f4a7c15u) ^ ((guint64) weight * 0xc2b2ae3d27d4eb4fu);
    slot = (guint) (hash >> 32) & (size - 1);
    while (splits[slot].weight != 0 &&
           (splits[slot].parent != purse || splits[slot].weight != weight))
      slot = (slot + 1) & (size - 1);
    if (splits[slot].weight == 0) {
      const double left = run->groups[g].left;
      const double error = purse_at (run, purse)->error + weight * purchase->error;
      double gap = left - weight * purchase->price;

      round->each = MAX (round->each, MIN (left, weight * purchase->price));
      splits[slot] = (Split){purse, EMPTY_PURSE, weight, 0};
      if (ABS (gap) <= error) {
        price_exactly (run, purchase);
        if (compare_exactly (run, purse, weight, purchase->exact) > 0)
          gap = MAX (gap, error * 1e-3);
        else
          gap = -1;
      }
      if (gap > 0) {
        Purse child = {purse, number, weight, gap, error + ABS (gap) * ROUNDING};

        splits[slot].child = run->purses->len;
        splits[slot].left = gap;
        run->error = MAX (run->error, child.error);
        g_array_append_val (run->purses, child);
      }
    }
    run->purse_of[g] = splits[slot].child;
    run->groups[g].left = splits[slot].left;
  }
  round->each /= (double) run->budget->unit;
  g_ptr_array_add (run->purchases, purchase);
}

NordBudgetOutcome *
nord_equal_shares_run (const NordElectorate *electorate, gint64 extra, GCancellable *cancellable)
{
  const NordBudget *budget = electorate->budget;
  g_autoptr (NordBudgetOutcome) outcome = nord_budget_outcome_new ();
  Run run = {
    .electorate = electorate,
    .budget = budget,
    .extra = extra,
    .purses = g_array_sized_new (FALSE, FALSE, sizeof (Purse), electorate->n_groups + 1),
    .purse_of = g_new0 (guint, electorate->n_groups + 1),
    .groups = g_new (Group, electorate->n_groups + 1),
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
  run.error = first.error;
  for (guint g = 0; g < electorate->n_groups; g++)
    run.groups[g] = (Group){first.left, electorate->sizes[g]};

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
  g_free (run.groups);
  g_ptr_array_unref (run.purchases);
  g_free (run.candidates);
  g_free (run.coefficients);
  return g_steal_pointer (&outcome);
}
