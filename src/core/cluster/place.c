/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups by place: DBSCAN (Ester, Kriegel, Sander, Xu 1996) on positions and on shapes. */
#include "core/cluster/place.h"
#include "core/cluster/place-grid.h"
#include "core/geo/index.h"
#include "core/geo/measure.h"
#include "core/geo/relate.h"

#include <math.h>
#include <string.h>

/* Above so many pairs two cells are compared through the envelope of their discs. */
#define MANY_PAIRS 4096

/* The label of what is alone, as a number after all others. */
#define NO_GROUP ((guint32) NORD_PLACE_ALONE)

/* A site that is no core. */
typedef struct {
  double x, y;
  guint32 index, cell;
} Other;

typedef double Pair __attribute__ ((vector_size (16), aligned (8), may_alias));
typedef gint64 PairOfInts __attribute__ ((vector_size (16)));

static inline double
apart2 (const NordPlaceGrid *grid, guint a, double x, double y)
{
  double dx = grid->x[a] - x, dy = grid->y[a] - y;

  return dx * dx + dy * dy;
}

/* Squares of the distances to two sites. */
static inline Pair
pair_apart2 (const NordPlaceGrid *grid, guint at, double x, double y)
{
  Pair dx = *(const Pair *) (grid->x + at) - x, dy = *(const Pair *) (grid->y + at) - y;

  return dx * dx + dy * dy;
}

/* How many of @sites are within the radius of a position; @enough is enough. */
static inline guint
count_within (const NordPlaceGrid *grid,
              NordPlaceSpan sites,
              double x,
              double y,
              double radius2,
              guint enough)
{
  static const Pair places = {0, 1}, later = {2, 3};
  double length = sites.end - sites.first;
  PairOfInts found;
  guint count;

  /* Most rows hold four at most: these are looked at even where they are fewer, since a branch that
   * cannot be foreseen takes longer. */
  found = (pair_apart2 (grid, sites.first, x, y) <= radius2) & (places < length);
  found += (pair_apart2 (grid, sites.first + 2, x, y) <= radius2) & (later < length);
  count = (guint) - (found[0] + found[1]);
  sites.first += 4;
  while (G_UNLIKELY (sites.first < sites.end) && count < enough) {
    guint end = MIN (sites.first + 32, sites.end);

    for (found = (PairOfInts){0}; sites.first + 1 < end; sites.first += 2)
      found -= pair_apart2 (grid, sites.first, x, y) <= radius2;
    count += (guint) (found[0] + found[1]);
    count += (sites.first < end) & (apart2 (grid, sites.first, x, y) <= radius2);
    sites.first = end;
  }
  return count;
}

/* Tells the sites that have enough neighbours, themselves counted, from the @others. A cell below
 * @min_size holds few sites, so each cell around is read at most 20 * @min_size times: linear
 * however dense it is. */
static guint
find_cores (const NordPlaceGrid *grid, double radius2, guint min_size, guint8 *core, Other *others)
{
  /* The own row has most of the neighbours. */
  static const int order[] = {0, 1, -1, 2, -2};
  guint n_others = 0;

  memset (core, 1, grid->n);
  for (guint f = 0; f < grid->n_filled; f++) {
    guint32 c = grid->filled[f];
    guint first = grid->first[c], end = grid->first[c + 1], around = 0;
    NordPlaceSpan sites[NORD_PLACE_ROWS];

    if (end - first >= min_size)
      continue;
    for (guint k = 0; k < NORD_PLACE_ROWS; k++) {
      sites[k] = nord_place_grid_reach_sites (grid, c, order[k]);
      around += sites[k].end - sites[k].first;
    }
    for (guint i = first; i < end; i++) {
      double x = grid->x[i], y = grid->y[i];
      guint count = 0;

      if (around >= min_size)
        for (guint k = 0; k < NORD_PLACE_ROWS && count < min_size; k++)
          count += count_within (grid, sites[k], x, y, radius2, min_size - count);
      core[i] = count >= min_size;
      others[n_others] = (Other){x, y, grid->index[i], c};
      n_others += count < min_size;
    }
  }
  return n_others;
}

/* Leaves only cores in the grid, and its cells are told by number from then on: @begin has the
 * first site of each that has any, @first how many such come before a cell, @filled which they are.
 */
