/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Beside the map: what it shows besides ideas. Districts with their numbers, and own layers. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_LAYERS_WINDOW (nord_layers_window_get_type ())
G_DECLARE_FINAL_TYPE (NordLayersWindow, nord_layers_window, NORD, LAYERS_WINDOW, AdwWindow)

/* The one of the map @widget, in front. */
void nord_layers_window_present (GtkWidget *widget, NordSession *session);

G_END_DECLS
