/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The living things of a workshop: one list model for each noun, and all of them by id. */
#pragma once

#include "core/store/store.h"

G_BEGIN_DECLS

typedef struct {
  GListStore *of_noun[NORD_N_NOUNS]; /* (owned) living records by id */
  GHashTable *records;               /* (owned) id (of the record) to NordRecord (in its list) */
} NordLiveLists;

void nord_live_lists_init (NordLiveLists *self);
void nord_live_lists_clear (NordLiveLists *self);
gboolean nord_live_lists_load (NordLiveLists *self, NordStore *store, GError **error);
void nord_live_lists_follow (NordLiveLists *self, NordStore *store, NordChangeSet *changes);

G_END_DECLS