static void
keep_cores (NordPlaceGrid *grid, const guint8 *core, guint32 *rank, guint32 *begin)
{
  guint kept = 0, n_filled = 0;

  for (guint i = 0; i < grid->n; i++) {
    grid->x[kept] = grid->x[i];
    grid->y[kept] = grid->y[i];
    grid->index[kept] = grid->index[i];
    rank[i] = kept;
    kept += core[i];
  }
  for (guint c = 0; c < grid->n_cells; c++) {
    guint first = grid->first[c], end = grid->first[c + 1];

    first = first < grid->n ? rank[first] : kept;
    end = end < grid->n ? rank[end] : kept;
    grid->first[c] = n_filled;
    grid->filled[n_filled] = c;
    begin[n_filled] = first;
    n_filled += first < end;
  }
  grid->first[grid->n_cells] = n_filled;
  begin[n_filled] = kept;
  grid->n = kept;
  grid->n_filled = n_filled;
}

static guint32
find_root (guint32 *root, guint32 at)
{
  while (root[at] != at)
    at = root[at] = root[root[at]];
  return at;
}

static void
join (guint32 *root, guint32 a, guint32 b)
{
  a = find_root (root, a);
  b = find_root (root, b);
  /* The smaller stays, so that the result does not depend on the order of joining. */
  if (a < b)
    root[b] = a;
  else
    root[a] = b;
}

typedef struct {
  double along, up; /* metres: along the line that parts the two cells, and away from the first */
} Spot;

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const Spot *x = a, *y = b;

  return x->along != y->along ? (x->along > y->along) - (x->along < y->along)
                              : (x->up > y->up) - (x->up < y->up);
}

/* Where the envelope passes from the disc of @a to that of @b, further along: left of it a's upper
 * arc is the higher, right of it b's (equal discs: the difference of their arcs only falls). */
static double
hand_over (const Spot *a, const Spot *b, double radius)
{
  double dx = b->along - a->along, dy = b->up - a->up, d = hypot (dx, dy);
  double x = (a->along + b->along) / 2 - dy / d * sqrt (MAX (radius * radius - d * d / 4, 0));

  return CLAMP (x, b->along - radius, a->along + radius);
}

/* Whether any of @upper is within the radius of any of @lower, which a line parts: the upper arcs
 * of the lower discs make an envelope, and it is asked at each of the upper (Gunawan 2013). */
static gboolean
spots_meet (GArray *lower, GArray *upper, double radius)
{
  g_autofree Spot *stack = g_new (Spot, lower->len);
  g_autofree double *from = g_new (double, lower->len); /* where a disc begins to be the highest */
  guint n = 0, at = 0;

  g_array_sort (lower, compare_spots);
  g_array_sort (upper, compare_spots);
  for (guint i = 0; i < lower->len; i++) {
    Spot spot = g_array_index (lower, Spot, i);
    double begin = -G_MAXDOUBLE;

    while (n > 0) {
      if (stack[n - 1].along == spot.along) {
        n--; /* sorted: the later of one place is the higher */
        continue;
      }
      begin = hand_over (&stack[n - 1], &spot, radius);
      if (begin > from[n - 1])
        break;
      n--;
    }
    from[n] = n == 0 ? -G_MAXDOUBLE : begin;
    stack[n++] = spot;
  }
  for (guint i = 0; i < upper->len; i++) {
    Spot spot = g_array_index (upper, Spot, i);

    while (at + 1 < n && from[at + 1] <= spot.along)
      at++;
    /* The neighbours too: rounding may have moved a hand-over by a hair. */
    for (guint k = at > 0 ? at - 1 : 0; k <= at + 1 && k < n; k++) {
      double dx = stack[k].along - spot.along, dy = stack[k].up - spot.up;

      if (dx * dx + dy * dy <= radius * radius)
        return TRUE;
    }
  }
  return FALSE;
}

