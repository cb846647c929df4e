/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How a map is moved so that something is well in view. */
#pragma once

#include "ui/map/base-layer.h"
#include "ui/map/map-stage.h"

G_BEGIN_DECLS

/* All of @bounds with room around it, not nearer than street level. */
void nord_map_framing_show (NordMapStage *stage, const NordBounds *bounds, gboolean animate);
/* Moves only if it must; @nearer: also when it is seen from too far. */
void nord_map_framing_reveal (NordMapStage *stage, const NordBounds *bounds, gboolean nearer);
/* What lay in a bubble: always nearer, never away. */
void nord_map_framing_open (NordMapStage *stage, const NordBounds *bounds);
/* The area of the workshop, north up. Where a wide window would see beyond the packs of @base, it
 * shows a little less of the area instead. */
void nord_map_framing_go_home (NordMapStage *stage,
                               NordBaseLayer *base,
                               const NordBounds *home,
                               gboolean animate);

G_END_DECLS
