/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What must be said beside the numbers of a result: who took part, who abstained, which ballots do
 * not count and why, and how ties were told apart. The view, the projector and the record say the
 * same. */
#pragma once

#include "core/rank/poll-result.h"

G_BEGIN_DECLS

/* (transfer full): who took part, and what they gave together: "30 people gave 112 dots" */
char *nord_result_notes_people (const NordPolling *poll, const NordPollResult *tally);
/* (transfer full) (element-type utf8): whole sentences, none where there is nothing to say */
GPtrArray *nord_result_notes_new (const NordPolling *poll, const NordPollResult *tally);
/* (transfer full): all of them, a row each */
char *nord_result_notes_join (const NordPolling *poll, const NordPollResult *tally);

G_END_DECLS
