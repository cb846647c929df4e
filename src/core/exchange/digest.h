/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How rows are told apart: sums over what they say and what they are called. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

/* BLAKE2b of 16 bytes: chance does not make two rows alike. */
typedef struct {
  guint8 bytes[16];
} NordDigest;

GHashTable *nord_digest_table_new (void); /* from NordDigest to anything, both freed by g_free () */
NordDigest *nord_digest_copy (const NordDigest *digest);
NordDigest nord_digest_content (const char *title, const char *body, const NordShape *shape);
NordDigest nord_digest_key (const char *source, const char *key);
NordDigest nord_digest_key_content (const char *key, const NordDigest *content);

G_END_DECLS
