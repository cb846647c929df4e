/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What has the focus in a form that scrolls is in view: GTK 4.8 does not scroll to an entry in a
 * row.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* From now on, for all of @window, also when what it says takes room. */
void nord_focus_view_keep (GtkWindow *window);

G_END_DECLS
