/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Valid areas on the grid of a tile. All edges are split where they meet, on the grid (after the
 * idea of Hobby, "Practical segment intersection with finite precision output", 1999); edges that
 * lie on each other cancel out by two; what is left has an inside on one side of each edge and is
 * walked along with the inside on the left, until no edge is left. A walk that comes back to a
 * position is cut into loops there, so that no ring touches itself. */
#include "core/map/mvt-rings.h"

#include <math.h>
#include <string.h>

/* Each pass makes edges shorter; real shapes need two or three. */
#define MOST_PASSES 24

typedef struct {
  NordMvtPoint a, b; /* a before b in the order of compare_points () */
} Edge;

typedef struct {
  guint edge;
  NordMvtPoint at;
} Split;

/* An edge in one direction, for walking. */
typedef struct {
  NordMvtPoint from, to;
  gboolean used;
} Half;

typedef struct {
  GArray *points; /* (owned) (element-type NordMvtPoint) */
  double area;    /* positive: a border */
  guint border;   /* of a hole: index of the border it lies in */
} Ring;

static int
compare_points (const NordMvtPoint *a, const NordMvtPoint *b)
{
  if (a->x != b->x)
    return a->x < b->x ? -1 : 1;
  return a->y < b->y ? -1 : a->y > b->y;
}

static int
compare_edges (gconstpointer one, gconstpointer two)
{
  const Edge *a = one, *b = two;
  const int first = compare_points (&a->a, &b->a);

  return first != 0 ? first : compare_points (&a->b, &b->b);
}

static gint64
cross (const NordMvtPoint *o, const NordMvtPoint *a, const NordMvtPoint *b)
{
  return (gint64) (a->x - o->x) * (b->y - o->y) - (gint64) (a->y - o->y) * (b->x - o->x);
}

static void
add_edge (GArray *edges, const NordMvtPoint *a, const NordMvtPoint *b)
{
  const int order = compare_points (a, b);
  const Edge edge = order < 0 ? (Edge){*a, *b} : (Edge){*b, *a};

  if (order != 0)
    g_array_append_val (edges, edge);
}

/* Sorts the edges and takes out those that are there twice. */
static void
cancel (GArray *edges)
{
  Edge *all = (Edge *) (void *) edges->data;
  guint n = 0;

  g_array_sort (edges, compare_edges);
  for (guint i = 0, next; i < edges->len; i = next) {
    for (next = i + 1; next < edges->len && compare_edges (&all[i], &all[next]) == 0; next++)
      ;
    if ((next - i) % 2 == 1)
      all[n++] = all[i];
  }
  g_array_set_size (edges, n);
}

static void
split (GArray *splits, const Edge *edges, guint edge, NordMvtPoint at)
{
  const Split new = {edge, at};

  if (compare_points (&at, &edges[edge].a) != 0 && compare_points (&at, &edges[edge].b) != 0)
    g_array_append_val (splits, new);
}

/* Whether @p, which is on the line through the edge, lies between its ends. */
static gboolean
between (const Edge *edge, const NordMvtPoint *p)
{
  return compare_points (&edge->a, p) < 0 && compare_points (p, &edge->b) < 0;
}

static void
meet (GArray *splits, const Edge *edges, guint i, guint k)
{
  const Edge *e = &edges[i], *f = &edges[k];
  const gint64 fa = cross (&e->a, &e->b, &f->a), fb = cross (&e->a, &e->b, &f->b);
  const gint64 ea = cross (&f->a, &f->b, &e->a), eb = cross (&f->a, &f->b, &e->b);

  if (fa == 0 && between (e, &f->a))
    split (splits, edges, i, f->a);
  if (fb == 0 && between (e, &f->b))
    split (splits, edges, i, f->b);
  if (ea == 0 && between (f, &e->a))
    split (splits, edges, k, e->a);
  if (eb == 0 && between (f, &e->b))
    split (splits, edges, k, e->b);
  if (((fa < 0 && fb > 0) || (fa > 0 && fb < 0)) && ((ea < 0 && eb > 0) || (ea > 0 && eb < 0))) {
    const double t = (double) fa / (double) (fa - fb);
    const NordMvtPoint at = {(gint32) lround (f->a.x + t * (f->b.x - f->a.x)),
                             (gint32) lround (f->a.y + t * (f->b.y - f->a.y))};

    split (splits, edges, i, at);
    split (splits, edges, k, at);
  }
}

