/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The drafts of the open workshop, kept in its file a moment after each key. */
#pragma once

#include "ui/collect/draft.h"
#include "ui/session.h"

G_BEGIN_DECLS

typedef struct _NordDraftBox NordDraftBox;

NordDraftBox *nord_draft_box_new (NordSession *session);
void nord_draft_box_free (NordDraftBox *self);

/* (nullable) reads the drafts of @document. */
void nord_draft_box_set_document (NordDraftBox *self, NordDocument *document);
guint nord_draft_box_get_n (NordDraftBox *self);
NordDraft *nord_draft_box_get (NordDraftBox *self, guint index); /* oldest first */
/* (transfer full) @draft; kept at once. */
void nord_draft_box_add (NordDraftBox *self, NordDraft *draft);
void nord_draft_box_remove (NordDraftBox *self, NordDraft *draft);
/* A draft has changed: soon, or now. */
void nord_draft_box_keep_soon (NordDraftBox *self);
void nord_draft_box_keep_now (NordDraftBox *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordDraftBox, nord_draft_box_free)

G_END_DECLS
