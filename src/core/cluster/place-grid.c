/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Positions sorted into square cells: each cell of the box where that is dense, else those that
 * hold something. */
#include "core/cluster/place-grid.h"
#include "core/geo/measure.h"

#include <math.h>

#define REACH NORD_PLACE_REACH
#define ROWS NORD_PLACE_ROWS

/* Up to so many cells a position all cells of the box are kept, empty ones too: 4 bytes each. */
#define DENSE 8

/* From degrees to cells. */
typedef struct {
  double west, south; /* degrees */
  double east, north; /* metres a degree */
  double per_side;    /* cells a metre */
  double columns, rows;
  gboolean sound; /* all are numbers */
} Ruler;

static Ruler
ruler_for (const double *xy, guint n, double radius)
{
  double west = G_MAXDOUBLE, east = -G_MAXDOUBLE, south = G_MAXDOUBLE, north = -G_MAXDOUBLE;
  double across = 0, middle = 0;
  NordFrame frame;
  /* A hair smaller than the rule, so that rounding never makes a cell too large. */
  Ruler self = {.per_side = G_SQRT2 / radius * (1 + 1e-12)};

  for (guint i = 0; i < n; i++) {
    west = MIN (west, xy[2 * i]);
    east = MAX (east, xy[2 * i]);
    south = MIN (south, xy[2 * i + 1]);
    north = MAX (north, xy[2 * i + 1]);
    across += xy[2 * i];
    middle += xy[2 * i + 1];
  }
  frame = nord_frame_at (west, middle / n);
  self.sound = isfinite (across) && isfinite (middle);
  self.west = west;
  self.south = south;
  self.east = frame.east;
  self.north = frame.north;
  self.columns = (east - west) * self.east * self.per_side + 1;
  self.rows = (north - south) * self.north * self.per_side + 1;
  return self;
}

static inline double
ruler_x (const Ruler *self, double lon)
{
  return (lon - self->west) * self->east;
}

static inline double
ruler_y (const Ruler *self, double lat)
{
  return (lat - self->south) * self->north;
}

/* Counting sort by cell. Around the box lies a border of empty cells as wide as the reach (the
 * eastern one of a row is the western one of the next), so that no cell is looked for outside. */
static void
fill_dense (NordPlaceGrid *self, const double *xy, const Ruler *ruler, guint32 *cell_of)
{
  guint32 *first;

  self->width = (guint) ruler->columns + REACH;
  self->n_cells = ((guint) ruler->rows + 2 * REACH) * self->width + 2 * REACH;
  first = self->first = g_new0 (guint32, self->n_cells + 2);
  self->filled = g_new (guint32, MIN (self->n, self->n_cells) + 1);
  for (guint i = 0; i < self->n; i++) {
    guint32 column = (guint32) (gint64) (ruler_x (ruler, xy[2 * i]) * ruler->per_side);
    guint32 row = (guint32) (gint64) (ruler_y (ruler, xy[2 * i + 1]) * ruler->per_side);

    cell_of[i] = (row + REACH) * self->width + REACH + column;
    first[cell_of[i] + 2]++;
  }
  for (guint c = 0; c < self->n_cells; c++) {
    self->filled[self->n_filled] = c;
    self->n_filled += first[c + 2] != 0;
    first[c + 2] += first[c + 1];
  }
  /* A cell's beginning stands one further and moves to its end, which is where the next begins. */
  for (guint i = 0; i < self->n; i++)
    self->index[first[cell_of[i] + 1]++] = i;
  /* Apart, so that only one of three is written here and there. */
  for (guint i = 0; i < self->n; i++) {
    guint32 at = self->index[i];

    self->x[i] = ruler_x (ruler, xy[2 * at]);
    self->y[i] = ruler_y (ruler, xy[2 * at + 1]);
  }
}

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

typedef struct {
  guint32 row;
  guint32 first; /* its first cell; the next row's is the end */
} Row;

/* Finds the spans of every cell, row by row. Two fingers on each of the five rows move along, so
 * nothing is looked up. */
static void
find_spans (NordPlaceGrid *self, const Row *rows, guint n_rows, const guint32 *columns)
{
  self->spans = g_new (NordPlaceSpan, (gsize) self->n_cells * ROWS);
  for (guint r = 0; r < n_rows; r++)
    for (int d = -REACH; d <= REACH; d++) {
      gint64 wanted = (gint64) rows[r].row + d, reach = ABS (d) == REACH ? REACH - 1 : REACH;
      guint found = r, end;
      NordPlaceSpan span = {0, 0}, *to = self->spans + d + REACH;

      /* Only rows that hold something are kept, so the wanted one is at most two entries away. */
      while (found > 0 && (gint64) rows[found].row > wanted)
        found--;
      while (found + 1 < n_rows && (gint64) rows[found].row < wanted)
        found++;
      if ((gint64) rows[found].row != wanted) {
        for (guint c = rows[r].first; c < rows[r + 1].first; c++)
          to[(gsize) c * ROWS] = span;
        continue;
      }
      span.first = span.end = rows[found].first;
      end = rows[found + 1].first;
      for (guint c = rows[r].first; c < rows[r + 1].first; c++) {
        while (span.first < end && (gint64) columns[span.first] < (gint64) columns[c] - reach)
          span.first++;
        while (span.end < end && (gint64) columns[span.end] <= (gint64) columns[c] + reach)
          span.end++;
        to[(gsize) c * ROWS] = span;
      }
    }
}

