/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What shapes are drawn on: pixels directly where that is possible, else cairo. */
#pragma once

#include "core/map/coverage.h"

G_BEGIN_DECLS

typedef struct {
  cairo_t *cr;            /* (borrowed) */
  NordCoverage *coverage; /* (owned) (nullable) NULL: shapes are for cairo */
  guint8 *pixels;         /* of the coverage's top left corner */
  gsize stride;
  double scale, x, y; /* px of the coverage = user space * scale + x (y) */
} NordCanvas;

void nord_canvas_init (NordCanvas *self, cairo_t *cr, const double *box);
void nord_canvas_clear (NordCanvas *self);
void nord_canvas_blend (NordCanvas *self, const double rgba[4], gboolean even_odd);
void nord_canvas_path (NordCanvas *self, double halo_width);

static inline NordCoveragePoint
nord_canvas_place (const NordCanvas *self, double x, double y)
{
  return (NordCoveragePoint){x * self->scale + self->x, y * self->scale + self->y};
}

G_END_DECLS