static int
compare_splits (gconstpointer one, gconstpointer two)
{
  const Split *a = one, *b = two;

  return a->edge != b->edge ? (a->edge < b->edge ? -1 : 1) : compare_points (&a->at, &b->at);
}

/* One pass over the edges, which are sorted from west to east. FALSE: nothing was to be split. */
static gboolean
split_all (GArray *edges)
{
  const Edge *all = (const Edge *) (const void *) edges->data;
  g_autoptr (GArray) splits = g_array_new (FALSE, FALSE, sizeof (Split));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint n = edges->len;

  for (guint i = 0; i < n; i++) {
    const gint32 low = MIN (all[i].a.y, all[i].b.y), high = MAX (all[i].a.y, all[i].b.y);
    guint *others = (guint *) (void *) open->data, kept = 0;

    for (guint k = 0; k < open->len; k++) {
      const Edge *other = &all[others[k]];

      if (other->b.x < all[i].a.x)
        continue; /* ends before here, and so before all that follow */
      others[kept++] = others[k];
      if (MIN (other->a.y, other->b.y) <= high && MAX (other->a.y, other->b.y) >= low)
        meet (splits, all, others[kept - 1], i);
    }
    g_array_set_size (open, kept);
    g_array_append_val (open, i);
  }
  if (splits->len == 0)
    return FALSE;
  g_array_sort (splits, compare_splits);
  {
    g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (Edge));
    guint s = 0;

    g_array_append_vals (old, edges->data, n);
    g_array_set_size (edges, 0);
    for (guint i = 0; i < n; i++) {
      const Edge *edge = &g_array_index (old, Edge, i);
      NordMvtPoint from = edge->a;

      for (; s < splits->len && g_array_index (splits, Split, s).edge == i; s++) {
        const NordMvtPoint at = g_array_index (splits, Split, s).at;

        add_edge (edges, &from, &at);
        from = at;
      }
      add_edge (edges, &from, &edge->b);
    }
  }
  return TRUE;
}

/* --- Walking -------------------------------------------------------------------------------------
 */

static int
compare_halves (gconstpointer one, gconstpointer two)
{
  return compare_points (&((const Half *) one)->from, &((const Half *) two)->from);
}

