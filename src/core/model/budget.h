/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A participatory budget as plain data: projects with a cost, ballots with a utility for each
 * project they name. What rules count, and what a `.pb` file holds. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Money is whole numbers of 1/unit of a currency unit, so that "735616.25" is exact. */
typedef struct {
  guint n_projects;
  guint n_ballots; /* empty ballots count: they are voters too */
  char **ids;      /* (owned) n_projects */
  char **names;    /* (owned) n_projects; each (nullable) */
  gint64 *costs;   /* (owned) n_projects, in 1/unit */
  gint64 budget;   /* in 1/unit */
  gint64 unit;     /* one currency unit: 1, 10, 100 … */
  gint64 scale;    /* points are whole numbers of 1/scale */
  guint *ends;     /* (owned) n_ballots: ballot b covers the marks from ends[b - 1] to ends[b] */
  guint *marks;    /* (owned) indices of projects, no project twice in a ballot */
  gint64 *points; /* (owned) utility of each mark, ≥ 0: 1 in approval ballots, points in cumulative
                     and scoring ones, in ordinal ones the number of marks that follow */
  guint *tie_order; /* (owned) n_projects: place of a project when the rule does not decide */
} NordBudget;

/* Takes copies of ids and names. @marks and @points are filled by nord_budget_add_ballot (). */
NordBudget *nord_budget_new (guint n_projects,
                             const char *const *ids,
                             const char *const *names,
                             const gint64 *costs,
                             gint64 budget,
                             gint64 unit);
/* @points NULL: 1 each. */
void nord_budget_add_ballot (NordBudget *self, const guint *marks, const gint64 *points, guint n);
void nord_budget_free (NordBudget *self);
guint nord_budget_get_n_marks (const NordBudget *self);

/* What a rule gives: the winners in the order of their ids' bytes, and how it came to them. */
typedef struct {
  guint project;
  double spent;           /* currency units paid in this round */
  double each;            /* greatest payment of one person, currency units; load for Phragmén */
  guint n_paying;         /* people who pay */
  gint64 value;           /* points or votes that decided, for the greedy rules */
  gboolean by_completion; /* bought by the completion, not by the rule itself */
} NordBudgetRound;

typedef struct {
  GArray *winners; /* (owned) (element-type guint) indices of projects */
  GArray *rounds;  /* (owned) (element-type NordBudgetRound) in order of purchase */
  gint64 cost;     /* of all winners, in 1/unit */
  double share;    /* currency units a person began with, under equal shares; 0 elsewhere */
} NordBudgetOutcome;

NordBudgetOutcome *nord_budget_outcome_new (void);
/* Appends @round and its project. */
void nord_budget_outcome_buy (NordBudgetOutcome *self,
                              const NordBudget *budget,
                              const NordBudgetRound *round);
gboolean nord_budget_outcome_has (const NordBudgetOutcome *self, guint project);
void nord_budget_outcome_free (NordBudgetOutcome *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordBudget, nord_budget_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordBudgetOutcome, nord_budget_outcome_free)

G_END_DECLS
