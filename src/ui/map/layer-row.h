/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One own layer in the list of them: its colour and name, whether and how strongly it is shown, its
 * place in the order, and its end. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_LAYER_ROW (nord_layer_row_get_type ())
G_DECLARE_FINAL_TYPE (NordLayerRow, nord_layer_row, NORD, LAYER_ROW, GtkListBoxRow)

NordLayerRow *nord_layer_row_new (NordSession *session, NordRecord *layer);
/* @above, @below: (nullable) the neighbours, which a step up or down changes places with. */
void nord_layer_row_set_neighbours (NordLayerRow *self, NordRecord *above, NordRecord *below);
void nord_layer_row_update (NordLayerRow *self);

G_END_DECLS
