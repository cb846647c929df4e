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
GtkWidget *nord_kiosk_floor_new (void);
/* @turns: NORD_MAX_STATIONS numbers, quarters clockwise more than the seating says. */
void nord_kiosk_floor_seat (NordKioskFloor *self, NordSeating seating, const int *turns);

G_END_DECLS
