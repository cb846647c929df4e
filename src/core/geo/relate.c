/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* How shapes lie to each other. Everything is a sum over straight edges; nothing is built. */
#include "core/geo/relate.h"
#include "core/geo/measure.h"

#include <math.h>

static gboolean
is_area (const NordShape *shape)
{
  return shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA;
}

static gboolean
is_point (const NordShape *shape)
{
  return shape->kind == NORD_SHAPE_POINT || shape->kind == NORD_SHAPE_MULTI_POINT;
}

/* Where an edge meets a latitude. The lower end comes first whoever asks, so that two areas with
 * one border reckon the same number and a position belongs to exactly one of them. */
static inline double
edge_at (const double *a, const double *b, double lat)
{
  if (a[1] > b[1]) {
    const double *swap = a;

    a = b;
    b = swap;
  }
  return a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
}

/* Walks over all edges of a shape; a point is an edge from its position to itself. */
typedef struct {
  const NordShape *shape; /* (unowned) */
  guint ring;
  guint at; /* index of the next position */
} Edges;

static inline gboolean
next_edge (Edges *self, const double **a, const double **b)
{
  const NordShape *shape = self->shape;

  for (; self->ring < shape->n_rings; self->ring++) {
    guint from = self->ring ? shape->ring_ends[self->ring - 1] : 0;
    guint end = shape->ring_ends[self->ring];

    if (self->at + 1 < end || (end - from == 1 && self->at < end)) {
      *a = shape->xy + 2 * self->at;
      *b = end - from == 1 ? *a : *a + 2;
      self->at++;
      return TRUE;
    }
    self->at = end;
  }
  return FALSE;
}

static gboolean
boxes_meet (const NordBounds *a, const NordBounds *b)
{
  return a->west <= b->east && b->west <= a->east && a->south <= b->north && b->south <= a->north;
}

/**
 * nord_relate_contains:
 * @area: an area; nothing is inside a point or line
 * @lon: longitude in degrees
 * @lat: latitude in degrees
 *
 * Even-odd rule over all rings. A position on a border that two areas share belongs to exactly one
 * of them.
 *
 * Returns: whether the position is inside
 */
gboolean
nord_relate_contains (const NordShape *area, double lon, double lat)
{
  Edges edges = {.shape = area};
  const double *a, *b;
  gboolean inside = FALSE;

  g_return_val_if_fail (area != NULL, FALSE);
  if (!is_area (area))
    return FALSE;
  while (next_edge (&edges, &a, &b)) {
    if ((a[1] > lat) != (b[1] > lat) && lon < edge_at (a, b, lat))
      inside = !inside;
  }
  return inside;
}

/* Square of the metres from a position to an edge, all in the flat map of @frame. */
static double
point_to_edge (const NordFrame *frame, const double *at, const double *a, const double *b)
{
  double ax = (a[0] - at[0]) * frame->east, ay = (a[1] - at[1]) * frame->north;
  double dx = (b[0] - a[0]) * frame->east, dy = (b[1] - a[1]) * frame->north;
  double length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (-(ax * dx + ay * dy) / length, 0, 1) : 0;

  ax += t * dx;
  ay += t * dy;
  return ax * ax + ay * ay;
}

static double
side_of (const double *a, const double *b, const double *at)
{
  return (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]);
}

static gboolean
edges_cross (const double *a, const double *b, const double *c, const double *d)
{
  double abc = side_of (a, b, c), abd = side_of (a, b, d);
  double cda = side_of (c, d, a), cdb = side_of (c, d, b);

  return ((abc > 0) != (abd > 0)) && ((cda > 0) != (cdb > 0));
}

static double
edge_to_edge (const NordFrame *frame,
              const double *a,
              const double *b,
              const double *c,
              const double *d)
{
  double best;

  if (edges_cross (a, b, c, d))
    return 0;
  best = MIN (point_to_edge (frame, a, c, d), point_to_edge (frame, b, c, d));
  return MIN (best, MIN (point_to_edge (frame, c, a, b), point_to_edge (frame, d, a, b)));
}

/* Square of the metres between an edge and a box: no more than to anything inside the box. */
static double
edge_to_box (const NordFrame *frame, const double *a, const double *b, const NordBounds *box)
{
  double x = MAX (0, MAX (box->west - MAX (a[0], b[0]), MIN (a[0], b[0]) - box->east));
  double y = MAX (0, MAX (box->south - MAX (a[1], b[1]), MIN (a[1], b[1]) - box->north));

  x *= frame->east;
  y *= frame->north;
  return x * x + y * y;
}

/**
 * nord_relate_distance:
 * @a: a shape of any kind
 * @b: another
 *
 * The shortest way between any two of their positions in the flat map half way between their
 * boxes: true to 0.2 % for shapes within 10 km. Touching, crossing and containing is 0.
 *
 * Returns: metres
 */
