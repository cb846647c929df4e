/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Streets as a net: the way along them from here to there, and the place on one that is nearest.
 *
 * Streets come as pieces, cut at the edges of tiles and thinned out. Corners that are nearly the
 * same place become one node; where a piece ends on the middle of another, or two cross on the
 * ground, both get a node there. The way is the cheapest by A* (Hart, Nilsson, Raphael 1968),
 * length times the weight of the kind of street, and less along the streets that the two ends lie
 * on. */
#include "core/geo/street-net.h"

#include "core/geo/heap.h"
#include "core/geo/measure.h"

#include <math.h>
#include <string.h>

#define SAME_M 1.2   /* corners nearer than this are one */
#define ON_M 4.0     /* an end so near to a street stands on it: half the width of one */
#define CELL_M 60.0  /* of the grid */
#define FAVOUR 0.8   /* of the cost, along the streets of the two ends */
#define CHEAPEST 0.5 /* of all weights, so that A* never thinks a way dearer than it is */

typedef struct {
  double x, y; /* metres from the middle */
  guint first; /* of its links */
  guint n_links;
  guint piece; /* what hangs together has the same number */
} Node;

typedef struct {
  guint a, b; /* nodes */
  guint name;
  float weight;
  gboolean level; /* on the ground: crosses what it crosses */
} Edge;

struct _NordStreetNet {
  gatomicrefcount refs;
  NordFrame frame;
  GArray *nodes;       /* (owned) (element-type Node) */
  GArray *edges;       /* (owned) (element-type Edge) */
  guint *links;        /* (owned) (nullable) edges at each node */
  GHashTable *names;   /* (owned) name -> number; 0 is none */
  GHashTable *corners; /* (owned) (nullable) cell -> GArray of nodes */
  GHashTable *grid;    /* (owned) (nullable) cell -> GArray of edges */
  GHashTable *pairs;   /* (owned) (nullable) two nodes -> edge + 1 */
};

/* A place on an edge. */
typedef struct {
  guint edge;
  double t;
  double x, y;
  double away;
} Foot;

#define NODE(self, i) (&g_array_index ((self)->nodes, Node, (i)))
#define EDGE(self, i) (&g_array_index ((self)->edges, Edge, (i)))

static gint64
make_key (gint32 a, gint32 b)
{
  return (gint64) ((guint64) (guint32) a << 32 | (guint32) b);
}

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                (GDestroyNotify) g_array_unref);
}

static void
put (GHashTable *table, gint64 key, guint value)
{
  GArray *list = g_hash_table_lookup (table, &key);

  if (list == NULL) {
    list = g_array_new (FALSE, FALSE, sizeof (guint));
    g_hash_table_insert (table, g_memdup2 (&key, sizeof key), list);
  }
  g_array_append_val (list, value);
}

/**
 * nord_street_net_new:
 * @lon: degrees, the middle of what it will hold
 * @lat: degrees
 */