/* Radix sort by row and column; only cells that hold something are kept. */
static void
fill_sparse (NordPlaceGrid *self, const double *xy, const Ruler *ruler)
{
  g_autofree Keyed *a = g_new (Keyed, self->n), *b = g_new (Keyed, self->n);
  g_autofree guint32 *columns = NULL;
  g_autofree Row *rows = NULL;
  /* The Earth is 4e7 m around, so with a side above 7 cm rows and columns fit 32 bits;
   * only what is no number does not. */
  guint column_bits = MIN (g_bit_storage ((gulong) ruler->columns - 1), 32);
  guint row_bits = MIN (g_bit_storage ((gulong) ruler->rows - 1), 32);
  guint n_rows = 0;
  Keyed *sorted;

  for (guint i = 0; i < self->n; i++) {
    guint64 column = (guint64) (ruler_x (ruler, xy[2 * i]) * ruler->per_side);
    guint64 row = (guint64) (ruler_y (ruler, xy[2 * i + 1]) * ruler->per_side);

    a[i] = (Keyed){row << column_bits | column, i};
  }
  sorted = sort_by_key (a, b, self->n, column_bits + row_bits);
  for (guint i = 0; i < self->n; i++) {
    self->n_cells += i == 0 || sorted[i].key != sorted[i - 1].key;
    n_rows += i == 0 || sorted[i].key >> column_bits != sorted[i - 1].key >> column_bits;
  }
  self->first = g_new (guint32, self->n_cells + 1);
  self->filled = g_new (guint32, self->n_cells + 1);
  columns = g_new (guint32, self->n_cells);
  rows = g_new (Row, n_rows + 1);
  n_rows = 0;
  for (guint i = 0; i < self->n; i++) {
    guint64 key = sorted[i].key;
    guint32 at = sorted[i].index;

    if (i == 0 || key >> column_bits != sorted[i - 1].key >> column_bits)
      rows[n_rows++] = (Row){(guint32) (key >> column_bits), self->n_filled};
    if (i == 0 || key != sorted[i - 1].key) {
      columns[self->n_filled] = (guint32) (key & ((G_GUINT64_CONSTANT (1) << column_bits) - 1));
      self->first[self->n_filled] = i;
      self->filled[self->n_filled] = self->n_filled;
      self->n_filled++;
    }
    self->x[i] = ruler_x (ruler, xy[2 * at]);
    self->y[i] = ruler_y (ruler, xy[2 * at + 1]);
    self->index[i] = at;
  }
  self->first[self->n_cells] = self->n;
  rows[n_rows] = (Row){0, self->n_cells};
  g_clear_pointer (&a, g_free);
  g_clear_pointer (&b, g_free);
  find_spans (self, rows, n_rows, columns);
}

/**
 * nord_place_grid_fill:
 * @self: (out caller-allocates): a grid, to be cleared with nord_place_grid_clear()
 * @xy: longitude and latitude in degrees, 2 * @n numbers
 * @n: number of positions, at least 1
 * @radius: metres; the diagonal of a cell
 * @scratch: room for @n numbers that the caller needs later only
 * @room: bytes that the caller wants for its own use, aligned for doubles
 *
 * Metres are those of the flat map at the mean latitude. Takes time and memory in proportion to @n,
 * wherever the positions lie.
 */
void
nord_place_grid_fill (NordPlaceGrid *self,
                      const double *xy,
                      guint n,
                      double radius,
                      guint32 *scratch,
                      gsize room)
{
  Ruler ruler = ruler_for (xy, n, radius);

  *self = (NordPlaceGrid){.n = n};
  /* More than there are, for readers that take some at a time. */
  room = (room + sizeof (double) - 1) / sizeof (double);
  /* One block, which malloc keeps for the next time: fresh pages would take a sixth of the time. */
  self->x = g_new (double, 2 * ((gsize) n + NORD_PLACE_SPARE) + room + (n + 1) / 2);
  self->y = self->x + n + NORD_PLACE_SPARE;
  self->room = self->y + n + NORD_PLACE_SPARE;
  self->index = (guint32 *) ((double *) self->room + room);
  for (guint i = n; i < n + NORD_PLACE_SPARE; i++)
    self->x[i] = self->y[i] = 0;
  if (ruler.sound && (ruler.columns + REACH) * (ruler.rows + 2 * REACH) <= DENSE * (double) n)
    fill_dense (self, xy, &ruler, scratch);
  else
    fill_sparse (self, xy, &ruler);
}

void
nord_place_grid_clear (NordPlaceGrid *self)
{
  g_free (self->x);
  g_free (self->first);
  g_free (self->filled);
  g_free (self->spans);
}