double
nord_relate_distance (const NordShape *a, const NordShape *b)
{
  NordBounds box_a, box_b;
  Edges edges_a = {.shape = a};
  const double *a0, *a1, *b0, *b1;
  NordFrame frame;
  double best = G_MAXDOUBLE;

  g_return_val_if_fail (a != NULL && b != NULL, G_MAXDOUBLE);
  box_a = nord_shape_get_bounds (a);
  box_b = nord_shape_get_bounds (b);
  if (a->n_points == 1 && b->n_points == 1)
    return nord_measure_distance (a->xy[0], a->xy[1], b->xy[0], b->xy[1]);
  /* One part of @a wholly inside @b shows in its first position, as nothing crosses then. */
  if (boxes_meet (&box_a, &box_b)) {
    for (guint p = 0; is_area (b) && p < a->n_parts; p++) {
      guint ring = p ? a->part_ends[p - 1] : 0, at = ring ? a->ring_ends[ring - 1] : 0;

      if (nord_relate_contains (b, a->xy[2 * at], a->xy[2 * at + 1]))
        return 0;
    }
    for (guint p = 0; is_area (a) && p < b->n_parts; p++) {
      guint ring = p ? b->part_ends[p - 1] : 0, at = ring ? b->ring_ends[ring - 1] : 0;

      if (nord_relate_contains (a, b->xy[2 * at], b->xy[2 * at + 1]))
        return 0;
    }
  }
  frame = nord_frame_at ((box_a.west + box_b.west) / 2,
                         (MAX (box_a.south, box_b.south) + MIN (box_a.north, box_b.north)) / 2);
  while (next_edge (&edges_a, &a0, &a1)) {
    Edges edges_b = {.shape = b};

    if (edge_to_box (&frame, a0, a1, &box_b) >= best)
      continue;
    while (next_edge (&edges_b, &b0, &b1)) {
      best = MIN (best, edge_to_edge (&frame, a0, a1, b0, b1));
      if (best == 0)
        return 0;
    }
  }
  return sqrt (best);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Metres of the line's parts that lie inside: cut where it meets the border, then the middle of
 * each piece tells the side. */
static double
length_inside (const NordShape *line, const NordShape *area)
{
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (double));
  Edges edges = {.shape = line};
  const double *a, *b, *c, *d;
  double sum = 0;

  while (next_edge (&edges, &a, &b)) {
    Edges border = {.shape = area};
    double length = nord_measure_distance (a[0], a[1], b[0], b[1]), edge[2] = {0, 1};

    g_array_set_size (cuts, 0);
    g_array_append_vals (cuts, edge, 2);
    while (next_edge (&border, &c, &d)) {
      double sa = side_of (c, d, a), sb = side_of (c, d, b), at;

      if (!edges_cross (a, b, c, d))
        continue;
      at = sa / (sa - sb);
      g_array_append_val (cuts, at);
    }
    g_array_sort (cuts, compare_doubles);
    for (guint i = 0; i + 1 < cuts->len; i++) {
      double t0 = g_array_index (cuts, double, i), t1 = g_array_index (cuts, double, i + 1);
      double t = (t0 + t1) / 2;

      if (t1 > t0 &&
          nord_relate_contains (area, a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        sum += (t1 - t0) * length;
    }
  }
  return sum;
}

/* Width of what lies inside both areas along a latitude, in degrees. */
static double
width_inside_both (const NordShape *a, const NordShape *b, double lat, GArray *cuts)
{
  typedef struct {
    double at;
    guint which;
  } Cut;
  const NordShape *both[] = {a, b};
  gboolean inside[] = {FALSE, FALSE};
  const double *c, *d;
  double width = 0, since = 0;

  g_array_set_size (cuts, 0);
  for (guint which = 0; which < 2; which++) {
    Edges edges = {.shape = both[which]};

    while (next_edge (&edges, &c, &d)) {
      if ((c[1] > lat) != (d[1] > lat)) {
        Cut cut = {edge_at (c, d, lat), which};

        g_array_append_val (cuts, cut);
      }
    }
  }
  g_array_sort (cuts, compare_doubles);
  for (guint i = 0; i < cuts->len; i++) {
    Cut cut = g_array_index (cuts, Cut, i);

    if (inside[0] && inside[1])
      width += cut.at - since;
    inside[cut.which] = !inside[cut.which];
    since = cut.at;
  }
  return width;
}

/* Square metres inside both. Between two neighbouring latitudes of vertices and crossings all edges
 * are straight and keep their order, so the width is linear. */
static double
area_inside (const NordShape *a, const NordShape *b)
{
  g_autoptr (GArray) lats = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, 2 * sizeof (double));
  NordBounds box_a = nord_shape_get_bounds (a), box_b = nord_shape_get_bounds (b);
  double south = MAX (box_a.south, box_b.south), north = MIN (box_a.north, box_b.north), sum = 0;
  const NordShape *both[] = {a, b};
  Edges edges_a = {.shape = a};
  const double *a0, *a1, *b0, *b1;

  for (guint which = 0; which < 2; which++)
    for (guint i = 0; i < both[which]->n_points; i++)
      if (both[which]->xy[2 * i + 1] >= south && both[which]->xy[2 * i + 1] <= north)
        g_array_append_val (lats, both[which]->xy[2 * i + 1]);
  while (next_edge (&edges_a, &a0, &a1)) {
    Edges edges_b = {.shape = b};

    if (MAX (a0[0], a1[0]) < box_b.west || MIN (a0[0], a1[0]) > box_b.east ||
        MAX (a0[1], a1[1]) < south || MIN (a0[1], a1[1]) > north)
      continue;
    while (next_edge (&edges_b, &b0, &b1)) {
      if (edges_cross (a0, a1, b0, b1)) {
        double s0 = side_of (b0, b1, a0), s1 = side_of (b0, b1, a1);
        double lat = a0[1] + s0 / (s0 - s1) * (a1[1] - a0[1]);

        g_array_append_val (lats, lat);
      }
    }
  }
  g_array_sort (lats, compare_doubles);
  for (guint i = 0; i + 1 < lats->len; i++) {
    double low = g_array_index (lats, double, i), high = g_array_index (lats, double, i + 1);

    if (high <= low)
      continue;
    /* Gauss's two positions: a parallel's length is not linear, their product would be off. */
    for (int side = -1; side <= 1; side += 2) {
      double lat = (low + high) / 2 + side * (high - low) * 0.28867513459481287;
      NordFrame frame = nord_frame_at (box_a.west, lat);

      sum += width_inside_both (a, b, lat, cuts) * frame.east * (high - low) / 2 * frame.north;
    }
  }
  return sum;
}

static gboolean
border_meets_box (const NordShape *area, const NordBounds *box)
{
  Edges edges = {.shape = area};
  const double *a, *b;

  while (next_edge (&edges, &a, &b)) {
    NordBounds edge = {MIN (a[0], b[0]), MIN (a[1], b[1]), MAX (a[0], b[0]), MAX (a[1], b[1])};

    if (boxes_meet (&edge, box))
      return TRUE;
  }
  return FALSE;
}

/**
 * nord_relate_share:
 * @shape: a shape of any kind
 * @area: an area
 *
 * How much of @shape lies inside: of points their number, of lines metres, of areas square metres.
 * A line or area that has no extent counts like its first position, as 1.
 *
 * Returns: the amount, 0 for nothing
 */
double
nord_relate_share (const NordShape *shape, const NordShape *area)
{
  NordBounds box, other;
  double all;

  g_return_val_if_fail (shape != NULL && area != NULL, 0);
  box = nord_shape_get_bounds (shape);
  other = nord_shape_get_bounds (area);
  if (!is_area (area) || !boxes_meet (&box, &other))
    return 0;
  if (is_point (shape)) {
    guint n = 0;

    for (guint i = 0; i < shape->n_points; i++)
      n += nord_relate_contains (area, shape->xy[2 * i], shape->xy[2 * i + 1]);
    return n;
  }
  all = is_area (shape) ? nord_measure_area (shape) : nord_measure_length (shape);
  if (all == 0)
    return nord_relate_contains (area, shape->xy[0], shape->xy[1]);
  /* Most shapes are small against a district: where no border is near, one position tells all. */
  if (!border_meets_box (area, &box))
    return nord_relate_contains (area, shape->xy[0], shape->xy[1]) ? all : 0;
  return is_area (shape) ? area_inside (shape, area) : length_inside (shape, area);
}

/**
 * nord_relate_find_district:
 * @districts: (array length=n_districts): areas
 * @n_districts: how many
 * @shape: a shape of any kind
 *
 * The district that a shape belongs to: a point by where it is, several points by most of them, a
 * line by its longest part, an area by its largest. Of equals the first wins.
 *
 * Returns: index of the district, or -1 where the shape touches none
 */
int
nord_relate_find_district (const NordShape *const *districts,
                           guint n_districts,
                           const NordShape *shape)
{
  double most = 0;
  int found = -1;

  g_return_val_if_fail (districts != NULL || n_districts == 0, -1);
  g_return_val_if_fail (shape != NULL, -1);
  for (guint i = 0; i < n_districts; i++) {
    double share = nord_relate_share (shape, districts[i]);

    if (share > most) {
      most = share;
      found = (int) i;
    }
  }
  return found;
}

/**
 * nord_relate_find_nearest:
 * @shapes: (array length=n_shapes): shapes of any kind
 * @n_shapes: how many
 * @shape: the shape that asks
 * @at_most: metres beyond which nothing counts
 * @distance: (out) (optional): metres to the one found
 *
 * Returns: index of the nearest shape, of equals the first, or -1 where all are too far
 */
int
nord_relate_find_nearest (const NordShape *const *shapes,
                          guint n_shapes,
                          const NordShape *shape,
                          double at_most,
                          double *distance)
{
  double best = at_most;
  int found = -1;

  g_return_val_if_fail (shapes != NULL || n_shapes == 0, -1);
  g_return_val_if_fail (shape != NULL, -1);
  for (guint i = 0; i < n_shapes; i++) {
    double metres = nord_relate_distance (shapes[i], shape);

    if (metres < best || (found < 0 && metres <= best)) {
      best = metres;
      found = (int) i;
    }
  }
  if (distance != NULL && found >= 0)
    *distance = best;
  return found;
}
