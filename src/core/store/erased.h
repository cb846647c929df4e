/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Taking a text out of a change, and telling such changes from spoilt ones. */
#pragma once

#include "core/db/db.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define NORD_ERASED "erased" /* member of a line: the hash of what it was */

#define NORD_ERASE_MOST 3

#define NORD_SALVAGED "salvaged" /* setting: the last change that came out of a damaged file */

/* (nullable) (array zero-terminated=1) fields of a noun that may hold what a person said, or a copy
 * of it: at most %NORD_ERASE_MOST. */
const char *const *nord_erase_get_texts (const char *noun, gsize length);
gboolean nord_erase_strip (JsonNode *root, const char *hash, const char *field);
gboolean nord_erase_read_hash (const char *line, gsize length, guint8 *hash);
/* Whether the body of row @seq, whose SHA-256 is @hash, is what an erasure left. */
gboolean nord_erase_explains (NordDb *db, gint64 seq, const guint8 *hash);

G_END_DECLS
