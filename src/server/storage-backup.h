/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A verified copy of the SQLite storage. */
#pragma once

#include "server/storage-file.h"

G_BEGIN_DECLS

gboolean nord_storage_backup_to (NordStorageFile *self, const char *path, GError **error);

G_END_DECLS
