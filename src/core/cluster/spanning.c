/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Borůvka's rounds over a k-d tree (March, Ram, Gray 2010): every part of the forest looks for its
 * nearest neighbour outside itself, and the tree tells which boxes cannot hold a nearer one.
 *
 * Mutual reachability of two things is the largest of their distance and of both core distances;
 * the core distance is that to the min_size-th nearest, itself counted. */
#include "core/cluster/spanning.h"
#include "core/geo/measure.h"
#include "core/geo/relate.h"

#include <math.h>
#include <string.h>

#define LEAF 8
#define NO_PART G_MAXUINT32
/* Boxes are measured on one flat map, shapes on the one where they lie: a bound is taken for this
 * much shorter, so that it stays a bound within the 100 km a workshop has. */
#define SLACK 0.97

typedef struct {
  double x0, y0, x1, y1; /* metres */
} Box;

typedef struct {
  Box box;
  guint32 first, end;
  guint32 right; /* the other child; the first one follows. 0 in a leaf */
  guint32 part;  /* the part that all inside belong to, or NO_PART */
  double core;   /* the smallest core distance inside */
} Node;

typedef struct {
  Box *boxes;                     /* (owned) by place in the tree; points have no extent */
  guint32 *index;                 /* (owned) where the caller has each */
  const NordShape *const *shapes; /* (unowned) (nullable) NULL: all are points */
  Node *nodes;                    /* (owned) children after their parent */
  double *core;                   /* (owned) core distances, in metres */
  guint32 *part;                  /* (owned) part of the forest */
  guint n, n_nodes;
} Tree;

static void
tree_clear (Tree *self)
{
  g_free (self->boxes);
  g_free (self->index);
  g_free (self->nodes);
  g_free (self->core);
  g_free (self->part);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tree, tree_clear)

static inline double
box_gap2 (const Box *a, const Box *b)
{
  double dx = MAX (MAX (a->x0 - b->x1, b->x0 - a->x1), 0);
  double dy = MAX (MAX (a->y0 - b->y1, b->y0 - a->y1), 0);

  return dx * dx + dy * dy;
}

static inline double
middle (const Box *box, gboolean across)
{
  return across ? box->x0 + box->x1 : box->y0 + box->y1;
}

static void
swap_items (Tree *self, guint32 a, guint32 b)
{
  Box box = self->boxes[a];
  guint32 index = self->index[a];

  self->boxes[a] = self->boxes[b];
  self->index[a] = self->index[b];
  self->boxes[b] = box;
  self->index[b] = index;
}

/* Quickselect (Hoare 1961): the smaller half before @nth. */
static void
halve (Tree *self, guint32 first, guint32 end, guint32 nth, gboolean across)
{
  gint64 low = first, high = (gint64) end - 1;

  while (low < high) {
    double pivot = middle (&self->boxes[low + (high - low) / 2], across);
    gint64 i = low, j = high;

    while (i <= j) {
      while (middle (&self->boxes[i], across) < pivot)
        i++;
      while (middle (&self->boxes[j], across) > pivot)
        j--;
      if (i <= j)
        swap_items (self, (guint32) i++, (guint32) j--);
    }
    if (nth <= j)
      high = j;
    else if (nth >= i)
      low = i;
    else
      return;
  }
}

static guint32
grow (Tree *self, guint32 first, guint32 end)
{
  guint32 at = self->n_nodes++, half = first + (end - first) / 2;
  Box all = self->boxes[first];

  for (guint32 i = first + 1; i < end; i++) {
    all.x0 = MIN (all.x0, self->boxes[i].x0);
    all.y0 = MIN (all.y0, self->boxes[i].y0);
    all.x1 = MAX (all.x1, self->boxes[i].x1);
    all.y1 = MAX (all.y1, self->boxes[i].y1);
  }
  self->nodes[at] = (Node){all, first, end, 0, NO_PART, 0};
  if (end - first > LEAF) {
    guint32 right;

    halve (self, first, end, half, all.x1 - all.x0 > all.y1 - all.y0);
    grow (self, first, half);
    right = grow (self, half, end);
    self->nodes[at].right = right;
  }
  return at;
}

static double
apart (const Tree *self, guint32 a, guint32 b)
{
  if (self->shapes == NULL)
    return sqrt (box_gap2 (&self->boxes[a], &self->boxes[b]));
  /* In one order: the distance is that on the flat map of the first. */
  return nord_relate_distance (self->shapes[MIN (self->index[a], self->index[b])],
                               self->shapes[MAX (self->index[a], self->index[b])]);
}

/* No two things of two boxes are nearer than this. */
static inline double
bound (const Tree *self, const Box *a, const Box *b)
{
  double gap = sqrt (box_gap2 (a, b));

  return self->shapes == NULL ? gap : gap * SLACK;
}

