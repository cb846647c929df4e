/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A shape of a layer. */
#include "core/model/layer-feature.h"

struct _NordLayerFeature {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordLayerFeature, nord_layer_feature, NORD_TYPE_RECORD)

static void
nord_layer_feature_class_init (NordLayerFeatureClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_LAYER_FEATURE,
                               NORD_LAYER_FEATURE_N_FIELDS);
}

static void
nord_layer_feature_init (NordLayerFeature *self)
{
}
