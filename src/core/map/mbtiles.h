/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A map pack in the MBTiles format: tiles in an SQLite file. */
#pragma once

#include "core/map/tile-archive.h"

G_BEGIN_DECLS

#define NORD_TYPE_MBTILES (nord_mbtiles_get_type ())
G_DECLARE_FINAL_TYPE (NordMbtiles, nord_mbtiles, NORD, MBTILES, GObject)

NordMbtiles *nord_mbtiles_open (const char *path, GError **error);

G_END_DECLS
