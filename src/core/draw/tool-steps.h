/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* All steps that drawing tools can take, as a table. */
#pragma once

#include "core/draw/tool.h"

G_BEGIN_DECLS

/* FALSE, and @to stays: in @from a tool has no use for @event. */
gboolean nord_tool_steps_find (NordToolKind kind,
                               NordToolState from,
                               NordToolEvent event,
                               NordToolState *to);

G_END_DECLS