NordStreetNet *
nord_street_net_new (double lon, double lat)
{
  NordStreetNet *self = g_new0 (NordStreetNet, 1);

  g_atomic_ref_count_init (&self->refs);
  self->frame = nord_frame_at (lon, lat);
  self->nodes = g_array_new (FALSE, TRUE, sizeof (Node));
  self->edges = g_array_new (FALSE, TRUE, sizeof (Edge));
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->corners = make_table ();
  self->pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

NordStreetNet *
nord_street_net_ref (NordStreetNet *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
nord_street_net_unref (NordStreetNet *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->nodes);
  g_array_unref (self->edges);
  g_free (self->links);
  g_hash_table_unref (self->names);
  g_clear_pointer (&self->corners, g_hash_table_unref);
  g_clear_pointer (&self->grid, g_hash_table_unref);
  g_clear_pointer (&self->pairs, g_hash_table_unref);
  g_free (self);
}

static guint
get_node (NordStreetNet *self, double x, double y)
{
  gint32 cx = (gint32) floor (x / SAME_M), cy = (gint32) floor (y / SAME_M);
  Node node = {x, y, 0, 0, 0};

  for (gint32 dx = -1; dx <= 1; dx++) {
    for (gint32 dy = -1; dy <= 1; dy++) {
      gint64 key = make_key (cx + dx, cy + dy);
      GArray *list = g_hash_table_lookup (self->corners, &key);

      for (guint i = 0; list && i < list->len; i++) {
        const Node *old = NODE (self, g_array_index (list, guint, i));

        if (hypot (old->x - x, old->y - y) <= SAME_M)
          return g_array_index (list, guint, i);
      }
    }
  }
  g_array_append_val (self->nodes, node);
  put (self->corners, make_key (cx, cy), self->nodes->len - 1);
  return self->nodes->len - 1;
}

static void
add_edge (NordStreetNet *self, guint a, guint b, guint name, double weight, gboolean level)
{
  Edge edge = {a, b, name, (float) weight, level};
  gint64 key = make_key ((gint32) MIN (a, b), (gint32) MAX (a, b));
  guint known;

  if (a == b)
    return;
  known = GPOINTER_TO_UINT (g_hash_table_lookup (self->pairs, &key));
  if (known > 0) {
    Edge *old = EDGE (self, known - 1);

    /* The same piece, from a neighbouring tile or with its name. */
    old->name = old->name ? old->name : name;
    old->weight = MIN (old->weight, (float) weight);
    return;
  }
  g_array_append_val (self->edges, edge);
  g_hash_table_insert (self->pairs, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (self->edges->len));
}

/**
 * nord_street_net_add:
 * @xy: longitude, latitude in degrees, 2 * @n_points
 * @name: (nullable): of the street
 * @weight: how much longer than it is a metre of it counts, from 0.5
 * @level: whether it meets what it crosses; not bridges and tunnels
 */
void
nord_street_net_add (NordStreetNet *self,
                     const double *xy,
                     guint n_points,
                     const char *name,
                     double weight,
                     gboolean level)
{
  guint number = 0, last = 0;

  g_return_if_fail (self->pairs != NULL);
  if (name && *name) {
    number = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name));
    if (number == 0) {
      number = g_hash_table_size (self->names) + 1;
      g_hash_table_insert (self->names, g_strdup (name), GUINT_TO_POINTER (number));
    }
  }
  for (guint i = 0; i < n_points; i++) {
    guint node = get_node (self, (xy[2 * i] - self->frame.lon) * self->frame.east,
                           (xy[2 * i + 1] - self->frame.lat) * self->frame.north);

    if (i > 0)
      add_edge (self, last, node, number, MAX (weight, CHEAPEST), level);
    last = node;
  }
}

static void
fill_grid (NordStreetNet *self)
{
  g_clear_pointer (&self->grid, g_hash_table_unref);
  self->grid = make_table ();
  for (guint i = 0; i < self->edges->len; i++) {
    const Node *a = NODE (self, EDGE (self, i)->a), *b = NODE (self, EDGE (self, i)->b);
    int steps = (int) ceil (hypot (b->x - a->x, b->y - a->y) / (CELL_M / 2)) + 1;
    gint64 last = G_MININT64;

    for (int s = 0; s <= steps; s++) {
      double t = (double) s / steps;
      gint64 key = make_key ((gint32) floor ((a->x + t * (b->x - a->x)) / CELL_M),
                             (gint32) floor ((a->y + t * (b->y - a->y)) / CELL_M));

      if (key != last)
        put (self->grid, key, i);
      last = key;
    }
  }
}

static double
drop_on (const Node *a, const Node *b, double x, double y, double *t)
{
  double dx = b->x - a->x, dy = b->y - a->y, length = dx * dx + dy * dy;

  *t = length > 0 ? ((x - a->x) * dx + (y - a->y) * dy) / length : 0;
  *t = CLAMP (*t, 0, 1);
  return hypot (a->x + *t * dx - x, a->y + *t * dy - y);
}

