/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words for states, channels, rules and counts of polls. */
#pragma once

#include "core/rank/dots-poll.h"

G_BEGIN_DECLS

const char *nord_poll_words_state (NordPollState state);
const char *nord_poll_words_channel (NordChannel channel);
/* (transfer full) "5 dots a person, at most 2 on one option" */
char *nord_poll_words_rules (const NordDotsRules *rules);
/* (transfer full) */
char *nord_poll_words_people (guint64 n);
char *nord_poll_words_dots (guint64 n);
/* (transfer full) "12 to 18 people", or one number where it is known. */
char *nord_poll_words_backers (const NordDotsResult *result);
/* (transfer full) (nullable) what is wrong with a ballot, NULL: nothing. */
char *nord_poll_words_fault (const NordDotsPoll *poll, guint people, const guint *marks);

G_END_DECLS
