/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A shape of a layer. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_LAYER_FEATURE_LAYER, /* text: id */
  NORD_LAYER_FEATURE_TITLE, /* text */
  NORD_LAYER_FEATURE_SHAPE, /* shape */
  NORD_LAYER_FEATURE_N_FIELDS
};

#define NORD_TYPE_LAYER_FEATURE (nord_layer_feature_get_type ())
G_DECLARE_FINAL_TYPE (NordLayerFeature, nord_layer_feature, NORD, LAYER_FEATURE, NordRecord)

G_END_DECLS