/* Whether any site of @a is within the radius of any of @b. */
static gboolean
cells_meet (const NordPlaceGrid *grid,
            const guint32 *begin,
            guint32 a,
            guint32 b,
            gboolean same_row,
            double radius2)
{
  guint a_first = begin[a], a_end = begin[a + 1];
  guint b_first = begin[b], b_end = begin[b + 1];

  if ((guint64) (a_end - a_first) * (b_end - b_first) <= MANY_PAIRS) {
    for (guint i = a_first; i < a_end; i++)
      for (guint j = b_first; j < b_end; j++)
        if (apart2 (grid, i, grid->x[j], grid->y[j]) <= radius2)
          return TRUE;
    return FALSE;
  }
  /* Two full cells mostly meet at the first look. */
  for (guint k = 0; k < 64; k++) {
    guint i = a_first + (guint) ((guint64) k * (a_end - a_first) / 64);
    guint j = b_first + (guint) ((guint64) (63 - k) * (b_end - b_first) / 64);

    if (apart2 (grid, i, grid->x[j], grid->y[j]) <= radius2)
      return TRUE;
  }
  {
    g_autoptr (GArray) lower = g_array_new (FALSE, FALSE, sizeof (Spot));
    g_autoptr (GArray) upper = g_array_new (FALSE, FALSE, sizeof (Spot));

    /* b lies in a later row, or further east in the same one. */
    for (guint i = a_first; i < b_end; i = i + 1 == a_end ? b_first : i + 1) {
      Spot spot = {same_row ? grid->y[i] : grid->x[i], same_row ? grid->x[i] : grid->y[i]};

      g_array_append_val (i < a_end ? lower : upper, spot);
    }
    return spots_meet (lower, upper, sqrt (radius2));
  }
}

/* The numbers of the cells within reach; with @touching only those that share a side or corner, and
 * maybe more. */
static inline NordPlaceSpan
reach_numbers (const NordPlaceGrid *grid, guint32 cell, int up, gboolean touching)
{
  NordPlaceSpan cells = nord_place_grid_reach (grid, cell, up);
  guint32 less = touching && grid->spans == NULL;

  return (NordPlaceSpan){grid->first[cells.first + less], grid->first[cells.end - less]};
}

/* Joins @a with those of @cells that it meets. */
static inline void
join_row (const NordPlaceGrid *grid,
          const guint32 *begin,
          guint32 a,
          NordPlaceSpan cells,
          gboolean same_row,
          double radius2,
          guint32 *root)
{
  for (guint32 b = cells.first; b < cells.end; b++)
    if (root[a] != root[b] && find_root (root, a) != find_root (root, b) &&
        cells_meet (grid, begin, a, b, same_row, radius2))
      join (root, a, b);
}

/* Joins the cells that have neighbours in each other. Each pair is looked at once: what lies
 * further east in the row, and the rows to the north. Those that touch come first, and most of the
 * others are then seen to be of one group at a glance: @turns counts how often the group changes
 * from cell to cell. */
static void
join_cells (const NordPlaceGrid *grid,
            const guint32 *begin,
            double radius2,
            guint32 *root,
            guint32 *turns)
{
  guint n = grid->n_filled;

  for (guint a = 0; a < n; a++) {
    root[a] = a;
    if (a > 0 && reach_numbers (grid, grid->filled[a - 1], 0, TRUE).end > a &&
        cells_meet (grid, begin, a - 1, a, TRUE, radius2))
      root[a] = root[a - 1];
  }
  for (guint a = 0; a < n; a++)
    join_row (grid, begin, a, reach_numbers (grid, grid->filled[a], 1, TRUE), FALSE, radius2, root);
  for (guint a = 0; a < n; a++) {
    /* No root comes after what it is the root of, so one step is enough. */
    root[a] = root[root[a]];
    turns[a] = a == 0 ? 0 : turns[a - 1] + (root[a] != root[a - 1]);
  }
  for (guint a = 0; a < n; a++) {
    NordPlaceSpan rows[NORD_PLACE_REACH + 1];
    gboolean differ = FALSE;

    for (int up = 0; up <= NORD_PLACE_REACH; up++) {
      rows[up] = reach_numbers (grid, grid->filled[a], up, FALSE);
      rows[up].first = MAX (rows[up].first, up == 0 ? a : 0);
      /* No branches: an empty row is asked too, about any cell; @turns has one to spare. */
      differ |= (rows[up].first < rows[up].end) &
                ((turns[rows[up].first] != turns[MAX (rows[up].end, 1) - 1]) |
                 (root[rows[up].first] != root[a]));
    }
    for (int up = 0; differ && up <= NORD_PLACE_REACH; up++)
      join_row (grid, begin, a, rows[up], up == 0, radius2, root);
  }
}

