/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The help, offline: chapters at the left, one chapter at the right. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_HELP_WINDOW (nord_help_window_get_type ())
G_DECLARE_FINAL_TYPE (NordHelpWindow, nord_help_window, NORD, HELP_WINDOW, AdwWindow)

GtkWindow *nord_help_window_new (void);

G_END_DECLS
