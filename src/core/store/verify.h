/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Whether what is in a file is what was written. */
#pragma once

#include "core/db/db.h"

G_BEGIN_DECLS

#define NORD_DIGEST_BYTES 32

gboolean nord_verify_journal (const char *path, GError **error);
gboolean nord_verify_pages (NordDb *db, const char *table, GError **error);
gboolean nord_verify_log_end (NordDb *db, guint rows, GError **error);
gboolean nord_verify_digest (NordDb *db, guint8 digest[NORD_DIGEST_BYTES], GError **error);

G_END_DECLS
