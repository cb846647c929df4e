/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The corner of a station at which the staff knocks: nobody sees that it is a door. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_STAFF_CORNER (nord_staff_corner_get_type ())
G_DECLARE_FINAL_TYPE (NordStaffCorner, nord_staff_corner, NORD, STAFF_CORNER, AdwBin)

/* Signal "knocked" (): five taps within three seconds. */
GtkWidget *nord_staff_corner_new (void);

G_END_DECLS
