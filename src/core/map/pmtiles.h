/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A map pack in the PMTiles format, version 3. */
#pragma once

#include "core/map/tile-archive.h"

G_BEGIN_DECLS

#define NORD_TYPE_PMTILES (nord_pmtiles_get_type ())
G_DECLARE_FINAL_TYPE (NordPmtiles, nord_pmtiles, NORD, PMTILES, GObject)

NordPmtiles *nord_pmtiles_open (const char *path, GError **error);
guint64 nord_pmtiles_tile_id (guint zoom, guint x, guint y);

G_END_DECLS
