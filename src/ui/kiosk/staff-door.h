/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The staff's PIN and what it opens. The first PIN is chosen here, typed twice. */
#pragma once

#include "core/kiosk/pin.h"
#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STAFF_DOOR (nord_staff_door_get_type ())
G_DECLARE_FINAL_TYPE (NordStaffDoor, nord_staff_door, NORD, STAFF_DOOR, AdwBin)

/* What its menu shows. */
typedef struct {
  gboolean locked;    /* the screen is, so it can be unlocked */
  gboolean has_draft; /* of the last resident, a moment ago */
  double per_mm;      /* pixels */
  gboolean children;  /* their way is offered */
} NordStaffMenu;

/* @guard lives longer. Its buttons activate station.leave, .quit, .turn, .lock, .unlock, .children,
 * .draft and .language (s), which must do nothing while nord_staff_door_is_open () is FALSE.
 * Signals: "scaled" (double): pixels a millimetre; "spoken" (const char *): the language that the
 * team has chosen, which the station is to speak as long as it is there. */
GtkWidget *nord_staff_door_new (NordWording *wording, NordPinGuard *guard);
/* Closed again. */
void nord_staff_door_ask (NordStaffDoor *self, const NordStaffMenu *menu);
/* That of the team, which finds it so from now on, whoever stood there before; back to the menu. */
void nord_staff_door_keep_language (NordStaffDoor *self, const char *language);
/* A low seat has room for few rows. */
void nord_staff_door_set_low (NordStaffDoor *self, gboolean low);
/* Offers to leave the full screen, or to fill it again, which is not offered before. */
void nord_staff_door_show_full (NordStaffDoor *self, gboolean full);
void nord_staff_door_show_children (NordStaffDoor *self, gboolean offered);
/* From what an entry of the menu has opened to the menu; FALSE: nothing is open but the menu. */
gboolean nord_staff_door_go_back (NordStaffDoor *self);
gboolean nord_staff_door_is_open (NordStaffDoor *self);
void nord_staff_door_close (NordStaffDoor *self);

G_END_DECLS
