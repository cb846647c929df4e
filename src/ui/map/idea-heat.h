/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The heat map of ideas: where many are, as colour. */
#pragma once

#include "core/draw/view.h"
#include "ui/map/idea-items.h"

#include <cairo.h>

G_BEGIN_DECLS

/* @zoom: of the crowd, which signs would be bundled for. */
void nord_idea_heat_draw (NordIdeaItems *items, cairo_t *cr, const NordView *view, guint zoom);

G_END_DECLS