/* Labels of cores by their cell's group, numbered by the first core in the caller's order. */
static guint
label_cores (const NordPlaceGrid *grid,
             const guint32 *begin,
             guint32 *root,
             gint32 *labels,
             guint n)
{
  g_autofree guint32 *least = g_new (guint32, grid->n_filled); /* by root: a group's first core */
  guint32 n_labels = 0;

  for (guint a = 0; a < grid->n_filled; a++) {
    root[a] = root[root[a]]; /* as above */
    least[a] = grid->index[begin[a]];
    least[root[a]] = MIN (least[root[a]], least[a]);
  }
  for (guint i = 0; i < n; i++)
    labels[i] = NORD_PLACE_ALONE;
  for (guint a = 0; a < grid->n_filled; a++)
    if (root[a] == a)
      labels[least[a]] = (gint32) a;
  for (guint i = 0; i < n; i++)
    if (labels[i] != NORD_PLACE_ALONE)
      least[labels[i]] = n_labels++;
  for (guint a = 0; a < grid->n_filled; a++)
    for (guint i = begin[a]; i < begin[a + 1]; i++)
      labels[grid->index[i]] = (gint32) least[root[a]];
  return n_labels;
}

/* Labels of the others: of the groups that have a core within the radius, the first. */
static void
label_others (const NordPlaceGrid *grid,
              const guint32 *begin,
              double radius2,
              const Other *others,
              guint n_others,
              gint32 *labels)
{
  for (guint o = 0; o < n_others; o++) {
    double x = others[o].x, y = others[o].y;
    guint32 first = NO_GROUP;

    for (guint k = 0; k < NORD_PLACE_ROWS; k++) {
      NordPlaceSpan sites =
        nord_place_grid_reach_sites (grid, others[o].cell, (int) k - NORD_PLACE_REACH);

      sites = (NordPlaceSpan){begin[sites.first], begin[sites.end]};
      for (guint32 i = sites.first; i < sites.end; i++)
        if (apart2 (grid, i, x, y) <= radius2)
          first = MIN (first, (guint32) labels[grid->index[i]]);
    }
    labels[others[o].index] = (gint32) first;
  }
}

/**
 * nord_place_group_points:
 * @xy: longitude and latitude in degrees, 2 * @n numbers
 * @n: number of positions
 * @radius: metres within which positions are neighbours, the edge included; at least
 *   %NORD_PLACE_MIN_RADIUS
 * @min_size: neighbours that make a position the core of a group, itself counted
 * @labels: (out caller-allocates) (array length=n): number of the group, or %NORD_PLACE_ALONE
 *
 * DBSCAN (Ester, Kriegel, Sander, Xu 1996) in cells (Gunawan 2013): sorting takes n, all else n
 * times @min_size in the worst case, whatever lies where. A position that is no core itself but
 * near to cores of two groups goes to the group with the lower number. The original leaves that
 * open; scikit-learn does it so, and all labels are the same as there.
 *
 * Metres are those of the flat map at the mean latitude: within 10 km north or south of it a radius
 * is true to 0.2 %, within 100 km to 2 %.
 *
 * Groups are numbered by the first core they have in @xy.
 *
 * Returns: number of groups
 */
guint
nord_place_group_points (const double *xy, guint n, double radius, guint min_size, gint32 *labels)
{
  g_auto (NordPlaceGrid) grid = {0};
  g_autofree guint32 *root = NULL, *begin = NULL, *turns = NULL;
  Other *others;
  guint8 *core;
  double radius2 = radius * radius;
  guint n_others, n_groups;

  g_return_val_if_fail ((xy != NULL && labels != NULL) || n == 0, 0);
  g_return_val_if_fail (radius >= NORD_PLACE_MIN_RADIUS && min_size > 0, 0);
  if (n == 0)
    return 0;
  nord_place_grid_fill (&grid, xy, n, radius, (guint32 *) labels, n * (sizeof *others + 1));
  others = grid.room;
  core = (guint8 *) (others + n);
  n_others = find_cores (&grid, radius2, min_size, core, others);
  begin = g_new (guint32, grid.n_filled + 1);
  root = g_new0 (guint32, grid.n_filled + 1);
  turns = g_new0 (guint32, grid.n_filled + 1);
  keep_cores (&grid, core, (guint32 *) labels, begin);
  join_cells (&grid, begin, radius2, root, turns);
  n_groups = label_cores (&grid, begin, root, labels, n);
  label_others (&grid, begin, radius2, others, n_others, labels);
  return n_groups;
}

/* Neighbours of one shape: the index finds boxes, the distance decides. */
static void
find_neighbours (NordIndex *index,
                 const NordShape *const *shapes,
                 guint at,
                 double radius,
                 GPtrArray *found,
                 GArray *neighbours)
{
  NordBounds box = nord_shape_get_bounds (shapes[at]);
  double lat = MAX (fabs (box.south), fabs (box.north));
  NordFrame frame = nord_frame_at (box.west, MIN (lat, 89));
  /* A hair more than the radius: flat maps differ, the distance has the last word. */
  double east = radius * 1.01 / frame.east, north = radius * 1.01 / frame.north;

  box.west -= east;
  box.east += east;
  box.south -= north;
  box.north += north;
  nord_index_query (index, &box, found);
  g_array_set_size (neighbours, 0);
  for (guint k = 0; k < found->len; k++) {
    guint other = GPOINTER_TO_UINT (g_ptr_array_index (found, k)) - 1;

    if (other == at || nord_relate_distance (shapes[at], shapes[other]) <= radius)
      g_array_append_val (neighbours, other);
  }
}

