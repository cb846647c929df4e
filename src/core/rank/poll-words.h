/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Words for states, channels, rules and counts of polls. */
#pragma once

#include "core/rank/poll-result.h"

G_BEGIN_DECLS

const char *nord_poll_words_state (NordPollState state);
const char *nord_poll_words_channel (NordChannel channel);
const char *nord_poll_words_method (NordPollMethod method);
const char *nord_poll_words_level (guint column);    /* of a rating sheet, see core/rank/rating.h */
const char *nord_poll_words_rule (const char *rule); /* "Equal shares", or the word itself */
/* (transfer full) all below */
char *
nord_poll_words_rules (const NordPolling *data); /* "5 dots a person, at most 2 on one option" */
char *nord_poll_words_people (guint64 n);
char *nord_poll_words_dots (guint64 n);
char *nord_poll_words_options (guint64 n);
char *nord_poll_words_euros (gint64 euros);
char *nord_poll_words_cents (double euros); /* with two digits behind the comma */
/* "12 to 18 people", or one number where it is known. */
char *nord_poll_words_backers (const NordOptionResult *result);
/* What a ballot holds: "4 dots", "3 options, 900 €". */
char *nord_poll_words_marks (const NordPolling *data, guint people, const guint *marks);
/* What one option has on it: "2 dots", "yes", "place 3". */
char *nord_poll_words_mark (const NordPolling *data, const guint *marks, guint option);
/* What is left to give on a ballot: "2 dots left". */
char *nord_poll_words_left (const NordPolling *data, guint people, const guint *marks);
/* (nullable) what is wrong with a ballot, NULL: nothing. */
char *nord_poll_words_fault (const NordPolling *data, guint people, const guint *marks);
/* (transfer none) that ranked pairs did not try every order of equally strong comparisons. */
const char *nord_poll_words_untried (void);

G_END_DECLS
