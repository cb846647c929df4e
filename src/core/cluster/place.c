/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Groups by place: DBSCAN (Ester, Kriegel, Sander, Xu 1996) on positions and on shapes. */
#include "core/cluster/place.h"
#include "core/geo/index.h"
#include "core/geo/measure.h"
#include "core/geo/relate.h"

#include <math.h>
#include <string.h>

/* Positions are laid into square cells whose diagonal is the radius (Gunawan 2013), so that all of
 * one cell are neighbours of each other and a cell with enough of them needs no look around. Cells
 * within reach are those at most two rows and columns away. */
#define REACH 2
#define ROWS (2 * REACH + 1)

/* Above so many pairs two cells are compared through the envelope of their discs. */
#define MANY_PAIRS 4096

typedef struct {
  guint32 column;
  guint32 first; /* its first site; the next cell's is the end */
} Cell;

typedef struct {
  guint32 row;
  guint32 first; /* its first cell */
} Row;

/* Cells that follow each other in one row, and so their sites. */
typedef struct {
  guint32 first, end;
} Span;

typedef struct {
  double *x, *y;    /* (owned) metres east and north of the south-western corner, by cell */
  guint32 *index;   /* (owned) where the caller has each site */
  guint8 *core;     /* (owned) a site with enough neighbours */
  guint8 *has_core; /* (owned) a cell with such a site */
  Cell *cells;      /* (owned) n_cells and one more as the end */
  Row *rows;        /* (owned) n_rows and one more as the end */
  Span *spans; /* (owned) ROWS a cell: what is within reach, from south to north, itself included */
  guint32 *root; /* (owned) a cell's parent in the forest of groups */
  guint n, n_cells, n_rows;
  double radius2; /* square of the radius */
} Grid;

static void
grid_clear (Grid *self)
{
  g_free (self->x);
  g_free (self->y);
  g_free (self->index);
  g_free (self->core);
  g_free (self->has_core);
  g_free (self->cells);
  g_free (self->rows);
  g_free (self->spans);
  g_free (self->root);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, grid_clear)

typedef struct {
  guint64 key; /* row and column of the cell */
  guint32 index;
} Keyed;

/* Radix sort, eleven bits at a time: stable, so that sites of a cell keep the caller's order. */
static Keyed *
sort_by_key (Keyed *from, Keyed *to, guint n, guint bits)
{
  for (guint shift = 0; shift < bits; shift += 11) {
    guint32 counts[2049] = {0};
    Keyed *swap = from;

    for (guint i = 0; i < n; i++)
      counts[(from[i].key >> shift & 2047) + 1]++;
    for (guint i = 1; i < 2048; i++)
      counts[i] += counts[i - 1];
    for (guint i = 0; i < n; i++)
      to[counts[from[i].key >> shift & 2047]++] = from[i];
    from = to;
    to = swap;
  }
  return from;
}

static void
grid_fill (Grid *self, const double *xy, guint n, double radius)
{
  g_autofree Keyed *a = g_new (Keyed, n), *b = g_new (Keyed, n);
  NordBounds box = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};
  /* Cells a metre; a hair smaller than the rule, so that rounding never makes one too large. */
  double per_side = G_SQRT2 / radius * (1 + 1e-12), middle = 0;
  guint column_bits, row_bits;
  NordFrame frame;
  Keyed *sorted;

  for (guint i = 0; i < n; i++) {
    box.west = MIN (box.west, xy[2 * i]);
    box.east = MAX (box.east, xy[2 * i]);
    box.south = MIN (box.south, xy[2 * i + 1]);
    box.north = MAX (box.north, xy[2 * i + 1]);
    middle += xy[2 * i + 1];
  }
  frame = nord_frame_at (box.west, middle / n);
  /* The Earth is 4e7 m around, so with a side above 7 cm rows and columns fit 32 bits. */
  column_bits = g_bit_storage ((gulong) ((box.east - box.west) * frame.east * per_side));
  row_bits = g_bit_storage ((gulong) ((box.north - box.south) * frame.north * per_side));

  self->n = n;
  self->radius2 = radius * radius;
  self->x = g_new (double, n);
  self->y = g_new (double, n);
  self->index = g_new (guint32, n);
  for (guint i = 0; i < n; i++) {
    guint64 column = (guint64) ((xy[2 * i] - box.west) * frame.east * per_side);
    guint64 row = (guint64) ((xy[2 * i + 1] - box.south) * frame.north * per_side);

    a[i].key = row << column_bits | column;
    a[i].index = i;
  }
  sorted = sort_by_key (a, b, n, column_bits + row_bits);
  for (guint i = 0; i < n; i++) {
    self->n_cells += i == 0 || sorted[i].key != sorted[i - 1].key;
    self->n_rows += i == 0 || sorted[i].key >> column_bits != sorted[i - 1].key >> column_bits;
  }
  self->cells = g_new (Cell, self->n_cells + 1);
  self->rows = g_new (Row, self->n_rows + 1);
  self->n_cells = self->n_rows = 0;
  for (guint i = 0; i < n; i++) {
    guint32 at = sorted[i].index;

    if (i == 0 || sorted[i].key >> column_bits != sorted[i - 1].key >> column_bits)
      self->rows[self->n_rows++] = (Row){(guint32) (sorted[i].key >> column_bits), self->n_cells};
    if (i == 0 || sorted[i].key != sorted[i - 1].key)
      self->cells[self->n_cells++] =
        (Cell){(guint32) (sorted[i].key & ((G_GUINT64_CONSTANT (1) << column_bits) - 1)), i};
    self->x[i] = (xy[2 * at] - box.west) * frame.east;
    self->y[i] = (xy[2 * at + 1] - box.south) * frame.north;
    self->index[i] = at;
  }
  self->cells[self->n_cells] = (Cell){0, n};
  self->rows[self->n_rows] = (Row){0, self->n_cells};
  self->core = g_new0 (guint8, n);
  self->has_core = g_new0 (guint8, self->n_cells);
  self->root = g_new (guint32, self->n_cells);
  for (guint i = 0; i < self->n_cells; i++)
    self->root[i] = i;
}

