/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Where the stations lie on the screen, and to which side each is turned. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NORD_SEATING_ONE,
  NORD_SEATING_SIDE_BY_SIDE,
  NORD_SEATING_OPPOSITE,
  NORD_SEATING_AROUND, /* four, one a side */
  NORD_N_SEATINGS
} NordSeating;

#define NORD_MAX_STATIONS 4

typedef struct {
  double x, y;          /* pixels, upper left corner of the turned rectangle on the screen */
  double width, height; /* pixels as the resident sees them, before turning */
  int turn;             /* degrees clockwise: 0, 90, 180, 270 */
} NordSeat;

guint nord_seating_place (NordSeating seating, double width, double height, NordSeat *seats);
/* @seat, its resident standing so many quarters clockwise further round; the same part of the
 * screen. */
NordSeat nord_seat_turn (const NordSeat *seat, int quarters);
const char *nord_seating_get_name (NordSeating seating); /* "opposite" */
gboolean nord_seating_find (const char *name, NordSeating *seating);

G_END_DECLS
