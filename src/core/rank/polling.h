/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A poll as the workshop holds it: records to plain arrays, and what people do with it as changes.
 * All methods stand on the same ballots: whole numbers, one or several an option. */
#pragma once

#include "core/model/ballot.h"
#include "core/model/change.h"
#include "core/model/poll.h"
#include "core/rank/dots.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Levels of a matrix go from 1 to as many as there are options; the columns are these. */
#define NORD_MATRIX_IMPACT 0
#define NORD_MATRIX_EFFORT 1
#define NORD_MATRIX_N_COLUMNS 2

/* More money than any city has; sums of 60 such options stay exact. */
#define NORD_POLL_MOST_EUROS G_GINT64_CONSTANT (1000000000000)

typedef enum {
  NORD_METHOD_DOTS,     /* dots on options, a cap on one */
  NORD_METHOD_APPROVAL, /* yes to as many options as one likes */
  NORD_METHOD_RATING,   /* a sheet an option: five levels and confused */
  NORD_METHOD_RANKING,  /* places; ties and gaps allowed */
  NORD_METHOD_BUDGET,   /* a basket up to the sum */
  NORD_METHOD_MATRIX,   /* two levels an option: impact and effort */
  NORD_N_METHODS
} NordPollMethod;

typedef enum {
  NORD_CHANNEL_TOUCH,
  NORD_CHANNEL_HANDS,
  NORD_CHANNEL_STICKERS,
  NORD_CHANNEL_PAPER,
  NORD_N_CHANNELS
} NordChannel;

/* One ballot may stand for several people: a show of hands, a wall of stickers. Its marks are then
 * the sum of what they gave. */
typedef struct {
  NordChannel channel;
  guint people;
  const guint *marks; /* (unowned) nord_polling_get_n_marks () */
} NordPollBallot;

typedef struct {
  char *id;    /* (owned) of a cluster, an idea or a project */
  char *noun;  /* (owned) "cluster", "idea" or "project" */
  char *label; /* (owned) what was voted on, as it was called then */
  gint64 cost; /* euros, in budgets */
} NordPollOption;

/* What one poll and its ballots say, as plain data. */
typedef struct {
  NordPollMethod method;
  NordDotsRules
    rules;         /* approval: as many dots as options, one each; else only n_options is used */
  gint64 budget;   /* euros */
  char *rule;      /* (owned) what counts: "mes-add1", "schulze"; "" where nothing is to choose */
  guint n_columns; /* marks an option: 6 in ratings, 2 in a matrix, else 1 */
  GPtrArray *options; /* (owned) (element-type NordPollOption) */
  GArray *ballots; /* (owned) (element-type NordPollBallot) those not voided; option o's marks begin
                      at o * n_columns */
  GArray *marks;   /* (owned) (element-type guint) what the ballots point into */
  guint n_voided;
  guint n_waiting; /* papers that were not entered twice alike */
  GHashTable
    *set_aside;       /* (owned) ids of ballots to that of the one of the same code that counts */
  guint n_unreadable; /* marks for options that are not there, or no marks at all */
} NordPolling;

typedef enum {
  NORD_POLLING_SOUND,
  NORD_POLLING_NOBODY,      /* it stands for no person */
  NORD_POLLING_TOO_MANY,    /* dots: more than its people have */
  NORD_POLLING_OVER_CAP,    /* more on one option than its people may give it */
  NORD_POLLING_OVER_PEOPLE, /* rating: more judgments on one option than people */
  NORD_POLLING_OVER_BUDGET, /* the basket costs more than there is */
} NordPollingFault;

NordPolling *nord_polling_read (NordRecord *poll, GListModel *ballots);
void nord_polling_free (NordPolling *self);
guint nord_polling_get_n_marks (const NordPolling *self);
gint64 nord_polling_sum_costs (const NordPolling *self, const guint *marks);
NordPollingFault
nord_polling_check (const NordPolling *self, guint people, const guint *marks, guint *option);
/* Marks of one ballot in the order of the options; FALSE where it cannot be read. */
gboolean nord_polling_read_marks (const NordPolling *self, NordRecord *ballot, guint *marks);

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

/* What a new poll is made from. */
typedef struct {
  const char *title;
  NordPollMethod method;
  const NordPollOption *options;
  guint n_options;
  guint dots, cap;  /* dots only */
  gint64 budget;    /* euros, budget only */
  const char *rule; /* (nullable) ranking and budget; NULL is the default of the method */
  gboolean codes;   /* at a screen everybody needs a code */
} NordPollDraft;

/* (transfer full) sets of changes, one step of undo each. */
NordChangeSet *nord_polling_create (const NordPollDraft *draft);
/* The same question once more, after the discussion: a draft that knows the poll before. */
NordChangeSet *nord_polling_repeat (NordRecord *poll, const char *title);
/* (nullable) NULL: the table of states has no such step. */
NordChangeSet *nord_polling_step (NordRecord *poll, NordPollEvent event);
NordChangeSet *nord_polling_cast (NordRecord *poll,
                                  const NordPolling *data,
                                  NordChannel channel,
                                  guint people,
                                  const guint *marks);
NordChangeSet *nord_polling_cast_as (const char *id,
                                     NordRecord *poll,
                                     const NordPolling *data,
                                     const guint *marks);
/* (transfer full) what a ballot's field of marks holds. */
char *nord_polling_format_marks (const NordPolling *self, const guint *marks);
NordChangeSet *nord_polling_void (NordRecord *ballot, const char *reason);
NordChangeSet *nord_polling_correct (NordRecord *poll,
                                     const NordPolling *data,
                                     NordRecord *ballot,
                                     const char *reason,
                                     NordChannel channel,
                                     guint people,
                                     const guint *marks);
NordChangeSet *nord_polling_delete (NordRecord *poll, GListModel *ballots);

const char *nord_channel_to_word (NordChannel channel); /* as in the table of nouns */
gboolean nord_channel_from_word (const char *word, NordChannel *channel);
const char *nord_poll_method_to_word (NordPollMethod method); /* as in the table of nouns */
gboolean nord_poll_method_from_word (const char *word, NordPollMethod *method);
/* The rules a poll of @method may be counted by, the default first, NULL at the end; NULL where
 * there is nothing to choose. */
const char *const *nord_poll_method_list_rules (NordPollMethod method);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordPolling, nord_polling_free)

G_END_DECLS
