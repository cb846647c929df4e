/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a result means for places and topics, and what a discussion changed, in sentences. */
#pragma once

#include "core/document/document.h"
#include "core/model/programme.h"
#include "core/rank/poll-result.h"

G_BEGIN_DECLS

typedef struct {
  char *title;      /* (owned) */
  GPtrArray *lines; /* (owned) (element-type utf8) */
} NordTalePart;

/* (transfer full) (element-type NordTalePart) */
GPtrArray *nord_result_tale_new (NordDocument *document,
                                 const NordProgramme *programme,
                                 NordRecord *poll,
                                 const NordPolling *data,
                                 const NordPollResult *result);
/* One option before and after the discussion. */
typedef struct {
  guint option; /* in the later poll */
  guint64 votes[2];
  guint place[2]; /* 0: it was no option then */
} NordRoundChange;

/* (transfer full) (nullable) (element-type NordRoundChange) best first; NULL: there was no closed
 * poll before. */
GArray *nord_result_tale_compare (NordDocument *document,
                                  NordRecord *poll,
                                  const NordPolling *data,
                                  const NordPollResult *result);

G_END_DECLS
