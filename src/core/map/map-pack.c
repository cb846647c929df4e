/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A file of any kind opened as a map pack. */
#include "core/map/map-pack.h"

#include "core/map/map-error.h"
#include "core/map/mbtiles.h"
#include "core/map/pmtiles.h"

#include <glib/gi18n.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/**
 * nord_map_pack_open:
 * @path: a file in the file system's encoding
 * @error: return location for a #GError
 *
 * Opens an MBTiles 1.3 or PMTiles 3 file; the content decides, not the name.
 *
 * Returns: (transfer full): the pack, or %NULL with a #GFileError if the file cannot be read, or a
 *   #NordMapError
 */
NordTileArchive *
nord_map_pack_open (const char *path, GError **error)
{
  guint8 magic[16] = {0};
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  gssize got;

  if (fd >= 0) {
    got = read (fd, magic, sizeof magic);
    if (got < 0) {
      int saved = errno;
      close (fd);
      errno = saved;
      fd = -1;
    }
  }
  if (fd < 0) {
    int saved = errno;
    g_autofree char *shown = g_filename_display_name (path);
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", shown,
                 g_strerror (saved));
    return NULL;
  }
  close (fd);
  if (memcmp (magic, "PMTiles", 7) == 0)
    return (NordTileArchive *) nord_pmtiles_open (path, error);
  if (memcmp (magic, "SQLite format 3", 16) == 0)
    return (NordTileArchive *) nord_mbtiles_open (path, error);
  g_set_error_literal (error, NORD_MAP_ERROR, NORD_MAP_ERROR_NOT_A_PACK,
                       _ ("This file is not a map pack (MBTiles or PMTiles)"));
  return NULL;
}

/**
 * nord_map_pack_get_title:
 * @pack: (nullable): the file opened, %NULL if it cannot be
 * @path: where it lies
 *
 * Returns: (transfer full): what the pack calls itself, or the name of its file
 */
char *
nord_map_pack_get_title (NordTileArchive *pack, const char *path)
{
  const NordTileInfo *info = pack ? nord_tile_archive_get_info (pack) : NULL;

  return info && *info->name ? g_strdup (info->name) : g_filename_display_basename (path);
}
