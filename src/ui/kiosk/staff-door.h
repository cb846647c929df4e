/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The staff's PIN and what it opens. The first PIN is chosen here, typed twice. */
#pragma once

#include "core/kiosk/pin.h"
#include "core/kiosk/words.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STAFF_DOOR (nord_staff_door_get_type ())
G_DECLARE_FINAL_TYPE (NordStaffDoor, nord_staff_door, NORD, STAFF_DOOR, AdwBin)

/* @guard lives longer. Signal "left" (): the staff ends the shared screen. */
GtkWidget *nord_staff_door_new (NordPinGuard *guard);
/* Closed again, in the language of @words, which live until the next call. */
void nord_staff_door_ask (NordStaffDoor *self, const NordWords *words);

G_END_DECLS
