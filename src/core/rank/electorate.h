/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The voters of a budget for a rule that goes over them many times: people with the same ballot are
 * one group, and each project knows its groups. */
#pragma once

#include "core/model/budget.h"

G_BEGIN_DECLS

typedef enum {
  NORD_SATISFACTION_COST,        /* a project is worth to a supporter what it costs */
  NORD_SATISFACTION_CARDINALITY, /* every project is worth the same */
  NORD_SATISFACTION_POINTS,      /* a project is worth the points the person gave */
} NordSatisfaction;

/* Ballots in a form that does not change between the runs of the add-one completion. */
typedef struct {
  const NordBudget *budget;
  NordSatisfaction satisfaction;
  guint n_groups;
  guint *sizes;    /* (owned) n_groups: people */
  double *people;  /* (owned) n_projects: who supports each */
  guint *starts;   /* (owned) n_projects + 1 */
  guint *groups;   /* (owned) the groups that support project p: from starts[p] to starts[p + 1] */
  double *weights; /* (owned) (nullable) the points of each of them; NULL: all 1 */
} NordElectorate;

/* Fills @self, which keeps @budget. With points, marks of no points are left out. */
void nord_electorate_init (NordElectorate *self,
                           const NordBudget *budget,
                           NordSatisfaction satisfaction);
void nord_electorate_clear (NordElectorate *self);

G_END_DECLS
