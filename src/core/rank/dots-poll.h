/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A poll with dots as the workshop holds it: records to plain arrays, and what people do with it
 * as changes. */
#pragma once

#include "core/model/ballot.h"
#include "core/model/change.h"
#include "core/model/poll.h"
#include "core/rank/dots.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  char *id;    /* (owned) of a cluster or an idea */
  char *noun;  /* (owned) "cluster" or "idea" */
  char *label; /* (owned) what was voted on, as it was called then */
} NordPollOption;

/* What one poll and its ballots say, as plain data. */
typedef struct {
  NordDotsRules rules;
  GPtrArray *options; /* (owned) (element-type NordPollOption) */
  GArray *ballots;    /* (owned) (element-type NordDotsBallot) those not voided */
  GArray *marks;      /* (owned) (element-type guint) what the ballots point into */
  guint n_voided;
  guint n_unreadable; /* marks for options that are not there, or no marks at all */
} NordDotsPoll;

NordDotsPoll *nord_dots_poll_read (NordRecord *poll, GListModel *ballots);
void nord_dots_poll_free (NordDotsPoll *self);
NordDotsTally *nord_dots_poll_count (const NordDotsPoll *self);
/* Dots of one ballot in the order of the options; FALSE where it cannot be read. */
gboolean nord_dots_poll_read_marks (const NordDotsPoll *self, NordRecord *ballot, guint *marks);

typedef enum {
  NORD_POLL_STATE_DRAFT,
  NORD_POLL_STATE_OPEN,
  NORD_POLL_STATE_PAUSED,
  NORD_POLL_STATE_CLOSED,
} NordPollState;

typedef enum {
  NORD_POLL_EVENT_OPEN,
  NORD_POLL_EVENT_PAUSE,
  NORD_POLL_EVENT_CLOSE,
} NordPollEvent;

NordPollState nord_poll_read_state (NordRecord *poll);
gboolean nord_poll_may (NordRecord *poll, NordPollEvent event);

/* (transfer full) sets of changes, one step of undo each. */
NordChangeSet *nord_dots_poll_create (const char *title,
                                      const NordPollOption *options,
                                      guint n_options,
                                      guint dots,
                                      guint cap);
/* (nullable) NULL: the table of states has no such step. */
NordChangeSet *nord_dots_poll_step (NordRecord *poll, NordPollEvent event);
NordChangeSet *nord_dots_poll_cast (NordRecord *poll,
                                    const NordDotsPoll *data,
                                    NordChannel channel,
                                    guint people,
                                    const guint *marks);
NordChangeSet *nord_dots_poll_void (NordRecord *ballot, const char *reason);
NordChangeSet *nord_dots_poll_correct (NordRecord *poll,
                                       const NordDotsPoll *data,
                                       NordRecord *ballot,
                                       const char *reason,
                                       NordChannel channel,
                                       guint people,
                                       const guint *marks);
NordChangeSet *nord_dots_poll_delete (NordRecord *poll, GListModel *ballots);

const char *nord_channel_to_word (NordChannel channel); /* as in the table of nouns */
gboolean nord_channel_from_word (const char *word, NordChannel *channel);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordDotsPoll, nord_dots_poll_free)

G_END_DECLS