/* A place on an edge that shall become a node. */
typedef struct {
  guint edge;
  double t;
  guint node;
} Tie;

static int
compare_ties (gconstpointer a, gconstpointer b)
{
  const Tie *one = a, *two = b;

  if (one->edge != two->edge)
    return one->edge < two->edge ? -1 : 1;
  return (one->t > two->t) - (one->t < two->t);
}

static void
find_ties_of (NordStreetNet *self, guint i, guint k, const guint *degree, GArray *ties)
{
  Edge *p = EDGE (self, i), *q = EDGE (self, k);
  const Node *a = NODE (self, p->a), *b = NODE (self, p->b);
  double det, ux, uy, vx, vy, s, t;
  const Node *c = NODE (self, q->a), *d = NODE (self, q->b);

  if (p->a == q->a || p->a == q->b || p->b == q->a || p->b == q->b)
    return;
  /* Ends on the middle of the other, which bridges have as well. */
  for (int end = 0; end < 4; end++) {
    guint node = (guint[]){p->a, p->b, q->a, q->b}[end];
    double away;

    if (degree[node] != 1)
      continue;
    away = end < 2 ? drop_on (c, d, NODE (self, node)->x, NODE (self, node)->y, &t)
                   : drop_on (a, b, NODE (self, node)->x, NODE (self, node)->y, &t);
    if (away <= ON_M && t > 0 && t < 1)
      g_array_append_vals (ties, &(Tie){end < 2 ? k : i, t, node}, 1);
  }
  ux = b->x - a->x;
  uy = b->y - a->y;
  vx = d->x - c->x;
  vy = d->y - c->y;
  det = ux * vy - uy * vx;
  if (det == 0 || !p->level || !q->level)
    return;
  s = ((c->x - a->x) * vy - (c->y - a->y) * vx) / det;
  t = ((c->x - a->x) * uy - (c->y - a->y) * ux) / det;
  if (s > 0 && s < 1 && t > 0 && t < 1) {
    guint node = get_node (self, a->x + s * ux, a->y + s * uy);

    g_array_append_vals (ties, &(Tie){i, s, node}, 1);
    g_array_append_vals (ties, &(Tie){k, t, node}, 1);
  }
}

static void
split_edges (NordStreetNet *self, GArray *ties)
{
  g_array_sort (ties, compare_ties);
  for (guint i = 0; i < ties->len;) {
    guint number = g_array_index (ties, Tie, i).edge;
    Edge whole = *EDGE (self, number);
    guint last = whole.a;
    gboolean moved = FALSE;

    for (; i < ties->len && g_array_index (ties, Tie, i).edge == number; i++) {
      guint node = g_array_index (ties, Tie, i).node;

      if (node == last || node == whole.b)
        continue;
      if (!moved) {
        EDGE (self, number)->b = node; /* the first piece takes the place of the whole */
        moved = TRUE;
      } else {
        add_edge (self, last, node, whole.name, whole.weight, whole.level);
      }
      last = node;
    }
    if (moved)
      add_edge (self, last, whole.b, whole.name, whole.weight, whole.level);
  }
}

static guint
find_root (guint *roots, guint i)
{
  while (roots[i] != i)
    i = roots[i] = roots[roots[i]];
  return i;
}

static void
mark_pieces (NordStreetNet *self)
{
  g_autofree guint *roots = g_new (guint, MAX (self->nodes->len, 1));

  for (guint i = 0; i < self->nodes->len; i++)
    roots[i] = i;
  for (guint i = 0; i < self->edges->len; i++)
    roots[find_root (roots, EDGE (self, i)->a)] = find_root (roots, EDGE (self, i)->b);
  for (guint i = 0; i < self->nodes->len; i++)
    NODE (self, i)->piece = find_root (roots, i);
}

/**
 * nord_street_net_tie:
 *
 * Ends the time in which streets are added: where they meet each other is found out.
 */
