/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where cards go on the free wall: each group a block of columns, the blocks in rows like words. */
#include "core/cluster/wall-layout.h"

#include <math.h>
#include <string.h>

#define STEP (NORD_WALL_CARD + NORD_WALL_GAP)
/* Screens are wider than high. */
#define ASPECT 1.7
#define MAX_COLUMNS 12

/* Puts the cards of @group that are not yet @laid in columns from (@x, @y) on, each into the column
 * that is shortest. Returns how large the block is. */
static NordWallBox
lay_block (const gint32 *groups,
           const double *heights,
           guint n,
           gint32 group,
           const gboolean *laid,
           double x,
           double y,
           double *places)
{
  double column[MAX_COLUMNS] = {0}, area = 0, bottom = 0;
  guint n_columns;

  for (guint i = 0; i < n; i++)
    if (groups[i] == group && !laid[i])
      area += (heights[i] + NORD_WALL_GAP) * STEP;
  n_columns = CLAMP ((guint) ceil (sqrt (area) / STEP), 1, MAX_COLUMNS);
  for (guint i = 0; i < n; i++) {
    guint least = 0;

    if (groups[i] != group || laid[i])
      continue;
    for (guint c = 1; c < n_columns; c++)
      if (column[c] < column[least])
        least = c;
    places[2 * i] = x + least * STEP;
    places[2 * i + 1] = y + column[least];
    column[least] += heights[i] + NORD_WALL_GAP;
    bottom = MAX (bottom, column[least] - NORD_WALL_GAP);
  }
  return (NordWallBox){x, y, n_columns * STEP - NORD_WALL_GAP, bottom};
}

/**
 * nord_wall_arrange:
 * @groups: (array length=n): number of the group of each card, -1: it stands alone
 * @heights: (array length=n): pixels
 * @n: how many cards
 * @n_groups: how many groups
 * @places: (out caller-allocates) (array length=2n): x and y of each card in turn
 *
 * Tidies up: no two cards lie upon each other, no frame of a group touches another or a card that
 * stands alone. The same cards come to lie in the same places.
 */
void
nord_wall_arrange (const gint32 *groups,
                   const double *heights,
                   guint n,
                   guint n_groups,
                   double *places)
{
  g_autofree gboolean *laid = g_new0 (gboolean, n + 1);
  double area = 0, x = 0, y = 0, lowest = 0, row;

  for (guint i = 0; i < n; i++)
    area += (heights[i] + NORD_WALL_GAP) * STEP * 2.4;
  row = MAX (sqrt (area * ASPECT), STEP);
  /* Those that stand alone are the last block. */
  for (guint g = 0; g <= n_groups; g++) {
    const gint32 group = g < n_groups ? (gint32) g : -1;
    NordWallBox box =
      lay_block (groups, heights, n, group, laid, x + NORD_WALL_PAD, y + NORD_WALL_TITLE, places);
    const double width = box.width + 2 * NORD_WALL_PAD;

    if (box.height <= 0)
      continue;
    if (x > 0 && x + width > row) {
      x = 0;
      y = lowest + NORD_WALL_APART;
      box =
        lay_block (groups, heights, n, group, laid, x + NORD_WALL_PAD, y + NORD_WALL_TITLE, places);
    }
    x += width + NORD_WALL_APART;
    lowest = MAX (lowest, box.y + box.height + NORD_WALL_PAD);
  }
}

gboolean
nord_wall_frame (const gint32 *groups,
                 const double *heights,
                 const double *places,
                 const gboolean *counts,
                 guint n,
                 gint32 group,
                 NordWallBox *frame)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < n; i++) {
    if (groups[i] != group || (counts != NULL && !counts[i]))
      continue;
    left = MIN (left, places[2 * i]);
    top = MIN (top, places[2 * i + 1]);
    right = MAX (right, places[2 * i] + NORD_WALL_CARD);
    bottom = MAX (bottom, places[2 * i + 1] + heights[i]);
  }
  if (left > right)
    return FALSE;
  *frame =
    (NordWallBox){left - NORD_WALL_PAD, top - NORD_WALL_TITLE, right - left + 2 * NORD_WALL_PAD,
                  bottom - top + NORD_WALL_TITLE + NORD_WALL_PAD};
  return TRUE;
}

/**
 * nord_wall_lay_rest:
 * @groups: (array length=n): number of the group of each card, -1: it stands alone
 * @heights: (array length=n): pixels
 * @n: how many cards
 * @n_groups: how many groups
 * @laid: (array length=n) (inout): which cards lie where people put them; all do, afterwards
 * @places: (array length=2n) (inout): x and y of each card in turn
 *
 * Finds places for the cards that have none and leaves all others alone: below the cards of their
 * group, and where there are none, below everything.
 */
void
nord_wall_lay_rest (const gint32 *groups,
                    const double *heights,
                    guint n,
                    guint n_groups,
                    gboolean *laid,
                    double *places)
{
  double left = G_MAXDOUBLE, lowest = -G_MAXDOUBLE, x;

  for (guint i = 0; i < n; i++)
    if (laid[i]) {
      left = MIN (left, places[2 * i]);
      lowest = MAX (lowest, places[2 * i + 1] + heights[i]);
    }
  if (lowest == -G_MAXDOUBLE) {
    nord_wall_arrange (groups, heights, n, n_groups, places);
    for (guint i = 0; i < n; i++)
      laid[i] = TRUE;
    return;
  }
  lowest += NORD_WALL_PAD + NORD_WALL_APART;
  x = left - NORD_WALL_PAD;
  for (guint g = 0; g <= n_groups; g++) {
    const gint32 group = g < n_groups ? (gint32) g : -1;
    NordWallBox frame, box = {0};

    if (group >= 0 && nord_wall_frame (groups, heights, places, laid, n, group, &frame)) {
      box = lay_block (groups, heights, n, group, laid, frame.x + NORD_WALL_PAD,
                       frame.y + frame.height - NORD_WALL_PAD + NORD_WALL_GAP, places);
    } else {
      box = lay_block (groups, heights, n, group, laid, x + NORD_WALL_PAD, lowest + NORD_WALL_TITLE,
                       places);
      if (box.height > 0)
        x += box.width + 2 * NORD_WALL_PAD + NORD_WALL_APART;
    }
    for (guint i = 0; i < n; i++)
      laid[i] = laid[i] || groups[i] == group;
  }
}
