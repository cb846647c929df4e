/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What lies under the ideas of the map: a plan under discussion. */
#include "core/model/layer.h"

struct _NordLayer {
  NordRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (NordLayer, nord_layer, NORD_TYPE_RECORD)

static void
nord_layer_class_init (NordLayerClass *klass)
{
  nord_record_class_bind_noun (NORD_RECORD_CLASS (klass), NORD_NOUN_LAYER, NORD_LAYER_N_FIELDS);
}

static void
nord_layer_init (NordLayer *self)
{
}
