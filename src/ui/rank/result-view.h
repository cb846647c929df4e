/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a poll came to: bars to see, and the same as a table to read. */
#pragma once

#include "core/rank/poll-result.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_RESULT_VIEW (nord_result_view_get_type ())
G_DECLARE_FINAL_TYPE (NordResultView, nord_result_view, NORD, RESULT_VIEW, AdwBin)

void nord_result_view_show (NordResultView *self,
                            NordSession *session,
                            NordRecord *record,
                            const NordPolling *poll);

G_END_DECLS
