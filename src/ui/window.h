/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The main window: the library, or one open workshop with its pages. It composes and nothing else.
 */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_WINDOW (nord_window_get_type ())
G_DECLARE_FINAL_TYPE (NordWindow, nord_window, NORD, WINDOW, AdwApplicationWindow)

/* Property: "session". To open a file in whichever window fits, activate "app.open" with its path.
 */

NordWindow *nord_window_new (AdwApplication *application, GSettings *settings);
NordSession *nord_window_get_session (NordWindow *self);
/* (nullable) the file of the open workshop. */
const char *nord_window_get_path (NordWindow *self);
/* What cannot be opened is told in a dialog with the ways out. */
void nord_window_open (NordWindow *self, const char *path);
/* A new workshop in the data folder. */
void nord_window_create (NordWindow *self, const char *title);

G_END_DECLS
