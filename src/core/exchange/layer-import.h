/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A file of places (GeoJSON, GeoPackage, CSV) as an own layer of the map. */
#pragma once

#include "core/exchange/import.h"
#include "core/model/layer-feature.h"
#include "core/model/layer.h"

G_BEGIN_DECLS

/* More shapes on the map help nobody to see the ideas. */
#define NORD_LAYER_MAX_FEATURES 10000

NordChangeSet *nord_layer_import_take (NordImportPlan *plan,
                                       const char *title,
                                       const char *source,
                                       double position,
                                       gint64 colour,
                                       GError **error);
/* (transfer full) the layer and its shapes go, as one step. @features: (element-type NordRecord)
 * also of other layers. */
NordChangeSet *nord_layer_remove (NordRecord *layer, GListModel *features);

G_END_DECLS
