/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The list of workshops, and what one can do with a whole workshop. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_LIBRARY_PAGE (nord_library_page_get_type ())
G_DECLARE_FINAL_TYPE (NordLibraryPage, nord_library_page, NORD, LIBRARY_PAGE, AdwBin)

/* Once, before it is shown. */
void nord_library_page_set_settings (NordLibraryPage *self, GSettings *settings);
/* A workshop that is opened in @session is remembered when it lies outside the data folder. */
void nord_library_page_set_session (NordLibraryPage *self, NordSession *session);
void nord_library_page_refresh (NordLibraryPage *self);
/* Brings the search forward. */
void nord_library_page_search (NordLibraryPage *self);

G_END_DECLS
