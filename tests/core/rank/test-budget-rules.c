/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The budget rules against slow ones that work in fractions throughout, on many small random
 * budgets full of ties. */
#include "core/rank/budget-words.h"
#include "core/rank/equal-shares.h"
#include "core/rank/greedy.h"
#include "core/rank/knapsack.h"
#include "core/rank/phragmen.h"

#include <gmp.h>
#include <string.h>

static NordBudget *
random_budget (GRand *random, guint n_projects, guint n_ballots, guint max_cost, guint max_points)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree gint64 *costs = g_new (gint64, n_projects), *points = g_new (gint64, n_projects);
  g_autofree guint *marks = g_new (guint, n_projects);
  NordBudget *budget;
  gint64 sum = 0;

  for (guint p = 0; p < n_projects; p++) {
    g_ptr_array_add (ids, g_strdup_printf ("%u", p * 7 % 100));
    /* A few cost nothing. */
    costs[p] = g_rand_int_range (random, 0, 12) == 0
                 ? 0
                 : g_rand_int_range (random, 1, (gint32) max_cost + 1);
    sum += costs[p];
  }
  budget = nord_budget_new (n_projects, (const char *const *) ids->pdata, NULL, costs,
                            MAX (1, sum * g_rand_int_range (random, 1, 90) / 100), 1);
  for (guint b = 0; b < n_ballots; b++) {
    guint n = 0;

    for (guint p = 0; p < n_projects; p++)
      if (g_rand_int_range (random, 0, 3) == 0) {
        marks[n] = p;
        points[n++] = g_rand_int_range (random, 0, (gint32) max_points + 1);
      }
    nord_budget_add_ballot (budget, marks, max_points > 1 ? points : NULL, n);
  }
  return budget;
}

/* The price of one point of @project among @left, by trying supporters in order of left / weight.
 */
static gboolean
slow_price (const NordBudget *budget,
            mpq_t *left,
            guint project,
            NordSatisfaction satisfaction,
            mpq_t price)
{
  guint n = 0;
  g_autofree guint *people = g_new (guint, budget->n_ballots + 1);
  g_autofree gint64 *weights = g_new (gint64, budget->n_ballots + 1);
  mpq_t sum, rest, share, weight;
  gint64 total_weight = 0;
  gboolean found = FALSE;

  mpq_inits (sum, rest, share, weight, NULL);
  for (guint b = 0, i = 0; b < budget->n_ballots; b++)
    for (; i < budget->ends[b]; i++)
      if (budget->marks[i] == project &&
          (satisfaction != NORD_SATISFACTION_POINTS || budget->points[i] > 0)) {
        people[n] = b;
        weights[n] = satisfaction == NORD_SATISFACTION_POINTS ? budget->points[i] : 1;
        total_weight += weights[n++];
        mpq_add (sum, sum, left[b]);
      }
  mpq_set_si (rest, budget->costs[project], 1);
  if (mpq_cmp (sum, rest) < 0)
    n = 0;
  /* What costs nothing is worth nothing where worth is the cost. */
  if (budget->costs[project] == 0 && satisfaction == NORD_SATISFACTION_COST)
    n = 0;
  /* Sort by left / weight, rising. */
  for (guint i = 1; i < n; i++)
    for (guint j = i; j > 0; j--) {
      mpq_set_si (weight, weights[j], 1);
      mpq_mul (share, left[people[j - 1]], weight);
      mpq_set_si (weight, weights[j - 1], 1);
      mpq_mul (sum, left[people[j]], weight);
      if (mpq_cmp (share, sum) <= 0)
        break;
      {
        guint person = people[j];
        gint64 w = weights[j];

        people[j] = people[j - 1];
        weights[j] = weights[j - 1];
        people[j - 1] = person;
        weights[j - 1] = w;
      }
    }
  for (guint i = 0; i < n && !found; i++) {
    mpq_set_si (weight, total_weight, 1);
    mpq_div (price, rest, weight);
    mpq_set_si (weight, weights[i], 1);
    mpq_mul (share, price, weight);
    found = mpq_cmp (left[people[i]], share) >= 0;
    mpq_sub (rest, rest, left[people[i]]);
    total_weight -= weights[i];
  }
  mpq_clears (sum, rest, share, weight, NULL);
  return found;
}

