/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The place of a shape that is nearest to a position, and where two lines cross. */
#include "core/geo/near.h"

#include "core/geo/measure.h"
#include "core/geo/relate.h"

#include <math.h>

/* Nearer to each other than this, two crossings of the same two streets are one. */
#define APART_M 90

typedef struct {
  double x, y;
} Spot;

static Spot
to_flat (const NordFrame *frame, const double *position)
{
  return (Spot){(position[0] - frame->lon) * frame->east,
                (position[1] - frame->lat) * frame->north};
}

static Spot
drop_on (Spot p, Spot a, Spot b)
{
  double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  double t = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;

  t = CLAMP (t, 0, 1);
  return (Spot){a.x + t * dx, a.y + t * dy};
}

static double
get_distance (Spot a, Spot b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

/**
 * nord_near_find:
 * @shape: of any kind
 * @lon: degrees
 * @lat: degrees
 *
 * The place on @shape, on the border of an area, that is nearest to the position; inside of an area
 * the position itself. Flat sums around the position, see [struct@Frame].
 *
 * Returns: the place and the metres to it
 */
NordNear
nord_near_find (const NordShape *shape, double lon, double lat)
{
  NordFrame frame = nord_frame_at (lon, lat);
  Spot best = {0, 0}, here = {0, 0};
  double away = G_MAXDOUBLE;
  guint start = 0;

  if ((shape->kind == NORD_SHAPE_AREA || shape->kind == NORD_SHAPE_MULTI_AREA) &&
      nord_relate_contains (shape, lon, lat))
    return (NordNear){lon, lat, 0};
  for (guint ring = 0; ring < shape->n_rings; ring++) {
    guint end = shape->ring_ends[ring];

    for (guint i = start; i < end; i++) {
      Spot spot = to_flat (&frame, shape->xy + 2 * i);

      if (i > start && shape->kind != NORD_SHAPE_MULTI_POINT)
        spot = drop_on (here, to_flat (&frame, shape->xy + 2 * (i - 1)), spot);
      if (get_distance (here, spot) < away) {
        away = get_distance (here, spot);
        best = spot;
      }
    }
    start = end;
  }
  return (NordNear){lon + best.x / frame.east, lat + best.y / frame.north, away};
}

/* The middle of the shortest way from segment ab to segment cd. */
static double
meet (Spot a, Spot b, Spot c, Spot d, Spot *middle)
{
  double cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x), best = G_MAXDOUBLE;
  const Spot ends[][3] = {{a, c, d}, {b, c, d}, {c, a, b}, {d, a, b}};

  if (cross != 0) {
    double t = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross;
    double u = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / cross;

    if (t >= 0 && t <= 1 && u >= 0 && u <= 1) {
      *middle = (Spot){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      return 0;
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    Spot foot = drop_on (ends[i][0], ends[i][1], ends[i][2]);
    double away = get_distance (ends[i][0], foot);

    if (away < best) {
      best = away;
      *middle = (Spot){(ends[i][0].x + foot.x) / 2, (ends[i][0].y + foot.y) / 2};
    }
  }
  return best;
}

static void
add_crossing (GArray *found, Spot spot, double away)
{
  for (guint i = 0; i < found->len; i++) {
    NordNear *known = &g_array_index (found, NordNear, i);

    if (hypot (known->lon - spot.x, known->lat - spot.y) < APART_M) {
      if (away < known->away)
        *known = (NordNear){spot.x, spot.y, away};
      return;
    }
  }
  g_array_append_vals (found, &(NordNear){spot.x, spot.y, away}, 1);
}

/**
 * nord_near_list_crossings:
 * @a: a line or several
 * @b: a line or several
 * @within: metres; lines that come so near to each other count as crossing, for those of the file
 *   of streets are coarse
 *
 * Returns: (transfer full) (element-type NordNear): the places, in the order of @a; `away` is what
 *   is between the two lines there
 */
GArray *
nord_near_list_crossings (const NordShape *a, const NordShape *b, double within)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (NordNear));
  NordBounds box = nord_shape_get_bounds (a);
  NordFrame frame = nord_frame_at ((box.west + box.east) / 2, (box.south + box.north) / 2);
  guint start_a = 0;

  for (guint ring_a = 0; ring_a < a->n_rings; start_a = a->ring_ends[ring_a++]) {
    for (guint i = start_a + 1; i < a->ring_ends[ring_a]; i++) {
      Spot p = to_flat (&frame, a->xy + 2 * (i - 1)), q = to_flat (&frame, a->xy + 2 * i);
      guint start_b = 0;

      for (guint ring_b = 0; ring_b < b->n_rings; start_b = b->ring_ends[ring_b++]) {
        for (guint j = start_b + 1; j < b->ring_ends[ring_b]; j++) {
          Spot r = to_flat (&frame, b->xy + 2 * (j - 1)), s = to_flat (&frame, b->xy + 2 * j);
          Spot middle = {0, 0};
          double away;

          if (MIN (r.x, s.x) - MAX (p.x, q.x) > within ||
              MIN (p.x, q.x) - MAX (r.x, s.x) > within ||
              MIN (r.y, s.y) - MAX (p.y, q.y) > within || MIN (p.y, q.y) - MAX (r.y, s.y) > within)
            continue;
          away = meet (p, q, r, s, &middle);
          if (away <= within)
            add_crossing (found, middle, away);
        }
      }
    }
  }
  for (guint i = 0; i < found->len; i++) {
    NordNear *near = &g_array_index (found, NordNear, i);

    near->lon = frame.lon + near->lon / frame.east;
    near->lat = frame.lat + near->lat / frame.north;
  }
  return found;
}
