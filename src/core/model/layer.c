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

/* After the qualitative palette "Dark2" of ColorBrewer (Harrower and Brewer 2003), which none of
 * the topics has. */
static const guint32 colours[NORD_LAYER_N_COLOURS] = {
  0x6a3d9a, 0xb15928, 0x1b7f6b, 0xa6296b, 0x4d6b0f, 0x5c5c66,
};

/**
 * nord_layer_get_rgb:
 * @number: as in %NORD_LAYER_COLOUR; any
 *
 * Returns: the colour, 0xrrggbb
 */
guint32
nord_layer_get_rgb (gint64 number)
{
  return colours[(guint64) number % NORD_LAYER_N_COLOURS];
}
