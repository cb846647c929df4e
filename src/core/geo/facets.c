/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The faces that lines enclose: from edges to rings with their holes.
 *
 * Each edge is two halves, one for each direction. At every node the halves that leave it are
 * sorted by direction; who always turns to the next half on the left walks round a face. Walks
 * counter-clockwise are borders, walks clockwise the outside of what hangs together, and so a hole
 * in whatever lies around. (The doubly connected edge list of Muller and Preparata, 1978.) */
#include "core/geo/facets.h"

#include <math.h>

typedef struct {
  gint64 x, y;
  GArray *out; /* (owned) (element-type guint) halves that leave here, by direction */
} Node;

/* The twin of half h is h ^ 1. */
typedef struct {
  guint from, to; /* nodes */
  guint next;     /* half */
  guint ring;     /* that it is part of */
  gboolean gone;
} Half;

typedef struct {
  GArray *xy; /* (owned) (element-type gint64) closed */
  double area;
  guint component; /* what hangs together */
} Ring;

struct _NordFacets {
  GArray *nodes;       /* (owned) (element-type Node) */
  GArray *halves;      /* (owned) (element-type Half) */
  GHashTable *by_spot; /* (owned) gint64[2] -> node + 1 */
  GHashTable *by_ends; /* (owned) gint64 of two nodes */
};

#define NODE(self, i) (&g_array_index ((self)->nodes, Node, (i)))
#define HALF(self, i) (&g_array_index ((self)->halves, Half, (i)))

static guint
spot_hash (gconstpointer key)
{
  const gint64 *spot = key;

  return (guint) (spot[0] * 2654435761) ^ (guint) (spot[1] * 40503);
}

static gboolean
spot_equal (gconstpointer a, gconstpointer b)
{
  const gint64 *one = a, *two = b;

  return one[0] == two[0] && one[1] == two[1];
}

static void
node_clear (gpointer data)
{
  g_array_unref (((Node *) data)->out);
}

static void
ring_free (gpointer data)
{
  g_clear_pointer (&((Ring *) data)->xy, g_array_unref);
  g_free (data);
}

NordFacets *
nord_facets_new (void)
{
  NordFacets *self = g_new0 (NordFacets, 1);

  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_array_set_clear_func (self->nodes, node_clear);
  self->halves = g_array_new (FALSE, FALSE, sizeof (Half));
  self->by_spot = g_hash_table_new_full (spot_hash, spot_equal, g_free, NULL);
  self->by_ends = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
nord_facets_free (NordFacets *self)
{
  g_array_unref (self->nodes);
  g_array_unref (self->halves);
  g_hash_table_unref (self->by_spot);
  g_hash_table_unref (self->by_ends);
  g_free (self);
}

static guint
get_node (NordFacets *self, gint64 x, gint64 y)
{
  gint64 spot[2] = {x, y};
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_spot, spot));
  Node node = {x, y, NULL};

  if (found > 0)
    return found - 1;
  node.out = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->nodes, node);
  g_hash_table_insert (self->by_spot, g_memdup2 (spot, sizeof spot),
                       GUINT_TO_POINTER (self->nodes->len));
  return self->nodes->len - 1;
}

void
nord_facets_add_edge (NordFacets *self, gint64 ax, gint64 ay, gint64 bx, gint64 by)
{
  guint a, b, at = self->halves->len;
  Half forth = {0}, back = {0};
  gint64 key;

  if (ax == bx && ay == by)
    return;
  a = get_node (self, ax, ay);
  b = get_node (self, bx, by);
  key = (gint64) MIN (a, b) << 32 | MAX (a, b);
  if (!g_hash_table_add (self->by_ends, g_memdup2 (&key, sizeof key)))
    return;
  forth.from = back.to = a;
  forth.to = back.from = b;
  g_array_append_val (self->halves, forth);
  g_array_append_val (self->halves, back);
  g_array_append_val (NODE (self, a)->out, at);
  at++;
  g_array_append_val (NODE (self, b)->out, at);
}

static void
drop_edge (NordFacets *self, guint half)
{
  for (guint k = 0; k < 2; k++) {
    GArray *out = NODE (self, HALF (self, half ^ k)->from)->out;

    HALF (self, half ^ k)->gone = TRUE;
    for (guint i = 0; i < out->len; i++) {
      if (g_array_index (out, guint, i) == (half ^ k)) {
        g_array_remove_index (out, i);
        break;
      }
    }
  }
}

/* What ends in nothing encloses nothing. */
static void
drop_loose_ends (NordFacets *self)
{
  for (guint i = 0; i < self->nodes->len; i++) {
    guint at = i;

    while (NODE (self, at)->out->len == 1) {
      guint half = g_array_index (NODE (self, at)->out, guint, 0);

      at = HALF (self, half)->to;
      drop_edge (self, half);
    }
  }
}

/* 0 to 1: the upper half of directions, then the lower one. */
static int
get_side (const double d[2])
{
  return d[1] > 0 || (d[1] == 0 && d[0] > 0) ? 0 : 1;
}

static int
compare_directions (gconstpointer a, gconstpointer b, gpointer data)
{
  NordFacets *self = data;
  const Half *one = HALF (self, *(const guint *) a), *two = HALF (self, *(const guint *) b);
  const Node *from = NODE (self, one->from);
  double p[2], q[2], cross;

  p[0] = (double) (NODE (self, one->to)->x - from->x);
  p[1] = (double) (NODE (self, one->to)->y - from->y);
  q[0] = (double) (NODE (self, two->to)->x - from->x);
  q[1] = (double) (NODE (self, two->to)->y - from->y);
  if (get_side (p) != get_side (q))
    return get_side (p) - get_side (q);
  cross = p[0] * q[1] - p[1] * q[0];
  return (cross < 0) - (cross > 0);
}

