/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture of where many places are and where few: density as colour. */
#include "core/map/heat.h"

#include <math.h>

/* Light to dark as well as yellow to violet, so that it reads in grey and by those who see no
 * red (from the "inferno" map of Smith and van der Walt, CC0, ends cut off). */
static const double ramp[][4] = {
  {0.98, 0.80, 0.30, 0.00}, {0.98, 0.76, 0.24, 0.45}, {0.96, 0.52, 0.12, 0.62},
  {0.83, 0.28, 0.27, 0.72}, {0.58, 0.15, 0.40, 0.80}, {0.26, 0.04, 0.41, 0.88},
};

/* Sum of each cell and @r to both sides along one line, over 2 r + 1. */
static void
blur_line (const float *from, float *to, int n, int step, int r)
{
  double sum = 0;

  for (int i = 0; i < MIN (r, n); i++)
    sum += from[i * step];
  for (int i = 0; i < n; i++) {
    if (i + r < n)
      sum += from[(i + r) * step];
    to[i * step] = (float) (MAX (sum, 0) / (2 * r + 1));
    if (i - r >= 0)
      sum -= from[(i - r) * step];
  }
}

static guint32
get_colour (double value)
{
  double at = CLAMP (value, 0, 1) * (G_N_ELEMENTS (ramp) - 1), c[4];
  guint i = MIN ((guint) at, G_N_ELEMENTS (ramp) - 2);

  for (int k = 0; k < 4; k++)
    c[k] = ramp[i][k] + (ramp[i + 1][k] - ramp[i][k]) * (at - i);
  return (guint32) (c[3] * 255) << 24 | (guint32) (c[0] * c[3] * 255) << 16 |
         (guint32) (c[1] * c[3] * 255) << 8 | (guint32) (c[2] * c[3] * 255);
}

/**
 * nord_heat_make:
 * @spots: those outside count as far as their spread reaches in
 * @width: pixels of the map
 * @spread: pixels, the standard deviation of the bell curve of one spot
 *
 * The bell curve is what three box blurs give (Kovesi 2010). The densest cell has the last colour,
 * and the colour goes with the root of the density: so single places stay visible.
 *
 * Returns: (transfer full): a picture of @width / NORD_HEAT_CELL by @height / NORD_HEAT_CELL
 */
cairo_surface_t *
nord_heat_make (const NordHeatSpot *spots, guint n, double width, double height, double spread)
{
  int columns = MAX (1, (int) ceil (width / NORD_HEAT_CELL));
  int rows = MAX (1, (int) ceil (height / NORD_HEAT_CELL));
  int r =
    MAX (1,
         (int) rint ((sqrt (4 * spread * spread / NORD_HEAT_CELL / NORD_HEAT_CELL + 1) - 1) / 2));
  int pad = 3 * r, across = columns + 2 * pad, down = rows + 2 * pad;
  g_autofree float *cells = g_new0 (float, (gsize) across *down);
  g_autofree float *other = g_new0 (float, (gsize) across *down);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, columns, rows);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  float most = 0;

  for (guint i = 0; i < n; i++) {
    double x = floor (spots[i].x / NORD_HEAT_CELL) + pad;
    double y = floor (spots[i].y / NORD_HEAT_CELL) + pad;

    if (x >= 0 && y >= 0 && x < across && y < down)
      cells[(gsize) y * across + (gsize) x] += (float) spots[i].weight;
  }
  for (int pass = 0; pass < 3; pass++) {
    for (int y = 0; y < down; y++)
      blur_line (cells + (gsize) y * across, other + (gsize) y * across, across, 1, r);
    for (int x = 0; x < across; x++)
      blur_line (other + x, cells + x, down, across, r);
  }
  for (int y = 0; y < rows; y++) {
    for (int x = 0; x < columns; x++)
      most = MAX (most, cells[(gsize) (y + pad) * across + x + pad]);
  }
  for (int y = 0; y < rows && most > 0; y++) {
    guint32 *line = (guint32 *) (void *) (data + (gsize) y * stride);

    for (int x = 0; x < columns; x++)
      line[x] = get_colour (sqrt (cells[(gsize) (y + pad) * across + x + pad] / most));
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}