static GArray *
slow_equal_shares (const NordBudget *budget, NordSatisfaction satisfaction)
{
  guint n = budget->n_ballots;
  mpq_t *left = g_new (mpq_t, n + 1), price, best_price, due, worth;
  g_autofree gboolean *bought = g_new0 (gboolean, budget->n_projects);
  GArray *winners = g_array_new (FALSE, FALSE, sizeof (guint));

  mpq_inits (price, best_price, due, worth, NULL);
  for (guint b = 0; b < n; b++) {
    mpq_init (left[b]);
    mpq_set_si (left[b], budget->budget, n);
    mpq_canonicalize (left[b]);
  }
  for (;;) {
    guint best = G_MAXUINT;

    for (guint p = 0; p < budget->n_projects; p++) {
      int sign;

      if (bought[p] || !slow_price (budget, left, p, satisfaction, price))
        continue;
      mpq_set_si (worth, satisfaction == NORD_SATISFACTION_COST ? budget->costs[p] : 1, 1);
      mpq_div (price, price, worth);
      sign = best == G_MAXUINT ? -1 : mpq_cmp (price, best_price);
      if (sign < 0 || (sign == 0 && budget->tie_order[p] < budget->tie_order[best])) {
        best = p;
        mpq_set (best_price, price);
      }
    }
    if (best == G_MAXUINT)
      break;
    bought[best] = TRUE;
    slow_price (budget, left, best, satisfaction, price);
    for (guint b = 0, i = 0; b < n; b++)
      for (; i < budget->ends[b]; i++)
        if (budget->marks[i] == best) {
          mpq_set_si (due, satisfaction == NORD_SATISFACTION_POINTS ? budget->points[i] : 1, 1);
          mpq_mul (due, due, price);
          mpq_sub (left[b], left[b], mpq_cmp (due, left[b]) < 0 ? due : left[b]);
        }
  }
  for (guint place = 0; place < budget->n_projects; place++)
    for (guint p = 0; p < budget->n_projects; p++)
      if (bought[p] && budget->tie_order[p] == place)
        g_array_append_val (winners, p);
  for (guint b = 0; b < n; b++)
    mpq_clear (left[b]);
  mpq_clears (price, best_price, due, worth, NULL);
  g_free (left);
  return winners;
}

static void
assert_equal (GArray *ours, GArray *theirs, guint seed)
{
  if (ours->len != theirs->len ||
      (ours->len > 0 && memcmp (ours->data, theirs->data, ours->len * sizeof (guint)) != 0))
    g_error ("seed %u: not the same projects", seed);
}

static void
test_equal_shares (void)
{
  guint seed = g_test_rand_int_range (0, 1 << 30);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 240; i++, seed++) {
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    NordSatisfaction satisfaction = i % 3;
    /* Small costs and few people make many ties. */
    g_autoptr (NordBudget) budget =
      random_budget (random, (guint) g_rand_int_range (random, 1, 13),
                     (guint) g_rand_int_range (random, 1, 25), i % 2 ? 6 : 100000,
                     satisfaction == NORD_SATISFACTION_POINTS ? 4 : 1);
    g_autoptr (GArray) slow = slow_equal_shares (budget, satisfaction);
    g_autoptr (NordBudgetOutcome) fast =
      nord_rank_equal_shares (budget, satisfaction, NORD_COMPLETION_NONE, NULL);

    assert_equal (fast->winners, slow, seed);
    g_assert_cmpint (fast->cost, <=, budget->budget);
    nord_budget_outcome_free (g_steal_pointer (&fast));
    fast = nord_rank_equal_shares (budget, satisfaction, NORD_COMPLETION_ADD1_THEN_GREEDY, NULL);
    g_assert_cmpint (fast->cost, <=, budget->budget);
    for (guint p = 0; p < budget->n_projects; p++)
      if (!nord_budget_outcome_has (fast, p))
        g_assert_cmpint (budget->costs[p] + fast->cost, >, budget->budget);
  }
}

static void
test_knapsack (void)
{
  for (guint seed = 0; seed < 300; seed++) {
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    guint n = (guint) g_rand_int_range (random, 1, 13);
    g_autoptr (NordBudget) budget = random_budget (random, n, 20, seed % 2 ? 8 : 1000, 1);
    g_autofree gint64 *votes = nord_rank_sum_support (budget, FALSE);
    g_autoptr (GError) error = NULL;
    g_autoptr (NordBudgetOutcome) outcome = nord_rank_knapsack (budget, FALSE, NULL, &error);
    gint64 best = 0, ours = 0;

    g_assert_no_error (error);
    for (guint set = 0; set < 1u << n; set++) {
      gint64 cost = 0, value = 0;

      for (guint p = 0; p < n; p++)
        if (set & 1u << p) {
          cost += budget->costs[p];
          value += votes[p];
        }
      if (cost <= budget->budget)
        best = MAX (best, value);
    }
    for (guint i = 0; i < outcome->winners->len; i++)
      ours += votes[g_array_index (outcome->winners, guint, i)];
    g_assert_cmpint (ours, ==, best);
    g_assert_cmpint (outcome->cost, <=, budget->budget);
  }
}

