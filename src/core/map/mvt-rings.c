/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Valid areas on the grid of a tile. All edges are split where they meet, on the grid (Hobby,
 * "Practical segment intersection with finite precision output", 1999); edges that then lie on each
 * other cancel out by two; what is left has an inside on one side of each edge and is walked along
 * with the inside on the surveyor's positive side, until no edge is left. A walk that comes back to
 * a position is cut into loops there, so that no ring touches itself. */
#include "core/map/mvt-rings.h"

#include <math.h>
#include <string.h>

/* The first pass splits everything, but for ties of rounding. */
#define MOST_PASSES 24
/* A shape has ten thousand positions at most; only one that crosses itself all over gets there. */
#define MOST_EDGES 200000

typedef struct {
  NordMvtPoint a, b; /* a before b in the order of compare_points () */
} Edge;

typedef struct {
  guint edge;
  NordMvtPoint at;
  gint64 along; /* the edge */
} Split;

/* An edge in one direction, for walking. */
typedef struct {
  NordMvtPoint from, to;
  gboolean used;
} Half;

typedef struct {
  GArray *points; /* (owned) (element-type NordMvtPoint) */
  double area;    /* positive: a border */
  gint32 min_x, min_y, max_x, max_y;
  guint border; /* of a hole: index of the border it lies in */
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
  const NordMvtPoint *a = &edges[edge].a, *b = &edges[edge].b;
  const Split new = {edge, at,
                     (gint64) (at.x - a->x) * (b->x - a->x) +
                       (gint64) (at.y - a->y) * (b->y - a->y)};

  if (compare_points (&at, a) != 0 && compare_points (&at, b) != 0)
    g_array_append_val (splits, new);
}

/* Splits both edges where they cross, and notes the position. */
static void
cross_over (GArray *splits, GArray *hot, const Edge *edges, guint i, guint k)
{
  const Edge *e = &edges[i], *f = &edges[k];
  const gint64 fa = cross (&e->a, &e->b, &f->a), fb = cross (&e->a, &e->b, &f->b);
  const gint64 ea = cross (&f->a, &f->b, &e->a), eb = cross (&f->a, &f->b, &e->b);

  if (((fa < 0 && fb > 0) || (fa > 0 && fb < 0)) && ((ea < 0 && eb > 0) || (ea > 0 && eb < 0))) {
    const double t = (double) fa / (double) (fa - fb);
    const NordMvtPoint at = {(gint32) lround (f->a.x + t * (f->b.x - f->a.x)),
                             (gint32) lround (f->a.y + t * (f->b.y - f->a.y))};

    split (splits, edges, i, at);
    split (splits, edges, k, at);
    g_array_append_val (hot, at);
  }
}

/* Splits each edge at the positions that it goes through: within the square of one unit around
 * them (@bend), or exactly. All edges through a square are bent to its middle: if only those that
 * cross there were, a pair that is nearly parallel would cross anew one unit on, and again. */
static void
split_at_positions (GArray *splits, const GArray *hot, const GArray *edges, gboolean bend)
{
  const Edge *all = (const Edge *) (const void *) edges->data;
  const NordMvtPoint *points = (const NordMvtPoint *) (const void *) hot->data;
  guint first = 0;

  for (guint i = 0; i < edges->len && splits->len <= MOST_EDGES; i++) {
    const Edge *e = &all[i];
    const gint32 low = MIN (e->a.y, e->b.y), high = MAX (e->a.y, e->b.y);
    const gint64 width = (gint64) e->b.x - e->a.x + high - low;

    /* Both are sorted from west to east. */
    while (first < hot->len && points[first].x < e->a.x)
      first++;
    for (guint k = first; k < hot->len && points[k].x <= e->b.x; k++) {
      gint64 off;

      if (points[k].y < low || points[k].y > high)
        continue;
      off = ABS (cross (&e->a, &e->b, &points[k]));
      if (off == 0 || (bend && 2 * off < width))
        split (splits, all, i, points[k]);
    }
  }
}