void
nord_street_net_tie (NordStreetNet *self)
{
  g_autofree guint *degree = g_new0 (guint, MAX (self->nodes->len, 1));
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (Tie));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer list;
  guint sum = 0;

  g_return_if_fail (self->pairs != NULL);
  for (guint i = 0; i < self->edges->len; i++) {
    degree[EDGE (self, i)->a]++;
    degree[EDGE (self, i)->b]++;
  }
  fill_grid (self);
  g_hash_table_iter_init (&iter, self->grid);
  while (g_hash_table_iter_next (&iter, NULL, &list)) {
    GArray *edges = list;

    for (guint i = 0; i < edges->len; i++) {
      for (guint k = 0; k < i; k++) {
        guint one = g_array_index (edges, guint, k), two = g_array_index (edges, guint, i);
        gint64 key = make_key ((gint32) MIN (one, two), (gint32) MAX (one, two));

        if (g_hash_table_add (seen, g_memdup2 (&key, sizeof key)))
          find_ties_of (self, MIN (one, two), MAX (one, two), degree, ties);
      }
    }
  }
  split_edges (self, ties);
  fill_grid (self);
  for (guint i = 0; i < self->edges->len; i++) {
    NODE (self, EDGE (self, i)->a)->n_links++;
    NODE (self, EDGE (self, i)->b)->n_links++;
  }
  for (guint i = 0; i < self->nodes->len; i++) {
    NODE (self, i)->first = sum;
    sum += NODE (self, i)->n_links;
    NODE (self, i)->n_links = 0;
  }
  self->links = g_new (guint, MAX (sum, 1));
  for (guint i = 0; i < self->edges->len; i++) {
    for (int end = 0; end < 2; end++) {
      Node *node = NODE (self, end == 0 ? EDGE (self, i)->a : EDGE (self, i)->b);

      self->links[node->first + node->n_links++] = i;
    }
  }
  mark_pieces (self);
  g_clear_pointer (&self->corners, g_hash_table_unref);
  g_clear_pointer (&self->pairs, g_hash_table_unref);
}

guint
nord_street_net_get_n_edges (const NordStreetNet *self)
{
  return self->edges->len;
}

/* @piece: only on what hangs together with it; G_MAXUINT: on all. */
static gboolean
find_foot (const NordStreetNet *self, double x, double y, double within, guint piece, Foot *foot)
{
  gint32 reach = (gint32) ceil (within / CELL_M);
  gint32 cx = (gint32) floor (x / CELL_M), cy = (gint32) floor (y / CELL_M);

  foot->away = within;
  foot->edge = G_MAXUINT;
  for (gint32 dx = -reach; dx <= reach; dx++) {
    for (gint32 dy = -reach; dy <= reach; dy++) {
      gint64 key = make_key (cx + dx, cy + dy);
      GArray *edges = g_hash_table_lookup (self->grid, &key);

      for (guint i = 0; edges && i < edges->len; i++) {
        guint number = g_array_index (edges, guint, i);
        const Node *a = NODE (self, EDGE (self, number)->a);
        const Node *b = NODE (self, EDGE (self, number)->b);
        double t, away = drop_on (a, b, x, y, &t);

        if (away <= foot->away && (piece == G_MAXUINT || piece == a->piece))
          *foot = (Foot){number, t, a->x + t * (b->x - a->x), a->y + t * (b->y - a->y), away};
      }
    }
  }
  return foot->edge != G_MAXUINT;
}

static void
to_spot (const NordStreetNet *self, double x, double y, double away, NordStreetSpot *spot)
{
  spot->lon = self->frame.lon + x / self->frame.east;
  spot->lat = self->frame.lat + y / self->frame.north;
  spot->away = away;
}

/**
 * nord_street_net_find:
 * @within: metres
 * @corners: only ends of streets and places where they meet or branch
 * @spot: (out): the nearest such place
 */
