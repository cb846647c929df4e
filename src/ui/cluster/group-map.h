/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the page shows on its map: hulls of proposals or of groups. */
#pragma once

#include "ui/cluster/group-list.h"
#include "ui/map/shape-layer.h"

G_BEGIN_DECLS

void nord_group_map_show_groups (NordShapeLayer *layer, NordShapeLayer *titles, GListModel *groups);
/* The id of a proposal on the map is its place in the list. */
void nord_group_map_show_proposals (NordShapeLayer *layer,
                                    NordShapeLayer *titles,
                                    GListModel *proposals);
/* (transfer full) (nullable) NULL where none of the ideas has a place. */
NordShape *nord_group_map_new_hull (GListModel *ideas);

G_END_DECLS
