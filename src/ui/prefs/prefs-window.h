/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The preferences: how the program starts, where the data lies. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_PREFS_WINDOW (nord_prefs_window_get_type ())
G_DECLARE_FINAL_TYPE (NordPrefsWindow, nord_prefs_window, NORD, PREFS_WINDOW, AdwPreferencesWindow)

GtkWindow *nord_prefs_window_new (GSettings *settings);
/* Map packs that were dropped elsewhere (element-type GFile): copied, and shown in the list here.
 */
void nord_prefs_window_add_packs (NordPrefsWindow *self, GListModel *files);

G_END_DECLS
