/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shapes as the geometry objects of GeoJSON (RFC 7946). */
#pragma once

#include "core/geo/grid.h"
#include "core/geo/shape.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void nord_geojson_append_number (GString *to, double degrees);
void nord_geojson_append (GString *to, const NordShape *shape);
NordShape *nord_geojson_parse (const char *text, gssize length, GError **error);
NordShape *nord_geojson_parse_in (const char *text, gssize length, NordGrid *grid, GError **error);
NordShape *nord_geojson_parse_node (JsonNode *node, GError **error);

G_END_DECLS
