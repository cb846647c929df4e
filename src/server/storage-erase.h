/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Taking what was redacted out of the city's storage, as every copy of the workshop does. */
#pragma once

#include "server/heads.h"
#include "server/storage-file.h"

G_BEGIN_DECLS

void nord_storage_erase_mark (const NordLine *line, NordHeads *heads);
/* Does the line redact its thing, or may it bring a text from before that was redacted? */
gboolean nord_storage_erase_is_due (NordStorageFile *self,
                                    gint64 scope,
                                    const NordLine *line,
                                    const NordHeads *heads);
gboolean nord_storage_erase (NordStorageFile *self,
                             gint64 scope,
                             const NordLine *line,
                             gboolean *any,
                             GError **error);
/* After the transaction: out of the write-ahead log too. */
void nord_storage_erase_finish (NordStorageFile *self);

G_END_DECLS
