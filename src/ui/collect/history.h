/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What happened to one idea or project, as lines of words: from the log of changes. */
#pragma once

#include "core/store/store.h"

G_BEGIN_DECLS

/* (transfer full) (element-type utf8) newest first: "12. März, 14:05 · Titel geändert · hier". */
GPtrArray *nord_history_lines (NordStore *store, const char *target, GError **error);

G_END_DECLS
