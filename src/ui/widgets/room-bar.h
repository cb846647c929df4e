/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* Says when the medium of the open workshop gets full. Property `document`. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_ROOM_BAR (nord_room_bar_get_type ())
G_DECLARE_FINAL_TYPE (NordRoomBar, nord_room_bar, NORD, ROOM_BAR, AdwBin)

G_END_DECLS
