/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What of a poll was put right, from the log: papers whose two entries differed, and ballots that
 * were declared void and count again. Those that are void still are told by their reasons. */
#pragma once

#include "core/document/document.h"
#include "core/rank/polling.h"

G_BEGIN_DECLS

/* (transfer full) (element-type utf8): sentences, in an order that tells nothing about when who
 * voted. @data: what nord_polling_read () gave for @poll; its words are used. */
GPtrArray *
nord_poll_corrections_new (NordDocument *document, NordRecord *poll, const NordPolling *data);

G_END_DECLS
