/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The sum that ties each row of the log to all rows before it. */
#include "core/store/chain.h"

#include "core/model/sha256.h"

#include <sodium.h>
#include <string.h>

/**
 * nord_chain_name:
 * @to: (out caller-allocates): "sha256:" and 64 hex digits
 * @hash: SHA-256 of a change
 */
void
nord_chain_name (char to[NORD_CHAIN_NAME_BYTES], const void *hash)
{
  memcpy (to, "sha256:", 7);
  sodium_bin2hex (to + 7, NORD_CHAIN_NAME_BYTES - 7, hash, NORD_HASH_BYTES);
}

/**
 * nord_chain_next:
 * @chain: (inout): chain value of the row before, zeros before the first; becomes that of this row
 * @hash: SHA-256 of the change
 * @step: position of the first change of the same transaction
 * @wall: wall clock, ms
 *
 * The columns of a row that are not in its change go into the chain, so that nothing in the log can
 * be altered unseen.
 */
void
nord_chain_next (guint8 chain[NORD_HASH_BYTES],
                 const guint8 hash[NORD_HASH_BYTES],
                 gint64 step,
                 gint64 wall)
{
  guint8 input[2 * NORD_HASH_BYTES + 16];

  memcpy (input, chain, NORD_HASH_BYTES);
  memcpy (input + NORD_HASH_BYTES, hash, NORD_HASH_BYTES);
  for (int i = 0; i < 8; i++) {
    input[2 * NORD_HASH_BYTES + i] = (guint64) step >> (56 - 8 * i);
    input[2 * NORD_HASH_BYTES + 8 + i] = (guint64) wall >> (56 - 8 * i);
  }
  nord_sha256 (chain, input, sizeof input);
}
