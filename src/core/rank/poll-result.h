/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the ballots of a poll come to, whatever its method. */
#pragma once

#include "core/model/budget.h"
#include "core/rank/polling.h"
#include "core/rank/rating.h"

G_BEGIN_DECLS

typedef struct {
  guint place;   /* 1 is best; equal ones share a place, the next ones are skipped */
  gboolean tied; /* another option has the same place */
  gboolean wins; /* budget: it is paid for */
  guint64 votes; /* dots, yeses, or people who ranked it or put it into their basket */
  guint64 votes_by_channel[NORD_N_CHANNELS];
  guint64 people_least, people_most;     /* who gave it anything, known exactly from ballots of one
                                          person,     otherwise between these two */
  guint64 levels[NORD_RATING_N_COLUMNS]; /* rating: people by column */
  int median;                            /* rating: see nord_rating_get_median() */
  double impact, effort; /* matrix: mean level of those who placed it, 0 where nobody did */
} NordOptionResult;

typedef struct {
  guint n_options;
  NordOptionResult *options; /* (owned) n_options, in the order of the options */
  guint *order;              /* (owned) n_options: best first; of equals the earlier option */
  guint64 votes;
  guint64 unused; /* dots that people kept */
  guint64 people; /* on sound ballots */
  guint64 abstained;
  guint64 votes_by_channel[NORD_N_CHANNELS];
  guint64 people_by_channel[NORD_N_CHANNELS];
  guint n_ballots;
  guint n_unsound;            /* left out */
  gboolean ties_untried;      /* ranked pairs: not all orders of equal majorities could be tried */
  NordBudget *budget;         /* (owned) (nullable) what the rule for budgets counted */
  NordBudgetOutcome *outcome; /* (owned) (nullable) how it came to its winners */
} NordPollResult;

/* (transfer full) NULL where @cancellable was cancelled or the rule could not count it. */
NordPollResult *
nord_poll_result_new (const NordPolling *data, GCancellable *cancellable, GError **error);
void nord_poll_result_free (NordPollResult *self);
/* (transfer full): the baskets as a budget, @more euros added to the sum */
NordBudget *nord_poll_result_make_budget (const NordPolling *data, gint64 more);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPollResult, nord_poll_result_free)

G_END_DECLS
