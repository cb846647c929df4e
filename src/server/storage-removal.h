/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which bytes go because a medium was removed for good. */
#pragma once

#include "server/heads.h"
#include "server/line.h"
#include "server/storage-file.h"

G_BEGIN_DECLS

void nord_storage_removal_mark (const NordLine *line, NordHeads *heads);
gboolean nord_storage_removal_list (NordStorageFile *self,
                                    gint64 scope,
                                    const NordLine *line,
                                    const NordHeads *heads,
                                    GPtrArray *removed,
                                    GError **error);

G_END_DECLS
