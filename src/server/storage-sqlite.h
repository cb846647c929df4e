/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The storage of a town: one SQLite file. */
#pragma once

#include "server/storage.h"

G_BEGIN_DECLS

#define NORD_TYPE_STORAGE_SQLITE (nord_storage_sqlite_get_type ())
G_DECLARE_FINAL_TYPE (NordStorageSqlite, nord_storage_sqlite, NORD, STORAGE_SQLITE, GObject)

NordStorage *nord_storage_sqlite_open (const char *path, GError **error);

G_END_DECLS
