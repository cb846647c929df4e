/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Between units of nord_mercator_project () and pixels, without going through degrees for each of
 * thousands. */
#pragma once

#include "core/draw/view.h"

G_BEGIN_DECLS

typedef struct {
  double x, y, c, s, left, top;
} NordMapLens;

typedef struct {
  double west, north, east, south; /* units */
} NordMapWindow;

NordMapLens nord_map_lens_get (const NordView *view);
void nord_map_lens_look (const NordMapLens *self, double ux, double uy, double *x, double *y);
/* What nord_view_get_bounds () says. */
NordMapWindow nord_map_window_get (const NordView *view, double margin);

G_END_DECLS
