/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What the attract screen says, large, in one language after the other. */
#pragma once

#include "ui/kiosk/wording.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_INVITATION (nord_invitation_get_type ())
G_DECLARE_FINAL_TYPE (NordInvitation, nord_invitation, NORD, INVITATION, AdwBin)

/* Begins in the language of the station. Who has asked for less motion sees that one only. */
GtkWidget *nord_invitation_new (NordWording *wording);
/* The next language; a timer does so, every four seconds while it is seen. */
void nord_invitation_turn (NordInvitation *self);

G_END_DECLS
