/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What lies under the ideas of the map: a plan under discussion. */
#pragma once

#include "core/model/record.h"

G_BEGIN_DECLS

enum {
  NORD_LAYER_TITLE,    /* text */
  NORD_LAYER_POSITION, /* real; higher lies on top */
  NORD_LAYER_OPACITY,  /* real, 0 to 1 */
  NORD_LAYER_SHOWN,    /* boolean */
  NORD_LAYER_COLOUR,   /* integer: number in the palette */
  NORD_LAYER_SOURCE,   /* text: the file it came from */
  NORD_LAYER_N_FIELDS
};

#define NORD_TYPE_LAYER (nord_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordLayer, nord_layer, NORD, LAYER, NordRecord)

/* Colours that differ from those of the topics, by the number in NORD_LAYER_COLOUR. */
#define NORD_LAYER_N_COLOURS 6
guint32 nord_layer_get_rgb (gint64 number);

G_END_DECLS
