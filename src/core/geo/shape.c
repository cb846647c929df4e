/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A shape on the map: checked and brought into its one canonical form when it is made. */
#include "core/geo/shape.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK (nord_geo_error, nord_geo_error)
G_DEFINE_BOXED_TYPE (NordShape, nord_shape, nord_shape_ref, nord_shape_unref)

/* The nearest double to a decimal with seven places: an integer below 2^53 divided by an exact
 * power of ten is correctly rounded, so reading its shortest decimal gives the same bits. */
static inline double
quantise (double degrees)
{
  /* Adding zero turns minus zero into zero, which JSON does not tell apart. */
  return rint (degrees * 1e7) / 1e7 + 0.0;
}

/* One allocation for the struct and its three arrays: shapes are many and small. */
static NordShape *
allocate (guint n_points, guint n_rings, guint n_parts)
{
  gsize head = (sizeof (NordShape) + 7) & ~(gsize) 7;
  gsize size = head + n_points * 2 * sizeof (double) + (n_rings + n_parts) * sizeof (guint);
  guint8 *block = g_malloc (size);
  NordShape *self = (NordShape *) block;

  self->n_points = n_points;
  self->n_rings = n_rings;
  self->n_parts = n_parts;
  self->xy = (const double *) (block + head);
  self->ring_ends = (const guint *) (block + head + n_points * 2 * sizeof (double));
  self->part_ends = self->ring_ends + n_rings;
  g_atomic_ref_count_init (&self->refs);
  return self;
}

static double
ring_sum (const double *xy, guint from, guint to)
{
  /* Twice the signed area around the first position, so that small rings keep their digits. */
  double x0 = xy[2 * from], y0 = xy[2 * from + 1], sum = 0;

  for (guint i = from; i + 1 < to; i++)
    sum += (xy[2 * i] - x0) * (xy[2 * i + 3] - y0) - (xy[2 * i + 2] - x0) * (xy[2 * i + 1] - y0);
  return sum;
}

static void
reverse_ring (double *xy, guint from, guint to)
{
  for (guint a = from, b = to - 1; a < b; a++, b--) {
    double x = xy[2 * a], y = xy[2 * a + 1];

    xy[2 * a] = xy[2 * b];
    xy[2 * a + 1] = xy[2 * b + 1];
    xy[2 * b] = x;
    xy[2 * b + 1] = y;
  }
}

static gboolean
ends_are_sound (const guint *ends, guint n_ends, guint total)
{
  guint before = 0;

  for (guint i = 0; i < n_ends; i++) {
    if (ends[i] <= before)
      return FALSE;
    before = ends[i];
  }
  return n_ends > 0 && before == total;
}

static gboolean
is_area_kind (NordShapeKind kind)
{
  return kind == NORD_SHAPE_AREA || kind == NORD_SHAPE_MULTI_AREA;
}

static gboolean
check_structure (NordShapeKind kind,
                 const guint *ring_ends,
                 guint n_rings,
                 guint n_parts,
                 GError **error)
{
  gboolean single = kind <= NORD_SHAPE_AREA;
  guint least = is_area_kind (kind)                                        ? 4
                : kind == NORD_SHAPE_LINE || kind == NORD_SHAPE_MULTI_LINE ? 2
                                                                           : 1;

  if ((single && n_parts != 1) || (!is_area_kind (kind) && n_rings != n_parts)) {
    g_set_error_literal (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID,
                         _ ("The shape has the wrong number of parts"));
    return FALSE;
  }
  for (guint r = 0, from = 0; r < n_rings; from = ring_ends[r++]) {
    guint n = ring_ends[r] - from;

    if (n < least || (least == 1 && n > 1)) {
      g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID,
                   least == 1
                     ? _ ("A point with %u positions is not a shape")
                     : (least == 2 ? _ ("A line needs two positions or more, this one has %u")
                                   : _ ("An area needs four positions or more, this one has %u")),
                   n);
      return FALSE;
    }
  }
  return TRUE;
}

