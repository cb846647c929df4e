/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* From a spanning tree to groups: the condensed tree and its excess of mass (Campello, Moulavi,
 * Sander 2013). Where the tree comes from is spanning.c's business. */
#include "core/cluster/density.h"
#include "core/cluster/place.h"

#include <string.h>

/* A join of two parts at a height. Parts below n are single ideas, part n + i is join i. */
typedef struct {
  guint32 left, right;
  guint32 size;
  double height;
} Join;

typedef struct {
  guint32 parent;
  double birth;     /* density (1 / metres) at which it appears */
  double stability; /* members times the density they stayed through: the excess of mass */
  double below;     /* the best its parts reach together */
  gboolean chosen;
} Branch;

typedef struct {
  guint32 part, branch;
} Step;

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const NordSpanningEdge *x = a, *y = b;

  if (x->length != y->length)
    return x->length > y->length ? 1 : -1;
  return x->a != y->a ? (x->a > y->a ? 1 : -1) : (x->b > y->b) - (x->b < y->b);
}

static guint32
find_root (guint32 *root, guint32 at)
{
  while (root[at] != at)
    at = root[at] = root[root[at]];
  return at;
}

static Join *
join_up (const NordSpanningEdge *edges, guint n)
{
  Join *joins = g_new (Join, n);
  g_autofree guint32 *root = g_new (guint32, n), *part = g_new (guint32, n);

  for (guint i = 0; i < n; i++)
    root[i] = part[i] = i;
  for (guint i = 0; i + 1 < n; i++) {
    guint32 a = find_root (root, edges[i].a), b = find_root (root, edges[i].b);

    joins[i] = (Join){part[a], part[b], 0, edges[i].length};
    joins[i].size =
      (part[a] < n ? 1 : joins[part[a] - n].size) + (part[b] < n ? 1 : joins[part[b] - n].size);
    root[b] = a;
    part[a] = n + i;
  }
  return joins;
}

/* All ideas of @part leave the branch here: below it they are alone. */
static void
let_fall (const Join *joins, guint n, guint32 part, guint32 branch, guint32 *of, GArray *open)
{
  guint base = open->len;

  g_array_append_val (open, part);
  while (open->len > base) {
    guint32 at = g_array_index (open, guint32, open->len - 1);

    g_array_set_size (open, open->len - 1);
    if (at < n) {
      of[at] = branch;
    } else {
      g_array_append_val (open, joins[at - n].left);
      g_array_append_val (open, joins[at - n].right);
    }
  }
}

/* Walks down from the whole. Joins of one height are one split into many parts, so the result does
 * not depend on which of several equal edges the spanning tree has. */
static GArray *
condense (const Join *joins, guint n, guint min_size, guint32 *of)
{
  GArray *branches = g_array_new (FALSE, TRUE, sizeof (Branch));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));
  Branch whole = {G_MAXUINT32, 0, 0, 0, FALSE};
  Step step = {n + n - 2, 0};

  g_array_append_val (branches, whole);
  g_array_append_val (steps, step);
  while (steps->len > 0) {
    const Join *join;
    guint n_big = 0;
    double density, birth;

    step = g_array_index (steps, Step, steps->len - 1);
    g_array_set_size (steps, steps->len - 1);
    join = &joins[step.part - n];
    density = 1 / join->height;
    birth = g_array_index (branches, Branch, step.branch).birth;
    g_array_set_size (parts, 0);
    g_array_append_val (open, step.part);
    while (open->len > 0) {
      guint32 at = g_array_index (open, guint32, open->len - 1);

      g_array_set_size (open, open->len - 1);
      if (at >= n && joins[at - n].height == join->height) {
        g_array_append_val (open, joins[at - n].left);
        g_array_append_val (open, joins[at - n].right);
      } else {
        g_array_append_val (parts, at);
        n_big += at >= n ? joins[at - n].size >= min_size : min_size <= 1;
      }
    }
    if (n_big != 1)
      g_array_index (branches, Branch, step.branch).stability += join->size * (density - birth);
    for (guint i = 0; i < parts->len; i++) {
      guint32 at = g_array_index (parts, guint32, i);
      guint32 size = at < n ? 1 : joins[at - n].size;
      Step next = {at, step.branch};

      if (size < min_size || at < n) {
        if (n_big == 1)
          g_array_index (branches, Branch, step.branch).stability += size * (density - birth);
        let_fall (joins, n, at, step.branch, of, open);
        continue;
      }
      if (n_big > 1) {
        Branch branch = {step.branch, density, 0, 0, FALSE};

        next.branch = branches->len;
        g_array_append_val (branches, branch);
      }
      g_array_append_val (steps, next);
    }
  }
  return branches;
}

/* A branch is a group where it holds more than its parts do together. The whole never is: "all" is
 * no answer to what belongs together. */
static void
choose (GArray *branches)
{
  Branch *branch = (Branch *) branches->data;

  for (guint i = branches->len; i-- > 1;) {
    branch[i].chosen = branch[i].stability >= branch[i].below;
    branch[branch[i].parent].below += MAX (branch[i].stability, branch[i].below);
  }
  for (guint i = 1; i < branches->len; i++) {
    guint32 parent = branch[i].parent;

    /* From here on chosen says: this or one above it, and parent: which. */
    if (parent != 0 && branch[parent].chosen) {
      branch[i].chosen = TRUE;
      branch[i].parent = branch[parent].parent;
    } else if (branch[i].chosen) {
      branch[i].parent = i;
    }
  }
}

