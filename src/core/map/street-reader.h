/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The net of streets of a part of the map, from its vector tiles. */
#pragma once

#include "core/geo/shape.h"
#include "core/geo/street-net.h"
#include "core/map/tile-stack.h"

#include <gio/gio.h>

G_BEGIN_DECLS

NordStreetNet *nord_street_reader_load (NordTileStack *stack,
                                        const NordBounds *part,
                                        GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
