/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Taking operations into the SQLite storage. */
#pragma once

#include "server/storage-file.h"

G_BEGIN_DECLS

NordReceipt *nord_storage_push_lines (NordStorageFile *self,
                                      const char *scope,
                                      NordRole role,
                                      const NordSender *sender,
                                      const NordSlice *lines,
                                      guint n_lines,
                                      GError **error);

G_END_DECLS
