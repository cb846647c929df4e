/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A shape while it is being drawn or altered: vertices that come and go. Rings of areas are kept
 * open here (their first position is not repeated), so that every vertex is one handle. */
#include "core/draw/sketch.h"

#include "core/geo/measure.h"
#include "core/geo/mercator.h"

#include <math.h>

typedef struct {
  double lon, lat; /* degrees */
} Vertex;

struct _NordSketch {
  NordShapeKind kind;
  GArray *vertices;  /* (owned) (element-type Vertex) */
  GArray *ring_ends; /* (owned) (element-type guint) at least one */
  GArray *part_ends; /* (owned) (element-type guint) at least one */
};

#define VERTEX(self, i) (&g_array_index ((self)->vertices, Vertex, (i)))
#define RING_END(self, i) (g_array_index ((self)->ring_ends, guint, (i)))

static guint
min_vertices (const NordSketch *self)
{
  switch (self->kind) {
  case NORD_SHAPE_LINE:
  case NORD_SHAPE_MULTI_LINE:
    return 2;
  case NORD_SHAPE_AREA:
  case NORD_SHAPE_MULTI_AREA:
    return 3;
  case NORD_SHAPE_POINT:
  case NORD_SHAPE_MULTI_POINT:
  default:
    return 1;
  }
}

static guint
find_ring (const NordSketch *self, guint vertex)
{
  guint ring = 0;

  while (ring + 1 < self->ring_ends->len && vertex >= RING_END (self, ring))
    ring++;
  return ring;
}

static void
move_ends (NordSketch *self, guint ring, int by)
{
  for (guint r = ring; r < self->ring_ends->len; r++)
    RING_END (self, r) += by;
}

/* Squared distance of @p from the segment @a to @b, in the units of the square. */
static double
distance_to_segment (const double *p, const double *a, const double *b)
{
  double dx = b[0] - a[0], dy = b[1] - a[1], length = dx * dx + dy * dy;
  double t = length > 0 ? ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length : 0;

  t = CLAMP (t, 0, 1);
  dx = p[0] - a[0] - t * dx;
  dy = p[1] - a[1] - t * dy;
  return dx * dx + dy * dy;
}

static double *
get_units (const NordSketch *self, guint start)
{
  guint n = self->vertices->len - start;
  double *units = g_new (double, 2 * MAX (n, 1));

  for (guint i = 0; i < n; i++) {
    const Vertex *v = VERTEX (self, start + i);

    nord_mercator_project (v->lon, v->lat, &units[2 * i], &units[2 * i + 1]);
  }
  return units;
}

NordSketch *
nord_sketch_new (NordShapeKind kind)
{
  NordSketch *self;
  guint zero = 0, one = 1;

  g_return_val_if_fail (kind == NORD_SHAPE_POINT || kind == NORD_SHAPE_LINE ||
                          kind == NORD_SHAPE_AREA,
                        NULL);
  self = g_new0 (NordSketch, 1);
  self->kind = kind;
  self->vertices = g_array_new (FALSE, FALSE, sizeof (Vertex));
  self->ring_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  self->part_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->ring_ends, zero);
  g_array_append_val (self->part_ends, one);
  return self;
}

NordSketch *
nord_sketch_new_from_shape (const NordShape *shape)
{
  NordSketch *self;
  gboolean closed;

  g_return_val_if_fail (shape != NULL, NULL);
  self = g_new0 (NordSketch, 1);
  self->kind = shape->kind;
  self->vertices = g_array_new (FALSE, FALSE, sizeof (Vertex));
  self->ring_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  self->part_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  closed = nord_sketch_is_area (self);
  for (guint ring = 0, start = 0; ring < shape->n_rings; start = shape->ring_ends[ring++]) {
    guint end = shape->ring_ends[ring] - (closed ? 1 : 0);

    for (guint i = start; i < end; i++) {
      Vertex v = {shape->xy[2 * i], shape->xy[2 * i + 1]};

      g_array_append_val (self->vertices, v);
    }
    g_array_append_val (self->ring_ends, self->vertices->len);
  }
  g_array_append_vals (self->part_ends, shape->part_ends, shape->n_parts);
  return self;
}

