/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the files of the embedded base map lie: beside an uninstalled program or installed. */
#include "core/map/base-map.h"

#include "config.h"

static char *
find (const char *name)
{
  const char *dir = g_getenv ("NORD_DATADIR");
  g_autofree char *path = NULL;

  if (dir != NULL && *dir != '\0') {
    path = g_build_filename (dir, "map", name, NULL);
    if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
      return g_steal_pointer (&path);
    g_clear_pointer (&path, g_free);
  }
  path = g_build_filename (NORD_PKGDATADIR, "map", name, NULL);
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

/**
 * nord_base_map_path:
 *
 * Finds the embedded base map, a vector MBTiles. The environment variable NORD_DATADIR (the build
 * tree's `data` for uninstalled runs) goes before the installed place.
 *
 * Returns: (transfer full) (nullable): the path of the file, or %NULL if the program was installed
 *   without it
 */
char *
nord_base_map_path (void)
{
  return find ("nordwaerts-base.mbtiles");
}

/**
 * nord_base_map_streets_path:
 *
 * Finds the named streets as GeoJSON lines (property `name`), coarse to 15 m, for positions in
 * words.
 *
 * Returns: (transfer full) (nullable): the path of the file, or %NULL if it is not there
 */
char *
nord_base_map_streets_path (void)
{
  return find ("nordwaerts-streets.geojson");
}
