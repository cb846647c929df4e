/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The actions and keys that move a map: map.zoom-in, map.zoom-out, map.north, map.pan, map.turn. */
#pragma once

#include "ui/map/map-stage.h"

G_BEGIN_DECLS

/* In the class_init of a widget that has a stage. Also binds "map.home", which is the widget's own.
 */
void nord_map_moves_install (GtkWidgetClass *klass);
/* In its init: (transfer none) what is moved; must live as long as the widget. */
void nord_map_moves_set_stage (GtkWidget *widget, NordMapStage *stage);

G_END_DECLS
