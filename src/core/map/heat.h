/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A picture of where many places are and where few: density as colour. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Pixels of the map across in one of the picture. */
#define NORD_HEAT_CELL 4

typedef struct {
  double x, y;   /* pixels of the map */
  double weight; /* how many places */
} NordHeatSpot;

cairo_surface_t *
nord_heat_make (const NordHeatSpot *spots, guint n, double width, double height, double spread);

G_END_DECLS
