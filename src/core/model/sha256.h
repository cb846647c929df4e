/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* SHA-256 of a text that lies in memory. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NORD_SHA256_BYTES 32

void nord_sha256 (guint8 to[NORD_SHA256_BYTES], const void *data, gsize length);

G_END_DECLS