NordSketch *
nord_sketch_copy (const NordSketch *self)
{
  NordSketch *copy = g_new0 (NordSketch, 1);

  copy->kind = self->kind;
  copy->vertices = g_array_copy (self->vertices);
  copy->ring_ends = g_array_copy (self->ring_ends);
  copy->part_ends = g_array_copy (self->part_ends);
  return copy;
}

void
nord_sketch_free (NordSketch *self)
{
  g_array_unref (self->vertices);
  g_array_unref (self->ring_ends);
  g_array_unref (self->part_ends);
  g_free (self);
}

NordShapeKind
nord_sketch_get_kind (const NordSketch *self)
{
  return self->kind;
}

gboolean
nord_sketch_is_area (const NordSketch *self)
{
  return self->kind == NORD_SHAPE_AREA || self->kind == NORD_SHAPE_MULTI_AREA;
}

guint
nord_sketch_get_n_vertices (const NordSketch *self)
{
  return self->vertices->len;
}

void
nord_sketch_get_vertex (const NordSketch *self, guint vertex, double *lon, double *lat)
{
  g_return_if_fail (vertex < self->vertices->len);
  *lon = VERTEX (self, vertex)->lon;
  *lat = VERTEX (self, vertex)->lat;
}

guint
nord_sketch_get_n_rings (const NordSketch *self)
{
  return self->ring_ends->len;
}

void
nord_sketch_get_ring (const NordSketch *self, guint ring, guint *start, guint *end)
{
  g_return_if_fail (ring < self->ring_ends->len);
  *start = ring > 0 ? RING_END (self, ring - 1) : 0;
  *end = RING_END (self, ring);
}

gboolean
nord_sketch_get_next (const NordSketch *self, guint vertex, guint *next)
{
  guint start, end;

  g_return_val_if_fail (vertex < self->vertices->len, FALSE);
  if (min_vertices (self) < 2)
    return FALSE;
  nord_sketch_get_ring (self, find_ring (self, vertex), &start, &end);
  if (vertex + 1 < end)
    *next = vertex + 1;
  else if (nord_sketch_is_area (self) && end - start > 2)
    *next = start;
  else
    return FALSE;
  return TRUE;
}

/* Adds to the last ring. */
void
nord_sketch_append (NordSketch *self, double lon, double lat)
{
  Vertex v = {lon, lat};

  g_array_append_val (self->vertices, v);
  move_ends (self, self->ring_ends->len - 1, 1);
}

/**
 * nord_sketch_insert:
 * @before: the index that the new vertex gets
 * @ring_of: a vertex of the ring that it shall belong to, which @before alone does not tell at the
 *   seam of two rings
 */
void
nord_sketch_insert (NordSketch *self, guint before, guint ring_of, double lon, double lat)
{
  Vertex v = {lon, lat};
  guint ring;

  g_return_if_fail (before <= self->vertices->len);
  ring = find_ring (self, ring_of);
  g_array_insert_val (self->vertices, before, v);
  move_ends (self, ring, 1);
}

void
nord_sketch_set_vertex (NordSketch *self, guint vertex, double lon, double lat)
{
  g_return_if_fail (vertex < self->vertices->len);
  VERTEX (self, vertex)->lon = lon;
  VERTEX (self, vertex)->lat = lat;
}

/* Whether @vertex belongs to a hole of an area. */
gboolean
nord_sketch_is_hole (const NordSketch *self, guint vertex)
{
  guint ring, first = 0;

  if (!nord_sketch_is_area (self) || vertex >= self->vertices->len)
    return FALSE;
  ring = find_ring (self, vertex);
  for (guint part = 0; part < self->part_ends->len; part++) {
    if (ring == first)
      return FALSE;
    first = g_array_index (self->part_ends, guint, part);
  }
  return TRUE;
}