/* Puts the distances to the nearest of @at into @best (@k of them, rising). */
static void
find_nearest (const Tree *self, guint32 at, guint32 node_at, double *best, guint k)
{
  const Node *node = &self->nodes[node_at];
  guint32 near = node_at + 1, far = node->right;

  if (node->right == 0) {
    for (guint32 i = node->first; i < node->end; i++) {
      double metres;
      guint hole;

      if (i == at || bound (self, &self->boxes[at], &self->boxes[i]) >= best[k - 1])
        continue;
      metres = apart (self, at, i);
      if (metres >= best[k - 1])
        continue;
      for (hole = k - 1; hole > 0 && best[hole - 1] > metres; hole--)
        best[hole] = best[hole - 1];
      best[hole] = metres;
    }
    return;
  }
  if (box_gap2 (&self->boxes[at], &self->nodes[far].box) <
      box_gap2 (&self->boxes[at], &self->nodes[near].box)) {
    near = far;
    far = node_at + 1;
  }
  if (bound (self, &self->boxes[at], &self->nodes[near].box) < best[k - 1])
    find_nearest (self, at, near, best, k);
  if (bound (self, &self->boxes[at], &self->nodes[far].box) < best[k - 1])
    find_nearest (self, at, far, best, k);
}

static void
find_cores (Tree *self, guint min_size)
{
  guint k = MIN (min_size, self->n) - 1;
  g_autofree double *best = g_new (double, k + 1);

  for (guint32 i = 0; i < self->n; i++) {
    for (guint j = 0; j < k; j++)
      best[j] = G_MAXDOUBLE;
    if (k > 0)
      find_nearest (self, i, 0, best, k);
    self->core[i] = k > 0 ? best[k - 1] : 0;
  }
  for (guint32 i = self->n_nodes; i-- > 0;) {
    Node *node = &self->nodes[i];

    node->core = G_MAXDOUBLE;
    if (node->right != 0)
      node->core = MIN (self->nodes[i + 1].core, self->nodes[node->right].core);
    else
      for (guint32 j = node->first; j < node->end; j++)
        node->core = MIN (node->core, self->core[j]);
  }
}

typedef struct {
  double length;
  guint32 to;
} Reach;

/* The nearest outside the part of @at that is nearer than @best has. */
static void
look_outside (const Tree *self, guint32 at, guint32 node_at, Reach *best)
{
  const Node *node = &self->nodes[node_at];
  guint32 near = node_at + 1, far = node->right;
  double near_bound, far_bound;

  if (node->part == self->part[at] || node->core >= best->length)
    return;
  if (node->right == 0) {
    for (guint32 i = node->first; i < node->end; i++) {
      double metres;

      if (self->part[i] == self->part[at] || self->core[i] >= best->length ||
          bound (self, &self->boxes[at], &self->boxes[i]) >= best->length)
        continue;
      metres = MAX (apart (self, at, i), MAX (self->core[at], self->core[i]));
      if (metres < best->length)
        *best = (Reach){metres, i};
    }
    return;
  }
  near_bound = bound (self, &self->boxes[at], &self->nodes[near].box);
  far_bound = bound (self, &self->boxes[at], &self->nodes[far].box);
  if (far_bound < near_bound) {
    double swap = near_bound;

    near_bound = far_bound;
    far_bound = swap;
    near = far;
    far = node_at + 1;
  }
  if (near_bound < best->length)
    look_outside (self, at, near, best);
  /* Nothing is nearer than its own core distance. */
  if (far_bound < best->length && best->length > self->core[at])
    look_outside (self, at, far, best);
}

static guint32
find_root (guint32 *root, guint32 at)
{
  while (root[at] != at)
    at = root[at] = root[root[at]];
  return at;
}

static void
mark_parts (Tree *self, guint32 *root)
{
  for (guint32 i = 0; i < self->n; i++)
    self->part[i] = find_root (root, i);
  for (guint32 i = self->n_nodes; i-- > 0;) {
    Node *node = &self->nodes[i];

    if (node->right != 0) {
      guint32 left = self->nodes[i + 1].part;

      node->part = left == self->nodes[node->right].part ? left : NO_PART;
      continue;
    }
    node->part = self->part[node->first];
    for (guint32 j = node->first; j < node->end; j++)
      if (self->part[j] != node->part)
        node->part = NO_PART;
  }
}

