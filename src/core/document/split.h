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
/* The other ideas that were one with an idea before something was split. */
typedef struct {
  GPtrArray *same;   /* (owned) (element-type NordIdea) they say the same now */
  GPtrArray *others; /* (owned) (element-type NordIdea) they say something else now */
  GPtrArray *gone;   /* (owned) (element-type utf8) ids of those that were deleted */
} NordSplitKin;

NordSplitKin *nord_split_find_kin (NordDocument *document, NordRecord *idea, GError **error);
void nord_split_kin_free (NordSplitKin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordSplitKin, nord_split_kin_free)

NordRecord *nord_split_find_answer (NordDocument *document, NordRecord *idea);

G_END_DECLS
