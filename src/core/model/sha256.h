/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* SHA-256 (FIPS 180-4): the sum that the log, media and copies of files are known by. */
#pragma once

#include <glib.h>
#include <nettle/sha2.h>

G_BEGIN_DECLS

#define NORD_SHA256_BYTES 32

/* A sum that is being made of several pieces. */
typedef struct sha256_ctx NordSha256;

void nord_sha256 (guint8 digest[NORD_SHA256_BYTES], const void *data, gsize length);
void nord_sha256_begin (NordSha256 *self);
void nord_sha256_add (NordSha256 *self, const void *data, gsize length);
void nord_sha256_end (NordSha256 *self, guint8 digest[NORD_SHA256_BYTES]);

/* Is @text (nullable) a sum as it is written: 64 hex digits in lower case? */
gboolean nord_sha256_is_name (const char *text);

G_END_DECLS