static NordShape *
shape_new_checked (NordShapeKind kind,
                   const double *xy,
                   guint n_points,
                   const guint *ring_ends,
                   guint n_rings,
                   const guint *part_ends,
                   guint n_parts,
                   GError **error)
{
  g_autoptr (NordShape) self = allocate (n_points, n_rings, n_parts);
  double *to = (double *) self->xy;

  self->kind = kind;
  for (guint i = 0; i < n_points; i++) {
    double lon = xy[2 * i], lat = xy[2 * i + 1];

    if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90)) {
      g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID,
                   _ ("Longitude %g, latitude %g is not a position on Earth"), lon, lat);
      return NULL;
    }
    to[2 * i] = quantise (lon);
    to[2 * i + 1] = quantise (lat);
  }
  memcpy ((guint *) self->ring_ends, ring_ends, n_rings * sizeof (guint));
  memcpy ((guint *) self->part_ends, part_ends, n_parts * sizeof (guint));
  if (!is_area_kind (kind))
    return g_steal_pointer (&self);

  /* RFC 7946, 3.1.6: borders run counterclockwise and holes clockwise. Whoever drew it the other
   * way round meant the same area, so it becomes the same value. */
  for (guint p = 0, r = 0; p < n_parts; p++)
    for (guint first = r; r < part_ends[p]; r++) {
      guint from = r ? ring_ends[r - 1] : 0, end = ring_ends[r];
      double sum;

      if (to[2 * from] != to[2 * end - 2] || to[2 * from + 1] != to[2 * end - 1]) {
        g_set_error_literal (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID,
                             _ ("The border of an area is not closed"));
        return NULL;
      }
      sum = ring_sum (to, from, end);
      if (r == first ? sum < 0 : sum > 0)
        reverse_ring (to, from, end);
    }
  return g_steal_pointer (&self);
}

/* The widest stretch inside the area along some latitudes: a position that is inside even where
 * the centroid is not (a horseshoe, a ring). */
static gboolean
widest_inside (const NordShape *self,
               guint first_ring,
               guint end_ring,
               double south,
               double north,
               double *at)
{
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (double));
  double widest = 0;

  for (guint k = 1; k < 16; k++) {
    /* The odd factor keeps the line off vertices, which mostly lie on round numbers. */
    double lat = south + (north - south) * (k / 16.0 + 0.0123456789 / 16);

    g_array_set_size (cuts, 0);
    for (guint r = first_ring; r < end_ring; r++)
      for (guint i = r ? self->ring_ends[r - 1] : 0; i + 1 < self->ring_ends[r]; i++) {
        const double *a = self->xy + 2 * i, *b = a + 2;

        if ((a[1] > lat) != (b[1] > lat)) {
          double x = a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
          guint place = cuts->len;

          while (place > 0 && g_array_index (cuts, double, place - 1) > x)
            place--;
          g_array_insert_val (cuts, place, x);
        }
      }
    for (guint i = 0; i + 1 < cuts->len; i += 2) {
      double x0 = g_array_index (cuts, double, i), x1 = g_array_index (cuts, double, i + 1);

      /* Prefer the middle of the height among stretches of one width. */
      if (x1 - x0 > widest * (1 + 1e-9)) {
        widest = x1 - x0;
        at[0] = (x0 + x1) / 2;
        at[1] = lat;
      }
    }
  }
  return widest > 0;
}