/* Two groups of equal size, two projects each: Phragmén and equal shares give each group one,
 * greedy gives all to whoever has one vote more. */
static void
test_proportional (void)
{
  static const char *const ids[] = {"a", "b", "c", "d"};
  static const gint64 costs[] = {50, 50, 50, 50};
  static const guint left[] = {0, 1}, right[] = {2, 3};
  g_autoptr (NordBudget) budget = nord_budget_new (4, ids, NULL, costs, 100, 1);
  g_autoptr (NordBudgetOutcome) greedy = NULL, shares = NULL, phragmen = NULL;

  for (guint i = 0; i < 11; i++)
    nord_budget_add_ballot (budget, left, NULL, 2);
  for (guint i = 0; i < 10; i++)
    nord_budget_add_ballot (budget, right, NULL, 2);
  greedy = nord_rank_greedy (budget, NORD_GREEDY_VOTES);
  g_assert_true (nord_budget_outcome_has (greedy, 0) && nord_budget_outcome_has (greedy, 1));
  phragmen = nord_rank_phragmen (budget);
  g_assert_true (nord_budget_outcome_has (phragmen, 0) && nord_budget_outcome_has (phragmen, 2));
  shares = nord_rank_equal_shares (budget, NORD_SATISFACTION_COST, NORD_COMPLETION_ADD1, NULL);
  g_assert_true (nord_budget_outcome_has (shares, 0) && nord_budget_outcome_has (shares, 2));
}

/* Stated ties: the smallest id as a string. */
static void
test_ties (void)
{
  static const char *const ids[] = {"2", "10", "1"};
  static const gint64 costs[] = {60, 60, 60};
  static const guint all[] = {0, 1, 2};
  g_autoptr (NordBudget) budget = nord_budget_new (3, ids, NULL, costs, 100, 1);
  g_autoptr (NordBudgetOutcome) outcome = NULL;

  nord_budget_add_ballot (budget, all, NULL, 3);
  outcome = nord_rank_greedy (budget, NORD_GREEDY_VOTES);
  g_assert_cmpuint (outcome->winners->len, ==, 1);
  g_assert_cmpstr (budget->ids[g_array_index (outcome->winners, guint, 0)], ==, "1");
  nord_budget_outcome_free (g_steal_pointer (&outcome));
  outcome = nord_rank_equal_shares (budget, NORD_SATISFACTION_COST, NORD_COMPLETION_NONE, NULL);
  g_assert_cmpstr (budget->ids[g_array_index (outcome->winners, guint, 0)], ==, "1");
}

/* What Phragmén does with projects that nobody voted for and that cost nothing, and equal shares
 * with the latter: as the reference that ../shared/budgets comes from. */
static void
test_corners (void)
{
  static const char *const ids[] = {"a", "b", "c", "d", "e"};
  static const gint64 costs[] = {50, 0, 20, 30, 500};
  static const guint marks[] = {0, 1};
  g_autoptr (NordBudget) budget = nord_budget_new (5, ids, NULL, costs, 100, 1);
  g_autoptr (NordBudgetOutcome) outcome = NULL;

  nord_budget_add_ballot (budget, marks, NULL, 2);
  nord_budget_add_ballot (budget, marks, NULL, 2);
  outcome = nord_rank_phragmen (budget);
  g_assert_cmpint (outcome->cost, ==, 100);
  g_assert_cmpuint (outcome->winners->len, ==, 4);
  for (guint p = 0; p < 4; p++)
    g_assert_true (nord_budget_outcome_has (outcome, p));

  /* As soon as one of those that are tied does not fit, none comes in. */
  budget->costs[3] = 51;
  nord_budget_outcome_free (g_steal_pointer (&outcome));
  outcome = nord_rank_phragmen (budget);
  g_assert_cmpint (outcome->cost, ==, 50);
  g_assert_cmpuint (outcome->winners->len, ==, 2);

  nord_budget_outcome_free (g_steal_pointer (&outcome));
  outcome = nord_rank_equal_shares (budget, NORD_SATISFACTION_COST, NORD_COMPLETION_NONE, NULL);
  g_assert_cmpuint (outcome->winners->len, ==, 1);
  g_assert_true (nord_budget_outcome_has (outcome, 0));
  nord_budget_outcome_free (g_steal_pointer (&outcome));
  outcome =
    nord_rank_equal_shares (budget, NORD_SATISFACTION_CARDINALITY, NORD_COMPLETION_NONE, NULL);
  g_assert_cmpuint (outcome->winners->len, ==, 2);
  g_assert_true (nord_budget_outcome_has (outcome, 0) && nord_budget_outcome_has (outcome, 1));

  /* Free ones do not keep the add-one completion from ending; greedy takes them. */
  nord_budget_outcome_free (g_steal_pointer (&outcome));
  outcome =
    nord_rank_equal_shares (budget, NORD_SATISFACTION_COST, NORD_COMPLETION_ADD1_THEN_GREEDY, NULL);
  g_assert_cmpuint (outcome->winners->len, ==, 3);
  g_assert_true (nord_budget_outcome_has (outcome, 1) && nord_budget_outcome_has (outcome, 2));
}