static inline double
apart2 (const Grid *self, guint a, guint b)
{
  double dx = self->x[a] - self->x[b], dy = self->y[a] - self->y[b];

  return dx * dx + dy * dy;
}

/* Finds the spans of every cell, row by row. Two fingers on each of the five rows move along, so
 * nothing is looked up. */
static void
grid_find_spans (Grid *self)
{
  self->spans = g_new (Span, self->n_cells * ROWS);
  for (guint r = 0; r < self->n_rows; r++)
    for (int d = -REACH; d <= REACH; d++) {
      gint64 wanted = (gint64) self->rows[r].row + d, reach = ABS (d) == REACH ? REACH - 1 : REACH;
      guint found = r, end;
      Span span = {0, 0};

      /* Only rows that hold something are kept, so the wanted one is at most two entries away. */
      while (found > 0 && (gint64) self->rows[found].row > wanted)
        found--;
      while (found + 1 < self->n_rows && (gint64) self->rows[found].row < wanted)
        found++;
      if ((gint64) self->rows[found].row != wanted) {
        for (guint c = self->rows[r].first; c < self->rows[r + 1].first; c++)
          self->spans[c * ROWS + d + REACH] = span;
        continue;
      }
      span.first = span.end = self->rows[found].first;
      end = self->rows[found + 1].first;
      for (guint c = self->rows[r].first; c < self->rows[r + 1].first; c++) {
        gint64 column = self->cells[c].column;

        while (span.first < end && (gint64) self->cells[span.first].column < column - reach)
          span.first++;
        while (span.end < end && (gint64) self->cells[span.end].column <= column + reach)
          span.end++;
        self->spans[c * ROWS + d + REACH] = span;
      }
    }
}

/* How many of the sites from @first to @end are within the radius of @at; @enough is enough. */
static guint
count_within (const Grid *self, guint at, guint first, guint end, guint enough)
{
  guint count = 0;

  /* In pieces, so that the inner loop has one thing to do only. */
  while (first < end && count < enough) {
    guint piece = MIN (first + 32, end);

    for (; first < piece; first++)
      count += apart2 (self, at, first) <= self->radius2;
  }
  return count;
}

/* Sites with enough neighbours, themselves counted. A cell below @min_size holds few sites, so each
 * cell around is read at most 20 * @min_size times: linear however dense it is. */