/* Fills the hole that @vertex belongs to; %FALSE where it is none. */
gboolean
nord_sketch_remove_hole (NordSketch *self, guint vertex)
{
  guint ring, start, end;

  if (!nord_sketch_is_hole (self, vertex))
    return FALSE;
  ring = find_ring (self, vertex);
  nord_sketch_get_ring (self, ring, &start, &end);
  g_array_remove_range (self->vertices, start, end - start);
  move_ends (self, ring, (int) start - (int) end);
  g_array_remove_index (self->ring_ends, ring);
  for (guint part = 0; part < self->part_ends->len; part++) {
    if (g_array_index (self->part_ends, guint, part) > ring)
      g_array_index (self->part_ends, guint, part)--;
  }
  return TRUE;
}

/**
 * nord_sketch_remove:
 *
 * A hole with too few vertices left goes as a whole.
 *
 * Returns: %FALSE, and nothing is removed, where the ring would have too few vertices left
 */
gboolean
nord_sketch_remove (NordSketch *self, guint vertex)
{
  guint ring, start, end;

  g_return_val_if_fail (vertex < self->vertices->len, FALSE);
  ring = find_ring (self, vertex);
  nord_sketch_get_ring (self, ring, &start, &end);
  if (end - start <= min_vertices (self))
    return nord_sketch_remove_hole (self, vertex);
  g_array_remove_index (self->vertices, vertex);
  move_ends (self, ring, -1);
  return TRUE;
}

/* Keeps the first @n_vertices of the last ring and what stands before it. */
void
nord_sketch_truncate (NordSketch *self, guint n_vertices)
{
  g_return_if_fail (n_vertices <= self->vertices->len);
  g_array_set_size (self->vertices, n_vertices);
  RING_END (self, self->ring_ends->len - 1) = n_vertices;
}

/* Takes @n vertices of the last ring away, from @start on. */
void
nord_sketch_leave_out (NordSketch *self, guint start, guint n)
{
  g_return_if_fail (start + n <= self->vertices->len);
  if (n == 0)
    return;
  g_array_remove_range (self->vertices, start, n);
  nord_sketch_truncate (self, self->vertices->len);
}

/* Moves by @dx, @dy in units of [func@mercator_project], so that the shape looks the same on the
 * map wherever it goes. */
void
nord_sketch_translate (NordSketch *self, double dx, double dy)
{
  for (guint i = 0; i < self->vertices->len; i++) {
    Vertex *v = VERTEX (self, i);
    double x, y;

    nord_mercator_project (v->lon, v->lat, &x, &y);
    nord_mercator_unproject (CLAMP (x + dx, 0, 1), CLAMP (y + dy, 0, 1), &v->lon, &v->lat);
  }
}

/**
 * nord_sketch_simplify:
 * @start: the first vertex that may go; those before and the two ends stay
 * @tolerance: in units of [func@mercator_project]
 *
 * Leaves out vertices that lie within @tolerance of the line without them (Douglas and Peucker
 * 1973), with a stack of its own, since a stroke may have thousands of samples.
 */
void
nord_sketch_simplify (NordSketch *self, guint start, double tolerance)
{
  guint n = self->vertices->len - MIN (start, self->vertices->len);
  g_autofree double *units = NULL;
  g_autofree guint8 *keep = NULL;
  g_autoptr (GArray) stack = NULL;
  guint to = start, span[2] = {0, n - 1};

  if (n < 3)
    return;
  units = get_units (self, start);
  keep = g_new0 (guint8, n);
  keep[0] = keep[n - 1] = TRUE;
  stack = g_array_new (FALSE, FALSE, sizeof span);
  g_array_append_val (stack, span);
  while (stack->len > 0) {
    double most = tolerance * tolerance;
    guint first, last, at = 0;

    first = ((guint *) stack->data)[2 * (stack->len - 1)];
    last = ((guint *) stack->data)[2 * (stack->len - 1) + 1];
    g_array_set_size (stack, stack->len - 1);
    for (guint i = first + 1; i < last; i++) {
      double distance = distance_to_segment (units + 2 * i, units + 2 * first, units + 2 * last);

      if (distance > most) {
        most = distance;
        at = i;
      }
    }
    if (at > 0) {
      guint left[2] = {first, at}, right[2] = {at, last};

      keep[at] = TRUE;
      g_array_append_val (stack, left);
      g_array_append_val (stack, right);
    }
  }
  for (guint i = 0; i < n; i++) {
    if (keep[i])
      *VERTEX (self, to++) = *VERTEX (self, start + i);
  }
  nord_sketch_truncate (self, to);
}

