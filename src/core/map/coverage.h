/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How much of each pixel the shapes of one layer cover: the fast way to pixels. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double x, y; /* px of the sheet: 0, 0 is its top left corner */
} NordCoveragePoint;

typedef struct {
  double width;
  gboolean round;     /* caps and joins */
  const double *dash; /* (nullable) px: drawn, left out, drawn … */
  guint n_dash;
} NordCoveragePen;

typedef struct _NordCoverage NordCoverage;

NordCoverage *nord_coverage_new (int width, int height);
void nord_coverage_free (NordCoverage *self);
void nord_coverage_edge (NordCoverage *self, double x0, double y0, double x1, double y1);
void nord_coverage_stroke (NordCoverage *self,
                           const NordCoveragePoint *points,
                           guint n,
                           const NordCoveragePen *pen);
void nord_coverage_blend (NordCoverage *self,
                          guint8 *pixels,
                          gsize stride,
                          const double rgba[4],
                          gboolean even_odd);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NordCoverage, nord_coverage_free)

G_END_DECLS