gboolean
nord_street_net_find (const NordStreetNet *self,
                      double lon,
                      double lat,
                      double within,
                      gboolean corners,
                      NordStreetSpot *spot)
{
  double x = (lon - self->frame.lon) * self->frame.east;
  double y = (lat - self->frame.lat) * self->frame.north;
  Foot foot;
  gboolean found = FALSE;

  g_return_val_if_fail (self->links != NULL, FALSE);
  if (!corners) {
    found = find_foot (self, x, y, within, G_MAXUINT, &foot);
    if (found)
      to_spot (self, foot.x, foot.y, foot.away, spot);
    return found;
  }
  for (gint32 dx = -(gint32) ceil (within / CELL_M); dx <= ceil (within / CELL_M); dx++) {
    for (gint32 dy = -(gint32) ceil (within / CELL_M); dy <= ceil (within / CELL_M); dy++) {
      gint64 key = make_key ((gint32) floor (x / CELL_M) + dx, (gint32) floor (y / CELL_M) + dy);
      GArray *edges = g_hash_table_lookup (self->grid, &key);

      for (guint i = 0; edges && i < 2 * edges->len; i++) {
        const Edge *edge = EDGE (self, g_array_index (edges, guint, i / 2));
        const Node *node = NODE (self, i % 2 ? edge->a : edge->b);
        double away = hypot (node->x - x, node->y - y);

        if (node->n_links == 2 || away > within)
          continue;
        within = away;
        found = TRUE;
        to_spot (self, node->x, node->y, away, spot);
      }
    }
  }
  return found;
}

/* --- The way -------------------------------------------------------------------------------------
 */

typedef struct {
  const NordStreetNet *net;
  Foot from, to;
  double *cost; /* (owned) by node */
  guint *came;  /* (owned) node before each */
  GArray *heap; /* (owned) (element-type NordHeapEntry) */
  guint names[2];
} Search;

static double
weigh (const Search *self, const Edge *edge, double length)
{
  double favour =
    edge->name && (edge->name == self->names[0] || edge->name == self->names[1]) ? FAVOUR : 1;

  return length * edge->weight * favour;
}

static void
reach (Search *self, guint node, double cost, guint from)
{
  const Node *at = NODE (self->net, node);

  if (cost >= self->cost[node])
    return;
  self->cost[node] = cost;
  self->came[node] = from;
  nord_heap_push (self->heap,
                  (NordHeapEntry){cost + hypot (at->x - self->to.x, at->y - self->to.y) * CHEAPEST *
                                           FAVOUR,
                                  node});
}

static double
edge_length (const NordStreetNet *net, const Edge *edge)
{
  const Node *a = NODE (net, edge->a), *b = NODE (net, edge->b);

  return hypot (b->x - a->x, b->y - a->y);
}

/* The cost of the best way, and the node over which it comes to the goal; G_MAXUINT: none. */
static guint
run (Search *self)
{
  const Edge *goal = EDGE (self->net, self->to.edge);
  double best = G_MAXDOUBLE, length = edge_length (self->net, goal);
  guint over = G_MAXUINT;

  while (self->heap->len > 0) {
    NordHeapEntry entry = nord_heap_pop (self->heap);
    const Node *node = NODE (self->net, entry.number);
    double cost = self->cost[entry.number];

    if (entry.cost >= best)
      break;
    for (int end = 0; end < 2; end++) {
      double rest = end == 0 ? length * self->to.t : length * (1 - self->to.t);

      if (entry.number == (end == 0 ? goal->a : goal->b) &&
          cost + weigh (self, goal, rest) < best) {
        best = cost + weigh (self, goal, rest);
        over = entry.number;
      }
    }
    for (guint i = 0; i < node->n_links; i++) {
      const Edge *edge = EDGE (self->net, self->net->links[node->first + i]);

      reach (self, edge->a == entry.number ? edge->b : edge->a,
             cost + weigh (self, edge, edge_length (self->net, edge)), entry.number);
    }
  }
  return over;
}