/**
 * nord_sketch_trim_ends:
 * @start: the first vertex of the stroke
 *
 * Who draws round a place by hand overshoots: the end of the stroke crosses its beginning. Cuts
 * both ends at the crossing, if there is one between the first and the last third, so that the area
 * has no tail.
 */
void
nord_sketch_trim_ends (NordSketch *self, guint start)
{
  guint n = self->vertices->len - MIN (start, self->vertices->len);
  g_autofree double *u = NULL;

  if (n < 5)
    return;
  u = get_units (self, start);
  for (guint i = 0; i + 1 < n / 3 + 1; i++) {
    for (guint j = n - 2; j >= MAX (n - n / 3 - 1, i + 2); j--) {
      double *a = u + 2 * i, *b = a + 2, *c = u + 2 * j, *d = c + 2;
      double det = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]), s, t;
      Vertex cross;

      if (det == 0)
        continue;
      s = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / det;
      t = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / det;
      if (s < 0 || s > 1 || t < 0 || t > 1)
        continue;
      nord_mercator_unproject (a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1]), &cross.lon,
                               &cross.lat);
      nord_sketch_truncate (self, start + j + 1);
      *VERTEX (self, start + i) = cross;
      nord_sketch_leave_out (self, start, i);
      return;
    }
  }
}

/* How many places the sketch has, counted as the stored shape will hold them. */
guint
nord_sketch_count_distinct (const NordSketch *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < self->vertices->len; i++) {
    const Vertex *v = VERTEX (self, i);
    gint64 key = llround (v->lon * 1e7) * G_GINT64_CONSTANT (4000000000) + llround (v->lat * 1e7);

    g_hash_table_add (seen, g_memdup2 (&key, sizeof key));
  }
  return g_hash_table_size (seen);
}

/**
 * nord_sketch_get_size:
 *
 * Returns: the diagonal of the box round the sketch, in metres
 */
double
nord_sketch_get_size (const NordSketch *self)
{
  double west = 180, south = 90, east = -180, north = -90;

  if (self->vertices->len == 0)
    return 0;
  for (guint i = 0; i < self->vertices->len; i++) {
    west = MIN (west, VERTEX (self, i)->lon);
    east = MAX (east, VERTEX (self, i)->lon);
    south = MIN (south, VERTEX (self, i)->lat);
    north = MAX (north, VERTEX (self, i)->lat);
  }
  return nord_measure_distance (west, south, east, north);
}

/**
 * nord_sketch_to_shape:
 *
 * Returns: (transfer full): the shape, or %NULL with %NORD_GEO_ERROR where there are too few
 *   vertices
 */
NordShape *
nord_sketch_to_shape (const NordSketch *self, GError **error)
{
  gboolean closed = nord_sketch_is_area (self);
  guint n = self->vertices->len + (closed ? self->ring_ends->len : 0), at = 0;
  g_autofree double *xy = g_new (double, 2 * MAX (n, 1));
  g_autofree guint *ends = g_new (guint, self->ring_ends->len);

  for (guint ring = 0; ring < self->ring_ends->len; ring++) {
    guint start, end;

    nord_sketch_get_ring (self, ring, &start, &end);
    if (end - start < min_vertices (self)) {
      g_set_error_literal (error, NORD_GEO_ERROR, NORD_GEO_ERROR_INVALID, "too few vertices");
      return NULL;
    }
    for (guint i = start; i < end + (closed ? 1 : 0); i++, at++) {
      const Vertex *v = VERTEX (self, i < end ? i : start);

      xy[2 * at] = v->lon;
      xy[2 * at + 1] = v->lat;
    }
    ends[ring] = at;
  }
  return nord_shape_new (self->kind, xy, at, ends, self->ring_ends->len,
                         (const guint *) self->part_ends->data, self->part_ends->len, error);
}