static guint
group_mixed (const NordShape *const *shapes, guint n, double radius, guint min_size, gint32 *labels)
{
  g_autoptr (NordIndex) index = nord_index_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GArray) neighbours = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *core = g_new0 (guint8, n);
  g_autofree guint32 *root = g_new (guint32, n);
  g_autofree gint32 *of_root = g_new (gint32, n);
  gint32 n_labels = 0;

  for (guint i = 0; i < n; i++) {
    labels[i] = of_root[i] = NORD_PLACE_ALONE;
    root[i] = i;
    if (shapes[i] != NULL) {
      NordBounds box = nord_shape_get_bounds (shapes[i]);

      nord_index_add (index, GUINT_TO_POINTER (i + 1), &box);
    }
  }
  for (guint i = 0; i < n; i++)
    if (shapes[i] != NULL) {
      find_neighbours (index, shapes, i, radius, found, neighbours);
      core[i] = neighbours->len >= min_size;
      for (guint k = 0; core[i] && k < neighbours->len; k++) {
        guint other = g_array_index (neighbours, guint, k);

        if (other < i && core[other])
          join (root, i, other);
      }
    }
  for (guint i = 0; i < n; i++)
    if (core[i]) {
      guint32 at = find_root (root, i);

      if (of_root[at] == NORD_PLACE_ALONE)
        of_root[at] = n_labels++;
      labels[i] = of_root[at];
    }
  for (guint i = 0; i < n; i++) {
    guint32 first = NO_GROUP;

    if (shapes[i] == NULL || core[i])
      continue;
    find_neighbours (index, shapes, i, radius, found, neighbours);
    for (guint k = 0; k < neighbours->len; k++) {
      guint other = g_array_index (neighbours, guint, k);

      if (core[other])
        first = MIN (first, (guint32) labels[other]);
    }
    labels[i] = (gint32) first;
  }
  return (guint) n_labels;
}

/**
 * nord_place_group_shapes:
 * @shapes: (array length=n) (element-type nullable NordShape): shapes of any kind; absent ones
 *   stay alone
 * @n: how many
 * @radius: metres within which shapes are neighbours, by their nearest positions
 * @min_size: neighbours that make a shape the core of a group, itself counted
 * @labels: (out caller-allocates) (array length=n): number of the group, or %NORD_PLACE_ALONE
 *
 * The same rule for points, lines and areas together; lines that touch or an area around a point
 * are 0 m apart. Where all are points it is nord_place_group_points(), otherwise each shape is held
 * against those whose boxes are near.
 *
 * Returns: number of groups
 */
guint
nord_place_group_shapes (const NordShape *const *shapes,
                         guint n,
                         double radius,
                         guint min_size,
                         gint32 *labels)
{
  g_autofree double *xy = NULL;
  g_autofree guint *which = NULL;
  g_autofree gint32 *found = NULL;
  guint n_points = 0, n_groups;

  g_return_val_if_fail ((shapes != NULL && labels != NULL) || n == 0, 0);
  g_return_val_if_fail (radius >= NORD_PLACE_MIN_RADIUS && min_size > 0, 0);
  for (guint i = 0; i < n; i++)
    if (shapes[i] != NULL && shapes[i]->kind != NORD_SHAPE_POINT)
      return group_mixed (shapes, n, radius, min_size, labels);
  xy = g_new (double, 2 * (n + 1));
  which = g_new (guint, n + 1);
  found = g_new (gint32, n + 1);
  for (guint i = 0; i < n; i++) {
    labels[i] = NORD_PLACE_ALONE;
    if (shapes[i] == NULL)
      continue;
    xy[2 * n_points] = shapes[i]->xy[0];
    xy[2 * n_points + 1] = shapes[i]->xy[1];
    which[n_points++] = i;
  }
  n_groups = nord_place_group_points (xy, n_points, radius, min_size, found);
  for (guint i = 0; i < n_points; i++)
    labels[which[i]] = found[i];
  return n_groups;
}
