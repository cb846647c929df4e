/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* An idea whose line or area is split: each part is an idea that says and shows what the whole did.
 */
#pragma once

#include "core/document/document.h"

G_BEGIN_DECLS

NordChangeSet *nord_split_idea (NordDocument *document,
                                NordRecord *idea,
                                NordShape *kept,
                                GPtrArray *rest,
                                const char *label);
GPtrArray *nord_split_list_kin (NordDocument *document, NordRecord *idea, gboolean same_words);
NordRecord *nord_split_find_answer (NordDocument *document, NordRecord *idea);

G_END_DECLS