static NordSpanningEdge *
span (Tree *self)
{
  NordSpanningEdge *edges = g_new (NordSpanningEdge, self->n);
  g_autofree guint32 *root = g_new (guint32, self->n);
  g_autofree guint32 *from = g_new (guint32, self->n); /* by part: where its best edge begins */
  g_autofree Reach *best = g_new (Reach, self->n);     /* by part */
  /* By thing: the nearest outside that was found, or (to itself) that there is none nearer. */
  g_autofree Reach *known = g_new (Reach, self->n);
  guint n_edges = 0;

  for (guint32 i = 0; i < self->n; i++) {
    root[i] = i;
    known[i] = (Reach){self->core[i], i};
  }
  while (n_edges + 1 < self->n) {
    mark_parts (self, root);
    for (guint32 i = 0; i < self->n; i++)
      best[i] = (Reach){G_MAXDOUBLE, 0};
    /* What was nearest outside and still is outside is the nearest still. */
    for (guint32 i = 0; i < self->n; i++) {
      guint32 part = self->part[i];

      if (known[i].to != i && self->part[known[i].to] == part)
        known[i].to = i;
      if (known[i].to != i && known[i].length < best[part].length) {
        best[part] = known[i];
        from[part] = i;
      }
    }
    for (guint32 i = 0; i < self->n; i++) {
      guint32 part = self->part[i];
      Reach reach = {best[part].length, i};

      if (known[i].to != i || known[i].length >= reach.length)
        continue;
      look_outside (self, i, 0, &reach);
      known[i] = reach;
      if (reach.to != i) {
        best[part] = reach;
        from[part] = i;
      }
    }
    for (guint32 part = 0; part < self->n; part++) {
      guint32 a, b;

      if (self->part[part] != part)
        continue;
      a = find_root (root, part);
      b = find_root (root, self->part[best[part].to]);
      if (a == b) /* the other part chose it, or one as long */
        continue;
      edges[n_edges++] =
        (NordSpanningEdge){self->index[from[part]], self->index[best[part].to], best[part].length};
      root[MAX (a, b)] = MIN (a, b);
    }
  }
  return edges;
}

static NordSpanningEdge *
tree_span (Tree *self, guint min_size)
{
  self->nodes = g_new (Node, 2 * self->n);
  self->core = g_new (double, self->n);
  self->part = g_new (guint32, self->n);
  grow (self, 0, self->n);
  find_cores (self, min_size);
  return span (self);
}

/**
 * nord_spanning_of_points:
 * @xy: longitude and latitude in degrees, 2 * @n numbers
 * @n: number of positions, at least 1
 * @min_size: how many, itself counted, are within a position's core distance
 *
 * On the flat map at the mean latitude. About n log n.
 *
 * Returns: (transfer full) (array length=n-1): edges in metres
 */
NordSpanningEdge *
nord_spanning_of_points (const double *xy, guint n, guint min_size)
{
  g_auto (Tree) tree = {.n = n};
  double lat = 0;
  NordFrame frame;

  g_return_val_if_fail (xy != NULL && n > 0 && min_size > 0, NULL);
  for (guint i = 0; i < n; i++)
    lat += xy[2 * i + 1] / n;
  frame = nord_frame_at (xy[0], lat);
  tree.boxes = g_new (Box, n);
  tree.index = g_new (guint32, n);
  for (guint i = 0; i < n; i++) {
    double x = (xy[2 * i] - xy[0]) * frame.east, y = (xy[2 * i + 1] - xy[1]) * frame.north;

    tree.boxes[i] = (Box){x, y, x, y};
    tree.index[i] = i;
  }
  return tree_span (&tree, min_size);
}

/**
 * nord_spanning_of_shapes:
 * @shapes: (array length=n): shapes of any kind
 * @n: how many, at least 1
 * @min_size: how many, itself counted, are within a shape's core distance
 *
 * Boxes decide which shapes are held against each other. Where all are points it is
 * nord_spanning_of_points().
 *
 * Returns: (transfer full) (array length=n-1): edges in metres
 */
NordSpanningEdge *
nord_spanning_of_shapes (const NordShape *const *shapes, guint n, guint min_size)
{
  g_auto (Tree) tree = {.n = n};
  g_autofree double *xy = NULL;
  gboolean all_points = TRUE;
  double lat = 0;
  NordFrame frame;

  g_return_val_if_fail (shapes != NULL && n > 0 && min_size > 0, NULL);
  xy = g_new (double, 2 * n);
  for (guint i = 0; i < n; i++) {
    all_points = all_points && shapes[i]->kind == NORD_SHAPE_POINT;
    xy[2 * i] = shapes[i]->xy[0];
    xy[2 * i + 1] = shapes[i]->xy[1];
    lat += xy[2 * i + 1] / n;
  }
  if (all_points)
    return nord_spanning_of_points (xy, n, min_size);
  frame = nord_frame_at (xy[0], lat);
  tree.shapes = shapes;
  tree.boxes = g_new (Box, n);
  tree.index = g_new (guint32, n);
  for (guint i = 0; i < n; i++) {
    NordBounds bounds = nord_shape_get_bounds (shapes[i]);

    tree.boxes[i] = (Box){(bounds.west - xy[0]) * frame.east, (bounds.south - xy[1]) * frame.north,
                          (bounds.east - xy[0]) * frame.east, (bounds.north - xy[1]) * frame.north};
    tree.index[i] = i;
  }
  return tree_span (&tree, min_size);
}