/* The first of the halves that leave @from. */
static guint
find_leaving (const GArray *halves, const NordMvtPoint *from)
{
  guint low = 0, high = halves->len;

  while (low < high) {
    const guint middle = (low + high) / 2;

    if (compare_points (&g_array_index (halves, Half, middle).from, from) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Whether the side of the edge that lies to its left, on a map whose y grows downwards as in the
 * surveyor's formula, is inside. The count goes along a line to the north through the middle of the
 * edge, in doubled numbers; of an upright edge to the west. */
static gboolean
inside_is_left (const GArray *edges, const Half *half)
{
  const gboolean upright = half->from.x == half->to.x;
  const gint64 x = (gint64) half->from.x + half->to.x, y = (gint64) half->from.y + half->to.y;
  gboolean odd = FALSE;

  for (guint i = 0; i < edges->len; i++) {
    const Edge *e = &g_array_index (edges, Edge, i);
    /* p runs across the ray, q along it. */
    gint64 ap = 2 * (gint64) (upright ? e->a.y : e->a.x),
           bp = 2 * (gint64) (upright ? e->b.y : e->b.x);
    gint64 aq = 2 * (gint64) (upright ? e->a.x : e->a.y),
           bq = 2 * (gint64) (upright ? e->b.x : e->b.y);
    const gint64 p = upright ? y : x, q = upright ? x : y;

    if ((ap <= p) == (bp <= p))
      continue;
    if (ap > bp) {
      gint64 swap = ap;

      ap = bp;
      bp = swap;
      swap = aq;
      aq = bq;
      bq = swap;
    }
    /* Where the edge crosses the ray, compared with q without dividing; the edge itself is 0. */
    if ((aq - q) * (bp - ap) + (bq - aq) * (p - ap) < 0)
      odd = !odd;
  }
  /* Odd: the side of the smaller q (north, or west) is inside. With y downwards and the walker
   * going east, the surveyor's positive side is the one of the greater y. */
  if (upright)
    return (half->to.y > half->from.y) == odd;
  return (half->to.x > half->from.x) == !odd;
}

/* 0 … 4 as the angle grows from @back towards the surveyor's negative side. Only the order counts.
 */
static double
turn (const NordMvtPoint *at, const NordMvtPoint *back, const NordMvtPoint *to)
{
  const double bx = back->x - at->x, by = back->y - at->y, tx = to->x - at->x, ty = to->y - at->y;
  double angle = atan2 (bx * ty - by * tx, bx * tx + by * ty);

  /* The inside lies on the positive side of the walk, which is the negative side of the way back.
   */
  angle = -angle;
  return angle <= 0 ? angle + 2 * G_PI : angle;
}

static double
measure (const GArray *points)
{
  const NordMvtPoint *p = (const NordMvtPoint *) (const void *) points->data;
  gint64 twice = 0;

  for (guint i = 0, k = points->len - 1; i < points->len; k = i++)
    twice += (gint64) p[k].x * p[i].y - (gint64) p[i].x * p[k].y;
  return (double) twice / 2;
}

static void
ring_clear (gpointer data)
{
  g_array_unref (((Ring *) data)->points);
}

/* Takes positions out that lie on the line between their neighbours; they came of splitting. */
static void
straighten (GArray *points)
{
  NordMvtPoint *p = (NordMvtPoint *) (void *) points->data;
  guint n = 0, first = 0;

  for (guint i = 0; i < points->len; i++) {
    while (n >= 2 && cross (&p[n - 2], &p[n - 1], &p[i]) == 0)
      n--;
    p[n++] = p[i];
  }
  while (n - first > 2 && cross (&p[n - 2], &p[n - 1], &p[first]) == 0)
    n--;
  while (n - first > 2 && cross (&p[n - 1], &p[first], &p[first + 1]) == 0)
    first++;
  g_array_set_size (points, n);
  if (first > 0)
    g_array_remove_range (points, 0, first);
}

static void
keep_loop (GArray *rings, const NordMvtPoint *points, guint n, double least_area)
{
  Ring ring = {NULL, 0, 0};

  if (n < 3)
    return;
  ring.points = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint));
  g_array_append_vals (ring.points, points, n);
  ring.area = measure (ring.points);
  if (ring.area == 0 || fabs (ring.area) < least_area) {
    g_array_unref (ring.points);
    return;
  }
  g_array_append_val (rings, ring);
}

static guint
hash_point (gconstpointer data)
{
  const NordMvtPoint *p = data;

  return (guint) p->x * 2654435761u ^ (guint) p->y * 40503u;
}

static gboolean
same_point (gconstpointer a, gconstpointer b)
{
  return compare_points (a, b) == 0;
}

/* Walks from @start until back; each time a position comes again, the loop since then is a ring. */
static void
walk (GArray *halves, guint start, GArray *rings, double least_area)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint));
  g_autoptr (GHashTable) at =
    g_hash_table_new_full (hash_point, same_point, g_free, NULL); /* position to index + 1 */
  Half *half = &g_array_index (halves, Half, start);

  for (;;) {
    const NordMvtPoint from = half->from, to = half->to;
    double least = G_MAXDOUBLE;
    Half *next = NULL;
    guint again;

    half->used = TRUE;
    g_array_append_val (path, from);
    g_hash_table_insert (at, g_memdup2 (&from, sizeof from), GUINT_TO_POINTER (path->len));
    again = GPOINTER_TO_UINT (g_hash_table_lookup (at, &to));
    if (again > 0) {
      keep_loop (rings, &g_array_index (path, NordMvtPoint, again - 1), path->len - again + 1,
                 least_area);
      for (guint i = again - 1; i < path->len; i++)
        g_hash_table_remove (at, &g_array_index (path, NordMvtPoint, i));
      g_array_set_size (path, again - 1);
    }
    for (guint i = find_leaving (halves, &to); i < halves->len; i++) {
      Half *other = &g_array_index (halves, Half, i);
      double angle;

      if (compare_points (&other->from, &to) != 0)
        break;
      if (other->used)
        continue;
      angle = turn (&to, &from, &other->to);
      if (angle < least) {
        least = angle;
        next = other;
      }
    }
    if (next == NULL)
      return;
    half = next;
  }
}

