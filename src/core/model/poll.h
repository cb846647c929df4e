/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One vote: method, options, rules. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_POLL_TITLE,   /* text */
  NORD_POLL_METHOD,  /* text: dots, approval, rating, ranking, budget, matrix */
  NORD_POLL_OPTIONS, /* JSON array of {id, noun, label}, in budgets {id, noun, label, cost} */
  NORD_POLL_DOTS,    /* integer, dots a person */
  NORD_POLL_CAP,     /* integer, dots a person may give one option */
  NORD_POLL_STATE,   /* text: draft, open, paused, closed */
  NORD_POLL_OPENED,  /* text */
  NORD_POLL_CLOSED,  /* text */
  NORD_POLL_RULE,    /* text: what counts rankings and budgets, as the command line calls it */
  NORD_POLL_BUDGET,  /* integer, euros */
  NORD_POLL_CODES,   /* boolean: at a screen everybody needs a code */
  NORD_POLL_EARLIER, /* text: id of the poll on the same before the discussion */
  NORD_POLL_N_FIELDS
};

#define NORD_TYPE_POLL (nord_poll_get_type ())
G_DECLARE_FINAL_TYPE (NordPoll, nord_poll, NORD, POLL, NordRecord)

G_END_DECLS
