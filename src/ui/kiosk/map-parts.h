/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Which parts of the map a station has. */
#pragma once

#include "ui/map/map-view.h"

G_BEGIN_DECLS

/* A station searches on a screen of its own, with its own keyboard. */
void nord_map_parts_hide_search (NordMapView *map);
/* Whether where many ideas are can be shown instead of their signs; where it can not be, it is not:
 * nobody finds the map as another one left it. */
void nord_map_parts_offer_heat (NordMapView *map, gboolean offered);

G_END_DECLS
