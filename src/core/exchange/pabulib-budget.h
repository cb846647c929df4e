/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A budget that was voted on here, in Pabulib's form for researchers and other programs. */
#pragma once

#include "core/model/budget.h"

G_BEGIN_DECLS

/* What the file says beside projects and votes. */
typedef struct {
  const char *title;   /* what was asked */
  const char *country; /* of the programme */
  const char *unit;    /* the city */
  const char *rule;    /* as the command line calls it */
  const char *begin;   /* (nullable) ISO 8601, when it was opened */
  const char *end;     /* (nullable) ISO 8601, when it was closed */
} NordPabulibHead;

char *nord_pabulib_format_budget (const NordBudget *budget, const NordPabulibHead *head);

G_END_DECLS
