/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One open workshop: the live lists that pages show, and the way in for every edit. */
#pragma once

#include "core/store/store.h"

G_BEGIN_DECLS

#define NORD_TYPE_DOCUMENT (nord_document_get_type ())
G_DECLARE_FINAL_TYPE (NordDocument, nord_document, NORD, DOCUMENT, GObject)

/* Properties: "workshop" (NordWorkshop), "title", "read-only", "can-undo", "can-redo",
 * "undo-label", "redo-label", "saved-at" (GDateTime of the last COMMIT), "busy" (a long step is
 * running). Signals: "changed" (NordChangeSet *): after the lists are up to date, whoever made the
 * change; "failed" (const GError *): a write did not succeed, the lists show what is stored. */

NordDocument *nord_document_create (const char *path, const char *title, GError **error);
NordDocument *nord_document_open (const char *path, NordStoreFlags flags, GError **error);
void nord_document_close (NordDocument *self);

NordStore *nord_document_get_store (NordDocument *self);
const char *nord_document_get_path (NordDocument *self);
NordRecord *nord_document_get_workshop (NordDocument *self);
/* (transfer none) a list of the living records of @noun, in order of their ids (creation). */
GListModel *nord_document_get_list (NordDocument *self, NordNounKind noun);
NordRecord *nord_document_lookup (NordDocument *self,
                                  const char *id); /* (nullable) (transfer none) */

/* (transfer full) @changes. Stored first; the lists follow; FALSE and @error: nothing changed. */
gboolean nord_document_apply (NordDocument *self, NordChangeSet *changes, GError **error);
/* One change of one field by name of action, the most common case. */
gboolean
nord_document_apply_one (NordDocument *self, const char *label, NordChange *change, GError **error);

/* See nord_store_redact (): what was said is gone for good. The lists follow. */
gboolean nord_document_redact (NordDocument *self, const NordRedaction *what, GError **error);

/* Long steps (import): in slices on the main loop inside one transaction; cancelling rolls back. */
void nord_document_apply_async (NordDocument *self,
                                NordChangeSet *changes,
                                GCancellable *cancellable,
                                GFileProgressCallback progress,
                                gpointer progress_data,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean nord_document_apply_finish (NordDocument *self, GAsyncResult *result, GError **error);

/* Secret ballots: see core/store/urn.h. */
gboolean
nord_document_cast (NordDocument *self, NordChangeSet *ballot, GBytes *code, GError **error);
gboolean nord_document_empty_urn (NordDocument *self, const char *poll, GError **error);

gboolean nord_document_undo (NordDocument *self, GError **error);
gboolean nord_document_redo (NordDocument *self, GError **error);

/* Lines from elsewhere (sync); see nord_store_ingest (). The lists follow. */
GPtrArray *nord_document_ingest (NordDocument *self, const NordNews *news, GError **error);

G_END_DECLS
