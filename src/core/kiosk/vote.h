/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* K13, voting at a station: which of its pages is shown, and the code as it is typed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_VOTE_CODE_LENGTH 8

typedef enum {
  NORD_VOTE_CHOOSE, /* an idea, or one of the open polls */
  NORD_VOTE_CODE,
  NORD_VOTE_MARK,
  NORD_VOTE_THANKS,
  NORD_N_VOTE_PAGES
} NordVotePage;

typedef enum {
  NORD_VOTE_EVENT_POLL,       /* a poll without codes was chosen */
  NORD_VOTE_EVENT_CODED_POLL, /* one with codes */
  NORD_VOTE_EVENT_ADMIT,      /* the code is good */
  NORD_VOTE_EVENT_CAST,       /* it is in the urn */
  NORD_VOTE_EVENT_BACK,
  NORD_N_VOTE_EVENTS
} NordVoteEvent;

typedef struct {
  NordVotePage page;
  guint n_typed;
  char typed[NORD_VOTE_CODE_LENGTH + 1];
} NordVote;

void nord_vote_clear (NordVote *self); /* the first page, nothing is left */
/* FALSE: nothing happens here then; with BACK the station goes back. */
gboolean nord_vote_go (NordVote *self, NordVoteEvent event);
/* A letter or digit of the code, as people type them; FALSE: none that a code has, or it is full.
 */
gboolean nord_vote_type (NordVote *self, char letter);
gboolean nord_vote_erase (NordVote *self);
gboolean nord_vote_is_typed (const NordVote *self);
/* (transfer full) "7KQ·-····" */
char *nord_vote_show_code (const NordVote *self);
const char *nord_vote_page_get_name (NordVotePage page);
extern const char nord_vote_letters[]; /* what the keys show, in their order */

G_END_DECLS
