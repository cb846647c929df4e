/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Between units of nord_mercator_project () and pixels. */
#include "ui/map/map-lens.h"

#include "core/geo/mercator.h"

#include <math.h>

NordMapLens
nord_map_lens_get (const NordView *view)
{
  double scale = nord_view_get_scale (view);
  NordMapLens lens = {.c = cos (view->rotation) * scale,
                      .s = sin (view->rotation) * scale,
                      .left = view->width / 2,
                      .top = view->height / 2};

  nord_mercator_project (view->lon, view->lat, &lens.x, &lens.y);
  return lens;
}

void
nord_map_lens_look (const NordMapLens *self, double ux, double uy, double *x, double *y)
{
  ux -= self->x;
  uy -= self->y;
  *x = self->left + self->c * ux - self->s * uy;
  *y = self->top + self->s * ux + self->c * uy;
}

NordMapWindow
nord_map_window_get (const NordView *view, double margin)
{
  NordBounds bounds = nord_view_get_bounds (view, margin);
  NordMapWindow window;

  nord_mercator_project (bounds.west, bounds.north, &window.west, &window.north);
  nord_mercator_project (bounds.east, bounds.south, &window.east, &window.south);
  return window;
}
