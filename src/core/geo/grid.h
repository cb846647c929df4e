/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A map grid other than longitude and latitude in WGS 84, from which coordinates are converted. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Used by one thread at a time, as what it holds of PROJ is; it may go from one to another. */
typedef struct _NordGrid NordGrid;

NordGrid *nord_grid_new (const char *authority, int code, GError **error);
NordGrid *nord_grid_new_for_wkt (const char *wkt, GError **error);
void nord_grid_free (NordGrid *self);
/* "ETRS89 / UTM zone 32N (EPSG:25832)" */
const char *nord_grid_get_title (const NordGrid *self);
/* Nothing is to be converted. */
gboolean nord_grid_is_wgs84 (const NordGrid *self);
/* In place: easting and northing (or longitude and latitude) of each position become longitude and
 * latitude in WGS 84, degrees. */
gboolean nord_grid_convert (NordGrid *self, double *xy, guint n_points, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordGrid, nord_grid_free)

G_END_DECLS
