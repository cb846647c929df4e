/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Gzip and zlib data of unknown origin, unpacked up to a limit. */
#include "core/map/inflate.h"

#include "core/map/map-error.h"

#include <glib/gi18n.h>
#include <zlib.h>

/**
 * nord_inflate_is_packed:
 *
 * Returns: %TRUE if the bytes begin like a gzip file or a zlib stream (RFC 1950, 1952)
 */
gboolean
nord_inflate_is_packed (const guint8 *data, gsize size)
{
  if (size < 2)
    return FALSE;
  if (data[0] == 0x1f && data[1] == 0x8b)
    return TRUE;
  /* A vector tile begins with 0x1a, so a zlib header cannot be taken for one. */
  return data[0] == 0x78 && ((guint) data[0] * 256 + data[1]) % 31 == 0;
}

/**
 * nord_inflate:
 * @limit: the most bytes that may come out; a small file can unpack to a thousand times its size
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the unpacked bytes, or %NULL with %NORD_MAP_ERROR_TOO_LARGE or
 *   %NORD_MAP_ERROR_DAMAGED
 */
GBytes *
nord_inflate (const guint8 *data, gsize size, gsize limit, GError **error)
{
  z_stream stream = {0};
  g_autoptr (GByteArray) out = NULL;
  guint8 chunk[32768];
  int result = Z_OK;

  if (size > G_MAXUINT32 / 2 || inflateInit2 (&stream, 15 + 32) != Z_OK) {
    g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE,
                         _ ("A tile of the map pack is too large"));
    return NULL;
  }
  out = g_byte_array_sized_new ((guint) MIN (size * 4, limit));
  stream.next_in = (Bytef *) data;
  stream.avail_in = (uInt) size;
  while (result == Z_OK) {
    gsize got;

    stream.next_out = chunk;
    stream.avail_out = sizeof chunk;
    result = inflate (&stream, Z_NO_FLUSH);
    got = sizeof chunk - stream.avail_out;
    if (out->len + got > limit) {
      inflateEnd (&stream);
      g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_TOO_LARGE,
                           _ ("A tile of the map pack is too large"));
      return NULL;
    }
    g_byte_array_append (out, chunk, (guint) got);
    if (result == Z_BUF_ERROR || (result == Z_OK && got == 0 && stream.avail_in == 0))
      break;
  }
  inflateEnd (&stream);
  if (result != Z_STREAM_END) {
    g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_DAMAGED,
                         _ ("A tile of the map pack is damaged or cut off"));
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
