/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the map shows between itself and the ideas: the districts, with numbers if wanted, and the
 * own layers of the workshop. */
#pragma once

#include "ui/map/shape-layer.h"
#include "ui/session.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define NORD_TYPE_EXTRA_LAYERS (nord_extra_layers_get_type ())
G_DECLARE_FINAL_TYPE (NordExtraLayers, nord_extra_layers, NORD, EXTRA_LAYERS, GObject)

/* Borders and own layers go behind @labels, names on top of what @map has by now. */
NordExtraLayers *nord_extra_layers_new (ShumateMap *map, ShumateLayer *labels);
void nord_extra_layers_set_session (NordExtraLayers *self, NordSession *session);
/* (nullable) what is counted. */
void nord_extra_layers_set_ideas (NordExtraLayers *self, GListModel *ideas);
void nord_extra_layers_set_dark (NordExtraLayers *self, gboolean dark);

G_END_DECLS
