/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Shapes as well-known binary, bare or inside the geometry blob of a GeoPackage. */
#pragma once

#include "core/geo/grid.h"
#include "core/geo/shape.h"

G_BEGIN_DECLS

void nord_wkb_append (GByteArray *to, const NordShape *shape);
void nord_wkb_append_blob (GByteArray *to, const NordShape *shape);
NordShape *nord_wkb_decode (const guint8 *data, gsize length, GError **error);
NordShape *nord_wkb_decode_blob (const guint8 *data, gsize length, gint32 *srs_id, GError **error);
NordShape *
nord_wkb_decode_blob_in (const guint8 *data, gsize length, NordGrid *grid, GError **error);

G_END_DECLS
