/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The hash chain of the log. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_HASH_BYTES 32
#define NORD_CHAIN_NAME_BYTES (7 + 64 + 1)

void nord_chain_name (char to[NORD_CHAIN_NAME_BYTES], const void *hash);
void nord_chain_next (guint8 chain[NORD_HASH_BYTES],
                      const guint8 hash[NORD_HASH_BYTES],
                      gint64 step,
                      gint64 wall);

G_END_DECLS
