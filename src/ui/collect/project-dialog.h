/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* The form in which a project of the register is corrected, or written down by hand. */
#pragma once

#include "core/model/project.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define NORD_TYPE_PROJECT_DIALOG (nord_project_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NordProjectDialog, nord_project_dialog, NORD, PROJECT_DIALOG, AdwWindow)

/* @project: (nullable): NULL for a new one, which is selected when it is stored. One step of undo;
 * what is wrong is said beside the fields, and nothing typed is lost. */
NordProjectDialog *
nord_project_dialog_new (GtkWindow *parent, NordSession *session, NordProject *project);

G_END_DECLS
