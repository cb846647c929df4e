/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Ideas that are being written and are not stored yet. They lie in a local setting of the file from
 * the first touch on, so that neither Esc nor a crash can lose them, and are never sent. */
#pragma once

#include "core/store/store.h"

G_BEGIN_DECLS

typedef struct {
  char *id;         /* (owned) also that of the idea it will become */
  char *title;      /* (owned) may be empty */
  char *body;       /* (owned) may be empty */
  char *category;   /* (owned) (nullable) */
  char *language;   /* (owned) (nullable) */
  NordShape *shape; /* (owned) (nullable) */
} NordDraft;

NordDraft *nord_draft_new (NordShape *shape, const char *language);
void nord_draft_free (NordDraft *self);
/* Nothing was written yet and no shape drawn: not worth keeping. */
gboolean nord_draft_is_empty (const NordDraft *self);
/* (transfer full) the change that makes an idea of it. */
NordChange *nord_draft_make_idea (const NordDraft *self);

/* (transfer full) that @idea says this too. */
NordChangeSet *nord_draft_make_addition (const NordDraft *self, NordRecord *idea);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordDraft, nord_draft_free)

/* (transfer full) (element-type NordDraft) what @store keeps, oldest first; what cannot be read is
 * left out. */
GPtrArray *nord_drafts_load (NordStore *store);
gboolean nord_drafts_save (NordStore *store, GPtrArray *drafts, GError **error);

G_END_DECLS
