/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One workshop in the library: its day, title, place, number of ideas and state. */
#pragma once

#include "ui/library/library-entry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_LIBRARY_ROW (nord_library_row_get_type ())
G_DECLARE_FINAL_TYPE (NordLibraryRow, nord_library_row, NORD, LIBRARY_ROW, GtkListBoxRow)

GtkWidget *nord_library_row_new (NordLibraryEntry *entry);
NordLibraryEntry *nord_library_row_get_entry (NordLibraryRow *self);

G_END_DECLS
