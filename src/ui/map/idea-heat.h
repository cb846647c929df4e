/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The heat map of ideas: where many are, as colour. */
#pragma once

#include "ui/map/idea-items.h"
#include "ui/map/picture-grid.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) @zoom: of the crowd, which signs would be bundled for. */
NordMapPlan *nord_idea_heat_plan (NordIdeaItems *items, const NordView *view, guint zoom);

G_END_DECLS