static gboolean
is_inside (const NordShape *self, guint first_ring, guint end_ring, double lon, double lat)
{
  gboolean inside = FALSE;

  for (guint r = first_ring; r < end_ring; r++)
    for (guint i = r ? self->ring_ends[r - 1] : 0; i + 1 < self->ring_ends[r]; i++) {
      const double *a = self->xy + 2 * i, *b = a + 2;

      if ((a[1] > lat) != (b[1] > lat) && lon < a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
        inside = !inside;
    }
  return inside;
}

static void
area_anchor (const NordShape *self, double *at)
{
  double best = -1, south = 0, north = 0;
  guint best_first = 0, best_end = 0;

  for (guint p = 0, r = 0; p < self->n_parts; r = self->part_ends[p++]) {
    guint from = r ? self->ring_ends[r - 1] : 0;
    double sum = ring_sum (self->xy, from, self->ring_ends[r]);

    if (sum > best) {
      best = sum;
      best_first = r;
      best_end = self->part_ends[p];
    }
  }
  {
    guint from = best_first ? self->ring_ends[best_first - 1] : 0, to = self->ring_ends[best_first];
    double x0 = self->xy[2 * from], y0 = self->xy[2 * from + 1], x = 0, y = 0;

    at[0] = x0;
    at[1] = y0;
    south = north = y0;
    for (guint i = from; i + 1 < to; i++) {
      const double *a = self->xy + 2 * i, *b = a + 2;
      double cross = (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);

      x += (a[0] + b[0] - 2 * x0) * cross;
      y += (a[1] + b[1] - 2 * y0) * cross;
      south = MIN (south, a[1]);
      north = MAX (north, a[1]);
    }
    if (best > 0 &&
        is_inside (self, best_first, best_end, x0 + x / (3 * best), y0 + y / (3 * best))) {
      at[0] = x0 + x / (3 * best);
      at[1] = y0 + y / (3 * best);
    } else {
      widest_inside (self, best_first, best_end, south, north, at);
    }
  }
}

static void
line_anchor (const NordShape *self, double *at)
{
  double best = -1;

  for (guint r = 0, from = 0; r < self->n_rings; from = self->ring_ends[r++]) {
    const double *xy = self->xy;
    double shrink = cos (xy[2 * from + 1] * G_PI / 180), length = 0, half;
    guint to = self->ring_ends[r];

    for (guint i = from; i + 1 < to; i++)
      length += hypot ((xy[2 * i + 2] - xy[2 * i]) * shrink, xy[2 * i + 3] - xy[2 * i + 1]);
    if (length <= best)
      continue;
    best = length;
    half = length / 2;
    at[0] = xy[2 * from];
    at[1] = xy[2 * from + 1];
    for (guint i = from; i + 1 < to; i++) {
      double dx = xy[2 * i + 2] - xy[2 * i], dy = xy[2 * i + 3] - xy[2 * i + 1];
      double step = hypot (dx * shrink, dy);

      if (step >= half && step > 0) {
        at[0] = xy[2 * i] + dx * half / step;
        at[1] = xy[2 * i + 1] + dy * half / step;
        break;
      }
      half -= step;
    }
  }
}

/* The point nearest to the mean of all, so that the anchor is one of them. */
static void
points_anchor (const NordShape *self, double *at)
{
  double x = 0, y = 0, best = G_MAXDOUBLE, shrink = cos (self->xy[1] * G_PI / 180);

  for (guint i = 0; i < self->n_points; i++) {
    x += self->xy[2 * i] / self->n_points;
    y += self->xy[2 * i + 1] / self->n_points;
  }
  for (guint i = 0; i < self->n_points; i++) {
    double d = hypot ((self->xy[2 * i] - x) * shrink, self->xy[2 * i + 1] - y);

    if (d < best) {
      best = d;
      at[0] = self->xy[2 * i];
      at[1] = self->xy[2 * i + 1];
    }
  }
}

/**
 * nord_shape_new:
 * @kind: what the parts are
 * @xy: longitude and latitude of each position in degrees (WGS 84), 2 * @n_points numbers
 * @n_points: number of positions, at most %NORD_SHAPE_MAX_POINTS
 * @ring_ends: (nullable): end of each ring as an index of positions; NULL with @n_rings 0 for one
 *   ring with all positions
 * @n_rings: number of rings
 * @part_ends: (nullable): end of each part as an index of rings; NULL with @n_parts 0 for one part
 *   with all rings
 * @n_parts: number of parts
 *
 * Copies the arrays, rounds every coordinate to 1e-7 degrees and turns the rings of areas to the
 * direction of RFC 7946 (borders counterclockwise, holes clockwise), so that equal shapes are equal
 * bytes. The rings of areas must be closed after rounding.
 *
 * Errors: %NORD_GEO_ERROR_INVALID, %NORD_GEO_ERROR_UNSUPPORTED (unknown kind),
 * %NORD_GEO_ERROR_TOO_LARGE.
 *
 * Returns: (transfer full): a shape, or NULL with @error set
 */
NordShape *
nord_shape_new (NordShapeKind kind,
                const double *xy,
                guint n_points,
                const guint *ring_ends,
                guint n_rings,
                const guint *part_ends,
                guint n_parts,
                GError **error)
{
  g_return_val_if_fail (xy != NULL || n_points == 0, NULL);
  g_return_val_if_fail (ring_ends != NULL || n_rings == 0, NULL);
  g_return_val_if_fail (part_ends != NULL || n_parts == 0, NULL);

  if (kind < NORD_SHAPE_POINT || kind > NORD_SHAPE_MULTI_AREA) {
    g_set_error_literal (error, NORD_GEO_ERROR, NORD_GEO_ERROR_UNSUPPORTED,
                         _ ("An idea cannot have this kind of geometry"));
    return NULL;
  }
  if (n_points > NORD_SHAPE_MAX_POINTS) {
    g_set_error (error, NORD_GEO_ERROR, NORD_GEO_ERROR_TOO_LARGE,
                 _ ("The shape has more than %d positions"), NORD_SHAPE_MAX_POINTS);
    return NULL;
  }
  if (ring_ends == NULL) {
    ring_ends = &n_points;
    n_rings = 1;
  }
  if (part_ends == NULL) {
    part_ends = &n_rings;
    n_parts = 1;
  }
  if (!ends_are_sound (ring_ends, n_rings, n_points) ||
      !ends_are_sound (part_ends, n_parts, n_rings)) {
    g_set_error_literal (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID,
                         _ ("The shape has an empty part"));
    return NULL;
  }
  if (!check_structure (kind, ring_ends, n_rings, n_parts, error))
    return NULL;
  return shape_new_checked (kind, xy, n_points, ring_ends, n_rings, part_ends, n_parts, error);
}

/**
 * nord_shape_new_point:
 * @lon: longitude in degrees
 * @lat: latitude in degrees
 *
 * For positions that are known to be on Earth (a place on the map); anything else is an error of
 * the programmer, use nord_shape_new() for what comes from outside.
 *
 * Returns: (transfer full): a point
 */
NordShape *
nord_shape_new_point (double lon, double lat)
{
  double xy[2] = {lon, lat};
  guint one = 1;

  g_return_val_if_fail (lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90, NULL);
  return shape_new_checked (NORD_SHAPE_POINT, xy, 1, &one, 1, &one, 1, NULL);
}

/**
 * nord_shape_new_line:
 * @xy: longitude and latitude of each position in degrees
 * @n_points: number of positions, two or more
 *
 * Returns: (transfer full): a line, or NULL with @error set as for nord_shape_new()
 */
NordShape *
nord_shape_new_line (const double *xy, guint n_points, GError **error)
{
  return nord_shape_new (NORD_SHAPE_LINE, xy, n_points, NULL, 0, NULL, 0, error);
}

/**
 * nord_shape_new_area:
 * @xy: longitude and latitude of each position of the border in degrees
 * @n_points: number of positions; three are enough, as an open border is closed here
 *
 * Returns: (transfer full): an area without holes, or NULL with @error set as for nord_shape_new()
 */
NordShape *
nord_shape_new_area (const double *xy, guint n_points, GError **error)
{
  g_autofree double *closed = NULL;

  if (n_points >= 3 && n_points <= NORD_SHAPE_MAX_POINTS &&
      (quantise (xy[0]) != quantise (xy[2 * n_points - 2]) ||
       quantise (xy[1]) != quantise (xy[2 * n_points - 1]))) {
    closed = g_new (double, 2 * (n_points + 1));
    memcpy (closed, xy, 2 * n_points * sizeof (double));
    closed[2 * n_points] = xy[0];
    closed[2 * n_points + 1] = xy[1];
    xy = closed;
    n_points++;
  }
  return nord_shape_new (NORD_SHAPE_AREA, xy, n_points, NULL, 0, NULL, 0, error);
}

NordShape *
nord_shape_ref (NordShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
nord_shape_unref (NordShape *self)
{
  g_return_if_fail (self != NULL);
  if (g_atomic_ref_count_dec (&self->refs))
    g_free (self);
}

/**
 * nord_shape_equal:
 * @a: (nullable): a shape
 * @b: (nullable): another
 *
 * The same positions in the same order and parts. As shapes are canonical, this is the equality of
 * their texts and their bytes.
 *
 * Returns: whether both are one value; two absent shapes are
 */
gboolean
nord_shape_equal (const NordShape *a, const NordShape *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->kind != b->kind || a->n_points != b->n_points ||
      a->n_rings != b->n_rings || a->n_parts != b->n_parts)
    return FALSE;
  return memcmp (a->xy, b->xy, a->n_points * 2 * sizeof (double)) == 0 &&
         memcmp (a->ring_ends, b->ring_ends, a->n_rings * sizeof (guint)) == 0 &&
         memcmp (a->part_ends, b->part_ends, a->n_parts * sizeof (guint)) == 0;
}

/**
 * nord_shape_get_bounds:
 * @self: a shape
 *
 * Returns: the smallest box around it in degrees; shapes across the date line are not joined
 */
NordBounds
nord_shape_get_bounds (const NordShape *self)
{
  NordBounds box = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};

  g_return_val_if_fail (self != NULL, box);
  for (guint i = 0; i < self->n_points; i++) {
    box.west = MIN (box.west, self->xy[2 * i]);
    box.east = MAX (box.east, self->xy[2 * i]);
    box.south = MIN (box.south, self->xy[2 * i + 1]);
    box.north = MAX (box.north, self->xy[2 * i + 1]);
  }
  return box;
}

/**
 * nord_shape_get_anchor:
 * @self: a shape
 * @lon: (out): longitude in degrees
 * @lat: (out): latitude in degrees
 *
 * A position that stands for the shape: the point itself (of several, the one nearest to their
 * mean), the middle of a line (of its longest part) by length, the centroid of an area (of its
 * largest part) where that lies inside, otherwise the middle of its widest stretch along a
 * latitude.
 */
void
nord_shape_get_anchor (const NordShape *self, double *lon, double *lat)
{
  double at[2] = {0, 0};

  g_return_if_fail (self != NULL && lon != NULL && lat != NULL);
  if (is_area_kind (self->kind))
    area_anchor (self, at);
  else if (self->kind == NORD_SHAPE_LINE || self->kind == NORD_SHAPE_MULTI_LINE)
    line_anchor (self, at);
  else
    points_anchor (self, at);
  *lon = at[0];
  *lat = at[1];
}
