/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the verbs of `nordwaerts-cli poll` share. */
#pragma once

#include "cli/command.h"
#include "core/rank/polling.h"

G_BEGIN_DECLS

typedef struct {
  char *title, *options, *channel, *method, *rule, *code, *paper, *reason;
  char **costs;
  int dots, cap, people;
  gboolean codes, anew, after_close;
  gint64 budget;
} NordPollOptions;

void nord_poll_options_clear (NordPollOptions *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NordPollOptions, nord_poll_options_clear)

/* What every verb works on. */
typedef struct {
  NordCall *call;                 /* (not owned) */
  const NordPollOptions *options; /* (not owned) */
  NordStore *store;               /* (not owned) */
  const char *const *rest;        /* arguments behind the verb */
} NordPollWork;

/* (transfer full) (nullable) all records of a kind, as a list. */
GListModel *nord_poll_read_list (NordStore *store, NordNounKind noun, GError **error);
/* (transfer full) (nullable) the poll that the first argument names, or the only one. */
NordRecord *nord_poll_find (NordPollWork *work, GError **error);
/* Tells the id of the poll and what was done: NORD_EXIT_OK. */
int nord_poll_print_id (NordPollWork *work, const char *id, const char *said);

/* The poll that the options describe; with @twice its second round as well: an exit status. */
int nord_poll_create (NordPollWork *work, gboolean twice);
/* The verb in poll-shelf.c. */
int nord_poll_shelf (NordPollWork *work);
/* (nullable) the last word behind the verb, a file to write; what is left may name the poll. */
const char *nord_poll_take_output (NordPollWork *work);
/* The verb in poll-minutes.c. */
int nord_poll_save_minutes (NordPollWork *work);
/* Verbs, in poll-ballot.c. */
int nord_poll_cast (NordPollWork *work);
int nord_poll_settle (NordPollWork *work);
int nord_poll_void (NordPollWork *work);

G_END_DECLS