static int
compare_splits (gconstpointer one, gconstpointer two)
{
  const Split *a = one, *b = two;

  if (a->edge != b->edge)
    return a->edge < b->edge ? -1 : 1;
  return a->along != b->along ? (a->along < b->along ? -1 : 1) : compare_points (&a->at, &b->at);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  return compare_points (a, b);
}

/* From west to east, each once. */
static void
sort_positions (GArray *positions)
{
  NordMvtPoint *p = (NordMvtPoint *) (void *) positions->data;
  guint n = 0;

  g_array_sort (positions, compare_positions);
  for (guint i = 0; i < positions->len; i++)
    if (n == 0 || compare_points (&p[n - 1], &p[i]) != 0)
      p[n++] = p[i];
  g_array_set_size (positions, n);
}

typedef enum { SPLIT_NONE, SPLIT_SOME, SPLIT_TOO_MANY } Outcome;

/* One pass over the edges, which are sorted from west to east. */
static Outcome
split_all (GArray *edges, gboolean bend)
{
  const Edge *all = (const Edge *) (const void *) edges->data;
  g_autoptr (GArray) splits = g_array_new (FALSE, FALSE, sizeof (Split));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) hot = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint));
  const guint n = edges->len;

  for (guint i = 0; i < n; i++) {
    const gint32 low = MIN (all[i].a.y, all[i].b.y), high = MAX (all[i].a.y, all[i].b.y);
    guint *others = (guint *) (void *) open->data, kept = 0;

    if (splits->len + n > MOST_EDGES)
      return SPLIT_TOO_MANY;
    for (guint k = 0; k < open->len; k++) {
      const Edge *other = &all[others[k]];

      if (other->b.x < all[i].a.x)
        continue; /* ends before here, and so before all that follow */
      others[kept++] = others[k];
      if (MIN (other->a.y, other->b.y) <= high && MAX (other->a.y, other->b.y) >= low)
        cross_over (splits, hot, all, others[kept - 1], i);
    }
    g_array_set_size (open, kept);
    g_array_append_val (open, i);
  }
  for (guint i = 0; i < n; i++) {
    g_array_append_val (hot, all[i].a);
    g_array_append_val (hot, all[i].b);
  }
  sort_positions (hot);
  split_at_positions (splits, hot, edges, bend);
  if (splits->len + n > MOST_EDGES)
    return SPLIT_TOO_MANY;
  if (splits->len == 0)
    return SPLIT_NONE;
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
  return SPLIT_SOME;
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

/* The middle of an edge, in doubled numbers. */
typedef struct {
  gint64 x, y;
  guint edge;
} Middle;

static int
compare_middles (gconstpointer one, gconstpointer two)
{
  const Middle *a = one, *b = two;

  return a->x != b->x ? (a->x < b->x ? -1 : 1) : 0;
}

/* Whether it is inside north of the middle of an edge; of an upright edge, west of it. @others are
 * those that the middle may lie on or under. */
static gboolean
is_inside_before (const Edge *edges, const Middle *middle, const GArray *others)
{
  const gboolean upright = edges[middle->edge].a.x == edges[middle->edge].b.x;
  gboolean odd = FALSE;

  for (guint i = 0; i < others->len; i++) {
    const Edge *e = &edges[g_array_index (others, guint, i)];
    const gint64 ax = 2 * (gint64) e->a.x, ay = 2 * (gint64) e->a.y;
    const gint64 bx = 2 * (gint64) e->b.x, by = 2 * (gint64) e->b.y;

    /* Half open, so that corners count once; of an upright edge a little to its west. */
    if (upright ? ax >= middle->x || bx < middle->x : ax > middle->x || bx <= middle->x)
      continue;
    /* Where it lies at this x, compared without dividing; the edge itself is 0. */
    if ((ay - middle->y) * (bx - ax) + (by - ay) * (middle->x - ax) < 0)
      odd = !odd;
  }
  return odd;
}

/* Each edge in the direction that has the inside on the surveyor's positive side: with y growing
 * downwards, south of a walker who goes east, and west of one who goes south. The edges are sorted
 * from west to east. */
