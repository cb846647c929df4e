/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The result of a poll in words and as JSON. */
#pragma once

#include "cli/command.h"
#include "core/rank/poll-result.h"

G_BEGIN_DECLS

void nord_poll_result_print (NordCall *call,
                             NordRecord *poll,
                             const NordPolling *data,
                             const NordPollResult *result);

G_END_DECLS
