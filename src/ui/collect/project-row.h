/* SPDX-FileCopyrightText: 2026 The Nordwärts authors
 * SPDX-License-Identifier: EUPL-1.2 */

/* One project in a list: the sign of its state, number and title, and where it is. */
#pragma once

#include "core/model/project.h"
#include "core/model/register.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NORD_TYPE_PROJECT_ROW (nord_project_row_get_type ())
G_DECLARE_FINAL_TYPE (NordProjectRow, nord_project_row, NORD, PROJECT_ROW, GtkBox)

NordProjectRow *nord_project_row_new (void);
void nord_project_row_set (NordProjectRow *self, NordProject *project);
/* (transfer full) "Started · Eving · Sample" */
char *nord_project_row_describe (NordRecord *project);

G_END_DECLS