static GArray *
direct (const GArray *edges)
{
  const Edge *all = (const Edge *) (const void *) edges->data;
  g_autoptr (GArray) middles = g_array_sized_new (FALSE, FALSE, sizeof (Middle), edges->len);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *halves = g_array_sized_new (FALSE, FALSE, sizeof (Half), edges->len);
  guint next = 0;

  for (guint i = 0; i < edges->len; i++) {
    const Middle middle = {(gint64) all[i].a.x + all[i].b.x, (gint64) all[i].a.y + all[i].b.y, i};

    g_array_append_val (middles, middle);
  }
  g_array_sort (middles, compare_middles);
  for (guint i = 0; i < middles->len; i++) {
    const Middle *middle = &g_array_index (middles, Middle, i);
    const Edge *edge = &all[middle->edge];
    guint *others, kept = 0;
    gboolean inside;

    for (; next < edges->len && 2 * (gint64) all[next].a.x <= middle->x; next++)
      g_array_append_val (open, next);
    others = (guint *) (void *) open->data;
    for (guint k = 0; k < open->len; k++)
      if (2 * (gint64) all[others[k]].b.x >= middle->x)
        others[kept++] = others[k];
    g_array_set_size (open, kept);
    inside = is_inside_before (all, middle, open);
    {
      /* a lies west of b, or north of it. */
      const gboolean forth = edge->a.x == edge->b.x ? inside : !inside;
      const Half half = forth ? (Half){edge->a, edge->b, FALSE} : (Half){edge->b, edge->a, FALSE};

      g_array_append_val (halves, half);
    }
  }
  g_array_sort (halves, compare_halves);
  return halves;
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
  Ring ring = {NULL, 0, G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32, 0};

  if (n < 3)
    return;
  ring.points = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint));
  g_array_append_vals (ring.points, points, n);
  ring.area = measure (ring.points);
  if (ring.area == 0 || fabs (ring.area) < least_area) {
    g_array_unref (ring.points);
    return;
  }
  for (guint i = 0; i < n; i++) {
    ring.min_x = MIN (ring.min_x, points[i].x);
    ring.min_y = MIN (ring.min_y, points[i].y);
    ring.max_x = MAX (ring.max_x, points[i].x);
    ring.max_y = MAX (ring.max_y, points[i].y);
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

      if (border->area > -hole->area && border->area < least && border->min_x <= hole->min_x &&
          border->min_y <= hole->min_y && border->max_x >= hole->max_x &&
          border->max_y >= hole->max_y && lies_in (hole->points, border->points)) {
        hole->border = b;
        least = border->area;
      }
    }
  }
  for (guint b = 0; b < rings->len; b++) {
    if (g_array_index (rings, Ring, b).area > 0)
      append_ring (self, &g_array_index (rings, Ring, b));
    for (guint h = 0; h < rings->len && g_array_index (rings, Ring, b).area > 0; h++)
      if (g_array_index (rings, Ring, h).border == b && g_array_index (rings, Ring, h).area < 0)
        append_ring (self, &g_array_index (rings, Ring, h));
  }
}

NordMvtRings *
nord_mvt_rings_new (const NordMvtPoint *points, const guint *ends, guint n_rings, double least_area)
{
  g_autoptr (NordMvtRings) self = g_new0 (NordMvtRings, 1);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_autoptr (GArray) halves = NULL;
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (Ring));
  Outcome outcome = SPLIT_SOME;

  g_array_set_clear_func (rings, ring_clear);
  self->points = g_array_new (FALSE, FALSE, sizeof (NordMvtPoint));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint r = 0, from = 0; r < n_rings; from = ends[r++])
    for (guint i = from, k = ends[r] - 1; i < ends[r]; k = i++)
      add_edge (edges, &points[k], &points[i]);
  cancel (edges);
  for (guint pass = 0; pass < MOST_PASSES && outcome == SPLIT_SOME; pass++) {
    outcome = split_all (edges, pass == 0);
    cancel (edges);
  }
  if (outcome == SPLIT_TOO_MANY)
    return NULL;
  halves = direct (edges);
  for (guint i = 0; i < halves->len; i++)
    if (!g_array_index (halves, Half, i).used)
      walk (halves, i, rings, least_area);
  gather (self, rings);
  return g_steal_pointer (&self);
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
