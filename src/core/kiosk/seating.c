/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One, two or four stations share a screen without gap or overlap. */
#include "core/kiosk/seating.h"

static const char *const names[NORD_N_SEATINGS] = {"one", "side-by-side", "opposite", "around"};

/**
 * nord_seating_place:
 * @seating: how people stand
 * @width: pixels of the screen
 * @height: pixels of the screen
 * @seats: (out caller-allocates) (array fixed-size=4): the stations
 *
 * Around a table the two long sides have the middle, the short ones the left and right quarter.
 *
 * Returns: number of stations
 */
guint
nord_seating_place (NordSeating seating, double width, double height, NordSeat *seats)
{
  const double side = MIN (height * 0.9, width / 4);

  switch (seating) {
  case NORD_SEATING_SIDE_BY_SIDE:
    seats[0] = (NordSeat){0, 0, width / 2, height, 0};
    seats[1] = (NordSeat){width / 2, 0, width / 2, height, 0};
    return 2;
  case NORD_SEATING_OPPOSITE:
    seats[0] = (NordSeat){0, height / 2, width, height / 2, 0};
    seats[1] = (NordSeat){0, 0, width, height / 2, 180};
    return 2;
  case NORD_SEATING_AROUND:
    seats[0] = (NordSeat){side, height / 2, width - 2 * side, height / 2, 0};
    seats[1] = (NordSeat){side, 0, width - 2 * side, height / 2, 180};
    seats[2] = (NordSeat){0, 0, height, side, 90};
    seats[3] = (NordSeat){width - side, 0, height, side, 270};
    return 4;
  case NORD_SEATING_ONE:
  case NORD_N_SEATINGS:
  default:
    seats[0] = (NordSeat){0, 0, width, height, 0};
    return 1;
  }
}

NordSeat
nord_seat_turn (const NordSeat *seat, int quarters)
{
  NordSeat turned = *seat;

  turned.turn = (seat->turn + 90 * quarters) % 360;
  if (quarters % 2 != 0) {
    turned.width = seat->height;
    turned.height = seat->width;
  }
  return turned;
}

const char *
nord_seating_get_name (NordSeating seating)
{
  g_return_val_if_fail (seating < NORD_N_SEATINGS, NULL);
  return names[seating];
}

gboolean
nord_seating_find (const char *name, NordSeating *seating)
{
  for (guint i = 0; i < NORD_N_SEATINGS; i++)
    if (g_strcmp0 (names[i], name) == 0) {
      *seating = (NordSeating) i;
      return TRUE;
    }
  return FALSE;
}
