/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Gzip and zlib data of unknown origin, unpacked up to a limit. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean nord_inflate_is_packed (const guint8 *data, gsize size);
GBytes *nord_inflate (const guint8 *data, gsize size, gsize limit, GError **error);

G_END_DECLS
