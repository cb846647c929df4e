/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The picture in a raster tile: PNG, JPEG or WebP of unknown origin. */
#pragma once

#include "core/map/tile-archive.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Tiles are 256 or 512 px wide; four times that is generous, and 16 MiB at most. */
#define NORD_RASTER_MAX_SIZE 2048

cairo_surface_t *nord_raster_decode (GBytes *bytes, GError **error);

G_END_DECLS