static void
add_point (GArray *xy, const NordStreetNet *self, double x, double y)
{
  NordStreetSpot spot;

  to_spot (self, x, y, 0, &spot);
  g_array_append_val (xy, spot.lon);
  g_array_append_val (xy, spot.lat);
}

/* Beside a court or a yard that leads nowhere, the street that it lies on is meant. */
static gboolean
find_ends (const NordStreetNet *self, const double xy[4], double within, Foot *from, Foot *to)
{
  guint piece_from, piece_to;
  Foot from_there, to_here;
  gboolean near, far;

  if (!find_foot (self, xy[0], xy[1], within, G_MAXUINT, from) ||
      !find_foot (self, xy[2], xy[3], within, G_MAXUINT, to))
    return FALSE;
  piece_from = NODE (self, EDGE (self, from->edge)->a)->piece;
  piece_to = NODE (self, EDGE (self, to->edge)->a)->piece;
  if (piece_from == piece_to)
    return TRUE;
  near = find_foot (self, xy[0], xy[1], within, piece_to, &from_there);
  far = find_foot (self, xy[2], xy[3], within, piece_from, &to_here);
  if (near && (!far || from_there.away - from->away < to_here.away - to->away))
    *from = from_there;
  else if (far)
    *to = to_here;
  return near || far;
}

/**
 * nord_street_net_route:
 * @within: metres that each end may lie beside a street
 *
 * Returns: (transfer full) (element-type double) (nullable): longitude and latitude of the corners
 *   of the way along streets, from the place on a street nearest to the one end to that nearest to
 *   the other; %NULL where an end is on no street, or no streets lead there
 */
GArray *
nord_street_net_route (const NordStreetNet *self,
                       double from_lon,
                       double from_lat,
                       double to_lon,
                       double to_lat,
                       double within)
{
  Search search = {.net = self};
  g_autofree double *cost = NULL;
  g_autofree guint *came = NULL;
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (NordHeapEntry));
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));
  const Edge *start;
  double length;
  guint over = G_MAXUINT;

  g_return_val_if_fail (self->links != NULL, NULL);
  if (!find_ends (self,
                  (double[]){(from_lon - self->frame.lon) * self->frame.east,
                             (from_lat - self->frame.lat) * self->frame.north,
                             (to_lon - self->frame.lon) * self->frame.east,
                             (to_lat - self->frame.lat) * self->frame.north},
                  within, &search.from, &search.to))
    return NULL;
  if (search.from.edge != search.to.edge) {
    start = EDGE (self, search.from.edge);
    length = edge_length (self, start);
    search.cost = cost = g_new (double, self->nodes->len);
    search.came = came = g_new (guint, self->nodes->len);
    search.heap = heap;
    search.names[0] = start->name;
    search.names[1] = EDGE (self, search.to.edge)->name;
    for (guint i = 0; i < self->nodes->len; i++)
      cost[i] = G_MAXDOUBLE;
    reach (&search, start->a, weigh (&search, start, length * search.from.t), G_MAXUINT);
    reach (&search, start->b, weigh (&search, start, length * (1 - search.from.t)), G_MAXUINT);
    over = run (&search);
    if (over == G_MAXUINT)
      return NULL;
    for (; over != G_MAXUINT; over = came[over])
      g_array_append_val (nodes, over);
  }
  add_point (xy, self, search.from.x, search.from.y);
  for (guint i = nodes->len; i-- > 0;) {
    const Node *node = NODE (self, g_array_index (nodes, guint, i));

    if ((i == nodes->len - 1 && hypot (node->x - search.from.x, node->y - search.from.y) < 0.05) ||
        (i == 0 && hypot (node->x - search.to.x, node->y - search.to.y) < 0.05))
      continue;
    add_point (xy, self, node->x, node->y);
  }
  add_point (xy, self, search.to.x, search.to.y);
  return g_steal_pointer (&xy);
}