static void
grid_find_cores (Grid *self, guint min_size)
{
  for (guint c = 0; c < self->n_cells; c++) {
    const Span *spans = self->spans + c * ROWS;
    guint first = self->cells[c].first, end = self->cells[c + 1].first, around = 0;

    if (end - first >= min_size) {
      memset (self->core + first, 1, end - first);
      self->has_core[c] = 1;
      continue;
    }
    for (guint k = 0; k < ROWS; k++)
      around += self->cells[spans[k].end].first - self->cells[spans[k].first].first;
    if (around < min_size)
      continue;
    for (guint i = first; i < end; i++) {
      guint count = 0;

      for (guint k = 0; k < ROWS && count < min_size; k++)
        count += count_within (self, i, self->cells[spans[k].first].first,
                               self->cells[spans[k].end].first, min_size - count);
      self->core[i] = count >= min_size;
      self->has_core[c] |= self->core[i];
    }
  }
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

static gboolean
cells_meet (const Grid *self, guint32 a, guint32 b, gboolean same_row)
{
  guint a_first = self->cells[a].first, a_end = self->cells[a + 1].first;
  guint b_first = self->cells[b].first, b_end = self->cells[b + 1].first;

  if ((guint64) (a_end - a_first) * (b_end - b_first) <= MANY_PAIRS) {
    for (guint i = a_first; i < a_end; i++)
      for (guint j = b_first; self->core[i] && j < b_end; j++)
        if (self->core[j] && apart2 (self, i, j) <= self->radius2)
          return TRUE;
    return FALSE;
  }
  /* Two full cells mostly meet at the first look. */
  for (guint k = 0; k < 64; k++) {
    guint i = a_first + (guint) ((guint64) k * (a_end - a_first) / 64);
    guint j = b_first + (guint) ((guint64) (63 - k) * (b_end - b_first) / 64);

    if (self->core[i] && self->core[j] && apart2 (self, i, j) <= self->radius2)
      return TRUE;
  }
  {
    g_autoptr (GArray) lower = g_array_new (FALSE, FALSE, sizeof (Spot));
    g_autoptr (GArray) upper = g_array_new (FALSE, FALSE, sizeof (Spot));

    /* b lies in a later row, or further east in the same one. */
    for (guint i = a_first; i < b_end; i = i + 1 == a_end ? b_first : i + 1) {
      Spot spot = {same_row ? self->y[i] : self->x[i], same_row ? self->x[i] : self->y[i]};

      if (self->core[i])
        g_array_append_val (i < a_end ? lower : upper, spot);
    }
    return lower->len > 0 && upper->len > 0 && spots_meet (lower, upper, sqrt (self->radius2));
  }
}

static void
grid_join_cells (Grid *self)
{
  for (guint c = 0; c < self->n_cells; c++) {
    const Span *spans = self->spans + c * ROWS;

    if (!self->has_core[c])
      continue;
    /* Each pair once: what lies further east in the row, and the rows to the north. */
    for (guint k = REACH; k < ROWS; k++)
      for (guint32 near = MAX (spans[k].first, c + 1); near < spans[k].end; near++)
        if (self->has_core[near] && find_root (self->root, c) != find_root (self->root, near) &&
            cells_meet (self, c, near, k == REACH))
          join (self->root, c, near);
  }
}

/* Labels of cores by their cell's group; of the others by the nearest core within the radius. */
static guint
grid_label (Grid *self, gint32 *labels)
{
  g_autofree gint32 *of_root = g_new (gint32, self->n_cells);
  g_autofree guint32 *cell_of = g_new (guint32, self->n); /* by the caller's index */
  g_autofree guint8 *has_other = g_new0 (guint8, self->n_cells);
  gint32 n_labels = 0;

  for (guint c = 0; c < self->n_cells; c++) {
    of_root[c] = NORD_PLACE_ALONE;
    for (guint i = self->cells[c].first; i < self->cells[c + 1].first; i++) {
      cell_of[self->index[i]] = self->core[i] ? c : G_MAXUINT32;
      has_other[c] |= !self->core[i];
    }
  }
  for (guint i = 0; i < self->n; i++) {
    labels[i] = NORD_PLACE_ALONE;
    if (cell_of[i] != G_MAXUINT32) {
      guint32 root = find_root (self->root, cell_of[i]);

      if (of_root[root] == NORD_PLACE_ALONE)
        of_root[root] = n_labels++;
      labels[i] = of_root[root];
    }
  }
  for (guint c = 0; c < self->n_cells; c++) {
    const Span *spans = self->spans + c * ROWS;

    if (!has_other[c])
      continue;
    for (guint i = self->cells[c].first; i < self->cells[c + 1].first; i++) {
      double best = self->radius2;
      guint32 best_index = G_MAXUINT32;

      if (self->core[i])
        continue;
      for (guint k = 0; k < ROWS; k++)
        for (guint32 near = spans[k].first; near < spans[k].end; near++)
          for (guint j = self->cells[near].first;
               self->has_core[near] && j < self->cells[near + 1].first; j++) {
            double d2 = self->core[j] ? apart2 (self, i, j) : G_MAXDOUBLE;

            if (d2 < best || (d2 == best && self->index[j] < best_index)) {
              best = d2;
              best_index = self->index[j];
            }
          }
      if (best_index != G_MAXUINT32)
        labels[self->index[i]] = labels[best_index];
    }
  }
  return (guint) n_labels;
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
 * near to cores of two groups goes to the nearest core, of equals to the one that comes first, so
 * the result does not depend on the order of positions; the original leaves that open.
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
  g_auto (Grid) grid = {0};

  g_return_val_if_fail ((xy != NULL && labels != NULL) || n == 0, 0);
  g_return_val_if_fail (radius >= NORD_PLACE_MIN_RADIUS && min_size > 0, 0);
  if (n == 0)
    return 0;
  grid_fill (&grid, xy, n, radius);
  grid_find_spans (&grid);
  grid_find_cores (&grid, min_size);
  grid_join_cells (&grid);
  return grid_label (&grid, labels);
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
    double best = G_MAXDOUBLE;

    if (shapes[i] == NULL || core[i])
      continue;
    find_neighbours (index, shapes, i, radius, found, neighbours);
    for (guint k = 0; k < neighbours->len; k++) {
      guint other = g_array_index (neighbours, guint, k);
      double metres = core[other] ? nord_relate_distance (shapes[i], shapes[other]) : G_MAXDOUBLE;

      if (metres < best) {
        best = metres;
        labels[i] = labels[other];
      }
    }
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