static void
link_halves (NordFacets *self)
{
  for (guint i = 0; i < self->nodes->len; i++) {
    GArray *out = NODE (self, i)->out;

    g_array_sort_with_data (out, compare_directions, self);
    /* Who comes in on the twin of one leaves on the one before it. */
    for (guint k = 0; k < out->len; k++) {
      guint in = g_array_index (out, guint, k) ^ 1;

      HALF (self, in)->next = g_array_index (out, guint, (k + out->len - 1) % out->len);
    }
  }
}

static void
walk (NordFacets *self, guint start, guint number, Ring *ring)
{
  guint half = start;
  double x0, y0;

  ring->xy = g_array_new (FALSE, FALSE, sizeof (gint64));
  x0 = (double) NODE (self, HALF (self, start)->from)->x;
  y0 = (double) NODE (self, HALF (self, start)->from)->y;
  do {
    const Node *from = NODE (self, HALF (self, half)->from);
    const Node *to = NODE (self, HALF (self, half)->to);

    g_array_append_val (ring->xy, from->x);
    g_array_append_val (ring->xy, from->y);
    ring->area += (((double) from->x - x0) * ((double) to->y - y0) -
                   ((double) to->x - x0) * ((double) from->y - y0)) /
                  2;
    HALF (self, half)->ring = number;
    half = HALF (self, half)->next;
  } while (half != start);
  {
    gint64 first[2] = {g_array_index (ring->xy, gint64, 0), g_array_index (ring->xy, gint64, 1)};

    g_array_append_vals (ring->xy, first, 2);
  }
}

static void
mark_component (NordFacets *self, guint *components, guint node, guint number)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  components[node] = number;
  g_array_append_val (open, node);
  while (open->len > 0) {
    guint at = g_array_index (open, guint, open->len - 1);

    g_array_set_size (open, open->len - 1);
    for (guint i = 0; i < NODE (self, at)->out->len; i++) {
      guint to = HALF (self, g_array_index (NODE (self, at)->out, guint, i))->to;

      if (components[to] == G_MAXUINT) {
        components[to] = number;
        g_array_append_val (open, to);
      }
    }
  }
}

static GPtrArray *
trace_rings (NordFacets *self)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func (ring_free);
  g_autofree guint *components = g_new (guint, MAX (self->nodes->len, 1));

  link_halves (self);
  for (guint i = 0; i < self->nodes->len; i++)
    components[i] = G_MAXUINT;
  for (guint i = 0, n = 0; i < self->nodes->len; i++) {
    if (components[i] == G_MAXUINT && NODE (self, i)->out->len > 0)
      mark_component (self, components, i, n++);
  }
  for (guint i = 0; i < self->halves->len; i++)
    HALF (self, i)->ring = G_MAXUINT;
  for (guint i = 0; i < self->halves->len; i++) {
    Ring *ring;

    if (HALF (self, i)->gone || HALF (self, i)->ring != G_MAXUINT)
      continue;
    ring = g_new0 (Ring, 1);
    ring->component = components[HALF (self, i)->from];
    walk (self, i, rings->len, ring);
    g_ptr_array_add (rings, ring);
  }
  return rings;
}

/* Edges with the same face on both sides only lead from one thing to another. */
static gboolean
drop_bridges (NordFacets *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->halves->len; i += 2) {
    if (!HALF (self, i)->gone && HALF (self, i)->ring == HALF (self, i + 1)->ring) {
      drop_edge (self, i);
      any = TRUE;
    }
  }
  return any;
}

static gboolean
is_inside (const GArray *xy, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0; i + 2 < xy->len; i += 2) {
    double ax = (double) g_array_index (xy, gint64, i);
    double ay = (double) g_array_index (xy, gint64, i + 1);
    double bx = (double) g_array_index (xy, gint64, i + 2);
    double by = (double) g_array_index (xy, gint64, i + 3);

    if ((ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax)
      inside = !inside;
  }
  return inside;
}

/**
 * nord_facets_list:
 *
 * Returns: (transfer full) (element-type GPtrArray): the faces; what ends in nothing, and what only
 *   joins two things, is left out. The outside is no face
 */
GPtrArray *
nord_facets_list (NordFacets *self)
{
  GPtrArray *faces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) rings = NULL;
  g_autoptr (GPtrArray) owners = g_ptr_array_new (); /* the Ring of each face */

  do {
    g_clear_pointer (&rings, g_ptr_array_unref);
    drop_loose_ends (self);
    rings = trace_rings (self);
  } while (drop_bridges (self));
  for (guint i = 0; i < rings->len; i++) {
    Ring *ring = rings->pdata[i];
    GPtrArray *face;

    if (ring->area <= 0)
      continue;
    face = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    g_ptr_array_add (face, g_array_ref (ring->xy));
    g_ptr_array_add (faces, face);
    g_ptr_array_add (owners, ring);
  }
  for (guint i = 0; i < rings->len; i++) {
    Ring *ring = rings->pdata[i], *best = NULL;
    guint owner = 0;
    double x, y;

    if (ring->area > 0)
      continue;
    /* No node is that of another component, and no edges cross: any place of it tells. */
    x = (double) g_array_index (ring->xy, gint64, 0);
    y = (double) g_array_index (ring->xy, gint64, 1);
    for (guint k = 0; k < owners->len; k++) {
      Ring *around = owners->pdata[k];

      if (around->component != ring->component && is_inside (around->xy, x, y) &&
          (best == NULL || around->area < best->area)) {
        best = around;
        owner = k;
      }
    }
    if (best)
      g_ptr_array_add (faces->pdata[owner], g_array_ref (ring->xy));
  }
  return faces;
}
