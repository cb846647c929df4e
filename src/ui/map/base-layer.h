/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The base map below everything: the embedded pack in the style of the desktop, light, dark or with
 * high contrast. */
#pragma once

#include "ui/session.h"
#include "ui/map/tile-source.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define NORD_TYPE_BASE_LAYER (nord_base_layer_get_type ())
G_DECLARE_FINAL_TYPE (NordBaseLayer, nord_base_layer, NORD, BASE_LAYER, GObject)

/* Properties: "licence" (text, plain), "dark". */

/* Adds its layers to @map, which must still be empty, and makes its source the reference. */
NordBaseLayer *nord_base_layer_new (ShumateMap *map);
const char *nord_base_layer_get_licence (NordBaseLayer *self); /* never NULL */
/* (transfer full) the embedded pack, and all that were added, or of these only the file @only; from
 * any thread. */
NordTileStack *nord_base_layer_open_packs (const char *only);
NordTileStack *nord_base_layer_share_packs (const char *only);
/* (transfer full) (nullable) in a sentence, what of a pack of @stack could not be read so far;
 * @pack (out) (optional): its name, owned by @stack. */
char *nord_base_layer_say_damage (NordTileStack *stack, const char **pack);
/* (nullable) the name of the file of the pack that a workshop has chosen; NULL: all. */
void nord_base_layer_choose_pack (NordBaseLayer *self, const char *only);
/* Who is told, once a pack, that a tile of it cannot be read. */
void nord_base_layer_set_session (NordBaseLayer *self, NordSession *session);
/* Knows the packs and the style. */
NordTileSource *nord_base_layer_get_source (NordBaseLayer *self);
gboolean nord_base_layer_is_dark (NordBaseLayer *self);
/* Degrees; what all packs together have a map of, and perhaps more. */
NordBounds nord_base_layer_get_bounds (NordBaseLayer *self);
/* The words of the map: areas belong behind them, ideas before them. */
ShumateLayer *nord_base_layer_get_labels (NordBaseLayer *self);

G_END_DECLS