static void
test_empty (void)
{
  g_autoptr (NordBudget) budget = nord_budget_new (0, NULL, NULL, NULL, 100, 1);
  g_autoptr (NordBudgetOutcome) shares =
    nord_rank_equal_shares (budget, NORD_SATISFACTION_COST, NORD_COMPLETION_ADD1_THEN_GREEDY, NULL);
  g_autoptr (NordBudgetOutcome) phragmen = nord_rank_phragmen (budget);
  g_autoptr (NordBudgetOutcome) knapsack = nord_rank_knapsack (budget, FALSE, NULL, NULL);

  g_assert_cmpuint (shares->winners->len + phragmen->winners->len + knapsack->winners->len, ==, 0);
}

/* No money at all among projects that cost nothing and one that does: each that somebody wants is
 * there for nothing, none twice, and nothing is divided by zero. */
static void
test_nothing (void)
{
  static const char *const ids[] = {"1", "2", "3", "4"};
  static const gint64 costs[] = {0, 0, 5, 0};

  for (NordSatisfaction s = NORD_SATISFACTION_COST; s <= NORD_SATISFACTION_CARDINALITY; s++)
    for (guint c = 0; c < 2; c++) {
      g_autoptr (NordBudget) budget = nord_budget_new (4, (const char **) ids, NULL, costs, 0, 1);
      g_autoptr (NordBudgetOutcome) outcome = NULL;

      nord_budget_add_ballot (budget, (guint[]){0, 2}, NULL, 2);
      nord_budget_add_ballot (budget, (guint[]){1, 0}, NULL, 2);
      nord_budget_add_ballot (budget, NULL, NULL, 0);
      outcome =
        nord_rank_equal_shares (budget, s,
                                c == 0 ? NORD_COMPLETION_NONE : NORD_COMPLETION_ADD1_THEN_GREEDY,
                                NULL);
      g_assert_cmpint (outcome->cost, ==, 0);
      g_assert_cmpfloat (outcome->share, ==, 0);
      g_assert_false (nord_budget_outcome_has (outcome, 2));
      g_assert_cmpuint (outcome->winners->len, ==, outcome->rounds->len);
      g_test_message ("%d %u: %u winners", s, c, outcome->winners->len);
      for (guint r = 0; r < outcome->rounds->len; r++)
        g_assert_cmpfloat (g_array_index (outcome->rounds, NordBudgetRound, r).each, ==, 0);
      g_assert_true (c == 0 || nord_budget_outcome_has (outcome, 0));
    }
}

/* What nobody chose is not said to have come in by votes. */
static void
test_rest_in_words (void)
{
  const char *const ids[] = {"a"}, *const names[] = {"Brunnen"};
  const gint64 costs[] = {100};
  g_autoptr (NordBudget) budget = nord_budget_new (1, ids, names, costs, 1000, 1);
  NordBudgetRound round = {.by_completion = TRUE, .value = 3};
  g_autofree char *by_votes = nord_budget_words_round (budget, &round, 1), *by_none = NULL;

  round.value = 0;
  by_none = nord_budget_words_round (budget, &round, 1);
  g_assert_nonnull (strstr (by_votes, "by votes"));
  g_assert_null (strstr (by_none, "by votes"));
  g_assert_nonnull (strstr (by_none, "nobody chose it"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/rank/budget/equal-shares", test_equal_shares);
  g_test_add_func ("/rank/budget/knapsack", test_knapsack);
  g_test_add_func ("/rank/budget/proportional", test_proportional);
  g_test_add_func ("/rank/budget/ties", test_ties);
  g_test_add_func ("/rank/budget/empty", test_empty);
  g_test_add_func ("/rank/budget/corners", test_corners);
  g_test_add_func ("/rank/budget/nothing", test_nothing);
  g_test_add_func ("/rank/budget/rest-in-words", test_rest_in_words);
  return g_test_run ();
}
