/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The projects of the register on the map: where they lie, and a badge with the number of each. */
#pragma once

#include "ui/map/map-layer.h"

G_BEGIN_DECLS

#define NORD_TYPE_PROJECT_LAYER (nord_project_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordProjectLayer, nord_project_layer, NORD, PROJECT_LAYER, NordMapLayer)

/* Signal "activated" (const char *id): a project was tapped. */

NordProjectLayer *nord_project_layer_new (ShumateViewport *viewport);
/* (nullable) (element-type NordProject) those that are shown; followed while they alter. */
void nord_project_layer_set_projects (NordProjectLayer *self, GListModel *projects);
/* (nullable) shown stronger, and before the others. */
void nord_project_layer_set_selected (NordProjectLayer *self, const char *id);
/* Of a project that has altered but stands where it stood in the list. */
void nord_project_layer_refresh (NordProjectLayer *self);

G_END_DECLS
