/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* A long list as one stop of Tab: arrow keys go from row to row, Tab through what is in a row and
 * then out of the list, however long it is. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_ONE_STOP (nord_one_stop_get_type ())
G_DECLARE_FINAL_TYPE (NordOneStop, nord_one_stop, NORD, ONE_STOP, AdwBin)

/* Its child is, or holds, a GtkListView or GtkListBox. (GTK has "tab-behavior" from 4.12 on.) */

G_END_DECLS
