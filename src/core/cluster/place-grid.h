/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Positions sorted into square cells, so that those nearby lie in a few runs of memory. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The diagonal of a cell is the radius (Gunawan 2013), so that all of one cell are neighbours of
 * each other. Cells within the radius are those at most two rows and columns away, less the four
 * corners: five runs of cells. */
#define NORD_PLACE_REACH 2
#define NORD_PLACE_ROWS (2 * NORD_PLACE_REACH + 1)

/* So many numbers may be read after the last of the sites. */
#define NORD_PLACE_SPARE 4

/* Cells or sites that follow each other in one row. */
typedef struct {
  guint32 first, end;
} NordPlaceSpan;

typedef struct {
  double *x, *y;   /* (owned, with room and index in one block) metres east and north of the
                      south-western corner, by cell */
  gpointer room;   /* as many bytes as the caller asked for */
  guint32 *index;  /* where the caller has each site */
  guint32 *first;  /* (owned) a cell's first site; the next cell's is the end. n_cells + 1 */
  guint32 *filled; /* (owned) n_filled cells that hold a site, from south to north */
  NordPlaceSpan
    *spans;    /* (owned) (nullable) NORD_PLACE_ROWS a cell, where empty cells are left out */
  guint width; /* cells a row, where they are not */
  guint n, n_cells, n_filled;
} NordPlaceGrid;

void nord_place_grid_fill (NordPlaceGrid *self,
                           const double *xy,
                           guint n,
                           double radius,
                           guint32 *scratch,
                           gsize room);
void nord_place_grid_clear (NordPlaceGrid *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NordPlaceGrid, nord_place_grid_clear)

/* The cells within reach of @cell in the row that lies @up rows to the north; empty ones may be
 * among them. */
static inline NordPlaceSpan
nord_place_grid_reach (const NordPlaceGrid *self, guint32 cell, int up)
{
  guint32 reach = NORD_PLACE_REACH - (ABS (up) == NORD_PLACE_REACH);

  if (self->spans != NULL)
    return self->spans[(gsize) cell * NORD_PLACE_ROWS + (guint) (up + NORD_PLACE_REACH)];
  cell += (guint32) up * self->width;
  return (NordPlaceSpan){cell - reach, cell + reach + 1};
}

/* The sites in those cells. */
static inline NordPlaceSpan
nord_place_grid_reach_sites (const NordPlaceGrid *self, guint32 cell, int up)
{
  NordPlaceSpan cells = nord_place_grid_reach (self, cell, up);

  return (NordPlaceSpan){self->first[cells.first], self->first[cells.end]};
}

G_END_DECLS
