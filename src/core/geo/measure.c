/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Metres and square metres on the WGS 84 ellipsoid. */
#include "core/geo/measure.h"

#include <math.h>

#define RADIUS 6378137.0               /* a, metres */
#define FLATTENING (1 / 298.257223563) /* f */
#define E2 (FLATTENING * (2 - FLATTENING))
#define RADIANS (G_PI / 180)

/**
 * nord_frame_at:
 * @lon: longitude in degrees
 * @lat: latitude in degrees
 *
 * The radii of curvature of the ellipsoid along the meridian and across it (Snyder 1987, Map
 * Projections: A Working Manual, 4-18 to 4-21) give the lengths of a degree.
 *
 * Returns: the flat map that touches there
 */
NordFrame
nord_frame_at (double lon, double lat)
{
  double s = sin (lat * RADIANS), w2 = 1 - E2 * s * s, across = RADIUS / sqrt (w2);

  return (NordFrame){.lon = lon,
                     .lat = lat,
                     .east = across * cos (lat * RADIANS) * RADIANS,
                     .north = across * (1 - E2) / w2 * RADIANS};
}

/* Lambert's formula for long lines (1942), about 10 m in thousands of kilometres. */
static double
long_distance (double lon_a, double lat_a, double lon_b, double lat_b)
{
  double a = atan ((1 - FLATTENING) * tan (lat_a * RADIANS));
  double b = atan ((1 - FLATTENING) * tan (lat_b * RADIANS));
  double dlon = (lon_b - lon_a) * RADIANS / 2, dlat = (b - a) / 2;
  double h = sin (dlat) * sin (dlat) + cos (a) * cos (b) * sin (dlon) * sin (dlon);
  double angle = 2 * asin (sqrt (CLAMP (h, 0, 1)));
  double p = (a + b) / 2, sp = sin (p), cp = cos (p), sq = sin (dlat), cq = cos (dlat);
  double ch = cos (angle / 2), sh = sin (angle / 2), x, y;

  if (sh == 0 || ch < 1e-9)
    return RADIUS * angle;
  x = (angle - sin (angle)) * sp * sp * cq * cq / (ch * ch);
  y = (angle + sin (angle)) * cp * cp * sq * sq / (sh * sh);
  return RADIUS * (angle - FLATTENING / 2 * (x + y));
}

/**
 * nord_measure_distance:
 * @lon_a: longitude in degrees
 * @lat_a: latitude in degrees
 * @lon_b: longitude of the other position
 * @lat_b: its latitude
 *
 * Up to a degree apart the mid-latitude formula (Pythagoras in the flat map that touches half way):
 * at most 1e-5 from the geodesic below 50 km in Germany's latitudes. Beyond, Lambert's formula.
 *
 * Returns: metres between the two
 */
double
nord_measure_distance (double lon_a, double lat_a, double lon_b, double lat_b)
{
  double dlon = lon_b - lon_a, dlat = lat_b - lat_a;

  if (fabs (dlon) > 1 || fabs (dlat) > 1)
    return long_distance (lon_a, lat_a, lon_b, lat_b);
  {
    NordFrame frame = nord_frame_at (lon_a, (lat_a + lat_b) / 2);

    return hypot (dlon * frame.east, dlat * frame.north);
  }
}

/**
 * nord_measure_length:
 * @shape: a shape
 *
 * Returns: the length of a line or of an area's borders (holes too) in metres; 0 for points
 */
double
nord_measure_length (const NordShape *shape)
{
  double sum = 0;

  g_return_val_if_fail (shape != NULL, 0);
  for (guint r = 0, from = 0; r < shape->n_rings; from = shape->ring_ends[r++])
    for (guint i = from; i + 1 < shape->ring_ends[r]; i++)
      sum += nord_measure_distance (shape->xy[2 * i], shape->xy[2 * i + 1], shape->xy[2 * i + 2],
                                    shape->xy[2 * i + 3]);
  return sum;
}

/* Area between the equator and a latitude, a radian wide, over a² / 2: the q of the authalic
 * latitude (Snyder 1987, 3-12). */
static double
authalic_q (double lat)
{
  double s = sin (lat * RADIANS), e = sqrt (E2);

  return (1 - E2) * (s / (1 - E2 * s * s) + atanh (e * s) / e);
}

/**
 * nord_measure_area:
 * @shape: a shape
 *
 * The integral of the ellipsoid's own area function along the border (Simpson's rule on each edge),
 * edges being straight in longitude and latitude as RFC 7946, 3.1.1 has it. Exact but for rounding
 * for edges below a degree; against geodesic edges an edge of 1 km differs by 1.6e-5 km².
 *
 * Returns: square metres, holes taken off; 0 for points and lines
 */
double
nord_measure_area (const NordShape *shape)
{
  double total = 0;

  g_return_val_if_fail (shape != NULL, 0);
  if (shape->kind != NORD_SHAPE_AREA && shape->kind != NORD_SHAPE_MULTI_AREA)
    return 0;
  for (guint p = 0, r = 0; p < shape->n_parts; p++)
    for (guint first = r; r < shape->part_ends[p]; r++) {
      guint from = r ? shape->ring_ends[r - 1] : 0;
      double q0 = authalic_q (shape->xy[2 * from + 1]), before = 0, sum = 0;

      for (guint i = from; i + 1 < shape->ring_ends[r]; i++) {
        const double *a = shape->xy + 2 * i, *b = a + 2;
        double middle = authalic_q ((a[1] + b[1]) / 2) - q0, after = authalic_q (b[1]) - q0;

        sum += (b[0] - a[0]) * RADIANS * (before + 4 * middle + after) / 6;
        before = after;
      }
      sum = fabs (sum) * RADIUS * RADIUS / 2;
      total += r == first ? sum : -sum;
    }
  return MAX (total, 0);
}
