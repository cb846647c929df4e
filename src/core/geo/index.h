/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A spatial index: which of many boxes meet a view, nearest first where asked. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

typedef struct _NordIndex NordIndex;

NordIndex *nord_index_new (void);
void nord_index_free (NordIndex *self);
void nord_index_add (NordIndex *self, gpointer key, const NordBounds *box);
gboolean nord_index_remove (NordIndex *self, gpointer key);
void nord_index_clear (NordIndex *self);
guint nord_index_get_size (const NordIndex *self);
void nord_index_query (NordIndex *self, const NordBounds *view, GPtrArray *keys);
gboolean nord_index_get_bounds (const NordIndex *self, NordBounds *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordIndex, nord_index_free)

G_END_DECLS
