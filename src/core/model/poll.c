/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One vote. */
#include "core/model/poll.h"

struct _NordPoll {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordPoll, nord_poll, NORD_TYPE_RECORD)

static void
nord_poll_class_init (NordPollClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_POLL, NORD_POLL_N_FIELDS);
}

static void
nord_poll_init (NordPoll *self)
{
}
