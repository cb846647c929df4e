/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The one place that makes SHA-256. Nettle asks the processor for its own instructions (SHA-NI, ARM
 * CE) when the program starts; libsodium, which does the rest of our cryptography, has this sum in
 * plain C only, and an import of many ideas is mostly hashed: 2.6 µs against 0.6 µs a change. */
#include "core/model/sha256.h"

#include <string.h>

/**
 * nord_sha256:
 * @digest: (out caller-allocates): the sum
 * @data: (nullable): bytes; NULL only where @length is 0
 * @length: how many
 */
void
nord_sha256 (guint8 digest[NORD_SHA256_BYTES], const void *data, gsize length)
{
  NordSha256 sum;

  nord_sha256_begin (&sum);
  nord_sha256_add (&sum, data, length);
  nord_sha256_end (&sum, digest);
}

void
nord_sha256_begin (NordSha256 *self)
{
  sha256_init (self);
}

void
nord_sha256_add (NordSha256 *self, const void *data, gsize length)
{
  if (length > 0)
    sha256_update (self, length, data);
}

void
nord_sha256_end (NordSha256 *self, guint8 digest[NORD_SHA256_BYTES])
{
  sha256_digest (self, NORD_SHA256_BYTES, digest);
}

gboolean
nord_sha256_is_name (const char *text)
{
  return text != NULL && strlen (text) == 2 * NORD_SHA256_BYTES &&
         strspn (text, "0123456789abcdef") == 2 * NORD_SHA256_BYTES;
}
