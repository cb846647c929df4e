/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What happened to one idea, as lines of words: from the log of changes. */
#pragma once

#include "core/store/store.h"

G_BEGIN_DECLS

/* (transfer full) (element-type utf8) newest first: "12. März, 14:05 · Titel geändert · hier". */
GPtrArray *nord_history_lines (NordStore *store, const char *target, GError **error);
/* (transfer none) the word for a state of the path or of moderation; the code itself if unknown. */
const char *nord_history_get_path_word (const char *path);
const char *nord_history_get_moderation_word (const char *moderation);

G_END_DECLS
