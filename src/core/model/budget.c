/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Builds a participatory budget ballot by ballot, and collects what a rule buys. */
#include "core/model/budget.h"

#include <string.h>

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const NordBudget *self = user_data;

  return strcmp (self->ids[*(const guint *) a], self->ids[*(const guint *) b]);
}

/* The stated tie-breaking: the smallest id, compared byte by byte. */
static void
order_ties (NordBudget *self)
{
  g_autofree guint *order = g_new (guint, self->n_projects + 1);

  for (guint p = 0; p < self->n_projects; p++)
    order[p] = p;
  g_qsort_with_data (order, (int) self->n_projects, sizeof *order, compare_ids, self);
  for (guint place = 0; place < self->n_projects; place++)
    self->tie_order[order[place]] = place;
}

/**
 * nord_budget_new:
 * @n_projects: number of projects
 * @ids: their ids, different from each other
 * @names: (nullable): their names
 * @costs: their costs, not negative, in 1/@unit of a currency unit
 * @budget: the sum at hand, in 1/@unit
 * @unit: how many of the smallest steps make one currency unit
 *
 * Returns: (transfer full): a budget without ballots; ties go to the smallest id
 */
NordBudget *
nord_budget_new (guint n_projects,
                 const char *const *ids,
                 const char *const *names,
                 const gint64 *costs,
                 gint64 budget,
                 gint64 unit)
{
  NordBudget *self = g_new0 (NordBudget, 1);

  self->n_projects = n_projects;
  self->ids = g_new0 (char *, n_projects + 1);
  self->names = g_new0 (char *, n_projects + 1);
  for (guint p = 0; p < n_projects; p++) {
    self->ids[p] = g_strdup (ids[p]);
    self->names[p] = names != NULL ? g_strdup (names[p]) : NULL;
  }
  self->costs = g_memdup2 (costs, n_projects * sizeof *costs);
  self->budget = budget;
  self->unit = unit;
  self->scale = 1;
  self->tie_order = g_new (guint, n_projects + 1);
  order_ties (self);
  return self;
}

/* Room for one more in an array that grows by doubling: needed exactly at powers of two. */
static gpointer
grow (gpointer array, guint used, guint more, gsize size)
{
  guint have = used == 0 ? 0 : (guint) 1 << g_bit_storage (used - 1);
  guint need = used + more;

  if (array != NULL && need <= have)
    return array;
  return g_realloc_n (array, (gsize) 1 << g_bit_storage (MAX (need, 16) - 1), size);
}

/**
 * nord_budget_add_ballot:
 * @self: a budget
 * @marks: indices of the projects marked, each once
 * @points: (nullable): the utility of each; %NULL: 1
 * @n: how many, 0 for an empty ballot
 *
 * Adds one voter.
 */
void
nord_budget_add_ballot (NordBudget *self, const guint *marks, const gint64 *points, guint n)
{
  guint used = nord_budget_get_n_marks (self);

  self->ends = grow (self->ends, self->n_ballots, 1, sizeof *self->ends);
  if (n > 0) {
    self->marks = grow (self->marks, used, n, sizeof *self->marks);
    self->points = grow (self->points, used, n, sizeof *self->points);
  }
  for (guint i = 0; i < n; i++) {
    self->marks[used + i] = marks[i];
    self->points[used + i] = points != NULL ? points[i] : 1;
  }
  self->ends[self->n_ballots++] = used + n;
}

guint
nord_budget_get_n_marks (const NordBudget *self)
{
  return self->n_ballots > 0 ? self->ends[self->n_ballots - 1] : 0;
}

void
nord_budget_free (NordBudget *self)
{
  if (self == NULL)
    return;
  for (guint p = 0; p < self->n_projects; p++) {
    g_free (self->ids[p]);
    g_free (self->names[p]);
  }
  g_free (self->ids);
  g_free (self->names);
  g_free (self->costs);
  g_free (self->ends);
  g_free (self->marks);
  g_free (self->points);
  g_free (self->tie_order);
  g_free (self);
}

NordBudgetOutcome *
nord_budget_outcome_new (void)
{
  NordBudgetOutcome *self = g_new0 (NordBudgetOutcome, 1);

  self->winners = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rounds = g_array_new (FALSE, FALSE, sizeof (NordBudgetRound));
  return self;
}

void
nord_budget_outcome_buy (NordBudgetOutcome *self,
                         const NordBudget *budget,
                         const NordBudgetRound *round)
{
  guint place = 0;

  g_array_append_val (self->rounds, *round);
  while (place < self->winners->len &&
         budget->tie_order[g_array_index (self->winners, guint, place)] <
           budget->tie_order[round->project])
    place++;
  g_array_insert_val (self->winners, place, round->project);
  self->cost += budget->costs[round->project];
}

gboolean
nord_budget_outcome_has (const NordBudgetOutcome *self, guint project)
{
  for (guint i = 0; i < self->winners->len; i++)
    if (g_array_index (self->winners, guint, i) == project)
      return TRUE;
  return FALSE;
}

void
nord_budget_outcome_free (NordBudgetOutcome *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->winners);
  g_array_unref (self->rounds);
  g_free (self);
}
