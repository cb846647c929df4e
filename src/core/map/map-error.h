/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What can go wrong between a map pack on the disk and a picture of it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NordMapError:
 * @NORD_MAP_ERROR_NOT_A_PACK: the file is neither MBTiles nor PMTiles version 3
 * @NORD_MAP_ERROR_DAMAGED: the file or the tile contradicts its own format
 * @NORD_MAP_ERROR_UNSUPPORTED: a tile format or compression that this program does not read
 * @NORD_MAP_ERROR_TOO_LARGE: a tile beyond the limits that keep a hostile pack from filling memory
 * @NORD_MAP_ERROR_TOO_SLOW: reading one tile took longer than the time budget
 * @NORD_MAP_ERROR_STYLE: the style or palette is not valid
 */
typedef enum {
  NORD_MAP_ERROR_NOT_A_PACK,
  NORD_MAP_ERROR_DAMAGED,
  NORD_MAP_ERROR_UNSUPPORTED,
  NORD_MAP_ERROR_TOO_LARGE,
  NORD_MAP_ERROR_TOO_SLOW,
  NORD_MAP_ERROR_STYLE,
} NordMapError;

#define NORD_MAP_ERROR (nord_map_error_quark ())
GQuark nord_map_error_quark (void);

G_END_DECLS