/**
 * nord_density_cut_tree:
 * @edges: (array length=n-1): edges that span all, in any order; sorted and clamped in place
 * @n: how many things, at least 1
 * @min_size: things that make a group, 2 or more
 * @nearest: lengths below it say nothing and count as it, above 0
 * @labels: (out caller-allocates) (array length=n): number of the group, or %NORD_PLACE_ALONE
 *
 * HDBSCAN's groups from a minimum spanning tree of mutual reachability: the condensed tree and its
 * excess of mass, the whole never being a group. Edges of one length split together, so the same
 * distances give the same groups whichever minimum spanning tree is given.
 *
 * Groups are numbered by their first member.
 *
 * Returns: number of groups
 */
guint
nord_density_cut_tree (NordSpanningEdge *edges,
                       guint n,
                       guint min_size,
                       double nearest,
                       gint32 *labels)
{
  g_autofree Join *joins = NULL;
  g_autofree guint32 *of = NULL;
  g_autofree gint32 *number = NULL;
  g_autoptr (GArray) branches = NULL;
  gint32 n_groups = 0;

  g_return_val_if_fail (labels != NULL || n == 0, 0);
  g_return_val_if_fail (min_size >= 2 && nearest > 0, 0);
  for (guint i = 0; i < n; i++)
    labels[i] = NORD_PLACE_ALONE;
  if (n < min_size)
    return 0;
  for (guint i = 0; i + 1 < n; i++)
    edges[i].length = MAX (edges[i].length, nearest);
  qsort (edges, n - 1, sizeof *edges, compare_edges);
  joins = join_up (edges, n);
  of = g_new0 (guint32, n);
  branches = condense (joins, n, min_size, of);
  choose (branches);
  number = g_new (gint32, branches->len);
  memset (number, 0xff, branches->len * sizeof *number);
  for (guint i = 0; i < n; i++) {
    const Branch *branch = &g_array_index (branches, Branch, of[i]);

    if (!branch->chosen)
      continue;
    if (number[branch->parent] < 0)
      number[branch->parent] = n_groups++;
    labels[i] = number[branch->parent];
  }
  return (guint) n_groups;
}

/**
 * nord_density_group_points:
 * @xy: longitude and latitude in degrees, 2 * @n numbers
 * @n: number of positions
 * @min_size: positions that make a group, 2 or more; also how many (itself counted) must be near to
 *   call a position dense
 * @nearest: metres below which distances say nothing, above 0: where a finger put a pin
 * @labels: (out caller-allocates) (array length=n): number of the group, or %NORD_PLACE_ALONE
 *
 * HDBSCAN* (Campello, Moulavi, Sander 2013; McInnes, Healy 2017) on the flat map at the mean
 * latitude (see nord_place_group_points()): groups of different density beside each other, without
 * a radius. With @nearest next to nothing the result is that of R's dbscan::hdbscan() up to equal
 * distances, which this one splits together and R one after the other.
 *
 * Returns: number of groups
 */
guint
nord_density_group_points (const double *xy,
                           guint n,
                           guint min_size,
                           double nearest,
                           gint32 *labels)
{
  g_autofree NordSpanningEdge *edges = NULL;

  g_return_val_if_fail ((xy != NULL && labels != NULL) || n == 0, 0);
  g_return_val_if_fail (min_size >= 2 && nearest > 0, 0);
  if (n >= min_size)
    edges = nord_spanning_of_points (xy, n, min_size);
  return nord_density_cut_tree (edges, n, min_size, nearest, labels);
}

/**
 * nord_density_group_shapes:
 * @shapes: (array length=n) (element-type nullable NordShape): shapes of any kind; absent ones
 *   stay alone
 * @n: how many
 * @min_size: shapes that make a group, 2 or more
 * @nearest: metres below which distances say nothing, above 0
 * @labels: (out caller-allocates) (array length=n): number of the group, or %NORD_PLACE_ALONE
 *
 * The same for points, lines and areas together: shapes are as far apart as their nearest positions
 * (nord_relate_distance()), so what touches is 0 m apart.
 *
 * Returns: number of groups
 */
guint
nord_density_group_shapes (const NordShape *const *shapes,
                           guint n,
                           guint min_size,
                           double nearest,
                           gint32 *labels)
{
  g_autofree const NordShape **there = NULL;
  g_autofree NordSpanningEdge *edges = NULL;
  g_autofree guint *which = NULL;
  g_autofree gint32 *found = NULL;
  guint n_there = 0, n_groups;

  g_return_val_if_fail ((shapes != NULL && labels != NULL) || n == 0, 0);
  g_return_val_if_fail (min_size >= 2 && nearest > 0, 0);
  there = g_new (const NordShape *, n + 1);
  which = g_new (guint, n + 1);
  found = g_new (gint32, n + 1);
  for (guint i = 0; i < n; i++) {
    labels[i] = NORD_PLACE_ALONE;
    if (shapes[i] != NULL) {
      there[n_there] = shapes[i];
      which[n_there++] = i;
    }
  }
  if (n_there < min_size)
    return 0;
  edges = nord_spanning_of_shapes (there, n_there, min_size);
  n_groups = nord_density_cut_tree (edges, n_there, min_size, nearest, found);
  for (guint i = 0; i < n_there; i++)
    labels[which[i]] = found[i];
  return n_groups;
}
