/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Short sums over rows. */
#include "core/exchange/digest.h"

#include <sodium.h>
#include <string.h>

static guint
digest_hash (gconstpointer key)
{
  guint hash;

  memcpy (&hash, key, sizeof hash);
  return hash;
}

static gboolean
digest_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (NordDigest)) == 0;
}

GHashTable *
nord_digest_table_new (void)
{
  return g_hash_table_new_full (digest_hash, digest_equal, g_free, g_free);
}

NordDigest *
nord_digest_copy (const NordDigest *digest)
{
  return g_memdup2 (digest, sizeof *digest);
}

/* Each part with its length before it, so that no two lists of parts look alike. */
static void
update (crypto_generichash_state *state, const void *data, gsize length)
{
  guint64 size = length;

  crypto_generichash_update (state, (const guint8 *) &size, sizeof size);
  if (length > 0)
    crypto_generichash_update (state, data, length);
}

NordDigest
nord_digest_content (const char *title, const char *body, const NordShape *shape)
{
  crypto_generichash_state state;
  NordDigest digest;

  crypto_generichash_init (&state, NULL, 0, sizeof digest.bytes);
  update (&state, title, title != NULL ? strlen (title) : 0);
  update (&state, body, body != NULL ? strlen (body) : 0);
  if (shape != NULL) {
    guint8 kind = shape->kind;

    update (&state, &kind, 1);
    update (&state, shape->xy, shape->n_points * 2 * sizeof (double));
    update (&state, shape->ring_ends, shape->n_rings * sizeof (guint));
    update (&state, shape->part_ends, shape->n_parts * sizeof (guint));
  }
  crypto_generichash_final (&state, digest.bytes, sizeof digest.bytes);
  return digest;
}

NordDigest
nord_digest_key (const char *source, const char *key)
{
  crypto_generichash_state state;
  NordDigest digest;

  crypto_generichash_init (&state, NULL, 0, sizeof digest.bytes);
  update (&state, source, strlen (source));
  update (&state, key, strlen (key));
  crypto_generichash_final (&state, digest.bytes, sizeof digest.bytes);
  return digest;
}

NordDigest
nord_digest_key_content (const char *key, const NordDigest *content)
{
  crypto_generichash_state state;
  NordDigest digest;

  crypto_generichash_init (&state, NULL, 0, sizeof digest.bytes);
  update (&state, key, strlen (key));
  update (&state, content->bytes, sizeof content->bytes);
  crypto_generichash_final (&state, digest.bytes, sizeof digest.bytes);
  return digest;
}
