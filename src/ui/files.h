/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* What a window does with whole files: its actions to make, open, copy, bring in and hand out. */
#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_FILES (nord_files_get_type ())
G_DECLARE_FINAL_TYPE (NordFiles, nord_files, NORD, FILES, GObject)

/* Adds "win.new-workshop", "win.open-workshop", "win.open-sample", "win.details",
 * "win.copy-workshop", "win.import", "win.import-file", "win.export" and "win.write-map" to
 * @window, which owns this and is not kept alive. Files dropped on @target are brought in. */
NordFiles *nord_files_new (GtkApplicationWindow *window, NordSession *session, GtkWidget *target);
/* A workshop is opened; the ideas of a table or GeoJSON come into one. */
void nord_files_open (NordFiles *self, const char *path);
void nord_files_create (NordFiles *self, const char *title);

G_END_DECLS
