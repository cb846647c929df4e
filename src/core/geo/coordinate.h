/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A position written as numbers, in the forms that people copy from elsewhere. */
#pragma once

#include "core/geo/shape.h"

G_BEGIN_DECLS

gboolean nord_coordinate_parse (const char *text, const NordBounds *home, double *lon, double *lat);
void nord_coordinate_from_utm (int zone, double easting, double northing, double *lon, double *lat);

G_END_DECLS
