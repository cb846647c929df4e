/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Write-ahead logs that are spoilt in the middle. SQLite takes the first wrong frame for the end of
 * what was committed, as after a loss of power, and forgets what stands behind it without a word.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean nord_wal_is_damaged (const char *path);
gboolean nord_wal_mend (const char *path, GError **error);

G_END_DECLS
