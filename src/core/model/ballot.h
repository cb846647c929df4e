/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One answer to a poll, with its channel and the number of people it stands for. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_BALLOT_POLL,    /* text: id */
  NORD_BALLOT_CHANNEL, /* text: touch, hands, stickers, paper */
  NORD_BALLOT_PEOPLE,  /* integer */
  NORD_BALLOT_MARKS,   /* JSON object: option id to dots, approvals, place, 1 for in
                          the basket; ratings to counts by level */
  NORD_BALLOT_VOIDED,  /* text: reason */
  NORD_BALLOT_PAPER,   /* text: number on the paper */
  NORD_BALLOT_ENTRY,   /* text: first, second: waits for its twin; agreed: counts */
  NORD_BALLOT_TOKEN,   /* text: the same in ballots that one code gave the right to */
  NORD_BALLOT_N_FIELDS
};

#define NORD_TYPE_BALLOT (nord_ballot_get_type ())
G_DECLARE_FINAL_TYPE (NordBallot, nord_ballot, NORD, BALLOT, NordRecord)

G_END_DECLS
