/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The floor the stations stand on: each at its place, turned to its side. */
#pragma once

#include "core/kiosk/seating.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_KIOSK_FLOOR (nord_kiosk_floor_get_type ())
G_DECLARE_FINAL_TYPE (NordKioskFloor, nord_kiosk_floor, NORD, KIOSK_FLOOR, GtkWidget)

/* Children in the order of the seats. Signal "seated" (GtkWidget *child, int width, int height):
 * the size of its seat, as its resident sees it. */
GtkWidget *nord_kiosk_floor_new (NordSeating seating);
/* Turns the station at the seat by a quarter, clockwise. */
void nord_kiosk_floor_turn (NordKioskFloor *self, guint seat);

G_END_DECLS
