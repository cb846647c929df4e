/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What of the ideas is bundled, as plain values that a thread may have. */
#pragma once

#include "core/geo/crowd.h"

G_BEGIN_DECLS

typedef struct _NordIdeaBundle NordIdeaBundle;

/* Copies what it needs of @items (element-type NordIdeaItem), the free slots as well: in a crowd
 * everything is called by its slot. @n_classes: categories and the one for none. */
NordIdeaBundle *nord_idea_bundle_new (const GArray *items, guint n_classes);
void nord_idea_bundle_free (NordIdeaBundle *self);
/* In any thread. (transfer full) */
NordCrowd *nord_idea_bundle_make_crowd (const NordIdeaBundle *self);

G_END_DECLS
