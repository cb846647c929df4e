/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Placed labels painted with cairo. */
#pragma once

#include "core/map/label-placer.h"

G_BEGIN_DECLS

void nord_label_paint (const NordMapStyle *style, const NordLabel *label, cairo_t *cr);
void nord_label_paint_all (const NordLabelPlacement *placement, cairo_t *cr);

G_END_DECLS