/* Strictly inside, by the middle of an edge where corners lie on the border: 1, 0, or -1 on it. */
static int
locate (const GArray *ring, gint64 x2, gint64 y2)
{
  const NordMvtPoint *p = (const NordMvtPoint *) (const void *) ring->data;
  gboolean odd = FALSE;

  for (guint i = 0, k = ring->len - 1; i < ring->len; k = i++) {
    const gint64 ax = 2 * (gint64) p[k].x, ay = 2 * (gint64) p[k].y;
    const gint64 bx = 2 * (gint64) p[i].x, by = 2 * (gint64) p[i].y;
    const gint64 side = (bx - ax) * (y2 - ay) - (by - ay) * (x2 - ax);

    if (side == 0 && MIN (ax, bx) <= x2 && x2 <= MAX (ax, bx) && MIN (ay, by) <= y2 &&
        y2 <= MAX (ay, by))
      return -1;
    if ((ay > y2) != (by > y2) && ((side > 0) == (by > ay)))
      odd = !odd;
  }
  return odd;
}

static gboolean
lies_in (const GArray *hole, const GArray *border)
{
  const NordMvtPoint *p = (const NordMvtPoint *) (const void *) hole->data;

  for (guint i = 0, k = hole->len - 1; i < hole->len; k = i++) {
    int where = locate (border, 2 * (gint64) p[i].x, 2 * (gint64) p[i].y);

    if (where < 0)
      where = locate (border, (gint64) p[i].x + p[k].x, (gint64) p[i].y + p[k].y);
    if (where >= 0)
      return where;
  }
  return FALSE;
}

static void
append_ring (NordMvtRings *self, Ring *ring)
{
  straighten (ring->points);
  if (ring->points->len < 3)
    return;
  g_array_append_vals (self->points, ring->points->data, ring->points->len);
  g_array_append_val (self->ends, self->points->len);
}

static void
gather (NordMvtRings *self, GArray *rings)
{
  for (guint h = 0; h < rings->len; h++) {
    Ring *hole = &g_array_index (rings, Ring, h);
    double least = G_MAXDOUBLE;

    hole->border = G_MAXUINT;
    for (guint b = 0; hole->area < 0 && b < rings->len; b++) {
      const Ring *border = &g_array_index (rings, Ring, b);

      if (border->area > -hole->area && border->area < least &&
          lies_in (hole->points, border->points)) {
        hole->border = b;
        least = border->area;
      }
    }
  }
  for (guint b = 0; b < rings->len; b++) {
    Ring *border = &g_array_index (rings, Ring, b);

    if (border->area <= 0)
      continue;
    append_ring (self, border);
    for (guint h = 0; h < rings->len; h++)
      if (g_array_index (rings, Ring, h).border == b && g_array_index (rings, Ring, h).area < 0)
        append_ring (self, &g_array_index (rings, Ring, h));
  }
}

NordMvtRings *
nord_mvt_rings_new (const NordMvtPoint *points, const guint *ends, guint n_rings, double least_area)
{
  NordMvtRings *self = g_new0 (NordMvtRings, 1);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_autoptr (GArray) halves = g_array_new (FALSE, FALSE, sizeof (Half));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (Ring));

  g_array_set_clear_func (rings, ring_clear);
  self->points = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint r = 0, from = 0; r < n_rings; from = ends[r++])
    for (guint i = from, k = ends[r] - 1; i < ends[r]; k = i++)
      add_edge (edges, &points[k], &points[i]);
  cancel (edges);
  for (guint pass = 0; pass < MOST_PASSES && split_all (edges); pass++)
    cancel (edges);
  for (guint i = 0; i < edges->len; i++) {
    const Edge *edge = &g_array_index (edges, Edge, i);
    Half half = {edge->a, edge->b, FALSE};

    if (!inside_is_left (edges, &half))
      half = (Half){edge->b, edge->a, FALSE};
    g_array_append_val (halves, half);
  }
  g_array_sort (halves, compare_halves);
  for (guint i = 0; i < halves->len; i++)
    if (!g_array_index (halves, Half, i).used)
      walk (halves, i, rings, least_area);
  gather (self, rings);
  return self;
}

void
nord_mvt_rings_free (NordMvtRings *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->points);
  g_array_unref (self->ends);
  g_free (self);
}
