/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One answer to a poll. */
#include "core/model/ballot.h"

struct _NordBallot {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordBallot, nord_ballot, NORD_TYPE_RECORD)

static void
nord_ballot_class_init (NordBallotClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_BALLOT, NORD_BALLOT_N_FIELDS);
}

static void
nord_ballot_init (NordBallot *self)
{
}
