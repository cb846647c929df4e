/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A map pack: a file of tiles, of whatever format, read by number.
 *
 * Packs are brought by users and by the post, so they are treated as hostile: opened read-only,
 * never written, and limited in size and time. Reading a tile is safe from any thread. */
#include "core/map/tile-archive.h"

#include "core/map/inflate.h"
#include "core/map/map-error.h"

#include <string.h>

G_DEFINE_INTERFACE (NordTileArchive, nord_tile_archive, G_TYPE_OBJECT)

static void
nord_tile_archive_default_init (NordTileArchiveInterface *iface)
{
}

/**
 * nord_tile_archive_get_info:
 *
 * Returns: (transfer none): what the pack says about itself, unchanged for the life of the object
 */
const NordTileInfo *
nord_tile_archive_get_info (NordTileArchive *self)
{
  g_return_val_if_fail (NORD_IS_TILE_ARCHIVE (self), NULL);
  return NORD_TILE_ARCHIVE_GET_IFACE (self)->get_info (self);
}

/**
 * nord_tile_archive_read_tile:
 * @zoom: zoom level
 * @x: column, from the west
 * @y: row, from the north (as in a web map, not as in TMS)
 * @tile: (out) (nullable) (transfer full): the bytes, unpacked if the tile is a vector tile; %NULL
 *   if the pack has no such tile
 * @error: return location for a #GError
 *
 * Safe to call from any thread.
 *
 * Returns: %FALSE with a #NordMapError if the tile is there and cannot be had
 */
gboolean
nord_tile_archive_read_tile (NordTileArchive *self,
                             guint zoom,
                             guint x,
                             guint y,
                             GBytes **tile,
                             GError **error)
{
  g_return_val_if_fail (NORD_IS_TILE_ARCHIVE (self), FALSE);
  g_return_val_if_fail (tile != NULL, FALSE);
  *tile = NULL;
  if (zoom > NORD_TILE_MAX_ZOOM || x >= 1u << zoom || y >= 1u << zoom)
    return TRUE;
  return NORD_TILE_ARCHIVE_GET_IFACE (self)->read_tile (self, zoom, x, y, tile, error);
}

/**
 * nord_tile_format_sniff:
 * @format: (out): what the bytes are
 *
 * Tells pictures by their first bytes and vector tiles, packed or not, by theirs.
 *
 * Returns: %FALSE for anything else
 */
gboolean
nord_tile_format_sniff (const guint8 *data, gsize size, NordTileFormat *format)
{
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    *format = NORD_TILE_PNG;
  else if (size >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    *format = NORD_TILE_JPEG;
  else if (size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    *format = NORD_TILE_WEBP;
  else if (size == 0 || data[0] == 0x1a || nord_inflate_is_packed (data, size))
    *format = NORD_TILE_VECTOR; /* 0x1a: field 3 (layer), length-delimited */
  else
    return FALSE;
  return TRUE;
}

/**
 * nord_tile_unpack:
 * @tile: a tile as stored
 *
 * Returns: (transfer full): the tile without gzip or zlib; the same bytes if it had none
 */
GBytes *
nord_tile_unpack (GBytes *tile, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (tile, &size);

  if (!nord_inflate_is_packed (data, size))
    return g_bytes_ref (tile);
  return nord_inflate (data, size, NORD_TILE_MAX_UNPACKED, error);
}

void
nord_tile_info_clear (NordTileInfo *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->attribution, g_free);
}

/**
 * nord_tile_info_plain_text:
 * @text: text that a pack says about itself, often with HTML links
 * @length: bytes, or -1
 *
 * Takes the markup away, so that the licence line can show it and nothing in it can be followed.
 *
 * Returns: (transfer full): at most 500 characters of valid UTF-8 on one line
 */
char *
nord_tile_info_plain_text (const char *text, gssize length)
{
  static const struct {
    const char *entity;
    const char *text;
  } entities[] = {{"&copy;", "©"}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}};
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", text ? length : 0);
  g_autoptr (GString) plain = g_string_new (NULL);
  guint n_chars = 0;
  gboolean in_tag = FALSE, space = FALSE;

  for (const char *at = valid; *at && n_chars < 500; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    const char *insert = NULL;

    if (in_tag || c == '<') {
      in_tag = c != '>';
      continue;
    }
    if (g_unichar_isspace (c) || g_unichar_iscntrl (c)) {
      space = plain->len > 0;
      continue;
    }
    for (guint i = 0; c == '&' && i < G_N_ELEMENTS (entities); i++) {
      if (g_str_has_prefix (at, entities[i].entity)) {
        insert = entities[i].text;
        at += strlen (entities[i].entity) - 1;
        break;
      }
    }
    if (space)
      g_string_append_c (plain, ' ');
    space = FALSE;
    if (insert)
      g_string_append (plain, insert);
    else
      g_string_append_unichar (plain, c);
    n_chars++;
  }
  return g_string_free (g_steal_pointer (&plain), FALSE);
}
