/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture of the map with its labels, made without a screen. */
#pragma once

#include "core/map/label-placer.h"

G_BEGIN_DECLS

cairo_surface_t *nord_map_picture_new (NordTileStack *stack,
                                       const NordMapStyle *style,
                                       const NordMapCamera *view,
                                       double scale,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
